"""What it takes to ask a log of years, and to write into it: how that grows from one year to twenty.

    python -m tests.bench.log_scale [--years 20] [--per-day 60] [--reps 15] [--cpu] [--profile QUESTION]

Milliseconds, the median of several runs, with the fastest and the slowest. “Cold” is the first time after a migration
or a change of the settings, when no figures of days are kept yet. The CSV is of every kind of row; memory is the most
that the process of the export took, above what it took before it began. With `--cpu` it is the processor's time that
is told, as on a machine that has nothing else to do.
"""

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from posture_app.core.record.day_record import read_day
from posture_app.core.record.diary import Correction
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.history import PeriodRecord, all_months, first_known, read_period
from posture_app.core.statistics.periods import Length, period_of
from posture_app.core.status import State, Status
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import EVERYTHING
from posture_app.store.log.log import Log, open_log, open_to_read
from posture_app.store.transfer.export import Target, export_entries
from tests.bench.long_log import NOW, ZONE, write

SETTINGS = Settings()
STATUS = Status(
    at=NOW,
    state=State.SITTING,
    since=NOW,
    bout_s=0,
    due_s=None,
    progress=0.0,
    prompt=None,
    holds=(),
    paused=False,
    pause_until=None,
    up_until=None,
)
WANTED = {"Today": 5.0, "a month": 10.0, "a year by days": 30.0, "all years by months": 100.0, "CSV of all": 5000.0}
"""Milliseconds."""
CPU = "--cpu" in sys.argv
WRITES = 300
COLD = 2
Runs = list[float]


def timed(call: Callable[[], object], reps: int) -> Runs:
    """So many runs, in milliseconds."""
    now = time.process_time if CPU else time.perf_counter  # noqa: TID251 - a benchmark reads the clock
    runs = []
    for _ in range(reps):
        begun = now()
        call()
        runs.append((now() - begun) * 1000)
    return runs


# -- what is asked ---------------------------------------------------------------------------------------------------


def today(log: Log) -> object:
    return read_day(log, STATUS, SETTINGS, zone=ZONE)


def month(log: Log) -> object:
    """As the page shows it: one in the middle of the log, with everything on it."""
    day = NOW.date() - timedelta(days=200)
    return _page(read_period(log, period_of(Length.MONTH, day), SETTINGS, zone=ZONE, now=NOW, status=STATUS))


def present_month(log: Log) -> object:
    return _page(read_period(log, period_of(Length.MONTH, NOW.date()), SETTINGS, zone=ZONE, now=NOW, status=STATUS))


def _page(record: PeriodRecord) -> object:
    return (
        record.measures,
        record.measures_before,
        record.weekdays,
        record.heat,
        record.trend,
        record.progress,
        record.streak,
    )


def year_by_days(log: Log) -> object:
    period = period_of(Length.YEAR, NOW.date() - timedelta(days=200))
    record = read_period(log, period, SETTINGS, zone=ZONE, now=NOW, status=STATUS, compared=False)
    return _chart(record, Length.DAY)


def _chart(record: PeriodRecord, by: Length) -> object:
    """What bars show."""
    return [(part, each.sitting_per_day_s, each.standing_s, each.breaks_per_day) for part, each in record.rows(by)]


def all_by_months(log: Log) -> object:
    return _chart(_all(log), Length.MONTH)


def all_as_a_table(log: Log) -> object:
    """With what is found of the lengths of all bouts, which bars do not show."""
    rows = _all(log).rows(Length.MONTH)
    return [(part, each.longest_begun_s, each.median_bout_s, each.w50_s, each.long_share) for part, each in rows]


def _all(log: Log) -> PeriodRecord:
    period = all_months(first_known(log, NOW.date(), SETTINGS), NOW.date())
    return read_period(log, period, SETTINGS, zone=ZONE, now=NOW, status=STATUS, compared=False)


ASKED: dict[str, Callable[[Log], object]] = {
    "Today": today,
    "the present month": present_month,
    "a month": month,
    "a year by days": year_by_days,
    "all years by months": all_by_months,
    "all years as a table": all_as_a_table,
}


# -- what is measured ------------------------------------------------------------------------------------------------


