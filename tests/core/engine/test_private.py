"""Private mode: for its time nothing is recorded and nothing shows."""

from posture_app.core.effects import WakeAt
from posture_app.core.engine.engine import Engine
from posture_app.core.events import ClockSet, Event, Fact, Idle, Input, Memory, Say, Signal, Start, Stop, Wake, Word
from posture_app.core.prompts import Outcome
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy
from posture_app.core.status import State
from tests.core.engine.test_engine_properties import START, Woken

MINUTE, HOUR = 60, 3600
EVER = 1 << 60
PRIVATE, PRIVATE_OFF = Word.PRIVATE, Word.PRIVATE_OFF


class Day:
    """An engine that is woken when it asks; moments are minutes after its start."""

    def __init__(self, *facts: Fact) -> None:
        self._app = Woken()
        for fact in facts:
            self._app.feed(Signal(fact, on=True), START)
        self._app.feed(Start("UTC", Rules()), START)

    def feed(self, minute: float, *events: Event) -> "Day":
        for event in events:
            self._app.feed(event, START + round(minute * MINUTE))
        return self

    def say(self, minute: float, word: Word, minutes: float | None = None) -> "Day":
        return self.feed(minute, Say(word, minutes))

    @property
    def engine(self) -> Engine:
        return self._app.engine

    @property
    def withdrawn(self) -> list[int]:
        return self._app.withdrawn

    def spans(self, end: float) -> list[tuple[float, float, EndedBy | None]]:
        """What is recorded up to this minute, in minutes after the start, and why it ended."""
        self.feed(end, Stop())
        begins = [(span.start.timestamp(), span.end.timestamp(), span.ended_by) for span in self._app.log.rows]
        return [((start - START) / MINUTE, (end - START) / MINUTE, why) for start, end, why in begins]

    def prompts(self) -> list[tuple[float, Outcome | None]]:
        """The minutes of the showings, and what is known of each."""
        account = self._app.account
        return [
            ((shown.at.timestamp() - START) / MINUTE, account.outcomes.get(shown.number)) for shown in account.prompts
        ]


def typing(*, hours: int = 8) -> Day:
    return Day().feed(0, Input(hours * HOUR))


STOPPED, IDLE = EndedBy.STOPPED, EndedBy.IDLE


def test_presence_ends_at_once_and_starts_with_the_next_input_after_the_end() -> None:
    day = typing().say(10, PRIVATE, 60).feed(20, Input(300)).feed(90, Input(MINUTE))
    assert [(0, 10, STOPPED), (90, 91, IDLE)] == day.spans(120)


def test_input_of_the_second_in_which_it_ends_counts_and_of_the_second_before_does_not() -> None:
    day = typing().say(10, PRIVATE, 60).feed(70 - 1 / MINUTE, Input(0)).feed(70, Input(0)).feed(72, Input(0))
    assert [(0, 10, STOPPED), (70, 72, IDLE)] == day.spans(120)


def test_ending_it_is_an_input_and_what_was_typed_on_meanwhile_is_not() -> None:
    day = typing().say(10, PRIVATE).feed(20, Input(8 * HOUR)).say(30, PRIVATE_OFF)
    assert [(0, 10, STOPPED)] == day.spans(120)[:1]
    assert (30, 33, IDLE) == typing().say(10, PRIVATE).say(30, PRIVATE_OFF).feed(33, Input(0)).spans(120)[1]


def test_it_is_confirmed_presence_up_to_the_word() -> None:
    assert [(0, 14, STOPPED)] == Day().feed(0, Input(10 * MINUTE)).say(14, PRIVATE).spans(20)


def test_it_lasts_as_long_as_was_said_last() -> None:
    for first, then, ends in ((60, 10, 15), (10, 60, 65), (None, 30, 35), (10, None, EVER)):
        day = typing().say(2, PRIVATE, first).say(5, PRIVATE, then)
        for minute in (14, 16, 64, 66, 500):
            assert (minute < ends) is day.feed(minute, Wake()).engine.status().private


def test_no_other_word_is_heard_in_it() -> None:
    words = [word for word in Word if word not in (PRIVATE, PRIVATE_OFF)]
    day = typing().say(10, PRIVATE, 60)
    for word in words:
        day.say(20, word)
    status = day.engine.status()
    assert (State.AWAY, False, True, None) == (status.state, status.paused, status.private, status.prompt)
    assert [(0, 10, STOPPED), (71, 72, IDLE)] == day.feed(71, Input(MINUTE)).spans(120)


