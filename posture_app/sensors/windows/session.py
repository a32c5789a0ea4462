"""Lock, sleep and the end of the session, as Windows tells them to a window."""

from collections.abc import Callable

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Sensed, Signal
from posture_app.core.ports import Watch
from posture_app.sensors.source import FactSource
from posture_app.sensors.windows.messages import MessageThread, message_thread

SESSION_CHANGE, POWER_BROADCAST, END_SESSION = 0x02B1, 0x0218, 0x0016
"""https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change, …/power/wm-powerbroadcast and
…/shutdown/wm-endsession
"""
_LOCKS = {1: False, 2: True, 3: False, 4: True, 7: True, 8: False}
"""Console connected and not, remote connected and not, locked and not: another user has this screen, or nobody."""
_SLEEPS = {0x04: True, 0x07: False, 0x12: False}
"""Suspend, resume by somebody's hand, and resume."""


def session_fact(change: int) -> Signal | None:
    """What a change of the session says."""
    return Signal(Fact.LOCKED, _LOCKS[change]) if change in _LOCKS else None


def power_fact(event: int) -> Signal | None:
    """What an event of the power management says."""
    return Signal(Fact.ASLEEP, _SLEEPS[event]) if event in _SLEEPS else None


class WindowsSession:
    """Implements `sensors.source.FactSensor`. `ending` is called when the session is about to end."""

    name = "windows"
    trouble: str | None = None

    def __init__(self, thread: MessageThread, ending: Callable[[], None]) -> None:
        self._thread, self._ending = thread, ending
        self._watches: list[Watch] = []
        self._reported: dict[Fact, bool] = {}
        self._report: Callable[[Sensed], None] = lambda _: None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self._report = report
        for fact in (Fact.LOCKED, Fact.ASLEEP):
            self._tell(Signal(fact, on=False))
        hear = self._thread.hear
        try:
            self._watches = [
                hear({SESSION_CHANGE}, lambda change, _: self._tell(session_fact(change))),
                hear({POWER_BROADCAST}, lambda event, _: self._tell(power_fact(event)), held_up=True),
                hear({END_SESSION}, lambda ends, _: self._ending() if ends else None, held_up=True),
            ]
        except Unavailable as why:
            self.trouble = str(why)
            lost(self.trouble)

    def close(self) -> None:
        self._report = lambda _: None
        while self._watches:
            self._watches.pop().stop()

    def _tell(self, signal: Signal | None) -> None:
        if signal is not None and self._reported.get(signal.fact) is not signal.on:
            self._reported[signal.fact] = signal.on
            self._report(signal)


SOURCE = FactSource(
    WindowsSession.name, "lock and sleep", lambda here: WindowsSession(message_thread(here.loop), here.ending)
)
