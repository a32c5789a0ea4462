"""The recording daemon itself: other tests build on what it says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.ports import Address, Bus
from tests.loop import SelectLoop
from tests.notify.conftest import SessionBus, StartRecorder
from tests.notify.daemon import CAPABILITIES, NAME, PATH
from tests.notify.recorder import ROOT

SERVICE = Address(NAME, PATH, NAME)
NOTIFY = ("me", 0, "icon", "summary", "bödy", ["up", "Up"], {"urgency": ("y", 2)}, 0)


class Caller:
    """Calls a method and waits for what becomes of it."""

    def __init__(self, bus: Bus, loop: SelectLoop) -> None:
        self._bus = bus
        self._loop = loop
        self.signals: list[tuple[Any, ...]] = []
        for member in ("ActionInvoked", "NotificationClosed"):
            bus.subscribe(lambda *body: self.signals.append(body), interface=NAME, member=member)

    def __call__(self, method: str, signature: str = "", *body: object) -> tuple[Any, ...] | str:
        outcome: list[tuple[Any, ...] | str] = []
        self._bus.call(
            SERVICE, method, signature, body, reply=lambda *results: outcome.append(results), failed=outcome.append
        )
        self._loop.run_until(lambda: outcome)
        return outcome[0]


@pytest.fixture
def caller(bus: Bus, loop: SelectLoop) -> Caller:
    return Caller(bus, loop)


def test_every_call_is_logged_as_it_was_on_the_wire(recorder: StartRecorder, caller: Caller) -> None:
    daemon = recorder()
    assert (list(CAPABILITIES),) == caller("GetCapabilities")
    assert (1,) == caller("Notify", "susssasa{sv}i", *NOTIFY)
    assert () == caller("CloseNotification", "u", 1)
    logged = [json.loads(line) for line in daemon.log.read_text(encoding="utf-8").splitlines()]
    assert logged == daemon.calls
    body = ["me", 0, "icon", "summary", "bödy", ["up", "Up"], {"urgency": ["y", 2]}, 0]
    assert [("GetCapabilities", "", []), ("Notify", "susssasa{sv}i", body), ("CloseNotification", "u", [1])] == [
        (call["member"], call["signature"], call["body"]) for call in logged
    ]
    assert [(1, 3)] == caller.signals


def test_it_gives_new_ids_and_keeps_replaced_ones(recorder: StartRecorder, caller: Caller) -> None:
    recorder()
    ids = [caller("Notify", "susssasa{sv}i", "me", replaces, *NOTIFY[2:]) for replaces in (0, 0, 1, 0)]
    assert [(1,), (2,), (1,), (3,)] == ids


def test_it_presses_a_button_by_itself(recorder: StartRecorder, caller: Caller, loop: SelectLoop) -> None:
    recorder("--invoke", "up")
    caller("Notify", "susssasa{sv}i", *NOTIFY)
    loop.run_until(lambda: len(caller.signals) == 2)
    assert [(1, "up"), (1, 2)] == caller.signals


def test_it_answers_with_an_error_or_nonsense(recorder: StartRecorder, caller: Caller) -> None:
    daemon = recorder("--answer", "error")
    assert "told to answer with an error" in caller("Notify", "susssasa{sv}i", *NOTIFY)
    daemon.order("Answer", "s", "wrong")
    assert ({"wrong": ("s", "type")},) == caller("GetCapabilities")


def test_a_name_that_is_owned_is_taken_only_if_told_so(
    recorder: StartRecorder, session_bus: SessionBus, tmp_path: Path
) -> None:
    recorder()
    command = [sys.executable, "-m", "tests.notify.daemon", "--log", str(tmp_path / "log")]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (1, True) == (second.returncode, "is owned by another" in second.stderr)
    recorder("--replace")


def test_it_ends_with_the_bus(recorder: StartRecorder, session_bus: SessionBus) -> None:
    daemon = recorder()
    session_bus.kill()
    assert 0 == daemon.process.wait(30)
