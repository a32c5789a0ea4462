"""The app on a desktop: its tray icon, its windows, and its own ways to reach the person."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.events import Say
from posture_app.core.language import N_, _, sentences
from posture_app.core.ports import Notifier
from posture_app.core.prompts import Way
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import NOTICE, Sight
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.status import Status
from posture_app.core.words import APP_NAME
from posture_app.ui.dress import Dress
from posture_app.ui.tray.tray import Tray
from posture_app.ui.tray.tray_menu import TrayMenu
from posture_app.ui.ways import Ways
from posture_app.ui.windows import Windows
from posture_app.ui.wiring import Wiring

if TYPE_CHECKING:
    from posture_app.core.content.programmes import Item, ProgrammeSession

NO_WAY_BACK = N_("Closing this window ends the app, unless the settings say otherwise.")


class Desktop:
    """Without a tray the main window opens and says why; closing it then ends the app."""

    windows = True

    def __init__(self, wiring: Wiring, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setQuitOnLastWindowClosed(False)
        self._wiring, self._settings = wiring, settings
        self._crash: QWidget | None = None
        self._no_tray_said = self._blind_said = ""
        self._dress = Dress(wiring, settings)
        self._tray = Tray(
            menu=self._menu(),
            loop=wiring.loop,
            zone=wiring.zone,
            look=lambda: self._settings.tray_icon,
            clicked=lambda icon: self.opened.open_popover(icon),  # noqa: PLW0108 - made after it
            appeared=self._has_tray,
            missing=self._no_tray,
            watch_tray=wiring.watch_tray,
            waited_for=not wiring.hidden,
        )
        self.opened = Windows(wiring, self._dress, self._tray, self._stays)
        self._ways = Ways(wiring, self._dress, self._tray, self.opened)

    def _menu(self) -> TrayMenu:
        wiring = self._wiring
        menu = TrayMenu(
            say=wiring.say,
            fresh=wiring.fresh,
            zone=wiring.zone,
            show_page=lambda page: self.opened.go_to(page),  # noqa: PLW0108 - made after it
            breaks=wiring.breaks,
            snooze=lambda: self._settings.snooze,
            snoozes=lambda: snooze_choices(self._settings),
            tomorrow=wiring.tomorrow,
            quit_app=QCoreApplication.quit,
            coming_back=wiring.coming_back,
            tried=self._tried,
            seat=lambda: self._settings.place,
            tip=wiring.tip,
            show_tip=self.show_tip,
            sit_at=lambda place: self._tried(partial(wiring.apply, "place", place)),
        )
        menu.aboutToShow.connect(self._dress.put_on)
        return menu

    def start(self, status: Status) -> None:
        """Show the icon, or look for a tray until there is one."""
        self._tray.show(status)
        self._tray.start()

    def links(self, answered: Callable[[int, Say], None]) -> Mapping[str, Callable[[], Notifier]]:
        """The ways to remind that are windows of our own."""
        return self._ways.links(answered)

    def ways(
        self, answered: Callable[[int, Say], None], ended: Callable[[int], None]
    ) -> Mapping[Way, Callable[[], Notifier]]:
        """The ways to ask that some kinds of reminder want."""
        return self._ways.of_kinds(answered, ended)

    def remark(self, text: str) -> None:
        """A line below the status of the tray icon; empty: none."""
        self._tray.remark(text)

    def see(self, sight: Sight) -> None:
        """Input is read in another way now, or not at all: of that the person is told once, until it is read again."""
        self._tray.see(sight)
        self.take_back(self._blind_said)  # in the language of then
        self._blind_said = _(NOTICE) if sight.blind else ""
        if sight.blind:
            self.notify(self._blind_said)
        self.opened.refresh()

    def greet(self, text: str) -> None:
        """Show a card that closes by itself."""
        self._ways.greet(text)

    def refresh(self, status: Status) -> None:
        """The status has changed."""
        self._tray.show(status)
        self.opened.refresh()

    def reread(self) -> None:
        """The record was changed from outside."""
        self.opened.reread()

    def settings_changed(self, settings: Settings) -> None:
        """Show these settings in all windows."""
        self._settings = settings
        self._tray.refresh()
        self._dress.settings_changed(settings)
        self.opened.settings_changed(settings)

    def reword(self) -> None:
        """Language or formats have changed: make anew what shows."""
        self._wiring.speak(self._settings)
        self._tray.change_menu(self._menu())
        self.opened.remake()

    def show(self, page: str) -> None:
        """Open this page, in front of other windows."""
        self.opened.show(page)

    def play(self, items: "Sequence[Item | str]", belongs: "ProgrammeSession | None" = None) -> None:
        """Do these exercises, one after the other, in a window of their own."""
        self.opened.play(items, belongs)

    def show_tip(self, name: str) -> None:
        """Open the tip of this id, among the others, after a click of the person."""
        self.opened.go_to("exercises")
        self.opened.show_tip(name)

    def notify(self, sentence: str) -> None:
        """Tell the person: in the main window, now or when it is next opened, and at the tray."""
        self._tray.message(APP_NAME, sentence)
        self.opened.notify(sentence)

    def reaches(self) -> bool:
        """Whether what is told is seen now: at the tray, or in the window that is open."""
        return self._tray.available() or self.opened.main.window is not None

    def take_back(self, sentence: str) -> None:
        """Such a sentence is no longer true."""
        self.opened.take_back(sentence)

    def crashed(self, report: str) -> None:
        """Say that there was a bug, with a report to copy."""
        from posture_app.ui.crash import show_crash  # noqa: PLC0415 - rarely needed, it is hoped

        self._dress.put_on()
        self._crash = show_crash(report)

    def close(self) -> None:
        """Close all that shows."""
        self.opened.close()
        if self._crash is not None:
            self._crash.close()
        self._ways.close()
        self._tray.close()

    def _tried(self, do: Callable[[], None]) -> None:
        """Do what was chosen at the tray; if that fails, tell the person."""
        try:
            do()
        except KnownError as error:
            self.notify(str(error))

    def _stays(self) -> bool:
        """Whether the app goes on without a tray and without a window."""
        return self._wiring.hidden or self._settings.keeps_running

    def _has_tray(self) -> None:
        self.opened.take_back(self._no_tray_said)

    def _no_tray(self, why: str) -> None:
        self._no_tray_said = why if self._stays() else sentences(why, _(NO_WAY_BACK))
        self.notify(self._no_tray_said)
        if not (self._wiring.hidden or self.opened.welcoming):
            self.show("today")
