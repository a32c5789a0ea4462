"""Somebody in a programme, for pictures and tests."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.record.diary import Session
from posture_app.core.record.programmes import ON, Programmes
from posture_app.core.settings.settings import Settings
from tests.ui.samples import NOW, SITTING, ZONE, Log, week_of

if TYPE_CHECKING:
    from posture_app.core.content.content import Content

DAY = timedelta(days=1)


def programmes(log: Log, content: "Callable[[], Content]", settings: Callable[[], Settings]) -> Programmes:
    """The programme that this log knows."""
    return Programmes(log, content=content, settings=settings, zone=lambda: ZONE, now=lambda: NOW, changed=lambda: None)


def in_programme(programme: str) -> Log:
    """A week of sitting, and a programme that began eight days ago with a session on each of five days."""
    log, since = week_of(SITTING), NOW - 8 * DAY
    if programme == "long_journey":
        since = NOW - timedelta(minutes=70)
    log.remember(ON, {"id": programme, "since": since.isoformat(), "paused": False})
    for number in range(5):
        for place in range(3):
            belongs = ProgrammeSession(programme, 1, place)
            log.diary.done(Session("walk", since + number * DAY, ZONE, 180, share=100, belongs=belongs, percent=100))
    return log
