"""The clock times of reminders, kept with the scheduler."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from posture_app.core.rules import Rules, Times


class Cron(Protocol):
    """Calls to come, by the clock on the wall."""

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        """Call at each of these local times, in place of an earlier call of this name."""

    def cancel(self, name: str) -> None:
        """Call off."""


class ClockTimes:
    """Has `struck` called with the kind of a reminder whenever one of its times comes."""

    def __init__(self, alarm: Cron, struck: Callable[[str], None]) -> None:
        self._alarm, self._struck = alarm, struck
        self._planned: Mapping[str, tuple[Times, str]] = {}

    def plan(self, rules: Rules, zone: str) -> None:
        """Go by these rules. What is planned as it should be stays: a time that has just come may be on its way."""
        wanted = {reminder.kind: (reminder.times, zone) for reminder in rules.reminders if any(reminder.times)}
        for kind in self._planned.keys() - wanted.keys():
            self._alarm.cancel(_name(kind))
        for kind, (times, where) in wanted.items():
            if self._planned.get(kind) != (times, where):
                self._alarm.cron(_name(kind), times, where, partial(self._struck, kind))
        self._planned = wanted

    def anew(self) -> None:
        """Plan the same once more: the clock was set, and what was reckoned no longer holds."""
        for kind, (times, zone) in self._planned.items():
            self._alarm.cron(_name(kind), times, zone, partial(self._struck, kind))

    def close(self) -> None:
        """Call all of them off."""
        for kind in self._planned:
            self._alarm.cancel(_name(kind))
        self._planned = {}


def _name(kind: str) -> str:
    return f"clock time of {kind}"
