"""The running app, as the upkeep sees it, for tests of its parts."""

from pathlib import Path
from typing import Any

from posture_app.core.ports import Clock
from posture_app.core.settings.settings import Settings
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places
from posture_app.store.log.log import Log
from posture_app.upkeep.host import Host
from posture_app.upkeep.worker import Worker

PATIENCE_S = 60
"""Real seconds for the end of what is being done; it comes far sooner."""
NOWHERE = Path("/nonexistent")


def make_host(log: Log, loop: Any, runner: Any, clock: Clock | None = None, **more: Any) -> Host:
    """The app around this log; `runner` says when and where it is. What else a part needs is given by name."""
    given = {
        "settings": Settings,
        "alarm": runner,
        "reread": lambda: None,
        "tell": lambda _: None,
        "where": Places(NOWHERE, NOWHERE),
        **more,
    }
    return Host(worker=Worker(loop, clock or SystemClock()), log=log, loop=loop, runner=runner, **given)
