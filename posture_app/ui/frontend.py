"""The app on a desktop: its tray icon, its windows, and their colours."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.events import Say, Word
from posture_app.core.language import N_, _
from posture_app.core.pages import ABOUT, FORMER, HELP, SETTINGS, TITLES, WELCOME
from posture_app.core.ports import Clock, Loop, Notifier
from posture_app.core.prompts import Way
from posture_app.core.record.diary import Session
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import NOTICE, Sight
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.status import Status
from posture_app.core.value import value
from posture_app.core.words import APP_NAME
from posture_app.ui.tray.break_menu import Breaks
from posture_app.ui.tray.tray import Tray
from posture_app.ui.tray.tray_menu import TrayMenu

if TYPE_CHECKING:
    from posture_app.core.content.content import Tip
    from posture_app.core.content.exercises import Exercise
    from posture_app.core.content.programmes import Item, ProgrammeSession
    from posture_app.core.help_topics import HelpTopic
    from posture_app.core.record.coming_back import ComingBack
    from posture_app.core.session.cues import Cues
    from posture_app.ui.exercises.player import PlayerSources
    from posture_app.ui.exercises.player_window import PlayerWindow
    from posture_app.ui.help.help_window import HelpWindow
    from posture_app.ui.kit.appearance import Theme
    from posture_app.ui.kit.window_places import WindowPlaces
    from posture_app.ui.pages.main_window import MainWindow
    from posture_app.ui.pages.popover import Popover
    from posture_app.ui.pages.welcome import Welcome
    from posture_app.ui.prompts.entrance import Entrance, Quiet
    from posture_app.ui.prompts.greeting import Greeter
    from posture_app.ui.prompts.guide import Guide
    from posture_app.ui.settings.settings_sources import PreviewSources
    from posture_app.ui.settings.settings_window import SettingsWindow
    from posture_app.ui.sources import Sources

NO_WAY_BACK = N_("Closing this window ends the app, unless the settings say otherwise.")
SAME_CLICK_S = 0.5
"""What comes so soon after the popover was closed by a loss of focus is the click that took the focus."""


@value
class Wiring:
    """What the desktop needs of the rest of the app; `sources` is called when a window is first opened, `say`
    and `clicked` when the person clicks. `first_time` says whether this is asked for the first time in all runs,
    `recall` and `remember` keep what windows are to know of the run before, `icon` says where the file of the app’s
    icon lies, `cues` is what is heard while exercises are done, `tip` that of the day, `give_back` gives back the
    memory of windows that have gone, `topics` are those of the help.
    """

    loop: Loop
    clock: Clock
    quiet: "Quiet"
    say: Callable[[Word, float | None], None]
    clicked: Callable[[], None]
    fresh: Callable[[], Status]
    zone: Callable[[], str]
    tomorrow: Callable[[], datetime]
    breaks: Breaks
    sources: "Callable[[], Sources]"
    apply: Callable[[str, object], None]
    apply_all: Callable[[Mapping[str, object]], None]
    overridden: Collection[str]
    live: "Callable[[], PreviewSources]"
    watch_tray: Callable[[Callable[[], None]], None] | None
    exercised: Callable[[Session], None]
    coming_back: "Callable[[], ComingBack]"
    first_time: Callable[[str], bool]
    watch_text_size: Callable[[Callable[[float], None]], None]
    recall: Callable[[str], object]
    remember: Callable[[str, object], None]
    hidden: bool
    icon: Callable[[], str]
    cues: "Callable[[], Cues]"
    tip: "Callable[[], Tip | None]"
    give_back: Callable[[], None]
    topics: "Callable[[], Sequence[HelpTopic]]"


class Desktop:
    """Tray and windows, each window made when it is first asked for. Without a tray the main window opens and says why;
    closing it then ends the app.
    """

    windows = True

    def __init__(self, wiring: Wiring, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._wiring = wiring
        self._main_window: MainWindow | None = None
        self._settings_window: SettingsWindow | None = None
        self._help: HelpWindow | None = None
        self._welcome: Welcome | None = None
        self._popover: Popover | None = None
        self._popover_gone = -math.inf
        self._player: PlayerWindow | None = None
        self._notices: list[str] = []  # for the main window, when it is next opened
        self._crash: QWidget | None = None
        self._greeter: Greeter | None = None
        app.setQuitOnLastWindowClosed(False)
        self._app, self._settings = app, settings
        self._theme: Theme | None = None
        self._places: WindowPlaces | None = None
        menu = TrayMenu(
            say=wiring.say,
            fresh=wiring.fresh,
            zone=wiring.zone,
            show_page=self._go_to,
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
        menu.aboutToShow.connect(self._dress)
        self._tray = Tray(
            menu=menu,
            loop=wiring.loop,
            zone=wiring.zone,
            look=lambda: self._settings.tray_icon,
            clicked=self._open_popover,
            appeared=lambda: None,
            missing=self._no_tray,
            watch_tray=wiring.watch_tray,
        )

    def start(self, status: Status) -> None:
        """Show the icon, or look for a tray until there is one."""
        self._tray.show(status)
        self._tray.start()

    def links(self, answered: Callable[[int, Say], None]) -> Mapping[str, Callable[[], Notifier]]:
        """The ways to remind that are windows of our own."""

        def card() -> Notifier:
            from posture_app.ui.prompts.card import CardNotifier  # noqa: PLC0415 - loaded when first needed

            self._dress()
            wiring = self._wiring
            return CardNotifier(
                answered, entrance=self._entrance(), guide=self._guide(), clock=wiring.clock, loop=wiring.loop
            )

        def message() -> Notifier:
            from posture_app.ui.tray.tray_message import TrayMessageNotifier  # noqa: PLC0415 - loaded when first needed

            return TrayMessageNotifier(self._tray.message)

        return {"card": card, "tray": message}

    def ways(
        self, answered: Callable[[int, Say], None], ended: Callable[[int], None]
    ) -> Mapping[Way, Callable[[], Notifier]]:
        """The ways to ask that some kinds of reminder want: the card and the break screen. On Wayland a card takes the
        keyboard, so a notification is tried first.
        """

        def screen() -> Notifier:
            from posture_app.ui.prompts.break_cover import BreakSurroundings  # noqa: PLC0415 - when needed
            from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier  # noqa: PLC0415

            self._dress()
            wiring, sources = self._wiring, self._wiring.sources()

            def options() -> BreakOptions:
                settings = sources.settings()
                return BreakOptions(all_monitors=settings.all_monitors, notice_s=settings.notice_s)

            return BreakScreenNotifier(
                answered,
                ended=ended,
                guide=self._guide(),
                options=options,
                around=BreakSurroundings(wiring.loop, wiring.clock, wiring.quiet, self._entrance()),
            )

        return {Way.SCREEN: screen} if _on_wayland() else {Way.CARD: self.links(answered)["card"], Way.SCREEN: screen}

    def _guide(self) -> "Guide":
        """Where the exercises of prompts come from."""
        from posture_app.ui.prompts.guide import Guide  # noqa: PLC0415 - when needed

        wiring, sources = self._wiring, self._wiring.sources()

        def exercise(name: str) -> "Exercise | None":
            return next((found for found in sources.content().exercises if found.id == name), None)

        return Guide(
            exercise,
            sources.illustration,
            lambda: sources.content().safety.stop_rule,
            done=wiring.exercised,
            zone=wiring.zone,
            play=self.play,
            sources=partial(self._player_sources, sources),
        )

    def _entrance(self) -> "Entrance":
        """When windows may come unasked here."""
        from posture_app.ui.prompts.entrance import AtOnce, InPause  # noqa: PLC0415 - when needed

        wiring = self._wiring
        return InPause(wiring.quiet, wiring.loop, self._tray.message) if _on_wayland() else AtOnce()

    def remark(self, text: str) -> None:
        """A line below the status of the tray icon; empty: none."""
        self._tray.remark(text)

    def see(self, sight: Sight) -> None:
        """Input is read in another way now, or not at all: of that the person is told once, until it is read again."""
        self._tray.see(sight)
        if sight.blind:
            self.notify(NOTICE)
        else:
            self.take_back(NOTICE)
        self._refresh_page()

    def greet(self, text: str) -> None:
        """Show a card that closes by itself."""
        if self._greeter is None:
            from posture_app.ui.prompts.greeting import Greeter  # noqa: PLC0415 - for those who chose it

            self._dress()
            self._greeter = Greeter(self._wiring.loop, self._entrance())
        self._greeter.greet(text)

    def refresh(self, status: Status) -> None:
        """The status has changed."""
        self._tray.show(status)
        self._refresh_page()

    def _refresh_page(self) -> None:
        if self._popover is not None:
            self._popover.refresh()
        if self._main_window is not None:
            self._main_window.refresh()

    def reread(self) -> None:
        """The record was changed from outside."""
        if self._main_window is not None:
            self._main_window.reread()

    def settings_changed(self, settings: Settings) -> None:
        """Show these settings in all windows."""
        self._settings = settings
        self._tray.refresh()
        if self._theme is not None:
            self._wear(self._theme)
        if self._settings_window is not None:
            self._settings_window.refresh(settings)
        self._refresh_page()

    def show(self, page: str) -> None:
        """Open this page, in front of other windows."""
        if page in (SETTINGS, ABOUT):
            settings = self._open_settings()
            if page == ABOUT:
                settings.show_about()
            window: QWidget = settings
        elif page == WELCOME:
            window = self._open_welcome()
        elif page == HELP:
            window = self._open_help()
        elif page == "today" and self._welcome is not None:  # the app was started again
            window = self._welcome
        else:
            window = self._open_main(page)
        _bring(window)

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
        self._dress()
        if self._player is not None:
            self._player.destroyed.disconnect()
            self._player.close()
        self._player = PlayerWindow(
            chosen, self._player_sources(sources, chosen, belongs), again=lambda: self.play(items, belongs)
        )
        self._player.destroyed.connect(self._player_closed)
        self._place(self._player)
        _bring(self._player)

    def _player_sources(
        self, sources: "Sources", planned: "Sequence[Exercise]", belongs: "ProgrammeSession | None"
    ) -> "PlayerSources":
        from posture_app.core.content.suitability import cautions, easier_form  # noqa: PLC0415 - with the window
        from posture_app.ui.exercises.player import PlayerSources  # noqa: PLC0415

        guide, known = self._guide(), {exercise.id: exercise for exercise in sources.content().exercises}
        return PlayerSources(
            self._wiring.loop,
            self._wiring.clock,
            drawing=guide.drawing,
            stop_rule=guide.stop_rule,
            easier=lambda exercise: easier_form(exercise, known, sources.settings().profile),
            keep=partial(sources.keep, belongs=belongs, planned=planned),
            cues=self._wiring.cues(),
            cautions=lambda exercise: cautions(exercise, sources.settings().profile),
        )

    def _player_closed(self) -> None:
        self._player = None
        self._went()

    def _open_popover(self, icon: QRect) -> None:
        """Show the day at a glance at the icon; a second click takes it away. With some panels the click takes the
        focus first, which has closed it a moment before.
        """
        from posture_app.ui.pages.popover import Popover  # noqa: PLC0415 - when the icon is first clicked

        self._wiring.clicked()
        if self._popover is not None:
            self._popover.leave()
            return
        if self._wiring.clock.now().awake - self._popover_gone < SAME_CLICK_S:
            return
        self._dress()
        self._popover = Popover(self._wiring.sources(), self._go_to, floats=_on_wayland())
        self._popover.destroyed.connect(self._popover_closed)
        self._popover.lost_focus.connect(self._popover_lost_focus)
        screen = QGuiApplication.screenAt(icon.center()) or QGuiApplication.primaryScreen()
        self._popover.open_at(icon, screen.availableGeometry())

    def show_tip(self, name: str) -> None:
        """Open the tip of this id, among the others, after a click of the person."""
        self._go_to("exercises")
        if self._main_window is not None:
            self._main_window.show_tip(name)

    def _go_to(self, page: str) -> None:
        """Open this page after a click of the person."""
        self._wiring.clicked()
        self.show(page)

    def _tried(self, do: Callable[[], None]) -> None:
        """Do what was chosen at the tray; if that fails, tell the person."""
        try:
            do()
        except KnownError as error:
            self.notify(str(error))

    def notify(self, sentence: str) -> None:
        """Tell the person: in the main window, now or when it is next opened, and at the tray."""
        self._tray.message("Posture", sentence)
        if self._main_window is None:
            self._notices.append(sentence)
        else:
            self._main_window.notify(sentence)

    def take_back(self, sentence: str) -> None:
        """Such a sentence is no longer true."""
        if self._main_window is not None:
            self._main_window.take_back(sentence)
        else:
            self._notices = [other for other in self._notices if other != sentence]

    def crashed(self, report: str) -> None:
        """Say that there was a bug, with a report to copy."""
        from posture_app.ui.crash import show_crash  # noqa: PLC0415 - rarely needed, it is hoped

        self._dress()
        self._crash = show_crash(report)

    def close(self) -> None:
        """Close all that shows."""
        if self._welcome is not None:
            self._welcome.deleteLater()
            self._welcome = None
        for window in (self._main_window, self._settings_window, self._help, self._popover, self._player):
            if window is not None:
                window.destroyed.disconnect()
                window.close()
        self._main_window = self._settings_window = self._help = self._popover = self._player = None
        if self._crash is not None:
            self._crash.close()
        if self._greeter is not None:
            self._greeter.close()
        self._tray.close()

    def _open_main(self, page: str) -> "MainWindow":
        from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415 - MiBs that only a window needs

        if self._main_window is None:
            self._dress()
            self._main_window = MainWindow(self._wiring.sources())
            self._place(self._main_window)
            self._main_window.destroyed.connect(self._main_closed)
            for sentence in self._notices:
                self._main_window.notify(sentence)
            self._notices.clear()
        for name in TITLES:
            if name == page:
                self._main_window.show_page(name)
        if page in FORMER:
            self._main_window.show_history(FORMER[page])
        return self._main_window

    def _open_settings(self) -> "SettingsWindow":
        if self._settings_window is None:
            from posture_app.ui.kit.placing import place_above  # noqa: PLC0415 - likewise
            from posture_app.ui.settings.settings_window import SettingsWindow  # noqa: PLC0415

            self._dress()
            wiring = self._wiring
            live = replace(wiring.live(), lacks=self._lacks)
            self._settings_window = SettingsWindow(
                wiring.sources().settings(), wiring.apply_all, live, overridden=wiring.overridden
            )
            self._place(self._settings_window)
            self._settings_window.destroyed.connect(self._settings_closed)
            self._settings_window.help_wanted.connect(partial(self.show, HELP))
            place_above(self._settings_window, self._main_window)
        return self._settings_window

    def _open_help(self) -> "HelpWindow":
        if self._help is None:
            from posture_app.ui.help.help_window import HelpWindow  # noqa: PLC0415 - for who asks for help

            self._dress()
            self._help = HelpWindow(self._wiring.topics())
            self._help.setting_wanted.connect(self._show_setting)
            self._help.settings_page_wanted.connect(self._show_settings_page)
            self._help.page_wanted.connect(self.show)
            self._help.destroyed.connect(self._help_closed)
            self._place(self._help)
        return self._help

    def _show_setting(self, key: str) -> None:
        """Open the settings at this one."""
        window = self._open_settings()
        _bring(window)
        window.show_setting(key)

    def _show_settings_page(self, page: str) -> None:
        from posture_app.core.settings.settings_pages import SettingsPage  # noqa: PLC0415 - with the window

        window = self._open_settings()
        window.show_page(SettingsPage(page))
        _bring(window)

    def _lacks(self) -> Mapping[Requirement, str]:
        """What is missing here, of the machine and of its desktop."""
        found = dict(self._wiring.live().lacks())
        if not self._tray.available():
            found[Requirement.TRAY] = _("this desktop shows no tray icon")
        if self._theme is not None and self._theme.much_contrast and self._settings.theme == "system":
            found[Requirement.OWN_COLOURS] = _("the colours of the desktop are used, as it asks for high contrast")
        if len(QGuiApplication.screens()) == 1:
            found[Requirement.MONITORS] = _("there is one monitor")
        return found

    def _open_welcome(self) -> "Welcome":
        if self._welcome is None:
            from posture_app.ui.pages.welcome import Welcome  # noqa: PLC0415 - once in a lifetime

            self._dress()
            wiring = self._wiring
            sources, live = wiring.sources(), wiring.live()
            self._welcome = Welcome(
                live, sources.settings, wiring.apply, has_tray=self._tray.available, over=self._welcome_over
            )
            self._place(self._welcome)
        return self._welcome

    def _welcome_over(self) -> None:
        self._welcome = None
        self._wiring.first_time(WELCOME)
        self.show("today")

    def _place(self, window: QWidget) -> None:
        if self._places is None:
            from posture_app.ui.kit.window_places import WindowPlaces  # noqa: PLC0415 - with the first window

            self._places = WindowPlaces(self._wiring.recall, self._wiring.remember)
        self._places.place(window)

    def _dress(self) -> None:
        """Give the app its colours and its icon before anything of its own first shows."""
        if self._theme is None:
            from posture_app.ui.kit.access import install  # noqa: PLC0415
            from posture_app.ui.kit.appearance import Theme  # noqa: PLC0415 - 40 ms and 3 MiB that the tray icon does not need

            install()
            self._app.setWindowIcon(QIcon(self._wiring.icon()))
            self._theme = Theme(self._app)
            self._wear(self._theme)
            if _on_wayland():  # elsewhere Qt knows it
                self._wiring.watch_text_size(self._theme.scale_text)

    def _wear(self, theme: "Theme") -> None:
        """Look as the settings say."""
        from posture_app.ui.kit.looks import Appearance  # noqa: PLC0415 - with the theme

        chosen = self._settings
        theme.dress(Appearance(chosen.accent, chosen.text_size, chosen.density, less_motion=chosen.less_motion))
        theme.choose(chosen.theme)

    def _no_tray(self, why: str) -> None:
        stays = self._wiring.hidden or self._settings.keeps_running
        self.notify(why if stays else f"{why} {_(NO_WAY_BACK)}")
        if not self._wiring.hidden and self._welcome is None:
            self.show("today")

    def _help_closed(self) -> None:
        self._help = None
        self._went()

    def _settings_closed(self) -> None:
        self._settings_window = None
        self._went()

    def _popover_closed(self) -> None:
        self._popover = None
        self._went()

    def _popover_lost_focus(self) -> None:
        self._popover_gone = self._wiring.clock.now().awake

    def _went(self) -> None:
        """A window has gone."""
        self._wiring.loop.deadline(0, self._wiring.give_back)

    def _main_closed(self) -> None:
        self._main_window = None
        self._went()
        if self._tray.available():
            if self._wiring.first_time("closed"):
                self._tray.message(APP_NAME, _("The app goes on here. To end it, choose Quit in the menu of its icon."))
        elif not (self._wiring.hidden or self._settings.keeps_running):
            QCoreApplication.quit()


def _on_wayland() -> bool:
    """Whether the compositor gives the keyboard to each window that shows, like it or not."""
    return QGuiApplication.platformName().startswith("wayland")


def _bring(window: QWidget) -> None:
    """Show it in front of other windows."""
    window.show()
    window.raise_()
    window.activateWindow()
