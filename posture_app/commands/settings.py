"""`posture-app settings`: list, get, set, export and import, with or without a running app."""

import argparse
import contextlib
from collections.abc import Mapping

from posture_app.commands.output import line
from posture_app.core.errors import KnownError
from posture_app.core.language import _, sentences
from posture_app.core.settings.settings import NOUGHT, TABLE, from_text, setting, to_text
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.paths import Places, places
from posture_app.desktop.settings_file import SettingsFile


def list_all(options: argparse.Namespace) -> int:
    """Print every setting with its value, what it takes and what it means. Complaints about the file come last."""
    loaded = SettingsFile(places(options.data_dir).settings).load()
    for key, row in TABLE.items():
        line(f"{key} = {to_text(key, loaded.settings)}")
        # Translators: what a setting takes: “Takes a whole number from 1 to 5 (min).”
        takes = [_("Takes {expected}.").format(expected=row.kind.expects)]
        if key in NOUGHT:
            takes.append(_("0 means “{meaning}”.").format(meaning=_(NOUGHT[key])))
        line(f"    {sentences(_(row.help), *takes)}")
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
    _keep(where, {options.key: from_text(options.key, options.value)})
    return 0


def write_out(options: argparse.Namespace) -> int:
    """Write all settings to a file."""
    from posture_app.desktop.settings_transfer import export_settings  # noqa: PLC0415 - for this command only

    file = SettingsFile(places(options.data_dir).settings)
    file.check()
    export_settings(file.load().settings, options.file, private=options.private)
    return 0


def take_in(options: argparse.Namespace) -> int:
    """Take the settings of a file, all or none, and print those that change. Complaints about it come last."""
    from posture_app.desktop.settings_transfer import settings_in  # noqa: PLC0415 - likewise

    where = places(options.data_dir)
    values, complaints = settings_in(options.file)
    before = SettingsFile(where.settings).load().settings
    changed = {key: value for key, value in values.items() if getattr(before, key) != value}
    if changed:
        _keep(where, changed)
    for key, value in changed.items():
        line(f"{key} = {setting(key).kind.to_text(value)}")
    if complaints:
        raise KnownError("\n".join(complaints))
    return 0


def _keep(where: Places, values: Mapping[str, object]) -> None:
    """Write these settings, and let the running app know."""
    aside = SettingsFile(where.settings).set_all(values, SystemClock().now().wall)
    with contextlib.suppress(NotRunningError):
        ask(where.found_control(), {"command": "settings"})
    if aside is not None:
        names = ", ".join(values)
        raise KnownError(
            _("{names} is set, but {settings} was damaged, and is kept as {name}.").format(
                names=names, settings=where.settings, name=aside.name
            )
        )
