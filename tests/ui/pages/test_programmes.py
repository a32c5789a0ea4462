"""Programmes and routines: what the page of exercises and the page of today offer of them, by mouse and by keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Evidence
from posture_app.core.content.profile import Seat
from posture_app.core.content.programmes import Item, ProgrammeSession
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.ui.exercises.exercise_words import EVIDENCE
from posture_app.ui.exercises.programmes_view import ProgrammesView
from posture_app.ui.kit.button import Button
from posture_app.ui.pages.exercises_page import ExercisesPage
from posture_app.ui.pages.today import TodayPage
from tests.core.content.shipped import library
from tests.ui.samples import SITTING, ZONE, Log, due
from tests.ui.showing import shown
from tests.ui.sources import Desk

DAY = timedelta(days=1)
MOST_KEYS = 40


class Person(Desk):
    """Somebody with all the content."""

    def __init__(self) -> None:
        super().__init__(SITTING)
        self.log, self.shelf = Log(), library()
        self.own = self.programmes(self.log)

    def content(self) -> Content:
        return self.shelf

    @property
    def on(self) -> str:
        on = self.own.on()
        return on.programme.id if on else ""


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def page(qt: object, person: Person) -> Iterator[ExercisesPage]:
    with shown(ExercisesPage(person.sources(person.log))) as made:
        named(made, "part programmes").click()
        QApplication.processEvents()
        yield made


def named(where: QWidget, name: str) -> Button:
    found = [each for each in where.findChildren(Button, name) if each.isVisibleTo(where)]
    return found[0]


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def words(where: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in where.findChildren(QLabel) if each.isVisibleTo(where))


def test_each_programme_says_what_it_is_for_whom_it_is_not_and_that_it_was_not_tested(page: ExercisesPage) -> None:
    said = words(page)
    for programme in library().programmes:
        assert programme.name in said
        assert programme.in_short[1:] in said
        assert programme.untested in said
        assert all(text in said for text in programme.not_for)
        assert EVIDENCE[programme.evidence] in said
    assert EVIDENCE[Evidence.B] in said
    assert "6 weeks. In the first week 3 sessions of " in said


def test_programmes_and_routines_of_ones_own_come_and_go_with_their_files(page: ExercisesPage, person: Person) -> None:
    (mine, *_), (routine, *_) = library().programmes, library().routines
    own = Content(programmes=(replace(mine, id="mine", name="My hips"),), routines=(replace(routine, name="Mine"),))
    person.shelf = library().with_own(own)
    page.read()
    assert "My hips" in words(page)
    assert "Mine" in [each.text() for each in page.findChildren(Button) if each.isVisibleTo(page)]
    person.shelf = library()
    page.read()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "My hips" not in words(page)


def test_a_programme_starts_with_two_clicks_and_its_session_with_one_more(page: ExercisesPage, person: Person) -> None:
    QTest.mouseClick(named(page, "start foot_core"), Qt.MouseButton.LeftButton)  # the first one has opened the part
    assert "foot_core" == person.on
    assert "Week 1 of 6" in words(page)
    start = named(page, "start session")
    assert page.focusWidget() is start
    start.click()
    (played,) = person.played
    assert [ProgrammeSession("foot_core", 1, 0)] == person.belongs
    assert all(isinstance(item, Item) for item in played)


class Windows(QObject):
    """Notes what shows as a window, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched.objectName())
        return False


def test_no_part_of_the_page_shows_as_a_window_while_it_is_made(qt: QApplication, person: Person) -> None:
    windows = Windows()
    qt.installEventFilter(windows)
    try:
        with shown(ExercisesPage(person.sources(person.log))) as made:
            for part in ("programmes", "tips", "safety", "exercises"):
                named(made, f"part {part}").click()
    finally:
        qt.removeEventFilter(windows)
    assert ["exercises page"] == windows.shown


def test_by_keyboard_alone(page: ExercisesPage, person: Person) -> None:
    named(page, "part programmes").setFocus()
    for _key in range(MOST_KEYS):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "start foot_core":
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert "foot_core" == person.on
    press(Qt.Key.Key_Space)
    assert [ProgrammeSession("foot_core", 1, 0)] == person.belongs


