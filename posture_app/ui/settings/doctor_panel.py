"""What `posture-app doctor` says, to read and to copy into a report."""

from collections.abc import Sequence

from PySide6.QtCore import QProcess, QTimer, Slot

from posture_app.core.language import _
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.copied_text import CopiedText

PATIENCE_MS = 60_000
"""It asks services that may be silent, each for some seconds."""


class DoctorPanel(CopiedText):
    """Runs `command` when it is asked for, and shows what it printed. It goes with the panel."""

    def __init__(self, command: Sequence[str]) -> None:
        self._examine = Button(_("E&xamine this computer"), "examine")
        words = _("What works here, what does not, and why.")
        super().__init__(words, "", "report", self._examine)
        self._process = QProcess(self)
        self._process.setProgram(command[0])
        self._process.setArguments(list(command[1:]))
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._patience = QTimer(self)
        self._patience.setObjectName("doctor")
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._process.kill)
        self._examine.clicked.connect(self._begin)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._failed)
        self.destroyed.connect(self._process.kill)

    @Slot()
    def _begin(self) -> None:
        self._examine.setEnabled(False)
        self.set_text(_("This takes a few seconds…"))
        self._process.start()
        self._patience.start(PATIENCE_MS)

    @Slot()
    def _end(self) -> None:
        said = bytes(self._process.readAll().data()).decode(errors="replace").strip()
        self._show(said or _("It ended without a word."))

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._show(_("It cannot be started ({why}).").format(why=self._process.errorString()))

    def _show(self, text: str) -> None:
        self._patience.stop()
        self._examine.setEnabled(True)
        self.set_text(text)
