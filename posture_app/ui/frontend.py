"""The app on a desktop: tray, windows and colours, as one thing that can be shown and told."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.core.events import Word
from posture_app.core.ports import Clock, Loop, Notifier
from posture_app.core.prompts import Way
from posture_app.core.record.diary import Session
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import NOTICE, Sight
from posture_app.core.status import Status
from posture_app.core.value import value
from posture_app.core.words import Glance
from posture_app.ui.tray.tray import Tray
from posture_app.ui.tray.tray_menu import TrayMenu

if TYPE_CHECKING:
    from posture_app.core.content.exercises import Exercise
    from posture_app.ui.kit.theme import Theme
    from posture_app.ui.pages.sources import Sources
    from posture_app.ui.prompts.greeting import Greeter
    from posture_app.ui.settings.settings_sources import PreviewSources
    from posture_app.ui.windows import Windows

NO_WAY_BACK = "Closing this window ends the app."


@value
class Wiring:
    """What the desktop needs of the rest of the app; `sources` is asked when a window is first opened. `say` and
    `clicked` hear of the person's clicks.
    """

    loop: Loop
    clock: Clock
    idle_ms: Callable[[], int | None]
    say: Callable[[Word, float | None], None]
    clicked: Callable[[], None]
    fresh: Callable[[], Status]
    zone: Callable[[], str]
    tomorrow: Callable[[], datetime]
    sources: "Callable[[], Sources]"
    apply: Callable[[str, object], None]
    overridden: Collection[str]
    live: "Callable[[], PreviewSources]"
    watch_tray: Callable[[Callable[[], None]], None] | None
    exercised: Callable[[Session], None]
    hidden: bool


class Desktop:
    """Tray and windows. Without a tray the main window opens and says why; closing it then ends the app."""

    windows = True

    def __init__(self, wiring: Wiring, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._wiring = wiring
        self._notices: list[str] = []
        self._made: Windows | None = None
        self._crash: QWidget | None = None
        self._greeter: Greeter | None = None
        app.setQuitOnLastWindowClosed(False)
        self._app, self._settings = app, settings
        self._theme: Theme | None = None
        menu = TrayMenu(
            say=wiring.say,
            fresh=wiring.fresh,
            zone=wiring.zone,
            show_page=self._go_to,
            tomorrow=wiring.tomorrow,
            quit_app=QCoreApplication.quit,
        )
        menu.aboutToShow.connect(self._dress)
        self._tray = Tray(
            menu=menu,
            loop=wiring.loop,
            zone=wiring.zone,
            show_page=self._go_to,
            appeared=lambda: None,
            missing=self._no_tray,
            watch_tray=wiring.watch_tray,
        )

    def start(self, status: Status) -> None:
        """Show the icon, or look for a tray until there is one."""
        self._tray.show(status)
        self._tray.start()

    def links(self, answered: Callable[[int, Word], None]) -> Mapping[str, Callable[[], Notifier]]:
        """The ways to remind that are windows of our own."""

        def card() -> Notifier:
            from posture_app.ui.prompts.card import CardNotifier  # noqa: PLC0415 - loaded when first needed

            self._dress()
            return CardNotifier(answered)

        def message() -> Notifier:
            from posture_app.ui.tray.tray_message import TrayMessageNotifier  # noqa: PLC0415 - loaded when first needed

            return TrayMessageNotifier(self._tray.message)

        return {"card": card, "tray": message}

    def ways(
        self, answered: Callable[[int, Word], None], ended: Callable[[int], None]
    ) -> Mapping[Way, Callable[[], Notifier]]:
        """The ways to ask that some kinds of reminder want: the card and the break screen."""

        def screen() -> Notifier:
            from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier, Guide  # noqa: PLC0415 - when needed

            self._dress()
            wiring, sources = self._wiring, self._wiring.sources()

            def exercise(name: str) -> "Exercise | None":
                return next((found for found in sources.content().exercises if found.id == name), None)

            def options() -> BreakOptions:
                settings = sources.settings()
                return BreakOptions(all_monitors=settings.all_monitors, notice_s=settings.notice_s)

            return BreakScreenNotifier(
                answered,
                ended=ended,
                guide=Guide(
                    exercise,
                    sources.illustration,
                    lambda: sources.content().safety.stop_rule,
                    done=wiring.exercised,
                    zone=wiring.zone,
                ),
                options=options,
                idle_ms=wiring.idle_ms,
                loop=wiring.loop,
                clock=wiring.clock,
            )

        return {Way.CARD: self.links(answered)["card"], Way.SCREEN: screen}

    def remark(self, text: str) -> None:
        """A line below the status of the tray icon; empty: none."""
        self._tray.remark(text)

    def see(self, sight: Sight) -> None:
        """By what input is seen has changed. That it is not is told once, and taken back when it is again."""
        self._tray.see(sight)
        if sight.blind:
            self.notify(NOTICE)
        else:
            self.take_back(NOTICE)
        if self._made is not None:
            self._made.refresh()

    def greet(self, text: str) -> None:
        """A card that goes by itself."""
        if self._greeter is None:
            from posture_app.ui.prompts.greeting import Greeter  # noqa: PLC0415 - for those who chose it

            self._dress()
            self._greeter = Greeter(self._wiring.loop)
        self._greeter.greet(text)

    def refresh(self, status: Status) -> None:
        """The status has changed."""
        self._tray.show(status)
        if self._made is not None:
            self._made.refresh()

    def reread(self) -> None:
        """The record was changed from outside."""
        if self._made is not None:
            self._made.reread()

    def settings_changed(self, settings: Settings) -> None:
        """These hold now."""
        self._settings = settings
        if self._theme is not None:
            self._theme.choose(settings.theme)
        if self._made is not None:
            self._made.settings_changed(settings)

    def show(self, page: str) -> None:
        """Open this page, in front of other windows."""
        self._windows().show(page)

    def _go_to(self, page: str) -> None:
        """Open this page, for which the person has clicked."""
        self._wiring.clicked()
        self.show(page)

    def notify(self, sentence: str) -> None:
        """Tell the person: in the main window, now or when it is next opened, and at the tray."""
        self._tray.message("Posture", sentence)
        if self._made is None:
            self._notices.append(sentence)
        else:
            self._made.notify(sentence)

    def take_back(self, sentence: str) -> None:
        """What the person was told holds no more."""
        if self._made is not None:
            self._made.take_back(sentence)
        else:
            self._notices = [other for other in self._notices if other != sentence]

    def crashed(self, report: str) -> None:
        """Tell of a bug, with a report to copy."""
        from posture_app.ui.crash import show_crash  # noqa: PLC0415 - rarely needed, it is hoped

        self._dress()
        self._crash = show_crash(report)

    def close(self) -> None:
        """Take everything from the screen."""
        if self._made is not None:
            self._made.close()
        if self._crash is not None:
            self._crash.close()
        if self._greeter is not None:
            self._greeter.close()
        self._tray.close()

    def _windows(self) -> "Windows":
        if self._made is None:
            from posture_app.ui.windows import Windows  # noqa: PLC0415 - 5 MiB that only an open window needs

            self._dress()
            wiring = self._wiring
            self._made = Windows(wiring.sources, wiring.apply, wiring.overridden, self._main_closed, wiring.live)
            for sentence in self._notices:
                self._made.notify(sentence)
            self._notices.clear()
        return self._made

    def _dress(self) -> None:
        """Give the app its colours and its icon before anything of its own first shows."""
        if self._theme is None:
            from posture_app.ui.kit.theme import Theme  # noqa: PLC0415 - 40 ms and 3 MiB that the tray icon does not need
            from posture_app.ui.tray.icon import ring_icon  # noqa: PLC0415

            self._app.setWindowIcon(ring_icon(Glance.SITTING, 0.75))
            self._theme = Theme(self._app)
            self._theme.choose(self._settings.theme)

    def _no_tray(self, why: str) -> None:
        self.notify(why if self._wiring.hidden else f"{why} {NO_WAY_BACK}")
        if not self._wiring.hidden:
            self.show("today")

    def _main_closed(self) -> None:
        if not self._tray.available() and not self._wiring.hidden:
            QCoreApplication.quit()
