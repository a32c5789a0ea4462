"""The person's own reminders: a list, and a form that adds one or changes one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _
from posture_app.core.search import Query
from posture_app.core.settings.own_reminders import EXERCISE, MOST, OwnReminder
from posture_app.core.settings.settings import TABLE
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fault import SMALL, Fault
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, discard, row_of, spring, tab_order
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.settings.own_form import OwnForm
from posture_app.ui.settings.reminder_row import SIDE, ReminderRow
from posture_app.ui.settings.reminder_words import offer_words, own_summary
from posture_app.ui.settings.setting_row import OVERRIDDEN
from posture_app.ui.settings.settings_sources import PreviewSources

NONE = N_("Water, eye drops, a walk with the dog: what else should the app remind you of?")

ACTIONS = {
    "try": (N_("Try it"), N_("Try it: {reminder}")),
    "edit": (N_("Edit…"), N_("Edit: {reminder}")),
    "remove": (N_("Remove"), N_("Remove: {reminder}")),
}


class OwnRow(ReminderRow):
    """One of the reminders in the list."""

    wanted = Signal(str)
    """“try”, “edit” or “remove”."""

    def __init__(self, own: OwnReminder, *, fixed: bool, exercises: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__(f"own_{own.name}", overridden=fixed)
        self.own = own
        self._exercises = exercises
        self._text, self._offer = label("", name=f"own_{own.name}_text"), label("", muted=True)
        self._actions: list[Button] = []
        self.inside.setContentsMargins(SIDE, SPACE, SIDE, SPACE * 3 // 2)
        for words in (self._text, self._offer):
            words.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
            self.inside.addWidget(words)
        buttons = Flow()
        buttons.setContentsMargins(0, SPACE // 2, 0, 0)
        for action, (name, says) in ACTIONS.items():
            button = Button(_(name), f"{action}_own_{own.name}", says=_(says).format(reminder=own.name))
            button.setEnabled(action == "try" or not fixed)
            button.setProperty("action", action)
            button.clicked.connect(self._pressed)
            buttons.addWidget(button)
            self._actions.append(button)
        self.inside.addLayout(buttons)
        self.show_own(own)

    def show_own(self, own: OwnReminder) -> None:
        self.own = own
        self.show_state(own.name, own_summary(own), on=own.on)
        offer = offer_words(own, self._exercises() if own.offers.startswith(EXERCISE) else ())
        for words, text in ((self._text, own.text), (self._offer, offer)):
            words.setText(text)
            words.setVisible(bool(text))

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self.opener, self.switch, *self._actions]

    @Slot()
    def _pressed(self) -> None:
        self.wanted.emit(self.sender().property("action"))


class OwnRemindersPanel(Panel):
    """All of them; `apply` makes the list hold."""

    def __init__(self, apply: Callable[[str, object], None], live: PreviewSources, *, fixed: bool) -> None:
        super().__init__(margins=(0, SPACE // 2, 0, SPACE // 2), spacing=0)
        self.setObjectName("own")
        self._apply, self._live, self._fixed = apply, live, fixed
        self._value: tuple[OwnReminder, ...] = ()
        self._rows: dict[str, OwnRow] = {}
        self._form: OwnForm | None = None
        self._list = column_of(spacing=0)
        self._none = label(_(NONE), muted=True, name="own_none")
        self._fault = Fault("own_fault")
        self._add = Button(_("Add a reminder…"), "own_add")
        self._full = label(
            _(OVERRIDDEN) if fixed else _("There can be {number} at most.").format(number=number_words(MOST)),
            scale=SMALL,
            muted=True,
        )
        self._lay_out()
        self._add.clicked.connect(self._added)

    def _lay_out(self) -> None:
        self.column.addLayout(self._list)
        for words in (self._none, self._full, self._fault):
            words.setContentsMargins(SIDE, SPACE, SIDE, SPACE // 2)
            self.column.addWidget(words)
        end = row_of(self._add, spring(), margins=(SIDE, SPACE, SIDE, SPACE))
        self.column.addLayout(end)

    def show_value(self, value: tuple[OwnReminder, ...]) -> None:
        """Show these reminders. A form that is open stays as it is."""
        self._value = value
        for name in set(self._rows) - {own.name for own in value}:
            discard(self._rows.pop(name))
        for own in value:
            if own.name not in self._rows:
                self._rows[own.name] = self._row(own)
            self._rows[own.name].show_own(own)
        self._arrange()

    def show_found(self, query: Query, around: str = "") -> int:
        words = [text for own in self._value for text in (own.name, own.text, own_summary(own))]
        found = query.finds(*words, _(TABLE["own"].label), _(TABLE["own"].help), _(NONE), around)
        for row in self._rows.values():
            row.opener.title.mark(query.spots(row.opener.title.text()) if found else ())
        self.setVisible(found)
        return int(found)

    def _row(self, own: OwnReminder) -> OwnRow:
        row = OwnRow(own, fixed=self._fixed, exercises=self._exercises)
        row.switched.connect(self._switched)
        row.wanted.connect(self._wanted)
        return row

    def _exercises(self) -> Sequence[tuple[str, str]]:
        return self._live.exercises()

    def _arrange(self) -> None:
        """Lay out the rows, the form in place of the row that it changes, and the removed ones."""
        while (item := self._list.itemAt(0)) is not None and (shown_before := item.widget()) is not None:
            self._list.removeWidget(shown_before)  # what `takeAt` gives lives on, and keeps heights that are old
        shown: list[QWidget] = []
        for own in self._value:
            editing = self._form is not None and self._form.name == own.name
            self._list.addWidget(self._rows[own.name])  # before it shows, or it would as a window of its own
            self._rows[own.name].setVisible(not editing)
            if editing and self._form is not None:
                self._list.addWidget(self._form)
                self._form.rule.setVisible(bool(shown))
            self._rows[own.name].rule.setVisible(bool(shown))
            shown.append(self._rows[own.name])
        if self._form is not None and self._form.name not in self._rows:
            self._list.addWidget(self._form)
            self._form.rule.setVisible(bool(shown))
        full = len(self._value) >= MOST
        self._full.setVisible(full or self._fixed)
        self._none.setVisible(not (self._value or self._form))
        self._add.setVisible(self._form is None)
        self._add.setEnabled(not full and not self._fixed)
        self._chain()

    @Slot()
    def _chain(self) -> None:
        """Let the Tab key go in reading order; what was added later would come last."""
        stops: list[QWidget] = []
        form = self._form
        for own in self._value:
            editing = form is not None and form.name == own.name
            stops += form.stops() if form and editing else self._rows[own.name].stops()
        if form is not None and form.name not in self._rows:
            stops += form.stops()
        tab_order([*stops, self._add])

    def _change(self, value: tuple[OwnReminder, ...]) -> bool:
        """Make this the list; returns whether that worked."""
        self._fault.hide()
        try:
            self._apply("own", value)
        except (ValueError, UsageError, KnownError) as error:
            self._fault.tell(str(error), self)
            for own in self._value:
                self._rows[own.name].show_own(own)
            return False
        self.show_value(value)
        return True

    @Slot(bool)
    def _switched(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        row = self.sender()
        if isinstance(row, OwnRow):
            self._change(tuple(replace(own, on=on) if own.name == row.own.name else own for own in self._value))

    @Slot(str)
    def _wanted(self, action: str) -> None:
        row = self.sender()
        if not isinstance(row, OwnRow):
            return
        if action == "try":
            self._live.try_it(row.own.kind)
        elif action == "edit":
            self._open(row.own)
        elif action == "remove":
            self._remove(row.own)

    def _remove(self, own: OwnReminder) -> None:
        place = self._value.index(own)
        if self._change(tuple(other for other in self._value if other != own)):
            left = [self._rows[other.name].opener for other in self._value[place : place + 1]]
            (left[0] if left else self._add).setFocus(Qt.FocusReason.TabFocusReason)
            announce(self, _("{name} is removed. Undo brings it back.").format(name=own.name))

    @Slot()
    def _added(self) -> None:
        self._open(None)

    def _open(self, own: OwnReminder | None) -> None:
        self._shut()
        form = OwnForm(own, self._exercises(), self._live.why_hidden)
        form.saved.connect(self._saved)
        form.cancelled.connect(self._cancelled)
        form.reshaped.connect(self._chain)
        self._form = form
        self._arrange()
        form.start()

    def _shut(self) -> None:
        if self._form is not None:
            discard(self._form)
            self._form = None
            self._arrange()

    @Slot()
    def _saved(self) -> None:
        form = self._form
        if form is None:
            return
        others = [own for own in self._value if own.name != form.name]
        try:
            own = form.checked(others)
        except ValueError:
            return  # the form says why
        place = next((i for i, other in enumerate(self._value) if other.name == form.name), len(others))
        value = (*others[:place], own, *others[place:])
        try:
            self._apply("own", value)
        except (UsageError, KnownError) as error:
            form.refuse(str(error))
            return
        self._shut()
        self.show_value(value)
        self._rows[own.name].opener.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _cancelled(self) -> None:
        name = self._form.name if self._form else None
        self._shut()
        row = self._rows.get(name or "")
        (row.opener if row else self._add).setFocus(Qt.FocusReason.TabFocusReason)
