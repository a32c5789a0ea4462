"""What the app says back to the person: as they return from a break, as it ends, as they pass their goal for the day,
and at its end.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from posture_app.core.calendar import work_ends
from posture_app.core.engine.alarm import Alarm
from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext, sentence, sentences
from posture_app.core.ports import Message
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.core.status import State, Status
from posture_app.core.words import HOUR, breaks_words, duration, goal_words

if TYPE_CHECKING:
    from posture_app.core.content.content import Tip
    from posture_app.core.record.day_record import DayRecord
    from posture_app.core.statistics.ports import Record

SUMMARY, GOAL = "summary", "goal"
SUMMARY_NUMBER = -1
LOOK_AGAIN = timedelta(hours=12)
FRESH_S = 600
"""A remark stays for so many seconds of sitting."""
PRESENT = (State.SITTING, State.STANDING)

_log = logging.getLogger(__name__)


class FeedbackView(Protocol):
    """Where it is shown."""

    def remark(self, text: str) -> None:
        """A line below the status of the tray icon; empty: none."""

    def greet(self, text: str) -> None:
        """A card that disappears by itself."""


@dataclass(slots=True, kw_only=True, eq=False)
class Feedback:
    """Looks at each change of the status. `tell` shows a message, not a prompt, `over` is called when a break ends,
    `tip` gives what to say after a break besides.
    """

    runner: Runner
    alarm: Alarm
    history: "Record"
    settings: Callable[[], Settings]
    frontend: FeedbackView
    tell: Callable[[Message], None]
    over: Callable[[], None]
    tip: "Callable[[], Tip | None]"
    _before: Status | None = field(default=None, init=False)
    _remarked_at: int | None = field(default=None, init=False)
    """What the running bout came to when the remark was made that shows."""

    def look(self, status: Status) -> None:
        """The status has changed."""
        before, self._before = self._before, status
        if before is None or before.state is not status.state:
            self._plan_goal(status)
        if before is None:
            return
        if break_over(before, status):
            self.over()
        gone = break_taken(before, status, self.settings().break_min * MINUTE)
        if gone is not None:
            self._welcome(gone, status)
        elif self._remarked_at is not None and not 0 <= status.bout_s - self._remarked_at <= FRESH_S:
            self._remark("", status)

    def plan(self) -> None:
        """Plan the word about the goal, and the summary of the day for the end of the working hours."""
        now, settings = self.runner.now(), self.settings()
        self._plan_goal(self.runner.status())
        if not settings.daily_summary:
            self.alarm.cancel(SUMMARY)
            return
        due = summary_due(now, settings, self.runner.zone)
        self.alarm.once_at(SUMMARY, due or now + LOOK_AGAIN, self.plan if due is None else self._summarise)

    def _summarise(self) -> None:
        status = self.runner.status_now()
        day = None if status.private else self._day(status)
        if day is not None and day.totals.sitting_s:
            self.tell(Message(SUMMARY_NUMBER, _("Your day"), summary(day)))
        self.plan()

    def _plan_goal(self, status: Status, sitting_s: int | None = None) -> None:
        """Have somebody who sits told as they pass their goal; not if they have passed it. `sitting_s` is what the log
        has of the day, if it has been asked: that is not done before it is needed.
        """
        settings = self.settings()
        left_s = settings.goal_hours * HOUR - (status.today_s if sitting_s is None else sitting_s)
        if settings.goal_word and status.state is State.SITTING and left_s > 0:
            self.alarm.once(GOAL, left_s, self._goal_reached)
        else:
            self.alarm.cancel(GOAL)

    def _goal_reached(self) -> None:
        status = self.runner.status_now()
        day = self._day(status) if status.state is State.SITTING else None
        if day is None:
            return
        if day.totals.sitting_s < day.goal_s:  # another day has begun, or some of it was none
            self._plan_goal(status, day.totals.sitting_s)
            return
        words = _("Your goal of {goal} of sitting for today is reached.").format(goal=goal_words(day.goal_s))
        if self.settings().feedback == "card":
            self.frontend.greet(words)
        else:
            self._remark(words, status)

    def _welcome(self, gone: int, status: Status) -> None:
        choice = self.settings().feedback
        day = None if choice == "off" else self._day(status)
        if day is None:
            return
        words, tip = welcome(gone, day), self.tip()
        if choice == "card":
            self.frontend.greet(f"{words}\n{sentences(sentence(tip.title), tip.text)}" if tip else words)
        else:
            text = _("{remark} · Tip: {title}").format(remark=words, title=tip.title) if tip else words
            self._remark(text, status)

    def _remark(self, text: str, status: Status) -> None:
        self._remarked_at = status.bout_s if text else None
        self.frontend.remark(text)

    def _day(self, status: Status) -> "DayRecord | None":
        from posture_app.core.record.day_record import read_day  # noqa: PLC0415 - loads statistics

        try:
            return read_day(self.history, status, self.settings(), zone=self.runner.zone)
        except KnownError as error:
            _log.warning("the day could not be read for a word about it: %s", error)
            return None


def break_over(before: Status, after: Status) -> bool:
    """Whether a break that had been announced has come to its end."""
    ends = before.up_until
    return before.state is State.UP and ends is not None and ends <= after.at and after.state is not State.UP


def break_taken(before: Status, after: Status, break_min_s: int) -> int | None:
    """The seconds of the break from which the person has just come back; None if there was none, or it is not known."""
    if before.private or before.state in PRESENT or after.state not in PRESENT or before.since is None:
        return None
    gone = int((after.at - before.since).total_seconds())
    return gone if gone >= break_min_s else None


def welcome(gone_s: int, day: "DayRecord") -> str:
    """A short remark on what the break did for the day."""
    length, breaks = duration(gone_s), day.totals.breaks
    if day.asked:
        text = ngettext(
            "A break of {length} · {kept} of {number} reminder kept today",
            "A break of {length} · {kept} of {number} reminders kept today",
            day.asked,
        )
        return text.format(length=length, kept=number_words(day.kept), number=number_words(day.asked))
    if not breaks:
        return _("A break of {length}").format(length=length)
    text = ngettext("A break of {length} · {number} break today", "A break of {length} · {number} breaks today", breaks)
    return text.format(length=length, number=number_words(breaks))


def summary(day: "DayRecord") -> str:
    """The day in one line, for its end."""
    totals = day.totals
    sat = _("{length} sitting, {longest} at the longest")
    parts = [sat.format(length=duration(totals.sitting_s), longest=duration(totals.longest_bout_s))]
    if totals.standing_s:
        parts.append(_("{length} standing").format(length=duration(totals.standing_s)))
    parts.append(breaks_words(totals.breaks))
    if day.asked:
        text = ngettext("{kept} of {number} reminder kept", "{kept} of {number} reminders kept", day.asked)
        parts.append(text.format(kept=number_words(day.kept), number=number_words(day.asked)))
    # Translators: the figures of a day, “5 h sitting, 1 h at the longest; 7 breaks; 6 of 8 reminders kept.”
    return _("{figures}.").format(figures=_("; ").join(parts))


def summary_due(now: datetime, settings: Settings, zone: str) -> datetime | None:
    """When today's summary is due (UTC); None if there is none today, or it is over."""
    if not settings.daily_summary or settings.working_hours is None:
        return None
    ends = work_ends(now, zone, settings.working_hours, settings.days_off)
    return ends if ends is not None and ends > now else None
