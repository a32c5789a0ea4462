"""Calls that are planned: after some time, at a moment, at times of the day."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from posture_app.core.calendar import Times


class Cron(Protocol):
    """Calls planned by the wall clock."""

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        """Call at each of these local times, instead of what was planned under this name."""

    def cancel(self, name: str) -> None:
        """Plan it no more."""


class Alarm(Cron, Protocol):
    """Calls planned by name."""

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call once after so many seconds of true time, instead of what was planned under this name."""

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        """Call once when the wall clock reads this moment or later, instead of what was planned under this name."""

    def wakeup(self) -> None:
        """Look at the clock: it may have been set, or the machine may have slept."""
