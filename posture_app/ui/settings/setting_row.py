"""One setting in the window: its name, what it means, its field, its reset button, and what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import N_, _
from posture_app.core.search import Query
from posture_app.core.settings.languages import SYSTEM, Language, Region
from posture_app.core.settings.reminder_kinds import GROUPS
from posture_app.core.settings.setting import (
    Choice,
    Kind,
    Number,
    Order,
    Setting,
    Some,
    Switch,
    Whole,
    Years,
)
from posture_app.core.settings.settings import DEFAULTS, NOUGHT
from posture_app.core.units import amount
from posture_app.core.words import option
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import FlatButton, SignButton
from posture_app.ui.kit.fault import SMALL, Fault
from posture_app.ui.kit.found import show_if_found
from posture_app.ui.kit.layout import LEFT, TOP, Part, column_of
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, show_text
from posture_app.ui.record.record_words import years_words
from posture_app.ui.settings.fields import NotWholeError, field_for
from posture_app.ui.settings.order_field import OrderField

LETTERS = 26
"""So many in a line of what it means have to fit beside its field."""
OVERRIDDEN = N_("Fixed by the command line (--set) for this run.")

Apply = Callable[[str, object], None]


class SettingRow(QWidget):
    """A setting that takes effect as soon as it is changed. What is wrong stays in the field, outlined and explained,
    while the old value stays in force; Escape brings that one back.
    """

    def __init__(self, key: str, setting: Setting, apply: Apply, *, overridden: bool) -> None:
        super().__init__()
        self.setObjectName(f"row_{key}")
        self.key, self.setting, self._apply = key, setting, apply
        self._default = getattr(DEFAULTS, key)
        self._value: object = self._default
        self._overridden = overridden
        self._name, self._help = (
            label(_(setting.label), strong=True),
            label(_(setting.help), muted=True, letters=LETTERS),
        )
        self._lack = label(muted=True, scale=SMALL, name=f"{key}_lack")
        self._lack.hide()
        self._fault, self._trouble = Fault(f"{key}_fault"), Fault(f"{key}_trouble")
        self.field = field_for(setting.kind, key)
        self.field.introduce(key, full_name(setting), _(setting.help))
        words, default = _reset_words(key, setting.kind, self._default), value_words(key, setting.kind, self._default)
        name = f"reset_{key}"
        says = _("Reset “{setting}” to {default}").format(setting=_(setting.label), default=default)
        wide = self.field.wide
        self._reset = (
            FlatButton(words, name, says=says) if wide else SignButton(Sign.BACK, name, says=says, words=words)
        )
        self._lay_out()
        self.field.edited.connect(self._edited)
        self.field.typed.connect(self._check)
        self.field.dropped.connect(self._drop)
        self._reset.clicked.connect(self._to_default)
        if isinstance(self.field.editor, QAbstractSpinBox):
            self.field.editor.installEventFilter(self)

    def _lay_out(self) -> None:
        texts = QWidget()
        column = column_of(self._name, self._help, self._lack, on=texts, spacing=SPACE // 2)
        if self._overridden:
            column.addWidget(label(_(OVERRIDDEN), scale=SMALL, muted=True, name=f"{self.key}_overridden"))
            self.field.setEnabled(False)
        self.field.offer(self._reset)
        parts: list[Part] = [texts, SPACE // 2, self.field]
        if not self.field.wide:
            parts = [Beside(self.field, texts, spacing=SPACE * 2, where=LEFT | TOP, end=True)]
        column_of(*parts, self._fault, self._trouble, on=self, spacing=SPACE // 2, margins=(0, SPACE, 0, SPACE))

    def refresh(self, value: object) -> None:
        """Show the value in force. What is being typed stays."""
        self._value = value
        self._reset.setVisible(self.field.isEnabledTo(self) and value != self._default)
        if not self.field.pending() and self._fault.isHidden():
            self.field.show_value(value)

    def show_found(self, query: Query, around: str = "") -> int:
        setting = self.setting
        kind = setting.kind
        options = [option(word) for word in getattr(kind, "options", ())] + [_(name) for name in _names(kind)]
        also = " ".join((*options, _(setting.words) if setting.words else "", self.key))
        return show_if_found(self, query, around, self._name, self._help, also=also)

    def lack(self, why: str) -> None:
        """Be grey and say why it can do nothing on this machine; "" if it can."""
        show_text(self._lack, why and _("This does nothing here: {why}.").format(why=why.rstrip(".")))
        for part in (self._name, self._help, self.field):
            part.setEnabled(not why and not (self._overridden and part is self.field))

    def lack_some(self, why: Mapping[str, str]) -> None:
        """Grey those words of an order that do nothing on this machine, and say why."""
        if isinstance(self.field, OrderField):
            self.field.grey(why)
            sentences = [
                _("“{way}” does nothing here: {why}.").format(way=option(word), why=reason.rstrip("."))
                for word, reason in why.items()
            ]
            show_text(self._lack, "\n".join(sentences))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave undoing to the window, but for what is being typed."""
        undoes = isinstance(event, QKeyEvent) and (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        )
        if undoes and event.type() is QEvent.Type.ShortcutOverride and not self.field.pending():
            event.ignore()
            return True
        return False

    def warn(self, trouble: str) -> None:
        """Say below it why the value in force has no effect; "" if it has."""
        self._trouble.setVisible(bool(trouble))
        if trouble:
            self._trouble.tell(trouble)

    def finish(self) -> None:
        """Take what was typed, as the window closes; what is wrong is dropped."""
        if self.field.pending():
            self.field.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.field.pending() or not self._fault.isHidden()):
            self._drop()
            return
        super().keyPressEvent(event)

    @Slot()
    def _drop(self) -> None:
        """Bring back what holds."""
        self._clear()
        self.field.show_value(self._value)

    @Slot()
    def _edited(self) -> None:
        try:
            value = self.field.value()
            if value != self._value:
                self._apply(self.key, value)
        except ValueError as error:
            self._refuse(self._why(error))
            return
        except (UsageError, KnownError) as error:
            self._refuse(str(error))
            return
        self._clear()
        self.field.show_value(value)
        self.refresh(value)

    @Slot()
    def _check(self) -> None:
        try:
            self.field.value()
        except ValueError as error:
            self._refuse(self._why(error), quietly=True)
        else:
            self._clear()

    @Slot()
    def _to_default(self) -> None:
        self._clear()
        self.field.show_value(self._default)
        self._edited()

    def _why(self, error: ValueError) -> str:
        """What is wrong with what was entered: of a number, which ones there are."""
        kind = self.setting.kind
        if not isinstance(kind, Whole | Number) or isinstance(error, NotWholeError):
            return str(error)
        # Translators: what may be entered: “From 5 to 180 min, please.”
        text = _("From {least} to {most}, please.")
        return text.format(least=amount(kind.low, ""), most=amount(kind.high, kind.unit))

    def _refuse(self, why: str, *, quietly: bool = False) -> None:
        self._fault.tell(why, None if quietly else self.field)
        self.field.mark(refused=True)

    def _clear(self) -> None:
        self._fault.hide()
        self.field.mark(refused=False)


