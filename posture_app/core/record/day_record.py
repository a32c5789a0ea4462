"""What the page of a day shows, read from the log once per refresh."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from posture_app.core.calendar import DAY, day_bounds, day_of
from posture_app.core.prompts import LoggedPrompt, Outcome, as_reminders
from posture_app.core.record.diary import Correction
from posture_app.core.record.overlay import Interval, denied
from posture_app.core.settings.reminder_kinds import NUDGES
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Span
from posture_app.core.statistics.bouts import DayTotals, bouts, day_totals
from posture_app.core.statistics.make_days import up_to_now
from posture_app.core.statistics.measures import asked
from posture_app.core.statistics.ports import Record
from posture_app.core.status import State, Status
from posture_app.core.value import value

HOUR = 3600
UNSEEN = EndedBy.STOPPED, EndedBy.CRASHED
"""After these nothing was recorded: what the person did then is not known."""
MARGIN = DAY
"""A span belongs to the days of its own time zone, which may lie up to a day off those of the present one."""


@value
class LastBreak:
    """The latest break of a day that is over: when it was, and how much sitting it ended, in seconds."""

    start: datetime
    end: datetime
    after_s: int


@value
class DayRecord:
    """One day: from `begins` to `ends` (UTC) in `zone`, as far as it has come at `now`; `goal_s` in seconds. A day that
    is not `timed` is one of which another program told no more than its totals. In the stretches `denied`, moments in
    UTC, it was not the person, as they said afterwards. `earlier` are the showings of a day before it.
    """

    begins: datetime
    ends: datetime
    now: datetime
    zone: str
    spans: tuple[Span, ...]
    showings: tuple[LoggedPrompt, ...]
    totals: DayTotals
    goal_s: int
    timed: bool = True
    denied: tuple[Interval, ...] = ()
    earlier: tuple[LoggedPrompt, ...] = ()
    last_break: LastBreak | None = None

    @property
    def day(self) -> date:
        return self.totals.day

    @property
    def over(self) -> bool:
        return self.now >= self.ends

    @property
    def known(self) -> bool:
        """Whether anything is known of it. An unknown day is not a day without sitting."""
        return bool(self.spans or self.showings) or self.totals != DayTotals(self.day) or not self.timed

    @property
    def left_s(self) -> int:
        """How much more sitting the goal allows, in seconds, below zero if it is passed. Counted from the sitting in
        full minutes, as it is shown, so that the two add up.
        """
        sitting_s = self.totals.sitting_s
        return self.goal_s - (sitting_s - sitting_s % MINUTE)

    @property
    def outcomes(self) -> tuple[Outcome | None, ...]:
        """What became of each reminder of the day, mere nudges left out."""
        showings = (showing for showing in (*self.earlier, *self.showings) if showing.kind not in NUDGES)
        return tuple(first.outcome for first, *_ in as_reminders(showings) if first.at >= self.begins)

    @property
    def kept(self) -> int:
        """How many reminders were followed by a break."""
        return self.outcomes.count(Outcome.KEPT)

    @property
    def asked(self) -> int:
        """How many reminders were either kept or passed over."""
        return asked({outcome: self.outcomes.count(outcome) for outcome in Outcome})


def as_of(status: Status, now: datetime) -> Status:
    """The status at a later moment (UTC) if nothing has happened since: the running bout has grown."""
    ahead = int((now - status.at).total_seconds())
    if ahead <= 0:
        return status
    if status.state not in (State.SITTING, State.STANDING):
        return replace(status, at=now)
    sat = ahead if status.state is State.SITTING else 0
    status = replace(status, bout_s=status.bout_s + sat, today_s=status.today_s + sat)
    if status.due_s is None:
        return replace(status, at=now)
    due_s = max(0, status.due_s - ahead)
    share = 1 - (1 - status.progress) * due_s / status.due_s if status.due_s else 1.0
    return replace(status, at=now, due_s=due_s, progress=share)


def read_day(
    history: Record,
    status: Status,
    settings: Settings,
    *,
    zone: str,
    day: date | None = None,
    corrections: Sequence[Correction] = (),
) -> DayRecord:
    """A day (the present one, of `status.at`, if none is named), with what the person corrected in it.

    Raises OverflowError if it lies at the end of the calendar.
    """
    wanted = day or day_of(status.at, zone, settings.day_start)
    begins, ends = day_bounds(wanted, zone, settings.day_start)
    spans = tuple(up_to_now(history.spans(begins - MARGIN, ends + MARGIN), status, zone))
    prompts = tuple(history.prompts(begins - DAY, ends))
    break_min = timedelta(seconds=settings.break_min * MINUTE)
    totals = next((each for each in day_totals(spans, settings.day_start, break_min) if each.day == wanted), None)
    imported = None if totals else max(history.totals(wanted, wanted), key=lambda each: each.sitting_s, default=None)
    return DayRecord(
        begins=begins,
        ends=ends,
        now=status.at,
        zone=zone,
        spans=tuple(span for span in spans if span.start < ends and span.end > begins),
        showings=tuple(showing for showing in prompts if showing.at >= begins),
        totals=totals or imported or DayTotals(wanted),
        goal_s=round(settings.goal_hours * HOUR),
        timed=imported is None,
        denied=tuple(denied(corrections)),
        earlier=tuple(showing for showing in prompts if showing.at < begins),
        last_break=_last_break(spans, begins, ends, break_min),
    )


def _last_break(spans: Sequence[Span], begins: datetime, ends: datetime, break_min: timedelta) -> LastBreak | None:
    """The latest break that began in the day, and that sitting in it ended. A gap of which nothing is known, as in
    private mode, is none.
    """
    in_day = [bout for bout in bouts(spans, break_min) if bout.start < ends]
    for before, after in reversed(list(pairwise(in_day))):
        if begins <= before.end and before.spans[-1].ended_by not in UNSEEN:
            return LastBreak(before.end, after.start, before.sitting // timedelta(seconds=1))
    return None
