"""The app's style and palette, as the person chose them and as the system changes: light or dark, the accent, high
contrast, the size of text, density and motion.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QToolTip

from posture_app.ui.kit.look.density import space
from posture_app.ui.kit.look.theme import CALM, DARK, LIGHT, Colours, is_dark, size_anew, wear
from posture_app.ui.kit.looks import Appearance, high_contrast, with_accent
from posture_app.ui.kit.style import Style

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints

WHOLE = 100
"""Percent."""


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(c.surface), QColor(c.window))
    for which, colour in {
        role.WindowText: c.text,
        role.Text: c.text,
        role.ButtonText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.surface,
        role.Button: c.surface,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.Mid: c.line,
        role.BrightText: c.wrong,
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
        self._look = Appearance()
        self._dark = False
        self._colours: Colours | None = None
        self._system = QPalette(app.palette())
        self._was_dark = is_dark(self._system)  # for systems that give colours without saying which kind
        self._font, self._factor = QFont(app.font()), 1.0
        self._moves = app.isEffectEnabled(Qt.UIEffect.UI_General)
        app.setStyle(Style())
        self._hints = app.styleHints()  # kept, as what it gives is taken for deleted once nobody has it any more
        self._hints.colorSchemeChanged.connect(self._system_changed)
        asks = getattr(self._hints, "accessibility", None)  # Qt has it from 6.10 on
        self._wishes: QAccessibilityHints | None = None if asks is None else asks()
        if self._wishes is not None:
            self._wishes.contrastPreferenceChanged.connect(self._system_changed)
        app.fontChanged.connect(self._size_anew)
        app.screenAdded.connect(self._watch)
        for screen in app.screens():
            self._watch(screen)

    @property
    def dark(self) -> bool:
        """Whether windows are dark now."""
        return self._dark

    @property
    def much_contrast(self) -> bool:
        """Whether the desktop asks for high contrast."""
        return self._wishes is not None and self._wishes.contrastPreference() is Qt.ContrastPreference.HighContrast

    def choose(self, choice: str) -> None:
        """Go by "system", "light" or "dark" from now on; open windows change at once."""
        self._choice = choice
        # Qt passes it on to the frame around our windows, where the platform lets it.
        if choice == "system":
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
        self._apply()

    def dress(self, look: Appearance) -> None:
        """Appearance like this from now on; open windows change at once."""
        before, self._look = self._look, look
        if look.text_size != before.text_size:
            self._fit_font()
        if look.density != before.density:
            space(look.density, self._app.allWidgets())
        self._app.setProperty(CALM, look.less_motion)
        self._app.setEffectEnabled(Qt.UIEffect.UI_General, self._moves and not look.less_motion)
        self._apply()

    def scale_text(self, factor: float) -> None:
        """The person has text so much larger in all programs, which Qt does not know."""
        if factor != self._factor:
            self._factor = factor
            self._fit_font()

    def _fit_font(self) -> None:
        font, scale = QFont(self._font), self._factor * self._look.text_size / WHOLE
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * scale)
        else:
            font.setPixelSize(round(font.pixelSize() * scale))
        self._app.setFont(font)

    @Slot()
    def _system_changed(self) -> None:
        self._app.setPalette(QPalette())  # gives way to that of the system
        self._system = QPalette(self._app.palette())
        self._colours = None
        self._apply()

    @Slot()
    def _apply(self) -> None:
        dark = self._choice == "dark" or (self._choice == "system" and self._system_is_dark())
        light_colours, dark_colours = (with_accent(base, self._look.accent, self._system) for base in (LIGHT, DARK))
        found = dark_colours if dark else light_colours
        if self.much_contrast:
            found = high_contrast(self._system if self._choice == "system" else _palette(found))
            dark = is_dark(_palette(found))
        if found == self._colours:
            return
        self._dark, self._colours = dark, found
        wear(light_colours if dark else found, found if dark else dark_colours)
        palette = _palette(found)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self.changed.emit()

    @Slot(QScreen)
    def _watch(self, screen: QScreen) -> None:
        screen.logicalDotsPerInchChanged.connect(self._measure_anew)

    @Slot()
    def _size_anew(self) -> None:
        if self._look.text_size == WHOLE and self._factor == 1:
            self._font = QFont(self._app.font())
        size_anew(self._app.allWidgets())

    @Slot()
    def _measure_anew(self) -> None:
        """A point has more pixels now, or fewer: on X11, desktops change the size of text so."""
        for widget in self._app.allWidgets():
            self._app.sendEvent(widget, QEvent(QEvent.Type.FontChange))

    def _system_is_dark(self) -> bool:
        scheme = self._hints.colorScheme()
        return self._was_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark
