"""What the main window is given from outside: where it reads, and what it may call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from posture_app.core.events import Word
from posture_app.core.ports import History
from posture_app.core.records import DayRecord, WeekRecord, as_of, read_day, read_week
from posture_app.core.settings import Settings
from posture_app.core.status import Status

if TYPE_CHECKING:
    from posture_app.core.content import Content  # a page of its own loads it


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the main window needs. `now` gives the wall clock in UTC, `zone` the IANA name in force;
    `illustration` the SVG of this name, or raises KnownError.
    """

    history: History
    status: Callable[[], Status]
    settings: Callable[[], Settings]
    zone: Callable[[], str]
    now: Callable[[], datetime]
    say: Callable[[Word, float | None], None]
    content: "Callable[[], Content]"
    illustration: Callable[[str], bytes]
    open_settings: Callable[[], None]

    def live_status(self) -> Status:
        """How things stand at this moment, not at the last event."""
        return as_of(self.status(), self.now())

    def day(self) -> DayRecord:
        """Read the present day from the log."""
        return read_day(self.history, self.live_status(), self.settings(), zone=self.zone())

    def week(self, back: int = 0) -> WeekRecord:
        """Read the seven days that end today, or so many weeks before, from the log."""
        return read_week(self.history, self.live_status(), self.settings(), zone=self.zone(), back=back)
