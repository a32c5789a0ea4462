"""Breaks that the person takes unasked."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from posture_app.core.content.choosing import NO_HISTORY, ExerciseHistory, Offer
from posture_app.core.content.content import Content
from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.core.prompts import Shown, Way
from posture_app.core.settings.own_reminders import Due, OwnReminder
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.ways_to_sit import CHANGES, WayToSit
from posture_app.runtime.breaks import breaks
from posture_app.runtime.prompter import Prompter
from tests.core.content.shipped import library
from tests.core.content.test_content import raw_exercise, read
from tests.notify.contract import unexpected
from tests.notify.fake import FakeNotifier
from tests.ui.samples import SITTING, Log
from tests.ui.sources import Desk

TEA = OwnReminder("Tea", Due(Basis.CLOCK, times=((time(10),),) * 7), length=10)
NUDGE = OwnReminder("Blink", Due(Basis.SITTING, 90), length=0)


class Screen(FakeNotifier):
    """A break screen."""

    def __init__(self) -> None:
        super().__init__("screen")
        self.rests: list[tuple[int, int]] = []

    def rest(self, number: int, seconds: int) -> None:
        self.rests.append((number, seconds))


class Quiet:
    """Plays nothing."""

    def play(self, name: str) -> None:
        raise AssertionError(name)

    def path(self, name: str) -> None:
        return None


class Taker:
    """Somebody who takes a break."""

    def __init__(self, settings: Settings) -> None:
        self.said: list[Word] = []
        self.minutes: list[float | None] = []
        self.taken: list[str] = []
        self.fails: Exception | None = None
        self.screen, self.chain = Screen(), FakeNotifier("desktop")
        self.content, _ = read(raw_exercise(id="calf", region="calf"), raw_exercise(id="neck", region="neck"))
        self.prompter = Prompter(
            chain=self.chain,
            links={Way.SCREEN: lambda: self.screen},
            settings=lambda: settings,
            content=self._content,
            history=lambda _: NO_HISTORY,
            programmes=Desk(SITTING).programmes(Log()),
            sounds=Quiet(),
            say=self.say,
            taken=self.taken.append,
            apply=lambda _key, _value: None,
        )

    def say(self, word: Word, minutes: float | None) -> None:
        self.said.append(word)
        self.minutes.append(minutes)

    def _content(self) -> Content:
        if self.fails is not None:
            raise self.fails
        return self.content

    def take(self, kind: str) -> Message:
        self.prompter.take_break(kind, datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
        return self.screen.shown[-1]


def test_each_kind_of_reminder_with_a_break_is_offered_with_its_length() -> None:
    settings = Settings(own=(TEA, NUDGE), stretch_length=4, micro_length_s=15)
    assert (
        ("stand", "Get up · 2 min"),
        ("stretch", "Stretch · 4 min"),
        ("feet", "Move your feet · 5 min"),
        ("micro", "Look away · 15 s"),
        ("own:Tea", "Tea · 10 min"),
    ) == breaks(settings)
    assert ("rise", "Standing desk · 15 min") in breaks(Settings(alternate=True))
    assert (("move", "Move · 2 min"),) == breaks(Settings(**CHANGES[WayToSit.WHEELCHAIR]))  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "word"), [("stand", Word.UP), ("stretch", Word.UP), ("own:Tea", Word.UP)])
def test_who_gets_up_is_on_a_break_at_once_and_sees_it_counted(kind: str, word: Word) -> None:
    taker = Taker(Settings(own=(TEA,)))
    message = taker.take(kind)
    assert [word] == taker.said
    assert [message.length_s / 60] == taker.minutes
    assert [(message.number, message.length_s)] == taker.screen.rests
    assert message.at_once
    assert message.number < 0
    assert "sitting" not in message.title


def test_one_too_short_to_count_lasts_as_long_as_the_shortest_that_does_wherever_it_is_told() -> None:
    settings = Settings(own=(replace(TEA, length=1),), stretch_length=1, break_min=3)
    assert {"Stretch · 3 min", "Tea · 3 min", "Get up · 2 min"} <= {words for _kind, words in breaks(settings)}
    taker = Taker(settings)
    message = taker.take("own:Tea")
    assert ([3], [(message.number, 180)]) == (taker.minutes, taker.screen.rests)


def test_back_to_work_ends_a_break_that_was_taken_but_not_one_that_was_only_tried() -> None:
    taker = Taker(Settings(stand_way=Way.SCREEN))
    assert taker.prompter.try_it("stand", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
    taker.prompter.answered(taker.screen.shown[-1].number, Word.BACK)
    assert (None, []) == (taker.screen.showing, taker.said)
    taker.prompter.answered(taker.take("stretch").number, Word.BACK)
    assert (None, [Word.UP, Word.BACK]) == (taker.screen.showing, taker.said)


def test_a_break_that_ends_elsewhere_is_counted_no_more_on_the_screen() -> None:
    taker = Taker(Settings(stand_way=Way.SCREEN))
    taker.take("stretch")
    taker.prompter.end_rest()
    assert taker.screen.showing is None
    shown = Shown(7, "stand", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC", 1800, way=Way.SCREEN)
    message = taker.prompter.words(shown)
    taker.prompter.show(message, unexpected)
    taker.prompter.end_rest()  # it still asks
    assert taker.screen.showing is message


def test_what_is_done_at_the_desk_shows_until_it_is_done() -> None:
    taker = Taker(Settings())
    message = taker.take("feet")
    assert ("Time for your feet", "calf", 300) == (message.title, message.exercise, message.length_s)
    assert ((Word.DONE, "Done"),) == message.answers
    assert [] == taker.said
    assert [] == taker.screen.rests
    taker.prompter.answered(message.number, Word.DONE)
    assert taker.screen.showing is None
    assert ["feet"] == taker.taken


@pytest.mark.parametrize("word", [Word.ESCAPE, Word.SKIP])
def test_what_was_left_or_only_tried_was_not_done(word: Word) -> None:
    taker = Taker(Settings())
    taker.prompter.answered(taker.take("feet").number, word)
    assert taker.prompter.try_it("feet", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
    taker.prompter.answered(taker.chain.shown[-1].number, Word.DONE)
    assert [] == taker.taken


@pytest.mark.parametrize(
    ("kind", "way"), [("stand", Way.NOTIFICATION), ("stand", Way.SCREEN), ("own:Tea", Way.NOTIFICATION)]
)
def test_a_reminder_that_is_only_tried_says_that_it_is_an_example(kind: str, way: Way) -> None:
    taker = Taker(Settings(own=(TEA,), stand_way=way))
    assert taker.prompter.try_it(kind, datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
    (message,) = [*taker.chain.shown, *taker.screen.shown]
    assert message.title.startswith("Example: ")


def test_a_prompt_comes_without_its_exercise_where_an_update_has_broken_that(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    taker = Taker(Settings())
    taker.fails = ImportError("cannot import name 'read_pack'", name="posture_app.core.content.reading")
    message = taker.prompter.words(Shown(7, "stretch", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC", 1800))
    assert ("", True, [ImportError]) == (message.exercise, bool(message.body), told)
    caplog.clear()


def test_an_example_is_taken_away_but_no_break_that_was_taken_since() -> None:
    taker = Taker(Settings(stand_way=Way.SCREEN))
    taker.prompter.end_trial()
    assert taker.prompter.try_it("stand", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
    taker.prompter.end_trial()
    assert taker.screen.showing is None
    assert taker.prompter.try_it("stand", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
    message = taker.take("stretch")
    taker.prompter.end_trial()
    assert message is taker.screen.showing


def test_a_prompt_offers_the_same_exercise_wherever_one_looks_until_it_is_not_for_that_person() -> None:
    settings = Settings()
    taker = Taker(settings)
    history = ExerciseHistory()
    shown = Shown(7, "stretch", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC", 1800, length_s=600, rises=False)
    prompter = Prompter(
        chain=taker.chain,
        links={},
        settings=lambda: settings,
        content=library,
        history=lambda _: history,
        programmes=Desk(SITTING).programmes(Log()),
        sounds=Quiet(),
        say=lambda _word, _minutes: None,
        taken=lambda _kind: None,
        apply=lambda _key, _value: None,
    )
    name = prompter.words(shown).exercise
    history = ExerciseHistory((Offer("stretch", name, shown.at),))  # it stands in the log by now
    offered = prompter.offered(shown)
    assert offered is not None
    assert name == offered.id
    prompter.try_it("stretch", shown.at, "UTC")  # an example offers what it likes
    assert prompter.offered(shown) == offered
    assert prompter.offered(replace(shown, number=8)) is None
    settings = Settings(hurt=(name,))
    assert prompter.offered(shown) is None
