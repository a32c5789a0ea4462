"""The log is told of each day, as it comes, whether it is a day off: settings change, and what was stays."""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from posture_app.core.calendar import DAY, day_of, is_off, next_day_begins
from posture_app.core.engine.runner import Alarm
from posture_app.core.errors import KnownError
from posture_app.core.ports import Now
from posture_app.core.record.plausible import sure_day
from posture_app.core.settings.settings import Settings

NAME = "day off"
_log = logging.getLogger(__name__)


class Keeps(Protocol):
    """Where it is noted."""

    def keep_day_off(self, day: date, *, off: bool) -> None:
        """Note that this day is a day off, or that it is none. May raise KnownError."""


class DaysOff:
    """Never raises: what cannot be noted is logged, and tried again with the next day or change of the settings.

    A day before the latest ones `recorded` stays as it came: then it is the clock that stands wrong.
    """

    def __init__(
        self,
        diary: Keeps,
        live: Now,
        settings: Callable[[], Settings],
        alarm: Alarm,
        recorded: Callable[[], Sequence[date]],
    ) -> None:
        self._diary, self._live, self._settings, self._alarm = diary, live, settings, alarm
        self._recorded = recorded

    def plan(self) -> None:
        """Note the present day as the settings have it now, and each day to come as it begins."""
        now, zone, settings = self._live.now(), self._live.zone, self._settings()
        today = day_of(now, zone, settings.day_start)
        try:
            newest = sure_day(self._recorded())
            if newest is None or today >= newest - DAY:
                self._diary.keep_day_off(today, off=is_off(today, settings.days_off))
        except KnownError as error:
            _log.warning("whether today is a day off could not be noted: %s", error)
        next_day = next_day_begins(now, zone, settings.day_start)
        self._alarm.once_at(NAME, next_day, self.plan)
