"""Reading a period of the log piece by piece, so that others have a turn in between: all there is takes long."""

from collections import deque

from PySide6.QtCore import QElapsedTimer

from posture_app.core.statistics.history import PeriodRecord, chunks, known_days, period_record
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import KnownDay
from posture_app.ui.sources import Sources


class PeriodReader:
    """Reads one period after the other, each with the one before if they are to be compared."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._period: Period | None = None
        self._left: deque[Period] = deque()
        self._days: list[KnownDay] = []

    @property
    def year(self) -> int:
        """The year that is read next."""
        return self._left[0].first.year

    def begin(self, period: Period, *, compared: bool) -> None:
        """Read this one from now on."""
        first = period.previous.first if compared else period.first
        self._period, self._days = period, []
        self._left = deque(chunks(Period(Length.RANGE, first, period.last)))

    def read_on(self, patience_ms: int) -> PeriodRecord | None:
        """Read for so long; gives what was begun once all of it has been read. Raises KnownError if it cannot be."""
        assert self._period is not None
        sources, begun = self._sources, QElapsedTimer()
        settings, today, status = sources.settings(), sources.today(), sources.live_status()
        begun.start()
        while self._left:
            self._days += known_days(sources.history, self._left[0], settings, today=today, status=status)
            self._left.popleft()
            if self._left and begun.elapsed() > patience_ms:
                return None
        return period_record(sources.history, self._period, settings, self._days, today=today)
