"""What a person adds to the record themselves: corrections, exercises done, notes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Protocol

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import Posture
from posture_app.core.value import value


@value
class Correction:
    """What the person said afterwards: from `start` to `end` they were in this posture, or (None) it was not them.

    Moments in UTC. `zone` is the IANA name of the time zone in which they said so, at `made`; of several for the same
    moment the one made last holds. One that was `undone` holds no longer. `id` is its row, 0 before it has one.
    """

    posture: Posture | None
    start: datetime
    end: datetime
    zone: str
    made: datetime
    undone: datetime | None = None
    id: int = 0


@value
class Session:
    """An exercise begun: its id, when (UTC; `zone` the IANA name of then), for how many seconds, and how it ended.

    `side` is None where both sides worked, or none does, or that is not known. `share` is how much of it was done, in
    percent; None: not known. If it belongs to a session of a programme, it is so many `percent` of that.
    """

    exercise: str
    at: datetime
    zone: str
    length_s: int
    ended: Ended = Ended.DONE
    side: Side | None = None
    share: int | None = None
    belongs: ProgrammeSession | None = None
    percent: int = 0

    @property
    def completed(self) -> bool:
        """Whether it was done to its end."""
        return self.ended is Ended.DONE


@value
class Note:
    """A person's note on a day; `changed` (UTC) is when it was last written."""

    day: date
    text: str
    changed: datetime


class Diary(Protocol):
    """What a person adds to the record. It is written at once, or KnownError says why not, and nothing has changed."""

    def corrections(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Correction]:
        """The corrections of any part of the range, undone or not, in the order in which they were made."""

    def correct(self, correction: Correction) -> None:
        """Add a correction. Raises ValueError if it does not end after it begins."""

    def undo(self, correction: int, at: datetime) -> None:
        """Undo the correction of this row; harmless if done before."""

    def sessions(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Session]:
        """The exercises of the range, in order of time."""

    def last_done(self, exercise: str) -> Session | None:
        """The last time that this exercise was done to its end; None if it never was."""

    def hurt_elsewhere(self) -> Mapping[str, datetime]:
        """The exercises that hurt at other computers of the person, each with when it did so last."""

    def done(self, session: Session) -> None:
        """Add an exercise that was begun."""

    def notes(self, first: date, last: date) -> Iterator[Note]:
        """The notes on these days, `last` included, of all computers."""

    def note(self, day: date) -> str:
        """The note on this day at this computer; empty if there is none."""

    def write_note(self, note: Note) -> None:
        """Write the note on its day at this computer, over the old one."""
