"""How the app sees the person, and what it says where it does not."""

from posture_app.core.value import value

WORD_LASTS_S = 2 * 3600
"""Where no input is seen, the person counts as present for so many seconds after their last word."""
TITLE = "Keyboard and pointer are not seen"
WHAT_WORKS = (
    "The record and the reminders go by your word alone: say “I’m sitting”, “I’m standing” or “I’m up” whenever that "
    "changes. Your word holds for 2 hours. It ends before that when the computer sleeps and, where the app hears of "
    "it, when the screen is locked."
)
NOTICE = f"{TITLE} here. The page Today says why, and what to do."
TOOLTIP = "Keyboard and pointer are not seen: say when you sit."
NOT_SO = "if that is not so, say what you do in the window or at the tray"
COMMANDS = "With commands: posture-app sit, posture-app stand, posture-app up."


@value
class Sight:
    """`source` is the name of the sensor of input; if there is none, `why` says why. `locked_by` and `asleep_by` name
    the sensors that say that the screen is locked or the computer asleep.
    """

    source: str
    why: str | None = None
    locked_by: tuple[str, ...] = ()
    asleep_by: tuple[str, ...] = ()

    @property
    def blind(self) -> bool:
        return self.why is not None


def blind_words(sight: Sight) -> str:
    """Why no input is seen, as a sentence; empty if it is."""
    return "" if sight.why is None else f"{TITLE} here: {sight.why}."


def barrier_words(sight: Sight) -> str:
    """Which sensors say that nobody can be there, as the beginning of a sentence; empty if none does."""
    if sight.locked_by:
        return f"Locked according to {' and '.join(sight.locked_by)}"
    return f"Asleep according to {' and '.join(sight.asleep_by)}" if sight.asleep_by else ""
