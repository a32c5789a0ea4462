"""An entry of a menu."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


class Item(QAction):
    """An entry that does one thing. `name` is its objectName."""

    def __init__(self, menu: QMenu, text: str, name: str, do: Callable[[], None]) -> None:
        super().__init__(text, menu)
        self.setObjectName(name)
        self._do = do
        self.triggered.connect(self._run)
        menu.addAction(self)

    @Slot()
    def _run(self) -> None:
        self._do()
