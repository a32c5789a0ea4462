"""What the engine has to know after a restart, read from the log."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from posture_app.core.calendar import clock_moments, day_bounds, day_of
from posture_app.core.events import Memory
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import bouts

RECENT = 500
"""The last spans to read: the last bout is among them."""
SETTLED = (Outcome.KEPT, Outcome.SKIPPED)
"""After these a reminder has had_turn its turn."""
SECOND = timedelta(seconds=1)


def remember(
    spans: Sequence[Span],
    rules: Rules,
    *,
    paused: bool = False,
    pause_until: int | None = None,
    private: bool = False,
    private_until: int | None = None,
) -> Memory:
    """The memory that the last spans give: as they were recorded, all of them ended, with the last bout among them.

    Whether the bout goes on, and whether the person still stands, the engine decides: it knows when it starts.
    """
    asked_for = Memory(paused=paused, pause_until=pause_until, private=private, private_until=private_until)
    if not spans:
        return asked_for
    last = spans[-1]
    last_end = int(last.end.timestamp())
    runs = list(bouts(spans, timedelta(seconds=rules.break_min)))
    return replace(
        asked_for,
        sat=runs[-1].sitting // SECOND if runs else 0,
        sat_until=int(runs[-1].end.timestamp()) if runs else None,
        present_until=last_end,
        posture=last.posture,
        up_until=last_end + rules.break_length if last.ended_by is EndedBy.UP else None,
    )


def remember_reminders(
    memory: Memory, spans: Sequence[Span], prompts: Iterable[LoggedPrompt], rules: Rules, *, now: datetime, zone: str
) -> Memory:
    """The same memory with the state of the reminders, from the last spans and the showings of the same time.

    The log does not know of a break that satisfied a reminder of the day or of a clock time before it was shown: such
    a reminder comes once more.
    """
    begins, ends = day_bounds(day_of(now, zone, rules.day_start), zone, rules.day_start)
    sitting = [(span.start, span.end) for span in spans if span.posture is Posture.SITTING]
    showings = list(prompts)
    turns = {
        kind: max(showing.at for showing in showings if kind in showing.kinds and showing.outcome in SETTLED)
        for kind in {kind for showing in showings if showing.outcome in SETTLED for kind in showing.kinds}
    }
    since, had_turn, reached = {}, set(), {}
    for reminder in rules.reminders:
        turn = turns.get(reminder.kind)
        match reminder.basis:
            case Basis.SITTING:
                rest = timedelta(seconds=reminder.length or rules.break_min)
                since[reminder.kind] = _sat(sitting, _satisfied(spans, rest, turn))
            case Basis.DAY if turn is not None and begins <= turn < ends:
                had_turn.add(reminder.kind)
            case Basis.CLOCK:
                last = clock_moments(reminder.times, zone, begins - SECOND, now)
                if last and (turn is None or turn < last[-1]):
                    reached[reminder.kind] = int(last[-1].timestamp())
            case _:
                pass
    last_one = max(showings, key=lambda showing: showing.at, default=None)
    return replace(
        memory,
        since=since,
        today_s=_sat([each for each in sitting if each[0] < ends], begins),
        had_turn=frozenset(had_turn),
        times_reached=reached,
        skips=sum(showing.outcome is Outcome.SKIPPED and begins <= showing.at < ends for showing in showings),
        shown_at=int(last_one.at.timestamp()) if last_one else None,
        shown_kinds=last_one.kinds if last_one else (),
    )


def _satisfied(spans: Sequence[Span], rest: timedelta, turn: datetime | None) -> datetime | None:
    """When a reminder was last satisfied: with its `turn`, or as somebody sat down after a gap as long as `rest`."""
    runs = list(bouts(spans, rest))
    return max([*(run.start for run in runs[1:][-1:]), *([turn] if turn else [])], default=None)


def _sat(sitting: Sequence[tuple[datetime, datetime]], since: datetime | None) -> int:
    """The sitting after this moment, in seconds."""
    lengths = (end - (max(start, since) if since else start) for start, end in sitting)
    return sum((max(length, timedelta(0)) for length in lengths), timedelta(0)) // SECOND
