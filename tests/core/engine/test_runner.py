"""The engine at work: three clocks, an alarm, and those who carry out what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.effects import Effect
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.runner import Runner
from posture_app.core.engine.stored_pause import LONGEST_S, read_pause, read_private, stored_pause
from posture_app.core.events import Event, Fact, Idle, Input, Memory, Say, Signal, Word
from posture_app.core.ports import Message
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.record.memory import remember
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.status import State
from tests.core.engine.fake_alarm import NINE, Alarm, Clocks
from tests.core.engine.world import World

Read = Callable[[object, datetime], tuple[bool, int | None]]
MINUTE = 60
HOUR = 3600


@dataclass
class Desk:
    """All around the live engine; what it was told to do."""

    clocks: Clocks = field(default_factory=Clocks)
    spans: dict[tuple[str, datetime], Span] = field(default_factory=dict)
    shown: list[Message] = field(default_factory=list)
    prompts: list[Shown] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    resting: list[tuple[int, int]] = field(default_factory=list)
    outcomes: list[tuple[int, Outcome]] = field(default_factory=list)
    kept: dict[str, object] = field(default_factory=dict)
    rearmed: int = 0
    checks: int = 0
    changes: int = 0
    zone: str = "Europe/Berlin"
    name: str = "fake"
    fails: str = ""
    exercise: str = ""
    errors: list[Exception] = field(default_factory=list)
    answers: bool = True
    world: World = field(default_factory=World)
    pauses: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alarm = Alarm(self.clocks)
        self.live = Runner(
            clock=self.clocks,
            scale=1.0,
            alarm=self.alarm,
            recorder=self,
            notifier=self,
            words=self._words,
            zone=lambda: self.zone,
            rearm=self._rearm,
            changed=self._changed,
            guarded=self._guarded,
            ask=self.world.ask,
            kept=self._kept_on,
            fed=self.fed,
            await_pause=self.await_pause,
        )

    def _words(self, shown: Shown) -> Message:
        if self.fails == "words":
            raise ZeroDivisionError
        return Message(shown.number, f"{shown.sitting_s} s", "", exercise=self.exercise)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except ZeroDivisionError as error:
            self.errors.append(error)

    def _kept_on(self) -> None:
        self.checks += 1

    def _rearm(self) -> None:
        self.rearmed += 1

    def _changed(self) -> None:
        self.changes += 1
        if self.fails == "changed":
            raise ZeroDivisionError

    def await_pause(self, call: Callable[[], None]) -> Callable[[], None]:
        self.pauses.append(call)
        return lambda: self.pauses.remove(call)

    def pause(self) -> None:
        """Input rests for a while."""
        waiting, self.pauses[:] = list(self.pauses), []
        for call in waiting:
            call()

    def fed(self, event: Event, at: int) -> None:
        """For who writes it down."""

    def record(self, span: Span) -> None:
        self.spans[span.posture, span.start] = span

    def prompted(self, shown: Shown) -> None:
        self.prompts.append(shown)
        self.outcomes.append((shown.number, Outcome.OPEN))

    def settled(self, number: int, outcome: Outcome) -> None:
        self.outcomes[number - 1] = (number, outcome)

    def remember(self, key: str, value: object) -> None:
        self.kept[key] = value

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        if self.fails == "show":
            raise ZeroDivisionError
        self.shown.append(message)

    def withdraw(self, number: int) -> None:
        self.withdrawn.append(number)

    def rest(self, number: int, seconds: int) -> None:
        self.resting.append((number, seconds))

    def close(self) -> None:
        """Nothing is held."""

    def run(self, seconds: float) -> None:
        """Let time pass, the alarm ringing when it should."""
        self.alarm.run(seconds)

    @property
    def record_of_spans(self) -> list[tuple[int, int, EndedBy | None]]:
        """Seconds after nine at which spans begin and end, and why."""
        return [(_after_nine(s.start), _after_nine(s.end), s.ended_by) for s in self.spans.values() if s.end > s.start]


def _after_nine(at: datetime) -> int:
    return round((at - NINE).total_seconds())


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    return desk


def test_sitting_is_recorded_minute_by_minute_and_nothing_else_wakes_it(desk: Desk) -> None:
    desk.live.feed(Input())
    before = desk.changes
    desk.run(10 * MINUTE)
    assert 10 == desk.changes - before
    assert [(0, 10 * MINUTE, None)] == desk.record_of_spans


@given(st.integers(0, 999), st.integers(0, 900), st.integers(0, 900), st.booleans())
def test_a_key_that_is_told_late_and_the_silence_after_it_are_one_moment(
    at: int, late: int, later: int, known: bool
) -> None:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    desk.run((2000 + at) / 1000)
    desk.run(late / 1000)
    desk.live.feed(Input(ago=late / 1000 if known else 0.0))
    desk.run(30 - late / 1000)
    desk.run(later / 1000)
    desk.live.feed(Idle(30 + later / 1000))
    desk.live.stop()
    began = 2 if known else 2 + (at + late) // 1000
    assert [(began, 32 + (at + later) // 1000, EndedBy.STOPPED)] == desk.record_of_spans


def test_what_goes_on_can_be_recorded_at_any_moment(desk: Desk) -> None:
    """Such as the last one: nobody knows whether there will be another."""
    desk.live.save()
    assert [] == desk.record_of_spans
    desk.live.feed(Input())
    desk.run(10)
    desk.live.save()
    assert [(0, 10, None)] == desk.record_of_spans
    desk.run(MINUTE)
    assert [(0, MINUTE + 10, None)] == desk.record_of_spans


def test_what_is_recorded_at_such_a_moment_goes_no_further_than_is_known(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.live.feed(Idle(0.0))
    desk.clocks.run(HOUR)  # and nobody has woken it
    desk.live.save()
    ((_, end, _),) = desk.record_of_spans
    assert end <= 5 * MINUTE


def test_away_nothing_wakes_it_at_all(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(90)
    desk.live.feed(Idle(30))
    desk.run(HOUR)
    before = desk.changes
    desk.run(24 * HOUR)
    assert 0 == desk.changes - before
    assert [(0, 60, EndedBy.IDLE)] == desk.record_of_spans


def test_who_comes_back_after_an_hour_in_which_nothing_was_to_be_done_has_not_been_asleep(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(90)
    desk.live.feed(Idle(30))
    desk.run(HOUR)
    desk.live.feed(Input())
    assert (0, 0) == (desk.rearmed, desk.alarm.looks)


def test_a_word_counts_although_a_sensor_saw_no_input(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(80)
    desk.live.feed(Say(Word.PAUSE))
    desk.run(10)
    desk.live.feed(Idle(30))
    desk.run(HOUR)
    assert [(0, 80, EndedBy.IDLE)] == desk.record_of_spans


def test_who_had_stopped_typing_as_a_break_ended_is_there_from_the_next_input_on(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(MINUTE)
    desk.live.feed(Say(Word.UP))
    desk.run(145)
    desk.live.feed(Idle(30))  # since five seconds before the end
    desk.run(MINUTE)
    desk.live.feed(Input())
    desk.run(MINUTE)
    desk.live.stop()
    assert [(0, 60, EndedBy.UP), (265, 325, EndedBy.STOPPED)] == desk.record_of_spans


def test_a_night_asleep_is_not_counted(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(20 * MINUTE + 10)
    desk.clocks.sleep(8 * HOUR)
    desk.run(2 * MINUTE)
    ((begin, end, why),) = desk.record_of_spans
    assert (0, EndedBy.SLEPT) == (begin, why)
    assert 20 * MINUTE <= end <= 21 * MINUTE
    assert 1 == desk.rearmed
    assert 1 == desk.alarm.looks
    assert State.AWAY is desk.live.status().state


def test_logind_and_the_clocks_telling_of_the_same_sleep_end_one_span(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(20 * MINUTE)
    desk.live.feed(Signal(Fact.ASLEEP, on=True))
    desk.clocks.sleep(8 * HOUR)
    desk.clocks.run(1)
    desk.live.feed(Signal(Fact.ASLEEP, on=False))
    desk.live.feed(Input())
    desk.run(30)
    desk.live.stop()
    end = 20 * MINUTE + 8 * HOUR + 1
    assert [(0, 20 * MINUTE, EndedBy.SLEPT), (end, end + 30, EndedBy.STOPPED)] == desk.record_of_spans


def test_a_process_that_was_frozen_was_not_there(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    desk.clocks.run(3 * HOUR)
    desk.run(1)
    assert [(0, 11 * MINUTE, EndedBy.SLEPT)] == desk.record_of_spans


def test_a_set_clock_cuts_the_span(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    desk.clocks.set_wall(-HOUR)
    desk.run(5 * MINUTE + 30)
    desk.live.stop()
    first, second = desk.record_of_spans
    assert EndedBy.CLOCK is first[2]
    assert 15 * MINUTE + 30 == (first[1] - first[0]) + (second[1] - second[0])
    assert second[1] == 15 * MINUTE + 30 - HOUR


def test_a_zone_changed_in_sleep_holds_from_then_on(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(MINUTE)
    desk.zone = "America/New_York"
    desk.clocks.sleep(9 * HOUR)
    desk.live.feed(Input())
    desk.run(2 * MINUTE)
    assert ["Europe/Berlin", "America/New_York"] == [span.zone for span in desk.spans.values()]
    assert "America/New_York" == desk.live.zone


def test_the_prompt_is_shown_in_words_kept_and_withdrawn_when_answered(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(30 * MINUTE + 1)
    assert ["1800 s"] == [message.title for message in desk.shown]
    desk.live.feed(Say(Word.UP))
    assert [(1, 2 * MINUTE)] == desk.resting
    desk.live.feed(Idle(0))
    desk.run(2 * MINUTE)
    assert [(1, Outcome.KEPT)] == desk.outcomes


def test_the_exercise_that_a_prompt_offers_is_recorded_with_it(desk: Desk) -> None:
    desk.exercise = "walk"
    desk.live.feed(Input())
    desk.run(30 * MINUTE + 1)
    assert ["walk"] == [shown.exercise for shown in desk.prompts]


@pytest.mark.parametrize("fails", ["words", "show", "changed"])
def test_what_cannot_be_worded_or_shown_is_told_and_the_next_minute_is_recorded_all_the_same(
    desk: Desk, fails: str
) -> None:
    desk.live.feed(Input())
    desk.run(29 * MINUTE)
    desk.fails = fails
    desk.run(31 * MINUTE)
    assert desk.errors
    assert desk.prompts
    assert [(0, HOUR, None)] == desk.record_of_spans
    desk.fails = ""
    desk.run(11 * MINUTE)
    assert ["4200 s"] == [message.title for message in desk.shown][-1:]


def test_an_engine_that_fails_once_is_woken_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    with monkeypatch.context() as failing:
        failing.setattr(Engine, "handle", _fail)
        with pytest.raises(ZeroDivisionError):
            desk.run(MINUTE)
    desk.run(49 * MINUTE)
    assert [(0, HOUR, None)] == desk.record_of_spans


def _fail(*_: object) -> list[Effect]:
    raise ZeroDivisionError


def test_a_pause_is_kept_although_what_shows_of_it_fails(desk: Desk) -> None:
    desk.fails = "changed"
    desk.live.feed(Say(Word.PAUSE))
    assert {"pause": {"until": None}} == desk.kept


def test_a_prompt_that_is_answered_at_the_desk_is_withdrawn(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(30 * MINUTE + 1)
    desk.live.feed(Say(Word.DONE))
    assert ([1], []) == (desk.withdrawn, desk.resting)
    assert [(1, Outcome.KEPT)] == desk.outcomes


def test_an_unlocked_screen_asks_for_the_next_input(desk: Desk) -> None:
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    assert 0 == desk.rearmed
    desk.live.feed(Signal(Fact.LOCKED, on=False))
    assert 1 == desk.rearmed


@pytest.mark.parametrize(
    ("minutes", "until"),
    [(30.0, {"until": int(NINE.timestamp()) + 1800, "length": 1800}), (None, {"until": None})],
)
def test_a_pause_is_kept_and_forgotten_with_resume(desk: Desk, minutes: float | None, until: object) -> None:
    desk.live.feed(Say(Word.PAUSE, minutes))
    assert {"pause": until} == desk.kept
    assert until == stored_pause(desk.live.status())
    desk.live.feed(Say(Word.RESUME))
    assert {"pause": None} == desk.kept


def test_a_pause_that_ends_by_itself_is_forgotten(desk: Desk) -> None:
    desk.live.feed(Say(Word.PAUSE, 30))
    desk.run(31 * MINUTE)
    assert {"pause": None} == desk.kept
    assert not desk.live.status().paused


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (None, (False, None)),
        ({"until": None}, (True, None)),
        ({"until": 5, "length": 1800}, (True, 5)),
        ({"until": int(NINE.timestamp()) + 1800, "length": 1800}, (True, int(NINE.timestamp()) + 1800)),
        ({"until": 1 << 40, "length": 1800}, (True, int(NINE.timestamp()) + 1800)),  # the clock stood ahead then
        ({"until": 1 << 40}, (True, int(NINE.timestamp()) + LONGEST_S)),  # as an earlier version kept it
    ],
)
@pytest.mark.parametrize("read", [read_pause, read_private])
def test_what_is_kept_is_read(read: Read, kept: object, expected: tuple[bool, int | None]) -> None:
    assert expected == read(kept, NINE)


@pytest.mark.parametrize("kept", [[], "x", {"until": "noon"}, {}, {"until": [1]}])
@pytest.mark.parametrize(("read", "what"), [(read_pause, "pause"), (read_private, "private mode")])
def test_what_is_kept_and_cannot_be_read_is_over_and_said(
    read: Read, what: str, kept: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert (False, None) == read(kept, NINE)
    assert 1 == len(caplog.records)
    assert what in caplog.text
    caplog.clear()


def test_private_mode_records_nothing_shows_nothing_and_wakes_the_app_at_its_end_only(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(25 * MINUTE)
    desk.live.feed(Say(Word.PRIVATE, 60))
    assert {"private": {"until": int(NINE.timestamp()) + 85 * MINUTE, "length": HOUR}} == desk.kept
    spans, changes = desk.record_of_spans, desk.changes
    assert [(0, 25 * MINUTE, EndedBy.STOPPED)] == spans
    desk.run(5 * MINUTE)
    desk.live.feed(Idle(30))
    desk.live.feed(Input())
    assert 3 == desk.changes - changes  # the two of the sensor, and the end of the bout
    desk.run(54 * MINUTE)
    assert (spans, 3, []) == (desk.record_of_spans, desk.changes - changes, desk.shown)
    assert desk.live.status().private


def test_at_its_end_it_is_forgotten_and_the_next_input_is_asked_for(desk: Desk) -> None:
    desk.live.feed(Say(Word.PRIVATE, 60))
    desk.run(HOUR - 1)
    assert 0 == desk.rearmed
    desk.run(2)
    assert (1, {"private": None}) == (desk.rearmed, desk.kept)
    desk.live.feed(Input())
    assert State.SITTING is desk.live.status().state


def test_to_end_it_by_a_word_is_the_same(desk: Desk) -> None:
    desk.live.feed(Say(Word.PRIVATE))
    assert {"private": {"until": None}} == desk.kept
    desk.live.feed(Say(Word.PRIVATE_OFF))
    assert (1, {"private": None}) == (desk.rearmed, desk.kept)
    assert State.SITTING is desk.live.status().state


def test_private_mode_outlives_a_restart_and_a_set_clock(desk: Desk) -> None:
    desk.live.feed(Say(Word.PRIVATE, 60))
    desk.run(10 * MINUTE)
    desk.clocks.set_wall(-3 * HOUR)
    desk.live.feed(Input())
    kept = desk.kept["private"]
    assert {"until": int(NINE.timestamp()) - 2 * HOUR, "length": 50 * MINUTE} == kept
    desk.live.stop()
    assert kept == desk.kept["private"]
    again = Desk(clocks=desk.clocks)
    private, until = read_private(kept, desk.clocks.wall)
    again.live.start(Rules(), Memory(private=private, private_until=until))
    again.live.feed(Input())
    again.run(50 * MINUTE - 1)
    assert (State.AWAY, True, {}) == (again.live.status().state, again.live.status().private, again.spans)
    assert {"private": kept} == again.kept
    again.run(2)
    assert {"private": None} == again.kept


@pytest.mark.parametrize("word", [Word.PRIVATE, Word.PAUSE, Word.UP])
def test_what_was_said_lasts_as_long_as_it_was_to_although_the_clock_stands_years_behind_at_the_next_start(
    desk: Desk, word: Word
) -> None:
    desk.live.feed(Input())
    desk.run(40 * MINUTE)
    desk.live.feed(Say(word, None if word is Word.UP else 30))
    desk.live.stop()
    desk.clocks.set_wall(-10 * 365 * 24 * HOUR)
    wall = desk.clocks.wall
    (paused, until), (private, private_until) = (
        read_pause(desk.kept.get("pause"), wall),
        read_private(desk.kept.get("private"), wall),
    )
    memory = remember(
        list(desk.spans.values()),
        Rules(),
        paused=paused,
        pause_until=until,
        private=private,
        private_until=private_until,
    )
    again = Desk(clocks=desk.clocks)
    again.live.start(Rules(), memory)
    again.live.feed(Input())
    assert 1 == sum((again.live.status().paused, again.live.status().private, again.live.status().state is State.UP))
    again.run(31 * MINUTE)
    again.live.feed(Input())
    again.run(31 * MINUTE)
    assert (False, False) == (again.live.status().paused, again.live.status().private)
    assert State.SITTING is again.live.status().state
    assert again.shown
    assert HOUR // 2 <= sum(span.length.total_seconds() for span in again.spans.values())


@pytest.mark.parametrize(("behind", "goes_on"), [(HOUR, False), (60, True), (-60, True), (-HOUR, False)])
def test_a_bout_and_standing_go_on_after_a_restart_only_if_the_gap_is_known_to_be_short(
    desk: Desk, behind: int, *, goes_on: bool
) -> None:
    left = int(NINE.timestamp()) + behind
    memory = Memory(sat=1500, sat_until=left, present_until=left, shown_at=left, shown_kinds=("stretch",))
    desk.live.start(Rules(), memory)
    assert (1500 if goes_on else 0) == desk.live.status().bout_s
    desk.live.feed(Input())
    desk.run(31 * MINUTE)
    assert desk.shown
    standing = Desk()
    standing.live.start(Rules(), replace(memory, posture=Posture.STANDING))
    standing.live.feed(Input())
    assert (State.STANDING if goes_on else State.SITTING) is standing.live.status().state


def test_private_mode_that_ended_while_the_app_did_not_run_is_forgotten(desk: Desk) -> None:
    desk.live.start(Rules(), Memory(private=True, private_until=int(NINE.timestamp())))
    assert {"private": None} == desk.kept
    assert not desk.live.status().private


def test_private_mode_ends_at_its_time_though_the_machine_slept(desk: Desk) -> None:
    desk.live.feed(Say(Word.PRIVATE, 60))
    desk.clocks.sleep(2 * HOUR)
    desk.live.feed(Input())
    desk.run(MINUTE)
    assert [(2 * HOUR, 2 * HOUR + MINUTE, None)] == desk.record_of_spans


def test_a_bout_goes_on_over_a_restart(desk: Desk) -> None:
    desk.live.start(Rules(), Memory(sat=1500, sat_until=int(NINE.timestamp()), present_until=int(NINE.timestamp())))
    desk.run(MINUTE)
    desk.live.feed(Input())
    assert 1500 == desk.live.status().bout_s
    desk.run(5 * MINUTE)
    assert 1 == len(desk.shown)


TEA = Reminder("own:Tea", Basis.CLOCK, 0, 120, times=((time(10, 20), time(11)),) * 7)  # in Berlin, an hour ahead


def kinds(desk: Desk) -> list[tuple[int, str]]:
    """Each prompt with its minute after nine."""
    return [(_after_nine(shown.at) // MINUTE, " ".join(shown.kinds)) for shown in desk.prompts]


def test_a_clock_time_is_told_by_the_scheduler(desk: Desk) -> None:
    desk.live.adjust(Rules(reminders=(TEA,)))
    desk.live.feed(Input())
    desk.run(21 * MINUTE)
    assert [(20, "own:Tea")] == kinds(desk)
    desk.live.feed(Say(Word.DONE))
    desk.live.adjust(Rules(reminders=(replace(TEA, times=((time(10, 40),),) * 7),)))
    desk.run(40 * MINUTE)
    assert [(20, "own:Tea"), (40, "own:Tea")] == kinds(desk)[:2]
    desk.live.stop()
    assert ({}, {}) == (desk.alarm.calls, desk.alarm.crons)


def test_clock_times_move_with_the_zone(desk: Desk) -> None:
    desk.live.adjust(Rules(reminders=(TEA,)))
    desk.zone = "UTC"
    desk.clocks.sleep(HOUR)
    desk.live.feed(Input())
    desk.run(MINUTE)
    assert [(60, "own:Tea")] == kinds(desk)  # 10:20 in Berlin, which had come on the way
    desk.live.feed(Say(Word.DONE))
    desk.run(24 * MINUTE)
    assert [(60, "own:Tea"), (80, "own:Tea")] == kinds(desk)  # 10:20 in UTC


def test_a_zone_changed_while_awake_holds_once_somebody_tells(desk: Desk) -> None:
    desk.live.adjust(Rules(reminders=(TEA,)))
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    changes, desk.zone = desk.changes, "UTC"
    desk.live.look_at_zone()
    assert "UTC" == desk.live.zone
    assert desk.changes > changes
    desk.run(50 * MINUTE)
    assert [] == kinds(desk)  # 10:20 in Berlin, an hour ahead, comes no more
    desk.run(21 * MINUTE)
    assert [(80, "own:Tea")] == kinds(desk)
    desk.live.feed(Say(Word.UP))
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    assert [("Europe/Berlin", 10), ("UTC", 71), ("UTC", 8)] == [
        (span.zone, (span.end - span.start) // timedelta(minutes=1)) for span in desk.spans.values()
    ]


def test_a_zone_changed_while_nobody_may_be_there_cuts_no_span_that_has_ended(desk: Desk) -> None:
    desk.live.feed(Input(10 * MINUTE))
    desk.run(12 * MINUTE)
    desk.zone = "UTC"
    desk.live.look_at_zone()
    desk.run(10 * MINUTE)
    assert [("Europe/Berlin", EndedBy.IDLE)] == [(span.zone, span.ended_by) for span in desk.spans.values()]


def test_a_kind_that_is_switched_off_is_not_waited_for(desk: Desk) -> None:
    desk.live.adjust(Rules(reminders=(TEA,)))
    desk.live.adjust(Rules())
    assert {} == desk.alarm.crons


def test_what_is_to_come_is_foreseen_without_a_trace(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    rules = Rules(reminders=(REMINDERS["stand"], TEA))
    foreseen = [(_after_nine(one.at) // MINUTE, " ".join(one.kinds)) for one in desk.live.upcoming(rules, HOUR)]
    assert [(20, "own:Tea"), (52, "stand"), (60, "own:Tea")] == foreseen
    assert ([], []) == (desk.prompts, desk.shown)


def test_the_status_of_now_is_of_now(desk: Desk) -> None:
    desk.live.feed(Input())
    desk.clocks.run(59)
    assert (0, 59) == (desk.live.status().bout_s, desk.live.status_now().bout_s)


def test_each_minute_that_somebody_is_there_it_is_told_that_the_record_was_kept() -> None:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    desk.run(10 * MINUTE)
    assert 0 == desk.checks
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    assert 10 <= desk.checks <= 11
