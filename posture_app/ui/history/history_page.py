"""The page *History*: a switch between what it shows at once, and that."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from posture_app.core.pages import View
from posture_app.ui.history.day_view import DaysPage
from posture_app.ui.history.statistics_page import StatisticsPage
from posture_app.ui.history.week import WeekPage
from posture_app.ui.kit.layout import LEFT, aligned, column_of, row_of, wide
from posture_app.ui.kit.page import MARGIN, Page
from posture_app.ui.kit.segments import Segments
from posture_app.ui.sources import Sources

VIEWS: tuple[View, ...] = ("day", "week", "month")


class HistoryPage(Page):
    """Shows a view of the record; each is made when it is first wanted."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("history page")
        self._sources = sources
        self._switch = Segments(["Day", "Week", "Longer"])
        self._stack = QStackedWidget()
        self._views: dict[View, Page] = {}
        self._switch.chosen.connect(self._turned)
        switch = row_of(aligned(self._switch, LEFT), margins=(MARGIN, MARGIN, MARGIN, 0))
        column_of(switch, wide(self._stack), on=self, spacing=0)
        self.show_view("week")

    def show_view(self, view: View) -> None:
        if view not in self._views:
            made = {"day": DaysPage, "week": WeekPage}.get(view, StatisticsPage)(self._sources)
            made.failed.connect(self.failed)
            self._views[view] = made
            self._stack.addWidget(made)
        self._switch.choose(VIEWS.index(view))
        self._stack.setCurrentWidget(self._views[view])
        if self.isVisible():
            self.refresh()

    @property
    def _view(self) -> Page:
        return self._views[VIEWS[self._switch.place]]

    def refresh(self) -> None:
        self._view.refresh()

    def reread(self) -> None:
        self._view.reread()

    def leave(self) -> bool:
        for name, view in self._views.items():
            if not view.leave():
                self.show_view(name)
                return False
        return True

    @Slot(int)
    def _turned(self, place: int) -> None:
        self.show_view(VIEWS[place])
