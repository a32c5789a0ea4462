"""How things stand, as windows and the command line show it."""

from datetime import UTC, datetime

from posture_app.core.engine.asking import Asking, Scene
from posture_app.core.engine.presence import Presence
from posture_app.core.engine.sitting import Sitting
from posture_app.core.status import State, Status


def status_of(scene: Scene, presence: Presence, sitting: Sitting, asking: Asking) -> Status:
    """What the parts of the engine come to at this moment."""

    def reading(at: int | None) -> datetime | None:
        return None if at is None else datetime.fromtimestamp(at + scene.wall - scene.at, UTC)

    known = [at for at in (sitting.since, None if presence.present else presence.private_changed) if at is not None]
    counting = sitting.bout or scene.standing
    coming = asking.reminders.progress(scene.counts, standing=scene.standing) if counting else None
    due_kind, due_s, since_s, until_pause = coming or (None, None, 0, False)
    return Status(
        at=datetime.fromtimestamp(scene.wall, UTC),
        state=_state(presence, sitting),
        since=reading(max(known, default=None)),
        bout_s=scene.counts.bout,
        due_s=due_s,
        due_kind=due_kind,
        until_pause=until_pause,
        progress=0.0 if due_s is None else since_s / max(1, since_s + due_s),
        prompt=asking.reminders.in_sight,
        holds=asking.held_by(scene),
        paused=asking.holds.pause.on,
        pause_until=reading(asking.holds.pause.until),
        up_until=reading(presence.up_until),
        private=presence.private.on,
        private_until=reading(presence.private.until),
        barred=presence.barred,
        today_s=scene.counts.total - asking.today.total_before,
    )


def _state(presence: Presence, sitting: Sitting) -> State:
    if presence.up_until is not None and not presence.private.on:
        return State.UP
    if not presence.present:
        return State.AWAY
    return State.SITTING if sitting.now_sitting else State.STANDING
