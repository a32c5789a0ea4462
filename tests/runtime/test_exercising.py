"""The reminder of a programme, which comes where a session is due though it is switched off; and what hurt, here or at
another computer.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Mode
from posture_app.core.content.own import OwnExercise
from posture_app.core.content.profile import Seat
from posture_app.core.content.programmes import SessionOffer
from posture_app.core.errors import KnownError
from posture_app.core.events import Idle, Input, Memory, Say, Word
from posture_app.core.prompts import Shown
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.core.settings.settings import Settings
from posture_app.runtime.exercising import Exercising, Host
from posture_app.runtime.hearing import Hearing
from posture_app.runtime.machine import Machine
from posture_app.runtime.prompter import Prompter
from tests.core.content.shipped import library
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import Desk
from tests.ui.samples import Log

HOUR = 3600
DAY = 24 * HOUR


class Shelf(Exercising):
    """With what ships."""

    @property
    def content(self) -> Content:
        return library()


class Kept(Log):
    def done(self, session: Session) -> None:
        self.diary.done(session)


class Person(Desk):
    """Somebody at home who sits and types, and has switched off every reminder."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Kept()
        self.settings = Settings(place=Seat.HOME.value, stand=False, stretch=False, feet=False)
        self.own = Shelf(cast("Host", self))  # of which it needs no more
        self.frontend = SimpleNamespace(reread=lambda: None, refresh=lambda _status: None)
        self.live.start(self.own.rules(), Memory())
        self.read_only = False

    def _changed(self) -> None:
        super()._changed()
        self.own.look(self.live.status())

    def apply_said(self, key: str, value: object) -> bool:
        assert key == "hurt"
        assert isinstance(value, tuple)
        if not self.read_only:
            self.settings = replace(self.settings, hurt=value)
        return not self.read_only

    def sit(self, hours: float) -> list[str]:
        """The prompts of these hours at the keyboard, each answered at once."""
        before = len(self.prompts)
        for _ in range(round(hours * 60)):
            self.live.feed(Input())
            self.run(60)
            if self.live.status().prompt is not None:
                self.live.feed(Say(Word.DONE))
        return [shown.kind for shown in self.prompts[before:]]

    def do_session(self) -> None:
        (session,) = today.due[:1] if (today := self.own.programmes.today()) else ()
        for item in session.items:
            part = 100 // len(session.items) + 1
            self.own.done(
                Session(item.exercise, self.live.now(), "UTC", 60, Ended.DONE, None, 100, session.belongs, percent=part)
            )


@pytest.fixture
def person() -> Person:
    return Person()


def test_who_has_started_a_programme_is_reminded_of_it(person: Person) -> None:
    assert [] == person.sit(4)
    person.own.programmes.start("foot_core")
    assert ["feet"] == person.sit(4)


def test_of_a_session_that_was_done_nobody_is_reminded_until_the_next_is_due(person: Person) -> None:
    person.own.programmes.start("foot_core")
    person.do_session()
    assert [] == person.sit(4)
    person.live.feed(Idle(0.0))
    person.run(DAY - 4 * HOUR)
    assert ["feet"] == person.sit(4)


@pytest.mark.parametrize("end", ["stop", "pause"])
def test_who_stops_or_pauses_it_is_reminded_no_more(person: Person, end: str) -> None:
    person.own.programmes.start("foot_core")
    person.own.programmes.stop() if end == "stop" else person.own.programmes.pause(paused=True)
    assert [] == person.sit(4)


def test_a_prompt_that_shows_stays_though_its_session_was_done(person: Person) -> None:
    person.own.programmes.start("foot_core")
    while person.live.status().prompt is None:
        person.live.feed(Input())
        person.run(60)
    person.do_session()
    assert person.live.status().prompt is not None
    assert [] == person.withdrawn
    person.live.feed(Say(Word.DONE))
    assert () == person.live.rules.reminders


def test_after_a_restart_it_is_reminded_of_as_before(person: Person) -> None:
    person.own.programmes.start("foot_core")
    again = Person()
    again.log = person.log
    again.own = Shelf(cast("Host", again))
    again.live.start(again.own.rules(), Memory())
    assert ["feet"] == again.sit(4)


def test_what_hurt_at_another_computer_is_hidden_here_until_the_person_says_otherwise(person: Person) -> None:
    hurt = person.log.diary.hurt
    person.own.record_changed()
    assert () == person.settings.hurt
    hurt |= {"neck_tilt": NINE, "own_of_the_other": NINE}
    person.settings = replace(person.settings, hurt=("walk",))
    person.own.record_changed()
    assert ("walk", "neck_tilt") == person.settings.hurt
    person.settings = replace(person.settings, hurt=())
    person.own.record_changed()
    assert not person.settings.hurt  # of the same time it was hidden already
    hurt["neck_tilt"] += timedelta(days=1)
    person.own.record_changed()
    assert ("neck_tilt",) == person.settings.hurt


