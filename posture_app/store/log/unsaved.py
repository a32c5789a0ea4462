"""What could not be written yet: kept in order for the next write, and until then read as if it had been written."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import Span
from posture_app.store.file.moments import bounds, to_us
from posture_app.store.log.changes import (
    Change,
    PromptsAbandoned,
    PromptSettled,
    PromptShown,
    Remembered,
    Rows,
    SessionDone,
    SpanRecorded,
    supersedes,
)
from posture_app.store.log.reading import NumberedPrompt, lies_in

LOGGER = logging.getLogger(__name__)
MOST = 10_000
"""Some months of spans and prompts, in a few MB. A disk that stays full for longer costs the oldest of them."""


class Unsaved:
    """Changes in their order. A checkpoint takes the place of the one before it."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes)

    def __len__(self) -> int:
        return len(self._changes)

    def add(self, change: Change) -> None:
        for place in range(len(self._changes) - 1, -1, -1):
            if supersedes(change, self._changes[place]):
                self._changes[place] = change
                return
        self._changes.append(change)
        if len(self._changes) > MOST:
            LOGGER.error("Nothing could be written for too long; this is lost: %s", self._changes.pop(0))

    def leave_out(self, before: datetime | None) -> None:
        """Forget the spans, showings and exercises that began before this moment (None: all), and their outcomes."""
        numbers = {c.shown.number for c in self._changes if isinstance(c, PromptShown) and _began(c.shown.at, before)}

        def stays(change: Change) -> bool:
            match change:
                case SpanRecorded(span=span):
                    return not _began(span.start, before)
                case SessionDone(session=session):
                    return not _began(session.at, before)
                case PromptShown(shown=shown):
                    return shown.number not in numbers
                case PromptSettled(number=number):
                    return number not in numbers
                case _:
                    return True

        self._changes = [change for change in self._changes if stays(change)]

    def clear(self) -> None:
        self._changes.clear()

    def recall(self, key: str) -> Remembered | None:
        found = (change for change in self._changes if isinstance(change, Remembered) and change.key == key)
        return next(found, None)

    def spans(self, stored: Iterator[Span], since: datetime | None, until: datetime | None) -> Iterator[Span]:
        """The stored spans of a range as they will be once all has been written."""
        waiting = [change.span for change in self._changes if isinstance(change, SpanRecorded)]
        low, high = bounds(since, until)
        for span in stored:
            newer = next((w for w in waiting if span == w or _goes_on_in(span, w)), None)
            if newer is None:
                yield span
                continue
            waiting.remove(newer)
            if lies_in(newer, low, high):
                yield newer
        yield from (span for span in waiting if lies_in(span, low, high))

    def prompts(
        self, stored: Iterator[NumberedPrompt], rows: Rows, since: datetime | None, until: datetime | None
    ) -> Iterator[NumberedPrompt]:
        """The stored showings of a range as they will be once all has been written."""
        shown = {c.shown.number: c.shown for c in self._changes if isinstance(c, PromptShown)}
        settled = {c.number: c.outcome for c in self._changes if isinstance(c, PromptSettled)}
        by_row = {rows[number]: outcome for number, outcome in settled.items() if number in rows}
        rest = Outcome.OPEN if any(isinstance(c, PromptsAbandoned) for c in self._changes) else None
        for prompt in stored:
            outcome = prompt.showing.outcome or by_row.get(prompt.id, rest)
            yield prompt._replace(showing=replace(prompt.showing, outcome=outcome))
        low, high = bounds(since, until)
        for number, new in shown.items():
            if low <= to_us(new.at) < high:
                became = settled.get(number)
                yield NumberedPrompt(0, LoggedPrompt(new.kind, new.also, new.at, new.zone, became, new.exercise))


def _began(at: datetime, before: datetime | None) -> bool:
    return before is None or at < before


def _goes_on_in(stored: Span, newer: Span) -> bool:
    return stored.ended_by is None and (stored.posture, stored.start) == (newer.posture, newer.start)
