"""Colours, type and spacing of every window, light and dark, and the switch between the two."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QToolTip, QWidget

SPACE = 8
"""The grid: gaps and margins are its multiples, or half of it."""
RADIUS = 10.0
TITLE = 1.8
"""The size of a page's title, in times of the font: 24 px with the usual 10 points."""
MIDDLE_GREY = 128


@dataclass(frozen=True, slots=True)
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
    wrong="#ff8a80",
    on_wrong="#3a0905",
)


def colours(widget: QWidget) -> Colours:
    """The colours that go with the palette this widget has now."""
    return DARK if _is_dark(widget.palette()) else LIGHT


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < MIDDLE_GREY


def sized(widget: QWidget, scale: float, *, strong: bool = False) -> QFont:
    """The application's font, larger or smaller, so that it grows with what the person set for all programs."""
    font = QFont(QApplication.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * scale)
    else:
        font.setPixelSize(round(font.pixelSize() * scale))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    widget.setFont(font)
    return font


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
    """Whether the system asks for interfaces that do not move."""
    return not widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(c.surface), QColor(c.window))
    for which, colour in {
        role.WindowText: c.text,
        role.Text: c.text,
        role.ButtonText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.window,
        role.Button: c.surface,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.muted))  # fixed values are read all the same
    return palette


class Theme(QObject):
    """Keeps the application's palette light or dark, as the setting `theme` says or as the system changes.

    Widgets need not know it: they take `colours(self)` when they paint, and a new palette repaints them.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._dark: bool | None = None
        self._was_dark = _is_dark(app.palette())  # for systems that give colours without saying which kind
        app.setStyle("Fusion")  # the one style that takes all its colours from the palette, on every system
        app.styleHints().colorSchemeChanged.connect(self._apply)

    @property
    def dark(self) -> bool:
        """Whether windows are dark now."""
        return bool(self._dark)

    def choose(self, choice: str) -> None:
        """Go by "system", "light" or "dark" from now on; open windows change at once."""
        self._choice = choice
        hints = self._app.styleHints()
        # Qt passes it on to the frame around our windows, where the platform lets it.
        if choice == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
        self._apply()

    @Slot()
    def _apply(self) -> None:
        dark = self._choice == "dark" or (self._choice == "system" and self._system_is_dark())
        if dark == self._dark:
            return
        self._dark = dark
        palette = _palette(DARK if dark else LIGHT)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self.changed.emit()

    def _system_is_dark(self) -> bool:
        scheme = self._app.styleHints().colorScheme()
        return self._was_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark
