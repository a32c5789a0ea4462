import contextlib
import importlib.util
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Bus
from posture_app.core.text import one_line, utf16_length
from posture_app.notify import plyer
from posture_app.notify.plyer import BODY_UNITS, TITLE_UNITS, PlyerNotifier
from tests import needs
from tests.loop import SelectLoop
from tests.notify.conftest import StartRecorder
from tests.notify.contract import AWKWARD, Failures, NotifierContract, message, unexpected
from tests.notify.fake import FakeBus
from tests.notify.recorder import ROOT, Recorder

SCRIPT = """#!{python} -S
import json, os, signal, sys
signal.alarm(60)
with open({calls!r}, "ab", 0) as calls:
    calls.write(json.dumps([os.fsencode(word).decode() for word in sys.argv[1:]]).encode() + b"\\n")
if {hangs}:
    open({gate!r}).read()
"""
ZERO_WIDTH_SPACE = "\u200b"


class FakeNotifySend:
    """A `notify-send` that keeps its arguments, and hangs if told to until `release`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._calls = folder / "calls.jsonl"
        self._gate = folder / "gate"
        if sys.platform != "win32":
            os.mkfifo(self._gate)
        self.install()

    def install(self, *, hangs: bool = False) -> None:
        script = self.folder / "notify-send"
        script.write_text(
            SCRIPT.format(python=sys.executable, calls=str(self._calls), gate=str(self._gate), hangs=hangs)
        )
        script.chmod(0o755)

    def wait_until_one_hangs(self) -> int:
        """Block until one does; it goes on when the descriptor that is returned is closed."""
        return os.open(self._gate, os.O_WRONLY)

    def release(self) -> None:
        """Let the one that hangs go on; harmless if none does."""
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # nobody hangs
                os.close(os.open(self._gate, os.O_WRONLY | os.O_NONBLOCK))

    @property
    def calls(self) -> list[list[str]]:
        if not self._calls.exists():
            return []
        return [json.loads(line) for line in self._calls.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _plyer_uses_notify_send() -> None:
    needs.linux()
    if importlib.util.find_spec("dbus") is not None:
        pytest.skip("plyer prefers dbus-python, which is installed")


@pytest.fixture
def notify_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNotifySend]:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    fake = FakeNotifySend(folder)
    yield fake
    fake.release()


Build = Callable[[Bus], PlyerNotifier]


@pytest.fixture
def build(loop: SelectLoop) -> Iterator[Build]:
    built: list[PlyerNotifier] = []

    def build(bus: Bus) -> PlyerNotifier:
        built.append(PlyerNotifier(loop, bus))
        return built[-1]

    yield build
    for notifier in built:
        notifier.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plyer, "PATIENCE", 0.5)


class FakeNotifySendStage:
    def __init__(self, loop: SelectLoop, notifier: PlyerNotifier, notify_send: FakeNotifySend) -> None:
        self.loop = loop
        self.notifier = notifier
        self._notify_send = notify_send

    def reached(self) -> int:
        return len(self._notify_send.calls)

    def showing(self) -> int:
        return 0


class TestContractWithAFakeNotifySend(NotifierContract):
    @pytest.fixture
    def stage(self, loop: SelectLoop, notify_send: FakeNotifySend, build: Build) -> FakeNotifySendStage:
        return FakeNotifySendStage(loop, build(FakeBus(loop, ["body"])), notify_send)


class RealStage:
    def __init__(self, loop: SelectLoop, notifier: PlyerNotifier, daemon: Recorder, *, markup: bool) -> None:
        self.loop = loop
        self.notifier = notifier
        self.daemon = daemon
        self.markup = markup

    def reached(self) -> int:
        return len(self.daemon.notified)

    def showing(self) -> int:
        return len(self.daemon.showing)


@pytest.fixture(params=["body,body-markup", "body"])
def real(
    loop: SelectLoop, bus: Bus, recorder: StartRecorder, build: Build, request: pytest.FixtureRequest
) -> RealStage:
    """The notify-send of the machine, and the recording daemon."""
    needs.programs("notify-send")
    return RealStage(loop, build(bus), recorder("--capabilities", request.param), markup="markup" in request.param)


class TestContractWithTheRealNotifySend(NotifierContract):
    @pytest.fixture
    def stage(self, real: RealStage) -> RealStage:
        return real


def arrived(stage: RealStage, title: str, body: str) -> tuple[str, str]:
    """What a notification service gets to see of this text, markup undone if it knows markup."""
    stage.notifier.show(message(1, title, body), unexpected)
    stage.daemon.wait("Notify")
    _, _, _, summary, text, *_ = stage.daemon.notified[0]
    if stage.markup:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return summary, text


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_any_text_arrives_in_one_piece_and_in_size(real: RealStage, text: tuple[str, str]) -> None:
    summary, body = arrived(real, *text)
    assert summary.strip()
    assert utf16_length(summary) <= TITLE_UNITS
    assert utf16_length(body) <= BODY_UNITS
    assert not summary.startswith("-")
    start = one_line(text[0])[:20]
    assert summary.removeprefix(ZERO_WIDTH_SPACE).startswith(start or "Posture")


@pytest.mark.parametrize(
    "body", ["C:\\temp\\new \\x41 \\101 \\", '2 < 3 & <b>bold</b> &amp; "quoted"', "one\ntwo", "it's $(true) `id` %s"]
)
def test_a_body_arrives_as_it_was_written(real: RealStage, body: str) -> None:
    assert ("Up", body) == arrived(real, "Up", body)


def test_a_leading_hyphen_is_no_option(real: RealStage) -> None:
    assert (ZERO_WIDTH_SPACE + "-v", ZERO_WIDTH_SPACE + "--help") == arrived(real, "-v", "--help")


def test_it_passes_each_text_as_one_argument(notify_send: FakeNotifySend, build: Build, loop: SelectLoop) -> None:
    build(FakeBus(loop, ["body"])).show(message(1, 'it\'s "up"', "a b; c"), unexpected)
    loop.run_until(lambda: notify_send.calls)
    assert ['it\'s "up"', "a b; c"] == notify_send.calls[0][:2]


def test_nobody_to_show_it_fails_the_prompt(notify_send: FakeNotifySend, build: Build, loop: SelectLoop) -> None:
    failures = Failures()
    build(FakeBus(loop, None)).show(message(), failures)
    loop.run_until(lambda: failures)
    assert (["plyer: nobody is there to GetCapabilities"], []) == (failures, notify_send.calls)


@pytest.mark.usefixtures("impatient")
def test_two_time_outs_in_a_row_end_it_for_this_run(
    notify_send: FakeNotifySend, build: Build, loop: SelectLoop, caplog: pytest.LogCaptureFixture
) -> None:
    notify_send.install(hangs=True)
    notifier = build(FakeBus(loop, ["body"]))
    failures = Failures()
    with caplog.at_level(logging.INFO):
        for number in (1, 2):
            notifier.show(message(number), failures)
            failures.wait(loop, number)
        notifier.show(message(3), failures)
        notifier.show(message(4), failures)
    assert ["plyer: it took over 0.5 s"] * 2 == failures[:2]
    assert ["plyer failed 2 times in a row and is left alone until the next start"] * 2 == failures[2:]
    assert 1 == sum("left alone" in line for line in caplog.messages)


@pytest.mark.usefixtures("impatient")
def test_what_waited_behind_one_that_hung_is_not_sent_late(
    notify_send: FakeNotifySend, build: Build, loop: SelectLoop
) -> None:
    notify_send.install(hangs=True)
    notifier = build(FakeBus(loop, ["body"]))
    failures = Failures()
    notifier.show(message(1, "prompt 1"), failures)
    loop.run_until(lambda: notifier._worker)
    held = notify_send.wait_until_one_hangs()
    failures.wait(loop, 1)
    notifier.show(message(2, "prompt 2"), failures)
    failures.wait(loop, 2)
    os.close(held)
    worker = notifier._worker
    assert worker is not None
    worker.join(10)
    assert (False, [["prompt 1"]]) == (worker.is_alive(), [call[:1] for call in notify_send.calls])


def test_a_success_between_two_failures_keeps_it_going(build: Build, loop: SelectLoop, notify_send: object) -> None:
    notifier = build(FakeBus(loop, ["body"]))

    def notify(*, title: str, message: str, app_name: str) -> None:
        if title == "bad":
            raise NotImplementedError("No usable implementation found!")

    notifier._notify = notify
    failures = Failures()
    for count, title in enumerate(("bad", "good", "bad", "good", "bad", "good"), 1):
        notifier.show(message(count, title), failures)
        loop.run_until(lambda: notifier._job is not None and notifier._job.over)
    assert ["plyer: NotImplementedError: No usable implementation found!"] * 3 == failures


def test_a_withdrawn_prompt_is_not_sent(notify_send: FakeNotifySend, build: Build, loop: SelectLoop) -> None:
    notifier = build(FakeBus(loop, ["body"]))
    notifier.show(message(1, "withdrawn"), unexpected)
    notifier.withdraw(1)
    notifier.show(message(2, "wanted"), unexpected)
    loop.run_until(lambda: notify_send.calls)
    assert [["wanted"]] == [call[:1] for call in notify_send.calls]
    loop.run_until(lambda: loop.pending == 0)


QUIT = """
from posture_app.notify.plyer import PlyerNotifier
from tests.loop import SelectLoop
from tests.notify.contract import message
from tests.notify.fake import FakeBus
import pathlib, sys
loop = SelectLoop()
notifier = PlyerNotifier(loop, FakeBus(loop, ["body"]))
notifier.show(message(), print)
calls = pathlib.Path(sys.argv[1]) / "calls.jsonl"
def look():
    loop.deadline(0.01, look)
