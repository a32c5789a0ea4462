"""How things stand, read from the parts of the engine."""

from datetime import UTC, datetime

from posture_app.core.engine.asking import Asking, Scene
from posture_app.core.engine.presence import Presence
from posture_app.core.engine.sitting import Sitting
from posture_app.core.status import State, Status


def report(presence: Presence, sitting: Sitting, asking: Asking, scene: Scene) -> Status:
    """The status at this moment."""

    def reading(at: int | None) -> datetime | None:
        return None if at is None else datetime.fromtimestamp(at - scene.at + scene.wall, UTC)

    known = [at for at in (sitting.since, None if presence.present else presence.hidden) if at is not None]
    counting = sitting.bout or scene.standing
    coming = asking.reminders.progress(scene.counts, standing=scene.standing) if counting else None
    return Status(
        at=datetime.fromtimestamp(scene.wall, UTC),
        state=_state(presence, sitting),
        since=reading(max(known, default=None)),
        bout_s=scene.counts.bout,
        due_s=coming.due_s if coming else None,
        due_kind=coming.kind if coming else None,
        progress=coming.since_s / max(1, coming.since_s + coming.due_s) if coming else 0.0,
        prompt=asking.reminders.current,
        holds=asking.held(scene),
        paused=asking.holds.pause.on,
        pause_until=reading(asking.holds.pause.until),
        up_until=reading(presence.up_until),
        private=presence.private.on,
        private_until=reading(presence.private.until),
        barred=presence.barred,
    )


def _state(presence: Presence, sitting: Sitting) -> State:
    if presence.up_until is not None and not presence.private.on:
        return State.UP
    if not presence.present:
        return State.AWAY
    return State.SITTING if sitting.now_sitting else State.STANDING
