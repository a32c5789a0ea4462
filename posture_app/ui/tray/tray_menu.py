"""The menu of the tray icon: how things stand, what to say to the app, and the ways to its windows."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QMenu

from posture_app.core.events import Word
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _
from posture_app.core.pages import SETTINGS, TITLES
from posture_app.core.settings.pauses import PRIVATE_MINUTES
from posture_app.core.shortcut_actions import other_posture
from posture_app.core.sight import TITLE, Sight
from posture_app.core.snooze_choices import SnoozeChoices
from posture_app.core.status import State, Status
from posture_app.core.status_words import status_line, status_parts, unmet_prompt
from posture_app.core.text import ELLIPSIS
from posture_app.ui.tray.break_menu import BreakMenu, Breaks
from posture_app.ui.tray.item import Item
from posture_app.ui.tray.pause_menu import PauseMenu, Say
from posture_app.ui.tray.seat_menu import SeatMenu
from posture_app.ui.tray.snooze_menu import SnoozeMenu

if TYPE_CHECKING:
    from posture_app.core.content.content import Tip
    from posture_app.core.record.coming_back import ComingBack
    from posture_app.ui.kit.style import ScrollingMenus

MARGIN = 16
"""What a menu keeps free of the height of its screen, and more."""
ROOM = 390
"""So many pixels of a text leave the menu narrower than 480 with large letters."""


class TrayMenu(QMenu):
    """Says how things stand now whenever it opens: `fresh` is asked for the status, `zone` for the time zone,
    `snooze` for the minutes of a snooze, `snoozes` for the other lengths, `seat` for the place; `sit_at` changes that.
    `tip` is asked for the tip of the day, which `show_tip` opens by its id.

    While a prompt waits, its answers are here too: this is the way to them for the keyboard and for screen readers,
    since the prompt card takes no focus.
    """

    def __init__(
        self,
        *,
        say: Say,
        fresh: Callable[[], Status],
        zone: Callable[[], str],
        show_page: Callable[[str], None],
        breaks: Breaks,
        snooze: Callable[[], int],
        snoozes: Callable[[], SnoozeChoices],
        tomorrow: Callable[[], datetime],
        quit_app: Callable[[], None],
        coming_back: "Callable[[], ComingBack]",
        tried: Callable[[Callable[[], None]], None],
        seat: Callable[[], str],
        sit_at: Callable[[str], None],
        tip: "Callable[[], Tip | None]",
        show_tip: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.setObjectName("tray_menu")
        self._coming_back = coming_back
        self._tip, self._show_tip = tip, show_tip
        self._scrolling: ScrollingMenus | None = None
        self._opened = False
        self._say, self._fresh, self._zone, self._snooze = say, fresh, zone, snooze
        self._line = self.addAction("")
        self._line.setObjectName("status")
        self._line.setEnabled(False)
        self._rest = self.addAction("")
        self._rest.setObjectName("rest of status")
        self._rest.setEnabled(False)
        self._sight = self.addAction(_(TITLE))
        self._sight.setObjectName("sight")
        self._sight.setEnabled(False)
        self.addSeparator()
        self._sit = Item(self, _("I’m s&itting"), "sit", partial(say, Word.SIT, None))
        self._up = Item(self, _("I’m getting &up"), "up", partial(say, Word.UP, None))
        self._posture = Item(self, "", "posture", self._other_posture)
        self._answers = (
            Item(self, _("&Done"), "done", partial(say, Word.DONE, None)),
            Item(self, "", "snooze", partial(say, Word.SNOOZE, None)),
            Item(self, _("S&kip this reminder"), "skip", partial(say, Word.SKIP, None)),
        )
        self._snoozes = SnoozeMenu(self, snoozes, lambda said: say(said.word, said.minutes))
        self.insertMenu(self._answers[2], self._snoozes)
        self.addSeparator()
        self._absence = self.addAction("")
        self._absence.setObjectName("absence")
        self._absence.setEnabled(False)
        self._return = (
            self._absence,
            Item(self, _("I &was up"), "was_up", lambda: tried(coming_back().was_up)),
            Item(self, _("I sat e&lsewhere"), "sat_elsewhere", lambda: tried(coming_back().sat_elsewhere)),
            Item(self, _("D&on’t ask today"), "not_today", lambda: tried(coming_back().not_today)),
        )
        self.addSeparator()
        self._break = BreakMenu(self, breaks)
        self.addMenu(self._break)
        self._seats = SeatMenu(self, seat, sit_at)
        self.addMenu(self._seats)
        self._pause = PauseMenu(_("&Pause reminders"), self, say=say, fresh=fresh, zone=zone, tomorrow=tomorrow)
        self.addMenu(self._pause)
        self._resume = Item(self, _("&Resume reminders"), "resume", partial(say, Word.RESUME, None))
        self._private = Item(
            self, _("Pri&vate mode for an hour"), "private", partial(say, Word.PRIVATE, PRIVATE_MINUTES)
        )
        self._private_off = Item(self, _("End pri&vate mode"), "private_off", partial(say, Word.PRIVATE_OFF, None))
        self.addSeparator()
        self._day_tip = Item(self, "", "tip", self._open_tip)
        self._day_tip.setVisible(False)
        for page, text in (*TITLES.items(), (SETTINGS, N_("&Settings"))):
            Item(self, _(text), page, partial(show_page, page))
        self.addSeparator()
        Item(self, _("&Quit"), "quit", quit_app)
        self._status: Status | None = None
        self._sit.setVisible(False)
        for item in self._return:
            item.setVisible(False)
        self.show_sight(Sight(""))
        self.aboutToShow.connect(self._ask)

    def show_sight(self, sight: Sight) -> None:
        """Say so where no input is read: sitting is not noticed then, so it can be said here."""
        self._sight.setVisible(sight.blind)
        if self._status is not None:
            self.show_status(self._status)

    def show_status(self, status: Status) -> None:
        """Let the entries fit this status. In private mode nothing can be said but its end."""
        self._status, hears = status, not status.private
        self._line.setText(status_line(status, self._zone(), blind=self._sight.isVisible()))
        self._rest.setVisible(False)
        self._up.setVisible(hears and status.state is not State.UP)
        self._sit.setVisible(hears and self._sight.isVisible() and status.state is State.AWAY)
        self._posture.setVisible(hears)
        self._posture.setText(_("I’m s&itting") if other_posture(status) is Word.SIT else _("I’m st&anding"))
        prompt = unmet_prompt(status)
        allowed = prompt and (not prompt.rises, prompt.may_snooze, prompt.may_skip)
        for answer, shows in zip(self._answers, allowed or (False,) * 3, strict=True):
            answer.setVisible(shows)
        self._answers[1].setText(_("S&nooze for {minutes} min").format(minutes=number_words(self._snooze())))
        self._snoozes.menuAction().setVisible(self._answers[1].isVisible())
        self._break.menuAction().setVisible(hears)
        self._seats.menuAction().setVisible(hears)
        self._pause.menuAction().setVisible(hears and not status.paused)
        self._resume.setVisible(hears and status.paused)
        self._private.setVisible(hears)
        self._private_off.setVisible(not hears)
        if self._opened:
            self._fit_line()

    def _fit_line(self) -> None:
        """Say how things stand in two lines, where one would make the menu too wide; not before it opens, as the font
        is loaded for that.
        """
        text = self._line.text()
        if self._status is not None and self._fitting(text) != text:
            first, rest = status_parts(self._status, self._zone(), blind=self._sight.isVisible())
            self._line.setText(self._fitting(first))
            self._rest.setText(self._fitting(rest))
            self._rest.setVisible(bool(rest))

    def _fitting(self, text: str) -> str:
        """As much of it as there is room for."""
        width, end = self.fontMetrics().horizontalAdvance, len(text)
        while end and width(text[:end] + ELLIPSIS * (end < len(text))) > ROOM:
            end -= 1
        return text if end == len(text) else text[:end].rstrip() + ELLIPSIS

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._opened:
            self._ask()

    @Slot()
    def _open_tip(self) -> None:
        tip = self._tip()
        if tip is not None:
            self._show_tip(tip.id)

    @Slot()
    def _ask(self) -> None:
        self._opened = True
        status = self._fresh()
        tip = None if status.private else self._tip()
        self._day_tip.setVisible(tip is not None)
        if tip is not None:
            words = _("Tip: {title}").format(title=tip.title)
            self._day_tip.setText(self._fitting(words).replace("&", "&&"))
        self.show_status(status)
        absence = None if status.private else self._coming_back().absence
        self._absence.setText(self._fitting(absence.words) if absence else "")
        for item in self._return:
            item.setVisible(absence is not None)
        self._pause.look()  # a panel may ask for the whole menu at once
        self._break.look()
        self._seats.look()
        self._snoozes.look()
        self._scroll_if_high()

    def _scroll_if_high(self) -> None:
        """Where the screen is too low for it, Qt would lay it out in columns, of which a narrow one shows the first."""
        heights = (self.actionGeometry(each).height() for each in self.actions() if each.isVisible())
        if self._scrolling is None and sum(heights) > self.screen().availableGeometry().height() - MARGIN:
            from posture_app.ui.kit.style import ScrollingMenus  # noqa: PLC0415 - rarely needed

            self._scrolling = ScrollingMenus()
            self.setStyle(self._scrolling)

    @Slot()
    def _other_posture(self) -> None:
        if self._status is not None:
            self._say(other_posture(self._status), None)
