"""What a person sees of a bug."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from posture_app.ui.crash import show_crash


def test_the_window_shows_and_its_report_can_be_copied(qt: object) -> None:
    window = show_crash("Traceback: something broke")
    assert window.isVisible()
    (copy,) = [button for button in window.findChildren(QPushButton) if "Copy" in button.text()]
    copy.click()
    assert "Traceback: something broke" in QGuiApplication.clipboard().text()
    assert window.isVisible()
    window.close()
