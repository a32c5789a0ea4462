"""Commands to the running app, through its control socket."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import Any

from posture_app.commands.output import complain, line
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import _
from posture_app.core.settings.pauses import PRIVATE_MINUTES
from posture_app.desktop.control.protocol import PATIENCE_S, NotRunningError, ask, follow
from posture_app.desktop.paths import Places, places
from posture_app.runtime.display import login

NOT_RUNNING = 3


def ask_app(where: Places, request: Mapping[str, Any], patience_s: int = PATIENCE_S) -> Mapping[str, Any]:
    """The answer of the running app. Raises NotRunningError if there is none, KnownError if it refuses."""
    answer = ask(where.found_control(), request, patience_s)
    if not answer.get("ok"):
        raise KnownError(str(answer.get("error", _("The running app refused, and gave no reason."))))
    return answer


def status(options: argparse.Namespace) -> int:
    """Print the status line, or all of the status as JSON; or go on and print a line at each change."""
    if options.follow:
        return _follow(options, "json" if options.json else options.format)
    return _ask(options, {"command": "status"}, as_json=options.json)


def say(options: argparse.Namespace) -> int:
    """Pass the person's word on, and print the new status."""
    request = {"command": "say", "word": options.word, "minutes": options.minutes}
    if getattr(options, "until_pause", False):
        request["word"] = "snooze_quiet"
    until = getattr(options, "until", None)
    if until is not None:
        if options.minutes is not None:
            raise UsageError(_("Give either minutes or --until, not both."))
        request["until"] = until
    return _ask(options, request)


def private(options: argparse.Namespace) -> int:
    """Begin private mode, with a new end if it is on, or end it; print the new status."""
    if options.off:
        return _ask(options, {"command": "say", "word": "private_off"})
    minutes = None if options.until_ended else options.minutes or PRIVATE_MINUTES
    return _ask(options, {"command": "say", "word": "private", "minutes": minutes})


def trial(options: argparse.Namespace) -> int:
    """Have the prompt of a kind of reminder shown."""
    return _ask(options, {"command": "try", "kind": options.kind})


def show(options: argparse.Namespace) -> int:
    """Have a page opened."""
    return _ask(options, {"command": "show", "page": options.page, "from": login(windows=True).request()})


def leave(options: argparse.Namespace) -> int:
    """Have the app end."""
    return _ask(options, {"command": "quit"})


def _follow(options: argparse.Namespace, form: str) -> int:
    """Print a line at each change, until the app ends: that is told by the exit code, not by a line."""
    try:
        for answer in follow(places(options.data_dir).found_control(), {"command": "follow"}):
            if not answer.get("ok"):
                raise KnownError(str(answer.get("error")))
            line(FORMS[form](answer))
    except NotRunningError:
        complain(_("The app is not running; start it with: posture-app"))
    except BrokenPipeError:
        return 0  # nobody reads it any more
    return NOT_RUNNING


def _as_json(answer: Mapping[str, Any]) -> str:
    told = {key: answer[key] for key in ("event", "outcome", "line", "status") if key in answer}
    return json.dumps(told, ensure_ascii=False)


def _for_waybar(answer: Mapping[str, Any]) -> str:
    """As waybar’s custom modules take it: the class is for its style sheet, the share fills its ramp of icons."""
    status = answer["status"]
    due, sat = status["due_s"], status["bout_s"]
    share = round(100 * sat / (sat + max(0, due))) if due is not None and sat else 0
    classes = [name for name in ("paused", "private") if status[name]] + ["due"] * bool(status["prompt"])
    told = {"text": answer["line"], "tooltip": "\n".join((answer["line"], *answer["remarks"]))}
    return json.dumps({**told, "class": [status["state"], *classes], "percentage": min(100, share)}, ensure_ascii=False)


FORMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "text": lambda answer: str(answer["line"]),
    "json": _as_json,
    "waybar": _for_waybar,
}


def _ask(options: argparse.Namespace, request: dict[str, Any], *, as_json: bool = False) -> int:
    try:
        answer = ask_app(places(options.data_dir), request)
    except NotRunningError:
        complain(_("The app is not running; start it with: posture-app"))
        return NOT_RUNNING
    if as_json:
        line(json.dumps(answer["status"], indent=1, ensure_ascii=False))
    elif "line" in answer:
        line(answer["line"])
        for remark in answer.get("remarks", ()):
            line(remark)
    return 0
