"""The programme that is on: started, paused, stopped, over restarts, and what it has for today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.core.content.content import Content
from posture_app.core.content.profile import Seat
from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.record.diary import Session
from posture_app.core.record.programmes import Programmes
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from tests.core.content.shipped import library
from tests.ui.samples import SITTING, Log
from tests.ui.sources import Desk

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Person(Desk):
    """Somebody with all the content, on a Monday."""

    def __init__(self) -> None:
        super().__init__(SITTING)
        self.log, self.now = Log(), MONDAY

    def content(self) -> Content:
        return library()

    @property
    def own(self) -> Programmes:
        """As after a restart: made anew each time."""
        return self.programmes(self.log)

    def do(self, share: float = 1.0, ended: Ended = Ended.DONE) -> None:
        """The first session that is due, each exercise as far as that."""
        today = self.own.today()
        assert today
        session = today.due[0]
        exercises = [e for item in session.items if (e := self.content().exercise(item.exercise)) is not None]
        planned = [item.dosed(e) for item, e in zip(session.items, exercises, strict=True)]
        results = [Done(e.id, self.now, 60, share, None, ended) for e in planned]
        self.sources(self.log).keep(results, belongs=session.belongs, planned=planned)

    def due(self) -> list[str]:
        today = self.own.today()
        return [each.name for each in today.due] if today else []


@pytest.fixture
def somebody() -> Person:
    return Person()


def test_a_programme_is_on_until_it_is_stopped_and_survives_restarts(somebody: Person) -> None:
    assert somebody.own.on() is None
    assert somebody.own.today() is None
    somebody.own.start("foot_core")
    on = somebody.own.on()
    assert on
    assert ("foot_core", MONDAY, False) == (on.programme.id, on.since, on.paused)
    somebody.own.start("desk_back")
    on = somebody.own.on()
    assert on
    assert "desk_back" == on.programme.id
    somebody.own.stop()
    assert somebody.own.on() is None


def test_a_session_is_due_until_it_is_done_and_counts_for_its_week(somebody: Person) -> None:
    somebody.own.start("foot_core")
    assert ["Foot core in six weeks"] == somebody.due()
    somebody.do()
    assert [] == somebody.due()
    assert {ProgrammeSession("foot_core", 1, 0)} == {each.belongs for each in somebody.log.diary.sessions()}
    assert 98 <= sum(each.percent for each in somebody.log.diary.sessions()) <= 102
    somebody.now += DAY
    assert ["Foot core in six weeks"] == somebody.due()
    today = somebody.own.today()
    assert today
    assert (1, 3) == (today.progress.plan[0].done, today.progress.plan[0].wanted)


def test_what_was_only_begun_is_due_again_and_its_rest_completes_it(somebody: Person) -> None:
    somebody.own.start("foot_core")
    somebody.do(0.3)
    assert 1 == len(somebody.due())
    somebody.do(0.3)
    assert [] == somebody.due()


def test_in_a_pause_and_on_a_day_off_nothing_is_due_and_the_count_is_kept(somebody: Person) -> None:
    somebody.own.start("foot_core")
    somebody.do()
    somebody.now += DAY
    somebody.own.pause(paused=True)
    assert [] == somebody.due()
    assert somebody.own.due_for("feet") is None
    assert frozenset() == somebody.own.exercises()
    somebody.own.pause(paused=False)
    assert 1 == len(somebody.due())
    today = date(2026, 3, 3)
    somebody.settings = replace(somebody.settings, days_off=((today, today),))
    assert [] == somebody.due()
    now = somebody.own.today()
    assert now
    assert 1 == now.progress.plan[0].done


def test_it_takes_the_turn_of_its_reminder_only_and_only_while_it_is_due(somebody: Person) -> None:
    somebody.own.start("foot_core")
    session = somebody.own.due_for("feet")
    assert session
    assert {item.exercise for item in session.items} == somebody.own.exercises()
    assert somebody.own.due_for("stretch") is None
    somebody.do()
    assert somebody.own.due_for("feet") is None


def test_the_plan_follows_what_the_person_says_and_where_they_are(somebody: Person) -> None:
    somebody.own.start("foot_core")
    at_desk = somebody.own.exercises()
    assert "short_foot" not in at_desk
    somebody.settings = replace(somebody.settings, place=Seat.HOME.value)
    assert "short_foot" in somebody.own.exercises()
    somebody.settings = replace(somebody.settings, hurt=("short_foot",))
    assert "short_foot" not in somebody.own.exercises()
    somebody.settings = replace(somebody.settings, place=Seat.WHEELCHAIR_UPPER_BODY.value, hurt=())
    assert [] == somebody.due(), "nothing of it suits"


def test_twice_a_day_and_several_kinds_of_session_each_have_their_name(somebody: Person) -> None:
    somebody.own.start("desk_back")
    assert ["Desk back: Every working day", "Desk back: Twice a week", "Desk back: Walk"] == somebody.due()
    somebody.do()
    assert ["Desk back: Twice a week", "Desk back: Walk"] == somebody.due()


@pytest.mark.parametrize(
    "kept",
    [
        7,
        [],
        {"programme": "x"},
        {"id": "no such one", "since": MONDAY.isoformat(), "paused": False},
        {"id": "foot_core", "since": "soon", "paused": False},
        {"id": "foot_core", "since": "2026-03-02T09:00:00", "paused": False},
        {"id": "foot_core", "since": MONDAY.isoformat(), "paused": 1},
    ],
    ids=str,
)
def test_an_entry_that_says_nothing_is_none(somebody: Person, kept: object) -> None:
    somebody.log.remember("programme", kept)
    assert somebody.own.on() is None
    assert somebody.own.today() is None


def test_an_easier_form_counts_for_what_it_was_done_in_place_of(somebody: Person) -> None:
    heel = somebody.content().exercise("heel_raise")
    walk = somebody.content().exercise("walk")
    assert heel
    assert walk
    done = Done("seated_heel_raise", MONDAY, 60, 1.0, None, Ended.DONE)
    somebody.sources(somebody.log).keep([done], belongs=ProgrammeSession("x", 1, 0), planned=[heel])
    (kept,) = somebody.log.diary.sessions()
    assert ("seated_heel_raise", 100) == (kept.exercise, kept.percent)


def test_without_a_programme_nothing_is_said_of_one(somebody: Person) -> None:
    somebody.sources(somebody.log).keep([Done("walk", MONDAY, 60, 1.0, None, Ended.DONE)])
    assert [Session("walk", MONDAY, somebody.zone, 60, Ended.DONE, None, 100)] == list(somebody.log.diary.sessions())
