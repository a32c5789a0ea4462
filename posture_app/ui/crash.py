"""What a person sees of a bug: that it happened, that the app goes on, and a report to copy."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from posture_app import __version__

GOES_ON = (
    "It goes on, and your log is safe. The report tells whoever mends the app what happened; it is in the log of"
    " messages, too, and “posture-app doctor” says where that lies."
)


class CrashWindow(QMessageBox):
    """Says that something went wrong; deletes itself when closed."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setObjectName("crash window")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Posture")
        self.setText("Something went wrong in the app.")
        self.setInformativeText(GOES_ON)
        self._report = f"Posture {__version__}\n\n{report}"
        self.setDetailedText(self._report)
        copy = self.addButton("&Copy report", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # a message box closes at any button, but this one is to stay
        copy.clicked.connect(self._copy)
        self.addButton(QMessageBox.StandardButton.Close)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def show_crash(report: str) -> CrashWindow:
    """Show the window without blocking the app. It closes when what is returned is no longer referenced."""
    window = CrashWindow(report)
    window.show()
    return window
