"""`posture-app autostart on | off | status`: whether the app starts with the session."""

import argparse
import os
import shlex

from posture_app.commands.output import line, write
from posture_app.core.autostart import Asks, Autostart, DesktopEntry
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.desktop.autostart import HIDDEN, autostart
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.program import exists, start_command, systemd_unit
from posture_app.desktop.select_loop import SelectLoop


def show(_options: argparse.Namespace) -> int:
    """Say how it stands."""
    try:
        line(state_words(autostart(os.environ)))
    except Unavailable as why:
        raise _impossible(why) from why
    return 0


def turn(options: argparse.Namespace) -> int:
    """Turn it on or off, and say how it stands then."""
    try:
        way = switch(on=options.on)
    except Unavailable as why:
        raise _impossible(why) from why
    line(state_words(way))
    return 0


def unit(_options: argparse.Namespace) -> int:
    """Print what somebody may save as ~/.config/systemd/user/posture-app.service."""
    write(systemd_unit((*start_command(os.environ), HIDDEN)))
    return 0


def switch(*, on: bool) -> Autostart:
    """Have it so, by the way of this system. Raises Unavailable where there is none, and KnownError."""
    loop = SelectLoop(SystemClock())
    try:
        way = autostart(os.environ, loop)
        if isinstance(way, Asks):
            _ask(way, loop, on=on)
        else:
            way.turn(on=on)
    finally:
        loop.close()
    return way


def _ask(way: Asks, loop: SelectLoop, *, on: bool) -> None:
    """Wait until the desktop has answered. Raises KnownError if it did not do it."""
    answers: list[str] = []

    def answered(why: str) -> None:
        answers.append(why)
        loop.stop()

    way.ask(on=on, answered=answered)
    if not answers:
        loop.run()
    if answers and answers[0]:
        raise KnownError(answers[0])


def _impossible(why: Unavailable) -> KnownError:
    return KnownError(_("The app cannot be started with the session here: {why}.").format(why=why))


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


def started_words(entry: DesktopEntry) -> str | None:
    """What the entry starts, as one would type it; None if there is no such program. Raises KnownError."""
    command = entry.state().command
    return shlex.join(command) if command and exists(command[0]) else None