look()
loop.run_until(calls.exists)
notifier.close()
loop.close()
"""


def test_one_that_hangs_does_not_keep_the_app_from_quitting(notify_send: FakeNotifySend, tmp_path: Path) -> None:
    notify_send.install(hangs=True)
    output = tmp_path / "output"  # a file: notify-send lives on, and would keep a pipe open
    command = [sys.executable, "-c", QUIT, str(notify_send.folder)]
    with output.open("w") as stream:
        quits = subprocess.run(command, cwd=ROOT, stdout=stream, stderr=stream, timeout=30, check=False)
    assert (0, "") == (quits.returncode, output.read_text())


def test_plyer_itself_is_loaded_only_when_it_is_wanted() -> None:
    code = "import sys, posture_app.notify.plyer; sys.exit('plyer' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode


def test_without_notify_send_it_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loop: SelectLoop
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="notify-send"):
        PlyerNotifier(loop, FakeBus(loop, []))


def test_where_plyer_takes_the_machine_for_a_flatpak_it_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loop: SelectLoop, notify_send: object
) -> None:
    monkeypatch.setattr(plyer, "FLATPAK_FOLDER", tmp_path)
    with pytest.raises(Unavailable, match="Flatpak"):
        PlyerNotifier(loop, FakeBus(loop, []))


def test_without_a_session_bus_it_is_unavailable(loop: SelectLoop, notify_send: object) -> None:
    with pytest.raises(Unavailable, match="session bus"):
        PlyerNotifier(loop, None)


def test_on_macos_it_needs_pyobjus(monkeypatch: pytest.MonkeyPatch, loop: SelectLoop) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Unavailable, match="pyobjus"):
        PlyerNotifier(loop, None)


def test_plyer_still_has_the_flatpak_trap() -> None:
    """If this fails, plyer has been mended, and the obstacle can go."""
    source = importlib.util.find_spec("plyer.platforms.linux.notification")
    assert source is not None
    assert source.origin is not None
    assert 'os.path.isdir("/app")' in Path(source.origin).read_text()
