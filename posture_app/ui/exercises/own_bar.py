"""What one may do with the exercises of one's own, and what is told of them above those that are listed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.content.own import OwnShelf
from posture_app.core.content.own_pack import ENDING
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.ui.exercises.reading import lines
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.file_choice import choose_existing, choose_new, show_in_folder
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import clear, column_of, put
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, panel_title
from posture_app.ui.kit.placing import drop
from posture_app.ui.kit.saved_file import save

Tried = Callable[[Callable[[], None]], bool]
"""Does it, and tells the person if it fails; whether it worked."""


class OwnBar(QWidget):
    """`add` asks for the form of a new one, `changed` tells that there are others now. The buttons for that, `offers`,
    stand elsewhere; it shows only while there is something to tell.
    """

    add = Signal()
    changed = Signal()

    def __init__(self, shelf: OwnShelf, tried: Tried) -> None:
        super().__init__()
        self._shelf, self._tried = shelf, tried
        self._own: tuple[str, ...] = ()
        self._undo: Callable[[], None] | None = None
        add = Button(_("Add your own…"), "add own")
        self._files = Button(_("Files"), "own files", opens=True, says=_("Files of your own exercises"))
        self.offers = add, self._files
        self._menu = QMenu(self)
        self._menu.setAccessibleName(_("Files of your own exercises"))
        self._menu.addAction(_("Import exercises…")).triggered.connect(self._ask)
        self._give = self._menu.addAction(_("Export all of yours…"))
        self._give.triggered.connect(self._export)
        self._menu.addAction(_("Open their folder")).triggered.connect(self._open_folder)
        self._deleted = label("", name="own deleted")
        self._back = Button(_("Undo"), "undo delete")
        self._gone = QWidget()
        column_of(Flow(self._deleted, self._back), on=self._gone)
        self._gone.hide()
        self._faults = Panel(margins=SPACE * 3 // 2)
        self._faults.setObjectName("own faults")
        self._faults.hide()
        column_of(self._gone, self._faults, on=self)
        add.clicked.connect(self.add)
        self._files.clicked.connect(self._offer)
        self._back.clicked.connect(self._bring_back)

    def refresh(self, exercises: Sequence[Exercise]) -> None:
        """Tell what is wrong with the files, and offer what can be done now."""
        self._own = tuple(each.id for each in exercises if self._shelf.is_simple(each.id))
        self._give.setVisible(bool(self._own))
        faults = self._shelf.faults()
        clear(self._faults.column)
        title = ngettext(
            "{number} thing in your files to put right", "{number} things in your files to put right", len(faults)
        )
        if faults:
            put(self._faults.column, panel_title(title.format(number=number_words(len(faults)))), lines(faults[:20]))
        self._faults.setVisible(bool(faults))
        self.setVisible(bool(faults) or not self._gone.isHidden())

    def export(self, ids: Sequence[str], name: str) -> None:
        """Ask where to write these, under this name, and write them."""

        def write(path: str) -> None:
            self._tried(lambda: save(path, self._shelf.export(ids)))

        choose_new(self, _("Export exercises"), f"{name}{ENDING}", f"{_('Exercises')} (*{ENDING})", write)

    def delete(self, exercise: Exercise) -> bool:
        """Take it away, and offer to bring it back; whether it could be."""

        def do() -> None:
            self._undo = self._shelf.delete(exercise.id)

        if not self._tried(do):
            return False
        self._deleted.setText(_("“{exercise}” is deleted.").format(exercise=exercise.name))
        self._gone.show()
        announce(self._files, self._deleted.text())
        self.changed.emit()
        return True

    def take_in(self, path: str) -> None:
        """Take in what this file has."""
        made: list[str] = []
        if self._tried(lambda: made.extend(self._shelf.take_in(path))):
            announce(
                self._files,
                ngettext("{number} exercise is added.", "{number} exercises are added.", len(made)).format(
                    number=number_words(len(made))
                ),
            )
            self.changed.emit()

    @Slot()
    def _offer(self) -> None:
        drop(self._menu, self._files)

    @Slot()
    def _ask(self) -> None:
        choose_existing(self, _("Import exercises"), f"{_('Exercises')} (*{ENDING})", self.take_in)

    @Slot()
    def _export(self) -> None:
        self.export(self._own, _("My exercises"))

    @Slot()
    def _bring_back(self) -> None:
        if self._undo is not None and self._tried(self._undo):
            self._undo = None
            self._gone.hide()
            self.changed.emit()

    @Slot()
    def _open_folder(self) -> None:
        self._tried(lambda: show_in_folder(f"{self._shelf.folder()}/."))
