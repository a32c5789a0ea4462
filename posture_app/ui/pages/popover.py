"""What a click on the tray icon opens: the day at a glance, and what one does most."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from posture_app.core.errors import KnownError, guarded
from posture_app.core.formats import number_words
from posture_app.core.language import _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.settings.setting import MINUTE
from posture_app.core.status import State
from posture_app.core.words import APP_NAME, duration
from posture_app.ui.charts.dial import Dial
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import MIDDLE, aligned, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.ground import Ground, Grounded
from posture_app.ui.kit.look.paint import sees_through
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, scrolled, short_label, show_text
from posture_app.ui.kit.placing import drop
from posture_app.ui.kit.rule import Rule
from posture_app.ui.pages.live_answers import LiveAnswers
from posture_app.ui.pages.live_words import moment
from posture_app.ui.sources import Sources
from posture_app.ui.tray.break_menu import BreakMenu
from posture_app.ui.tray.pause_menu import PauseMenu

GAP = SPACE // 2
"""Between the icon and the popover."""
SECOND_MS = 1000
LETTERS, BESIDE = 52, 18
"""How wide it is at least, and what there is beside the ring: so many of them."""


class Popover(Grounded):
    """Shows the ring, three figures of the day and what can be said now. Escape closes it, and a click elsewhere.

    On Wayland, where it cannot be placed at the icon, it is a small window of its own, and goes with the focus.
    `show_page` opens a page. Its clock runs only while it is seen, as that of the page of today.
    `lost_focus` says that it was closed by a click elsewhere, or as another window came.
    """

    lost_focus = Signal()
    ground = Ground.POPUP

    def __init__(self, sources: Sources, show_page: Callable[[str], None], *, floats: bool) -> None:
        kind = Qt.WindowType.Dialog if floats else Qt.WindowType.Popup
        super().__init__(None, kind | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popover")
        self.setWindowTitle(APP_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, on=sees_through())
        self._sources, self._show_page, self._floats = sources, show_page, floats
        self._leaves = False
        self._icon = self._screen = QRect()
        self._most = QSize()
        self._dial = Dial()
        self._headline = label(scale=1.25, strong=True, name="headline")
        self._remark = label(muted=True, name="remark")
        self._figures = {name: short_label(scale=1.25, strong=True) for name in ("sitting", "breaks", "kept")}
        self._answers = LiveAnswers(sources, self.refresh, self.leave)
        self._pause = Button(_("&Pause reminders"), "pause", opens=True)
        self._break = Button(_("Take a &break now"), "break", opens=True)
        self._pauses = PauseMenu(
            "", self, say=sources.say, fresh=sources.live_status, zone=sources.zone, tomorrow=sources.tomorrow
        )
        self._breaks = BreakMenu(self, sources.breaks)
        for menu in (self._pauses, self._breaks):
            menu.aboutToHide.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self._tick = QTimer(self)
        self._tick.setObjectName("popover")
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self.refresh)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Cancel, self, self.leave)

    def _lay_out(self) -> None:
        exercise, opens = Button(_("&Exercise"), "exercise"), Button(_("&Open"), "open")
        self._pause.clicked.connect(self._offer_pauses)
        self._break.clicked.connect(self._offer_breaks)
        exercise.clicked.connect(self._exercise)
        opens.clicked.connect(self._open)
        words = column_of(spring(), self._headline, self._remark, spring(), spacing=SPACE // 2)
        names = {"sitting": _("sitting today"), "breaks": _("breaks"), "kept": _("reminders kept")}
        figures = [_Figure(value, names[name]) for name, value in self._figures.items()]
        rule = Rule()
        self._spared: tuple[Sequence[QWidget], ...] = ((self._dial,), (rule, *figures))
        area, self._column = scrolled(spacing=SPACE * 3 // 2, margins=SPACE * 2)
        put(
            self._column,
            row_of(aligned(self._dial, MIDDLE), wide(words), spacing=SPACE * 2),
            Rule(),
            Flow(*figures, spacing=SPACE * 2),
            rule,
            self._answers,
            Flow(self._pause, self._break, exercise, None, opens),
        )
        column_of(wide(area), on=self)

    def open_at(self, icon: QRect, screen: QRect) -> None:
        """Show it at the icon, within the part of its screen that panels leave free."""
        self._icon, self._screen, self._most = icon, screen, screen.size()
        self._place()
        self._answers.setFocus()
        self.show()
        self.raise_()
        self.activateWindow()

    def _place(self) -> None:
        self.fit(self._most)
        if self._floats:
            self.setFixedSize(self.size())  # which tiling compositors take for a dialog, and leave as it is
        elif not self._screen.isNull():
            self.move(beside(self._icon, self.size(), self._screen))

    def fit(self, most: QSize) -> None:
        """Be as large as what it shows now, with that much room at the most: where it is narrow or low, without the
        ring, and where it is still too low, without the figures. Then it scrolls.
        """
        self._most = most
        self._show_now()
        self.ensurePolished()
        letter = self.fontMetrics().averageCharWidth()
        width = min(max(letter * LETTERS, self._column.sizeHint().width()), most.width())
        sides = self._column.contentsMargins()
        self._answers.resize(width - sides.left() - sides.right(), self._answers.height())
        self._answers.arrange()  # it tells how high it is by the width that it has
        for parts in self._spared:
            for part in parts:
                part.show()
        self._dial.setVisible(width - self._dial.sizeHint().width() - SPACE * 6 >= letter * BESIDE)
        for parts in self._spared:
            if self._column.totalHeightForWidth(width) > most.height():
                for part in parts:
                    part.hide()
        self._column.activate()
        self.resize(width, min(self._column.totalHeightForWidth(width), most.height()))

    @Slot()
    def refresh(self) -> None:
        """Show how things stand now, with more room if a reminder has come since."""
        self._show_now()
        if self.isVisible():
            if self._column.totalHeightForWidth(self.width()) > self.height():
                self._place()
            self._arm()

    def _show_now(self) -> None:
        status, settings, sight = self._sources.live_status(), self._sources.settings(), self._sources.sight()
        day = self._day()
        head, remark, shown = moment(
            status, settings, self._sources.zone(), sight, nothing_yet=day is not None and not day.known
        )
        self._dial.show_state(shown.glance, shown.share, large=shown.large, small=shown.small)
        self._headline.setText(head)
        show_text(self._remark, remark)
        self._answers.fit(status, settings, blind=sight.blind)
        self._pause.setVisible(not status.private and not status.paused)
        self._break.setVisible(not status.private)
        self._show_figures(day)

    def _arm(self) -> None:
        status = self._sources.live_status()
        counts_down = status.state is State.UP and status.break_left_s > 0
        counted = status.bout_s if status.state is State.SITTING else status.lasted_s
        self._tick.start((1 if counts_down else MINUTE - counted % MINUTE) * SECOND_MS)

    def _day(self) -> DayRecord | None:
        try:
            return self._sources.day()
        except KnownError:  # the page Today says why
            return None

    def _show_figures(self, day: DayRecord | None) -> None:
        texts = {"sitting": "—", "breaks": "—", "kept": "—"}
        if day is not None:
            texts["sitting"], texts["breaks"] = duration(day.totals.sitting_s), number_words(day.totals.breaks)
            if day.asked:
                texts["kept"] = _("{kept} of {asked}").format(
                    kept=number_words(day.kept), asked=number_words(day.asked)
                )
        for name, figure in self._figures.items():
            figure.setText(texts[name])

    @Slot()
    def leave(self) -> None:
        """Close it, as the person has said so."""
        self._leaves = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._leaves:
            self.lost_focus.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        guarded(self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        lost = event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow()
        if lost and self._floats and self.isVisible() and QApplication.activePopupWidget() is None:
            self.close()

    @Slot()
    def _offer_pauses(self) -> None:
        drop(self._pauses, self._pause)

    @Slot()
    def _offer_breaks(self) -> None:
        drop(self._breaks, self._break)

    @Slot()
    def _exercise(self) -> None:
        offered = self._sources.offered()
        self.leave()
        if offered is None:
            self._show_page("exercises")
        else:
            self._sources.play_offered()

    @Slot()
    def _open(self) -> None:
        self.leave()
        self._show_page("today")


class _Figure(QWidget):
    """A figure, and below it what it is of."""

    def __init__(self, value: QWidget, name: str) -> None:
        super().__init__()
        column_of(value, short_label(name, scale=0.92, muted=True), on=self, spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def beside(icon: QRect, size: QSize, screen: QRect) -> QPoint:
    """Where a popover of this size goes: below the icon or, where there is no room, above it, whole on the screen."""
    below, above = icon.bottom() + 1 + GAP, icon.top() - GAP - size.height()
    top = below if below + size.height() <= screen.bottom() + 1 else above
    left = icon.center().x() - size.width() // 2
    return QPoint(
        max(screen.left(), min(left, screen.right() + 1 - size.width())),
        max(screen.top(), min(top, screen.bottom() + 1 - size.height())),
    )
