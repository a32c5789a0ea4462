"""What has been read of another program before, so that what a later file of it tells once more does not count twice.

Its spans have no lasting names, and where they begin may change from one export to the next: of a new one only those
parts come that are not covered. One that begins as one of ours does goes on in it.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from posture_app.core.record.entry import Entry
from posture_app.core.spans import Span
from posture_app.store.file.connection import OpenMode, connect, pragma
from posture_app.store.file.faults import reading
from posture_app.store.file.moments import from_us, to_us
from posture_app.store.file.schema import STEPS
from posture_app.store.log.erasures import ErasedStretches

_DEVICES = "SELECT uid FROM devices"
_SPANS = "SELECT start_us, end_us FROM spans JOIN devices ON devices.id = device WHERE uid = ? AND posture = ?"


class Known:
    """The spans of other programs in the log at this path, if there is one. Raises KnownError if it cannot be read."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._found: dict[tuple[str, str], tuple[ErasedStretches, dict[int, int]]] = {}
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
            parts = [*cover.rest(start, end)]
        else:
            until = min(until, end)
            parts = [*cover.rest(until, end)]
            goes_on = parts and parts[0][0] == until
            parts[: 1 if goes_on else 0] = [(start, parts[0][1] if goes_on else until)]
        for low, high in parts:
            yield entry._replace(what=replace(span, start=from_us(low), end=from_us(high)))

    def _spans(self, uid: str, posture: str) -> tuple[ErasedStretches, dict[int, int]]:
        if (uid, posture) not in self._found:
            rows = list(self._read(uid, posture))
            self._found[uid, posture] = ErasedStretches(rows), dict(rows)
        return self._found[uid, posture]

    def _read(self, uid: str, posture: str) -> list[tuple[int, int]]:
        if self._uids is None:
            self._uids = {uid for (uid,) in self._ask(_DEVICES)}
        return self._ask(_SPANS, uid, posture) if uid in self._uids else []

    def _ask(self, query: str, *values: str) -> list[Any]:
        if not self._log.exists():
            return []
        with reading(self._log), closing(connect(self._log, OpenMode.READ)) as connection:
            if pragma(connection, "user_version") < len(STEPS):  # when nothing was imported yet
                return []
            return connection.execute(query, values).fetchall()
