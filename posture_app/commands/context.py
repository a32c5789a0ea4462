"""What the commands share: when and where they are given, and how they change the record beside the running app."""

import argparse
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from posture_app.core.calendar import day_of, zone_of
from posture_app.core.errors import UsageError
from posture_app.core.language import _
from posture_app.core.settings.settings import Settings
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone


@dataclass(frozen=True, slots=True)
class Context:
    """The app's files, the settings, the present moment (UTC) and the IANA name of the time zone in force."""

    where: Places
    settings: Settings
    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The present day."""
        return self.day_of(self.now)

    def day_of(self, at: datetime) -> date:
        """The day that a moment belongs to."""
        return day_of(at, self.zone, self.settings.day_start)


def read_context(options: argparse.Namespace) -> Context:
    """The context of this command."""
    where = places(options.data_dir)
    return Context(where, SettingsFile(where.settings).load().settings, SystemClock().now().wall, local_zone())


def read_day(text: str, option: str) -> date:
    """The day that an option names. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            _("{option} takes a day such as 2026-03-02, not “{text}”.").format(option=option, text=text)
        ) from None


def local_date(at: datetime) -> date:
    """The date of this moment here."""
    return at.astimezone(zone_of(local_zone())).date()


@contextmanager
def changing(where: Places) -> Iterator[bool]:
    """A block that changes the record. It gets whether the app runs, which is told of the change at the end, even after
    an error. If the app does not run, it cannot start meanwhile.

    Raises KnownError if it cannot be found out whether the app runs.
    """
    if not where.data.is_dir():  # nothing runs there, and to look must not make it
        yield False
        return
    instance = Instance(where)
    if instance.take():
        try:
            yield False
        finally:
            instance.release()
        return
    try:
        yield True
    finally:
        with contextlib.suppress(NotRunningError):  # it has ended meanwhile, or is just starting
            ask(where.found_control(), {"command": "changed"})
