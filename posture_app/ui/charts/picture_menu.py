"""What can be done with the picture of a chart: copy it, save it, print it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.ui.charts.chart import Chart
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.file_choice import choose_new
from posture_app.ui.kit.look.theme import colours
from posture_app.ui.kit.saved_file import save

if TYPE_CHECKING:
    from posture_app.ui.charts.picture import Picture


class PictureButton(Button):
    """Opens the menu, as a right click on the chart does. `picture` is asked for when something was chosen; `tell` is
    given a sentence on what became of it.
    """

    def __init__(self, chart: Chart, name: str, picture: "Callable[[], Picture]", tell: Callable[[str], None]) -> None:
        super().__init__("⋯", f"{name} picture", says=_("Copy, save or print the picture"))
        self.setToolTip(self.accessibleName())
        self._chart, self._picture, self._tell = chart, picture, tell
        self._menu = QMenu(self)
        copy = self._add(_("&Copy"), "copy", self._copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        chart.addAction(copy)
        self._add(_("Save as &PNG…"), "save png", self._ask_png)
        self._add(_("Save as &SVG…"), "save svg", self._ask_svg)
        self._add(_("P&rint…"), "print", self._print)
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chart.customContextMenuRequested.connect(self._open_on_chart)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        high = super().sizeHint().height()
        return QSize(high, high)

    def _add(self, text: str, name: str, do: Callable[[], None]) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(do)
        return action

    @Slot()
    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QPoint)
    def _open_on_chart(self, at: QPoint) -> None:
        self._menu.popup(self._chart.mapToGlobal(at))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(self._picture().copy(colours(self._chart)))
        self._tell(_("The picture was copied."))

    @Slot()
    def _ask_png(self) -> None:
        self._ask("png", _("Pictures (*.png)"))

    @Slot()
    def _ask_svg(self) -> None:
        self._ask("svg", _("Drawings (*.svg)"))

    def _ask(self, form: str, filters: str) -> None:
        picture = self._picture()
        choose_new(
            self.window(), _("Save the picture"), f"{picture.name}.{form}", filters, partial(self._save, picture, form)
        )

    def _save(self, picture: "Picture", form: str, path: str) -> None:
        c = colours(self._chart)
        try:
            save(path, picture.svg(c) if form == "svg" else picture.png(c))
        except KnownError as error:
            self._tell(str(error))
        else:
            self._tell(_("The picture was saved to {path}.").format(path=path))

    @Slot()
    def _print(self) -> None:
        from posture_app.ui.kit.printing import ask_printer  # noqa: PLC0415 - for who prints

        picture = self._picture()
        ask_printer(self.window(), picture.name, picture.draw_page, self._tell, across=True)
