"""`posture-app settings`: list, get and set, with or without a running app."""

import argparse
import contextlib

from posture_app.commands.output import line
from posture_app.core.errors import KnownError
from posture_app.core.settings.settings import TABLE, from_text, setting, to_text
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.paths import places
from posture_app.desktop.settings_file import SettingsFile


def list_all(options: argparse.Namespace) -> int:
    """Print every setting with its value, what it takes and what it means. Complaints about the file come last."""
    loaded = SettingsFile(places(options.data_dir).settings).load()
    for key, row in TABLE.items():
        line(f"{key} = {to_text(key, loaded.settings)}")
        line(f"    {row.help} Takes {row.kind.expects}.")
    if loaded.complaints:
        raise KnownError("\n".join(loaded.complaints))
    return 0


def get(options: argparse.Namespace) -> int:
    """Print one value."""
    setting(options.key)
    file = SettingsFile(places(options.data_dir).settings)
    file.check()
    line(to_text(options.key, file.load().settings))
    return 0


def change(options: argparse.Namespace) -> int:
    """Write one value, and let the running app know."""
    where = places(options.data_dir)
    value = from_text(options.key, options.value)
    aside = SettingsFile(where.settings).set(options.key, value, SystemClock().now().wall)
    with contextlib.suppress(NotRunningError):
        ask(where.found_control(), {"command": "settings"})
    if aside is not None:
        raise KnownError(f"{options.key} is set, but {where.settings} was damaged, and is kept as {aside.name}.")
    return 0
