"""Every window can be shown; nothing of it is cut off, lies on something else, cannot be reached or is not told to a
screen reader.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QScrollArea

from posture_app.ui.exercises.drawing import FigureView
from posture_app.ui.kit.appearance import Theme
from posture_app.ui.kit.countdown import CountdownRing
from tests.ui import screens
from tests.ui.access_faults import access_faults
from tests.ui.looks import FONT, HARDEST, USUAL, Look, unrest
from tests.ui.picture_faults import faults, seen_of
from tests.ui.showing import shown

pytestmark = pytest.mark.usefixtures("usual_look")

LEAST_SEEN = 40
"""So many pixels of a picture tell what it is."""


@pytest.mark.parametrize("name", screens.SCREENS)
def test_all_of_it_can_be_seen_reached_and_heard(usual_look: Theme, name: str) -> None:
    """As it usually is, and then, without being made anew, dark, mirrored, with large letters, as small as can be."""
    for look, window in screens.in_looks(name, (USUAL, HARDEST)):
        usual_look.choose("dark" if look is HARDEST else "light")
        assert [] == unrest(window)
        assert [] == faults(window, look.room)
        assert [] == access_faults(window)


def test_on_a_screen_that_is_too_small_a_menu_scrolls_and_a_tip_wraps(usual_look: Theme) -> None:
    room = QApplication.primaryScreen().availableGeometry()
    QApplication.setFont(QFont(FONT, 40))
    for name in ("tray_menu_due", "tooltip"):
        with shown(screens.SCREENS[name]()) as window:
            QApplication.processEvents()
            assert room.height() >= window.height()
            if isinstance(window, QMenu):
                window.hide()
                window.popup(QPoint())
                for _ in window.actions():
                    if window.activeAction() is None or "quit" != window.activeAction().objectName():
                        QTest.keyClick(window, Qt.Key.Key_Down)
                box = window.actionGeometry(window.activeAction())
                left = window.actionGeometry(window.actions()[0]).left()  # all in one column
                assert (left, True) == (box.left(), 0 <= box.top() <= box.bottom() < window.height())
            else:
                assert room.width() >= window.width()


def test_the_command_draws_light_and_dark_in_both_sizes(tmp_path: Path) -> None:
    assert 0 == screens.main([str(tmp_path / "out"), "today"])
    names = ["today-dark.png", "today-dark@2x.png", "today-light.png", "today-light@2x.png"]
    assert names == sorted(path.name for path in (tmp_path / "out").iterdir())


def test_all_looks_are_drawn_and_what_is_wrong_with_them_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screens.main(["--all", str(tmp_path / "out"), "crash"])
    taken = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.png"))
    assert 60 == len(taken)
    assert {"light-100-10pt/crash.png", "dark-200-20pt-mirrored/crash.png", "dark-150-10pt-480x400/crash.png"} <= {
        *taken
    }
    assert all(line.startswith("crash (") for line in capsys.readouterr().out.splitlines())


def test_a_name_that_is_not_known_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        screens.main([str(tmp_path), "nonsense"])
    assert "today" in capsys.readouterr().err


def test_the_popover_opens_as_high_as_what_it_shows(usual_look: Theme) -> None:
    QApplication.setFont(QFont(FONT, 20))
    with shown(screens.SCREENS["popover_due"]()) as popover:
        area = popover.findChild(QScrollArea)
        inside = None if area is None else area.widget()
        assert inside is not None
        assert inside.heightForWidth(popover.width()) == popover.height()


def test_some_of_the_exercise_shows_in_the_smallest_window_with_large_letters(usual_look: Theme) -> None:
    for _look, window in screens.in_looks("player_smallest", (HARDEST,)):
        figure = window.findChild(FigureView)
        assert figure is not None
        assert seen_of(figure, window).height() >= LEAST_SEEN


def test_on_an_upright_monitor_the_answers_fit_into_one_row_below_the_countdown(usual_look: Theme) -> None:
    for _look, window in screens.in_looks("break_upright", (USUAL,)):
        answers = [each for each in window.findChildren(QPushButton) if each.objectName().startswith("answer_")]
        ring = window.findChild(CountdownRing)
        assert ring is not None
        rows = {seen_of(each, window).center().y() for each in answers}
        assert (3, 1) == (len(answers), len(rows))
        assert seen_of(ring, window).bottom() < rows.pop()


def test_in_an_upright_window_the_exercise_has_all_of_the_width(usual_look: Theme) -> None:
    for _look, window in screens.in_looks("player", (Look(room=QSize(500, 900)),)):
        figure, ring = window.findChild(FigureView), window.findChild(CountdownRing)
        assert figure is not None
        assert ring is not None
        assert seen_of(figure, window).bottom() < seen_of(ring, window).top()
        assert seen_of(figure, window).width() > 0.9 * window.width()
