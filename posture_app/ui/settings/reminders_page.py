"""The page of reminders: the coming hours, each kind as a row that opens, and the person's own."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import N_, _
from posture_app.core.search import ALL, Query
from posture_app.core.settings.reminder_kinds import GROUPS, KINDS, MOVE, STAND
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.found import Rows
from posture_app.ui.kit.layout import LEFT, MIDDLE, column_of, put
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.reveal import reveal
from posture_app.ui.kit.rule import Rule
from posture_app.ui.settings.own_reminders import OwnRemindersPanel
from posture_app.ui.settings.preview_panel import PreviewPanel
from posture_app.ui.settings.reminder_row import ReminderRow
from posture_app.ui.settings.reminder_words import summary
from posture_app.ui.settings.section import Group, Section
from posture_app.ui.settings.setting_row import SettingRow
from posture_app.ui.settings.settings_sources import PreviewSources

OWN = "own"
PARTS = (*GROUPS, OWN)
"""The keys of settings that this page shows as rows and lists of its own."""
TRY = N_("Shows it now, the way it will come.")


class KindRow(ReminderRow):
    """One kind, with its settings inside."""

    tried = Signal()

    def __init__(self, kind: str, rows: Sequence[SettingRow], *, overridden: bool) -> None:
        super().__init__(kind, overridden=overridden)
        self.kind = kind
        self._rows = Rows(*rows)
        self._was_open: bool | None = None
        self._gone = False  # where another kind takes its place
        self.switch.setAccessibleDescription(_(TABLE[kind].help))
        self._trial = QWidget()
        column_of(Rule(), self._try_line(), on=self._trial, spacing=0)
        put(self.inside, *self._rows.parts, self._trial)

    def _try_line(self) -> QVBoxLayout:
        button = Button(
            _("Try it"), f"try_{self.kind}", says=_("Try it: {reminder}").format(reminder=_(GROUPS[self.kind].title))
        )
        button.clicked.connect(self.tried)
        both = Beside(button, label(_(TRY), muted=True), where=LEFT | MIDDLE, end=True)
        return column_of(both, margins=(0, SPACE, 0, SPACE))

    def refresh(self, settings: Settings) -> None:
        on, seated = getattr(settings, self.kind), settings.profile.seated
        moves = seated and self.kind == STAND  # then this is what it comes to
        title = _(KINDS[MOVE].prompt_title) if moves else _(GROUPS[self.kind].title)
        gone = seated and (settings.move if self.kind == STAND else self.kind == MOVE and not on)
        if gone is not self._gone:
            self._gone = gone
            self.setVisible(not gone)
        self.show_state(title, summary(self.kind, settings), on=on)

    def show_found(self, query: Query, around: str = "") -> int:
        """Found by its name it shows closed, with all that is in it; else open, with what was found of that."""
        if self._gone:
            return 0
        head = (self.opener.title, self.opener.summary)
        title, whole = head[0].text(), query.finds(*(each.text() for each in head), _(TABLE[self.kind].help), around)
        for each in head:
            each.mark(query.spots(each.text()))
        inside = self._rows.show_found(ALL if whole else query, f"{around} {title}")
        if query.terms and self._was_open is None:
            self._was_open = self.opener.isChecked()
        if query.terms:
            self.set_open(on=not whole and inside > 0)
        elif self._was_open is not None:
            self.set_open(on=self._was_open)
            self._was_open = None
        self._trial.setVisible(whole)
        self.setVisible(whole or inside > 0)
        return 1 if whole else inside


class KindsPanel(Panel):
    """All kinds; `rows` are the settings that belong to them."""

    def __init__(
        self,
        rows: Mapping[str, SettingRow],
        apply: Callable[[str, object], None],
        overridden: Collection[str],
        live: PreviewSources,
    ) -> None:
        self._apply, self._live = apply, live
        self._settings: Settings | None = None
        inside = {kind: [row for key, row in rows.items() if TABLE[key].group == kind] for kind in GROUPS}
        self._kinds = [KindRow(kind, inside[kind], overridden=kind in overridden) for kind in GROUPS]
        super().__init__(*self._kinds, margins=(0, SPACE // 2, 0, SPACE // 2), spacing=0)
        for kind in self._kinds:
            kind.switched.connect(self._switched)
            kind.tried.connect(self._tried)
        self._part()

    def show_found(self, query: Query, around: str = "") -> int:
        found = sum(row.show_found(query, around) for row in self._kinds)
        self.setVisible(bool(found))
        self._part()
        return found

    def open_at(self, kind: str, key: str) -> None:
        """Open this kind where that is the key of a setting in it, else bring its switch into sight."""
        for row in self._kinds:
            if row.kind == kind and row.kind != key:
                row.set_open(on=True)
            elif row.kind == key:
                reveal(row)
                row.switch.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _part(self) -> None:
        """Have a line above each row but the first that shows."""
        first = next((row for row in self._kinds if not row.isHidden()), None)
        for row in self._kinds:
            row.rule.setVisible(row is not first)

    def refresh(self, settings: Settings) -> None:
        self._settings = settings
        for row in self._kinds:
            row.refresh(settings)
        self._part()

    @Slot(bool)
    def _switched(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        row = self.sender()
        if not isinstance(row, KindRow):
            return
        row.fault.hide()
        try:
            self._apply(row.kind, on)
        except (UsageError, KnownError) as error:
            row.fault.tell(str(error), row.switch)
            if self._settings is not None:
                row.refresh(self._settings)

    @Slot()
    def _tried(self) -> None:
        row = self.sender()
        if isinstance(row, KindRow):
            self._live.try_it(row.kind)


class RemindersSection(Section):
    """The page; `rows` are the settings that belong to a kind."""

    def __init__(
        self,
        rows: Mapping[str, SettingRow],
        apply: Callable[[str, object], None],
        overridden: Collection[str],
        live: PreviewSources,
    ) -> None:
        self._preview = PreviewPanel(live)
        self._kinds = KindsPanel(rows, apply, overridden, live)
        self._own = OwnRemindersPanel(apply, live, fixed=OWN in overridden)
        own = Group(_("Your own reminders"), self._own)
        super().__init__(SettingsPage.REMINDERS, (Group("", self._preview), Group("", self._kinds), own))

    def refresh(self, settings: Settings) -> None:
        self._kinds.refresh(settings)
        self._own.show_value(settings.own)
        self._preview.read()

    def open_at(self, key: str) -> None:
        self._kinds.open_at(TABLE[key].group, key)
        if key == OWN:
            reveal(self._own)