def _names(kind: Kind[Any]) -> Iterable[str]:
    """What the words are called that can be ticked."""
    return kind.names.values() if isinstance(kind, Some) else ()


def full_name(setting: Setting) -> str:
    """Its name, with the kind of reminder that it belongs to, where that cannot be seen."""
    if not setting.group:
        return _(setting.label)
    # Translators: a setting of a kind of reminder: “Get up: Remind me after”.
    return _("{reminder}: {setting}").format(reminder=_(GROUPS[setting.group].title), setting=_(setting.label))


def _reset_words(key: str, kind: Kind[Any], default: Any) -> str:
    """The words of the button that resets it to its default."""
    if isinstance(kind, Order | Some):
        return _("Reset")
    return _("Reset to {value}").format(value=value_words(key, kind, default))


def value_words(key: str, kind: Kind[Any], value: Any) -> str:
    """A value of a setting within a sentence."""
    if key in NOUGHT and not value:
        return _quoted(_(NOUGHT[key]))
    words = kind.to_text(value)
    match kind:
        case Years():
            words = _quoted(years_words(value))
        case Whole() | Number():
            words = amount(value, kind.unit)
        case Choice():
            words = _quoted(option(value))
        case Switch():
            words = _quoted(_("On") if value else _("Off"))
        case Order():
            words = _(", ").join(map(option, value))
        case Language() | Region():
            words = _quoted(option(value)) if value == SYSTEM else value
        case Some():
            words = _("; ").join(_(name) for word, name in kind.names.items() if word in value) or _("none")
    return {"none": _("none"), "always": _("always")}.get(words, words)


def _quoted(words: str) -> str:
    return _("“{name}”").format(name=words)
