"""The page About: which app this is, what it records and where, its keys, its licences, and help."""

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
from posture_app.ui.settings.keys_dialog import keys_words
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
    program = _program(about)
    recorded = [NamedText(_(name), _(text)) for name, text in RECORDED]
    where = [NamedText(name, path, exact=True) for name, path in about.places]
    safety = about.safety()
    return [
        Group("", RowsPanel(*program)),
        Group(_("What is recorded, and where"), RowsPanel(*recorded, *where)),
        Group(_("Keys"), RowsPanel(*(NamedText(key, what) for key, what in keys_words(has_tray=has_tray)))),
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
