"""The page of reminders: the coming hours, each kind as a row that opens, and the person's own."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.settings.reminder_kinds import GROUPS, REMINDERS
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import put, row_of, spring, wide
from posture_app.ui.kit.page import page_column, section_heading
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.rule import Rule, ruled
from posture_app.ui.kit.theme import SPACE, TITLE
from posture_app.ui.settings.own_reminders import OwnRemindersPanel
from posture_app.ui.settings.preview_panel import PreviewPanel
from posture_app.ui.settings.reminder_row import ReminderRow
from posture_app.ui.settings.reminder_words import summary
from posture_app.ui.settings.setting_row import SettingRow
from posture_app.ui.settings.settings_sources import PreviewSources

OWN = "own"
PARTS = (*GROUPS, OWN)
"""The keys of settings that this page shows as rows and lists of its own."""
TRY = "Shows it now, the way it will come."


class KindRow(ReminderRow):
    """One kind, with its settings inside."""

    tried = Signal()

    def __init__(self, kind: str, rows: Mapping[str, SettingRow], *, overridden: bool, can_try: bool) -> None:
        super().__init__(kind, overridden=overridden)
        self.kind = kind
        self.switch.setAccessibleDescription(TABLE[kind].help)
        put(self.inside, *ruled(*rows.values()))
        if can_try:
            put(self.inside, Rule(), self._try_line())

    def _try_line(self) -> QHBoxLayout:
        button = Button("Try it", f"try_{self.kind}", says=f"Try it: {GROUPS[self.kind].title}")
        button.clicked.connect(self.tried)
        return row_of(wide(label(TRY, muted=True)), button, spacing=0, margins=(0, SPACE, 0, SPACE))

    def refresh(self, settings: Settings) -> None:
        self.show_state(GROUPS[self.kind].title, summary(self.kind, settings), on=getattr(settings, self.kind))


class RemindersPage(QWidget):
    """`rows` are the settings that belong to a kind. Without `live` nothing can be tried or foreseen."""

    def __init__(
        self,
        rows: Mapping[str, SettingRow],
        apply: Callable[[str, object], None],
        overridden: Collection[str],
        live: PreviewSources | None,
    ) -> None:
        super().__init__()
        self._apply, self._live = apply, live
        self._settings: Settings | None = None
        self._kinds = [self._kind(kind, rows, overridden) for kind in GROUPS]
        self._own = OwnRemindersPanel(apply, live, fixed=OWN in overridden)
        self._preview = PreviewPanel(live) if live else None
        column = page_column(self)
        column.addWidget(label(REMINDERS, scale=TITLE, strong=True))
        if self._preview is not None:
            column.addWidget(self._preview)
        kinds = Panel(*self._kinds, margins=(0, SPACE // 2, 0, SPACE // 2), spacing=0)
        for number, row in enumerate(self._kinds):
            row.first = not number
        put(column, kinds, section_heading("Your own reminders"), self._own, spring())

    def _kind(self, kind: str, rows: Mapping[str, SettingRow], overridden: Collection[str]) -> KindRow:
        inside = {key: row for key, row in rows.items() if TABLE[key].group == kind}
        made = KindRow(kind, inside, overridden=kind in overridden, can_try=self._live is not None)
        made.switched.connect(self._switched)
        made.tried.connect(self._tried)
        return made

    def refresh(self, settings: Settings) -> None:
        self._settings = settings
        for row in self._kinds:
            row.refresh(settings)
        self._own.show_value(settings.own)
        if self._preview is not None:
            self._preview.read()

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
        if isinstance(row, KindRow) and self._live is not None:
            self._live.try_it(row.kind)
