"""The head of the history: how much shows at once, which days these are, and the ways to others."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import N_, _
from posture_app.core.pages import View
from posture_app.core.text import without_key
from posture_app.ui.history.day_title import DayTitle
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, TOP, column_of
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, show_text

LETTERS = 18
"""So many in a line of what there is to say of these days have to fit beside the buttons."""
VIEWS: Mapping[View, str] = {
    "day": N_("Day"),
    "week": N_("Week"),
    "month": N_("Month"),
    "year": N_("Year"),
    "all": N_("All"),
}
"""From the least to the most, and what the switch calls them."""
EXPORTS: Mapping[View, str] = {
    "day": N_("&Export this day…"),
    "week": N_("&Export this week…"),
    "month": N_("&Export this month…"),
    "year": N_("&Export this year…"),
    "all": N_("&Export all…"),
}


class HistoryHead(QWidget):
    """The switch, the title with its calendar, ‹ › with *Today*, and the way back up. Each of its signals is a wish."""

    turned = Signal(str)
    """To this view."""
    moved = Signal(int)
    """So many periods on, or back."""
    picked = Signal(object)
    """To this day."""
    present, up = Signal(), Signal()
    report, export = Signal(), Signal()
    """To take along what shows."""

    def __init__(self) -> None:
        super().__init__()
        self._switch = Segments(list(VIEWS.values()))
        self._switch.setAccessibleName(_("How much to show"))
        self._up = Button("", "up")
        self._earlier = _arrow(Sign.LEFT, "earlier", _("Earlier"), "Alt+Left")
        self._later = _arrow(Sign.RIGHT, "later", _("Later"), "Alt+Right")
        self._title = DayTitle()
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # cut where there is no room
        self._now = Button(_("T&oday"), "present")
        self._remark = label(muted=True, name="history remark", letters=LETTERS)
        self._report = Button(_("&Report…"), "report")
        self._report.setToolTip(_("One page to print or to send (Ctrl+P)"))
        self._export = Button("", "export")
        self._report.clicked.connect(self.report)
        self._export.clicked.connect(self.export)
        self._switch.chosen.connect(self._turned)
        self._title.chosen.connect(self.picked)
        self._now.clicked.connect(self.present)
        self._up.clicked.connect(self.up)
        self._earlier.clicked.connect(self._back)
        self._later.clicked.connect(self._on)
        self._leads_up = False
        take = QWidget()
        Flow(self._report, self._export, on=take, ends=True)
        column_of(
            Flow(self._switch, None, self._up),
            Flow(self._earlier, self._later, self._title, None, self._now),
            Beside(take, self._remark, where=LEFT | TOP, end=True),
            on=self,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Keep it low where it is narrow: a smaller title, and no button for what the switch does as well."""
        parts = self._switch, self._earlier, self._later, self._now, self._up
        switch, earlier, later, now, up = (part.sizeHint().width() + SPACE for part in parts)
        room = self.width() - earlier - later - SPACE  # there is a gap on each side of what grows
        self._title.fit(room - now if self._title.fits(room - now) else room)
        self._up.setVisible(self._leads_up and switch + up <= self.width())

    def show_days(self, view: View, day: date, title: str, remark: str, *, first: date, today: date) -> None:
        """Show that this view has this day in it, and offer what lies between the `first` day and `today`."""
        self.show_view(view)
        self._title.show_day(title, day, first, today)
        show_text(self._remark, remark)

    def show_view(self, view: View) -> None:
        """Have this view chosen."""
        self._export.setText(_(EXPORTS[view]))
        self._export.setAccessibleName(without_key(_(EXPORTS[view])))
        self._switch.choose(list(VIEWS).index(view))

    def offer(self, *, earlier: bool, later: bool, present: bool, up: tuple[View, str] | None) -> None:
        """Offer these ways. `up` says to which view the way up leads, and which days it shows there."""
        for button, offered in ((self._earlier, earlier), (self._later, later), (self._now, present)):
            button.setEnabled(offered)
        self._leads_up = up is not None
        if up is not None:
            view, days = up
            self._up.setText(_("‹ {view}").format(view=_(VIEWS[view])))
            self._up.setAccessibleName(_("Back to {days}").format(days=days))
            self._up.setToolTip(_("Back to {days} (Backspace)").format(days=days))
        self._fit()

    def take_keys(self, reason: Qt.FocusReason) -> None:
        """Have the keyboard at the title."""
        self._title.setFocus(reason)

    @Slot(int)
    def _turned(self, place: int) -> None:
        self.turned.emit(list(VIEWS)[place])

    @Slot()
    def _back(self) -> None:
        self.moved.emit(-1)

    @Slot()
    def _on(self) -> None:
        self.moved.emit(1)


def _arrow(sign: Sign, name: str, says: str, key: str) -> Button:
    made = Button("", name, says=says, sign=sign)
    made.setToolTip(f"{says} ({key})")
    return made
