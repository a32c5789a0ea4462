"""Another log of this app merged into ours: the rows of all its devices come under those devices, each once.

Merging the same log again brings what is new in it, and merging several in another order comes to the same. Cut short,
it is simply done again. What several computers saw of the same time counts once: see `core.record.overlay`.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from posture_app.core.language import _
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.core.record.overlay import Cover
from posture_app.store.file.connection import transaction
from posture_app.store.file.faults import explaining
from posture_app.store.file.moments import from_us
from posture_app.store.file.odd_rows import OddRows
from posture_app.store.log.opening import open_writable
from posture_app.store.merge.devices import EARLIER, EARLIER_NAME, drop_unused, find_sources
from posture_app.store.merge.merged_rows import RowMerge
from posture_app.store.merge.merged_spans import SpanMerge
from posture_app.store.merge.other_log import copied, verify

_ERASED = "SELECT start_us, end_us FROM main.erasures"


@dataclass(frozen=True, slots=True)
class DeviceResult:
    """What came of one device: how many spans, from when to when (UTC), and how many rows of each other table."""

    device: Device
    spans: int
    first: datetime | None
    last: datetime | None
    rows: Counter[str]


@dataclass(slots=True)
class _Tally:
    """The same, while it is counted, in microseconds."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)


def merge(
    log: Path,
    other: Path,
    now: datetime,
    *,
    copy: Path | None = None,
    by_itself: bool = False,
    stop: Callable[[], None] = lambda: None,
    left: Callable[[OddRows], None] = lambda _: None,
) -> tuple[DeviceResult, ...]:
    """Merge what our log lacks of the other, beside a running app or without one; says what came from each device.

    `copy`: one of the other log that was made for this. `by_itself`: nobody asked for it, so that what the person had
    erased stays erased. `stop` is called now and then, and may raise to call it off; what has come by then stays. What
    cannot be is left out, by the present `now` (UTC), and `left` is called with it. The other log is not changed.

    Raises KnownError with the reason if it cannot be.
    """
    with copied(other, log) if copy is None else nullcontext(copy) as made:
        left_out = verify(other, made, now)
        with explaining(log, "written"), closing(open_writable(log)) as connection:
            connection.execute("PRAGMA temp_store = MEMORY")  # of what each statement may have to take back
            connection.execute("ATTACH ? AS other", (f"{made.absolute().as_uri()}?mode=ro",))
            results = _merge(connection, Cover(connection.execute(_ERASED) if by_itself else ()), stop)
            left(left_out)
            return results


def _merge(connection: sqlite3.Connection, erased: Cover[int], stop: Callable[[], None]) -> tuple[DeviceResult, ...]:
    tallies: defaultdict[int, _Tally] = defaultdict(_Tally)

    def on_span(device: int, start: int, end: int) -> None:
        tallies[device].spans.append((start, end))

    def on_row(device: int, table: str) -> None:
        tallies[device].rows[table] += 1

    with transaction(connection):
        sources = find_sources(connection)
    connection.execute("CREATE TEMP TABLE erased (start_us INTEGER, end_us INTEGER)")
    connection.executemany("INSERT INTO temp.erased VALUES (?, ?)", erased)
    SpanMerge(connection, sources, erased, on_span).run(stop)
    RowMerge(connection, sources, erased, on_row).run(stop)
    with transaction(connection):
        drop_unused(connection, sources)
    return tuple(_result(connection, device, tally) for device, tally in sorted(tallies.items()))


def _result(connection: sqlite3.Connection, device: int, tally: _Tally) -> DeviceResult:
    query = "SELECT uid, name, kind FROM main.devices WHERE id = ?"
    uid, name, kind = connection.execute(query, (device,)).fetchone()
    first = min((start for start, _ in tally.spans), default=None)
    last = max((end for _, end in tally.spans), default=None)
    return DeviceResult(
        Device(uid, _(EARLIER_NAME) if uid.endswith(EARLIER) else name, DeviceKind(kind)),
        len(tally.spans),
        None if first is None else from_us(first),
        None if last is None else from_us(last),
        tally.rows,
    )