def test_each_button_says_of_what(page: ExercisesPage, person: Person) -> None:
    person.own.start("desk_back")
    page.refresh()
    for button in page.findChild(ProgrammesView).findChildren(Button):  # type: ignore[union-attr] # it is there
        assert button.accessibleName()
    said = [
        each.accessibleName() for each in page.findChildren(Button) if each.text() == "Start" and each.isVisibleTo(page)
    ]
    assert len(said) == len(set(said))
    assert said[0].startswith("Start: Every working day: ")


def test_a_routine_is_begun_with_one_click_and_belongs_to_no_programme(page: ExercisesPage, person: Person) -> None:
    named(page, "routine desk_reset").click()
    assert [None] == person.belongs
    assert ["chin_tuck", "blade_squeeze"] == [item.exercise for item in person.played[0][:2] if isinstance(item, Item)]


def test_what_suits_nobody_here_is_not_offered(qt: object, person: Person) -> None:
    person.settings = replace(person.settings, place=Seat.WHEELCHAIR_UPPER_BODY.value)
    with shown(ExercisesPage(person.sources(person.log))) as page:
        named(page, "part programmes").click()
        assert not page.findChildren(Button, "routine foot_five")
        assert page.findChildren(Button, "routine wheels")
        assert "Nothing of it suits you here and now" in words(page)


def test_pause_go_on_and_stop(page: ExercisesPage, person: Person) -> None:
    named(page, "start foot_core").click()
    named(page, "pause programme").click()
    assert "Paused: nothing of it is due until you go on." in words(page)
    assert (on := person.own.on()) is not None
    assert on.paused
    named(page, "pause programme").click()
    assert "Paused" not in words(page)
    named(page, "stop programme").click()
    assert "" == person.on
    assert "Week 1 of 6" not in words(page)


def test_another_one_says_what_stops_with_it(page: ExercisesPage, person: Person) -> None:
    named(page, "start foot_core").click()
    assert "“Foot core in six weeks” stops with that." in words(page)
    named(page, "start desk_back").click()
    assert "desk_back" == person.on


def test_what_was_done_shows_and_nothing_else_moves_the_keyboard(page: ExercisesPage, person: Person) -> None:
    named(page, "start foot_core").click()
    focused = named(page, "pause programme")
    focused.setFocus()
    page.refresh()
    assert focused.hasFocus()
    assert "due today, 0 of 3 done this week" in words(page)
    belongs = ProgrammeSession("foot_core", 1, 0)
    person.log.diary.done(Session("toe_curl", person.now, ZONE, 60, Ended.DONE, None, 100, belongs, 100))
    page.refresh()
    assert "1 of 3 done this week" in words(page)
    assert "due today" not in words(page)


def test_why_a_week_comes_again_is_said(page: ExercisesPage, person: Person) -> None:
    named(page, "start foot_core").click()
    person.now += 7 * DAY
    page.refresh()
    assert "The same week again: the next one comes when three quarters of its sessions are done." in words(page)
    person.now += 7 * DAY
    page.refresh()
    assert "Week 1 of 6" in words(page)


def test_today_offers_the_session_that_is_due_and_only_while_it_is(qt: object, person: Person) -> None:
    with shown(TodayPage(person.sources(person.log))) as page:
        page.refresh()
        assert "Today in your programme" not in words(page)
        person.own.start("foot_core")
        page.refresh()
        assert "Foot core in six weeks, 4 min" in words(page)
        named(page, "start session today").click()
        assert [ProgrammeSession("foot_core", 1, 0)] == person.belongs
        person.own.pause(paused=True)
        page.refresh()
        assert "Today in your programme" not in words(page)


def test_what_a_prompt_offers_of_a_programme_is_begun_whole_from_today(qt: object, person: Person) -> None:
    person.own.start("foot_core")
    session = person.own.due_for("feet")
    assert session is not None
    person.status, person.offered_session = due(), session
    person.offered = person.content().exercise(session.items[0].exercise)
    with shown(TodayPage(person.sources(person.log))) as page:
        page.refresh()
        button = next(each for each in page.findChildren(Button) if each.text() == "St&art")
        button.click()
    assert ([session.items], [session.belongs]) == (person.played, person.belongs)
