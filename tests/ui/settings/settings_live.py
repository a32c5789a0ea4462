"""A running app for the settings window: what it shows is given, and what was asked of it kept."""

from collections.abc import Mapping
from datetime import timedelta

from posture_app.core.autostart import Autostart
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.errors import Unavailable
from posture_app.core.sight import Sight
from posture_app.ui.settings.settings_sources import PreviewSources
from tests.ui.fake_record import FakeRecord
from tests.ui.samples import DETECTED, NOW, ZONE

EXERCISES = (("chin_tuck", "Chin tuck"), ("toe_spread", "Toe spread"))


class Present:
    """At NOW, 15:18 by the wall."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.coming: tuple[UpcomingPrompt, ...] = ()
        self.read = 0
        self.held = ""
        self.faults: Mapping[str, str] = {}
        self.record = FakeRecord()
        self.autostart: Autostart | Unavailable = Unavailable("nothing starts programs here")
        self.detection, self.sight = DETECTED, Sight("mutter")

    def at(self, minutes: float, *kinds: str) -> None:
        """One more is to come, so many minutes from NOW."""
        self.coming += (UpcomingPrompt(kinds, NOW + timedelta(minutes=minutes)),)

    def live(self) -> PreviewSources:
        return PreviewSources(
            try_it=self.tried.append,
            preview=self._preview,
            zone=lambda: ZONE,
            now=lambda: NOW,
            held=lambda: self.held,
            exercises=lambda: EXERCISES,
            hotkey_faults=lambda: self.faults,
            record=self.record,
            autostart=self.autostart,
            detection=lambda: self.detection,
            sight=lambda: self.sight,
        )

    def _preview(self) -> tuple[UpcomingPrompt, ...]:
        self.read += 1
        return self.coming
