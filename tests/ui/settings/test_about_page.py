"""The page About: facts that can be found, and texts that can be copied."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app import __version__
from posture_app.core.settings.setting import Requirement
from posture_app.ui.settings.doctor_panel import DoctorPanel
from tests.ui.settings.settings_desk import Desk
from tests.ui.settings.settings_live import ABOUT, Present
from tests.ui.showing import button, shown
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
ENDS_MS = 30_000


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    desk.window.activateWindow()
    QApplication.processEvents()
    desk.window.findChild(QPushButton, "page_about").click()  # type: ignore[union-attr]
    yield desk
    desk.window.close()
    delete_what_was_closed()


def texts(desk: Desk) -> list[str]:
    return [each.text() for each in desk.window.findChildren(QLabel) if each.isVisible()]


def test_it_says_version_what_is_recorded_where_when_to_stop_keys_and_licences(desk: Desk) -> None:
    ((_, path),) = ABOUT.places
    assert {f"Version {__version__}", *ABOUT.installed, path, "Stop if it hurts.", "Ctrl+,", "LGPL 3"} <= set(
        texts(desk)
    )


def test_it_says_of_which_day_the_version_is_and_where_to_report_once_it_has_both(
    qt: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posture_app.ui.settings.about_page.RELEASE_DAY", "2026-11-30")
    monkeypatch.setattr("posture_app.ui.settings.about_page.ADDRESS", "https://example.org/posture")
    desk = Desk()
    desk.find(QPushButton, "page_about").click()
    said = {f"Version {__version__}, of 30 November 2026", *ABOUT.installed, "https://example.org/posture/issues"}
    assert said <= set(texts(desk))
    desk.window.close()
    delete_what_was_closed()


def test_what_it_says_is_found_by_a_search(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "licences")
    assert "LGPL 3" in texts(desk)
    assert "Ctrl+," not in texts(desk)


@pytest.mark.parametrize("tray", [True, False])
def test_what_closing_a_window_does_here_is_said(qt: object, tray: bool) -> None:
    present = Present()
    present.lacks = {} if tray else {Requirement.TRAY: "this desktop shows no tray icon"}
    desk = Desk(live=present.live())
    desk.find(QPushButton, "page_about").click()
    assert tray is ("Close the window; the app goes on" in texts(desk))
    desk.window.close()
    delete_what_was_closed()


def test_the_unit_of_systemd_is_copied(desk: Desk) -> None:
    button(desk.window, "copy unit").click()
    assert ABOUT.unit == QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("print('All is well.')", "All is well."),
        (
            "import sys; sys.stdout.buffer.write(b'\\xff\\xfe ends')",
            "\ufffd\ufffd ends",
        ),
        ("import os; os.abort()", "It ended without a word."),
    ],
)
def test_what_doctor_says_is_shown_and_copied(program: str, said: str) -> None:
    with shown(DoctorPanel((sys.executable, "-c", program))) as panel:
        assert not button(panel, "copy report").isEnabled()
        button(panel, "examine").click()
        assert not button(panel, "examine").isEnabled()
        assert panel._process.waitForFinished(ENDS_MS)
        assert button(panel, "examine").isEnabled()
        button(panel, "copy report").click()
        assert said == QGuiApplication.clipboard().text()


def test_a_doctor_that_cannot_be_started_or_does_not_end_is_said() -> None:
    with shown(DoctorPanel(("/nowhere/posture-app", "doctor"))) as panel:
        button(panel, "examine").click()
        QApplication.processEvents()
        assert "cannot be started" in panel._area.toPlainText()
    with shown(DoctorPanel((sys.executable, "-c", "while True: input()"))) as panel:
        button(panel, "examine").click()
        assert panel._process.waitForStarted(ENDS_MS)
        panel._patience.timeout.emit()
        assert panel._process.waitForFinished(ENDS_MS)
        assert "It ended without a word." == panel._area.toPlainText()
