"""The tray icon: always there, says how things stand, and comes back when the panel does."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QSystemTrayIcon

from posture_app.core.language import N_, _, labelled
from posture_app.core.ports import Loop, Timer
from posture_app.core.sight import TOOLTIP, Sight
from posture_app.core.status import Status
from posture_app.core.status_words import Glance, asked_now, glance, status_line
from posture_app.core.words import APP_NAME
from posture_app.ui.tray.icon import ring_icon
from posture_app.ui.tray.tray_menu import TrayMenu

PAUSES_BETWEEN_TRIES = (2.0, 3.0, 10.0, 15.0)
"""Real seconds; so we look 2, 5, 15 and 30 s after the tray was missed. At login panels come up after us."""
NO_TRAY = N_(
    "There is no system tray, so the app stays in its window. On GNOME, the extension “AppIndicator and "
    "KStatusNotifierItem Support” brings a tray."
)
MESSAGE_MS = 30_000

log = logging.getLogger(__name__)


class Tray:
    """The icon in the system's tray, with its menu and tooltip.

    `look` is that of the icon, an option of the setting. `clicked` is called with its place when it is clicked,
    `appeared` each time an icon comes to show, `missing` (with a sentence for the person) when for half a minute there
    was no tray to show it in; at the start for 2 s, if somebody waits to see something (`waited_for`). `watch_tray`
    takes a function to call when trays come or go (on Linux, when the owner of org.kde.StatusNotifierWatcher changes);
    without it only the tries of the first half minute and `look_again` find a late tray.
    """

    def __init__(
        self,
        *,
        menu: TrayMenu,
        loop: Loop,
        zone: Callable[[], str],
        look: Callable[[], str],
        clicked: Callable[[QRect], None],
        appeared: Callable[[], None],
        missing: Callable[[str], None],
        watch_tray: Callable[[Callable[[], None]], None] | None = None,
        waited_for: bool = False,
        is_there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        opens_menu_on_click: bool = sys.platform == "darwin",
    ) -> None:
        self._menu, self._loop, self._zone, self._clicked = menu, loop, zone, clicked
        self._look = look
        self._appeared, self._missing, self._is_there = appeared, missing, is_there
        self._opens_menu_on_click = opens_menu_on_click
        self._icon: QSystemTrayIcon | None = None
        self._picture = ring_icon(Glance.AWAY, look=look())  # until it is told
        self._tooltip = APP_NAME
        self._remark = ""
        self._blind, self._sight = False, Sight("")
        self._status: Status | None = None
        self._timer: Timer | None = None
        self._closed = False
        self._watch_tray = watch_tray
        self._waited_for, self._told = waited_for, False

    def start(self) -> None:
        """Show the icon now, or as soon as there is a tray."""
        self.look_again()
        if self._watch_tray is not None:
            self._watch_tray(self.look_again)

    def available(self) -> bool:
        """Whether the icon shows."""
        return self._icon is not None

    def show(self, status: Status) -> None:
        """Show this in icon, tooltip and menu. What has not changed costs nothing."""
        self._menu.show_status(status)
        picture = ring_icon(
            glance(status), status.progress, asks=asked_now(status), look=self._look(), minutes=status.bout_s // 60
        )
        tooltip = labelled(APP_NAME, status_line(status, self._zone(), blind=self._blind))
        if self._blind:
            tooltip = f"{tooltip}\n{_(TOOLTIP)}"
        if self._remark:
            tooltip = f"{tooltip}\n{self._remark}"
        self._status = status
        new_picture, new_tooltip = picture is not self._picture, tooltip != self._tooltip
        self._picture, self._tooltip = picture, tooltip
        if self._icon is None:
            return
        if new_picture:
            self._icon.setIcon(picture)
        if new_tooltip:
            self._icon.setToolTip(tooltip)

    def change_menu(self, menu: TrayMenu) -> None:
        """Have this one in the place of the one before, which may be in another language."""
        before, self._menu = self._menu, menu
        if self._icon is not None:
            self._icon.setContextMenu(menu)
        before.deleteLater()
        menu.show_sight(self._sight)
        self.refresh()

    def see(self, sight: Sight) -> None:
        """Say in tooltip and menu whether input is seen."""
        self._blind, self._sight = sight.blind, sight
        self._menu.show_sight(sight)
        self.refresh()

    def refresh(self) -> None:
        """The look has changed, or may have."""
        if self._status is not None:
            self.show(self._status)

    def remark(self, text: str) -> None:
        """Add a line to the tooltip; empty: none."""
        self._remark = text
        self.refresh()

    def message(self, title: str, body: str) -> bool:
        """Show a message of the system's own kind beside the icon; False if no icon shows."""
        if self._icon is None:
            return False
        self._icon.showMessage(title, body, self._picture, MESSAGE_MS)
        return True

    @Slot()
    def look_again(self) -> None:
        """The tray has come, gone or changed hands, or may have: show the icon in the one there is now, if any."""
        if self._closed:
            return
        self._stop_waiting()
        self._drop()
        if self._is_there():
            self._make()
        else:
            self._wait(PAUSES_BETWEEN_TRIES)

    def close(self) -> None:
        """Take the icon away for good."""
        self._closed = True
        self._stop_waiting()
        self._drop()
        self._menu.deleteLater()

    def _make(self) -> None:
        # Always a new object: on X11, an icon made while there was no tray stays missing even when one comes.
        icon = QSystemTrayIcon(self._picture)
        icon.setObjectName("tray")
        icon.setToolTip(self._tooltip)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._activated)
        icon.show()
        self._icon = icon
        self._waited_for = self._told = False
        self._appeared()

    def _drop(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _wait(self, pauses: tuple[float, ...]) -> None:
        first, rest = pauses[0], pauses[1:]

        def again() -> None:
            self._timer = None
            if self._is_there():
                self._make()
                return
            if rest:
                self._wait(rest)
            else:
                log.info("no system tray for half a minute")
            if (self._waited_for or not rest) and not self._told:
                self._told = True
                self._missing(_(NO_TRAY))

        self._timer = self._loop.deadline(first, again)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @property
    def place(self) -> QRect:
        """Where the icon is; where the panel does not say, at the pointer, which has just clicked it."""
        known = self._icon.geometry() if self._icon is not None else QRect()
        return known if known.isValid() else QRect(QCursor.pos(), QSize(1, 1))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger and not self._opens_menu_on_click:
            self._clicked(self.place)
