"""`posture-app` itself: start the app, or bring the one that runs to the front."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.commands.output import complain, line
from posture_app.core.errors import KnownError, UsageError
from posture_app.desktop.control import NotRunningError, ask
from posture_app.desktop.display import CORE_LIBRARIES
from posture_app.desktop.instance import Instance
from posture_app.desktop.messages import keep_messages, report_bugs
from posture_app.desktop.paths import Places, lock_out_others, make_folder, places, take_from_others

if TYPE_CHECKING:
    from posture_app.app import Options

TRIES, TRY_MS = 20, 250
"""How often, and how long each time, a second start waits for the first to answer or to be gone."""


def start(options: argparse.Namespace) -> int:
    """Run until told to quit; a second start raises the first and ends."""
    where = places(options.data_dir)
    overrides = read_overrides(options.overrides)
    if options.time_scale > 1 and options.data_dir is None:
        raise UsageError("--time-scale needs --data-dir, so that no made-up hours get into your record.")
    return run(where, scale=options.time_scale, overrides=overrides, hidden=options.hidden, verbose=options.verbose)


def read_overrides(given: list[str]) -> dict[str, str]:
    """`KEY=VALUE` as given by --set. Raises UsageError for what has another form."""
    overrides: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--set takes KEY=VALUE, not “{text}”.")
        overrides[key.strip()] = value
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
) -> int:
    """Run the app at these places. Raises KnownError if it cannot run."""
    try:
        from posture_app.app import Options  # noqa: PLC0415 - loads Qt
    except ImportError as error:
        raise without_qt(error) from error
    make_folder(where.data)
    if sys.platform != "win32":
        lock_out_others(Path(where.control).parent)
    instance = Instance(where)
    if not instance.take() and _raise_first(where, instance, page or "today"):
        return 0
    try:
        keep_messages(where.messages, verbose=verbose)
        take_from_others(where)
        wanted = Options(where, scale, overrides or {}, hidden=hidden, pretend=pretend, page=page)
        return _run(wanted)
    finally:
        instance.release()


def _raise_first(where: Places, instance: Instance, page: str) -> bool:
    """Have the running app show itself; False if it has ended meanwhile, and this one now holds the lock."""
    for _ in range(TRIES):
        try:
            answer = ask(where.found_control(), {"command": "show", "page": page})
        except NotRunningError:  # it is starting or ending just now
            if instance.take(TRY_MS):
                return False
            continue
        if not answer.get("ok"):
            raise KnownError(f"posture-app runs already. {answer.get('error', '')}".strip())
        line("posture-app runs already; its window has been brought to the front.")
        return True
    raise KnownError(
        f"Another posture-app works on {where.data}, and does not answer. {instance.holder()} If it is a command"
        " that changes the record, wait until it is done; else end it, and start again."
    )


def _run(options: "Options") -> int:
    from posture_app.outside import why_no_screen  # noqa: PLC0415 - loads Qt
    from posture_app.wiring import make_app  # noqa: PLC0415 - with the app

    why_not = why_no_screen()
    if why_not:
        complain(f"{why_not} Reminders are printed here; `posture-app status` tells the rest.")
    app = make_app(options, screen=why_not is None)
    try:
        report_bugs(app.face.crashed)
        return app.run()
    finally:
        app.close()


def without_qt(error: ImportError) -> KnownError:
    """What to say when Qt, or another part, cannot be loaded."""
    if ".so" in str(error):
        return KnownError(f"Qt cannot be loaded ({error}); on Debian: apt-get install -y {CORE_LIBRARIES}")
    return KnownError(f"A part of the installation is missing ({error}); install posture-app again.")
