"""A text that one may want elsewhere, with a button that copies it."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication

from posture_app.core.language import _
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.panel import Panel, label

LINES = 8


class CopiedText(Panel):
    """`words` say what the text is; `name` is its objectName. Other buttons may stand before that which copies it."""

    def __init__(self, words: str, text: str, name: str, *buttons: Button) -> None:
        self._area = TextArea(name, words, "", lines=LINES)
        self._area.setReadOnly(True)
        self._area.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = Button(_("Copy"), f"copy {name}")
        self._copy.clicked.connect(self._copied)
        super().__init__(label(words, muted=True), self._area, Flow(*buttons, self._copy))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Have this from now on; without any, nothing shows but the buttons."""
        self._area.setPlainText(text)
        self._area.setVisible(bool(text))
        self._copy.setEnabled(bool(text))

    @Slot()
    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._area.toPlainText())
        announce(self, _("Copied"))
