"""A session manager like GNOME's, as a program. Each line of its input sets `InhibitedActions`, and is answered."""

import sys
from contextlib import closing
from typing import Any

from tests.buses import Peer, Refusal
from tests.loop import SelectLoop

NAME = "org.gnome.SessionManager"


def _refuse(*_: object) -> tuple[str, tuple[Any, ...]]:
    raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", "this session manager tells of inhibitors alone")


def main() -> None:
    """Until the input ends."""
    with closing(SelectLoop()) as loop:
        peer = Peer(loop, sys.argv[1])
        actions = 0

        def told() -> None:
            nonlocal actions
            line = sys.stdin.readline()
            if not line:
                loop.stop()
                return
            actions = int(line)
            changed: tuple[Any, ...] = (NAME, {"InhibitedActions": ("u", actions)}, [])
            peer.emit(
                "/org/gnome/SessionManager",
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                "sa{sv}as",
                changed,
            )
            print("told", flush=True)  # noqa: T201 - whoever set it waits for that

        peer.answers |= {
            "GetAll": lambda _: ("a{sv}", ({"InhibitedActions": ("u", actions)},)),
            "Get": lambda *_: ("v", (("u", actions),)),
            "IsInhibited": lambda flags: ("b", (bool(flags & actions),)),
        }
        peer.otherwise = _refuse
        peer.own(NAME)
        loop.watch(sys.stdin.fileno(), told)
        print("ready", flush=True)  # noqa: T201
        loop.run()
        peer.close()


if __name__ == "__main__":
    main()
