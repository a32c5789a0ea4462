"""What a person can do with their record as a whole: the terms between the windows and the part that does it.

Files are named by their paths. The work is done in the background, one thing at a time, while the app goes on.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from posture_app.core.value import value

T = TypeVar("T")
Amounts = Mapping[str, int]
"""How many there are, by the name of their table, such as “spans”. A number may be 0."""
Days = tuple[date, date]
"""From one day to another, which is included."""


@value
class Export:
    """What to write: `kind` and `form` are words of `posture-app export`, `days` which (None: all of them), and `zone`
    the one of local times (None: that in which each was recorded).
    """

    kind: str
    form: str
    days: Days | None
    zone: str | None


@value
class RecordContents:
    """What a log or a file has, and from which day to which (None: there is nothing that has a day)."""

    amounts: Amounts
    days: Days | None


@value
class FileContents(RecordContents):
    """What a file has that can be imported: from which program it is, by the name people know, and what of it is not
    in the record yet. `left_out` says what does not come, as “1 record that is not in order (line 7: …)” ("": nothing).
    """

    program: str
    new: Amounts
    left_out: str = ""


@value
class LogContents(RecordContents):
    """What a log has; and, in a sentence, what of it does not come because it cannot be ("": nothing)."""

    left_out: str


@value
class DeviceContents(LogContents):
    """What another computer has, or what came of it, and its name ("": it has none)."""

    name: str


@value
class BackupFile:
    """A copy of the record that can be restored: its path, of when it is, and its size in bytes. `kept`: it was the
    record until another was restored. One that is `damaged` cannot be read.
    """

    path: str
    at: date | datetime
    size: int
    kept: bool = False
    damaged: bool = False


@value
class BackupContents(LogContents):
    """What such a copy has, and how much the record has that it has not."""

    only_here: Amounts


@value
class RestoredContents(RecordContents):
    """What was restored, and the path of what had been the record ("": there was nothing to keep)."""

    kept: str


@value
class Report(Generic[T]):
    """What to call: `progress` now and then, with how much is done and of how much (0: not known); and once, at the
    end, one of the others: with the result, with a sentence that says why it failed, or because it was stopped.
    """

    progress: Callable[[int, int], None]
    succeeded: Callable[[T], None]
    failed: Callable[[str], None]
    stopped: Callable[[], None]


class Job(Protocol):
    """A piece of work that is under way."""

    def stop(self) -> None:
        """End it before it is done, if it can be; it tells so when that is over."""

    def forget(self) -> None:
        """Stop it, and report nothing more; harmless if it is over."""


class RecordActions(Protocol):
    """What can be done. A call only begins the work: everything is reported later, even that it could not begin."""

    @property
    def zone(self) -> str:
        """The IANA name of the time zone now in force."""

    @property
    def today(self) -> date:
        """The present day."""

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> Job:
        """Write it to a file, over one of that name; the result is the number of rows. Stopped, it leaves no file."""

    def look_into(self, file: str, report: Report[FileContents]) -> Job:
        """Read all of a file that is to be imported, and change nothing."""

    def take_in(self, file: str, report: Report[Amounts]) -> Job:
        """Add what a file has to the record; the result is what came. If stopped, what has come by then stays."""

    def look_at(self, log: str, report: Report[DeviceContents]) -> Job:
        """See what the log of another computer has, and change nothing."""

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> Job:
        """Add what it has to the record; the result is what came, by device. Stopped, what has come by then stays."""

    def back_up(self, to: str, report: Report[RecordContents]) -> Job:
        """Write a verified copy of the record to a file; the result is what that has."""

    def backups(self, report: Report[tuple[BackupFile, ...]]) -> Job:
        """See which copies of the record there are, the latest first."""

    def look_back(self, backup: str, report: Report[BackupContents]) -> Job:
        """See what a copy has, and change nothing."""

    def restore(self, backup: str, report: Report[RestoredContents]) -> Job:
        """Put a copy in the place of the record, which is kept as a file. It cannot be stopped."""

    def count(self, days: Days | None, report: Report[Amounts]) -> Job:
        """See how much of the record lies in these days, or in all of it (None)."""

    def delete(self, days: Days | None, report: Report[int]) -> Job:
        """Delete it for good, and from all copies; the result is how many copies could not be read and were deleted as
        a whole. It cannot be stopped.
        """
