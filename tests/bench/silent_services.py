"""For how long the loop of the app stands still while services on its buses, and pactl, never answer.

    python -m tests.bench.silent_services [--seconds 20]

Runs the app, in which somebody types and a reminder comes over and over, beside services that take each call and answer
none, and without any. Each time, the longest turns of the loop, in milliseconds: what shows for the first time is
loaded then, in both runs; silence adds nothing to it if the turns beside those few are as short as without.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from posture_app.desktop.paths import make_folder, places
from posture_app.runtime.run_options import RunOptions
from tests.buses import Peer, PrivateBus
from tests.display import PrivateDisplay
from tests.loop import SelectLoop

SERVICES = {
    "session": ("org.gnome.SessionManager", "org.freedesktop.Notifications"),
    "system": ("org.freedesktop.login1",),
}
SCALE, BEGIN_S, KEY_S = 100.0, 2.0, 0.4
LONGEST = 6


def measure(folder: Path, seconds: float) -> int:
    """Run the app, and print the longest turns of its loop, and how many there were."""
    from posture_app.runtime.wiring import make_app  # noqa: PLC0415 - loads Qt

    where = places(folder / "data")
    make_folder(Path(where.control).parent)
    app = make_app(RunOptions(where, SCALE, {"stand_every": "5"}, hidden=True), screen=True)
    turns: list[float] = []
    woken_at: list[float] = []

    def waits() -> None:
        while woken_at:
            turns.append((_now() - woken_at.pop()) * 1000)

    def begin() -> None:
        end = app.loop.around_waits(waits, lambda: woken_at.append(_now()))

        def over() -> None:
            end()
            longest = ", ".join(f"{turn:.0f}" for turn in sorted(turns, reverse=True)[:LONGEST])
            sys.stdout.write(f"{len(turns)} turns, the longest {longest} ms\n")
            app.leave()

        app.loop.deadline(seconds, over)

    app.loop.deadline(BEGIN_S, begin)
    try:
        return app.run()
    finally:
        app.close()


def _now() -> float:
    return time.perf_counter()  # noqa: TID251 - a benchmark reads the clock


@contextmanager
def desk(*, silent: bool) -> Iterator[tuple[SelectLoop, PrivateDisplay, Path, dict[str, str]]]:
    """A display and two buses; services that never answer on them, if that is wanted."""
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="silent-")))
        loop = ending.enter_context(closing(SelectLoop()))
        display = ending.enter_context(closing(PrivateDisplay("-noreset")))
        env = {**os.environ, "DISPLAY": display.name, "XDG_RUNTIME_DIR": str(folder)}
        for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
            env.pop(name, None)
        for which, services in SERVICES.items():
            (folder / which).mkdir()
            bus = ending.enter_context(closing(PrivateBus(folder / which)))
            env[f"DBUS_{which.upper()}_BUS_ADDRESS"] = bus.address
            for service in services if silent else ():
                ending.enter_context(closing(Peer(loop, bus.address))).own(service)
        if silent:
            (folder / "pactl").write_text("#!/bin/sh\nexec sleep 1000\n")
            (folder / "pactl").chmod(0o700)
            env |= {"PATH": f"{folder}:{env['PATH']}", "PULSE_SERVER": "unix:/nonexistent"}
        yield loop, display, folder, env


def run(seconds: float, *, silent: bool) -> None:
    command = [sys.executable, "-m", "tests.bench.silent_services", "--seconds", str(seconds)]
    with desk(silent=silent) as (loop, display, folder, env):
        sys.stdout.write("services that never answer: " if silent else "no services: ")
        sys.stdout.flush()
        with subprocess.Popen([*command, "--measure", str(folder)], env=env, stderr=subprocess.DEVNULL) as app:
            while app.poll() is None:
                display.input("key", "a")
                loop.run_for(KEY_S)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        return measure(options.measure, options.seconds)
    for silent in (False, True):
        run(options.seconds, silent=silent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
