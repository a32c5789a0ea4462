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
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from posture_app.core.calendar import DAY
from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.core.record.plausible import why_odd
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.file.inspection import MOMENT
from posture_app.store.file.moments import MICROSECOND, from_us, to_us
from posture_app.store.transfer.import_json import JsonWalk
from posture_app.store.transfer.import_text import File, MalformedError, SkippedRecords, shortened
from posture_app.store.transfer.import_values import MOST_S, SECOND_US, moment

TYPE = "afkstatus"
SITTING = "not-afk"
APART_US, DAY_US = SECOND_US, DAY // MICROSECOND
NUMBERS = (int, Decimal)
LONGEST_NAME = 255
"""So long may the name of a computer be."""
EXPORT = (
    "open ActivityWatch in the browser, choose “Raw Data” and “Export all buckets as JSON”, and import the file that"
    " you get"
)
"""How to come by a file that can be read."""
EVENT = {"timestamp", "duration"}
"""What each event has."""
EVENTS = f"these are the events of one bucket of ActivityWatch, which do not say whose they are; {EXPORT}"
DATABASE = f"this is ActivityWatch’s own database; {EXPORT}"


@dataclass(slots=True)
class _Bucket:
    """What is known of a bucket so far; of its events what they are if it is that of an AFK watcher."""

    kind: object = None
    host: object = None
    sitting: list[tuple[int, int]] = field(default_factory=list)
    left: SkippedRecords = field(default_factory=SkippedRecords)


class ActivityWatch:
    """Spans of sitting; their time zone, of which the file says nothing, is given. `others` counts the buckets that
    were passed over, once all has been read.
    """

    def __init__(self, file: File, zone: str, now: datetime) -> None:
        self._file, self._zone, self._now = file, zone, to_us(now)
        self.others = 0

    def entries(self, left: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        walk = JsonWalk(self._file)
        for name in walk.fields():
            if name == "buckets":
                for host, bucket in self._buckets(walk):
                    found[host] += bucket.sitting
                    left.sound += bucket.left.sound
                    left.add(bucket.left.place, bucket.left.why, bucket.left.count)
            else:
                walk.value()
        walk.end()
        if not found:
            raise MalformedError(f"it has no bucket of type {TYPE}, which is that of ActivityWatch’s AFK watcher")
        for host, stretches in found.items():
            device = Device(f"activitywatch {host}", f"ActivityWatch, {host}", DeviceKind.IMPORT)
            for start, end in _joined(stretches):
                yield f"computer {shortened(host)}", Entry(device, self._span(start, end))

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
        for number, _ in enumerate(walk.items(), 1):
            event = walk.value()
            if bucket.kind not in (None, TYPE):
                continue
            try:
                stretch = self._sitting(event)
            except ValueError as error:
                bucket.left.add(f"bucket {name}, event {number}", str(error))
                continue
            bucket.left.sound += 1
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
            raise ValueError(f"it {why}")
        return start, end

    def _span(self, start: int, end: int) -> Span:
        return Span(Posture.SITTING, from_us(start), from_us(end), EndedBy.IDLE, self._zone)


def _read(event: Any) -> tuple[int, int, str]:
    """When the event began and how long it lasted, in microseconds, and what it says. Raises ValueError."""
    match event:
        case {"timestamp": str(begins), "duration": lasted, "data": {"status": str(status)}} if type(lasted) in NUMBERS:
            pass
        case _:
            raise ValueError("its timestamp, duration or status is missing, or of another kind")
    try:
        start = moment(begins)
    except ValueError as error:
        raise ValueError(f"its timestamp {error}") from None
    if lasted < 0:
        raise ValueError("its duration is less than nothing")
    if lasted > MOST_S:  # before it is counted with: 1e999999999 has a thousand million digits
        raise ValueError("its duration is no length in seconds")
    return start, round(lasted * SECOND_US), status


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
