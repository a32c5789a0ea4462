"""What the running app has of exercises, tips and programmes, each part made when it is first needed."""

import math
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from posture_app.core.calendar import day_of
from posture_app.core.content.programmes import SessionOffer, percents_of
from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.ports import MainLoop
from posture_app.core.prompts import Shown
from posture_app.core.record.diary import Session
from posture_app.core.record.programmes import Programmes
from posture_app.core.rules import Rules, rules_of
from posture_app.core.session.ends import Ended
from posture_app.core.settings.settings import Settings
from posture_app.core.status import Status
from posture_app.desktop.sounds import Sounds
from posture_app.runtime.exercise_choice import said_by
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.run_options import RunOptions
from posture_app.store.log.log import Log

if TYPE_CHECKING:
    from posture_app.core.content.content import Content
    from posture_app.core.session.cues import Cues
    from posture_app.runtime.day_tips import DayTips
    from posture_app.runtime.own_exercises import OwnExercises

HURT_ELSEWHERE = "hurt_elsewhere"
"""The key under which the log keeps which exercises hurt at other computers, and up to when that was taken in."""


class Closes(Protocol):
    """A part that holds something."""

    def close(self) -> None: ...


C = TypeVar("C", bound=Closes)


class Host(Protocol):
    """The running app, much of which is made after this."""

    options: RunOptions
    loop: MainLoop
    settings: Settings
    language: str
    log: Log
    frontend: Frontend
    sounds: Sounds
    live: Runner

    def apply_said(self, key: str, value: object) -> bool: ...
    def own(self, part: C) -> C: ...


class Exercising:
    """The content of the app, and what becomes of it."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self.programmes = Programmes(
            app.log,
            content=lambda: self.content,
            settings=lambda: app.settings,
            zone=lambda: app.live.zone,
            now=lambda: app.live.now(),  # noqa: PLW0108 - made later
            changed=self._programme_changed,
        )
        self._looked_on: date | None = None
        self._shipped: Content | None = None
        self._complained = False

    def rules(self) -> Rules:
        """Those of the settings, and the reminder of a session that is due today, on or off."""
        return rules_of(self._app.settings, self.programmes.asks())

    def look(self, status: Status) -> None:
        """Have the reminder of the sessions come and go with the days, and with what was done; one that shows stays
        until it is answered.
        """
        today = self._today()
        if status.prompt is None and self._looked_on != today:
            self._looked_on = today
            rules = self.rules()
            if rules != self._app.live.rules:
                self._app.live.adjust(rules)

    @property
    def content(self) -> "Content":
        """Exercises and tips, with those of the person's own."""
        return self.own.content

    @cached_property
    def own(self) -> "OwnExercises":
        """Those of the person's own; a fault in the files that ship is logged and told once."""
        from posture_app.runtime.own_exercises import OwnExercises  # noqa: PLC0415 - not every run needs it

        app = self._app
        return app.own(OwnExercises(app.options.where.own_content, app.loop, self._read_shipped, app.frontend.reread))

    def reread(self) -> None:
        """Have all in the language that the app speaks now."""
        self._shipped = None
        if "own" in vars(self):
            self.own.forget()

    def _read_shipped(self) -> "Content":
        from posture_app.desktop.bundled import load_content  # noqa: PLC0415 - 1 MiB that not every run needs

        if self._shipped is None:
            self._shipped, complaints = load_content(self._app.language)
            for sentence in () if self._complained else complaints:  # they are in the log already
                self._app.frontend.notify(sentence)
            self._complained = True
        return self._shipped

    @cached_property
    def tips(self) -> "DayTips":
        """The tip of the day."""
        from posture_app.runtime.day_tips import DayTips  # noqa: PLC0415 - once the icon shows

        app = self._app
        return DayTips(app.log, lambda: self.content, lambda: app.settings, self._today)

    @cached_property
    def cues(self) -> "Cues":
        """What is heard while exercises are done."""
        from posture_app.desktop.speech import Speech  # noqa: PLC0415 - with the first exercise
        from posture_app.runtime.session_sound import SessionSound  # noqa: PLC0415

        app = self._app
        return SessionSound(lambda: app.settings, app.sounds, app.own(Speech()))

    def done(self, session: Session) -> None:
        """Keep what was done of an exercise, but nothing in private mode; one that hurt is hidden in any case."""
        app = self._app
        for key, value in said_by(session, app.settings).items():
            app.apply_said(key, value)
        if not app.live.status().private:
            app.log.done(session)
            if session.belongs is not None:
                self._looked_on = None
                self.look(app.live.status())
            app.frontend.refresh(app.live.status())

    def said_done(self, prompt: Shown, session: SessionOffer) -> None:
        """“Done” to a prompt that offered a session says that all of it was, unless it was counted as it was done."""
        app = self._app
        try:
            if any(each.belongs == session.belongs for each in app.log.diary.sessions(prompt.at)):
                return
        except KnownError:  # it is told elsewhere
            return
        found = ((item, self.content.exercise(item.exercise)) for item in session.items)
        planned = [item.dosed(exercise) for item, exercise in found if exercise]
        percents, left = percents_of(planned), sum(exercise.total_s for exercise in planned)
        for each in planned:
            at = app.live.now() - timedelta(seconds=left)
            left -= each.total_s
            came_to = each.total_s, Ended.DONE, None, 100, session.belongs, percents[each.id]
            self.done(Session(each.id, at, app.live.zone, *came_to))

    def record_changed(self) -> None:
        """The record was changed beside recording. What has come from the person’s other computers may tell of an
        exercise that hurt: it is hidden here, too; once for each time that it hurt, for who takes it off the list wants
        it back.
        """
        self._hide_hurt()
        self._app.frontend.reread()

    def _hide_hurt(self) -> None:
        log, settings = self._app.log, self._app.settings
        try:
            elsewhere = log.diary.hurt_elsewhere()
            kept = log.recall(HURT_ELSEWHERE) if elsewhere else None
        except KnownError:  # it is told elsewhere
            return
        known = {name: at for name, at in kept.items() if isinstance(at, int | float)} if isinstance(kept, dict) else {}
        at = {name: hurt.timestamp() for name, hurt in elsewhere.items()}
        new = [name for name in at if at[name] > known.get(name, -math.inf) and self.content.exercise(name)]
        if new and self._app.apply_said("hurt", tuple(dict.fromkeys((*settings.hurt, *new)))):
            log.remember(HURT_ELSEWHERE, known | {name: at[name] for name in new})

    def _programme_changed(self) -> None:
        self._looked_on = None
        self.look(self._app.live.status())
        self._app.frontend.reread()

    def _today(self) -> date:
        app = self._app
        return day_of(app.live.now(), app.live.zone, app.settings.day_start)
