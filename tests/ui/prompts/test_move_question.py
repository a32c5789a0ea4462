"""The question of a second start, as it is asked before the app begins."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from posture_app.commands import start
from posture_app.core import formats
from posture_app.runtime import display
from posture_app.ui.prompts import move_question
from posture_app.ui.prompts.move_question import make_question


@pytest.mark.parametrize("language", ["ar", "de"])
def test_it_is_mirrored_where_one_reads_from_the_right(
    qt: object, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    asked: list[Qt.LayoutDirection] = []

    def wants_move(where: str) -> bool:
        asked.append(make_question(where).layoutDirection())
        return True

    before = formats.current()
    monkeypatch.setattr(move_question, "wants_move", wants_move)
    monkeypatch.setattr(start, "why_no_windows", lambda: None)
    monkeypatch.setattr(display, "without_silent_buses", tuple)
    monkeypatch.setenv("QT_WAYLAND_RECONNECT", "1")  # which a start sets
    try:
        assert start._wants_move("session 3", hidden=False, language=language)
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        formats.use(before)
    assert [Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight] == asked
