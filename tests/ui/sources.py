"""`Sources` of the main window for tests: everything given, and what was called kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.events import Word
from posture_app.core.record.coming_back import ComingBack
from posture_app.core.record.programmes import Programmes
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import Sight
from posture_app.core.status import Status
from posture_app.runtime.breaks import breaks
from posture_app.ui.sources import Sources
from posture_app.ui.tray.break_menu import Breaks
from tests.ui.fake_record import FakeRecord
from tests.ui.hand_loop import HandLoop
from tests.ui.samples import MINUTE, NOW, SITTING, ZONE, Log

if TYPE_CHECKING:
    from posture_app.core.content.content import Content, Tip
    from posture_app.core.content.exercises import Exercise
    from posture_app.runtime.own_exercises import OwnExercises


COMING = (
    UpcomingPrompt(("stand",), NOW + 12 * MINUTE),
    UpcomingPrompt(("stretch", "stand"), NOW + 44 * MINUTE),
    UpcomingPrompt(("feet",), NOW + 76 * MINUTE),
    UpcomingPrompt(("stand",), NOW + 108 * MINUTE),
)


class Desk:
    """A person's side of the window: how things stand, and what was said."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self.now: datetime = status.at
        self.zone = ZONE
        self.settings = Settings()
        self.sight = Sight("x11")
        self.said: list[tuple[Word, float | None]] = []
        self.record = FakeRecord()
        self.settings_opened = self.help_opened = self.quits = 0
        self.breaks: list[str] = []
        self.tip: Tip | None = None
        self.tips_shown: list[str] = []
        self.offered: Exercise | None = None
        self.played: list[Sequence[Item | str]] = []
        self.belongs: list[ProgrammeSession | None] = []
        self.offered_session: SessionOffer | None = None
        self.offered_on_feet = False
        self.upcoming: tuple[UpcomingPrompt, ...] = COMING
        self.own_folder = Path("/nowhere/exercises")
        self._own: OwnExercises | None = None

    def play(self, items: Sequence[Item | str], belongs: ProgrammeSession | None = None) -> None:
        self.played.append(items)
        self.belongs.append(belongs)

    def programmes(self, log: Log) -> Programmes:
        return Programmes(
            log,
            content=self.content,
            settings=lambda: self.settings,
            zone=lambda: self.zone,
            now=lambda: self.now,
            changed=lambda: None,
        )

    def say(self, word: Word, minutes: float | None) -> None:
        self.said.append((word, minutes))

    def apply(self, key: str, value: object) -> None:
        changed: dict[str, Any] = {key: value}
        self.settings = replace(self.settings, **changed)

    def open_settings(self) -> None:
        self.settings_opened += 1

    def open_help(self) -> None:
        self.help_opened += 1

    def quit_app(self) -> None:
        self.quits += 1

    def content(self) -> "Content":
        return self.own_exercises().content

    def own_exercises(self) -> "OwnExercises":
        """Those of a folder; that it has changed is heard by `folder()`."""
        from posture_app.runtime.own_exercises import OwnExercises  # noqa: PLC0415 - only the page of exercises needs it
        from tests.ui.lessons import content  # noqa: PLC0415 - so with this

        if self._own is None:
            self._own = OwnExercises(self.own_folder, HandLoop(), content, lambda: None)
        return self._own

    def illustration(self, name: str) -> bytes:
        return self.own_exercises().picture(name) if name.startswith("own:") else DRAWING

    def coming_back(self, log: Log | None = None) -> ComingBack:
        return ComingBack(
            Log() if log is None else log,
            settings=lambda: self.settings,
            zone=lambda: self.zone,
            now=lambda: self.now,
            sees=lambda: not self.sight.blind,
            changed=lambda: None,
        )

    def sources(self, log: Log | None = None) -> Sources:
        history = Log() if log is None else log
        return Sources(
            history=history,
            record=self.record,
            diary=history.diary,
            status=lambda: self.status,
            sight=lambda: self.sight,
            settings=lambda: self.settings,
            zone=lambda: self.zone,
            now=lambda: self.now,
            apply=self.apply,
            say=self.say,
            coming_back=self.coming_back(history),
            done=history.diary.done,
            content=self.content,
            illustration=self.illustration,
            own=self.own_exercises,
            offered=lambda: self.offered,
            offered_session=lambda: self.offered_session,
            offered_on_feet=lambda: self.offered_on_feet,
            programmes=self.programmes(history),
            play=self.play,
            open_settings=self.open_settings,
            open_help=self.open_help,
            upcoming=lambda: self.upcoming,
            tomorrow=lambda: self.now + timedelta(hours=16),
            breaks=Breaks(lambda: breaks(self.settings), self.breaks.append),
            tip=lambda: self.tip,
            show_tip=self.tips_shown.append,
            quit_app=self.quit_app,
        )


def sources(*, log: Log | None = None, now: Status | None = None) -> Sources:
    """Sources of a person whose doings nobody asks for."""
    return Desk(now or SITTING).sources(log)


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" width="240" height="180"><g>
<animateTransform attributeName="transform" type="rotate" values="0 120 90;30 120 90;0 120 90" dur="4s"
repeatCount="indefinite"/><rect x="100" y="40" width="40" height="100" rx="8" fill="#5B7FA6"/></g></svg>"""
