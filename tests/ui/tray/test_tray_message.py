"""The tray's message: it keeps the contract, and a missing tray loses no prompt."""

from collections.abc import Iterator

import pytest

from posture_app.ui.tray.tray_message import TrayMessageNotifier
from tests.loop import SelectLoop
from tests.notify.contract import NotifierContract, message, unexpected


class TrayStage:
    takes_back = False

    def __init__(self) -> None:
        self.loop = SelectLoop()
        self.there = True
        self.asked: list[tuple[str, str]] = []
        self.notifier = TrayMessageNotifier(self._message)

    def _message(self, title: str, body: str) -> bool:
        (title + body).encode()  # Qt takes no half characters
        self.asked.append((title, body))
        return self.there

    def reached(self) -> int:
        return len(self.asked)

    def showing(self) -> int:
        return len(self.asked)


@pytest.fixture
def stage() -> Iterator[TrayStage]:
    stage = TrayStage()
    yield stage
    stage.loop.close()


class TestContract(NotifierContract):
    pass


def test_a_missing_tray_is_no_failure_since_the_status_keeps_saying_it(
    stage: TrayStage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    stage.there = False
    stage.notifier.show(message(9), unexpected)
    assert ["no tray for prompt 9; windows and status say that it is due"] == caplog.messages
