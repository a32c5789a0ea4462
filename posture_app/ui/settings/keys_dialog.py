"""The keys of the windows: what each does, and the dialog that lists them."""

import sys
from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.shortcuts import ACTIONS
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.dialog import Dialog
from posture_app.ui.kit.fields.form_row import NAME_LETTERS
from posture_app.ui.kit.layout import LEFT, TOP, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, panel_title, short_label
from posture_app.ui.kit.rule import ruled
from posture_app.ui.kit.sidebar import HELP_KEY, KEYS_KEY

KEYS = (
    ("Ctrl+Enter", N_("The answer that stands out, such as “I’m up”")),
    ("Ctrl+B", N_("Take a break now")),
    ("Ctrl+Shift+P", N_("Pause reminders, or resume them")),
    ("Ctrl+Shift+N", N_("Private mode, or its end")),
    ("Ctrl+1, Ctrl+2 …", N_("The pages of the window, in their order")),
    ("Ctrl+,", N_("Settings")),
    ("Ctrl+F", N_("Search the settings or the help")),
    ("Ctrl+Z, Ctrl+Shift+Z", N_("Undo a change of the settings, or have it again")),
    (N_("Backspace"), N_("In the history, the exercises and the help, one step back")),
    ("Ctrl+P", N_("A report, to print or to save")),
    ("Alt+← →", N_("In the history, earlier and later; in the exercises and the help, ← goes one step back")),
    ("Ctrl+Q", N_("Quit")),
    (HELP_KEY, N_("The help")),
    (KEYS_KEY, N_("All keys")),
    ("← →", N_("In a chart, from one part to the next; Enter opens it, Backspace goes back")),
    ("+ − 0", N_("In the chart of a day, closer, wider, or the whole day")),
    ("Ctrl+C", N_("In a chart, copy its picture")),
    ("← →", N_("While you do exercises, to the repetition before or the next")),
    ("Esc", N_("Close a menu or a dialog; skip a break; end the exercises")),
)
# Translators: what is printed on this key.
NAMES = (N_("Ctrl"), N_("Shift"), N_("Enter"), N_("Esc"))
"""Of keys, where a keyboard of another country may have others."""
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
        everywhere = [(str(keys), _(ACTIONS[action])) for action, keys in settings.hotkeys.items()]
        parts: list[QWidget] = [_panel(keys_words(has_tray=has_tray))]
        if everywhere:
            title = panel_title(_("Keyboard shortcuts that work in every program"))
            parts += (title, _panel(everywhere))
        lists = QWidget()
        column_of(*parts, on=lists, spacing=SPACE)
        self.tell(_("Keys"), "", lists)


def keys_words(*, has_tray: bool) -> tuple[tuple[str, str], ...]:
    """The keys as this system calls them, and what each does."""
    return tuple((_key(_(keys)), _(what)) for keys, what in (*KEYS, CLOSES if has_tray else CLOSES_ALL))


def _panel(keys: Iterable[tuple[str, str]]) -> Panel:
    return Panel(*ruled(*(_row(*each) for each in keys)))


def _row(keys: str, what: str) -> QWidget:
    """What keys do, and they at its end: they take what room they need, and no more."""
    row = QWidget()
    what_they_do = label(what, muted=True, letters=NAME_LETTERS)
    beside = Beside(short_label(keys), what_they_do, spacing=SPACE * 2, where=LEFT | TOP, end=True)
    column_of(beside, on=row, margins=(0, SPACE // 2, 0, SPACE // 2))
    return row


def _key(keys: str) -> str:
    keys = keys.replace("Ctrl", "Cmd") if sys.platform == "darwin" else keys
    for name in NAMES:
        keys = keys.replace(name, _(name))
    return keys
