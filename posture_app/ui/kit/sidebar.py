"""The strip at the side of a window with the ways to its pages; a narrow window folds it behind a button."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QLayout, QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import column_of, row_of, spring, wide
from posture_app.ui.kit.look.paint import faded
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.panel import scrolled, short_label
from posture_app.ui.kit.rule import Rule

HELP_KEY, KEYS_KEY, BACK_KEYS, QUIT_KEY = "F1", "Ctrl+?", ("Backspace", "Alt+Left"), "Ctrl+Q"
"""What windows with a sidebar hear: the help, all keys, one step back, the end. Not StandardKey.HelpContents, Back and
Quit: on macOS the first of them is the second one of these, and the next has neither key; Windows has no last one.
"""
LEAST = 176
LETTERS_BESIDE = 64
"""So many letters of usual width have to fit beside it, or it is folded."""
SHADE = 0.4


class _Entries(QWidget):
    def accessible_as(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.PageTabList)


class Sidebar(QWidget):
    """The name of its window, and a `column` to put the entries into. It scrolls where it is too low for them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAutoFillBackground(True)  # folded, it lies over the page
        margins = (SPACE, SPACE * 3, SPACE, SPACE * 2)
        self._area, self.column = scrolled(_Entries(), spacing=SPACE // 2, margins=margins)
        row_of(wide(self._area), Rule(upright=True), on=self, spacing=0)
        heading = short_label(name, scale=1.2, strong=True)
        heading.setContentsMargins(0, 0, 0, SPACE)
        self.column.addLayout(row_of(SPACE + SPACE // 2, heading, spacing=0))  # in line with the words of the entries

    def sizeHint(self) -> QSize:
        inside = self.column.totalSizeHint()
        return QSize(max(LEAST, inside.width() + 1 + SCROLL_BAR), inside.height())  # a low window has a bar beside it

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 0)


class _Shade(QWidget):
    """Lies over the page while the folded sidebar is open."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, faded("#000000", SHADE))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pressed.emit()


class WithSidebar(QWidget):
    """A sidebar and what it leads to, side by side. Where there is no room for both, a button above opens the sidebar
    over the page; choosing there, Escape, a click beside it and going elsewhere with the keyboard close it.
    """

    def __init__(self, sidebar: Sidebar, page: QLayout | QWidget) -> None:
        super().__init__()
        self._sidebar, self._shade = sidebar, _Shade(self)
        self._shade.hide()
        self._shade.pressed.connect(self.close_sidebar)
        self._folded = False
        self._entries: list[QAbstractButton] = []
        self.opener = Button(sidebar.name, "open sidebar", Look.NAVIGATION, sign=Sign.MENU, says=_("Pages and more"))
        self.opener.setCheckable(False)
        self.opener.clicked.connect(self._open)
        self._top = QWidget()
        self._top.hide()
        self.opener.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row_of(self.opener, spring(), on=self._top, margins=(SPACE, SPACE // 2, SPACE, 0))
        self._row = row_of(sidebar, wide(column_of(self._top, wide(page), spacing=0)), on=self, spacing=0)

    @property
    def folded(self) -> bool:
        """Whether the window is too narrow for the sidebar."""
        return self._folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._fit()

    def _fit(self) -> None:
        beside = self.fontMetrics().averageCharWidth() * LETTERS_BESIDE
        folded = self.width() < self._sidebar.sizeHint().width() + beside
        if folded is not self._folded:
            self._folded = folded
            self._top.setVisible(folded)
            if folded:
                self._row.removeWidget(self._sidebar)
                self._sidebar.hide()
            else:
                self._shut()
                self._row.insertWidget(0, self._sidebar)
                self._sidebar.show()
        if folded:
            self._place()

    def _place(self) -> None:
        self._shade.setGeometry(self.rect())
        width = min(self._sidebar.sizeHint().width(), self.width())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._sidebar.setGeometry(self.width() - width if mirrored else 0, 0, width, self.height())

    @Slot()
    def _open(self) -> None:
        self._place()
        self._entries = [each for each in self._sidebar.findChildren(QAbstractButton) if not each.isHidden()]
        for each in self._entries:
            each.clicked.connect(self.close_sidebar)
        for part in (self._shade, self._sidebar):
            part.show()
            part.raise_()
        chosen = [each for each in self._entries if each.isChecked()] or self._entries
        chosen[0].setFocus(Qt.FocusReason.OtherFocusReason)
        _app().focusObjectChanged.connect(self._moved)

    @Slot()
    def close_sidebar(self) -> None:
        """Close it, if it is folded and open."""
        if self._folded and self._entries:
            focus: QWidget | None = self.window().focusWidget()
            back = focus is not None and self._sidebar.isAncestorOf(focus)
            self._shut()
            self._sidebar.hide()
            if back:
                self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shut(self) -> None:
        self._shade.hide()
        entries, self._entries = self._entries, []
        for each in entries:
            each.clicked.disconnect(self.close_sidebar)
        if entries:
            _app().focusObjectChanged.disconnect(self._moved)

    @Slot(QObject)
    def _moved(self, to: QObject | None) -> None:
        if isinstance(to, QWidget) and to.window() is self.window() and not self._sidebar.isAncestorOf(to):
            self.close_sidebar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._entries:
            self.close_sidebar()
        else:
            super().keyPressEvent(event)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
