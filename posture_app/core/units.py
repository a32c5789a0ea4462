"""Numbers with their units."""

from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, ngettext

_FORMS = {"s": N_("{number} s"), "min": N_("{number} min"), "h": N_("{number} h"), "%": N_("{number} %")}
TIMES = "times"
"""The unit of which there may be one."""


def amount(number: float, unit: str) -> str:
    """A number with its unit, which is that of a setting: “30 min”, “7.5 h”, “80 %”, “1 time”."""
    decimals = len(f"{number:g}".partition(".")[2])
    return amount_form(number, unit).format(number=number_words(number, decimals))


def amount_form(number: float, unit: str) -> str:
    """The same with a hole for the number, whose form it has: “{number} min”; of no unit, the hole alone."""
    if unit == TIMES:
        return ngettext("{number} time", "{number} times", int(number))
    return _(_FORMS.get(unit, unit)) if unit else "{number}"


def unit_words(number: float, unit: str) -> str:
    """The unit alone, as it stands with this number: “min”, “times”; or the text that is in the place of a unit."""
    return amount_form(number, unit).format(number="").strip()
