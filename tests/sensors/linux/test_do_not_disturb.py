"""Whether notifications are not wanted: real notification services, and for the others peers that answer as they do."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.ports import Address
from posture_app.desktop.dbus.bus import JeepneyBus
from posture_app.sensors.linux.do_not_disturb import NAME, DoNotDisturb
from tests import needs
from tests.buses import Peer, PrivateBus, Refusal
from tests.desktops.desktop import Desktop, Program, until_owned
from tests.desktops.others import X11
from tests.desktops.wlroots import Sway
from tests.desktops.xfce import Xfce
from tests.loop import SelectLoop

PROPERTIES = Address(NAME, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties")


class Asking:
    """The question, as a program asks it on this bus."""

    def __init__(self, loop: SelectLoop, address: str) -> None:
        self._loop = loop
        self._bus = JeepneyBus(loop, address)
        self.question = DoNotDisturb(loop, self._bus)

    def ask(self) -> bool | None:
        answers: list[bool | None] = []
        self.question.ask(answers.append)
        self._loop.run_until(lambda: answers)
        assert 1 == len(answers)
        return answers[0]

    def answered(self) -> tuple[bool | None, str | None, str | None]:
        """The answer, and how it and the trouble read."""
        answer = self.ask()
        return answer, self.question.reading, self.question.trouble

    def call(self, to: Address, method: str, signature: str, *body: Any) -> None:
        """Call a method, which must succeed."""
        done: list[object] = []
        failures: list[str] = []
        self._bus.call(to, method, signature, body, reply=lambda *_: done.append(True), failed=failures.append)
        self._loop.run_until(lambda: done or failures)
        assert [] == failures

    def close(self) -> None:
        self.question.close()
        self._bus.close()


@pytest.fixture
def ask_on(loop: SelectLoop) -> Iterator[Callable[[PrivateBus], Asking]]:
    made: list[Asking] = []

    def ask_on(bus: PrivateBus) -> Asking:
        made.append(Asking(loop, bus.address))
        return made[-1]

    yield ask_on
    for each in made:
        each.close()


On = Callable[[PrivateBus], Asking]


def notification_service(desktop: Desktop, *command: str) -> None:
    """Start this notification service there."""
    needs.programs(command[0])
    program = Program(command, desktop._around(), desktop.folder)
    desktop._ending.callback(program.close)
    until_owned(desktop.bus.address, NAME)


def test_dunst_paused(ask_on: On) -> None:
    with X11() as desktop:
        (desktop.folder / "dunstrc").write_text("[global]\nmonitor = 0\n")
        notification_service(desktop, "dunst", "-conf", str(desktop.folder / "dunstrc"))
        program = ask_on(desktop.bus)
        assert (False, "off, according to dunst", None) == program.answered()
        for paused in (True, False):
            program.call(PROPERTIES, "Set", "ssv", "org.dunstproject.cmd0", "paused", ("b", paused))
            assert paused is program.ask()


def test_xfce_do_not_disturb(ask_on: On) -> None:
    with Xfce() as desktop:
        program = ask_on(desktop.bus)
        assert (False, "off, according to Xfce Notify Daemon", None) == program.answered()  # nobody has ever set it
        for quiet in (True, False):
            desktop.do_not_disturb(on=quiet)
            assert quiet is program.ask()


def test_makos_mode(ask_on: On) -> None:
    with Sway() as desktop:
        config = desktop.folder / "mako.conf"
        config.write_text("[mode=do-not-disturb]\ninvisible=1\n")
        notification_service(desktop, "mako", "--config", str(config))
        program = ask_on(desktop.bus)
        assert (False, "off, according to mako", None) == program.answered()
        for mode, quiet in (("do-not-disturb", True), ("default", False)):
            desktop.run("makoctl", "mode", "-s", mode)
            assert quiet is program.ask()


@pytest.fixture
def service(make_peer: Callable[[], Peer]) -> Callable[..., Peer]:
    """A peer that plays the notification service of this name."""

    def service(name: str, vendor: str = "") -> Peer:
        peer = make_peer()
        peer.answers["GetServerInformation"] = lambda: ("ssss", (name, vendor, "1.0", "1.2"))
        peer.own(NAME)
        return peer

    return service


Service = Callable[..., Peer]


@pytest.fixture
def asking(ask_on: On, daemon: PrivateBus) -> Asking:
    return ask_on(daemon)


@pytest.mark.parametrize(("name", "property_"), [("Plasma", (NAME, "Inhibited")), ("some other", (NAME, "Inhibited"))])
def test_kde_inhibited_and_who_has_taken_that_over(
    asking: Asking, service: Service, name: str, property_: tuple[str, str]
) -> None:
    peer = service(name)
    for on in (True, False):
        peer.answers["Get"] = lambda *_, on=on: ("v", (("b", on),))
        assert on is asking.ask()
    assert [property_] * 2 == [body for member, body in peer.calls if member == "Get"]


@pytest.mark.parametrize(
    ("modes", "on"),
    [
        (["default"], False),
        (["default", "do-not-disturb"], True),
        (["dnd"], True),
        (["default", "Do_Not_Disturb"], True),
        ([], False),
    ],
)
def test_makos_modes(asking: Asking, service: Service, modes: list[str], on: bool) -> None:
    peer = service("mako", "emersion")
    peer.answers["ListModes"] = lambda: ("as", (modes,))
    assert on is asking.ask()


def test_swaync(asking: Asking, service: Service) -> None:
    peer = service("SwayNotificationCenter", "ErikReider")
    peer.own("org.erikreider.swaync.cc")
    peer.answers["GetDnd"] = lambda: ("b", (True,))
    assert (True, "on, according to SwayNotificationCenter", None) == asking.answered()


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Have gsettings say this of that setting, and of no other."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    def says(setting: str, text: str) -> None:
        (tmp_path / "gsettings").write_text(f'#!/bin/sh\n[ "$*" = "get {setting}" ] && echo "{text}"\n')
        (tmp_path / "gsettings").chmod(0o700)

    return says


@pytest.mark.parametrize(
    ("name", "vendor", "setting", "silent"),
    [
        ("Notification Daemon", "MATE", "org.mate.NotificationDaemon do-not-disturb", "true"),
        ("gnome-shell", "GNOME", "org.gnome.desktop.notifications show-banners", "false"),
        ("cinnamon", "GNOME", "org.cinnamon.desktop.notifications display-notifications", "false"),
    ],
)
def test_a_setting_of_the_desktop(
    asking: Asking,
    service: Service,
    says: Callable[[str, str], None],
    *,
    name: str,
    vendor: str,
    setting: str,
    silent: str,
) -> None:
    service(name, vendor)
    for said in ("true", "false"):
        says(setting, said)
        assert (said == silent) is asking.ask()
    for nonsense in ("maybe", "", "'false'"):
        says(setting, nonsense)
        assert asking.ask() is None
        assert f"{name} answers something that cannot be read" == asking.question.trouble
    says("no such setting", "true")
    assert asking.ask() is None
    assert "gsettings failed" in str(asking.question.trouble)


def test_gnomes_real_setting(asking: Asking, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.programs("gsettings")
    needs.gnome_settings()
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")  # in the home of the test
    service("gnome-shell", "GNOME")
    assert asking.ask() is False
    subprocess.run(["gsettings", "set", "org.gnome.desktop.notifications", "show-banners", "false"], check=True)
    assert asking.ask() is True


def test_without_a_service_none_is_started(asking: Asking) -> None:
    assert (None, "no notification service runs") == (asking.ask(), asking.question.trouble)


def test_answers_that_make_no_sense_are_none(asking: Asking, service: Service) -> None:
    def refuse(*_: Any) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.UnknownProperty", "no such property")

    peer = service("Plasma")
    unreadable = "Plasma answers something that cannot be read"
    refused = "Plasma does not say: org.freedesktop.DBus.Error.UnknownProperty: no such property"
    for answer, trouble in (
        (lambda *_: ("v", (("s", "yes"),)), unreadable),
        (lambda *_: ("", ()), unreadable),
        (lambda *_: ("i", (1,)), unreadable),
        (refuse, refused),
    ):
        peer.answers["Get"] = answer
        assert (None, trouble) == (asking.ask(), asking.question.trouble)
    peer.answers["Get"] = lambda *_: ("v", (("b", True),))
    assert (True, None) == (asking.ask(), asking.question.trouble)
    peer.answers["GetServerInformation"] = lambda: ("i", (7,))
    assert (None, "the notification service does not say who it is") == (asking.ask(), asking.question.trouble)


def test_a_bus_that_dies_is_an_answer(loop: SelectLoop, daemon: PrivateBus, service: Service, asking: Asking) -> None:
    peer = service("Plasma")
    answers: list[bool | None] = []
    asking.question.ask(answers.append)
    loop.run_until(lambda: any(member == "Get" for member, _ in peer.calls))
    daemon.kill()
    loop.run_until(lambda: answers)
    assert [None] == answers
    assert asking.question.trouble is not None
