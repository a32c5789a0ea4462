"""`posture-app watch`: print what the running app is fed, as it comes, in the form of a trace."""

import argparse

from posture_app.commands.output import complain, line
from posture_app.commands.remote import NOT_RUNNING, ask_app
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.desktop.control.protocol import NotRunningError, lives
from posture_app.desktop.paths import places

PATIENCE_S = 60
"""Longer than the app waits for something to tell."""


def watch(options: argparse.Namespace) -> int:
    """Print lines until the app ends or the person has seen enough."""
    where = places(options.data_dir)
    try:
        answer = ask_app(where, {"command": "watch"}, PATIENCE_S)
    except NotRunningError:
        complain(_("The app is not running; start it with: posture-app"))
        return NOT_RUNNING
    while True:
        for each in answer.get("lines", ()):
            line(str(each))
        try:
            answer = ask_app(where, {"command": "watch", "after": answer.get("after", 0)}, PATIENCE_S)
        except NotRunningError:
            return 0
        except KnownError:
            if lives(where.found_control()):
                raise
            return 0  # it ended before it could answer
