"""The settings window, made from the table of settings; what is changed in it holds at once."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from posture_app.core.settings import TABLE, Settings
from posture_app.ui.button import Button, Look
from posture_app.ui.page import page_column
from posture_app.ui.panel import Panel, label
from posture_app.ui.setting_row import Apply, SettingRow
from posture_app.ui.sidebar import Sidebar
from posture_app.ui.theme import TITLE, colours

NAME = "Settings"
SIZE = (880, 720)
LEAST = (640, 480)


class _Rule(QWidget):
    """A thin line between two settings."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(colours(self).line))


class _Page(QWidget):
    """Some of the settings, on one panel."""

    def __init__(self, name: str, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        column = page_column(self)
        column.addWidget(label(name, scale=TITLE, strong=True))
        panel = Panel()
        for number, row in enumerate(rows):
            if number:
                panel.column.addWidget(_Rule())
            panel.column.addWidget(row)
        column.addWidget(panel)
        column.addStretch(1)


class _Entry(Button):
    """An entry of the sidebar: shows its page."""

    def __init__(self, text: str, pages: QStackedWidget, page: QWidget) -> None:
        super().__init__(text, f"page_{text.lower()}", Look.NAVIGATION)
        self.setAutoExclusive(True)
        self._pages, self._page = pages, page
        self.toggled.connect(self._toggled)

    @Slot(bool)
    def _toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self._pages.setCurrentWidget(self._page)


class SettingsWindow(QWidget):
    """All settings on a few pages. `apply` makes a value hold and raises UsageError or KnownError if it cannot.

    `overridden` are the keys given by --set: they show what holds in this run, and cannot be changed.
    """

    def __init__(self, settings: Settings, apply: Apply, *, overridden: Collection[str] = ()) -> None:
        super().__init__()
        self.setObjectName("settings")
        self.setWindowTitle(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._rows = {
            key: SettingRow(key, setting, apply, overridden=key in overridden) for key, setting in TABLE.items()
        }
        pages, sidebar = QStackedWidget(), Sidebar(NAME)
        for name in dict.fromkeys(setting.page for setting in TABLE.values()):
            page = _Page(name, [self._rows[key] for key, setting in TABLE.items() if setting.page == name])
            pages.addWidget(page)
            entry = _Entry(name, pages, page)
            entry.setChecked(pages.count() == 1)
            sidebar.column.addWidget(entry)
        sidebar.column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(sidebar)
        whole.addWidget(pages, stretch=1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)
        self.refresh(settings)

    def refresh(self, settings: Settings) -> None:
        """These hold now, whoever changed them. What is being typed stays."""
        for key, row in self._rows.items():
            row.refresh(getattr(settings, key))

    def closeEvent(self, event: QCloseEvent) -> None:
        for row in self._rows.values():
            row.finish()
        super().closeEvent(event)
