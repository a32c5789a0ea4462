"""The base of the dialogs about the record: they ask, have something done, and show the result."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.core.record.record_jobs import Job, Report
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.dialog import Dialog
from posture_app.ui.kit.progress_bar import ProgressPanel

T = TypeVar("T")


class RecordDialog(Dialog):
    """A window over the settings in which something is asked, done and reported. Who leaves it ends first what is being
    done.
    """

    def __init__(self, parent: QWidget, title: str, name: str) -> None:
        super().__init__(parent, title, name)
        self._progress = ProgressPanel()
        self._progress.hide()
        self._line.addWidget(self._progress)
        self._job: Job | None = None
        self._stoppable = True

    def begin(
        self, words: str, start: Callable[[Report[T]], Job], succeeded: Callable[[T], None], *, stoppable: bool = True
    ) -> None:
        """Have something done, saying so in these words; `succeeded` is told what came of it, `failed` or `stopped`
        if nothing did.
        """

        def over(result: T) -> None:
            self._over()
            succeeded(result)

        self._fault.hide()
        self._stoppable = stoppable
        self._progress.begin(words)
        self._progress.show()
        if self._form is not None:
            self._form.setEnabled(False)
        for button in self._buttons:
            button.setVisible(button is self.leave and stoppable)
        self.leave.setFocus()
        self.fit()
        announce(self, words)
        self._job = start(Report(self._progress.come, over, self._failed, self._ended))
        self.destroyed.connect(self._job.forget)

    def failed(self, why: str) -> None:
        """Show why it could not be done; a dialog about a file offers another one."""
        self.refuse(why)

    def stopped(self) -> None:
        """Leave, as it was stopped before it was done."""
        super().reject()

    def reject(self) -> None:
        """Leave, or first stop what is being done."""
        if self._job is None:
            super().reject()
        elif self._stoppable:
            self._progress.begin(_("Ending…"))
            self.leave.setEnabled(False)
            self._job.stop()

    def _over(self) -> None:
        self._job = None
        self._progress.hide()
        self.leave.setEnabled(True)
        if self._form is not None:
            self._form.setEnabled(True)
        for button in self._buttons:
            button.show()
            if button.isDefault():
                button.setFocus()
        self.fit()

    def _failed(self, why: str) -> None:
        self._over()
        self.failed(why)

    def _ended(self) -> None:
        self._over()
        self.stopped()
