"""What holds as something is to be done with the record as a whole."""

from datetime import date, datetime
from pathlib import Path

from posture_app.core.calendar import day_of, zone_of
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.erasing import Stretch, stretch_of_days
from posture_app.core.record.record_jobs import Days
from posture_app.core.settings.settings import Settings
from posture_app.core.value import value
from posture_app.store.log.log import NOT_OPEN


@value
class Context:
    """Our log, and what holds as something is asked for."""

    path: Path | None
    settings: Settings
    zone: str
    now: datetime

    @property
    def log(self) -> Path:
        """The file of the log. Raises KnownError if there is none."""
        if self.path is None:
            raise KnownError(_(NOT_OPEN))
        return self.path

    @property
    def today(self) -> date:
        return day_of(self.now, self.zone, self.settings.day_start)

    def days(self, first: datetime | None, last: datetime | None) -> Days | None:
        if first is None or last is None:
            return None
        place = zone_of(self.zone)
        return first.astimezone(place).date(), last.astimezone(place).date()

    def stretch(self, days: Days | None) -> Stretch | None:
        """When these days begin and end. Raises KnownError if they cannot be deleted."""
        if days is None:
            return None
        try:
            return stretch_of_days(*days, self.now, self.zone, self.settings.day_start)
        except ValueError as error:
            raise KnownError(_("There is nothing to delete: {error}.").format(error=error)) from error
