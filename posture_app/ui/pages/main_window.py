"""The main window: a sidebar, one page at a time, and notices."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from posture_app.core.errors import guarded
from posture_app.core.events import Word
from posture_app.core.language import _
from posture_app.core.pages import TITLES, PageName, View
from posture_app.core.settings.pauses import PRIVATE_MINUTES
from posture_app.core.statistics.periods import Length, period_of
from posture_app.core.text import without_key
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import column_of, wide
from posture_app.ui.kit.notice import Notices
from posture_app.ui.kit.page import Page
from posture_app.ui.kit.rule import Rule
from posture_app.ui.kit.sidebar import HELP_KEY, KEYS_KEY, QUIT_KEY, Sidebar, WithSidebar
from posture_app.ui.sources import Sources
from posture_app.ui.tray.break_menu import BreakMenu
from posture_app.ui.tray.pause_menu import PauseMenu

if TYPE_CHECKING:
    from posture_app.ui.charts.day_segments import DaySegment  # with a page that needs it

SETTINGS_KEY = "Ctrl+,"
"""Not StandardKey.Preferences, which has no key on all systems."""
BREAK_KEY, PAUSE_KEY, PRIVATE_KEY = "Ctrl+B", "Ctrl+Shift+P", "Ctrl+Shift+N"

SIZE, LEAST = (880, 720), (480, 400)


class MainWindow(QWidget):
    """The window *Posture*, which begins with this `page`. Pages are made when first shown; closing it deletes it.
    `keys_wanted` tells that the person asks for the list of keys.
    """

    keys_wanted = Signal()

    def __init__(self, sources: Sources, page: PageName = "today") -> None:
        super().__init__()
        self.setObjectName("main window")
        self.setWindowTitle(sources.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._sources = sources
        self._pages: dict[PageName, Page] = {}
        self._buttons: dict[PageName, Button] = {}
        self._stack = QStackedWidget()
        self._pause, self._private = Button("", "pause", Look.NAVIGATION), Button("", "private", Look.NAVIGATION)
        self._private.setToolTip(_("For an hour nothing is recorded, and nothing shows."))
        self._pauses = PauseMenu(
            "", self, say=sources.say, fresh=sources.live_status, zone=sources.zone, tomorrow=sources.tomorrow
        )
        self._break = Button(_("Take a &break now…"), "break", Look.NAVIGATION)
        self._breaks = BreakMenu(self, sources.breaks)
        self._notices = Notices()
        beside = column_of(wide(self._stack), self._notices, spacing=0)
        column_of(wide(WithSidebar(self._sidebar(), beside)), on=self)
        self._shortcuts()
        self.show_page(page)

    def _sidebar(self) -> Sidebar:
        bar = Sidebar(self._sources.name)
        group = QButtonGroup(self)
        for page, title in TITLES.items():
            button = Button(_(title), f"show {page}", Look.NAVIGATION)
            button.clicked.connect(self._clicked)
            group.addButton(button)
            bar.column.addWidget(button)
            self._buttons[page] = button
        bar.column.addStretch(1)
        bar.column.addWidget(Rule())
        for button, do in (
            (self._break, self._offer_breaks),
            (self._pause, self._pause_or_resume),
            (self._private, self._private_or_not),
            (Button(_("&Settings"), "open settings", Look.NAVIGATION), self._open_settings),
            (Button(_("He&lp"), "open help", Look.NAVIGATION), self._sources.open_help),
            (Button(_("&Quit"), "quit", Look.NAVIGATION), self._sources.quit_app),
        ):
            button.setCheckable(False)
            button.clicked.connect(do)
            bar.column.addWidget(button)
        return bar

    def _show_status(self) -> None:
        """Offer what fits how things stand: in private mode nothing but its end."""
        status = self._sources.status()
        for button in (self._break, self._pause):
            button.setVisible(not status.private)
        for button, text in (
            (self._pause, _("Resume reminders") if status.paused else _("&Pause reminders…")),
            (self._private, _("End pri&vate mode") if status.private else _("Pri&vate mode")),
        ):
            button.setText(text)
            button.setAccessibleName(without_key(text))

    @Slot()
    def _offer_breaks(self) -> None:
        if not self._sources.status().private:
            self._breaks.popup(self._break.mapToGlobal(self._break.rect().topRight()))

    @Slot()
    def _pause_or_resume(self) -> None:
        status = self._sources.status()
        if status.private:
            return
        if status.paused:
            self._sources.say(Word.RESUME, None)
        else:
            self._pauses.popup(self._pause.mapToGlobal(self._pause.rect().topRight()))

    @Slot()
    def _private_or_not(self) -> None:
        private = self._sources.status().private
        self._sources.say(*((Word.PRIVATE_OFF, None) if private else (Word.PRIVATE, PRIVATE_MINUTES)))

    def _shortcuts(self) -> None:
        for number, page in enumerate(TITLES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self._go_by_keys, page))
        for keys, do in (
            (SETTINGS_KEY, self._open_settings),
            (QUIT_KEY, self._sources.quit_app),
            (BREAK_KEY, self._offer_breaks),
            (PAUSE_KEY, self._pause_or_resume),
            (PRIVATE_KEY, self._private_or_not),
        ):
            QShortcut(QKeySequence(keys), self, do)
        QShortcut(QKeySequence(HELP_KEY), self, self._sources.open_help)
        QShortcut(QKeySequence(KEYS_KEY), self, self.keys_wanted.emit)
        QShortcut(QKeySequence.StandardKey.Print, self, self._report)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _go_by_keys(self, page: PageName) -> None:
        self._buttons[page].click()
        self._pages[page].begin()

    @property
    def page(self) -> PageName:
        """The page that shows."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def notices(self) -> tuple[str, ...]:
        """The sentences below the page."""
        return self._notices.texts

    def show_tip(self, name: str) -> None:
        """Show the tip of this id, among the others."""
        from posture_app.ui.pages.exercises_page import ExercisesPage  # noqa: PLC0415 - as the page itself

        self.show_page("exercises")
        page = self._pages["exercises"]
        assert isinstance(page, ExercisesPage)
        page.show_tip(name)

    def show_page(self, name: PageName) -> None:
        if name not in self._pages:
            made = _make_page(name, self._sources, self._correct)
            made.failed.connect(self.notify)
            made.report.connect(self._report)
            self._pages[name] = made
            self._stack.addWidget(made)
        self._buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        self.refresh()

    def show_history(self, view: View) -> None:
        """Show the history, so much of it at once."""
        from posture_app.ui.history.history_page import HistoryPage  # noqa: PLC0415 - loaded when first shown

        self.show_page("history")
        page = self._pages["history"]
        assert isinstance(page, HistoryPage)
        page.show_view(view)

    def _correct(self, segment: "DaySegment", by_key: bool) -> None:  # noqa: FBT001 - Qt hands it over
        """Have some of the present day corrected on the page of the history."""
        from posture_app.ui.history.history_page import HistoryPage  # noqa: PLC0415 - loaded when first shown

        self.show_page("history")
        page = self._pages["history"]
        assert isinstance(page, HistoryPage)
        page.correct(segment, by_key=by_key)

    @Slot(str)
    def notify(self, text: str) -> None:
        """Show a sentence below the pages until it is dismissed."""
        self._notices.add(text)

    def take_back(self, text: str) -> None:
        self._notices.take_back(text)

    def refresh(self) -> None:
        """Show what has changed; call it after each change of status or settings. Cheap while out of sight."""
        if self._in_sight:
            self._fill()

    @property
    def _in_sight(self) -> bool:
        return self.isVisible() and not self.isMinimized()

    def _fill(self) -> None:
        self._show_status()
        self._pages[self.page].refresh()

    def _fill_anew(self) -> None:
        self._show_status()
        self._pages[self.page].reread()

    def reread(self) -> None:
        """Read the record anew, as it was changed from outside. Cheap while out of sight."""
        if self._in_sight:
            self._pages[self.page].reread()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt calls it
        """Fill it before it shows: what shows already is laid out anew with each word that comes."""
        if visible and self.isHidden():
            guarded(self._fill)
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():  # it was minimised, and knows of nothing since
            guarded(self._fill_anew)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open at a page whose entries cannot be kept, which says why."""
        for name, page in self._pages.items():
            if not page.leave():
                event.ignore()
                self.show_page(name)
                self.raise_()
                self.activateWindow()
                return
        super().closeEvent(event)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        page = next(page for page, button in self._buttons.items() if button is sender)
        if page == "history":  # from wherever it was turned to: each of the last days is one click away
            self.show_history("week")
        else:
            self.show_page(page)

    @Slot()
    def _report(self) -> None:
        """Offer a report of what the history shows, or of this month: of a single day there is not enough to say."""
        from posture_app.ui.history.history_page import HistoryPage  # noqa: PLC0415 - for who wants one
        from posture_app.ui.report.report_dialog import ReportDialog  # noqa: PLC0415

        page, period = self._pages[self.page], period_of(Length.MONTH, self._sources.today())
        if isinstance(page, HistoryPage):
            period = period_of(Length.MONTH, page.period.first) if page.view == "day" else page.period
        everything = isinstance(page, HistoryPage) and page.view == "all"
        ReportDialog(self, self._sources, None if everything else (period.first, period.last)).start()

    @Slot()
    def _open_settings(self) -> None:
        self._sources.open_settings()


def _make_page(name: PageName, sources: Sources, correct: "Callable[[DaySegment, bool], None]") -> Page:
    """Make a page; what it needs is loaded when it is first shown. `correct` is called where some of the day is to be
    corrected.
    """
    match name:
        case "today":
            from posture_app.ui.pages.today import TodayPage  # noqa: PLC0415

            today = TodayPage(sources)
            today.picked.connect(correct)
            return today
        case "history":
            from posture_app.ui.history.history_page import HistoryPage  # noqa: PLC0415

            return HistoryPage(sources)
        case "exercises":
            from posture_app.ui.pages.exercises_page import ExercisesPage  # noqa: PLC0415

            return ExercisesPage(sources)
