"""The windows of the app, each made when it is first asked for and forgotten when it has gone."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.core.pages import ABOUT, FORMER, HELP, SETTINGS, TITLES, WELCOME, PageName
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.words import APP_NAME
from posture_app.ui.dress import Dress, on_wayland
from posture_app.ui.tray.tray import Tray
from posture_app.ui.wiring import Wiring

if TYPE_CHECKING:
    from posture_app.core.content.exercises import Exercise
    from posture_app.core.content.programmes import Item, ProgrammeSession
    from posture_app.core.settings.changes import Changes
    from posture_app.core.settings.settings import Settings
    from posture_app.ui.exercises.player import PlayerSources
    from posture_app.ui.exercises.player_window import PlayerWindow
    from posture_app.ui.help.help_window import HelpWindow
    from posture_app.ui.pages.main_window import MainWindow
    from posture_app.ui.pages.popover import Popover
    from posture_app.ui.pages.welcome import Welcome
    from posture_app.ui.settings.settings_window import SettingsWindow
    from posture_app.ui.sources import Sources

SAME_CLICK_S = 0.5
"""What comes so soon after the popover was closed by a loss of focus is the click that took the focus."""
W = TypeVar("W", bound=QWidget)


class Kept(Generic[W]):
    """One window of its kind at most, which deletes itself when it is closed; `gone` is called after that."""

    def __init__(self, gone: Callable[[], None]) -> None:
        self._gone = gone
        self.window: W | None = None

    def keep(self, window: W) -> W:
        """Hold this one, from when it is made."""
        self.window = window
        window.destroyed.connect(self._destroyed)
        return window

    def close(self) -> bool:
        """Close it, if it is there; `gone` is not called. Whether it has not stayed open, with what it cannot keep."""
        closed = self.window is None or self.window.close()
        if closed:
            self.forget()
        return closed

    def forget(self) -> None:
        """Let go of it, if it is there, whether it is open or not."""
        if self.window is not None:
            self.window.destroyed.disconnect(self._destroyed)
            self.window = None

    def _destroyed(self) -> None:
        self.window = None
        self._gone()


class Windows:
    """Main window, settings, help, welcome, popover, and the one in which exercises are done.

    `stays` says whether the app goes on without a window where there is no tray.
    """

    def __init__(self, wiring: Wiring, dress: Dress, tray: Tray, stays: Callable[[], bool]) -> None:
        self._wiring, self._dress, self._tray, self._stays = wiring, dress, tray, stays
        self.main: Kept[MainWindow] = Kept(self._main_closed)
        self.settings: Kept[SettingsWindow] = Kept(self._went)
        self.help: Kept[HelpWindow] = Kept(self._went)
        self.popover: Kept[Popover] = Kept(self._went)
        self.player: Kept[PlayerWindow] = Kept(self._player_went)
        self._welcome: Welcome | None = None
        self._changes: Changes | None = None  # in the settings, to be undone as long as the app runs
        self._popover_gone = -math.inf
        self._notices: list[str] = []  # for the main window, when it is next opened

    @property
    def welcoming(self) -> bool:
        """The welcome shows."""
        return self._welcome is not None

    def show(self, page: str) -> None:
        """Open this page, in front of other windows."""
        if page in (SETTINGS, ABOUT):
            window: QWidget = self._open_settings(SettingsPage.ABOUT if page == ABOUT else None)
        elif page == WELCOME:
            window = self._open_welcome()
        elif page == HELP:
            window = self._open_help()
        elif page == "today" and self._welcome is not None:  # the app was started again
            window = self._welcome
        else:
            window = self._open_main(page)
        _bring(window)

    def show_tip(self, name: str) -> None:
        """Open the tip of this id, among the others."""
        self._open_main("exercises").show_tip(name)

    def play(self, items: "Sequence[Item | str]", belongs: "ProgrammeSession | None" = None) -> None:
        """Do these, one after the other, in a window of their own: in the dose of an item, or as the exercise of a name
        has it. Those of an unknown name are left out. What is done counts for the session that they belong to.
        """
        from posture_app.ui.exercises.player_window import PlayerWindow  # noqa: PLC0415 - when needed
        from posture_app.ui.sources import played  # noqa: PLC0415 - as above

        sources = self._wiring.sources()
        chosen = [found for item in items if (found := played(item, sources.content().exercise)) is not None]
        if not chosen:
            return
        self._dress.put_on()
        main = self.main.window
        used = main if main is not None and main.isActiveWindow() else None
        self.player.close()
        done_with = self.player_sources(sources, chosen, belongs)
        window = PlayerWindow(
            chosen,
            replace(done_with, loop=self._wiring.player_loop, clock=self._wiring.player_clock),
            again=lambda: self.play(items, belongs),
            offer=lambda name: sources.apply("hurt", tuple(each for each in sources.settings().hurt if each != name)),
            show_hurt=lambda: self._show_setting("hurt"),
        )
        self._dress.place(self.player.keep(window))
        if used is not None:
            from posture_app.ui.kit.placing import place_over  # noqa: PLC0415 - as the settings

            place_over(window, used)
        _bring(window)
        self._let_pictures_wait(on=True)  # below the one that is done now they would be in its way

    def _let_pictures_wait(self, *, on: bool) -> None:
        from posture_app.ui.exercises.drawing import Figure  # noqa: PLC0415 - with the player

        for figure in self.main.window.findChildren(Figure) if self.main.window is not None else ():
            figure.wait(on=on)

    def player_sources(
        self, sources: "Sources", planned: "Sequence[Exercise]", belongs: "ProgrammeSession | None"
    ) -> "PlayerSources":
        """What these are done with, in whatever window."""
        from posture_app.core.content.suitability import cautions, easier_form  # noqa: PLC0415 - with the window
        from posture_app.ui.exercises.player import PlayerSources  # noqa: PLC0415

        known = {exercise.id: exercise for exercise in sources.content().exercises}
        return PlayerSources(
            self._wiring.loop,
            self._wiring.clock,
            drawing=sources.drawing,
            stop_rule=lambda: sources.content().spoken_safety.stop_rule,
            easier=lambda exercise: easier_form(exercise, known, sources.settings().profile),
            keep=partial(sources.keep, belongs=belongs, planned=planned),
            cues=self._wiring.cues(),
            cautions=lambda exercise: cautions(exercise, sources.settings().profile),
        )

    def open_popover(self, icon: QRect) -> None:
        """Show the day at a glance at the icon; a second click takes it away. With some panels the click takes the
        focus first, which has closed it a moment before.
        """
        self._wiring.clicked()
        if self.popover.window is not None:
            self.popover.window.leave()
            return
        if self._wiring.clock.now().awake - self._popover_gone < SAME_CLICK_S:
            return
        self._dress.put_on()
        from posture_app.ui.pages.popover import Popover  # noqa: PLC0415 - when the icon is first clicked

        popover = self.popover.keep(Popover(self._wiring.sources(), self.go_to, floats=on_wayland()))
        popover.lost_focus.connect(self._popover_lost_focus)
        screen = QGuiApplication.screenAt(icon.center()) or QGuiApplication.primaryScreen()
        popover.open_at(icon, screen.availableGeometry())

    def go_to(self, page: str) -> None:
        """Open this page after a click of the person."""
        self._wiring.clicked()
        self.show(page)

    def refresh(self) -> None:
        """The status has changed."""
        for kept in (self.popover, self.main):
            if kept.window is not None:
                kept.window.refresh()

    def reread(self) -> None:
        """The record was changed from outside."""
        if self.main.window is not None:
            self.main.window.reread()

    def settings_changed(self, settings: "Settings") -> None:
        """Show these settings."""
        if self.settings.window is not None:
            self.settings.window.refresh(settings)
        self.refresh()

    def notify(self, sentence: str) -> None:
        """Tell the person in the main window, now or when it is next opened."""
        if self.main.window is None:
            self._notices.append(sentence)
        else:
            self.main.window.notify(sentence)

    def take_back(self, sentence: str) -> None:
        """Such a sentence is no longer true."""
        if self.main.window is not None:
            self.main.window.take_back(sentence)
        else:
            self._notices = [other for other in self._notices if other != sentence]

    def remake(self) -> None:
        """Make anew what shows, as things are said in another way now, each window at its place and with its page. An
        exercise that is being done, and the welcome, stay as they are.
        """
        self.popover.close()
        main, settings, help_ = self.main.window, self.settings.window, self.help.window
        if main is not None:
            page = main.page
            if self.main.close():
                self._notices = [*main.notices]
                self._open_main(page).show()
        if help_ is not None:
            topic = help_.topic
            self.help.close()
            window = self._open_help()
            window.show_topic(topic)
            window.show()
        if settings is not None:
            shown = settings.page
            self.settings.close()
            _bring(self._open_settings(shown))

    def close(self) -> None:
        """Close all that shows, while its place can still be remembered."""
        if self._welcome is not None:
            self._welcome.hide()
            self._welcome.deleteLater()
            self._welcome = None
        for kept in (self.main, self.settings, self.help, self.popover, self.player):
            if not kept.close() and kept.window is not None:
                kept.window.hide()
            kept.forget()

    def _open_main(self, page: str) -> "MainWindow":
        window, former = self.main.window, FORMER.get(page)
        name: PageName | None = "history" if former else next((each for each in TITLES if each == page), None)
        if window is None:
            self._dress.put_on()
            from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415 - MiBs that only a window needs

            window = self.main.keep(MainWindow(self._wiring.sources(), name or "today"))
            self._dress.place(window)
            window.keys_wanted.connect(partial(self._show_keys, window))
            for sentence in self._notices:
                window.notify(sentence)
            self._notices.clear()
        if name is not None:
            window.show_page(name)
        if former:
            window.show_history(former)
        return window

    def _open_settings(self, page: SettingsPage | None = None) -> "SettingsWindow":
        """The settings, at this page, or at the one that shows or comes first."""
        window = self.settings.window
        if window is None:
            self._dress.put_on()
            from posture_app.core.settings.changes import Changes  # noqa: PLC0415 - likewise
            from posture_app.ui.kit.placing import place_above  # noqa: PLC0415
            from posture_app.ui.settings.settings_window import SettingsWindow  # noqa: PLC0415

            wiring = self._wiring
            live = wiring.live()
            if self._changes is None:
                self._changes = Changes(wiring.apply_all, wiring.sources().settings)
            live = replace(live, lacks=partial(self._lacks, live.lacks))
            window = self.settings.keep(
                SettingsWindow(
                    wiring.sources().settings(),
                    self._changes,
                    live,
                    overridden=wiring.overridden,
                    page=page or SettingsPage.GENERAL,
                )
            )
            self._dress.place(window)
            window.help_wanted.connect(partial(self.show, HELP))
            self._hear_keys(window)
            place_above(window, self.main.window)
        elif page is not None:
            window.show_page(page)
        return window

    def _open_help(self) -> "HelpWindow":
        window = self.help.window
        if window is None:
            self._dress.put_on()
            from posture_app.ui.help.help_window import HelpWindow  # noqa: PLC0415 - for who asks for help

            window = self.help.keep(HelpWindow(self._wiring.topics()))
            window.setting_wanted.connect(self._show_setting)
            window.settings_page_wanted.connect(self._show_settings_page)
            window.page_wanted.connect(self.show)
            self._hear_keys(window)
            self._dress.place(window)
        return window

    def _show_setting(self, key: str) -> None:
        """Open the settings at this one."""
        window = self._open_settings()
        _bring(window)
        window.show_setting(key)

    def _show_settings_page(self, page: str) -> None:
        _bring(self._open_settings(SettingsPage(page)))

    def _show_keys(self, above: QWidget) -> None:
        """List the keys, over the window where that was asked for."""
        from posture_app.ui.settings.keys_dialog import KeysDialog  # noqa: PLC0415 - for who asks

        KeysDialog(above, self._wiring.sources().settings(), has_tray=self._tray.available()).start()

    def _hear_keys(self, window: "SettingsWindow | HelpWindow") -> None:
        """Have the keys that list all keys and that end the app work in this window, as in the main one."""
        from posture_app.ui.kit.sidebar import QUIT_KEY  # noqa: PLC0415 - with the window

        window.keys_wanted.connect(partial(self._show_keys, window))
        QShortcut(QKeySequence(QUIT_KEY), window, self._wiring.sources().quit_app)

    def _lacks(self, of_the_machine: Callable[[], Mapping[Requirement, str]]) -> Mapping[Requirement, str]:
        """What is missing here, of the machine and of its desktop."""
        found = dict(of_the_machine())
        if not self._tray.available():
            found[Requirement.TRAY] = _("this desktop shows no tray icon")
        if self._dress.of_the_desktop:
            found[Requirement.OWN_COLOURS] = _("the colours of the desktop are used, as it asks for high contrast")
        if len(QGuiApplication.screens()) == 1:
            found[Requirement.MONITORS] = _("there is one monitor")
        return found

    def _open_welcome(self) -> "Welcome":
        if self._welcome is None:
            self._dress.put_on()
            from posture_app.ui.pages.welcome import Welcome  # noqa: PLC0415 - once in a lifetime

            wiring = self._wiring
            sources, live = wiring.sources(), wiring.live()
            self._welcome = Welcome(
                live, sources.settings, wiring.apply, has_tray=self._tray.available, over=self._welcome_over
            )
            self._dress.place(self._welcome)
        return self._welcome

    def _welcome_over(self) -> None:
        welcome, self._welcome = self._welcome, None
        self._wiring.first_time(WELCOME)
        opens = self.main.window is None
        window = self._open_main("today")
        if opens and welcome is not None:
            from posture_app.ui.kit.placing import place_over  # noqa: PLC0415 - once in a lifetime

            place_over(window, welcome)
        _bring(window)

    def _popover_lost_focus(self) -> None:
        self._popover_gone = self._wiring.clock.now().awake

    def _player_went(self) -> None:
        self._let_pictures_wait(on=False)
        self._went()

    def _went(self) -> None:
        self._wiring.loop.deadline(0, self._wiring.give_back)

    def _main_closed(self) -> None:
        self._went()
        if self._tray.available():
            if self._wiring.first_time("closed"):
                self._tray.message(APP_NAME, _("The app goes on here. To end it, choose Quit in the menu of its icon."))
        elif not self._stays():
            QCoreApplication.quit()


def _bring(window: QWidget) -> None:
    """Show it in front of other windows."""
    window.show()
    window.raise_()
    window.activateWindow()
