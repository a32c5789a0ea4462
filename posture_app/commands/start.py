"""`posture-app` itself: start the app, or bring the one that runs to the front."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app import __version__
from posture_app.commands.output import complain, line
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import N_, _, sentences
from posture_app.core.words import APP_NAME
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.instance import Instance
from posture_app.desktop.languages import ENGLISH
from posture_app.desktop.messages import keep_messages, report_bugs
from posture_app.desktop.paths import APP, Places, make_folder, places, take_from_others
from posture_app.desktop.program import start_command
from posture_app.runtime.display import login, why_no_windows

if TYPE_CHECKING:
    from posture_app.runtime.run_options import RunOptions

TRIES, TRY_MS = 100, 50
"""How often, and how long each time, a second start waits for the first to answer or to be gone."""
RAISE_S = 30
"""How long an app may take to show itself: at a login all programs begin at once."""
OUTDATED = N_("Posture was updated while it was running: quit it and start it again, so that everything works.")
GONE = N_("The files of Posture are gone, or are being replaced: quit it, and start it again once they are there.")
DROPPED = N_("Posture ran already, so this had no effect: {options}. Use `{app} quit` and start it again.")
NOT_SET = N_(
    "Posture ran already, so this had no effect: {options}. Use `{app} settings set KEY VALUE`, or `{app} quit` and"
    " start it again."
)
END_MS = 30_000
"""How long an app may take to end in order."""


def start(options: argparse.Namespace) -> int:
    """Run until told to quit; a second start raises the first and ends."""
    where = places(options.data_dir)
    overrides = read_overrides(options.overrides)
    if options.time_scale > 1 and options.data_dir is None:
        raise UsageError(_("--time-scale needs --data-dir, so that no made-up hours get into your record."))
    return run(
        where,
        scale=options.time_scale,
        overrides=overrides,
        hidden=options.hidden,
        verbose=options.verbose,
        move=options.move,
        at_home=options.data_dir is None,
        recording=options.record,
        language=options.language,
    )


def read_overrides(given: list[str]) -> dict[str, str]:
    """`KEY=VALUE` as given by --set. Raises UsageError for what has another form, and for what no setting takes: if the
    app runs already, nobody else looks.
    """
    if not given:
        return {}
    from posture_app.core.settings.settings import from_text  # noqa: PLC0415 - few starts have any

    overrides: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            form = _("KEY=VALUE")
            raise UsageError(_("--set takes {form}, not “{text}”.").format(form=form, text=text))
        overrides[key.strip()] = value
    for key, value in overrides.items():
        from_text(key, value)
    return overrides


def run(
    where: Places,
    *,
    scale: float = 1.0,
    overrides: Mapping[str, str] | None = None,
    hidden: bool = False,
    verbose: bool = False,
    pretend: bool = False,
    page: str | None = None,
    move: bool = False,
    at_home: bool = False,
    recording: Path | None = None,
    notices: tuple[str, ...] = (),
    language: str = ENGLISH,
) -> int:
    """Run the app at these places; `move` ends one that runs elsewhere. Raises KnownError if it cannot run."""
    try:
        from posture_app.runtime.run_options import RunOptions  # noqa: PLC0415 - the app, which no other command needs
    except ImportError as error:
        raise KnownError(
            _("A part of the installation is missing ({error}); install Posture again.").format(error=error)
        ) from error
    make_folder(where.data)
    instance = Instance(where)
    wants_move = partial(_wants_move, hidden=hidden, language=language)
    if not instance.take() and _meet_first(where, instance, page or "today", wants_move, move=move):
        given = {"--set": overrides, "--record": recording, "--time-scale": scale > 1, "--verbose": verbose}
        if dropped := ", ".join(option for option, value in given.items() if value):
            said = _(NOT_SET if overrides else DROPPED)
            complain(said.format(options=dropped, app=_command(where, at_home=at_home)))
        return 0
    try:
        keep_messages(where.messages, verbose=verbose)
        take_from_others(where)
        wanted = RunOptions(
            where,
            scale,
            overrides or {},
            hidden=hidden,
            pretend=pretend,
            page=page,
            notices=notices,
            at_home=at_home,
            recording=recording,
        )
        return _run(wanted)
    finally:
        instance.release()


def _meet_first(where: Places, instance: Instance, page: str, wants_move: Callable[[str], bool], *, move: bool) -> bool:
    """Have the running app show itself, or end if it is to `move` here, or was updated since it began; False if it has
    ended, and this one now holds the lock. Raises KnownError if it does neither, or shows in another session.
    """
    for _try in range(TRIES):
        try:
            before = "" if move else _raise_first(where, page, wants_move)
            if before is None:
                return True
            _end_first(where, instance)
            if before:
                line(_("Posture {before}, which ran, has ended; this is {now}.").format(before=before, now=__version__))
        except NotRunningError:  # it is starting or ending just now
            if instance.take(TRY_MS):
                return False
        else:
            return False
    raise KnownError(
        _(
            "Another Posture works on {data}, and does not answer. {holder} If it is a command that changes "
            "the record, wait until it is done; else end it, and start again."
        ).format(data=where.data, holder=instance.holder())
    )


def _raise_first(where: Places, page: str, wants_move: Callable[[str], bool]) -> str | None:
    """Have the running app show itself. If it has not, and is to end: its version if that is an earlier one, or else
    nothing. Raises KnownError if it does neither.
    """
    here = login(windows=True)
    release = {"command": start_command(os.environ), "version": __version__}
    request = {"command": "show", "page": page, "from": here.request(), "only_here": True, "release": release}
    answer = ask(where.found_control(), request, RAISE_S)
    if not answer.get("ok"):
        raise KnownError(sentences(_("Posture runs already."), str(answer.get("error", ""))))
    if elsewhere := answer.get("elsewhere"):
        if not wants_move(str(elsewhere)):
            text = _(
                "Posture runs already ({place}), and does not see what you do here. To end it there and have it here, "
                "start it with --move."
            )
            raise KnownError(text.format(place=elsewhere))
        return ""
    if before := answer.get("updated"):
        return str(before)
    if here.display or sys.platform != "linux":
        line(_("Posture runs already; its window has been brought to the front."))
    else:
        text = _("Posture runs already; its window has been brought to the front ({place}).")
        line(text.format(place=answer.get("where", "")))
    return None


def _wants_move(elsewhere: str, *, hidden: bool, language: str) -> bool:
    """Ask the person in a window, but for those who read what is printed."""
    from posture_app.runtime.display import without_silent_buses  # noqa: PLC0415 - with the app
    from posture_app.runtime.wiring import desktop_application  # noqa: PLC0415 - loads Qt

    if hidden or sys.stdout.isatty() or why_no_windows():
        return False
    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415 - with the app
    from posture_app.desktop.qt_language import QtLanguage  # noqa: PLC0415 - likewise
    from posture_app.ui.prompts import move_question  # noqa: PLC0415 - widgets, which need a display

    without_silent_buses()  # the app that may start then tells of them
    desktop_application()
    words = QtLanguage()  # kept while it asks
    words.speak(language, DEFAULTS)
    return move_question.wants_move(elsewhere)


def _end_first(where: Places, instance: Instance) -> None:
    answer = ask(where.found_control(), {"command": "quit"})
    if not answer.get("ok"):
        raise KnownError(sentences(_("Posture runs already."), str(answer.get("error", ""))))
    if not instance.take(END_MS):
        raise KnownError(
            _("Posture was told to end, but goes on. {holder} End it, and start again.").format(
                holder=instance.holder()
            )
        )


def _run(options: "RunOptions") -> int:
    from posture_app.runtime.display import without_silent_buses  # noqa: PLC0415 - with the app
    from posture_app.runtime.wiring import end_desktop_application, make_app  # noqa: PLC0415 - with the app

    with ExitStack() as held:
        why_not = why_no_windows(held)
        if why_not:
            if sys.platform != "linux":  # the only system where that is no broken installation, and it runs without
                raise KnownError(why_not)
            complain(
                _("{why_not} Reminders are printed here; `posture-app status` tells the rest.").format(why_not=why_not)
            )
        else:
            options = replace(options, notices=(*options.notices, *without_silent_buses()))
        app = make_app(options, screen=why_not is None)
    if why_not is None and sys.stdout.isatty():
        command = _command(options.where, at_home=options.at_home)
        text = _("{app} runs. To open it: {command} show today. To end it: {command} quit, or Ctrl+C here.")
        line(text.format(app=APP_NAME, command=command))
    try:
        report_bugs(app.frontend.crashed, lambda gone: app.telling.tell_aloud(_(GONE if gone else OUTDATED)))
        return app.run()
    finally:
        app.close()
        end_desktop_application()


def _command(where: Places, *, at_home: bool) -> str:
    """What is typed for the app at these places."""
    return APP if at_home else f"{APP} --data-dir {shlex.quote(str(where.data))}"
