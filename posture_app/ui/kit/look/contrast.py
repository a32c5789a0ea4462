"""How well one colour stands out from another, by WCAG 2, and colours made to stand out."""

from PySide6.QtGui import QColor

TEXT = 4.5
"""What text needs at the least (1.4.3)."""
STRONG = 7.0
"""What it needs where more contrast is asked for (1.4.6)."""
GRAPHICS = 3.0
"""What marks and edges need (1.4.11)."""
_STEPS = 100
_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def standing_out(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, no lighter or darker than it has to be to reach this contrast on each of these grounds."""
    darker = text_on(grounds[0]) == "#000000"
    made = QColor(colour)
    h, s, lightness = made.hslHueF(), made.hslSaturationF(), made.lightnessF()
    end = 0.0 if darker else 1.0
    for step in range(_STEPS + 1):
        found = QColor.fromHslF(max(h, 0.0), s, lightness + (end - lightness) * step / _STEPS).name()
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    return "#000000" if darker else "#ffffff"


def text_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return max("#000000", "#ffffff", key=lambda text: contrast(text, ground))


def mixed(one: str, other: str, share: float) -> str:
    """The first colour with this share of the other."""
    a, b = QColor(one), QColor(other)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in parts)).name()


def _luminance(colour: str) -> float:
    made = QColor(colour)
    return 0.2126 * _linear(made.redF()) + 0.7152 * _linear(made.greenF()) + 0.0722 * _linear(made.blueF())


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
