"""What a screen reader finds on its bus, read level by level: all that is asked of one goes out at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
ON_THE_SCREEN = 0
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
FOCUSABLE, FOCUSED, SENSITIVE, SHOWING = 11, 12, 24, 25
"""Bits of the state."""
Place = tuple[str, str]


@dataclass
class Node:
    """One of the things that a screen reader can come to."""

    role: str
    name: str
    state: int
    place: Place = ("", "")
    children: "list[Node]" = field(default_factory=list)

    @property
    def focusable(self) -> bool:
        return bool(self.state >> FOCUSABLE & 1)

    @property
    def focused(self) -> bool:
        return bool(self.state >> FOCUSED & 1)

    @property
    def live(self) -> bool:
        """Whether it can be used."""
        return bool(self.state >> SENSITIVE & 1)

    @property
    def showing(self) -> bool:
        return bool(self.state >> SHOWING & 1)

    def all(self) -> "list[Node]":
        """This, and all below it."""
        return [self, *(each for child in self.children for each in child.all())]


class Reader:
    """A screen reader that says nothing. It passes over what is in things of the roles that are `closed`."""

    def __init__(self, session_bus: str, *, closed: Collection[str] = ()) -> None:
        self._closed = closed
        with open_dbus_connection(session_bus) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=30).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def programs(self) -> list[Place]:
        """The programs that have come by now."""
        return [tuple(each) for each in self._ask([ROOT], "GetChildren")[0]]

    def windows(self) -> list[Node]:
        """The windows of the one program that there is, with all that is in them."""
        return self._read(self._ask(self.programs(), "GetChildren")[0])

    def box(self, node: Node) -> tuple[int, int, int, int]:
        """Where it is on the screen: left, top, width and height."""
        (given,) = self._ask([node.place], "GetExtents")
        left, top, width, height = given
        return left, top, width, height

    def _read(self, places: Sequence[Place]) -> list[Node]:
        top: list[Place] = [(name, path) for name, path in places]
        level, parents = top, [Node("", "", 0)] * len(top)
        found: list[Node] = []
        first: list[Node] = []
        while level:
            roles, names = self._ask(level, "GetRoleName"), self._ask(level, "Name")
            states, children = self._ask(level, "GetState"), self._ask(level, "GetChildren")
            told = zip(roles, names, states, level, strict=True)
            nodes = [Node(role, name, state[0], place) for role, name, state, place in told]
            for node, parent in zip(nodes, parents, strict=True):
                parent.children.append(node)
            first = first or nodes
            found += nodes
            below = [
                (node, (each[0], each[1]))
                for node, some in zip(nodes, children, strict=True)
                if node.role not in self._closed
                for each in some
            ]
            parents, level = [node for node, _ in below], [place for _, place in below]
        return first

    def _ask(self, places: Sequence[Any], what: str) -> list[Any]:
        """Ask this of each of these; what went meanwhile answers with nothing."""
        serials = []
        for name, path in places:
            at = DBusAddress(path, name, COMPONENT if what == "GetExtents" else ACCESSIBLE)
            message = Properties(at).get("Name") if what == "Name" else new_method_call(at, what)
            if what == "GetExtents":
                message = new_method_call(at, what, "u", (ON_THE_SCREEN,))
            serials.append(next(self._bus.outgoing_serial))
            self._bus.send(message, serial=serials[-1])
        answers: dict[int, Any] = {}
        while len(answers) < len(serials):
            reply = self._bus.receive(timeout=30)
            number = reply.header.fields.get(5)  # of the question
            if reply.header.message_type in (MessageType.method_return, MessageType.error) and number in serials:
                gone = reply.header.message_type is MessageType.error
                answers[number] = None if gone else reply.body[0]
        nothing: dict[str, Any] = {
            "GetRoleName": "",
            "Name": ("s", ""),
            "GetState": [0, 0],
            "GetChildren": [],
            "GetExtents": (0, 0, 0, 0),
        }
        given = [nothing[what] if answers[serial] is None else answers[serial] for serial in serials]
        return [each[1] for each in given] if what == "Name" else given
