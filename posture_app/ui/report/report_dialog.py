"""The dialog that makes a report of some days: a page of PDF, or of paper."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QTimer, Slot
from PySide6.QtGui import QPageSize, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.errors import KnownError
from posture_app.core.formats import digits
from posture_app.core.language import N_, _
from posture_app.core.pages import View
from posture_app.core.record.record_jobs import Days
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.words import APP_NAME
from posture_app.ui.history.period_reader import PeriodReader
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.dialog import Dialog
from posture_app.ui.kit.fields.days_choice import DaysChoice
from posture_app.ui.kit.fields.form_row import FormRow
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.file_choice import choose_new, new_file, open_file
from posture_app.ui.kit.layout import TOP, aligned, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import MARGIN, Panel
from posture_app.ui.kit.printing import ask_printer, pdf_page
from posture_app.ui.kit.rule import ruled
from posture_app.ui.kit.saved_file import save
from posture_app.ui.record.days_offered import days_offered
from posture_app.ui.report.preview import PagePreview
from posture_app.ui.report.report_contents import file_name, report_of, report_title, reported
from posture_app.ui.report.report_page import ReportPage
from posture_app.ui.sources import Sources

PATIENCE_MS = 150
"""After so long it lets others have a turn."""
LETTERS = 48
"""So many have room side by side, at the least, in a form that has a preview beside it."""
PAPERS: Mapping[str, QPageSize.PageSizeId] = {"A4": QPageSize.PageSizeId.A4, N_("Letter"): QPageSize.PageSizeId.Letter}
LETTER = (
    QLocale.Country.UnitedStates,
    QLocale.Country.Canada,
    QLocale.Country.Mexico,
    QLocale.Country.Philippines,
    QLocale.Country.Chile,
    QLocale.Country.Colombia,
    QLocale.Country.Venezuela,
)
"""Where that is the usual paper."""


class ReportDialog(Dialog):
    """Asks for the days, first those that are `shown`, and shows the page. `path` is where it will be saved."""

    def __init__(self, parent: QWidget, sources: Sources, shown: Days | None = None) -> None:
        super().__init__(parent, _("Report"), "report dialog")
        self._sources, self._reader = sources, PeriodReader(sources)
        self._view: View = "all"
        self._record: PeriodRecord | None = None
        self._page: ReportPage | None = None
        self._path_chosen = False
        today = sources.today()
        self._days = DaysChoice(*days_offered(today, shown), today)
        self._name = LineEdit()
        self._name.setObjectName("report name")
        self._name.setAccessibleName(_("Your name"))
        self._name.setPlaceholderText(_("Optional"))
        self._paper = Segments(list(PAPERS))
        self._paper.setAccessibleName(_("Paper"))
        self._paper.choose(int(QLocale.system().territory() in LETTER))
        change = Button(_("&Change…"), "change file", says=_("Change the file"))
        self._file = FormRow(_("File"), change)
        self._preview = PagePreview()
        self._save = self.button(_("&Save as PDF"), "save report", Look.MAIN)
        self._print = self.button(_("&Print…"), "print report")
        self._open, self._folder = self.button(_("&Open"), "open report"), self.folder_button()
        self._days.changed.connect(self._begin)
        self._name.textChanged.connect(self._show_page)
        self._paper.chosen.connect(self._show_page)
        change.clicked.connect(self._change_file)
        self._save.clicked.connect(self._save_page)
        self._print.clicked.connect(self._print_page)
        self._open.clicked.connect(self._open_file)
        self._lay_out_form()
        self._unread = self._take_days()

    def _lay_out_form(self) -> None:
        name = FormRow(_("Your name"), self._name)
        self._panel = Panel(*ruled(self._days, name, FormRow(_("Paper"), self._paper), self._file))
        form = QWidget()
        row_of(wide(self._panel), aligned(self._preview, TOP), on=form, spacing=SPACE * 2)
        self.ask(_("A report on one page"), "", form, self._print, self._save)
        self._days.setFocus()

    @property
    def wanted_width(self) -> int:
        if self._form is None:  # it only says what has come of it
            return super().wanted_width
        least = max(LETTERS * self.fontMetrics().averageCharWidth(), self._days.whole_width + 2 * MARGIN)
        return least + self._preview.sizeHint().width() + 8 * SPACE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview.setVisible(self.width() >= self.wanted_width)  # else the form would be too narrow

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unread:  # what takes long comes once it shows
            QTimer.singleShot(0, self, self._read_first)

    @property
    def _paper_size(self) -> QPageSize:
        return QPageSize(tuple(PAPERS.values())[self._paper.place])

    @property
    def _title(self) -> str:
        assert self._record is not None
        return report_title(self._record.period, self._view, self._record.today)

    @Slot()
    def _read_first(self) -> None:
        if self._unread:
            self._unread = False
            self._read_on()

    @Slot()
    def _begin(self) -> None:
        """Read the days that are chosen now."""
        self._unread = False
        if self._take_days():
            self._read_on()

    def _take_days(self) -> bool:
        """Begin with the days that are chosen now. Whether they can be read; if not, why is told."""
        self.clear()
        self._record = None
        self._show_page()
        try:
            sources = self._sources
            self._view, period = reported(self._days.value(), sources.today(), sources.history, sources.settings())
        except (ValueError, KnownError) as error:
            self._days.mark(refused=isinstance(error, ValueError))
            self.refuse(str(error))
            return False
        if not self._path_chosen:
            self._name_file(new_file(file_name(self._view, period, self._sources.today())))
        self._reader.begin(period, compared=self._view != "all")
        return True

    @Slot()
    def _read_on(self) -> None:
        """Read, and let others have their turn."""
        try:
            self._record = self._reader.read_on(PATIENCE_MS)
        except KnownError as error:
            self.refuse(str(error))
            return
        if self._record is None:
            self._preview.show_page(
                self._paper_size, None, _("Reading {year} …").format(year=digits(self._reader.year))
            )
            QTimer.singleShot(0, self, self._read_on)
        else:
            self._show_page()

    @Slot()
    def _show_page(self) -> None:
        """Make the page anew, and show it; there is none of days without a record."""
        record, first_hour = self._record, self._sources.settings().day_start.hour
        known = record is not None and bool(record.days)
        self._page = None
        if record is not None and known:
            of = self._name.text().strip()
            self._page = ReportPage(report_of(record, self._view, first_hour=first_hour, of=of))
        word = "" if known or record is None else _("Nothing is recorded in these days.")
        self._preview.show_page(self._paper_size, self._page.draw if self._page else None, word)
        for button in (self._save, self._print):
            button.setEnabled(known)

    def _name_file(self, path: str) -> None:
        self.path = path
        self._file.say(path)
        self.fit()

    @Slot()
    def _change_file(self) -> None:
        def chosen(path: str) -> None:
            self._path_chosen = True
            self._name_file(path)

        choose_new(self, _("Save the report"), self.path, "PDF (*.pdf)", chosen)

    @Slot()
    def _save_page(self) -> None:
        assert self._page is not None
        try:
            save(self.path, pdf_page(f"{APP_NAME} – {self._title}", self._paper_size, self._page.draw))
        except KnownError as error:
            self.refuse(str(error))
        else:
            self._saved()

    def _saved(self) -> None:
        self.conclude(_("The report is saved"), self.path, self._open, self._folder)

    @Slot()
    def _print_page(self) -> None:
        assert self._page is not None
        ask_printer(self, f"{APP_NAME} – {self._title}", self._page.draw, self.refuse, paper=self._paper_size)

    @Slot()
    def _open_file(self) -> None:
        open_file(self.path)
