"""How long an export of 20 years of 60 spans a day takes, and the import of it: `python -m tests.bench.export_speed`.

Each runs in a process of its own; memory is the most that process took, above what it took before it began. With
`--cpu` it is the processor’s time that is measured, on a machine that is busy with other things.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from posture_app.core.settings.settings import Settings
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import EVERYTHING
from posture_app.store.log.log import open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.export import Target, export_days, export_entries, write_file
from posture_app.store.transfer.importing import Import, import_file
from tests.bench.long_log import NOW, write

YEARS, SPANS = 20, 60
MEGA = 1024.0


def export(log: Path, file: Path, kind: ExportKind, fmt: Format) -> None:
    """Into a file, as the command does it."""
    with open_to_read(log) as reading:

        def fill(put: Callable[[bytes], object]) -> bool:
            target = Target(fmt, put)
            if kind is ExportKind.DAYS:
                return export_days(reading, EVERYTHING, Settings(), NOW.date(), target)
            return export_entries(reading, kind, EVERYTHING, target)

        write_file(file, fill)


def bring(file: Path) -> None:
    """Into a new log."""
    log = file.with_name("new.db")
    prepare(log, NOW)
    import_file(Import(file, "UTC", NOW), log)


def run(what: str, log: Path, file: Path, *, cpu: bool) -> None:
    """Do one thing, and print how many seconds and MiB it took."""
    clock = time.process_time if cpu else time.perf_counter  # noqa: TID251 - a benchmark
    before, begun = _memory(), clock()
    if what == "import":
        bring(file)
    else:
        kind, _, fmt = what.partition(" ")
        export(log, file, ExportKind(kind), Format(fmt))
    took = clock() - begun
    sys.stdout.write(f"{took} {(_memory() - before) / MEGA}\n")


def _memory() -> int:
    """The most that this process has taken, in the system's own unit."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cpu", action="store_true", help="measure the processor’s time")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run[0], Path(options.run[1]), Path(options.run[2]), cpu=options.cpu)
        return
    with tempfile.TemporaryDirectory() as folder:
        log, file = Path(folder) / "log.db", Path(folder) / "spans"
        count = write(log, YEARS, SPANS)
        rows = {ExportKind.DAYS.value: 365 * YEARS + 1}
        sys.stdout.write(f"{YEARS} years, {count:,} spans\n{'':14}{'s':>8}{'rows/s':>12}{'MiB':>8}\n")
        for what in (*(f"spans {fmt}" for fmt in (Format.JSON, Format.EXCEL, Format.CSV)), "import", "days csv"):
            command = [sys.executable, "-m", "tests.bench.export_speed", "--run", what, str(log), str(file)]
            done = subprocess.run(
                [*command, *(["--cpu"] if options.cpu else [])], capture_output=True, text=True, check=True
            )
            took, memory = map(float, done.stdout.split())
            rate = rows.get(what.split()[0], count) / took
            sys.stdout.write(f"{what:14}{took:8.2f}{rate:12,.0f}{memory:8.1f}\n")


if __name__ == "__main__":
    main()
