"""`posture-app desktop --install | --remove | --check`: whether the app is in the desktop's menu of programs, and its
man page and completions where `man` and shells look for them.
"""

import argparse
import os
from pathlib import Path

from posture_app.commands.autostart import started_words
from posture_app.commands.output import line
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.desktop.menu_entry import COMPLETIONS, MenuEntry, menu_entry


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
    if options.wanted and entry.has_manual and Path(os.environ.get("SHELL", "")).name == "zsh":
        line(_("For zsh to find the completions, have this in ~/.zshrc, before compinit:"))
        line(f"fpath+=({entry.share / Path(COMPLETIONS['zsh']).parent})")
    return 0


def state_words(entry: MenuEntry) -> str:
    """One line: whether it is there, and what it starts. Raises KnownError."""
    if not entry.state().on:
        return _("not in the menu; to have it there: posture-app desktop --install")
    starts = started_words(entry)
    if starts is None:
        return _("in the menu, but it starts nothing; to mend that: posture-app desktop --install")
    if not entry.is_whole():
        return _(
            "in the menu: {command} (in {where}); icon, man page or completions are missing or old; to mend that:"
            " posture-app desktop --install"
        ).format(command=starts, where=entry.where)
    if not entry.has_manual:
        return _("in the menu: {command} (in {where})").format(command=starts, where=entry.where)
    return _("in the menu, with man page and completions: {command} (in {where})").format(
        command=starts, where=entry.where
    )