def test_what_could_not_be_hidden_is_hidden_once_settings_can_be_written(person: Person) -> None:
    person.log.diary.hurt["neck_tilt"] = NINE
    person.read_only = True
    person.own.record_changed()
    person.read_only = False
    person.own.record_changed()
    assert ("neck_tilt",) == person.settings.hurt


@pytest.mark.parametrize("nonsense", [7, ["neck_tilt"], {"neck_tilt": "2999"}, {"neck_tilt": None}])
def test_nonsense_that_is_kept_of_it_hides_it_once_more(person: Person, nonsense: object) -> None:
    person.log.remember("hurt_elsewhere", nonsense)
    person.log.diary.hurt["neck_tilt"] = NINE
    person.own.record_changed()
    assert ("neck_tilt",) == person.settings.hurt


def test_a_log_that_cannot_be_read_hides_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> object:
        raise KnownError("The disk is gone.")

    monkeypatch.setattr(person.log.diary, "hurt_elsewhere", fails)
    person.own.record_changed()
    assert () == person.settings.hurt


def prompt_with_session(person: Person) -> tuple[Shown, SessionOffer]:
    """Somebody who sits until the session of the programme is offered."""
    person.own.programmes.start("foot_core")
    while (prompt := person.live.status().prompt) is None:
        person.live.feed(Input())
        person.run(60)
    session = person.own.programmes.due_for("feet")
    assert session
    return prompt, session


def test_who_says_done_to_a_prompt_with_a_session_has_done_it(person: Person) -> None:
    prompt, session = prompt_with_session(person)
    person.own.said_done(prompt, session)
    kept = [*person.log.diary.sessions()]
    assert [item.exercise for item in session.items] == [each.exercise for each in kept]
    assert {(Ended.DONE, 100, session.belongs)} == {(each.ended, each.share, each.belongs) for each in kept}
    assert kept[-1].at + timedelta(seconds=kept[-1].length_s) == person.live.now()
    assert person.own.programmes.due_for("feet") is None


def test_what_was_counted_as_it_was_done_is_not_counted_again(person: Person) -> None:
    prompt, session = prompt_with_session(person)
    person.run(10)
    person.do_session()
    before = len([*person.log.diary.sessions()])
    person.own.said_done(prompt, session)
    assert before == len([*person.log.diary.sessions()])


def test_the_answer_done_in_whatever_way_tells_of_the_session_that_stood_there(person: Person) -> None:
    prompt, session = prompt_with_session(person)
    told: list[tuple[Shown, SessionOffer]] = []
    hearing = Hearing(
        lambda: person.live,
        lambda: cast("Machine", SimpleNamespace(clicked=lambda: None, idle=SimpleNamespace(said=lambda _word: None))),
        lambda: cast("Prompter", SimpleNamespace(offered_session=lambda _prompt: session)),
        lambda: person.settings,
        session_done=lambda *what: told.append(what),
    )
    hearing.say(Word.SNOOZE, 5)
    assert [] == told
    while person.live.status().prompt is None or person.live.status().prompt == prompt:
        person.live.feed(Input())
        person.run(60)
    hearing.click(Word.DONE)
    assert [session] == [offered for _prompt, offered in told]
    hearing.say(Word.DONE)
    assert 1 == len(told)  # nothing stands there any more


def test_a_fault_in_what_ships_is_told_once_and_all_is_read_once_for_each_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read: list[str] = []

    def load(language: str) -> tuple[Content, tuple[str, ...]]:
        read.append(language)
        return library(), ("A drawing is missing.",)

    monkeypatch.setattr("posture_app.desktop.bundled.load_content", load)
    told: list[str] = []
    host = SimpleNamespace(
        options=SimpleNamespace(where=SimpleNamespace(own_content=tmp_path / "none")),
        loop=None,
        language="en",
        log=Log(),
        frontend=SimpleNamespace(reread=lambda: None, notify=told.append),
        own=lambda part: part,
    )
    exercising = Exercising(cast("Host", host))
    for language in ("en", "de"):
        host.language = language
        exercising.reread()
        for _ in range(2):
            assert exercising.content.exercises
            exercising.own.forget()
        with pytest.raises(KnownError):
            exercising.own.save(OwnExercise(name="", steps=(), mode=Mode.HOLD))
    assert ["en", "de"] == read
    assert ["A drawing is missing."] == told
