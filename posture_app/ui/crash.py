"""What a person sees of a bug: that it happened, that the app goes on, and a report to copy."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from posture_app import ADDRESS, __version__
from posture_app.core.language import N_, _
from posture_app.core.words import APP_NAME
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put, spring, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import LARGE, label, scrolled

GOES_ON = N_(
    "It goes on, and your log is safe. The report tells whoever mends the app what happened; it is in the log of"
    " messages, too, and “posture-app doctor” says where that lies."
)
LETTERS, LINES = 60, 8


class CrashWindow(QDialog):
    """Says that something went wrong; other windows can be used meanwhile."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setObjectName("crash window")
        self.setWindowTitle(APP_NAME)
        self._report = f"{APP_NAME} {__version__}\n\n{report}"
        copy, close = Button(_("&Copy report"), "copy report"), Button(_("C&lose"), "close crash window", Look.MAIN)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.close)
        close.setDefault(True)
        margin, foot = SPACE * 3, QWidget()
        area, column = scrolled(spacing=SPACE * 2, margins=(margin, margin, margin, SPACE))
        heading = label(_("Something went wrong in the app"), scale=LARGE, strong=True)
        put(column, heading, label(_(GOES_ON)))
        if ADDRESS:
            put(column, label(_("Report it at {address}").format(address=f"{ADDRESS}/issues")))
        put(column, Disclosure(_("What happened"), "show report", self._report_area), spring())
        Flow(copy, close, on=foot, ends=True)
        column_of(wide(area), column_of(foot, margins=(margin, SPACE, margin, margin)), on=self, spacing=0)
        width = LETTERS * self.fontMetrics().averageCharWidth()
        self.resize(width, column.totalHeightForWidth(width) + foot.sizeHint().height() + LINES * SPACE)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report_area(self) -> TextArea:
        made = TextArea("crash report", _("Report"), "", lines=LINES)
        made.setReadOnly(True)
        made.setPlainText(self._report)
        return made

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def show_crash(report: str) -> CrashWindow:
    """Show the window without blocking the app. It closes when what is returned is no longer referenced."""
    window = CrashWindow(report)
    window.show()
    return window