def measure(path: Path, reps: int) -> Iterator[tuple[str, Runs]]:
    """All that is measured of one log, which is changed by it."""
    yield "size, MiB", [path.stat().st_size / 2**20]
    yield "opening", timed(partial(_open, path), min(reps, 5))
    with closing(open_log(path, now=NOW).log) as log:
        for name, ask in ASKED.items():
            if name != "Today":
                yield f"{name}, cold", [_cold(log, ask) for _ in range(COLD)]
            ask(log)
            yield name, timed(partial(ask, log), reps)
        csv = [_csv(path) for _ in range(COLD)]
        yield "CSV of all", [took for took, _ in csv]
        yield "memory of that, MiB", [memory for _, memory in csv]
        yield from _writing(log)


def _open(path: Path) -> None:
    open_log(path, now=NOW).log.close()


def _cold(log: Log, ask: Callable[[Log], object]) -> float:
    log._days.drop()
    return timed(partial(ask, log), 1)[0]


def _writing(log: Log) -> Iterator[tuple[str, Runs]]:
    """Spans after all others, each begun, saved while it goes on, and ended; and corrections all over the last year."""
    found: dict[str, Runs] = {name: [] for name in ("a span begun", "a checkpoint", "a span ended", "a correction")}

    def write(name: str, call: Callable[[], object]) -> None:
        found[name] += timed(call, 1)

    for count in range(WRITES):
        at = NOW + count * timedelta(minutes=10)
        for name, minutes, ended_by in zip(found, (1, 2, 3), (None, None, EndedBy.IDLE), strict=False):
            span = Span(Posture.SITTING, at, at + timedelta(minutes=minutes), ended_by, ZONE)
            write(name, partial(log.record, span))
        begins = NOW - timedelta(days=count, hours=3)
        said = Correction(None, begins, begins + timedelta(minutes=10), ZONE, NOW + timedelta(seconds=count))
        write("a correction", partial(log.diary.correct, said))
    yield from found.items()


def _csv(path: Path) -> tuple[float, float]:
    """Milliseconds, and MiB, of a process of its own."""
    command = [sys.executable, "-m", "tests.bench.log_scale", "--export", str(path), *(["--cpu"] if CPU else [])]
    took, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(took), float(memory)


def export(path: Path) -> None:
    """Export everything to a file, and print what that took."""
    with open_to_read(path) as log, tempfile.TemporaryFile() as file:
        target = Target(Format.CSV, file.write)

        def all_of_it() -> None:
            for kind in ExportKind:
                if kind is not ExportKind.DAYS:
                    export_entries(log, kind, EVERYTHING, target)

        before = _memory()
        (took,) = timed(all_of_it, 1)
        sys.stdout.write(f"{took} {_memory() - before}\n")


def _memory() -> float:
    """The most that this process has taken so far, in MiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def show(logs: dict[int, int], results: dict[int, dict[str, Runs]]) -> None:
    """The table: a row for each thing measured, a column for each log."""
    out = sys.stdout.write
    out(f"{'years':24}" + "".join(f"{years:>26}" for years in logs) + "   wanted\n")
    out(f"{'spans':24}" + "".join(f"{count:>26,}" for count in logs.values()) + "\n")
    for name in next(iter(results.values())):
        cells = (results[years][name] for years in logs)
        texts = (f"{statistics.median(runs):.2f} ({min(runs):.2f}-{max(runs):.2f})" for runs in cells)
        out(f"{name:24}" + "".join(f"{text:>26}" for text in texts) + f"   {WANTED.get(name, '')}\n")


def show_profile(path: Path, name: str) -> None:
    """Where the time goes in one of the questions, the figures of days being kept."""
    with closing(open_log(path, now=NOW).log) as log:
        ASKED[name](log)
        taken = cProfile.Profile()
        taken.runcall(ASKED[name], log)
    pstats.Stats(taken).sort_stats("tottime").print_stats(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--per-day", type=int, default=60)
    parser.add_argument("--reps", type=int, default=15)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--profile", choices=ASKED)
    parser.add_argument("--export", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        export(options.export)
        return
    counts, results = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for years in sorted({*(each for each in (1, 5, 10) if each < options.years), options.years}):
            path = Path(folder) / f"{years}.db"
            counts[years] = write(path, years, options.per_day)
            results[years] = dict(measure(path, options.reps))
        show(counts, results)
        if options.profile:
            show_profile(Path(folder) / f"{options.years}.db", options.profile)


if __name__ == "__main__":
    main()
