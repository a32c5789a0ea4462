"""The prompt on a day on which a session of a programme is due in place of its reminder."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from posture_app.core.content.choosing import NO_HISTORY
from posture_app.core.content.content import Content
from posture_app.core.content.profile import Seat
from posture_app.core.content.programmes import SessionOffer
from posture_app.core.ports import Message
from posture_app.core.prompts import Shown
from posture_app.core.settings.settings import Settings
from posture_app.runtime.prompter import Prompter
from tests.core.content.shipped import library
from tests.notify.fake import FakeNotifier
from tests.runtime.test_breaks import Quiet
from tests.ui.samples import SITTING, Log
from tests.ui.sources import Desk

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Person(Desk):
    """Somebody at home, who gets prompts."""

    def __init__(self) -> None:
        super().__init__(SITTING)
        self.now = MONDAY
        self.settings = replace(Settings(), place=Seat.HOME.value)
        self.own = self.programmes(Log())
        self.prompter = Prompter(
            chain=FakeNotifier("desktop"),
            links={},
            settings=lambda: self.settings,
            content=self.content,
            history=lambda _: NO_HISTORY,
            programmes=self.own,
            sounds=Quiet(),
            say=lambda _word, _minutes: None,
            taken=lambda _kind: None,
            apply=lambda _key, _value: None,
        )

    def content(self) -> Content:
        return library()

    def asked(self, kind: str) -> tuple[Message, SessionOffer | None]:
        shown = Shown(7, kind, MONDAY, "UTC", 1800, length_s=180)
        return self.prompter.words(shown), self.prompter.offered_session(shown)


@pytest.fixture
def person() -> Person:
    return Person()


def test_the_reminder_of_that_day_offers_the_session_with_its_name_and_minutes(person: Person) -> None:
    person.own.start("foot_core")
    message, session = person.asked("feet")
    assert session
    assert session == message.session
    assert f"Foot core in six weeks, {session.minutes} min" == message.title
    assert tuple(item.exercise for item in session.items) == message.exercises
    assert "Short foot" in message.body
    assert message.exercise == message.exercises[0]


@pytest.mark.parametrize("programme", ["foot_core", ""])
def test_who_begins_what_a_call_to_get_up_offers_gets_up_unless_it_is_a_session_done_sitting(
    person: Person, programme: str
) -> None:
    if programme:
        person.own.start(programme)
    kind, also = ("feet", ("stand",)) if programme else ("stand", ("feet",))
    shown = Shown(7, kind, MONDAY, "UTC", 1800, length_s=180, rises=True, also=also)
    message = person.prompter.words(shown)
    assert (True, bool(programme)) == (message.rises, message.session is not None)
    assert message.exercises
    assert (not programme) is message.on_feet is person.prompter.on_feet(shown)
    assert not person.prompter.on_feet(replace(shown, number=8))


@pytest.mark.parametrize("kind", ["stretch", "stand", "micro"])
def test_other_reminders_offer_what_they_offer(person: Person, kind: str) -> None:
    without, _none = person.asked(kind)
    person.own.start("foot_core")
    message, session = person.asked(kind)
    assert session is None
    assert message.session is None
    assert without.title == message.title


def test_what_other_prompts_offer_is_of_the_programme_first(person: Person) -> None:
    person.own.start("neck_shoulders")
    person.settings = replace(person.settings, days_off=((MONDAY.date(), MONDAY.date()),))
    message, session = person.asked("stretch")
    assert session is None
    assert message.exercise in person.own.exercises()


def test_in_a_pause_the_reminder_is_as_it_was(person: Person) -> None:
    without, _none = person.asked("feet")
    person.own.start("foot_core")
    person.own.pause(paused=True)
    assert replace(without, number=7) == person.asked("feet")[0]
