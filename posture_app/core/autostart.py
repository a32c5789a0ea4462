"""Entries of the app that the desktop reads: what starts with the session, and what is in the menu of programs."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from posture_app.core.value import value


@value
class AutostartState:
    """Whether it is on, and what the entry starts: its words, empty where there is no entry of ours."""

    on: bool
    command: tuple[str, ...] = ()


class DesktopEntry(Protocol):
    """An entry that the desktop reads. What it starts is this installation."""

    @property
    def where(self) -> str:
        """Where the entry is, for people."""

    def state(self) -> AutostartState:
        """How it stands now, whoever made it so. Raises KnownError if that cannot be read."""

    def turn(self, *, on: bool) -> None:
        """Have it so; harmless if it is. Raises KnownError if it cannot be."""

    def mend(self) -> bool:
        """Have an entry of ours that starts another path start this one, whether it is on or off; whether it did."""


class Autostart(DesktopEntry, Protocol):
    """A way to be started with the session, without a window."""


@runtime_checkable
class Asks(Protocol):
    """A way that asks the desktop, which may ask the person, and so takes its time."""

    def ask(self, *, on: bool, answered: Callable[[str], None]) -> None:
        """Have it so; `answered` gets a sentence why not, or nothing, once that is decided."""
