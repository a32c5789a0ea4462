"""The bus, on a real dbus-daemon of the test's own."""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Address, Descriptor
from posture_app.desktop.dbus.bus import LARGEST, JeepneyBus
from posture_app.desktop.dbus.signals import Subscription, Subscriptions
from posture_app.desktop.dbus.stream import MAX_UNSENT
from tests.buses import Peer, Pipes, PrivateBus, Refusal, give
from tests.loop import SelectLoop

if TYPE_CHECKING:
    from jeepney import Message

if sys.platform != "linux":
    pytest.skip("D-Bus is a Linux matter", allow_module_level=True)

NAME = "org.example.Clock"
PATH = "/org/example/Clock"
CLOCK = Address(NAME, PATH, NAME)
DAEMON = Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    loop = SelectLoop()
    yield loop
    loop.close()


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    daemon = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
    yield daemon
    daemon.kill()


@pytest.fixture
def bus(loop: SelectLoop, daemon: PrivateBus) -> Iterator[JeepneyBus]:
    bus = JeepneyBus(loop, "SESSION")
    yield bus
    bus.close()


@pytest.fixture
def make_peer(loop: SelectLoop, daemon: PrivateBus) -> Iterator[Callable[[], Peer]]:
    peers: list[Peer] = []

    def make() -> Peer:
        peers.append(Peer(loop, daemon.address))
        return peers[-1]

    yield make
    for peer in peers:
        peer.close()


@pytest.fixture
def peer(loop: SelectLoop, bus: JeepneyBus, make_peer: Callable[[], Peer]) -> Peer:
    """It owns NAME already."""
    peer = make_peer()
    peer.own(NAME)
    settle(loop, bus)
    return peer


class Outcome:
    """What a call came to."""

    def __init__(self) -> None:
        self.replies: list[tuple[Any, ...]] = []
        self.failures: list[str] = []

    def reply(self, *results: Any) -> None:
        self.replies.append(results)

    def failed(self, why: str) -> None:
        self.failures.append(why)

    @property
    def told(self) -> bool:
        return bool(self.replies or self.failures)


def call(bus: JeepneyBus, method: str, signature: str = "", body: tuple[Any, ...] = (), **options: float) -> Outcome:
    outcome = Outcome()
    bus.call(CLOCK, method, signature, body, reply=outcome.reply, failed=outcome.failed, **options)
    return outcome


def settle(loop: SelectLoop, bus: JeepneyBus) -> None:
    """Until the bus has dealt with all that was sent to it."""
    outcome = Outcome()
    bus.call(DAEMON, "GetId", reply=lambda _: bus.call(DAEMON, "GetId", reply=outcome.reply))
    loop.run_until(lambda: outcome.told)


