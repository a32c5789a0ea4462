"""However one comes to a day's totals, they are the same to the second: as it goes on, by replay, from the days kept
for speed, from an export that was imported again, from a log that was merged, from a backup.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from posture_app.core.effects import Prompt, Record, Settled
from posture_app.core.engine.clock_times import with_times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.events import Start
from posture_app.core.prompts import LoggedPrompt
from posture_app.core.replay.replay import Account, replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals, day_totals
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.backup.backup import back_up
from posture_app.store.backup.restore import restore
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import EVERYTHING
from posture_app.store.log.log import Log, open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.merge.merging import merge
from posture_app.store.transfer.export import Target, export_days
from tests.core.days import Lines, as_text, days
from tests.core.logs import logs
from tests.store.conftest import LATER, NOW, open_at
from tests.store.entry_logs import bring, exported

DAY = timedelta(days=1)
AFTER = date(2030, 1, 1)
Totals = tuple[DayTotals, ...]


def lived(path: Path, lines: Lines) -> Account:
    """The day as it goes on, every checkpoint written; and the account of the same day by `replay`."""
    text = as_text(lines)
    engine, log = Engine(), open_at(path)
    for event, at in with_times_reached(read_trace(text, "day")):
        if isinstance(event, Start):
            log.recover()
        for effect in engine.handle(event, at):
            match effect:
                case Record(span):
                    log.record(span)
                case Prompt(shown):
                    log.prompted(shown)
                case Settled(number, outcome):
                    log.settled(number, outcome)
                case _:
                    pass
    log.close()
    return replay(read_trace(text, "day"))


def read(path: Path, basis: DayRules) -> Totals:
    """By the spans that count."""
    with open_to_read(path) as log:
        return day_totals(log.spans(), basis.day_start, basis.break_min)


def whole(log: Log) -> Period:
    every = [span.start.date() for span in log.spans()]
    return Period(Length.RANGE, min(every, default=AFTER) - 3 * DAY, max(every, default=AFTER) + 3 * DAY)


def kept(path: Path, basis: DayRules) -> Totals:
    """By the days that are kept, once they are."""
    log = open_at(path)
    log.days(whole(log), basis)
    found = tuple(each.figures.totals for each in log.days(whole(log), basis))
    log.close()
    return found


def written(path: Path, basis: DayRules) -> Totals:
    """By `export days`."""
    asked = replace(Settings(), day_start=basis.day_start, break_min=basis.break_min // timedelta(minutes=1))
    if basis_of(asked) != basis:
        return kept(path, basis)  # no person can set a shortest break of seconds
    pieces: list[bytes] = []
    with open_to_read(path) as log:
        assert export_days(log, EVERYTHING, asked, AFTER, Target(Format.CSV, pieces.append))
    rows = csv.reader(b"".join(pieces).decode().splitlines())
    next(rows)
    return tuple(DayTotals(date.fromisoformat(row[0]), *map(int, row[1:])) for row in rows)


def empty(folder: Path, name: str) -> Path:
    path = folder / name
    prepare(path, NOW)
    return path


def imported(path: Path, fmt: Format) -> Path:
    """A log that was made of an export."""
    file, new = path.with_name(f"spans.{fmt}"), empty(path.parent, f"from-{fmt}.db")
    file.write_bytes(exported(path, ExportKind.SPANS, fmt))
    bring(file, new)
    return new


def merged(path: Path) -> Path:
    new = empty(path.parent, "merged.db")
    merge(new, path, LATER)
    return new


def restored(path: Path) -> Path:
    new = empty(path.parent, "restored.db")
    back_up(path, path.with_name("backup"))
    restore(new, path.with_name("backup"), LATER)
    return new


ROUTES: dict[str, Callable[[Path], Path]] = {
    "as recorded": lambda path: path,
    "csv": lambda path: imported(path, Format.CSV),
    "json": lambda path: imported(path, Format.JSON),
    "excel": lambda path: imported(path, Format.EXCEL),
    "merged": merged,
    "backup": restored,
}


def by_every_route(path: Path, basis: DayRules) -> dict[str, Totals]:
    found: dict[str, Totals] = {}
    for name, route in ROUTES.items():
        log = route(path)
        found |= {name: read(log, basis), f"{name}, kept": kept(log, basis)}
        found[f"{name}, days"] = written(log, basis)
    return found


def all_alike(expected: Totals, found: dict[str, Totals]) -> None:
    assert {} == {name: totals for name, totals in found.items() if totals != expected}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(days())
def test_a_day_at_the_desk_comes_to_the_same_by_every_route(lines: Lines) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        account = lived(path, lines)
        basis = DayRules(account.rules.day_start, timedelta(seconds=account.rules.break_min))
        all_alike(account.days(), by_every_route(path, basis))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(logs())
def test_days_on_the_way_through_zones_come_to_the_same_by_every_route(
    made: tuple[list[Span], list[LoggedPrompt]],
) -> None:
    basis = basis_of(Settings())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        log = open_at(path)
        record(log, made[0])
        log.close()
        all_alike(day_totals(made[0], basis.day_start, basis.break_min), by_every_route(path, basis))


def record(log: Log, spans: Iterable[Span]) -> None:
    for span in spans:
        log.record(span)
