"""`posture-app desktop --install | --remove | --check`: whether the app is in the desktop's menu of programs."""

import argparse
import os

from posture_app.commands.autostart import started_words
from posture_app.commands.output import line
from posture_app.core.autostart import DesktopEntry
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.desktop.menu_entry import menu_entry


def desktop(options: argparse.Namespace) -> int:
    """Have it there or not, and say how it stands then."""
    try:
        entry = menu_entry(os.environ)
    except Unavailable as why:
        if options.wanted is None:
            line(_("nothing to do: {why}").format(why=why))
            return 0
        raise KnownError(_("There is nothing to do: {why}.").format(why=why)) from why
    if options.wanted is not None:
        entry.turn(on=options.wanted)
    line(state_words(entry))
    return 0


def state_words(entry: DesktopEntry) -> str:
    """One line: whether it is there, and what it starts. Raises KnownError."""
    if not entry.state().on:
        return _("not in the menu; to have it there: posture-app desktop --install")
    starts = started_words(entry)
    if starts is None:
        return _("in the menu, but it starts nothing; to mend that: posture-app desktop --install")
    return _("in the menu: {command} (in {where})").format(command=starts, where=entry.where)