def test_a_reply_comes_later_with_the_results_as_arguments(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    peer.answers["Add"] = lambda one, two: ("is", (one + two, "done"))
    outcome = call(bus, "Add", "ii", (2, 3))
    assert not outcome.told
    loop.run_until(lambda: outcome.told)
    assert [(5, "done")] == outcome.replies
    assert [] == outcome.failures


def test_variants_keep_their_types(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    peer.answers["Echo"] = lambda value: ("a{sv}", (value,))
    sent = {"urgency": ("y", 1), "id": ("u", 5), "name": ("s", "ü"), "on": ("b", True)}
    outcome = call(bus, "Echo", "a{sv}", (sent,))
    loop.run_until(lambda: outcome.told)
    assert [("Echo", (sent,))] == peer.calls
    assert [(sent,)] == outcome.replies


def test_an_error_reply_is_one_line(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    def refuse() -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.example.Error.Late", "too\nlate")

    peer.answers["Ring"] = refuse
    outcome = call(bus, "Ring")
    loop.run_until(lambda: outcome.told)
    assert ["org.example.Error.Late: too late"] == outcome.failures
    assert [] == outcome.replies


def test_a_call_to_nobody_fails(loop: SelectLoop, bus: JeepneyBus) -> None:
    outcome = call(bus, "Ring")
    loop.run_until(lambda: outcome.told)
    (why,) = outcome.failures
    assert "org.freedesktop.DBus.Error.ServiceUnknown" in why
    assert "\n" not in why


@pytest.mark.parametrize("scale", [1.0, 10_000.0])
def test_a_peer_that_never_answers_fails_by_the_time_out_whatever_the_time_scale(
    make_peer: Callable[[], Peer], scale: float
) -> None:
    loop = SelectLoop(scale)
    bus = JeepneyBus(loop, "SESSION")
    make_peer().own(NAME)
    settle(loop, bus)
    order: list[str] = []
    loop.deadline(0.1, lambda: order.append("before"))
    bus.call(CLOCK, "Sleep", failed=order.append, timeout=0.3)
    loop.run_until(lambda: len(order) == 2)
    assert ["before", f"{NAME} did not answer Sleep within 0.3 s"] == order
    bus.close()
    loop.close()


def test_an_answer_after_the_time_out_is_too_late(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    outcome = call(bus, "Sleep", timeout=0.0)
    peer.answers["Sleep"] = lambda: ("", ())
    loop.run_until(lambda: peer.calls)
    settle(loop, bus)
    assert 1 == len(outcome.failures)
    assert [] == outcome.replies


def test_a_thousand_calls_leave_nothing_pending(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    peer.answers["Add"] = lambda one, two: ("i", (one + two,))
    before = loop.pending
    outcomes: list[Outcome] = []
    while len(outcomes) < 1000:
        outcomes += [call(bus, "Add", "ii", (number, 1)) for number in range(100)]  # a daemon lets 128 wait at a time
        settle(loop, bus)
    loop.run_until(lambda: all(outcome.told for outcome in outcomes))
    assert [[(number + 1,)] for number in range(100)] * 10 == [outcome.replies for outcome in outcomes]
    assert before == loop.pending


def test_nobody_is_asked_to_answer_a_call_that_wants_no_reply(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    before = loop.pending
    bus.call(CLOCK, "Forget")
    loop.run_until(lambda: peer.calls)
    assert before == loop.pending


@pytest.mark.parametrize(
    ("signature", "argument"),
    [
        ("s", "a\0b"),  # the daemon would hang up
        ("a{sv}", {"x": ("s", "\0")}),
        ("as", ["fine", "\0"]),
        ("s", "\ud800"),
        ("u", -1),
        ("s", 5),
        ("ss", "one"),
        ("o", "no path"),
    ],
)
def test_what_cannot_be_sent_fails_and_harms_nothing(
    loop: SelectLoop, bus: JeepneyBus, caplog: pytest.LogCaptureFixture, signature: str, argument: object
) -> None:
    wrong = call(bus, "Ring", signature, (argument,))
    assert not wrong.told
    loop.run_until(lambda: wrong.told)
    assert 1 == len(wrong.failures)
    settle(loop, bus)  # the bus is alive
    assert 1 == len(caplog.records)
    caplog.clear()


def test_a_callback_that_raises_keeps_nobody_from_their_reply(
    loop: SelectLoop,
    bus: JeepneyBus,
    peer: Peer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("broken")

    told: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(str(error)))
    peer.answers["Ring"] = lambda: ("", ())
    bus.call(CLOCK, "Ring", reply=fail)
    outcome = call(bus, "Ring")
    loop.run_until(lambda: outcome.told)
    assert [()] == outcome.replies
    assert ["broken"] == told
    caplog.clear()


def test_a_signal_comes_with_its_arguments_until_the_subscription_ends(
    loop: SelectLoop, bus: JeepneyBus, peer: Peer
) -> None:
    heard: list[tuple[Any, ...]] = []
    end = bus.subscribe(lambda *args: heard.append(args), interface=NAME, member="Struck")
    settle(loop, bus)
    peer.emit(PATH, NAME, "Struck", "us", (12, "noon"))
    peer.emit(PATH, NAME, "Ticked")
    loop.run_until(lambda: heard)
    end()
    end()
    peer.emit(PATH, NAME, "Struck", "us", (13, "one"))
    settle(loop, bus)
    assert [(12, "noon")] == heard


def test_path_and_first_argument_narrow_a_subscription(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    by_path: list[str] = []
    by_argument: list[str] = []
    bus.subscribe(by_path.append, interface=NAME, member="Struck", path=PATH)
    bus.subscribe(by_argument.append, interface=NAME, member="Struck", arg0="noon")
    settle(loop, bus)
    peer.emit(PATH, NAME, "Struck", "s", ("one",))
    peer.emit("/elsewhere", NAME, "Struck", "s", ("noon",))
    peer.emit("/elsewhere", NAME, "Struck", "s", ("one",))
    loop.run_until(lambda: by_path and by_argument)
    settle(loop, bus)
    assert ["one"] == by_path
    assert ["noon"] == by_argument


def test_two_who_want_the_same_signal_are_independent(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    one: list[str] = []
    other: list[str] = []
    end = bus.subscribe(one.append, interface=NAME, member="Struck", sender=NAME)
    bus.subscribe(other.append, interface=NAME, member="Struck", sender=NAME)
    settle(loop, bus)
    peer.emit(PATH, NAME, "Struck", "s", ("first",))
    loop.run_until(lambda: one and other)
    end()
    settle(loop, bus)
    peer.emit(PATH, NAME, "Struck", "s", ("second",))
    loop.run_until(lambda: len(other) == 2)
    assert ["first"] == one
    assert ["first", "second"] == other


def test_a_sender_is_whoever_owns_the_name_at_the_time(
    loop: SelectLoop, bus: JeepneyBus, make_peer: Callable[[], Peer]
) -> None:
    first, second, stranger = make_peer(), make_peer(), make_peer()
    heard: list[str] = []
    changes: list[tuple[str, str, str]] = []
    bus.subscribe(
        lambda *args: changes.append(args),
        interface=DAEMON.interface,
        member="NameOwnerChanged",
        sender=DAEMON.destination,
        arg0=NAME,
    )
    bus.subscribe(heard.append, interface=NAME, member="Struck", sender=NAME)  # nobody owns it yet
    bus.subscribe(lambda _: None, interface=NAME, member="Struck")  # so that the bus passes on everybody's
    settle(loop, bus)
    stranger.emit(PATH, NAME, "Struck", "s", ("stranger",))
    first.own(NAME)
    first.emit(PATH, NAME, "Struck", "s", ("first",))
    loop.run_until(lambda: "first" in heard)
    first.close()
    loop.run_until(lambda: len(changes) == 2)
    second.own(NAME)
    second.emit(PATH, NAME, "Struck", "s", ("second",))
    stranger.emit(PATH, NAME, "Struck", "s", ("stranger",))
    loop.run_until(lambda: "second" in heard)
    settle(loop, bus)
    assert ["first", "second"] == heard
    assert [(NAME, "", first.name), (NAME, first.name, ""), (NAME, "", second.name)] == changes


def test_a_unique_name_is_a_sender_too(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    heard: list[str] = []
    bus.subscribe(heard.append, interface=NAME, member="Struck", sender=peer.name)
    settle(loop, bus)
    peer.emit(PATH, NAME, "Struck", "s", ("yes",))
    loop.run_until(lambda: heard)


def test_a_subscription_may_end_within_its_own_signal(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    heard: list[str] = []

    def hear_once(text: str) -> None:
        heard.append(text)
        end()

    end = bus.subscribe(hear_once, interface=NAME, member="Struck", sender=NAME)
    settle(loop, bus)
    for text in ("one", "two"):
        peer.emit(PATH, NAME, "Struck", "s", (text,))
    settle(loop, bus)
    loop.run_until(lambda: heard)
    settle(loop, bus)
    assert ["one"] == heard


def test_when_the_daemon_dies_every_call_fails_and_the_loss_is_told_once(
    loop: SelectLoop, daemon: PrivateBus, bus: JeepneyBus, peer: Peer
) -> None:
    lost: list[str] = []
    bus.on_lost(lost.append)
    end = bus.subscribe(lambda: None, interface=NAME, member="Struck", sender=NAME)
    outcomes = [call(bus, "Sleep", timeout=60) for _ in range(3)]
    loop.run_until(lambda: len(peer.calls) == 3)
    daemon.kill()
    peer.close()
    loop.run_until(lambda: lost and all(outcome.told for outcome in outcomes))
    assert [[lost[0]]] * 3 == [outcome.failures for outcome in outcomes]
    assert ["the session bus is gone: it ended the connection"] == lost
    assert 0 == loop.pending
    end()
    bus.subscribe(lambda: None, interface=NAME, member="Struck", sender=NAME)()
    afterwards = call(bus, "Sleep")
    assert not afterwards.told
    bus.on_lost(lost.append)
    loop.run_until(lambda: afterwards.told and len(lost) == 2)
    assert [lost[0]] == afterwards.failures
    assert 0 == loop.pending


def test_after_close_nobody_is_called(loop: SelectLoop, bus: JeepneyBus, peer: Peer) -> None:
    told: list[str] = []
    bus.on_lost(told.append)
    outcome = call(bus, "Sleep")
    settle(loop, bus)
    bus.close()
    bus.close()
    peer.close()
    assert 0 == loop.pending
    loop.run_for(0.05)
    assert not outcome.told
    assert [] == told


HELLO = bytes.fromhex("6c020001 00000000 01000000 08000000 0501750001000000")
"""The answer to the first call of a connection, with nothing in it."""


class FakeDaemon:
    """One end of a socket that authenticates as a bus does, and then says what the test wants."""

    def __init__(
        self, path: Path, greeting: bytes = b"OK 0123456789abcdef0123456789abcdef\r\nAGREE_UNIX_FD\r\n" + HELLO
    ) -> None:
        self._greeting = greeting
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self.address = f"unix:path={path}"

    def accept(self) -> socket.socket:
        connected, _ = self._listener.accept()
        self._listener.close()
        connected.sendall(self._greeting)
        return connected


@pytest.fixture
def hanging(
    tmp_path: Path, loop: SelectLoop, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[JeepneyBus, socket.socket]]:
    """A bus whose daemon authenticated and then reads and says nothing by itself."""
    fake = FakeDaemon(tmp_path / "fake")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    bus = JeepneyBus(loop, "SESSION")
    with fake.accept() as end:
        yield bus, end
        bus.close()


def test_a_daemon_that_takes_nothing_never_blocks_us_and_is_given_up(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket]
) -> None:
    bus, _ = hanging
    lost: list[str] = []
    bus.on_lost(lost.append)
    for _ in range(2 * MAX_UNSENT // 1000):
        bus.call(CLOCK, "Ring", "s", ("x" * 1000,))
    loop.run_until(lambda: lost)
    assert ["the session bus is gone: it does not take messages"] == lost


def test_what_a_slow_daemon_did_not_take_at_first_reaches_it_in_order(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket]
) -> None:
    bus, end = hanging
    end.settimeout(0)
    texts = [f"{number:06}" * 2000 for number in range(60)]
    for text in texts:
        bus.call(CLOCK, "Ring", "s", (text,))
    received = bytearray()

    def read() -> None:
        with contextlib.suppress(BlockingIOError):
            received.extend(end.recv(1 << 20))

    watch = loop.watch(end.fileno(), read)
    loop.run_until(lambda: texts[-1].encode() in received)
    places = [received.find(text.encode()) for text in texts]
    assert -1 not in places
    assert sorted(places) == places
    watch.stop()


@pytest.mark.parametrize("nonsense", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"l\x02\x00\x01" + b"\xff" * 12])
def test_a_daemon_that_talks_nonsense_is_given_up(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket], nonsense: bytes
) -> None:
    bus, end = hanging
    lost: list[str] = []
    bus.on_lost(lost.append)
    end.sendall(nonsense)
    loop.run_until(lambda: lost)
    assert ["the session bus is gone: it sent something that is not D-Bus"] == lost


def test_a_message_that_cannot_be_read_is_left_out_and_the_next_one_counts(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket], caplog: pytest.LogCaptureFixture
) -> None:
    from jeepney import DBusAddress, new_signal  # noqa: PLC0415 - on Linux only

    bus, end = hanging
    heard: list[str] = []
    bus.subscribe(heard.append, interface=NAME, member="Struck")
    good = new_signal(DBusAddress(PATH, interface=NAME), "Struck", "s", ("noon",)).serialise(serial=1)
    unknown_kind = good[:1] + b"\x09" + good[2:]
    unknown_text = good.replace(b"noon", b"\xff\xff\xff\xff")
    data = unknown_kind + unknown_text + good
    for at in range(0, len(data), 7):  # in pieces, as a socket may bring them
        end.sendall(data[at : at + 7])
    loop.run_until(lambda: heard)
    assert ["noon"] == heard
    assert 2 == len(caplog.records)
    caplog.clear()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "DBUS_SESSION_BUS_ADDRESS is not set"),
        ("unix:path=/nowhere/bus", "No such file"),
        ("tcp:host=localhost,port=1", "not supported"),
        (" ", "DBUS_SESSION_BUS_ADDRESS is not set"),
        ("nonsense", "its address is “nonsense”"),
        ("unix:", "its address is “unix:”"),
        ("unix:path=/nowhere/bus;", "cannot be reached"),
    ],
)
def test_without_a_bus_the_reason_is_given(
    loop: SelectLoop, monkeypatch: pytest.MonkeyPatch, address: str, reason: str
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    if not address:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(Unavailable, match=reason):
        JeepneyBus(loop, "SESSION")
    assert 0 == loop.pending


def test_a_daemon_that_does_not_even_authenticate_is_given_up_and_nobody_waits_for_it(
    loop: SelectLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posture_app.desktop.dbus.bus.CONNECT_SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "mute"))
        listener.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'mute'}")
        lost: list[str] = []
        bus = JeepneyBus(loop, "SESSION")
        bus.on_lost(lost.append)
        asked = call(bus, "Ring", timeout=60)
        loop.run_until(lambda: lost and asked.told)
    assert lost == asked.failures
    assert "gave no greeting" in lost[0]
    assert 0 == loop.pending


@pytest.mark.parametrize("words", [b"REJECTED EXTERNAL\r\n", b"HTTP/1.1 400 Bad Request\r\n", b"O" * 4000])
def test_a_daemon_that_does_not_let_us_in_is_given_up(
    loop: SelectLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    fake = FakeDaemon(tmp_path / "fake", words)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    bus, lost = JeepneyBus(loop, "SESSION"), list[str]()
    bus.on_lost(lost.append)
    with fake.accept():
        loop.run_until(lambda: lost)
    assert ["the session bus is gone: it does not let us in"] == lost


def _first_bytes(message: "Message", size: int) -> bytes:
    """The header of the message, as one that has a body of so many bytes."""
    data: bytes = message.serialise(serial=7)
    body = int.from_bytes(data[4:8], "little")
    return data[:4] + size.to_bytes(4, "little") + data[8 : len(data) - body]


def test_what_is_for_nobody_here_is_passed_over_unread_however_long_it_is(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket]
) -> None:
    from jeepney import DBusAddress, new_method_call, new_signal  # noqa: PLC0415 - on Linux only

    bus, end = hanging
    heard: list[str] = []
    bus.subscribe(heard.append, interface=NAME, member="Struck")
    where = DBusAddress(PATH, bus_name=":1.7", interface=NAME)
    strange = [new_method_call(where, "Take", "as", (["x"],)), new_signal(where, "Ticked", "as", (["x"],))]
    small = new_signal(where, "Struck", "s", ("noon",)).serialise(serial=8)

    def send() -> None:
        for message in strange:
            end.sendall(_first_bytes(message, 30_000_000))
            for _ in range(30):
                end.sendall(b"\xff" * 1_000_000)  # no strings of D-Bus; who reads them complains
        end.sendall(small)

    thread = threading.Thread(target=send)
    thread.start()
    loop.run_until(lambda: heard)
    thread.join()
    assert ["noon"] == heard


def test_an_answer_that_is_too_long_is_no_answer_and_so_is_a_signal(
    loop: SelectLoop, bus: JeepneyBus, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []
    bus.subscribe(heard.append, interface=NAME, member="Struck")
    peer.answers["Tell"] = lambda: ("s", ("x" * LARGEST,))
    outcome = call(bus, "Tell")
    loop.run_until(lambda: outcome.told)
    assert [] == outcome.replies
    assert ["the answer is too long"] == [why.split(" (")[0] for why in outcome.failures]
    for text in ("x" * LARGEST, "noon"):
        peer.emit(PATH, NAME, "Struck", "s", (text,))
    loop.run_until(lambda: heard)
    assert ["noon"] == heard
    assert 2 == len(caplog.records)
    caplog.clear()


def test_a_header_without_end_is_passed_over(
    loop: SelectLoop, bus: JeepneyBus, peer: Peer, make_peer: Callable[[], Peer]
) -> None:
    heard: list[str] = []
    bus.subscribe(heard.append, interface=NAME, member="Struck")
    settle(loop, bus)
    peer.emit("/x" * 20_000, NAME, "Struck", "s", ("far",))
    peer.emit(PATH, NAME, "Struck", "s", ("near",))
    loop.run_until(lambda: heard)
    assert ["near"] == heard


def test_the_session_bus_is_found_where_systemd_puts_it(
    loop: SelectLoop, daemon: PrivateBus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", os.fspath(tmp_path))  # the daemon listens at "bus" in there
    bus = JeepneyBus(loop, "SESSION")
    settle(loop, bus)
    bus.close()


def test_a_bus_that_is_found_dead_while_a_subscription_is_ended_does_no_harm() -> None:
    def ask(method: str, *_body: object, **_replies: object) -> None:
        if method == "RemoveMatch":
            subscriptions.clear()  # as the connection does once it cannot be written to

    told: list[str] = []
    subscriptions = Subscriptions(ask, told.append)
    subscription = Subscription(lambda: None, "a.b", "C", sender="org.freedesktop.ScreenSaver")
    subscriptions.add(subscription)
    subscriptions.remove(subscription)
    subscriptions.remove(subscription)
    assert [] == told


# --- descriptors ---------------------------------------------------------------------------------------------------


@pytest.fixture
def giver(loop: SelectLoop, bus: JeepneyBus, daemon: PrivateBus) -> Iterator[Peer]:
    """It owns NAME, and `Open` gives the end of a new pipe, the other of which is in `pipes`."""
    peer = Peer(loop, daemon.address, descriptors=True)
    peer.own(NAME)
    settle(loop, bus)
    yield peer
    peer.close()


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    pipes = Pipes()
    yield pipes
    pipes.close()


def test_a_descriptor_comes_open_and_is_closed_by_who_got_it(
    loop: SelectLoop, bus: JeepneyBus, giver: Peer, pipes: Pipes
) -> None:
    give(giver, pipes, "Open", "hs", "done")
    outcome = call(bus, "Open")
    loop.run_until(lambda: outcome.told)
    ((descriptor, text),) = outcome.replies
    assert isinstance(descriptor, Descriptor)
    assert ("done", True) == (text, pipes.open())
    descriptor.close()
    assert not pipes.open()
    descriptor.close()


def test_one_that_nobody_takes_is_closed(loop: SelectLoop, bus: JeepneyBus, giver: Peer, pipes: Pipes) -> None:
    give(giver, pipes, "Open")
    bus.call(CLOCK, "Open", timeout=60)
    bus.call(CLOCK, "Open", reply=lambda _: None)
    late = call(bus, "Open", timeout=0)
    loop.run_until(lambda: late.told)
    settle(loop, bus)
    loop.run_until(lambda: not any(pipes.open(number) for number in range(3)))


def test_each_message_has_its_own(loop: SelectLoop, bus: JeepneyBus, giver: Peer, pipes: Pipes) -> None:
    give(giver, pipes, "Open")
    giver.answers["Add"] = lambda one, two: ("i", (one + two,))
    outcomes = [call(bus, "Open"), call(bus, "Add", "ii", (2, 3)), call(bus, "Open")]
    loop.run_until(lambda: all(outcome.told for outcome in outcomes))
    (first,), (last,) = outcomes[0].replies[0], outcomes[2].replies[0]
    first.close()
    assert [False, True] == [pipes.open(0), pipes.open(1)]
    last.close()
    assert [(5,)] == outcomes[1].replies


def test_those_that_come_without_a_message_are_too_many_at_last(
    loop: SelectLoop, hanging: tuple[JeepneyBus, socket.socket], pipes: Pipes
) -> None:
    bus, end = hanging
    lost: list[str] = []
    bus.on_lost(lost.append)
    writing = pipes.give()
    for _ in range(3):
        socket.send_fds(end, [b"l"], [writing] * 250)
    os.close(writing)
    loop.run_until(lambda: lost)
    assert ["the session bus is gone: it sent descriptors without messages"] == lost
    assert not pipes.open()


def test_a_bus_that_passes_none_on_is_used_without(
    loop: SelectLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jeepney import DBusAddress, new_signal  # noqa: PLC0415 - on Linux only

    fake = FakeDaemon(tmp_path / "fake", b'OK 0123456789abcdef0123456789abcdef\r\nERROR "not here"\r\n')
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    bus, heard = JeepneyBus(loop, "SESSION"), list[str]()
    bus.subscribe(heard.append, interface=NAME, member="Struck")
    with fake.accept() as end:
        end.sendall(new_signal(DBusAddress(PATH, interface=NAME), "Struck", "s", ("noon",)).serialise(serial=1))
        loop.run_until(lambda: heard)
    bus.close()


def test_nothing_is_begun_before_the_bus_has_answered_so_that_the_proxy_of_flatpak_lets_us_in(
    tmp_path: Path, loop: SelectLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a late answer for a message, and hangs up; and it mixes up calls that come before its greeting."""
    fake = FakeDaemon(tmp_path / "fake", b"OK 0123456789abcdef0123456789abcdef\r\n")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    bus = JeepneyBus(loop, "SESSION")
    bus.call(CLOCK, "Ring")
    with fake.accept() as end:
        end.settimeout(0)
        heard = bytearray()

        def hears(words: bytes) -> bool:
            with contextlib.suppress(BlockingIOError):
                heard.extend(end.recv(4096))
            return words in heard

        loop.ask_until(lambda: hears(b"NEGOTIATE_UNIX_FD\r\n"))
        loop.run_for(0.05)
        assert not hears(b"BEGIN")
        end.sendall(b"AGREE_UNIX_FD\r\n")
        loop.ask_until(lambda: hears(b"Hello"))
        loop.run_for(0.05)
        assert not hears(b"Ring")
        end.sendall(HELLO)
        loop.ask_until(lambda: hears(b"Ring"))
        assert b"NEGOTIATE_UNIX_FD\r\nBEGIN\r\n" in heard
        bus.close()
