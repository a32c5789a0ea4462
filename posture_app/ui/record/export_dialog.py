"""The dialog in which the record is written in a form that other programs read."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.core.record.amounts import rows_words
from posture_app.core.record.record_jobs import Days, Export, RecordActions
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.fields.days_choice import DaysChoice
from posture_app.ui.kit.fields.form_row import FormRow
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.file_choice import choose_new
from posture_app.ui.kit.layout import put
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import Rule, ruled
from posture_app.ui.record.days_offered import days_offered
from posture_app.ui.record.record_dialog import RecordDialog

KINDS = {
    "days": (N_("Day totals"), N_("What each day came to: sitting, standing, bouts and breaks.")),
    "spans": (N_("Spans"), N_("Each stretch of sitting or standing, from when to when.")),
    "prompts": (N_("Reminders"), N_("Each reminder, when it came, and what became of it.")),
    "sessions": (N_("Exercises"), N_("Each exercise you did, when, and for how long.")),
    "corrections": (N_("Corrections"), N_("What you said afterwards, also what you took back.")),
    "notes": (N_("Notes"), N_("What you wrote on days.")),
    "totals": (N_("Imported totals"), N_("Days of which another program told no more than their sums.")),
}
"""What can be exported, by the words of `posture-app export`: its name, and what it is."""
FORMS = {
    "csv": (N_("CSV"), "csv", N_("For most programs, and to be imported here again."), N_("For most programs.")),
    "excel": (N_("Excel"), "csv", N_("Opens by a double click, with times that Excel calculates with."), ""),
    "json": (
        N_("JSON"),
        "json",
        N_("For programs of your own, and to be imported here again."),
        N_("For programs of your own."),
    ),
}
"""The forms: name, how the names of files end, what each is for, and the same where it does not come back whole."""
MADE = "days"
"""What is made from spans, and not imported."""
TIMED = ("spans", "prompts", "sessions", "corrections")
"""What has times of day."""
THEN, HERE = range(2)


class ExportForm(Panel):
    """Asks for all of it. `shown` are the days that show where it was asked for, if there are any; `changed` tells that
    something else was entered.
    """

    changed = Signal()

    def __init__(self, zone: str, today: date, shown: Days | None = None) -> None:
        super().__init__()
        self._place, self._today = zone, today
        self._kind = WideChoiceField({kind: _(name) for kind, (name, _what) in KINDS.items()})
        self._kind.introduce("kind", _("What to export"), "")
        self._days = DaysChoice(*days_offered(today, shown), today)
        self._form = _segments(_("Format"), [name for name, *_rest in FORMS.values()])
        self._zone = _segments(_("Times of day"), (N_("Time zone then"), N_("Time zone here")))
        self._what = FormRow(_("What"), self._kind)
        self._format, self._times = FormRow(_("Format"), self._form), FormRow(_("Times of day"), self._zone)
        self._last_rule = Rule()
        put(self.column, *ruled(self._what, self._days, self._format), self._last_rule, self._times)
        self.setFocusProxy(self._kind)
        self._kind.edited.connect(self._show_choice)
        self._days.changed.connect(self.changed)
        for choice in (self._form, self._zone):
            choice.chosen.connect(self._show_choice)
        self._show_choice()

    def value(self) -> Export:
        """What is wanted. Raises ValueError if the days are the wrong way round."""
        timed = self._kind.value() in TIMED
        zone = self._place if timed and self._zone.place == HERE else None
        return Export(str(self._kind.value()), self._form_word, self._days.value(), zone)

    def file_name(self) -> str:
        """A name for the file. Raises ValueError as `value` does."""
        days = self._days.value()
        if days is None:
            when = f"until-{self._today}"
        elif days[0] == days[1]:
            when = f"{days[0]}"
        else:
            when = f"{days[0]}-to-{days[1]}"
        return f"posture-{self._kind.value()}-{when}.{FORMS[self._form_word][1]}"

    def mark(self, *, refused: bool) -> None:
        self._days.mark(refused=refused)

    @property
    def _form_word(self) -> str:
        return tuple(FORMS)[self._form.place]

    @Slot()
    def _show_choice(self) -> None:
        kind = str(self._kind.value())
        self._what.say(_(KINDS[kind][1]))
        _name, _ending, comes_back, goes = FORMS[self._form_word]
        self._format.say(_(goes) if kind == MADE and goes else _(comes_back))
        for shown in (self._times, self._last_rule):
            shown.setVisible(kind in TIMED)
        self._times.say(
            _("By the clock in {place}, wherever you were.").format(place=self._place)
            if self._zone.place == HERE
            else _("By the clock of the place where you were then.")
        )
        self.changed.emit()


def _segments(words: str, names: Sequence[str]) -> Segments:
    made = Segments(names)
    made.setAccessibleName(words)
    return made


class ExportDialog(RecordDialog):
    """Asks what to export, and where to; first the days that are `shown`, or all."""

    def __init__(self, parent: QWidget, record: RecordActions, shown: Days | None = None) -> None:
        super().__init__(parent, _("Export"), "export dialog")
        self._record = record
        self._form_of = ExportForm(record.zone, record.today, shown)
        self._form_of.changed.connect(self.clear)
        self._go_on = self.button(_("&Export…"), "export to", Look.MAIN)
        self._go_on.clicked.connect(self._asked)
        self._folder = self.folder_button()
        self.ask(_("Export your record"), "", self._form_of, self._go_on)
        self._form_of.setFocus()

    @Slot()
    def _asked(self) -> None:
        try:
            wanted, name = self._form_of.value(), self._form_of.file_name()
        except ValueError as error:
            self._form_of.mark(refused=True)
            self.refuse(str(error))
            return
        title, ending, *_rest = FORMS[wanted.form]
        choose_new(self, _("Export to"), name, f"{_(title)} (*.{ending})", partial(self._write, wanted))

    def _write(self, wanted: Export, path: str) -> None:
        self.path = path
        self.begin(
            _("Writing…"), lambda report: self._record.export(wanted, path, report), partial(self._written, wanted)
        )

    def _written(self, wanted: Export, rows: int | None) -> None:
        if rows is None:
            heading = _("Day totals written")
        elif rows:
            # Translators: {amount} is “12 spans”, or the like.
            heading = _("{amount} written").format(amount=rows_words(wanted.kind, rows))
        else:
            heading = _("There is nothing of it in these days")
        lead = _("to {path}") if rows != 0 else _("{path} has its headings only.")
        self.conclude(heading, lead.format(path=self.path), self._folder)
