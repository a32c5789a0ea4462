"""What the desktop shows of the app as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from posture_app.core.content.programmes import Item, ProgrammeSession
from posture_app.core.pages import FORMER
from posture_app.core.ports import Moment
from posture_app.core.session.cues import Silence
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import NOTICE, Sight
from posture_app.desktop.bundled import load_help
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.player_window import PlayerWindow
from posture_app.ui.frontend import Desktop
from posture_app.ui.pages.exercises_page import ExercisesPage
from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.pages.popover import Popover
from posture_app.ui.pages.welcome import Welcome
from posture_app.ui.settings.settings_window import SettingsWindow
from posture_app.ui.tray.tray import Tray
from posture_app.ui.wiring import Wiring
from tests.pseudo import OPEN, spoken
from tests.ui.prompts.stillness import Stillness
from tests.ui.samples import SITTING, ZONE
from tests.ui.settings.settings_live import Present
from tests.ui.showing import button
from tests.ui.sources import Desk
from tests.ui.tray.test_tray import Deadlines
from tests.ui.waiting import delete_what_was_closed

BLIND, SEEN = Sight("none", "there is none"), Sight("x11")


class StoppedClock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> Moment:
        return Moment(SITTING.at, self.seconds, self.seconds)


def _no_settings() -> None:
    raise AssertionError("the settings window is not opened")


@pytest.fixture
def kept() -> dict[str, object]:
    """What is remembered beyond the end of the app."""
    return {}


def _wiring(kept: dict[str, object], *, hidden: bool = True) -> Wiring:
    desk = Desk(SITTING)
    return Wiring(
        loop=Deadlines(),
        clock=StoppedClock(),
        player_loop=Deadlines(),
        player_clock=StoppedClock(),
        quiet=Stillness(0, lambda _: None).quiet,
        say=desk.say,
        clicked=lambda: None,
        fresh=lambda: desk.status,
        zone=lambda: ZONE,
        tomorrow=lambda: SITTING.at,
        breaks=desk.sources().breaks,
        sources=desk.sources,
        apply=lambda _key, _value: None,
        apply_all=lambda _values: None,
        overridden=(),
        live=_no_settings,  # type: ignore[arg-type]
        watch_tray=None,
        exercised=lambda _session: None,
        coming_back=desk.coming_back,
        first_time=lambda _what: False,
        watch_text_size=lambda _changed: None,
        recall=kept.get,
        remember=kept.__setitem__,
        hidden=hidden,
        icon=str,
        cues=Silence,
        tip=lambda: None,
        give_back=lambda: None,
        speak=lambda _: None,
        topics=load_help,
    )


@pytest.fixture
def desktop(qt: object, kept: dict[str, object]) -> Iterator[Desktop]:
    desktop = Desktop(_wiring(kept), Settings())
    yield desktop
    desktop.close()
    QApplication.processEvents()


def notices(desktop: Desktop) -> list[str]:
    desktop.show("today")
    return list(_main_window().notices)


def test_pages_of_before_are_views_of_the_history_now(desktop: Desktop) -> None:
    for name in ("days", "week"):
        desktop.show(name)
        window = _main_window()
        assert "history" == window.page
        assert window.findChild(QAbstractButton, f"part {FORMER[name]}").isChecked()  # type: ignore[union-attr]


def test_exercises_are_done_in_a_window_of_their_own_one_at_a_time(desktop: Desktop) -> None:
    desktop.play(("walk", "no such exercise", "neck_tilt"))
    desktop.play(("neck_tilt",))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PlayerWindow) and w.isVisible())
    assert ["neck_tilt"] == [exercise.id for exercise in window.player.run.plan.exercises]
    desktop.play(("no such exercise",))
    assert window.isVisible()


def test_exercises_in_a_window_of_their_own_have_a_clock_of_their_own(kept: dict[str, object], qt: object) -> None:
    """In the demo, where that of the app is fast, they take their time all the same."""
    app, own = StoppedClock(), StoppedClock()
    desktop = Desktop(replace(_wiring(kept), clock=app, player_clock=own), Settings())
    desktop.play(("neck_tilt",))
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PlayerWindow) and w.isVisible())
    app.seconds, own.seconds = 600, 10
    button(window, "pause session").click()
    assert (10, True) == (window.player.run.position, window.player.run.paused)
    desktop.close()
    QApplication.processEvents()


def test_items_are_done_in_their_dose_and_count_for_their_session(desktop: Desktop) -> None:
    desktop.play([Item("neck_tilt", reps=1, hold_s=7)], ProgrammeSession("neck_shoulders", 1, 1))
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PlayerWindow) and w.isVisible())
    (exercise,) = window.player.run.plan.exercises
    assert ("neck_tilt", 1, 7) == (exercise.id, exercise.reps, exercise.hold_s)


@pytest.mark.parametrize("first", ["today", "settings"])
def test_settings_lie_above_the_main_window_in_its_middle_and_leave_it_usable(
    qt: object, kept: dict[str, object], first: str
) -> None:
    desktop = Desktop(replace(_wiring(kept), live=Present().live), Settings())
    desktop.show(first)
    if first == "today":
        _main_window().setGeometry(QRect(10, 40, 770, 700))
    desktop.show("settings")
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsWindow) and w.isVisible())
    handle = window.windowHandle()
    assert handle is not None
    assert (Qt.WindowType.Dialog, Qt.WindowModality.NonModal) == (window.windowType(), window.windowModality())
    if first == "today":
        assert _main_window().windowHandle() is handle.transientParent()
        apart = window.geometry().center() - _main_window().geometry().center()
        assert max(abs(apart.x()), abs(apart.y())) <= 1
    else:
        assert handle.transientParent() is None
    desktop.close()
    delete_what_was_closed()


def test_that_no_input_is_seen_is_told_once_and_taken_back_when_it_is(desktop: Desktop) -> None:
    desktop.see(BLIND)
    desktop.see(BLIND)
    assert [NOTICE] == notices(desktop)
    desktop.see(SEEN)
    assert [] == notices(desktop)
    desktop.see(BLIND)
    assert [NOTICE] == notices(desktop)


def test_what_was_told_is_taken_back_alone(desktop: Desktop) -> None:
    for sentence in ("The log waits.", "The bus is silent."):
        desktop.notify(sentence)
    assert 2 == len(notices(desktop))
    desktop.take_back("The log waits.")
    assert ["The bus is silent."] == notices(desktop)


def test_what_is_over_before_a_window_opens_is_not_told(desktop: Desktop) -> None:
    desktop.see(BLIND)
    desktop.see(BLIND)
    desktop.see(SEEN)
    assert [] == notices(desktop)


def _main_window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())


def test_a_window_fits_the_screen_and_comes_again_where_and_as_large_as_it_was(
    desktop: Desktop, kept: dict[str, object]
) -> None:
    desktop.show("today")
    window, screen = _main_window(), QApplication.primaryScreen().availableGeometry()
    assert screen.contains(window.geometry())
    window.setGeometry(100, 60, 600, 500)
    window.close()
    delete_what_was_closed()
    desktop.show("today")
    again = _main_window()
    assert again is not window
    assert (100, 60, 600, 500) == again.geometry().getRect()


def test_in_another_language_each_window_is_made_anew_at_its_place_with_its_page(
    qt: object, kept: dict[str, object]
) -> None:
    desktop = Desktop(replace(_wiring(kept), live=Present().live), Settings())
    desktop.show("history")
    desktop.show("help")
    desktop.show("settings")
    before = _main_window()
    before.setGeometry(100, 60, 700, 500)
    desktop.notify("The log waits.")
    with spoken():
        desktop.reword()
        delete_what_was_closed()
        main, settings = desktop.opened.main.window, desktop.opened.settings.window
        assert main is not None
        assert main is not before
        assert ("history", (100, 60, 700, 500)) == (main.page, main.geometry().getRect())
        assert ("The log waits.",) == main.notices
        assert settings is not None
        assert settings.windowTitle().startswith(OPEN)
        assert desktop.opened.help.window is not None
    desktop.close()
    delete_what_was_closed()


def test_a_window_that_cannot_keep_what_was_typed_stays_alone_in_another_language(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.show("history")
    desktop.notify("The log waits.")
    window = _main_window()
    monkeypatch.setattr(window._pages["history"], "leave", lambda: False)
    with spoken():
        desktop.reword()
    delete_what_was_closed()
    assert [window] == [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    assert ("The log waits.",) == window.notices
    monkeypatch.undo()
    window.close()
    delete_what_was_closed()


def test_what_was_told_in_another_language_is_taken_back(desktop: Desktop) -> None:
    desktop.see(BLIND)
    desktop.show("today")
    with spoken():
        desktop.reword()
        desktop.see(BLIND)
        (told,) = notices(desktop)
        assert told.startswith(OPEN)
    desktop.see(SEEN)
    assert [] == notices(desktop)
    delete_what_was_closed()


@pytest.mark.parametrize("left", ["no geometry", 7, None])
def test_a_place_that_cannot_be_read_is_none(desktop: Desktop, kept: dict[str, object], left: object) -> None:
    kept["place of main window"] = left
    desktop.show("today")
    assert QApplication.primaryScreen().availableGeometry().contains(_main_window().geometry())


@pytest.mark.parametrize("keeps", [True, False])
def test_without_a_tray_closing_the_window_ends_the_app_unless_the_person_has_said_otherwise(
    qt: object, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    ended: list[None] = []
    monkeypatch.setattr("posture_app.ui.windows.QCoreApplication.quit", lambda: ended.append(None))
    desktop = Desktop(_wiring({}, hidden=False), Settings(keeps_running=keeps))
    desktop.show("today")
    next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()).close()
    delete_what_was_closed()
    assert keeps is not bool(ended)
    desktop.close()


def test_the_first_closing_of_the_window_says_where_the_app_went(qt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    told, new = list[str](), {"closed"}
    monkeypatch.setattr(Tray, "available", lambda _tray: True)
    monkeypatch.setattr(Tray, "message", lambda _tray, _title, text: told.append(text))

    def first_time(what: str) -> bool:
        found = what in new
        new.discard(what)
        return found

    desktop = Desktop(replace(_wiring({}), first_time=first_time), Settings())
    for _ in range(2):
        desktop.show("today")
        _main_window().close()
        delete_what_was_closed()
    assert ["The app goes on here. To end it, choose Quit in the menu of its icon."] == told
    desktop.close()


def _popovers() -> list[Popover]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Popover) and w.isVisible()]


def test_a_click_on_the_icon_that_took_the_focus_from_the_popover_leaves_it_closed(
    qt: object, kept: dict[str, object]
) -> None:
    clock, icon = StoppedClock(), QRect(600, 0, 24, 24)
    desktop = Desktop(replace(_wiring(kept), clock=clock), Settings())
    desktop.opened.open_popover(icon)
    (popover,) = _popovers()
    popover.close()  # as Qt does when another window gets the focus
    delete_what_was_closed()
    clock.seconds += 0.2
    desktop.opened.open_popover(icon)
    assert [] == _popovers()
    clock.seconds += 0.4
    desktop.opened.open_popover(icon)
    (popover,) = _popovers()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    delete_what_was_closed()
    desktop.opened.open_popover(icon)  # that was no click
    assert 1 == len(_popovers())
    desktop.close()
    delete_what_was_closed()


def test_a_second_start_while_the_welcome_shows_brings_the_welcome_in_front(
    qt: object, kept: dict[str, object]
) -> None:
    desktop = Desktop(replace(_wiring(kept), live=Present().live), Settings())
    desktop.show("welcome")
    desktop.show("today")
    showing = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert ([True], []) == (
        [True for w in showing if isinstance(w, Welcome)],
        [w for w in showing if isinstance(w, MainWindow)],
    )
    desktop.close()
    delete_what_was_closed()


def test_what_shows_at_the_end_remembers_its_place_while_there_is_something_to_keep_it(
    qt: object, kept: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(replace(_wiring(kept), live=Present().live), Settings())
    desktop.show("welcome")
    desktop.show("history")
    main = _main_window()
    monkeypatch.setattr(main._pages["history"], "leave", lambda: False)  # it has something to keep
    desktop.close()
    places = {"place of welcome", "place of main window"}
    assert places <= kept.keys()
    kept.clear()  # the log is closed by now
    main.deleteLater()
    delete_what_was_closed()
    assert not places & kept.keys()


@pytest.mark.parametrize("page", ["today", "settings", "help"])
def test_the_key_that_ends_the_app_works_in_each_window(qt: object, kept: dict[str, object], page: str) -> None:
    desk = Desk(SITTING)
    desktop = Desktop(replace(_wiring(kept), live=Present().live, sources=desk.sources), Settings())
    desktop.show(page)
    QApplication.processEvents()
    window = QApplication.activeWindow()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert 1 == desk.quits
    desktop.close()
    delete_what_was_closed()


def _apart(window: QWidget, other: QWidget) -> int:
    """How far their middles lie from each other."""
    apart = window.geometry().center() - other.geometry().center()
    return max(abs(apart.x()), abs(apart.y()))


def test_the_main_window_opens_over_the_welcome_that_it_follows(qt: object, kept: dict[str, object]) -> None:
    desktop = Desktop(replace(_wiring(kept), live=Present().live), Settings())
    desktop.show("welcome")
    welcome = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Welcome) and w.isVisible())
    screen = QApplication.primaryScreen().availableGeometry()
    welcome.setGeometry(QRect(screen.right() - 500, screen.bottom() - 420, 480, 400))
    welcome.close()
    window = _main_window()
    assert screen.contains(window.geometry())
    assert (screen.right(), screen.bottom()) == (window.geometry().right(), window.geometry().bottom())
    desktop.close()
    delete_what_was_closed()


@pytest.mark.parametrize("used", [True, False])
def test_an_exercise_opens_over_the_main_window_if_that_was_used(
    desktop: Desktop, kept: dict[str, object], used: bool
) -> None:
    desktop.play(("walk",))
    _player().setGeometry(QRect(5, 35, 500, 420))
    desktop.opened.player.close()
    delete_what_was_closed()
    if used:
        desktop.show("exercises")
        _main_window().setGeometry(QRect(100, 60, 600, 500))
        QApplication.processEvents()
    desktop.play(("walk",))
    assert (_player().width(), _player().height()) == (500, 420)
    assert _apart(_player(), _main_window()) <= 1 if used else QPoint(5, 35) == _player().geometry().topLeft()


def test_the_picture_of_a_page_waits_while_an_exercise_is_done_above_it(desktop: Desktop) -> None:
    desktop.show("exercises")
    page = _main_window().findChild(ExercisesPage)
    assert page is not None
    page.library.open("neck_tilt")
    (figure,) = page.findChildren(Figure)
    assert figure.view.playing
    desktop.play(("neck_tilt",))
    assert (True, False) == (figure.isVisible(), figure.view.playing)
    _player().player._it_hurts()  # the page says so, and still waits
    QApplication.processEvents()
    assert not figure.view.playing
    button(figure, "pause figure").click()
    assert figure.view.playing
    desktop.play(("neck_tilt",))
    assert not figure.view.playing
    _player().close()
    delete_what_was_closed()
    assert figure.view.playing


def _player() -> PlayerWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, PlayerWindow) and w.isVisible())


def test_a_change_of_the_settings_can_be_undone_when_they_are_opened_again(qt: object, kept: dict[str, object]) -> None:
    desk = Desk(SITTING)

    def apply(values: Mapping[str, Any]) -> None:
        desk.settings = replace(desk.settings, **values)
        face.settings_changed(desk.settings)

    wiring = replace(_wiring(kept), live=Present().live, sources=desk.sources, apply_all=apply)
    face = Desktop(wiring, Settings())
    before = desk.settings.stand_every
    face.show("settings")
    first = face.opened.settings.window
    assert first is not None
    first._change("stand_every", before + 5)
    first.close()
    delete_what_was_closed()
    face.show("settings")
    again = face.opened.settings.window
    assert again is not None
    assert again is not first
    again.activateWindow()
    undo = again.findChild(QAbstractButton, "undo")
    assert undo is not None
    assert undo.isEnabled()
    undo.click()
    assert before == desk.settings.stand_every
    assert not undo.isEnabled()
    face.close()
    delete_what_was_closed()


def test_the_help_opens_once_and_its_links_lead_out_of_it(desktop: Desktop) -> None:
    desktop.show("help")
    first = desktop.opened.help.window
    assert first is not None
    assert first.isVisible()
    desktop.show("help")
    assert desktop.opened.help.window is first
    first.page_wanted.emit("exercises")
    assert desktop.opened.main.window is not None
    assert "exercises" == desktop.opened.main.window.page
    first.close()
    delete_what_was_closed()
    assert desktop.opened.help.window is None
