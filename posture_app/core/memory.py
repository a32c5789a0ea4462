"""What the engine is to know after a restart, told by the log."""

from collections.abc import Sequence
from datetime import timedelta

from posture_app.core.events import Memory
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Span
from posture_app.core.statistics import bouts

RECENT = 500
"""So many of the last spans hold the last bout: its gaps are each shorter than a break."""


def remember(spans: Sequence[Span], rules: Rules, *, paused: bool = False, pause_until: int | None = None) -> Memory:
    """The memory that these last spans give, as they were recorded, all ended, the last bout among them.

    Whether the bout goes on, and whether the person still stands, is the engine's to say: it knows when it starts.
    """
    if not spans:
        return Memory(paused=paused, pause_until=pause_until)
    last = spans[-1]
    left = int(last.end.timestamp())
    runs = list(bouts(spans, timedelta(seconds=rules.break_min)))
    return Memory(
        sat=runs[-1].sitting // timedelta(seconds=1) if runs else 0,
        sat_until=int(runs[-1].end.timestamp()) if runs else None,
        present_until=left,
        posture=last.posture,
        up_until=left + rules.break_length if last.ended_by is EndedBy.UP else None,
        paused=paused,
        pause_until=pause_until,
    )
