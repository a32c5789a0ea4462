"""The programme that a person is on: started, paused, stopped, and what it has for today."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from posture_app.core.calendar import day_of, is_off
from posture_app.core.content.programmes import Programme, ProgrammeSession, SessionOffer
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.diary import Diary
from posture_app.core.settings.settings import Settings
from posture_app.core.value import value

if TYPE_CHECKING:
    from posture_app.core.content.content import Content  # read when first needed
    from posture_app.core.record.programme_progress import Planned, Progress

ON = "programme"
"""The key under which the log keeps which programme is on."""


class ProgrammeLog(Protocol):
    """What it needs of the log."""

    @property
    def diary(self) -> Diary: ...
    def recall(self, key: str) -> object: ...
    def remember(self, key: str, value: object) -> None: ...


@value
class ProgrammeOn:
    """Which programme is on, since when (UTC), and whether it is paused: then nothing of it is due."""

    programme: Programme
    since: datetime
    paused: bool = False


@value
class SessionToday:
    """A session of this week’s plan, and how it is done now; None: nothing of it suits here and now."""

    planned: "Planned"
    offer: SessionOffer | None


@value
class ProgrammeToday:
    """How far the programme is that is on, and what it has."""

    on: ProgrammeOn
    progress: "Progress"
    sessions: tuple[SessionToday, ...]
    day_off: bool = False

    @property
    def due(self) -> tuple[SessionOffer, ...]:
        """What is to be done today, the first of it first; nothing in a pause or on a day off."""
        if self.on.paused or self.day_off:
            return ()
        return tuple(each.offer for each in self.sessions if each.offer is not None and each.planned.due)


class Programmes:
    """At most one programme is on. What was done of it is read from the log each time: that is never wrong, whoever
    else wrote there. `changed` is called when one was started, paused, or stopped.
    """

    def __init__(
        self,
        log: ProgrammeLog,
        *,
        content: "Callable[[], Content]",
        settings: Callable[[], Settings],
        zone: Callable[[], str],
        now: Callable[[], datetime],
        changed: Callable[[], None],
    ) -> None:
        self._log, self._content, self._settings = log, content, settings
        self._zone, self._now, self._changed = zone, now, changed

    def on(self) -> ProgrammeOn | None:
        """The one that is on; None also if its entry cannot be read, or it is in the content no more."""
        try:
            kept = self._log.recall(ON)
        except KnownError:
            return None
        match kept:
            case {"id": str(name), "since": str(since), "paused": bool(paused)}:
                found = (each for each in self._content().programmes if each.id == name)
                programme = next(found, None)
                begun = _moment(since)
                return ProgrammeOn(programme, begun, paused) if programme and begun else None
        return None

    def start(self, programme: str) -> None:
        """Begin this one, in place of any other."""
        self._keep(programme, self._now(), paused=False)

    def pause(self, *, paused: bool) -> None:
        """Have nothing of it be due for some time, or go on. What a long gap does it does all the same."""
        if on := self.on():
            self._keep(on.programme.id, on.since, paused=paused)

    def stop(self) -> None:
        """Have none. What was done stays in the record."""
        self._log.remember(ON, None)
        self._changed()

    def today(self) -> ProgrammeToday | None:
        """How far it is at this moment; None: none is on."""
        on = self.on()
        if on is None:
            return None
        # Not needed by who is in no programme:
        from posture_app.core.content.session_items import variant_for  # noqa: PLC0415
        from posture_app.core.record.programme_progress import (  # noqa: PLC0415
            done_on_days,
            journey,
            progress,
            working_days,
        )

        settings, programme, now = self._settings(), on.programme, self._now()
        today = day_of(now, self._zone(), settings.day_start)
        try:
            done = list(self._log.diary.sessions(on.since))
        except KnownError:  # it is told elsewhere
            done = []
        if not programme.weeks:
            far = journey(programme, on.since, done, now)
        else:
            far = progress(
                programme,
                variant_for(programme, settings.profile),
                day_of(on.since, self._zone(), settings.day_start),
                done_on_days(programme.id, done, settings.day_start),
                today=today,
                weekdays=working_days(settings.working_hours),
            )
        sessions = tuple(SessionToday(each, self._offer(programme, far.week, each)) for each in far.plan)
        return ProgrammeToday(on, far, sessions, day_off=programme.weeks > 0 and is_off(today, settings.days_off))

    def due_for(self, kind: str) -> SessionOffer | None:
        """The session that is due today in place of a reminder of this kind."""
        on = self.on()
        if on is None or on.paused or on.programme.replaces != kind:
            return None
        today = self.today()
        return next(iter(today.due), None) if today else None

    def asks(self) -> str:
        """The reminder whose turn a session takes that is due today; empty if none is. It comes although it is switched
        off: who has started a programme wants to be reminded of it.
        """
        on = self.on()
        kind = str(on.programme.replaces) if on else ""
        return kind if kind and self.due_for(kind) is not None else ""

    def exercises(self) -> frozenset[str]:
        """The ids of what the programme has in this week, which goes before others."""
        today = self.today()
        offers = [each.offer for each in today.sessions if each.offer] if today and not today.on.paused else []
        return frozenset(item.exercise for offer in offers for item in offer.items)

    def _offer(self, programme: Programme, week: int, planned: "Planned") -> SessionOffer | None:
        from posture_app.core.content.session_items import fitting  # noqa: PLC0415 - as above
        from posture_app.core.session.plan import SessionPlan  # noqa: PLC0415

        session, profile = planned.session, self._settings().profile
        dosed = fitting(self._content(), session.items, profile, choose=session.choose, turn=planned.done)
        if not dosed:
            return None
        seconds = round(SessionPlan([exercise for _item, exercise in dosed]).seconds)
        belongs = ProgrammeSession(programme.id, week, planned.place)
        name = programme.name
        if session.name:
            name = _("{programme}: {session}").format(programme=name, session=session.name)
        return SessionOffer(name, belongs, tuple(item for item, _exercise in dosed), seconds)

    def _keep(self, programme: str, since: datetime, *, paused: bool) -> None:
        self._log.remember(ON, {"id": programme, "since": since.isoformat(), "paused": paused})
        self._changed()


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
