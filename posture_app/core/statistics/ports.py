"""The log as the statistics read it, whatever it is kept in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from posture_app.core.prompts import Outcome
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.known_day import DayRules, KnownDay
from posture_app.core.statistics.periods import Period


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A showing as the log has it: the reminder it was for and those merged into it, its moment (UTC), the IANA name
    of the zone then in force, and what became of it (None: not settled yet).
    """

    kind: str
    also: tuple[str, ...]
    at: datetime
    zone: str
    outcome: Outcome | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """All reminders that it was for, the longest first."""
        return (self.kind, *self.also)


class Record(Protocol):
    """The log, read: what counts of it. Ranges are half-open, in UTC; what merely touches a range is in it."""

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans that count with a part in the range: what all computers saw and the person said, as `overlay` has
        it. An open one ends at its checkpoint.
        """

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[PromptRow]:
        """The showings in the range."""

    def totals(self, first: date, last: date) -> Iterator[DayTotals]:
        """Days of which another program told no more than this, `last` included, in any order."""


class History(Record, Protocol):
    """The log with what is kept of it to have it at once."""

    def days(self, period: Period, basis: DayRules) -> Sequence[KnownDay]:
        """The known days of a period, in order, as `figures.make_days` makes them without a status."""

    def days_off(self, first: date, last: date) -> frozenset[date]:
        """The days that were days off as they came, `last` included."""

    def first_day(self) -> date | None:
        """The first day of which something may be known: before it nothing is. None if nothing is recorded."""
