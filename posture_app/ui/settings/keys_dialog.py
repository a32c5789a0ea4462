"""The keys of the windows: what each does, and the dialog that lists them."""

import sys
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.shortcuts import ACTIONS
from posture_app.ui.kit.dialog import Dialog
from posture_app.ui.kit.fields.form_row import FactRow
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, panel_title
from posture_app.ui.kit.rule import ruled

KEYS = (
    ("Ctrl+Enter", N_("The answer that stands out, such as “I’m up”")),
    ("Ctrl+B", N_("Take a break now")),
    ("Ctrl+Shift+P", N_("Pause reminders, or resume them")),
    ("Ctrl+Shift+N", N_("Private mode, or its end")),
    ("Ctrl+1, Ctrl+2 …", N_("The pages of the window, in their order")),
    ("Ctrl+,", N_("Settings")),
    ("Ctrl+F", N_("Search the settings")),
    ("Ctrl+Z, Ctrl+Shift+Z", N_("Undo a change of the settings, or have it again")),
    (N_("Backspace"), N_("In the history and the exercises, one step back")),
    ("Ctrl+P", N_("A report, to print or to save")),
    ("Alt+← →", N_("In the history, earlier and later")),
    ("Ctrl+Q", N_("Quit")),
    ("F1", N_("The help")),
    ("Ctrl+?", N_("All keys")),
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


class KeysDialog(Dialog):
    """Lists them, and the shortcuts that the person has given to work in every program."""

    def __init__(self, parent: QWidget, settings: Settings, *, has_tray: bool) -> None:
        super().__init__(parent, _("Keys"), "keys")
        everywhere = {str(keys): _(what) for what, keys in _hotkeys(settings).items() if keys is not None}
        parts: list[QWidget] = [_panel(dict(keys_words(has_tray=has_tray)))]
        if everywhere:
            title = panel_title(_("Keyboard shortcuts that work in every program"))
            parts += (title, _panel(everywhere))
        lists = QWidget()
        column_of(*parts, on=lists, spacing=SPACE)
        self.tell(_("Keys"), "", lists)


def keys_words(*, has_tray: bool) -> tuple[tuple[str, str], ...]:
    """The keys as this system calls them, and what each does."""
    return tuple((_key(_(keys)), _(what)) for keys, what in (*KEYS, CLOSES if has_tray else CLOSES_ALL))


def _hotkeys(settings: Settings) -> Mapping[str, object]:
    return {what: getattr(settings, f"hotkey_{action}") for action, what in ACTIONS.items()}


def _panel(keys: Mapping[str, str]) -> Panel:
    return Panel(*ruled(*(FactRow(what, each) for each, what in keys.items())))


def _key(keys: str) -> str:
    return keys.replace("Ctrl", "Cmd") if sys.platform == "darwin" else keys
