"""A diary of lists, for tests of who writes into one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from posture_app.core.errors import KnownError
from posture_app.core.record.diary import Correction, Note, Session

MICROSECOND = timedelta(microseconds=1)


@dataclass
class Diary:
    """Keeps what it is told; with `fails` it refuses to, as on a full disk."""

    said: list[Correction] = field(default_factory=list)
    done_sessions: list[Session] = field(default_factory=list)
    written: dict[date, Note] = field(default_factory=dict)
    elsewhere: list[Note] = field(default_factory=list)
    hurt: dict[str, datetime] = field(default_factory=dict)
    fails: str = ""

    def corrections(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Correction]:
        for each in sorted(self.said, key=lambda each: (each.made, each.id)):
            if (since is None or each.end > since) and (until is None or each.start < until):
                yield each

    def correct(self, correction: Correction) -> None:
        if correction.end <= correction.start:
            raise ValueError(f"a correction does not end after it begins: {correction}")
        self._check()
        before = (each for each in self.said if each.start < correction.end and each.end > correction.start)
        made = max([correction.made, *(each.made + MICROSECOND for each in before)])
        self.said.append(replace(correction, made=made, id=len(self.said) + 1))

    def undo(self, correction: int, at: datetime) -> None:
        self._check()
        self.said[:] = [
            replace(each, undone=at) if each.id == correction and each.undone is None else each for each in self.said
        ]

    def sessions(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Session]:
        for each in sorted(self.done_sessions, key=lambda each: each.at):
            if (since is None or each.at >= since) and (until is None or each.at < until):
                yield each

    def last_done(self, exercise: str) -> Session | None:
        return next((each for each in [*self.sessions()][::-1] if each.exercise == exercise and each.completed), None)

    def hurt_elsewhere(self) -> dict[str, datetime]:
        return self.hurt

    def done(self, session: Session) -> None:
        self._check()
        self.done_sessions.append(session)

    def notes(self, first: date, last: date) -> Iterator[Note]:
        found = [note for note in (*self.written.values(), *self.elsewhere) if note.text]
        return (note for note in sorted(found, key=lambda note: note.day) if first <= note.day <= last)

    def note(self, day: date) -> str:
        return self.written[day].text if day in self.written else ""

    def write_note(self, note: Note) -> None:
        self._check()
        before = self.written.get(note.day, note).changed
        self.written[note.day] = replace(note, changed=before + MICROSECOND) if before > note.changed else note

    def _check(self) -> None:
        if self.fails:
            raise KnownError(self.fails)
