"""How the app sees the person, and what it says where it does not."""

from posture_app.core.formats import listed
from posture_app.core.language import N_, _, sentences
from posture_app.core.value import value

WORD_LASTS_S = 2 * 3600
"""Where no input is seen, the person counts as present for so many seconds after their last word."""
TITLE = N_("Keyboard and pointer are not seen here")
WHAT_WORKS = N_(
    "The record and the reminders go by your word alone: say “I’m sitting”, “I’m standing” or “I’m up” whenever that "
    "changes. Your word holds for 2 hours. It ends before that when the computer sleeps and, where the app hears of "
    "it, when the screen is locked."
)
NOTICE = N_("Keyboard and pointer are not seen here. The page Today says why, and what to do.")
TOOLTIP = N_("Keyboard and pointer are not seen: say when you sit.")
NO_EFFECT = N_(
    "The screen is locked, or the computer asleep, so this has no effect; if that is not so, say what you do in the "
    "window or at the tray."
)


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
    if sight.why is None:
        return ""
    # Translators: {why} is a sentence without its full stop.
    return _("Keyboard and pointer are not seen here: {why}.").format(why=sight.why)


def barrier_words(sight: Sight) -> str:
    """Which sensors say that nobody can be there, as a sentence; empty if none does."""
    if sight.locked_by:
        return _("Locked according to {sources}.").format(sources=listed(sight.locked_by))
    if sight.asleep_by:
        return _("Asleep according to {sources}.").format(sources=listed(sight.asleep_by))
    return ""


def no_effect_words(sight: Sight) -> str:
    """Why a word has no effect while nobody can be there, and what to do if somebody is."""
    if sight.locked_by:
        text = _(
            "Locked according to {sources}, so this has no effect; if that is not so, say what you do in the window or "
            "at the tray."
        )
        return text.format(sources=listed(sight.locked_by))
    if sight.asleep_by:
        text = _(
            "Asleep according to {sources}, so this has no effect; if that is not so, say what you do in the window or "
            "at the tray."
        )
        return text.format(sources=listed(sight.asleep_by))
    return _(NO_EFFECT)


def sight_words(sight: Sight) -> list[str]:
    """What the command line says of how the person is seen; nothing where all is well."""
    said = []
    if barrier := barrier_words(sight):
        not_so = _("If that is not so, say what you do in the window or at the tray.")
        said.append(sentences(barrier, not_so))
    if sight.blind:
        commands = _("With commands: {commands}.").format(commands="posture-app sit, posture-app stand, posture-app up")
        said += [blind_words(sight), sentences(_(WHAT_WORKS), commands)]
    return said
