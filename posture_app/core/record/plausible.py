"""What can be of a record that comes from elsewhere. One row of a wrong clock or a broken program, such as a span of
9,000 years or one of the year 5, would stand in the way of all others for good.
"""

from datetime import UTC, datetime, timedelta

from posture_app.core.calendar import DAY, MIDNIGHT
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import PromptEntry, What
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import SECOND, DayTotals

LONGEST = timedelta(hours=48)
"""Nothing lasts longer that somebody does, and that is seen or told of as one thing."""
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing was recorded before this. A clock without a battery begins here."""
AHEAD = DAY
"""So much later than now may something be: the clocks of two computers differ."""
TOO_LONG, TOO_EARLY, TOO_LATE = "lasts longer than 48 hours", "lies before 1970", "lies in the future"


def why_odd(what: What, now: datetime) -> str | None:
    """Why this cannot be, in words that go on after “it”; None if it can. `now` is the present (UTC)."""
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
        case PromptEntry() | Session():
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
"""More than can be; larger numbers may be none of a length that Python knows."""
