"""What is asked of who comes back after a long absence, and what becomes of the answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.core.record.coming_back import ComingBack
from posture_app.core.sight import Sight
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.status import State, Status
from tests.ui.samples import ELSE, NOW, SITTING, ZONE, Log
from tests.ui.sources import Desk

MINUTE = timedelta(minutes=1)
LEFT = NOW - 45 * MINUTE
BACK = NOW - 5 * MINUTE
GONE = replace(ELSE, at=LEFT + 5 * MINUTE, since=LEFT)
HERE = replace(SITTING, at=BACK, since=BACK, bout_s=0)


class Person:
    """Somebody who sat for an hour, was gone from `LEFT` to `BACK`, and sits again."""

    def __init__(self) -> None:
        self.log = Log(kept_spans=[Span(Posture.SITTING, LEFT - 60 * MINUTE, LEFT, EndedBy.IDLE, ZONE)])
        self.desk = Desk(HERE)
        self.back: ComingBack = self.desk.coming_back(self.log)

    def lives(self, *statuses: Status) -> ComingBack:
        for status in (replace(SITTING, at=LEFT, since=LEFT - 60 * MINUTE), *statuses):
            self.back.look(status)
        return self.back

    def spans(self) -> list[tuple[Posture, int]]:
        """What counts of the time since they sat down first, with its minutes."""
        return [(span.posture, (span.end - span.start) // MINUTE) for span in self.log.spans(LEFT - 60 * MINUTE, NOW)]


@pytest.fixture
def person() -> Person:
    return Person()


def test_a_long_absence_is_asked_about_and_stays_a_gap_without_an_answer(person: Person) -> None:
    absence = person.lives(GONE, HERE).absence
    assert absence is not None
    assert (LEFT, BACK) == (absence.start, absence.end)
    assert "Away from 14:33 to 15:13 (40 min)." == absence.words
    assert [(Posture.SITTING, 60)] == person.spans()


def test_who_sat_elsewhere_has_it_counted_and_can_take_it_back_and_answer_otherwise(person: Person) -> None:
    back = person.lives(GONE, HERE)
    back.sat_elsewhere()
    assert 100 == sum(minutes for _, minutes in person.spans())
    assert back.absence is None
    assert "Noted: Sitting 14:33 to 15:13, 40 min." == back.answer
    person.desk.now += 11 * MINUTE
    assert "" == back.answer
    person.desk.now -= 11 * MINUTE
    back.undo()
    assert [(Posture.SITTING, 60)] == person.spans()
    assert back.absence is not None
    back.was_up()
    assert [(Posture.SITTING, 60)] == person.spans()
    assert [None] == [each.posture for each in person.log.diary.corrections() if each.undone is None]


def test_who_does_not_want_to_be_asked_today_is_asked_tomorrow(person: Person) -> None:
    person.lives(GONE, HERE).not_today()
    assert person.back.absence is None
    again = person.desk.coming_back(person.log)  # as after a restart
    for status in (GONE, HERE):
        again.look(status)
    assert again.absence is None
    day = timedelta(days=1)
    person.desk.now += day
    for status in (replace(GONE, at=GONE.at + day, since=LEFT + day), replace(HERE, at=BACK + day, since=BACK + day)):
        again.look(status)
    assert again.absence is not None


@pytest.mark.parametrize(
    "statuses",
    [
        (replace(GONE, since=BACK - 14 * MINUTE), HERE),
        (GONE, replace(GONE, state=State.UP), GONE, HERE),
        (replace(GONE, private=True), HERE),
        (replace(GONE, since=NOW - timedelta(hours=14)), HERE),
        (replace(GONE, since=None), HERE),
        (GONE,),
        (replace(HERE, state=State.STANDING),),
    ],
    ids=["short", "up said", "private", "a night", "unknown", "still gone", "never gone"],
)
def test_nothing_is_asked_where_it_is_known_short_or_private(person: Person, statuses: tuple[Status, ...]) -> None:
    assert person.lives(*statuses).absence is None


def test_nothing_is_asked_where_another_computer_knows_or_no_input_is_seen_or_it_is_turned_off(person: Person) -> None:
    person.desk.settings = replace(person.desk.settings, ask_where=False)
    assert person.lives(GONE, HERE).absence is None
    person.desk.settings = replace(person.desk.settings, ask_where=True)
    person.desk.sight = Sight("none", "there is nothing")
    assert person.lives(GONE, HERE).absence is None
    person.desk.sight = Sight("x11")
    person.log.kept_spans.append(Span(Posture.SITTING, LEFT + 5 * MINUTE, BACK, EndedBy.IDLE, ZONE))
    assert person.lives(GONE, HERE).absence is None


def test_a_short_absence_leaves_the_question_about_the_long_one_and_the_next_day_ends_it(person: Person) -> None:
    back = person.lives(GONE, HERE, replace(GONE, since=NOW), replace(HERE, since=NOW + 3 * MINUTE))
    assert back.absence is not None
    person.desk.now += timedelta(days=1)
    assert back.absence is None
    back.was_up()
    assert [] == list(person.log.diary.corrections())
