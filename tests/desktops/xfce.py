"""XFCE: a panel with both kinds of tray, its notifications, and where it keeps what the person has set."""

import sys

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.desktop import Program, until_owned
from tests.desktops.others import X11

_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="26"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""


class Xfce(X11):
    """XFCE on an X server, with its window manager's place taken by openbox. `panel` may come late, and go."""

    name = "xfce"
    desktop = "XFCE"
    services = ("org.xfce.Xfconf",)

    def _start(self) -> None:
        needs.programs("openbox", "xfce4-panel", "xfce4-notifyd", "xfconf-query")
        super()._start()
        kept = self.folder / "home" / ".config" / "xfce4" / "xfconf" / "xfce-perchannel-xml"
        kept.mkdir(parents=True)
        (kept / "xfce4-panel.xml").write_text(_PANEL)
        manager = Program(["openbox"], self._around(), self.folder)
        self._ending.callback(manager.close)
        notifyd = needs.found("xfce4-notifyd")
        assert notifyd is not None
        self.notifyd = Program([notifyd], self._around(), self.folder)
        self._ending.callback(self.notifyd.close)
        until_owned(self.bus.address, "org.freedesktop.Notifications")

    def start_panel(self) -> None:
        """Start the panel; it is the tray when this returns. It is `panel`, to be killed, say."""
        self.panel = Program(["xfce4-panel", "--disable-wm-check"], self._around(), self.folder)
        self._ending.callback(self.panel.close)
        until_owned(self.bus.address, "org.kde.StatusNotifierWatcher")

    def do_not_disturb(self, *, on: bool) -> None:
        """As the person sets it in the panel."""
        value = "true" if on else "false"
        self.run("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", value)
