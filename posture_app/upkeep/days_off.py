"""The log is told of each day, as it comes, whether it is a day off: settings change, and what was stays."""

import logging

from posture_app.core.calendar import DAY, is_off, next_day_begins
from posture_app.core.errors import KnownError
from posture_app.core.record.plausible import sure_day
from posture_app.upkeep.host import Host

NAME = "day off"
_log = logging.getLogger(__name__)


class DaysOff:
    """Never raises: what cannot be noted is logged, and tried again with the next day or change of the settings.

    A day before the latest ones recorded stays as it came: then it is the clock that stands wrong.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def plan(self) -> None:
        """Note the present day as the settings have it now, and each day to come as it begins."""
        host, settings, today = self._host, self._host.settings(), self._host.today()
        try:
            newest = sure_day(host.log.latest_days())
            if newest is None or today >= newest - DAY:
                host.log.diary.keep_day_off(today, off=is_off(today, settings.days_off))
        except KnownError as error:
            _log.warning("whether today is a day off could not be noted: %s", error)
        next_day = next_day_begins(host.runner.now(), host.runner.zone, settings.day_start)
        host.alarm.once_at(NAME, next_day, self.plan)
