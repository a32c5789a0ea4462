"""What a person sees of a bug."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from posture_app.ui.crash import show_crash


def test_the_window_shows_and_its_report_can_be_copied(qt: object) -> None:
    window = show_crash("Traceback: something broke")
    assert window.isVisible()
    (copy,) = [button for button in window.findChildren(QPushButton) if "Copy" in button.text()]
    copy.click()
    assert "Traceback: something broke" in QGuiApplication.clipboard().text()
    assert window.isVisible()
    window.close()


@pytest.mark.parametrize("address", ["", "https://example.org/posture"])
def test_it_says_where_to_report_it_once_there_is_a_place(
    qt: object, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("posture_app.ui.crash.ADDRESS", address)
    window = show_crash("something broke")
    said = [each.text() for each in window.findChildren(QLabel) if "Report it at" in each.text()]
    assert ([f"Report it at {address}/issues"] if address else []) == said
    window.close()
