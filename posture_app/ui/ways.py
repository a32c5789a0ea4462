"""The ways to reach the person that are windows of our own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from posture_app.core.events import Say
from posture_app.core.ports import Notifier
from posture_app.core.prompts import Way
from posture_app.ui.dress import Dress, on_wayland
from posture_app.ui.tray.tray import Tray
from posture_app.ui.windows import Windows
from posture_app.ui.wiring import Wiring

if TYPE_CHECKING:
    from posture_app.core.content.exercises import Exercise
    from posture_app.ui.prompts.entrance import Entrance
    from posture_app.ui.prompts.greeting import Greeter
    from posture_app.ui.prompts.guide import Guide


class Ways:
    """Makes the card, the break screen and the messages of the tray, each when it is first needed."""

    def __init__(self, wiring: Wiring, dress: Dress, tray: Tray, windows: Windows) -> None:
        self._wiring, self._dress, self._tray, self._windows = wiring, dress, tray, windows
        self._greeter: Greeter | None = None

    def links(self, answered: Callable[[int, Say], None]) -> Mapping[str, Callable[[], Notifier]]:
        """Those of the chain."""

        def card() -> Notifier:
            from posture_app.ui.prompts.card_notifier import CardNotifier  # noqa: PLC0415 - loaded when first needed

            self._dress.put_on()
            wiring = self._wiring
            return CardNotifier(
                answered, entrance=self._entrance(), guide=self._guide(), clock=wiring.clock, loop=wiring.loop
            )

        def message() -> Notifier:
            from posture_app.ui.tray.tray_message import TrayMessageNotifier  # noqa: PLC0415 - loaded when first needed

            return TrayMessageNotifier(self._tray.message)

        return {"card": card, "tray": message}

    def of_kinds(
        self, answered: Callable[[int, Say], None], ended: Callable[[int], None]
    ) -> Mapping[Way, Callable[[], Notifier]]:
        """Those that some kinds of reminder want: the card and the break screen. On Wayland a card takes the keyboard,
        so a notification is tried first.
        """

        def screen() -> Notifier:
            from posture_app.ui.prompts.break_cover import BreakSurroundings  # noqa: PLC0415 - when needed
            from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier  # noqa: PLC0415

            self._dress.put_on()
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

        return {Way.SCREEN: screen} if on_wayland() else {Way.CARD: self.links(answered)["card"], Way.SCREEN: screen}

    def greet(self, text: str) -> None:
        """Show a card that closes by itself."""
        if self._greeter is None:
            from posture_app.ui.prompts.greeting import Greeter  # noqa: PLC0415 - for those who chose it

            self._dress.put_on()
            self._greeter = Greeter(self._wiring.loop, self._entrance())
        self._greeter.greet(text)

    def close(self) -> None:
        """Close what shows."""
        if self._greeter is not None:
            self._greeter.close()

    def _guide(self) -> "Guide":
        """Where the exercises of prompts come from."""
        from posture_app.ui.prompts.guide import Guide  # noqa: PLC0415 - when needed

        wiring, sources = self._wiring, self._wiring.sources()

        def exercise(name: str) -> "Exercise | None":
            return next((found for found in sources.content().exercises if found.id == name), None)

        return Guide(
            exercise,
            sources.illustration,
            lambda: sources.content().spoken_safety.stop_rule,
            done=wiring.exercised,
            zone=wiring.zone,
            play=self._windows.play,
            sources=partial(self._windows.player_sources, sources),
        )

    def _entrance(self) -> "Entrance":
        """When windows may come unasked here."""
        from posture_app.ui.prompts.entrance import AtOnce, InPause  # noqa: PLC0415 - when needed

        wiring = self._wiring
        return InPause(wiring.quiet, wiring.loop, self._tray.message) if on_wayland() else AtOnce()
