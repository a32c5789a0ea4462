"""ActivityWatch’s export: of all buckets, or of the one of its AFK watcher, which tells whether somebody is there.

    {"buckets": {"aw-watcher-afk_HOST": {"type": "afkstatus", "hostname": "HOST", …, "events": [
        {"timestamp": "2026-03-02T08:00:00+00:00", "duration": 1500.0, "data": {"status": "not-afk"}}, …]}}}

“not-afk” is taken for sitting, as input is here. Its events come in no certain order, some twice with different
lengths or one within another, and where they go on there is a millisecond between them: what overlaps, or is no more
than a second apart, is one span. All else in the file is passed over, the titles of windows among it. The keys of an
object have no order: "events" may stand before the "type" that says what they are.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from posture_app.core.formats import digits
from posture_app.core.language import N_, _
from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.core.record.overlay import Cover
from posture_app.core.record.plausible import why_odd
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.file.connection import OpenMode, connect, pragma
from posture_app.store.file.faults import reading
from posture_app.store.file.moments import DAY_US, MOMENT, from_us, to_us
from posture_app.store.file.schema import VERSION
from posture_app.store.transfer.import_json import JsonWalk
from posture_app.store.transfer.import_text import (
    MOST_S,
    File,
    MalformedError,
    SkippedRecords,
    WrongValueError,
    moment,
    shortened,
)

TYPE = "afkstatus"
SITTING = "not-afk"
APART_US = 1_000_000
NUMBERS = (int, Decimal)
LONGEST_NAME = 255
"""How long the name of a computer may be."""
EVENT = {"timestamp", "duration"}
"""What each event has."""
EVENTS = N_(
    "these are the events of one bucket of ActivityWatch, which do not say whose they are; open ActivityWatch in the"
    " browser, choose “Raw Data” and “Export all buckets as JSON”, and import the file that you get"
)
DATABASE = N_(
    "this is ActivityWatch’s own database; open ActivityWatch in the browser, choose “Raw Data” and “Export all buckets"
    " as JSON”, and import the file that you get"
)
_DEVICES = "SELECT uid FROM devices"
_SPANS = "SELECT start_us, end_us FROM spans JOIN devices ON devices.id = device WHERE uid = ? AND posture = ?"


@dataclass(slots=True)
class _Bucket:
    """What is known of a bucket so far, its events read as those of an AFK watcher."""

    kind: object = None
    host: object = None
    sitting: list[tuple[int, int]] = field(default_factory=list)
    skipped: SkippedRecords = field(default_factory=SkippedRecords)


class ActivityWatch:
    """Spans of sitting; their time zone, of which the file says nothing, is given. `others` counts the buckets that
    were passed over, once all has been read.
    """

    def __init__(self, file: File, zone: str, now: datetime) -> None:
        self._file, self._zone, self._now = file, zone, to_us(now)
        self.others = 0

    def entries(self, skipped: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        walk = JsonWalk(self._file)
        for name in walk.fields():
            if name == "buckets":
                for host, bucket in self._buckets(walk):
                    found[host] += bucket.sitting
                    skipped.sound += bucket.skipped.sound
                    skipped.add(bucket.skipped.place, bucket.skipped.why, bucket.skipped.count)
            else:
                walk.value()
        walk.end()
        if not found:
            raise MalformedError(
                _("it has no bucket of type {type}, which is that of ActivityWatch’s AFK watcher").format(type=TYPE)
            )
        for host, stretches in found.items():
            device = Device(f"activitywatch {host}", f"ActivityWatch, {host}", DeviceKind.IMPORT)
            for start, end in _joined(stretches):
                yield _("computer {name}").format(name=shortened(host)), Entry(device, self._span(start, end))

    def _buckets(self, walk: JsonWalk) -> Iterator[tuple[str, _Bucket]]:
        """Those of AFK watchers, with the computer that each is of."""
        self.others = 0
        for name in walk.fields():
            bucket = _Bucket()
            for key in walk.fields():
                match key:
                    case "type":
                        bucket.kind = walk.value()
                    case "hostname":
                        bucket.host = walk.value()
                    case "events" if walk.begins() == "[":
                        self._events(walk, shortened(name), bucket)
                    case _:
                        walk.value()
            if bucket.kind == TYPE:
                host = bucket.host if isinstance(bucket.host, str) and bucket.host else name
                yield shortened(host, LONGEST_NAME), bucket
            else:
                self.others += 1

    def _events(self, walk: JsonWalk, name: str, bucket: _Bucket) -> None:
        for number, _each in enumerate(walk.items(), 1):
            event = walk.value()
            if bucket.kind not in (None, TYPE):
                continue
            try:
                stretch = self._sitting(event)
            except ValueError as error:
                place = _("bucket {name}, event {number}").format(name=name, number=digits(number))
                bucket.skipped.add(place, str(error))
                continue
            bucket.skipped.sound += 1
            if stretch is not None:
                bucket.sitting.append(stretch)

    def _sitting(self, event: Any) -> tuple[int, int] | None:
        """From when to when somebody was there, if this event says so of any length of time. Raises ValueError."""
        start, lasted, status = _read(event)
        end = start + lasted
        if status != SITTING or end == start:
            return None
        usual = start > 0 and end < self._now and lasted < DAY_US
        why = None if usual else why_odd(self._span(start, min(end, MOMENT[1])), from_us(self._now))
        if why is not None:
            raise ValueError(_(why))
        return start, end

    def _span(self, start: int, end: int) -> Span:
        return Span(Posture.SITTING, from_us(start), from_us(end), EndedBy.IDLE, self._zone)


def _read(event: Any) -> tuple[int, int, str]:
    """When the event began and how long it lasted, in microseconds, and what it says. Raises ValueError."""
    match event:
        case {"timestamp": str(begins), "duration": lasted, "data": {"status": str(status)}} if type(lasted) in NUMBERS:
            pass
        case _:
            raise ValueError(_("its timestamp, duration or status is missing, or of another kind"))
    try:
        start = moment(begins)
    except WrongValueError as error:
        raise ValueError(error.named(_("its timestamp"))) from None
    if lasted < 0:
        raise ValueError(_("its duration is less than nothing"))
    if lasted > MOST_S:  # before it is counted with: 1e999999999 has a thousand million digits
        raise ValueError(_("its duration is no length in seconds"))
    return start, round(lasted * 10**6), status


def _joined(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """In order, those that overlap or are next to each other as one."""
    start: int | None = None
    end = 0
    for first, last in sorted(stretches):
        if start is not None and first <= end + APART_US:
            end = max(end, last)
            continue
        if start is not None:
            yield start, end
        start, end = first, last
    if start is not None:
        yield start, end


class KnownSpans:
    """What has been read of ActivityWatch before, so that what a later file tells once more does not count twice: the
    spans of other programs in the log at this path, if there is one. Raises KnownError if it cannot be read.

    They have no lasting names, and where they begin may change from one export to the next: of a new one only those
    parts come that are not covered. One that begins as one of ours does goes on in it.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._found: dict[tuple[str, str], tuple[Cover[int], dict[int, int]]] = {}
        self._uids: set[str] | None = None

    def new_parts(self, entry: Entry) -> Iterator[Entry]:
        """What is to come of an entry; all of what is no span."""
        span = entry.what
        if not isinstance(span, Span):
            yield entry
            return
        cover, ends = self._spans(entry.device.uid, span.posture)
        start, end = to_us(span.start), to_us(span.end)
        until = ends.get(start)
        if until is None:
            parts = [*cover.outside(start, end)]
        else:
            until = min(until, end)
            parts = [*cover.outside(until, end)]
            goes_on = parts and parts[0][0] == until
            parts[: 1 if goes_on else 0] = [(start, parts[0][1] if goes_on else until)]
        for low, high in parts:
            yield entry._replace(what=replace(span, start=from_us(low), end=from_us(high)))

    def _spans(self, uid: str, posture: str) -> tuple[Cover[int], dict[int, int]]:
        if (uid, posture) not in self._found:
            rows = list(self._read(uid, posture))
            self._found[uid, posture] = Cover[int](rows), dict(rows)
        return self._found[uid, posture]

    def _read(self, uid: str, posture: str) -> list[tuple[int, int]]:
        if self._uids is None:
            self._uids = {uid for (uid,) in self._ask(_DEVICES)}
        return self._ask(_SPANS, uid, posture) if uid in self._uids else []

    def _ask(self, query: str, *values: str) -> list[Any]:
        if not self._log.exists():
            return []
        with reading(self._log), closing(connect(self._log, OpenMode.READ)) as connection:
            if pragma(connection, "user_version") < VERSION:  # which is said when it is written
                return []
            return connection.execute(query, values).fetchall()
