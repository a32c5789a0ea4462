"""What can be believed: of a record that comes from elsewhere, and of this computer's clock.

One row of a wrong clock or a broken program, such as a span of 9,000 years or one of the year 5, would stand in the way
of all others for good. And a machine may come up years ahead, or before its own record: one reading of its clock must
not decide what cannot be undone. The days recorded tell: they rarely leave out two months.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from posture_app.core.calendar import DAY, MIDNIGHT
from posture_app.core.language import N_
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import PromptEntry, What
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import SECOND, DayTotals

LONGEST = timedelta(hours=48)
"""Nothing that somebody does, and that is recorded as one thing, lasts longer."""
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing was recorded before this. A clock without a battery begins here."""
AHEAD = DAY
"""Something may be so much later than now: the clocks of two computers differ."""
GAP = timedelta(days=60)
"""Days without a record that are long enough to doubt what comes after."""
ENOUGH = 7
"""If so many days have been recorded since, they are believed."""
TOO_LONG, TOO_EARLY, TOO_LATE = (
    N_("it lasts longer than 48 hours"),
    N_("it lies before 1970"),
    N_("it lies in the future"),
)


def why_odd(what: What, now: datetime) -> str | None:
    """Why this cannot be true, for `_`; None if it can. `now` is the present (UTC)."""
    moments, lengths = _moments(what), _lengths(what)
    if min(moments) < EARLIEST:
        return TOO_EARLY
    if max(moments) > now + AHEAD:
        return TOO_LATE
    return TOO_LONG if max(lengths) > LONGEST else None


def _moments(what: What) -> list[datetime]:
    match what:
        case Span():
            return [what.start, what.end]
        case Correction():
            return [what.start, what.end, what.made, *([] if what.undone is None else [what.undone])]
        case PromptEntry():
            return [what.at, *([] if what.due is None else [what.due])]
        case Session():
            return [what.at]
        case Note():
            return [what.changed]
        case DayTotals():
            return [datetime.combine(what.day, MIDNIGHT, UTC)]


def _lengths(what: What) -> list[timedelta]:
    match what:
        case Span() | Correction():
            return [what.end - what.start]
        case PromptEntry():
            return [SECOND * min(each, _MOST_S) for each in (what.length_s or 0, what.sitting_s)]
        case Session():
            return [SECOND * min(what.length_s, _MOST_S)]
        case DayTotals():
            return [SECOND * min(each, _MOST_S) for each in (what.sitting_s, what.standing_s)]
        case Note():
            return [timedelta(0)]


_MOST_S = LONGEST // SECOND + 1
"""Longer than anything can be. Larger numbers may be too large for a timedelta."""


def sure_day(recorded: Iterable[date]) -> date | None:
    """The newest of the days recorded that is not in doubt; None without any. The last `ENOUGH` of them will do."""
    days = sorted(set(recorded))
    for place in range(max(1, len(days) - ENOUGH + 1), len(days)):
        if days[place] - days[place - 1] > GAP:
            return days[place - 1]
    return days[-1] if days else None


def in_doubt(recorded: Iterable[date], today: date) -> bool:
    """Whether the clock that says `today` is in doubt, given the last days recorded: it stands before the newest, or so
    far after the others that it has to go on for some days before it is believed.
    """
    days = set(recorded)
    return sure_day({*days, today}) != today or any(day > today for day in days)
