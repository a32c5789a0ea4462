"""What keyboard shortcuts do: what each of them says to the engine at this moment."""

from posture_app.core.events import Word
from posture_app.core.status import State, Status


def other_posture(status: Status) -> Word:
    """The word of who changes between sitting and standing."""
    return Word.SIT if status.state in (State.STANDING, State.UP) else Word.STAND


def word_of(action: str, status: Status, *, strict: bool) -> Word | None:
    """The word for this action, one of `ACTIONS`; None if there is nothing to do now."""
    match action:
        case "up":
            return Word.UP
        case "switch":
            return other_posture(status)
        case "snooze" if status.prompt is not None and status.prompt.may_snooze and not strict:
            return Word.SNOOZE
        case "pause":
            return Word.RESUME if status.paused else Word.PAUSE
        case _:
            return None
