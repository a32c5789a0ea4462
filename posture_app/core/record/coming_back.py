"""What a person may say as they come back: whether they were up, or sat elsewhere, while nobody was seen."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from posture_app.core.calendar import day_of, local
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.corrections import correction_words
from posture_app.core.record.diary import Correction, Diary
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Posture, Span
from posture_app.core.status import State, Status
from posture_app.core.value import value
from posture_app.core.words import duration

ASK_FROM = timedelta(minutes=15)
UNDO_WITHIN = timedelta(minutes=10)
"""So long an answer can be undone where it was given; later on the page of its day."""
NOT_ON = "not_asked_on"
"""The key under which the log keeps the day on which the person does not want to be asked."""

_PRESENT = (State.SITTING, State.STANDING)
_log = logging.getLogger(__name__)


@value
class Absence:
    """Nobody was seen from `start` to `end` (UTC); the clock on the wall was that of `zone`."""

    start: datetime
    end: datetime
    zone: str

    @property
    def words(self) -> str:
        """“Away from 12:05 to 12:50 (45 min).”"""
        return _("Away from {start} to {end} ({length}).").format(
            start=local(self.start, self.zone),
            end=local(self.end, self.zone),
            length=duration((self.end - self.start).total_seconds()),
        )


class AbsenceLog(Protocol):
    """What it needs of the log."""

    @property
    def diary(self) -> Diary: ...
    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]: ...
    def recall(self, key: str) -> object: ...
    def remember(self, key: str, value: object) -> None: ...


class ComingBack:
    """Looks at each change of the status, and knows the last long absence of today until the person has said what it
    was. Nothing is assumed of it: without a word it stays a gap in the record.

    `sees` tells whether input is seen at all; `changed` is called after each answer.
    """

    def __init__(
        self,
        log: AbsenceLog,
        *,
        settings: Callable[[], Settings],
        zone: Callable[[], str],
        now: Callable[[], datetime],
        sees: Callable[[], bool],
        changed: Callable[[], None],
    ) -> None:
        self._log, self._settings, self._zone, self._now = log, settings, zone, now
        self._sees, self._changed = sees, changed
        self._before: Status | None = None
        self._said_up = False
        self._absence: Absence | None = None
        self._answer: Correction | None = None

    @property
    def absence(self) -> Absence | None:
        """The one to say a word about; None if there is none, or it was on another day."""
        return self._absence if self._absence is not None and self._is_today(self._absence.end) else None

    @property
    def answer(self) -> str:
        """What the person has just said, in a sentence, as long as it can be undone here; else empty."""
        if self._answer is None or self._now() - self._answer.made > UNDO_WITHIN:
            return ""
        return _("Noted: {correction}.").format(correction=correction_words(self._answer, self._answer.zone))

    def look(self, status: Status) -> None:
        """The status has changed."""
        before, self._before = self._before, status
        if status.state not in _PRESENT:
            self._said_up = self._said_up or status.state is State.UP
            return
        said_up, self._said_up = self._said_up, False
        if before is None or before.state in _PRESENT or before.private or before.since is None or status.since is None:
            return
        absence = Absence(before.since, status.since, self._zone())
        if not said_up and absence.end - absence.start >= ASK_FROM and self._may_ask(absence):
            self._absence, self._answer = absence, None

    def was_up(self) -> None:
        """The person was up, or away from any seat. Raises KnownError if that cannot be written."""
        self._correct(None)

    def sat_elsewhere(self) -> None:
        """The person sat in another place. Raises KnownError if that cannot be written."""
        self._correct(Posture.SITTING)

    def not_today(self) -> None:
        """Ask no more on this day."""
        self._log.remember(NOT_ON, self._today(self._now()).isoformat())
        self._absence = None
        self._changed()

    def leave_open(self) -> None:
        """Ask no more about this absence, and offer no more to undo what was said of it."""
        self._absence = self._answer = None
        self._changed()

    def undo(self) -> None:
        """Take back the answer given last, and ask again. Raises KnownError if that cannot be written."""
        said = self._answer
        if said is None:
            return
        for each in self._log.diary.corrections(said.start, said.end):
            if (each.start, each.end, each.posture) == (said.start, said.end, said.posture) and each.undone is None:
                self._log.diary.undo(each.id, self._now())
        self._absence, self._answer = Absence(said.start, said.end, said.zone), None
        self._changed()

    def _correct(self, posture: Posture | None) -> None:
        absence = self.absence
        if absence is None:
            return
        said = Correction(posture, absence.start, absence.end, absence.zone, self._now())
        self._log.diary.correct(said)
        self._absence, self._answer = None, said
        self._changed()

    def _may_ask(self, absence: Absence) -> bool:
        """Not about a night, nor where another computer knows better."""
        if not (self._settings().ask_where and self._sees()):
            return False
        day = self._today(absence.end)
        try:
            elsewhere = any(
                span.start < absence.end and span.end > absence.start
                for span in self._log.spans(absence.start, absence.end)
            )
            return day == self._today(absence.start) and not elsewhere and self._log.recall(NOT_ON) != day.isoformat()
        except KnownError as error:
            _log.info("the person is not asked about an absence: %s", error)
            return False

    def _is_today(self, at: datetime) -> bool:
        return self._today(at) == self._today(self._now())

    def _today(self, at: datetime) -> date:
        return day_of(at, self._zone(), self._settings().day_start)
