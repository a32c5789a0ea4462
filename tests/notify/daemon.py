"""A notification daemon for tests: records every call, and misbehaves as it is told.

    python -m tests.notify.daemon --log FILE [--answer HOW] [--capabilities WORD,WORD] [--invoke KEY] [--replace]

It owns `org.freedesktop.Notifications` on the session bus ($DBUS_SESSION_BUS_ADDRESS), prints `ready` and its unique
name once it does, and ends when the bus goes away. It shows nothing.

FILE gets one JSON object per method call, before the call is answered: `member`, `signature` (as it was on the wire),
`body` (a variant is `[signature, value]`) and `sender`; for Notify also `id`, the number that was given to it.
The same line goes out as the signal `Recorded(s)` of the interface `TEST`, for who would rather wait than look.

`--answer` (or `Answer(s)` of `TEST`) says what becomes of calls from then on:
    well     as a daemon should (the default)
    late     not at all, until `Release()` answers all that wait, in their order
    error    with a D-Bus error
    wrong    with values of the wrong type

Further methods of `TEST`, at the path of the notifications, are answered at once whatever `--answer` says:
    Invoke(u id, s key)     the person presses a button: ActionInvoked, then NotificationClosed with reason 2
    Close(u id, u reason)   1 expired, 2 dismissed by the person, 3 by CloseNotification, 4 unknown
    Malformed(u id)         ActionInvoked and NotificationClosed with arguments of wrong number and type
    Exit()                  dies at once, as if killed: no NotificationClosed, no reply
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, NameFlag, RequestNameReply, Variant
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
TEST = "posture_app.tests.NotificationDaemon"
CAPABILITIES = ("actions", "body", "body-markup", "persistence")
ANSWERS = ("well", "late", "error", "wrong")


def _plain(value: object) -> object:
    """The value for JSON."""
    if isinstance(value, Variant):
        return [value.signature, _plain(value.value)]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return list(value) if isinstance(value, bytes) else value


class Daemon:
    """Answers the calls that come in on one connection."""

    def __init__(
        self, bus: MessageBus, log: Path, *, answer: str, capabilities: Sequence[str], invoke: str | None
    ) -> None:
        self._bus = bus
        self._log = log
        self._answer = answer
        self._capabilities = list(capabilities)
        self._invoke = invoke
        self._numbers = itertools.count(1)
        self._showing: set[int] = set()
        self._waiting: list[tuple[Message, int]] = []
        self._methods: dict[str, Callable[[Message, int], None]] = {
            "GetCapabilities": lambda call, _: self._return(call, "as", self._capabilities),
            "GetServerInformation": lambda call, _: self._return(call, "ssss", "recorder", "posture_app", "1", "1.2"),
            "Notify": self._notify,
            "CloseNotification": self._close_notification,
        }
        self._orders: dict[str, Callable[..., None]] = {
            "Answer": self._set_answer,
            "Release": self._release,
            "Invoke": self._press,
            "Close": self._close,
            "Malformed": self._malformed,
            "Exit": lambda: os._exit(1),
        }

    def receive(self, call: Message) -> bool | None:
        """Take a message from the bus; True says that it has been dealt with."""
        if call.message_type is not MessageType.METHOD_CALL or call.path != PATH:
            return None
        if call.interface == TEST and call.member in self._orders:
            self._orders[call.member](*call.body)
            self._return(call, "")
            return True
        if call.interface != NAME or call.member not in self._methods:
            return None
        self._reply(call, self._record(call))
        return True

    def _reply(self, call: Message, number: int) -> None:
        match self._answer:
            case "late":
                self._waiting.append((call, number))
            case "error":
                self._bus.send(Message.new_error(call, f"{NAME}.Error", "told to answer with an error"))
            case "wrong":
                self._return(call, "a{sv}", {"wrong": Variant("s", "type")})
            case _:
                self._methods[call.member or ""](call, number)

    def _record(self, call: Message) -> int:
        """Log the call; returns the number that a Notify gets, now, so that a late answer gives the one logged."""
        number = 0
        entry = {"member": call.member, "signature": call.signature, "body": _plain(call.body), "sender": call.sender}
        if call.member == "Notify":
            entry["id"] = number = call.body[1] or next(self._numbers)
        line = json.dumps(entry, ensure_ascii=False)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        self._bus.send(Message.new_signal(PATH, TEST, "Recorded", "s", [line]))
        return number

    def _return(self, call: Message, signature: str, *body: Any) -> None:
        self._bus.send(Message.new_method_return(call, signature, list(body)))

    def _signal(self, member: str, signature: str, *body: Any) -> None:
        self._bus.send(Message.new_signal(PATH, NAME, member, signature, list(body)))

    def _notify(self, call: Message, number: int) -> None:
        self._showing.add(number)
        self._return(call, "u", number)
        if self._invoke is not None and self._invoke in call.body[5]:
            self._press(number, self._invoke)

    def _close_notification(self, call: Message, _: int) -> None:
        if call.body[0] in self._showing:
            self._close(call.body[0], 3)
        self._return(call, "")

    def _set_answer(self, answer: str) -> None:
        self._answer = answer

    def _release(self) -> None:
        self._answer = "well"
        waiting, self._waiting = self._waiting, []
        for call, number in waiting:
            self._reply(call, number)

    def _press(self, number: int, key: str) -> None:
        self._signal("ActionInvoked", "us", number, key)
        self._close(number, 2)

    def _close(self, number: int, reason: int) -> None:
        self._showing.discard(number)
        self._signal("NotificationClosed", "uu", number, reason)

    def _malformed(self, number: int) -> None:
        for member in ("ActionInvoked", "NotificationClosed"):
            self._signal(member, "")
            self._signal(member, "u", number)
            self._signal(member, "ss", str(number), "up")
            self._signal(member, "usb", number, "no such action", True)
            self._signal(member, "as", ["up"])


async def serve(options: argparse.Namespace) -> None:
    """Own the name and answer until the bus goes away."""
    bus = await MessageBus().connect()
    daemon = Daemon(bus, options.log, answer=options.answer, capabilities=options.capabilities, invoke=options.invoke)
    bus.add_message_handler(daemon.receive)
    flags = NameFlag.DO_NOT_QUEUE | NameFlag.ALLOW_REPLACEMENT
    if options.replace:
        flags |= NameFlag.REPLACE_EXISTING
    if await bus.request_name(NAME, flags) is not RequestNameReply.PRIMARY_OWNER:
        raise SystemExit(f"{NAME} is owned by another; --replace takes it over")
    print("ready", bus.unique_name, flush=True)  # noqa: T201 - who started it waits for this line
    with contextlib.suppress(EOFError, OSError):  # how the bus goes away when it is killed
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call] # dbus-fast leaves it so


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.notify.daemon", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--log", type=Path, required=True, help="file for the calls, JSON Lines, appended to")
    parser.add_argument("--answer", choices=ANSWERS, default="well", help="what becomes of calls")
    parser.add_argument(
        "--capabilities", type=lambda words: [word for word in words.split(",") if word], default=list(CAPABILITIES)
    )
    parser.add_argument("--invoke", metavar="KEY", help="press this button of each notification that has it")
    parser.add_argument("--replace", action="store_true", help="take the name from a daemon that is there")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
