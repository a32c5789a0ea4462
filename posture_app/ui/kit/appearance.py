"""The app's style and palette, the switch between light and dark, and the size of text as the system changes it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QToolTip

from posture_app.ui.kit.style import Style
from posture_app.ui.kit.theme import DARK, LIGHT, Colours, is_dark, size_anew


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
        self._was_dark = is_dark(app.palette())  # for systems that give colours without saying which kind
        app.setStyle(Style())
        app.styleHints().colorSchemeChanged.connect(self._apply)
        app.fontChanged.connect(self._size_anew)
        app.screenAdded.connect(self._watch)
        for screen in app.screens():
            self._watch(screen)

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

    @Slot(QScreen)
    def _watch(self, screen: QScreen) -> None:
        screen.logicalDotsPerInchChanged.connect(self._measure_anew)

    @Slot()
    def _size_anew(self) -> None:
        size_anew(self._app.allWidgets())

    @Slot()
    def _measure_anew(self) -> None:
        """A point has more pixels now, or fewer: on X11, desktops change the size of text so."""
        for widget in self._app.allWidgets():
            self._app.sendEvent(widget, QEvent(QEvent.Type.FontChange))

    def _system_is_dark(self) -> bool:
        scheme = self._app.styleHints().colorScheme()
        return self._was_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark
