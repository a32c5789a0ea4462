"""A record in any order, of any zone and clock, imported, merged and exported: its days come to what a count second by
second comes to, by `stats` and by `export days` alike.
"""

import contextlib
import csv
import io
import json
import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from posture_app.cli import main
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.paths import places
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.opening import prepare
from posture_app.store.merge.merging import merge
from posture_app.store.transfer.importing import Import, import_file
from tests.attack.steps import Notes
from tests.core.logs import BEGINNINGS, SECOND, ZONES, Naive, count, utc
from tests.store.conftest import NOW
from tests.store.entry_logs import exported
from tests.store.merge.computers import Computer, counted

AFTER = utc("2027-01-01T00:00")
GAPS = (0, 1, 119, 120, 121, 299, 400, 3600, 9000, 40000, 86400)
LENGTHS = (1, 59, 119, 121, 300, 1800, 4000, 9000)
JUMPS = (7200, -7200, 3600, -3600, 86400, -60)
Days = dict[str, dict[str, int]]


class Orders:
    """The step of this attack."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made ready."""

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """One or two computers, another program, and a new log that comes to know all of it."""
        spans, clock_set = _spans(chance)
        naive = count(spans, [])
        ours = _computer(folder / "ours", spans)
        fmt = chance.choice(tuple(Format))
        notes.to(f"{len(spans)} spans, {fmt}{', clock set' * clock_set}")
        with notes.limited("as recorded"):
            _check(ours.path, naive, clock_set)
        with notes.limited("imported"):
            new = _new(folder / "imported")
            file = folder / f"spans.{fmt}"
            file.write_bytes(_reordered(exported(ours.path, ExportKind.SPANS, fmt), fmt, chance, stay=clock_set))
            import_file(Import(file, "UTC", AFTER), new)
            _check(new, naive, clock_set)
            notes.came(f"imported, {fmt}{', clock set' * clock_set}")
        with notes.limited("merged"):
            merged = _new(folder / "merged")
            merge(merged, ours.path, AFTER)
            _check(merged, naive, clock_set)
            notes.came("merged")
        with notes.limited("two computers"):
            others, _ = _spans(chance, near=spans[0].start, clock_set=False)
            theirs = _computer(folder / "theirs", others)
            for path, other in (theirs.path, ours.path), (ours.path, theirs.path):
                if not clock_set:
                    merge(path, other, AFTER)
                    _check_totals(path, counted([(ours.uid, spans), (theirs.uid, others)], []))
                    notes.came("two computers merged")
        with notes.limited("ActivityWatch"):
            zone = chance.choice(ZONES)
            events, seen = _activitywatch(chance, zone)
            watched, file = _new(folder / "watched"), folder / "watched.json"
            file.write_text(events, encoding="utf-8")
            import_file(Import(file, zone, AFTER), watched)
            _check(watched, count(seen, []), clock_set=False)
            notes.came("ActivityWatch imported")


def _spans(
    chance: random.Random, *, near: datetime | None = None, clock_set: bool | None = None
) -> tuple[list[Span], bool]:
    """Some days; whether the clock was set in them."""
    if clock_set is None:
        clock_set = chance.random() < 0.3
    at = (near or utc(chance.choice(BEGINNINGS)).replace(year=2026)) + timedelta(seconds=chance.randrange(-600, 600))
    zone, spans, gap = chance.choice(ZONES), [], None
    for _ in range(chance.choice((1, 3, 10, 25))):
        apart = timedelta(seconds=chance.choice((*GAPS, chance.randrange(5000))))
        at += apart
        if clock_set and chance.random() < 0.2:
            gap, at = apart, at + timedelta(seconds=chance.choice(JUMPS))
        if chance.random() < 0.15:
            zone = chance.choice(ZONES)
        posture = chance.choice((Posture.SITTING, Posture.SITTING, Posture.STANDING))
        end = at + timedelta(seconds=chance.choice((*LENGTHS, chance.randrange(1, 3000))))
        ended_by = chance.choice([each for each in EndedBy if each is not EndedBy.CLOCK])
        spans.append(Span(posture, at, end, ended_by, zone, gap))
        at, gap = end, None
    return spans, any(span.gap is not None for span in spans)


def _computer(folder: Path, spans: list[Span]) -> Computer:
    folder.mkdir()
    computer = Computer(places(folder).database)
    computer.record(spans)
    return computer


def _new(folder: Path) -> Path:
    folder.mkdir()
    path = places(folder).database
    prepare(path, NOW)
    return path


def _reordered(file: bytes, fmt: Format, chance: random.Random, *, stay: bool) -> bytes:
    """As a spreadsheet sorts it, or as chance has it; a file that says that the clock was set stays."""
    if stay:
        return file
    encoding = "utf-16" if fmt is Format.EXCEL else "utf-8"
    text = file.decode(encoding)
    if fmt is Format.JSON:
        rows = json.loads(text)
        _shuffle(rows, chance)
        return json.dumps(rows, sort_keys=chance.random() < 0.5).encode()
    head, *lines = text.splitlines(keepends=True)
    _shuffle(lines, chance)
    return "".join([head, *lines]).encode(encoding)


def _shuffle(rows: list[Any], chance: random.Random) -> None:
    match chance.randrange(3):
        case 0:
            rows.reverse()
        case 1:
            rows.sort(key=str)
        case _:
            chance.shuffle(rows)


def _activitywatch(chance: random.Random, zone: str) -> tuple[str, list[Span]]:
    """An export of its, and the spans that it tells of: what overlaps, or is a second apart at most, is one."""
    at, events = utc(chance.choice(BEGINNINGS)), []
    stretches: list[tuple[datetime, datetime]] = []
    for _ in range(chance.choice((1, 5, 30))):
        at += timedelta(seconds=chance.choice((-500, -1, 0, 1, 2, 121, 4000)))
        end = at + timedelta(seconds=chance.choice((1, 60, 500, 5000)))
        status = chance.choice(("not-afk", "not-afk", "afk"))
        duration = (end - at).total_seconds()
        events.append({"timestamp": at.isoformat(), "duration": duration, "data": {"status": status}})
        if status == "not-afk":
            stretches.append((at, end))
        at = end
    chance.shuffle(events)
    spans: list[Span] = []
    for start, end in sorted(stretches):
        if spans and start <= spans[-1].end + SECOND:
            start, end = spans[-1].start, max(end, spans.pop().end)  # noqa: PLW2901 - one
        spans.append(Span(Posture.SITTING, start, end, EndedBy.IDLE, zone))
    bucket = {"type": "afkstatus", "hostname": "PC", "events": events}
    return json.dumps({"buckets": {"aw-watcher-afk_PC": bucket}}, sort_keys=chance.random() < 0.5), spans


def _check(path: Path, naive: Naive, clock_set: bool) -> None:
    """The days of this log come to what they should."""
    days = sorted({*naive.sitting, *naive.standing})
    expected = {day: (naive.sitting[day], naive.standing[day]) for day in days}
    _check_totals(path, expected)
    if clock_set:
        return  # the count knows no true time between spans
    told = _stats(path, min(days, default=NOW.date()), max(days, default=NOW.date()))
    assert {str(day): _measured(naive, day) for day in days} == told


def _measured(naive: Naive, day: date) -> dict[str, int]:
    return {
        "sitting_s": naive.sitting[day],
        "standing_s": naive.standing[day],
        "bouts_begun": len(naive.begun.get(day, [])),
        "breaks": naive.breaks[day],
        "longest_begun_s": max(naive.begun.get(day, []), default=0),
    }


def _stats(path: Path, first: date, last: date) -> Days:
    """What `stats` says of the known days."""
    rows = _said(path, "stats", "--json", "--since", str(first), "--until", str(last), "--by", "day")
    return {
        row["first"]: {
            name: row[name] or 0 for name in ("sitting_s", "standing_s", "bouts_begun", "breaks", "longest_begun_s")
        }
        for row in json.loads(rows)["rows"]
        if row["known_days"]
    }


def _check_totals(path: Path, expected: dict[date, tuple[int, int]]) -> None:
    file = path.parent / "days.csv"
    _said(path, "export", "days", "--format", "csv", "--output", str(file))
    with file.open(encoding="utf-8", newline="") as lines:
        found = {row["day"]: (int(row["sitting_s"]), int(row["standing_s"])) for row in csv.DictReader(lines)}
    file.unlink()
    assert {str(day): total for day, total in expected.items()} == found


def _said(path: Path, *words: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()) as complaints:
        code = main(["--data-dir", str(path.parent), *words])
    assert code == 0, complaints.getvalue()
    return out.getvalue()