def test_a_pause_goes_on_over_it_and_ends_at_its_time() -> None:
    day = typing().say(5, Word.PAUSE, 30).say(10, PRIVATE, 60)
    assert day.engine.status().paused
    assert not day.feed(36, Wake()).engine.status().paused


def test_what_shows_is_taken_away_and_is_open() -> None:
    day = typing().say(31, PRIVATE, 60)
    assert ([1], [(30, Outcome.OPEN)]) == (sorted(set(day.withdrawn)), day.prompts())


def test_a_break_that_is_counted_down_is_taken_away() -> None:
    day = Day().feed(0, Input(30 * MINUTE)).feed(32.5, Wake())  # they got up at once: the prompt is kept
    assert [(30, Outcome.KEPT)] == day.prompts()
    before = len(day.withdrawn)
    assert [1] == day.say(32.6, PRIVATE).withdrawn[before:]


def test_what_is_due_when_it_ends_is_shown_again_if_the_bout_goes_on() -> None:
    day = typing().say(31, PRIVATE, 1).feed(32, Input(HOUR)).feed(33, Wake())
    assert [(30, Outcome.OPEN), (32, None)] == day.prompts()
    longer = typing().say(31, PRIVATE, 2).feed(33, Input(HOUR)).feed(64, Wake())
    assert [(30, Outcome.OPEN), (63, None)] == longer.prompts()


def test_it_is_told_with_its_end_and_nothing_of_a_break() -> None:
    status = typing().say(5, Word.UP).say(6, PRIVATE, 60).engine.status()
    assert (State.AWAY, True, START + 66 * MINUTE) == (
        status.state,
        status.private,
        status.private_until and status.private_until.timestamp(),
    )
    assert None is typing().say(6, PRIVATE).engine.status().private_until


def test_an_absence_is_known_of_since_its_end_only() -> None:
    day = typing().say(10, PRIVATE, 60).feed(90, Wake())
    since = day.engine.status().since
    assert START + 70 * MINUTE == (since and since.timestamp())
    assert not day.engine.status().private


def test_it_is_heeded_while_the_screen_is_locked() -> None:
    day = Day(Fact.LOCKED).say(1, PRIVATE, 60).feed(2, Signal(Fact.LOCKED, on=False), Input(HOUR))
    assert [] == day.spans(50)
    freed = Day(Fact.LOCKED).say(1, PRIVATE).say(2, PRIVATE_OFF)
    assert [(4, 5, IDLE)] == freed.feed(4, Signal(Fact.LOCKED, on=False), Input(MINUTE)).spans(50)


def test_it_is_not_heard_while_the_app_does_not_run() -> None:
    day = typing().feed(5, Stop()).say(6, PRIVATE).feed(7, Start("UTC", Rules()), Input(MINUTE))
    assert [(0, 5, STOPPED), (7, 8, IDLE)] == day.spans(50)


def test_its_length_is_true_time_whatever_the_clock_is_set_to() -> None:
    for shift in (-2 * HOUR, 2 * HOUR):
        day = typing().say(10, PRIVATE, 60).feed(20, ClockSet(shift))
        until = day.engine.status().private_until
        assert START + 70 * MINUTE + shift == (until and until.timestamp())
        assert day.feed(69, Wake()).engine.status().private
        assert not day.feed(70, Wake()).engine.status().private


def test_it_wakes_the_app_once_at_its_end_and_before_that_for_the_bout_that_ends() -> None:
    app = Woken()
    for event, at in ((Start("UTC", Rules()), 0), (Input(), 0), (Say(PRIVATE, 60), 10 * MINUTE)):
        app.feed(event, START + at)
    before = app.wakes
    app.feed(Idle(0), START + 24 * HOUR)
    assert 2 == app.wakes - before


def test_a_restart_in_it_stays_private_until_its_end() -> None:
    for until, private in ((START + HOUR, True), (START, False), (None, True)):
        engine = Engine()
        engine.handle(Start("UTC", Rules(), Memory(private=True, private_until=until)), START)
        assert private is engine.status().private
        effects = engine.handle(Input(600), START + 10)
        assert private is (State.AWAY is engine.status().state)
        assert all(isinstance(effect, WakeAt) for effect in effects)
