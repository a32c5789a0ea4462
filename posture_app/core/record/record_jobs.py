"""What a person can do with their record as a whole, between the windows that ask for it and whoever carries it out.

Files are named by their paths. What is asked for is done aside, one thing at a time, while the app goes on.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Generic, Protocol, TypeVar

from posture_app.core.value import value

T = TypeVar("T")
Amounts = Mapping[str, int]
"""How many there are of what, by the word for one of it, such as “span”; those of which there are none may be there."""
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
class DeviceContents(RecordContents):
    """What another computer has, or what came of it, and its name ("": it has none). `left_out` says, in a sentence,
    what does not come because it cannot be ("": nothing).
    """

    name: str
    left_out: str = ""


@value
class Report(Generic[T]):
    """Whom to tell. `progress` how far it has come, of how much (0: that is not known), now and then; and once, when it
    is over, what came of it, or a sentence why it could not be done, or that it was stopped.
    """

    progress: Callable[[int, int], None]
    succeeded: Callable[[T], None]
    failed: Callable[[str], None]
    stopped: Callable[[], None]


class Job(Protocol):
    """Something that is being done."""

    def stop(self) -> None:
        """End it before it is done, if it can be; it tells so when that is over."""

    def forget(self) -> None:
        """The same, and tell nothing of it any more; harmless if it is over."""


class RecordActions(Protocol):
    """What can be done. A call only begins it: whatever comes of it is told later, also if it cannot even be begun."""

    @property
    def zone(self) -> str:
        """The IANA name of the time zone now in force."""

    @property
    def today(self) -> date:
        """The present day."""

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> Job:
        """Write it to a file, in the place of the one of that name; tells how many rows. Stopped, it leaves no file."""

    def look_into(self, file: str, report: Report[FileContents]) -> Job:
        """Read all of a file that is to be imported, and change nothing."""

    def take_in(self, file: str, report: Report[Amounts]) -> Job:
        """Add what a file has to the record; tells what came. Stopped, what has come by then stays."""

    def look_at(self, log: str, report: Report[DeviceContents]) -> Job:
        """See what the log of another computer has, and change nothing."""

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> Job:
        """Add what it has to the record; tells what came of whom. Stopped, what has come by then stays."""

    def back_up(self, to: str, report: Report[RecordContents]) -> Job:
        """Write a verified copy of the record to a file; tells what that has."""

    def count(self, days: Days | None, report: Report[Amounts]) -> Job:
        """See how much of the record lies in these days, or in all of it (None)."""

    def delete(self, days: Days | None, report: Report[int]) -> Job:
        """Delete it for good, and from all copies; tells how many copies could not be read and went as a whole. It
        cannot be stopped.
        """
