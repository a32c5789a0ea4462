"""A running app for the settings window: what it shows is given, and what was asked of it kept."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from posture_app.core.autostart import Autostart, AutostartState, DesktopEntry
from posture_app.core.content.content import Safety
from posture_app.core.detection import Detection
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.ports import Watch
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.sight import Sight
from posture_app.desktop.settings_transfer import export_settings, settings_in
from posture_app.ui.settings.settings_sources import AboutSources, DetectionSources, PreviewSources
from tests.ui.fake_record import FakeRecord
from tests.ui.samples import DETECTED, NOW, ZONE

ABOUT = AboutSources(
    installed=("By pipx", "pipx upgrade posture-app"),
    places=(("The record", "/home/ada/.local/share/posture-app/posture.db"),),
    doctor=("posture-app", "doctor"),
    unit="[Service]\nExecStart=/usr/bin/posture-app --hidden\n",
    safety=lambda: Safety("Stop if it hurts.", "It is no substitute for advice."),
)
TIPS = (("move_often", "Move often"),)
EXERCISES = (("chin_tuck", "Chin tuck"), ("toe_spread", "Toe spread"))


class Seen:
    """How things stand with what the app sees, which may change; who waits for input; how often each was asked."""

    def __init__(self) -> None:
        self.detection = DETECTED
        self.looks = self.asked = 0
        self.waiting: list[Callable[[], None]] = []

    def sources(self) -> DetectionSources:
        return DetectionSources(self._detection, self._ask, self._next_input)

    def input(self) -> None:
        waiting, self.waiting = self.waiting, []
        for call in waiting:
            call()

    def _detection(self) -> Detection:
        self.looks += 1
        return self.detection

    def _ask(self) -> None:
        self.asked += 1

    def _next_input(self, call: Callable[[], None]) -> Watch:
        self.waiting.append(call)
        return Given(self.waiting, call)


class Given:
    """Implements `core.ports.Watch`."""

    def __init__(self, waiting: list[Callable[[], None]], call: Callable[[], None]) -> None:
        self._waiting, self._call = waiting, call

    def stop(self) -> None:
        if self._call in self._waiting:
            self._waiting.remove(self._call)


class Off:
    """An entry that is not there until it is wanted; `fails` has that impossible."""

    where = "an entry"

    def __init__(self) -> None:
        self.on = False
        self.fails = False

    def state(self) -> AutostartState:
        return AutostartState(on=self.on)

    def turn(self, *, on: bool) -> None:
        if self.fails:
            raise KnownError("The entry cannot be written.")
        self.on = on

    def mend(self) -> bool:
        return False


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
        self.menu: DesktopEntry | Unavailable = Unavailable("a package has brought it")
        self.about = ABOUT
        self.seen, self.sight = Seen(), Sight("mutter")
        self.lacks: Mapping[Requirement, str] = {}
        self.lost_ways: Mapping[str, str] = {}
        self.why_hidden: Mapping[str, str] = {}

    def at(self, minutes: float, *kinds: str) -> None:
        """One more is to come, so many minutes from NOW."""
        self.coming += (UpcomingPrompt(kinds, NOW + timedelta(minutes=minutes)),)

    def live(self) -> PreviewSources:
        return PreviewSources(
            try_it=self.tried.append,
            end_trial=self.tried.clear,
            preview=self._preview,
            zone=lambda: ZONE,
            now=lambda: NOW,
            held=lambda: self.held,
            exercises=lambda: EXERCISES,
            why_hidden=lambda name: self.why_hidden.get(name, ""),
            tips=lambda: TIPS,
            hotkey_faults=lambda: self.faults,
            record=self.record,
            autostart=self.autostart,
            menu=self.menu,
            about=self.about,
            detection=self.seen.sources(),
            sight=lambda: self.sight,
            lacks=lambda: self.lacks,
            lost_ways=lambda: self.lost_ways,
            export_settings=self.exported,
            settings_in=settings_in,
        )

    def exported(self, path: Path, private: bool) -> None:
        export_settings(DEFAULTS, path, private=private)

    def _preview(self) -> tuple[UpcomingPrompt, ...]:
        self.read += 1
        return self.coming
