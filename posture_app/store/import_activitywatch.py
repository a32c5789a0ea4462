"""ActivityWatch’s export: of all buckets, or of the one of its AFK watcher, which tells whether somebody is there.

    {"buckets": {"aw-watcher-afk_HOST": {"type": "afkstatus", "hostname": "HOST", …, "events": [
        {"timestamp": "2026-03-02T08:00:00+00:00", "duration": 1500.0, "data": {"status": "not-afk"}}, …]}}}

“not-afk” is taken for sitting, as input is here. Its events come in no certain order, some twice with different
lengths or one within another, and where they go on there is a millisecond between them: what overlaps, or is no more
than a second apart, is one span. All else in the file is passed over, the titles of windows among it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from posture_app.core.devices import Device, DeviceKind
from posture_app.core.incoming import Entry
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.import_json import JsonWalk
from posture_app.store.import_text import File, MalformedError
from posture_app.store.import_values import SECOND_US, length, moment
from posture_app.store.inspection import MOMENT
from posture_app.store.moments import from_us

TYPE = "afkstatus"
SITTING = "not-afk"
APART_US = SECOND_US
NUMBERS = (int, Decimal)


@dataclass(slots=True)
class _Bucket:
    kind: object = None
    host: object = None
    sitting: list[tuple[int, int]] = field(default_factory=list)


class ActivityWatch:
    """Spans of sitting; their time zone, of which the file says nothing, is given. `others` counts the buckets that
    were passed over, once all has been read.
    """

    def __init__(self, file: File, zone: str) -> None:
        self._file, self._zone = file, zone
        self.others = 0

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError."""
        found: list[tuple[str, _Bucket]] = []
        walk = JsonWalk(self._file)
        for name in walk.fields():
            if name == "buckets":
                found += self._buckets(walk)
            else:
                walk.value()
        walk.end()
        if not found:
            raise MalformedError(f"it has no bucket of type {TYPE}, which is that of ActivityWatch’s AFK watcher")
        for name, bucket in found:
            host = bucket.host if isinstance(bucket.host, str) and bucket.host else name
            device = Device(f"activitywatch {host}", f"ActivityWatch, {host}", DeviceKind.IMPORT)
            for start, end in _joined(bucket.sitting):
                span = Span(Posture.SITTING, from_us(start), from_us(end), EndedBy.IDLE, self._zone)
                yield f"bucket {name}", Entry(device, span)

    def _buckets(self, walk: JsonWalk) -> Iterator[tuple[str, _Bucket]]:
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
                        self._events(walk, name, bucket)
                    case _:
                        walk.value()
            if bucket.kind == TYPE:
                yield name, bucket
            else:
                self.others += 1

    @staticmethod
    def _events(walk: JsonWalk, name: str, bucket: _Bucket) -> None:
        """The type comes before the events, whichever program wrote the file."""
        for number, _ in enumerate(walk.items(), 1):
            event = walk.value()
            if bucket.kind != TYPE:
                continue
            try:
                stretch = _sitting(event)
            except ValueError as error:
                raise MalformedError(f"its {error}", f"bucket {name}, event {number}") from None
            if stretch is not None:
                bucket.sitting.append(stretch)


def _sitting(event: Any) -> tuple[int, int] | None:
    """From when to when somebody was there, if this event says so of any length of time."""
    match event:
        case {"timestamp": str(begins), "duration": lasted, "data": {"status": str(status)}} if type(lasted) in NUMBERS:
            pass
        case _:
            raise ValueError("timestamp, duration or status is missing, or of another kind")
    try:
        start = moment(begins)
    except ValueError as error:
        raise ValueError(f"timestamp {error}") from None
    if lasted < 0:
        raise ValueError("duration is less than nothing")
    try:
        end = start + length(f"{Decimal(lasted):.6f}")
    except ValueError as error:
        raise ValueError(f"duration {error}") from None
    if end > MOMENT[1]:
        raise ValueError("end lies beyond the calendar")
    return (start, end) if status == SITTING and end > start else None


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
