"""`posture-app autostart on | off | status`: whether the app starts with the session."""

import argparse
import os
import shlex

from posture_app.commands.output import line
from posture_app.core.autostart import Autostart, Entry
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.desktop.autostart import autostart
from posture_app.desktop.program import exists


def show(_options: argparse.Namespace) -> int:
    """Say how it stands."""
    line(state_words(_way()))
    return 0


def turn(options: argparse.Namespace) -> int:
    """Turn it on or off, and say how it stands then."""
    way = _way()
    way.turn(on=options.on)
    line(state_words(way))
    return 0


def _way() -> Autostart:
    try:
        return autostart(os.environ)
    except Unavailable as why:
        raise KnownError(_("The app cannot be started with the session here: {why}.").format(why=why)) from why


def state_words(way: Autostart) -> str:
    """One line: on or off, and what is started. Raises KnownError."""
    if not way.state().on:
        return _("off; to turn it on: posture-app autostart on")
    starts = started_words(way)
    if starts is None:
        return _("on, but it starts nothing: there is no {program}; to mend that: posture-app autostart on").format(
            program=shlex.join(way.state().command) or "?"
        )
    return _("on: {command} (in {where})").format(command=starts, where=way.where)


def started_words(entry: Entry) -> str | None:
    """What the entry starts, as one would type it; None if there is no such program. Raises KnownError."""
    command = entry.state().command
    return shlex.join(command) if command and exists(command[0]) else None
