"""The settings window, made from the table of settings; a change takes effect at once, and can be undone."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from posture_app.core.calendar import zone_of
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.search import ALL, query_of
from posture_app.core.settings.changes import Change, Changes, Values
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings
from posture_app.core.settings.settings_pages import PAGE_TITLES, SettingsPage
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, FlatButton, Look
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.search_field import SearchField
from posture_app.ui.kit.layout import RIGHT, aligned, column_of, put, row_of, spring, tab_order, tab_stops, wide
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.kit.reveal import reveal
from posture_app.ui.kit.sidebar import HELP_KEY, KEYS_KEY, Sidebar, WithSidebar
from posture_app.ui.settings.days_off_field import DaysOffField
from posture_app.ui.settings.exercise_list_field import ExerciseListField
from posture_app.ui.settings.page_groups import page_groups
from posture_app.ui.settings.reminder_words import why_no_break
from posture_app.ui.settings.reminders_page import OWN, PARTS, RemindersSection
from posture_app.ui.settings.section import Group, Section
from posture_app.ui.settings.setting_row import SettingRow, full_name
from posture_app.ui.settings.settings_files import SettingsFilesPanel
from posture_app.ui.settings.settings_sources import PreviewSources

SIZE = (780, 620)
"""Smaller than the main window, around which some of that shows."""
LEAST = (480, 400)
LETTERS = 100
"""How wide the column of rows is at the most, in letters of usual width."""
WAYS = "notify_order"


class SettingsWindow(QWidget):
    """All settings on a few pages, each made when it is first shown or searched. `changes` makes values hold, and has
    those that an earlier window made. `overridden` are the keys given by --set: they show what holds in this run, and
    cannot be changed. It begins with this `page`. `help_wanted` and `keys_wanted` tell that the person asks for
    help, or for the list of keys.
    """

    help_wanted, keys_wanted = Signal(), Signal()

    def __init__(
        self,
        settings: Settings,
        changes: Changes,
        live: PreviewSources,
        *,
        overridden: Collection[str] = (),
        page: SettingsPage = SettingsPage.GENERAL,
    ) -> None:
        super().__init__()
        self.setObjectName("settings")
        self.setWindowTitle(_("Settings"))
        self.setWindowFlag(Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._settings, self._live, self._overridden = settings, live, overridden
        self._changes = changes
        self._rows: dict[str, SettingRow] = {}
        self._sections: dict[SettingsPage, Section] = {}
        self._resets: dict[SettingsPage, FlatButton] = {}
        self._page = page
        self._entries = QButtonGroup(self)
        self._search = SearchField("search settings", _("Search the settings"))
        self._undo = Button(_("&Undo"), "undo")
        self._fault = Fault("settings_fault")
        self._found = label(muted=True, name="found")
        self._found.hide()
        self._head = QWidget()
        self._area, self._column = scrolled(
            gutter=True, spacing=SPACE * 2, margins=(MARGIN, 0, MARGIN - SCROLL_BAR, MARGIN)
        )
        self._lay_out()
        self._search.textChanged.connect(self._look_for)
        self._search.returnPressed.connect(self._go_to_found)
        self._undo.clicked.connect(self._undo_last)
        self._shortcuts()
        self._show_undo()
        self.show_page(page)

    def _lay_out(self) -> None:
        sidebar = Sidebar(_("Settings"))
        for number, (page, title) in enumerate(PAGE_TITLES.items()):
            entry = Button(_(title), f"page_{page}", Look.NAVIGATION)
            self._entries.addButton(entry, number)
            sidebar.column.addWidget(entry)
        self._entries.idClicked.connect(self._chosen)
        sidebar.column.addStretch(1)
        top = row_of(wide(self._search), self._undo, spacing=SPACE)
        margins = (MARGIN, SPACE * 2, MARGIN, SPACE * 2)
        column_of(top, self._fault, self._found, on=self._head, spacing=SPACE, margins=margins)
        put(self._column, spring())
        shown = column_of(self._head, wide(self._area), spacing=0)
        column_of(wide(WithSidebar(sidebar, shown)), on=self)
        self._keep_together()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_together()

    def _keep_together(self) -> None:
        """Have a switch near its words, however wide the window is."""
        widest = LETTERS * self.fontMetrics().averageCharWidth() + 2 * MARGIN
        self._head.setMaximumWidth(widest)
        if (inside := self._area.widget()) is not None:
            inside.setMaximumWidth(widest - SCROLL_BAR)

    def _shortcuts(self) -> None:
        for number, page in enumerate(SettingsPage, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self._go_by_keys, page))
        keys = QKeySequence.StandardKey
        QShortcut(keys.Close, self, self.close)
        QShortcut(QKeySequence(HELP_KEY), self, self.help_wanted.emit)
        QShortcut(QKeySequence(KEYS_KEY), self, self.keys_wanted.emit)
        QShortcut(keys.Find, self, self._search.begin)
        QShortcut(keys.Undo, self, self._undo_last)
        QShortcut(keys.Redo, self, self._redo_last)

    # -- pages ------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> SettingsPage:
        """The page that shows."""
        return self._page

    def show_page(self, page: SettingsPage) -> None:
        """Show this page, and end the search if there is one."""
        self._page = page
        self._section(page)
        if self._search.text():
            self._search.clear()  # which shows it
        else:
            self._show_one()

    def _go_by_keys(self, page: SettingsPage) -> None:
        self.show_page(page)
        self._go_to_found()

    def make_all(self) -> None:
        """Make the pages that have not been shown yet."""
        if len(self._sections) < len(SettingsPage):
            for page in SettingsPage:
                self._section(page)
            self._chain()

    def _section(self, page: SettingsPage) -> Section:
        if page not in self._sections:
            keys = [key for key, setting in TABLE.items() if setting.page is page]
            rows = {key: self._row(key) for key in keys if key not in PARTS}
            self._rows.update(rows)
            if page is SettingsPage.REMINDERS:
                made: Section = RemindersSection(rows, self._change, self._overridden, self._live)
            else:
                made = Section(page, page_groups(page, rows, self._live, self._files))
            if keys:
                made.groups.append(Group("", self._reset_line(page)))
            self._sections[page] = made
            self._place(made)
            self._show_settings([made], rows)
            self._show_lacks(rows)
        return self._sections[page]

    def _place(self, made: Section) -> None:
        """Put a page where it belongs among those that there are."""
        order = [widget for page in SettingsPage if page in self._sections for widget in self._sections[page].widgets]
        first = order.index(made.widgets[0])
        for place, widget in enumerate(made.widgets, first):
            self._column.insertWidget(place, widget)
        made.hide()

    def _files(self) -> SettingsFilesPanel:
        return SettingsFilesPanel(self._live, lambda: self._settings, self._change_all, self._overridden)

    def _row(self, key: str) -> SettingRow:
        row = SettingRow(key, TABLE[key], self._change, overridden=key in self._overridden)
        if isinstance(row.field, DaysOffField):
            live = self._live
            row.field.by_clock(lambda: live.now().astimezone(zone_of(live.zone())).date())
        if isinstance(row.field, ExerciseListField):
            row.field.name_by(lambda: (*self._live.exercises(), *self._live.tips()))
        return row

    def _reset_line(self, page: SettingsPage) -> QWidget:
        button = FlatButton(_("Reset this page"), f"reset_page_{page}")
        button.clicked.connect(self._reset_clicked)
        self._resets[page] = button
        line = QWidget()
        row_of(spring(), aligned(button, RIGHT), on=line)
        return line

    @Slot()
    def _reset_clicked(self) -> None:
        page = next(page for page, button in self._resets.items() if button is self.sender())
        self._tried(lambda: self._changes.make(self._defaults(page)))

    def _defaults(self, page: SettingsPage) -> Values:
        """What would change if this page went back to its defaults. The person's own reminders stay."""
        return {
            key: getattr(DEFAULTS, key)
            for key, setting in TABLE.items()
            if setting.page is page
            and key not in (OWN, *self._overridden)
            and getattr(self._settings, key) != getattr(DEFAULTS, key)
        }

    def _show_one(self) -> None:
        """Show the page that was chosen, and no other."""
        self._entries.setExclusive(True)
        self._entries.button(list(SettingsPage).index(self._page)).setChecked(True)
        self._found.hide()
        for page, section in self._sections.items():
            if page is self._page:
                section.show_found(ALL)
            else:
                section.hide()
        self._area.verticalScrollBar().setValue(0)

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self.show_page(list(SettingsPage)[number])

    # -- search -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def _look_for(self, text: str) -> None:
        query = query_of(text)
        if not query.terms or query.is_vague:  # nearly all would be made and shown, for a person who types on
            self._show_one()
            return
        self.make_all()
        self._entries.setExclusive(False)
        for entry in self._entries.buttons():
            entry.setChecked(False)
        count = sum(section.show_found(query) for section in self._sections.values())
        words = (
            ngettext("{number} setting found", "{number} settings found", count).format(number=number_words(count))
            if count
            else _("Nothing is found. Another word may find it, such as “sound”, “dark” or “holiday”.")
        )
        self._found.setText(words)
        self._found.show()
        self._area.verticalScrollBar().setValue(0)
        announce(self._search, words)

    @Slot()
    def _go_to_found(self) -> None:
        """Put the keyboard into the first thing that shows."""
        stops = tab_stops(self)
        found = (each for each in stops if self._area.isAncestorOf(each) and each.isVisible() and each.isEnabled())
        if (first := next(found, None)) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _chain(self) -> None:
        """Let the Tab key go through the pages as they lie: what was made later would come later."""
        stops, sections = tab_stops(self), [self._sections[page] for page in SettingsPage]
        inside = [stop for section in sections for stop in stops if section.holds(stop)]
        tab_order([self._search, self._undo, *inside])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._search.text():
            self._search.clear()
        else:
            self.close()

    # -- changes ----------------------------------------------------------------------------------------------------

    def _change(self, key: str, value: object) -> None:
        """Make one value hold. Raises UsageError or KnownError."""
        self._change_all({key: value})

    def _change_all(self, values: Values) -> None:
        """Make these hold, as one change. Raises UsageError or KnownError."""
        self._changes.make(values)
        self._show_undo()

    def _tried(self, do: Callable[[], None]) -> bool:
        self._fault.hide()
        try:
            do()
        except (KnownError, UsageError) as error:
            self._fault.tell(str(error), self)
            return False
        finally:
            self._show_undo()
        return True

    @Slot()
    def _undo_last(self) -> None:
        change = self._changes.to_undo
        if change is not None and self._tried(self._changes.undo):
            self._point_out(change, _("Undone: {names}"))

    @Slot()
    def _redo_last(self) -> None:
        change = self._changes.to_redo
        if change is not None and self._tried(self._changes.redo):
            self._point_out(change, _("Done again: {names}"))

    def _point_out(self, change: Change, words: str) -> None:
        """Show where something has changed."""
        announce(self, words.format(names=_names(change.after)))
        self.show_setting(next(iter(change.after)))

    def show_setting(self, key: str) -> None:
        """Show the page of this setting, scrolled to it, with the keyboard in it."""
        if self._search.text() or TABLE[key].page is not self._page:
            self.show_page(TABLE[key].page)
        self._sections[self._page].open_at(key)
        if (row := self._rows.get(key)) is not None:
            reveal(row)
            row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_undo(self) -> None:
        change = self._changes.to_undo
        self._undo.setEnabled(change is not None)
        says = _("Undo the last change") if change is None else _("Undo: {names}").format(names=_names(change.after))
        self._undo.setToolTip(says)
        self._undo.setAccessibleDescription(says)

    # -- what holds -------------------------------------------------------------------------------------------------

    def refresh(self, settings: Settings) -> None:
        """Show these settings and what is wrong with them, whoever changed them. What is being typed stays."""
        self._settings = settings
        self._show_settings(self._sections.values(), self._rows)
        self._show_undo()

    def _show_settings(self, sections: Iterable[Section], rows: Mapping[str, SettingRow]) -> None:
        faults = self._live.hotkey_faults()
        for key, row in rows.items():
            row.refresh(getattr(self._settings, key))
            row.warn(faults.get(key) or why_no_break(key, self._settings))
        for section in sections:
            section.refresh(self._settings)
        for page, button in self._resets.items():
            button.setVisible(bool(self._defaults(page)))

    def _show_lacks(self, rows: Mapping[str, SettingRow]) -> None:
        """Grey what can do nothing on this machine as it is now."""
        if WAYS in rows:
            rows[WAYS].lack_some(self._live.lost_ways())
        needing = [(row, row.setting.needs) for row in rows.values() if row.setting.needs is not None]
        lacks = self._live.lacks() if needing else {}
        for row, need in needing:
            row.lack(lacks.get(need, ""))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_settings(self._sections.values(), self._rows)
        self._show_lacks(self._rows)

    def closeEvent(self, event: QCloseEvent) -> None:
        for row in self._rows.values():
            row.finish()
        super().closeEvent(event)


def _names(values: Values) -> str:
    """What these settings are called."""
    name, more = full_name(TABLE[next(iter(values))]), len(values) - 1
    if not more:
        return name
    return ngettext("{name} and {number} more", "{name} and {number} more", more).format(
        name=name, number=number_words(more)
    )
