"""Keyboard shortcuts that work whichever window is in front: what they can do, and how they are written."""

from collections.abc import Mapping
from enum import StrEnum

from posture_app.core.formats import one_of
from posture_app.core.language import N_, _
from posture_app.core.value import value

NONE = "none"
ACTIONS: Mapping[str, str] = {
    "up": N_("I’m up"),
    "switch": N_("Sit or stand"),
    "snooze": N_("Snooze the reminder"),
    "pause": N_("Pause or resume reminders"),
}
"""What a shortcut can do, and what that is called; each is a command of `posture-app`, too."""


class Modifier(StrEnum):
    """A key to hold, in the order of writing."""

    SUPER = "Super"
    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"


LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = tuple("0123456789")
FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
NAMED_KEYS = (
    *("Space", "Tab", "Enter", "Escape", "Backspace", "Insert", "Delete", "Pause"),
    *("Home", "End", "PageUp", "PageDown", "Left", "Right", "Up", "Down"),
)
KEYS = (*LETTERS, *DIGITS, *FUNCTION_KEYS, *NAMED_KEYS)

_MODIFIERS = {
    **{modifier.lower(): modifier for modifier in Modifier},
    "control": Modifier.CTRL,
    **dict.fromkeys(("meta", "win", "windows"), Modifier.SUPER),
}
_KEYS = {
    **{key.lower(): key for key in KEYS},
    "return": "Enter",
    "esc": "Escape",
    "ins": "Insert",
    "del": "Delete",
    "pgup": "PageUp",
    "pgdn": "PageDown",
}


@value
class Shortcut:
    """A key, one of KEYS, and what is held with it."""

    modifiers: frozenset[Modifier]
    key: str

    def __str__(self) -> str:
        return "+".join([*(modifier for modifier in Modifier if modifier in self.modifiers), self.key])


def parse_shortcut(text: str) -> Shortcut | None:
    """Read “Ctrl+Alt+U”, in any case and order; None for “none” and for no text. Raises ValueError, saying why."""
    if text.strip().lower() in ("", NONE):
        return None
    modifiers: set[Modifier] = set()
    keys: list[str] = []
    for part in (part.strip() for part in text.split("+")):
        word = part.lower()
        if word in _KEYS:
            keys.append(_KEYS[word])
        elif word not in _MODIFIERS:
            raise ValueError(_("“{part}” is not a key").format(part=part) if part else _("a “+” has nothing beside it"))
        elif _MODIFIERS[word] in modifiers:
            raise ValueError(_("“{part}” is given twice").format(part=part))
        else:
            modifiers.add(_MODIFIERS[word])
    if len(keys) != 1:
        fault = _("“{text}” names more than one key") if keys else _("“{text}” names no key to press with it")
        raise ValueError(fault.format(text=text))
    if not modifiers - {Modifier.SHIFT} and keys[0] not in FUNCTION_KEYS:
        raise ValueError(_("“{text}” alone is needed for typing; hold Ctrl, Alt or Super with it").format(text=text))
    return Shortcut(frozenset(modifiers), keys[0])


def format_shortcut(shortcut: Shortcut | None) -> str:
    """The notation that `parse_shortcut` reads."""
    return NONE if shortcut is None else str(shortcut)


def find_doubles(shortcuts: Mapping[str, Shortcut]) -> dict[str, str]:
    """The actions whose shortcut an earlier action has already, each with a sentence that says so."""
    first: dict[Shortcut, str] = {}
    doubles: dict[str, str] = {}
    for action, shortcut in shortcuts.items():
        owner = first.setdefault(shortcut, action)
        if owner != action:
            doubles[action] = _("{shortcut} is already set for “{action}”.").format(
                shortcut=shortcut, action=_(ACTIONS.get(owner, owner))
            )
    return doubles


EVERYWHERE = N_("work whichever window is in front")


def instead(*actions: str) -> str:
    """A sentence: what a person can do where programs are given no shortcuts."""
    commands = one_of([f"`posture-app {action}`" for action in actions or ACTIONS])
    return _("The desktop’s own settings can give one to the command {commands}.").format(commands=commands)
