"""Colours, type and spacing of every window, light and dark."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from posture_app.core.value import value

SPACE = 8
"""The grid: gaps and margins are its multiples, or half of it."""
RADIUS = 10.0
TITLE = 1.8
"""The size of a page's title, in times of the font: 24 px with the usual 10 points."""
SCROLL_BAR = 12
"""How thick a scroll bar is, half of which can be seen."""
LEAD = 1.15
"""The size of the sentence that comes first."""
MIDDLE_GREY = 128
CALM = "less motion"
"""A property of the application: whether the person wants that."""
SCALE = "text scale"
"""The property of a widget that keeps the size of its text, in times of the application's."""


@value
class Colours:
    """One set of colours as #rrggbb. Text on `window` and `surface`, and each `on_…` on its ground, reach WCAG AA.

    `line` parts what would be told apart without it; `outline` goes round buttons, whose words say what they are;
    `edge` goes round fields, where nothing else shows that one can type there, and reaches WCAG 1.4.11's 3 : 1.
    """

    window: str
    surface: str
    sunken: str
    line: str
    outline: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    sitting: str
    standing: str
    over: str
    notice: str
    marked: str
    wrong: str
    on_wrong: str


LIGHT = Colours(
    window="#f5f5f2",
    surface="#ffffff",
    sunken="#ebebe6",
    line="#deded8",
    outline="#b9bcb6",
    edge="#868b90",
    text="#1e2226",
    muted="#5c636b",
    accent="#0b6e69",
    on_accent="#ffffff",
    sitting="#6579c6",
    standing="#168f7f",
    over="#d5551b",
    notice="#fdf1d6",
    marked="#ffe08a",
    wrong="#b3261e",
    on_wrong="#ffffff",
)
DARK = Colours(
    window="#1a1c1f",
    surface="#24272b",
    sunken="#31353a",
    line="#3a3f45",
    outline="#5a6168",
    edge="#7b8087",
    text="#eceef0",
    muted="#a8afb8",
    accent="#54c4b7",
    on_accent="#06211e",
    sitting="#8c9fe6",
    standing="#43c2ad",
    over="#f08a50",
    notice="#3b3320",
    marked="#665200",
    wrong="#ff8a80",
    on_wrong="#3a0905",
)


_worn = {False: LIGHT, True: DARK}
"""The colours of light windows and of dark ones, with the accent that the person chose."""


def colours(widget: QWidget) -> Colours:
    """The colours that go with the palette this widget has now."""
    return colours_of(widget.palette())


def colours_of(palette: QPalette) -> Colours:
    """The colours that go with this palette."""
    return _worn[is_dark(palette)]


def wear(light: Colours, dark: Colours) -> None:
    """Have windows in these colours from now on."""
    _worn[False], _worn[True] = light, dark


def is_dark(palette: QPalette) -> bool:
    """Whether what has this palette is dark."""
    return palette.color(QPalette.ColorRole.Window).lightness() < MIDDLE_GREY


def scaled(scale: float, *, strong: bool = False) -> QFont:
    """The application's font, larger or smaller, so that it grows with what the person set for all programs."""
    font = QFont(QApplication.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * scale)
    else:
        font.setPixelSize(round(font.pixelSize() * scale))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def sized(widget: QWidget, scale: float, *, strong: bool = False) -> None:
    """Give a widget that font, now and whenever that of the application has changed (see `Theme`)."""
    widget.setProperty(SCALE, scale)
    widget.setFont(scaled(scale, strong=strong))


def size_anew(widgets: Iterable[QWidget]) -> None:
    """The font of the application has changed."""
    for widget in widgets:
        scale = widget.property(SCALE)
        if scale:
            sized(widget, scale, strong=widget.font().weight() > QFont.Weight.Normal)


def in_pixels(widget: QWidget, *, strong: bool = False) -> QFont:
    """The font of a widget as it is on the screen, in pixels: of the same size in a picture or on paper, where points
    would be others.
    """
    font, info = QFont(widget.font()), QFontInfo(widget.font())
    font.setFamily(info.family())
    font.setPixelSize(info.pixelSize())
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def wants_calm(widget: QWidget) -> bool:
    """Whether the person or the system asks for interfaces that do not move."""
    app = QApplication.instance()
    if app is not None and app.property(CALM):
        return True
    return not widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
