"""Whether notifications are not wanted now, as the notification service itself says: each in a way of its own."""

import shutil
from collections.abc import Callable, Mapping
from typing import Any

from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Address, Bus, Loop
from posture_app.core.value import value
from posture_app.sensors.linux.child import Child
from posture_app.sensors.linux.service import only
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.source import there

NAME = "org.freedesktop.Notifications"
_DAEMON = Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_SERVICE = Address(NAME, "/org/freedesktop/Notifications", NAME)
_PROPERTIES = Address(NAME, _SERVICE.path, "org.freedesktop.DBus.Properties")
_ANSWERS_S = 2.0
_MODES = ("donotdisturb", "dnd")
Answer = Callable[[bool | None], None]


def _flag(said: object) -> bool | None:
    """A yes or no, or a variant of one."""
    match said:
        case bool(on) | ("b", bool(on)):
            return on
    return None


def _mode(said: object) -> bool | None:
    """Whether one of mako's modes, which people name themselves, has the name that its manual gives to this one."""
    match said:
        case [*modes]:
            return any(str(mode).lower().replace("-", "").replace("_", "") in _MODES for mode in modes)
    return None


@value
class ServiceCall:
    """What to call to know it, how to read what that returns, and with which error it says that nobody has set it."""

    to: Address
    method: str
    body: tuple[str, ...] = ()
    read: Callable[[object], bool | None] = _flag
    unset: str | None = None


WAYS: Mapping[str, ServiceCall] = {
    "dunst": ServiceCall(_PROPERTIES, "Get", ("org.dunstproject.cmd0", "paused")),
    "mako": ServiceCall(Address(NAME, "/fr/emersion/Mako", "fr.emersion.Mako"), "ListModes", read=_mode),
    "Plasma": ServiceCall(_PROPERTIES, "Get", (NAME, "Inhibited")),
    "SwayNotificationCenter": ServiceCall(
        Address("org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "org.erikreider.swaync.cc"), "GetDnd"
    ),
    "Xfce Notify Daemon": ServiceCall(
        Address("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf"),
        "GetProperty",
        ("xfce4-notifyd", "/do-not-disturb"),
        unset="org.xfce.Xfconf.Error.PropertyNotFound",
    ),
}
"""By the name that each gives of itself. Any other is asked for the property of KDE's, which some have taken over."""


@value
class DesktopSetting:
    """A setting of the desktop that is true while notifications are shown, or (not `shows`) while they are not."""

    schema: str
    key: str
    shows: bool = True


SETTINGS: Mapping[tuple[str, str], DesktopSetting] = {
    ("gnome-shell", "GNOME"): DesktopSetting("org.gnome.desktop.notifications", "show-banners"),
    ("cinnamon", "GNOME"): DesktopSetting("org.cinnamon.desktop.notifications", "display-notifications"),
    ("Notification Daemon", "MATE"): DesktopSetting("org.mate.NotificationDaemon", "do-not-disturb", shows=False),
}
"""By the name and the vendor that each gives. They are read by gsettings: the portal for settings leaves them out
(xdg-desktop-portal-gtk, `settings.c`), and GLib in our own process would cost more.
"""


class DoNotDisturb:
    """Implements `sensors.question.Question` by whatever notification service there is when it is asked."""

    name, fact = N_("notification service"), Fact.DND

    def __init__(self, loop: Loop, bus: Bus) -> None:
        self._loop, self._bus = loop, bus
        self._child: Child | None = None
        self.trouble: str | None = None
        self.reading: str | None = None

    def ask(self, answer: Answer) -> None:
        def owned(*there: Any) -> None:
            if only(there) is True:
                self._call(_SERVICE, "GetServerInformation", reply=lambda *who: self._met(who, answer), failed=failed)
            else:  # to ask it would start one
                failed(lasting("no notification service runs"))

        def failed(why: str) -> None:
            self._fail(why, answer)

        self._call(_DAEMON, "NameHasOwner", NAME, reply=owned, failed=failed)

    def close(self) -> None:
        if self._child is not None:
            self._child.end()

    def _met(self, who: tuple[Any, ...], answer: Answer) -> None:
        match who:
            case (str(name), str(vendor), *_) if (name, vendor) in SETTINGS:
                self._ask_setting(SETTINGS[name, vendor], name, answer)
            case (str(name), *_):
                self._ask_by(WAYS.get(name, WAYS["Plasma"]), name, answer)
            case _:
                self._fail(lasting("the notification service does not say who it is"), answer)

    def _ask_by(self, way: ServiceCall, name: str, answer: Answer) -> None:
        def failed(why: str) -> None:
            if way.unset is not None and why.startswith(way.unset):
                self._said(name, on=False, answer=answer)
            else:
                self._fail(lasting("{service} does not say: {why}", service=name, why=why), answer)

        self._call(
            way.to,
            way.method,
            *way.body,
            reply=lambda *said: self._said(name, on=way.read(only(said)), answer=answer),
            failed=failed,
        )

    def _ask_setting(self, setting: DesktopSetting, name: str, answer: Answer) -> None:
        def said(output: bytes) -> None:
            value = {b"true": True, b"false": False}.get(output.strip())
            self._said(name, on=None if value is None else value is not setting.shows, answer=answer)

        command = (shutil.which("gsettings") or "gsettings", "get", setting.schema, setting.key)
        self._child = Child(self._loop, command, done=said, failed=lambda why: self._fail(why, answer))

    def _said(self, name: str, *, on: bool | None, answer: Answer) -> None:
        if on is None:
            self._fail(lasting("{service} answers something that cannot be read", service=name), answer)
            return
        self.trouble = None
        told = N_("on, according to {service}") if on else N_("off, according to {service}")
        self.reading = lasting(told, service=name)
        answer(on)

    def _fail(self, why: str, answer: Answer) -> None:
        self.trouble = why
        answer(None)

    def _call(
        self, to: Address, method: str, *body: str, reply: Callable[..., None], failed: Callable[[str], None]
    ) -> None:
        self._bus.call(to, method, "s" * len(body), body, reply=reply, failed=failed, timeout=_ANSWERS_S)


SOURCE = QuestionSource(
    DoNotDisturb.name, "do not disturb", Fact.DND, lambda here: DoNotDisturb(here.loop, there(here.session))
)
