"""The first minute: what the app does and sees, how one sits, what a reminder is like, and where the app is found."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from posture_app.core.errors import KnownError, Unavailable, UsageError
from posture_app.core.formats import number_words
from posture_app.core.language import _, pgettext
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.core.settings.ways_to_sit import CHANGES, EVERY, MEANINGS, NAMES, TRIED, WayToSit
from posture_app.core.sight import WHAT_WORKS
from posture_app.core.status_words import Glance
from posture_app.core.text import without_key
from posture_app.core.words import APP_NAME
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, Part, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.theme import SPACE, TITLE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, scrolled
from posture_app.ui.kit.rule import Rule, ruled
from posture_app.ui.settings.autostart_row import AutostartRow, MenuRow
from posture_app.ui.settings.setting_row import SettingRow
from posture_app.ui.settings.settings_sources import PreviewSources
from posture_app.ui.tray.ring_picture import RingPicture

SIZE, LEAST = (640, 520), (480, 400)


class Welcome(QWidget):
    """Five steps; Enter goes on, Escape and *Skip* end it, and what was chosen holds. `over` is called as it closes.

    `apply` keeps a setting, `has_tray` says whether there is a tray for the icon.
    """

    def __init__(
        self,
        live: PreviewSources,
        settings: Callable[[], Settings],
        apply: Callable[[str, object], None],
        *,
        has_tray: Callable[[], bool],
        over: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWindowTitle(_("Welcome to {app}").format(app=APP_NAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._live, self._settings, self._apply, self._over = live, settings, apply, over
        self._way = WayToSit.DESK
        self._fault = Fault("welcome_fault")
        self._steps = QStackedWidget()
        for step in (self._what(), self._how(), self._about_you(), self._try(), self._where(has_tray=has_tray())):
            self._steps.addWidget(step)
        self._place = label(muted=True, name="step")
        self._skip = Button(_("&Skip the welcome"), "skip", Look.PLAIN)
        self._back = Button(_("&Back"), "back", Look.PLAIN)
        self._next = Button("", "next", Look.MAIN)
        self._skip.clicked.connect(self.close)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self, self._go_on)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        foot, ways = QWidget(), QWidget()
        row_of(self._back, self._next, on=ways)
        buttons = Flow(self._skip, self._place, ways, ends=True)
        column_of(buttons, on=foot, margins=(MARGIN, SPACE * 2, MARGIN, SPACE * 2))
        column_of(wide(self._steps), Rule(), foot, on=self, spacing=0)
        self._show_step(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._live.end_trial()
        self._over()

    def _what(self) -> QWidget:
        blind = self._live.sight().blind
        does, sees = (
            (_("It counts the sitting that you tell it of, and reminds you to take a break."), _(WHAT_WORKS))
            if blind
            else (
                _("It counts unbroken sitting and reminds you to take a break. Walk off, and it notices."),
                _(
                    "Whether keyboard and pointer are used, and whether the screen is locked or the computer sleeps."
                    " Just before a reminder: whether you are in a call, watch a film, or a program fills the screen."
                ),
            )
        )
        return _step(
            _("Welcome to {app}").format(app=APP_NAME),
            _("Keyboard and pointer are not seen on this desktop, so say what you do.")
            if blind
            else _("It knows when you sit, tells you to get up, and remembers the day."),
            _fact(_("What it does"), does),
            _fact(_("What it goes by") if blind else _("What it sees"), sees),
            _fact(
                _("What it never sees"),
                _("What you type, the titles of windows, pictures, sound. Nothing is sent: it has no network code."),
            ),
        )

    def _how(self) -> QWidget:
        choice = Segments([NAMES[way] for way in WayToSit])
        choice.setAccessibleName(_("How you sit"))
        choice.chosen.connect(self._choose)
        self._meaning = label(muted=True, name="meaning")
        self._rows = {key: self._row(key) for key in (*EVERY.values(), "goal_hours", "place")}
        panel = Panel(choice, self._meaning, SPACE // 2, Rule(), *self._rows.values(), self._fault)
        return _step(_("How do you sit?"), _("All of this can be changed later, in the settings."), panel)

    def _row(self, key: str) -> SettingRow:
        row = SettingRow(key, TABLE[key], self._apply, overridden=False)
        row.refresh(getattr(self._settings(), key))
        return row

    def _about_you(self) -> QWidget:
        self._rows_about_you = {key: self._row(key) for key in ("seated_only", "no_floor")}
        ticks = Disclosure(_("Injuries and conditions"), "fold conditions", self._conditions)
        return _step(
            _("Exercises that are right for you"),
            _(
                "Choose what applies to you, or skip this. It stays on this computer and can be changed in the"
                " settings."
            ),
            Panel(*ruled(*self._rows_about_you.values())),
            Panel(ticks),
        )

    def _conditions(self) -> SettingRow:
        self._rows_about_you["conditions"] = row = self._row("conditions")
        return row

    def _try(self) -> QWidget:
        show = Button(_("Show me &one"), "try", Look.PLAIN)
        show.clicked.connect(self._try_it)
        return _step(
            _("What a reminder is like"),
            _("It asks quietly, by a notification or a card in the corner, and waits for your answer."),
            Panel(
                label(
                    _("Say “I’m up”, put it off with “Snooze”, or skip it. You can also just walk away."), muted=True
                ),
                row_of(show, spring()),
            ),
        )

    def _where(self, *, has_tray: bool) -> QWidget:
        icon = RingPicture(Glance.SITTING, 0.6)
        icon.setAccessibleName(_("The icon: a ring that fills while you sit"))
        text = (
            _(
                "Look for this ring in the tray. It fills while you sit. Click it for the day at a glance, or"
                " right-click for its menu."
            )
            if has_tray
            else _(
                "This desktop shows no tray icons. Keep the window open, or minimise it; start the app again to have it"
                " in front. On GNOME the extension “AppIndicator and KStatusNotifierItem Support” shows the icon."
            )
        )
        switches: list[QWidget] = [AutostartRow(self._live.autostart)]
        if not isinstance(self._live.menu, Unavailable):
            switches.append(MenuRow(self._live.menu))
        if not has_tray:
            switches.append(self._row("keeps_running"))
        return _step(
            _("Where you find it"),
            _("It goes on when you close its window.")
            if has_tray
            else _("It runs as long as its window is open, or as you say below."),
            Panel(Beside(icon, label(text, name="where"), spacing=SPACE * 2, where=LEFT)),
            Panel(*switches),
        )

    def _show_step(self, place: int) -> None:
        last = self._steps.count() - 1
        self._live.end_trial()
        self._steps.setCurrentIndex(place)
        self._place.setText(
            _("Step {number} of {all}").format(number=number_words(place + 1), all=number_words(last + 1))
        )
        self._back.setVisible(place > 0)
        self._skip.setVisible(place < last)
        text = pgettext("end of the welcome", "&Done") if place == last else _("&Next")
        self._next.setText(text)
        self._next.setAccessibleName(without_key(text))
        self._show_way()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_way(self) -> None:
        self._meaning.setText(_(MEANINGS[self._way]))
        for key, row in self._rows.items():
            row.setVisible(key in (EVERY[self._way], "place" if self._way is WayToSit.WHEELCHAIR else "goal_hours"))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._way = tuple(WayToSit)[place]
        self._show_way()
        self._fault.hide()
        try:
            for key, value in CHANGES[self._way].items():
                if getattr(self._settings(), key) != value:
                    self._apply(key, value)
            self._rows["place"].refresh(self._settings().place)
        except (KnownError, UsageError) as error:
            self._fault.tell(str(error))

    @Slot()
    def _try_it(self) -> None:
        self._live.try_it(TRIED[self._way])

    @Slot()
    def _go_on(self) -> None:
        place = self._steps.currentIndex()
        for row in (*self._rows.values(), *self._rows_about_you.values()):
            row.finish()
        if place + 1 < self._steps.count():
            self._show_step(place + 1)
        else:
            self.close()

    @Slot()
    def _go_back(self) -> None:
        self._show_step(max(0, self._steps.currentIndex() - 1))


def _step(title: str, text: str, *parts: Part) -> QWidget:
    """A page of the welcome, which scrolls where it does not fit."""
    page = QWidget()
    area, column = scrolled(spacing=SPACE * 2, margins=MARGIN)
    column_of(area, on=page)
    head = column_of(label(title, scale=TITLE, strong=True), label(text, muted=True), spacing=SPACE // 2)
    put(column, head, *parts, spring())
    return page


def _fact(name: str, text: str) -> Panel:
    return Panel(label(name, strong=True), label(text, muted=True), spacing=SPACE // 2)
