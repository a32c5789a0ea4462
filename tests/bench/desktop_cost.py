"""What the app costs on each kind of desktop while nobody is there and while somebody types, beside a bare PySide6 tray
on the same desktop in the same run.

    python -m tests.bench.desktop_cost [--app posture-app] [--seconds 60] [--keys 80] [DESKTOP …]

Wake-ups are counted as by `idle_cost`, in all and not for each second; memory is the proportional set size once input
has been seen.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

if sys.platform != "linux":
    sys.exit("a Linux matter")

from tests.bench.idle_cost import HERE, SETTLE_S, await_line, pause, pss_mib, running, wakeups, wakeups_since
from tests.buses import PrivateBus
from tests.desktops.desktop import Desktop, bare
from tests.desktops.gnome import Mutter
from tests.desktops.kwin import KWin
from tests.desktops.others import X11
from tests.desktops.wlroots import Sway

DESKTOPS: dict[str, type[Desktop]] = {made.name: made for made in (X11, Mutter, KWin, Sway)}
BETWEEN_KEYS_S = 0.2


def measure(desktop: Desktop, command: Sequence[str], seconds: float, keys: int) -> tuple[float, int, int]:
    """MiB; wake-ups in so many seconds of silence; wake-ups while so many keys come one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder, "system")
        system.mkdir()
        with closing(PrivateBus(system)) as bus:
            env = {**bare(), **desktop.environ, "HOME": folder, "DBUS_SYSTEM_BUS_ADDRESS": bus.address}
            tray_command = [sys.executable, str(HERE / "tray_watcher.py")]
            with running(tray_command, env, stdout=subprocess.PIPE) as tray:
                await_line(tray, "ready")
                with running(command, env, stderr=subprocess.DEVNULL) as process:
                    await_line(tray, "item")
                    pause(SETTLE_S)
                    desktop.key()
                    pause(SETTLE_S)
                    silent = _wakeups_while(process.pid, lambda: pause(seconds))
                    desktop.key()
                    pause(1)
                    typing = _wakeups_while(process.pid, lambda: _type(desktop, keys))
                    return pss_mib(process.pid), silent, typing


def _wakeups_while(pid: int, call: Callable[[], None]) -> int:
    before = wakeups(pid)
    call()
    return wakeups_since(before, pid)


def _type(desktop: Desktop, keys: int) -> None:
    for _ in range(keys):
        desktop.key()
        pause(BETWEEN_KEYS_S)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", default=shutil.which("posture-app", path=str(Path(sys.executable).parent)))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keys", type=int, default=80)
    parser.add_argument("desktops", nargs="*", choices=[*DESKTOPS, []], default=[])
    options = parser.parse_args()
    programs = {"bare tray": [sys.executable, str(HERE / "bare_tray.py")], "posture-app": [options.app, "--hidden"]}
    silent, typing = f"in {options.seconds:g} s", f"in {options.keys} keys"
    print(f"{'':8}{'':14}{'PSS MiB':>10}{silent:>14}{typing:>14}")  # noqa: T201 - what a benchmark is for
    for name in options.desktops or DESKTOPS:
        with DESKTOPS[name]() as desktop:
            for program, command in programs.items():
                cost = measure(desktop, command, options.seconds, options.keys)
                print(f"{name:8}{program:14}{cost[0]:>10.1f}{cost[1]:>14}{cost[2]:>14}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
