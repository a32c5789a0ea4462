"""Three clocks that tests turn, and an alarm that rings by them as the app's own does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from posture_app.core.calendar import Times, clock_moments
from posture_app.core.ports import Moment

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONGEST_WAIT = 900.0


class Clocks:
    """The wall clock, the clock of the waking machine, and true time."""

    def __init__(self) -> None:
        self.wall, self.awake, self.true = NINE, 100.0, 500.0

    def now(self) -> Moment:
        return Moment(self.wall, self.awake, self.true)

    def run(self, seconds: float) -> None:
        self.sleep(seconds)
        self.awake += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.true += seconds

    def set_wall(self, ahead: float) -> None:
        self.wall += timedelta(seconds=ahead)


@dataclass
class Call:
    """A call to come, when `left` (in seconds) is nothing any more."""

    left: Callable[[], float]
    call: Callable[[], None]


@dataclass
class Cron:
    """A call at clock times; `since` is up to when it has been made."""

    times: Times
    zone: str
    since: datetime
    call: Callable[[], None]


class Alarm:
    """Implements `core.live.Alarm`. It looks at the clocks when its timer has run out, which counts by the clock of the
    waking machine, when something is planned, and when it is told to.
    """

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks
        self._looks_at = 0.0
        self.calls: dict[str, Call] = {}
        self.crons: dict[str, Cron] = {}
        self.looks = 0

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        due = self._clocks.true + max(0.0, seconds)
        self._plan(name, lambda: due - self._clocks.true, call)

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        self._plan(name, lambda: _until(moment, self._clocks.wall), call)

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        self.cancel(name)
        if any(times):
            self.crons[name] = Cron(times, zone, self._clocks.wall, call)
            self._look_soon()

    def cancel(self, name: str) -> None:
        self.calls.pop(name, None)
        self.crons.pop(name, None)

    def wakeup(self) -> None:
        self.looks += 1
        self._look_soon()

    def next(self, until: float) -> float | None:
        """The reading of the waking clock at which it looks next, if that is so by then."""
        return self._looks_at if (self.calls or self.crons) and self._looks_at <= until else None

    def ring(self) -> None:
        """Look at the clocks, and make the calls that are due."""
        for name, cron in list(self.crons.items()):
            struck = clock_moments(cron.times, cron.zone, cron.since, self._clocks.wall)
            cron.since = max(cron.since, self._clocks.wall)
            if struck and self.crons.get(name) is cron:
                cron.call()
        for name, due in list(self.calls.items()):
            if due.left() <= 0 and self.calls.get(name) is due:
                self.calls.pop(name).call()
        self._looks_at = self._clocks.awake + max(0.0, min([LONGEST_WAIT, *self._waits()]))

    def run(self, seconds: float) -> None:
        """Let time pass, the alarm ringing when it should."""
        end = self._clocks.awake + seconds
        while (at := self.next(end)) is not None:
            self._clocks.run(max(0.0, at - self._clocks.awake))
            self.ring()
        self._clocks.run(end - self._clocks.awake)

    def _plan(self, name: str, left: Callable[[], float], call: Callable[[], None]) -> None:
        self.cancel(name)
        self.calls[name] = Call(left, call)
        self._look_soon()

    def _look_soon(self) -> None:
        self._looks_at = self._clocks.awake

    def _waits(self) -> list[float]:
        """Seconds until each call is due, as the clocks stand."""
        wall, longest = self._clocks.wall, timedelta(seconds=LONGEST_WAIT)
        struck = [
            at
            for cron in self.crons.values()
            for at in clock_moments(cron.times, cron.zone, cron.since, wall + longest)
        ]
        return [*(due.left() for due in self.calls.values()), *((at - wall).total_seconds() for at in struck)]


def _until(moment: datetime, now: datetime) -> float:
    return (moment - now).total_seconds()
