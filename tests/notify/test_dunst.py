"""The desktop notifier against a real notification service, dunst, on a virtual screen."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.events import Word
from posture_app.core.ports import Address, Bus, Message
from posture_app.desktop.dbus.bus import JeepneyBus
from posture_app.notify.freedesktop import FreedesktopNotifier
from tests import needs
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.notify.conftest import SessionBus
from tests.notify.contract import Failures, WithdrawingContract, message, unexpected

PATH = "/org/freedesktop/Notifications"
PROPERTIES = Address("org.freedesktop.Notifications", PATH, "org.freedesktop.DBus.Properties")
CONTROL = Address("org.freedesktop.Notifications", PATH, "org.dunstproject.cmd0")


class Dunst:
    """A running dunst, and what it says of itself."""

    def __init__(self, bus: Bus, loop: SelectLoop, display: str, config: Path) -> None:
        self._bus = bus
        self._loop = loop
        there: list[object] = []
        end = bus.subscribe(
            lambda *owner: there.append(owner),
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
            sender="org.freedesktop.DBus",
            arg0="org.freedesktop.Notifications",
        )
        # A file of ours in place of the machine's, of which nobody knows what it says.
        config.write_text("[global]\nmonitor = 0\n")
        self.process = subprocess.Popen(
            ["dunst", "-conf", str(config)],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        loop.run_until(lambda: there, 30)
        end()

    def displayed(self) -> int:
        """How many notifications are on the screen or waiting for room there."""
        counts: list[int] = []
        for name in ("displayedLength", "waitingLength"):
            self._bus.call(
                PROPERTIES, "Get", "ss", (CONTROL.interface, name),
                reply=lambda value: counts.append(value[1]), failed=unexpected,
            )  # fmt: skip
        self._loop.run_until(lambda: len(counts) == 2)
        return sum(counts)

    def order(self, method: str, signature: str = "", *body: object) -> None:
        done: list[bool] = []
        self._bus.call(CONTROL, method, signature, body, reply=lambda *_: done.append(True), failed=unexpected)
        self._loop.run_until(lambda: done)


@pytest.fixture
def display() -> Iterator[str]:
    needs.linux()
    needs.programs("Xvfb", "dunst")
    display = PrivateDisplay(screen="800x600x24")
    yield display.name
    display.close()


@pytest.fixture
def dunst(display: str, bus: Bus, loop: SelectLoop, tmp_path: Path) -> Iterator[Dunst]:
    dunst = Dunst(bus, loop, display, tmp_path / "dunstrc")
    yield dunst
    dunst.process.kill()
    dunst.process.wait()


class WitnessBus(JeepneyBus):
    """Counts the notifications that the service says it has taken."""

    taken = 0

    def call(
        self, to: Address, method: str, signature: str = "", body: Sequence[Any] = (), *,
        reply: Callable[..., None] | None = None, failed: Callable[[str], None] | None = None, timeout: float = 5.0,
    ) -> None:  # fmt: skip
        def witnessed(*results: Any) -> None:
            self.taken += 1
            if reply is not None:
                reply(*results)

        answer = witnessed if method == "Notify" else reply
        super().call(to, method, signature, body, reply=answer, failed=failed, timeout=timeout)


class DunstStage:
    def __init__(self, bus: WitnessBus, loop: SelectLoop, dunst: Dunst) -> None:
        self.loop = loop
        self.dunst = dunst
        self.answers: list[tuple[int, Word]] = []
        self.opened: list[Message] = []
        self.notifier = FreedesktopNotifier(
            bus,
            loop,
            lambda number, word: self.answers.append((number, word)),
            opened=self.opened.append,
        )
        self._bus = bus

    def reached(self) -> int:
        return self._bus.taken

    def showing(self) -> int:
        return self.dunst.displayed()


@pytest.fixture
def stage(session_bus: SessionBus, loop: SelectLoop, dunst: Dunst) -> Iterator[DunstStage]:
    bus = WitnessBus(loop, "SESSION")
    stage = DunstStage(bus, loop, dunst)
    yield stage
    stage.notifier.close()
    bus.close()


class TestContract(WithdrawingContract):
    @pytest.fixture(name="stage")
    def _stage(self, stage: DunstStage) -> DunstStage:
        return stage


def shown(stage: DunstStage, number: int, failed: Callable[[str], None] = unexpected) -> None:
    stage.notifier.show(message(number), failed)
    stage.loop.run_until(lambda: stage.showing() == 1)


def test_a_click_on_the_notification_opens_the_app(stage: DunstStage) -> None:
    shown(stage, 1)
    stage.dunst.order("NotificationAction", "u", 0)
    stage.loop.run_until(lambda: stage.opened)
    assert [] == stage.answers


def test_a_dismissed_prompt_stays_unanswered_and_the_next_one_shows(stage: DunstStage) -> None:
    shown(stage, 1)
    stage.dunst.order("NotificationCloseLast")
    stage.loop.run_until(lambda: stage.showing() == 0)
    shown(stage, 2)
    assert [] == stage.answers


def test_a_service_that_is_killed_fails_the_prompt(stage: DunstStage) -> None:
    failures = Failures()
    shown(stage, 1, failures)
    stage.dunst.process.kill()
    stage.loop.run_until(lambda: failures)
    assert ["the notification service ended"] == failures
