"""What the app costs while nobody is there and no window is open, beside a bare PySide6 tray in the same run.

    python -m tests.bench.idle_cost [--app posture-app] [--reps 3] [--seconds 60] [--languages de ja ar] [--least]

Each program gets its own Xvfb, session bus, tray and home. Time and CPU time to the icon run from the start of the
process to its registration with the tray, the second start in the same home. Wake-ups are voluntary context switches of
all threads, CPU time is the scheduler's own count, memory is the proportional set size. With `--languages` the app runs
in each of these, too, by turns with English; `--least` tells the least of all runs, for a machine that is busy.
"""

import argparse
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SETTLE_S = 8
LIMIT_S = 30
MIB = 1024


@dataclass(frozen=True)
class Cost:
    """One run: seconds, MiB, wake-ups a second, CPU seconds a minute."""

    icon_s: float
    icon_cpu_s: float
    pss_mib: float
    wakeups: float
    cpu_s: float


def now() -> float:
    return time.monotonic()  # noqa: TID251 - a benchmark reads the clock


def pause(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251 - a benchmark waits


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], **more: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, env=dict(env), text=True, **more)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def await_line(process: subprocess.Popen[str], start: str) -> str:
    """The next line of its output that starts so. Raises TimeoutError."""
    assert process.stdout is not None
    deadline = now() + LIMIT_S
    while (left := deadline - now()) > 0:
        if select.select([process.stdout], [], [], left)[0]:
            line = process.stdout.readline()
            if line.startswith(start):
                return line
            if not line:
                break
    raise TimeoutError(f"no “{start}” within {LIMIT_S} s")


@contextmanager
def desktop(home: Path, display: str) -> Iterator[tuple[dict[str, str], subprocess.Popen[str]]]:
    """An X server, both buses and a tray; the environment for programs on it, and the process of the tray."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "PYTHONPATH")}
    env = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:
        stack.enter_context(running(["Xvfb", display, "-screen", "0", "1280x800x24", "-nolisten", "tcp"], env, **quiet))
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        for which in ("SESSION", "SYSTEM"):  # without one of them, the app looks for it again and again
            daemon = stack.enter_context(running(bus, env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
            env[f"DBUS_{which}_BUS_ADDRESS"] = await_line(daemon, "unix:").strip()
        tray_command = [sys.executable, str(HERE / "tray_watcher.py")]
        tray = stack.enter_context(running(tray_command, env, stdout=subprocess.PIPE))
        await_line(tray, "ready")
        yield env, tray


def tasks(pid: int) -> Iterator[Path]:
    return Path(f"/proc/{pid}/task").iterdir()


def wakeups(pid: int) -> dict[str, int]:
    """Those of each thread."""
    return {task.name: _voluntary_switches(task) for task in tasks(pid)}


def _voluntary_switches(task: Path) -> int:
    lines = (task / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


def wakeups_since(before: Mapping[str, int], pid: int) -> int:
    """Those of all threads that there are now; one that has ended meanwhile takes none of the others' away."""
    return sum(count - before.get(thread, 0) for thread, count in wakeups(pid).items())


def cpu_s(pid: int) -> float:
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks(pid)) / 1e9


def pss_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / MIB


def measure(command: Sequence[str], seconds: float, display: str) -> Cost:
    """One cold start that is not counted, and one that is."""
    with tempfile.TemporaryDirectory() as folder, desktop(Path(folder), display) as (env, tray):
        with running(command, env):
            await_line(tray, "item")
            pause(2)
        begin = now()
        with running(command, env) as process:
            icon = float(await_line(tray, "item").split()[1]) - begin
            icon_cpu = cpu_s(process.pid)
            pause(SETTLE_S)
            before, cpu = wakeups(process.pid), cpu_s(process.pid)
            pause(seconds)
            return Cost(
                icon,
                icon_cpu,
                pss_mib(process.pid),
                wakeups_since(before, process.pid) / seconds,
                (cpu_s(process.pid) - cpu) * 60 / seconds,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", default=shutil.which("posture-app", path=str(Path(sys.executable).parent)))
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--languages", nargs="*", default=[], metavar="CODE")
    parser.add_argument("--least", action="store_true")
    options = parser.parse_args()
    programs = {"bare tray": [sys.executable, str(HERE / "bare_tray.py")]}
    for code in ("en", *options.languages):
        name = "posture-app" if code == "en" else f"posture-app {code}"
        programs[name] = [options.app, "--hidden", "--set", f"language={code}"]
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for number in range(options.reps):
        for place, (name, command) in enumerate(programs.items()):
            costs[name].append(measure(command, options.seconds, f":{140 + len(programs) * number + place}"))
    told = min if options.least else statistics.median
    print(f"{'least' if options.least else 'median'} of {options.reps}, {options.seconds:g} s each")  # noqa: T201
    print(f"{'':16}{'icon s':>10}{'icon CPU s':>12}{'PSS MiB':>10}{'wake-ups/s':>12}{'CPU s/min':>12}")  # noqa: T201
    for name, runs in costs.items():
        fields = ("icon_s", "icon_cpu_s", "pss_mib", "wakeups", "cpu_s")
        middle = [told([getattr(run, field) for run in runs]) for field in fields]
        print(f"{name:16}{middle[0]:>10.3f}{middle[1]:>12.3f}{middle[2]:>10.1f}{middle[3]:>12.3f}{middle[4]:>12.4f}")  # noqa: T201


if __name__ == "__main__":
    main()
