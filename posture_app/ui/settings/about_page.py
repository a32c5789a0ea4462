"""The page About: which app this is, what it records and where, its keys, its licences, and help."""

import sys
from collections.abc import Iterator
from datetime import date

from posture_app import ADDRESS, RELEASE_DAY, __version__
from posture_app.core.formats import date_words
from posture_app.core.language import N_, NP_, _
from posture_app.core.words import APP_NAME
from posture_app.ui.kit.copied_text import CopiedText
from posture_app.ui.kit.found import RowsPanel
from posture_app.ui.settings.doctor_panel import DoctorPanel
from posture_app.ui.settings.fact import NamedText
from posture_app.ui.settings.section import Group
from posture_app.ui.settings.settings_sources import AboutSources

RECORDED = (
    (
        N_("Recorded"),
        N_(
            "When you sat, stood and were away; each reminder and what came of it; exercises that you did; what you"
            " correct and note yourself."
        ),
    ),
    (
        NP_("what is recorded", "Never"),
        N_(
            "What you type, titles of windows, pictures, sound. Nothing leaves this computer: the app has no network"
            " code. Only a shared folder that you choose takes your record elsewhere."
        ),
    ),
    (N_("Erased"), N_("By you, on the page Data, day by day or as a whole; it is gone from the backups, too.")),
)
KEYS = (
    ("Ctrl+Enter", N_("The answer that stands out, such as “I’m up”")),
    ("Ctrl+B", N_("Take a break now")),
    ("Ctrl+Shift+P", N_("Pause reminders, or resume them")),
    ("Ctrl+Shift+N", N_("Private mode, or its end")),
    ("Ctrl+1, Ctrl+2 …", N_("The pages of the window, in their order")),
    ("Ctrl+,", N_("Settings")),
    ("Ctrl+F", N_("Search the settings")),
    ("Ctrl+Z, Ctrl+Shift+Z", N_("Undo a change of the settings, or have it again")),
    ("Ctrl+P", N_("A report, to print or to save")),
    ("Alt+← →", N_("In the history, earlier and later")),
    ("Ctrl+Q", N_("Quit")),
    ("F1", N_("The help")),
    ("← →", N_("In a chart, from one part to the next; Enter opens it, Backspace goes back")),
    ("Esc", N_("Close a menu or a dialog; skip a break")),
)
CLOSES = "Ctrl+W", N_("Close the window; the app goes on")
CLOSES_ALL = (
    "Ctrl+W",
    N_(
        "Close the window; with the main window the app ends, unless it was started hidden or “Go on without a window”"
        " is on"
    ),
)
"""Where no tray shows the icon."""
LICENCES = (
    (APP_NAME, "MIT"),
    ("Qt, PySide6, Shiboken", "LGPL 3"),
    ("APScheduler, jeepney, platformdirs, plyer, tomlkit, tzlocal", "MIT"),
    ("tzdata", "Apache 2.0"),
)
UNIT_HELP = N_(
    "Desktops without a start of their own, such as sway and i3, start it by systemd. Save this as"
    " ~/.config/systemd/user/posture-app.service, and have your window manager say at its start: systemctl --user"
    " import-environment DISPLAY WAYLAND_DISPLAY XAUTHORITY && systemctl --user start posture-app"
)


def about_groups(about: AboutSources, *, has_tray: bool) -> list[Group]:
    """What the page is made of."""
    keys = (*KEYS, CLOSES if has_tray else CLOSES_ALL)
    program = _program(about)
    recorded = [NamedText(_(name), _(text)) for name, text in RECORDED]
    where = [NamedText(name, path, exact=True) for name, path in about.places]
    safety = about.safety()
    return [
        Group("", RowsPanel(*program)),
        Group(_("What is recorded, and where"), RowsPanel(*recorded, *where)),
        Group(_("Keys"), RowsPanel(*(NamedText(_key(key), _(what)) for key, what in keys))),
        Group(
            _("Safety"),
            RowsPanel(NamedText(_("When to stop"), safety.stop_rule), NamedText(_("What this is"), safety.disclaimer)),
        ),
        Group(_("When something does not work"), DoctorPanel(about.doctor)),
        Group(_("Without a desktop"), CopiedText(_(UNIT_HELP), about.unit, "unit")),
        Group(_("Licences"), RowsPanel(*(NamedText(name, licence) for name, licence in LICENCES))),
    ]


def _program(about: AboutSources) -> Iterator[NamedText]:
    """Which version this is, how it came here, and what brings a newer one."""
    version = _("Version {version}").format(version=__version__)
    if RELEASE_DAY:
        day = date_words(date.fromisoformat(RELEASE_DAY))
        version = _("Version {version}, of {day}").format(version=__version__, day=day)
    yield NamedText(APP_NAME, version)
    how, update = about.installed
    yield NamedText(_("Installed"), how)
    yield NamedText(_("To update it"), update, exact=True)
    if ADDRESS:
        yield NamedText(_("To report a fault"), f"{ADDRESS}/issues", exact=True)


def _key(keys: str) -> str:
    """Keys as this system calls them."""
    return keys.replace("Ctrl", "Cmd") if sys.platform == "darwin" else keys
