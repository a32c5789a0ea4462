"""The question of a second start, if the app runs in another session of the same person."""

from PySide6.QtWidgets import QApplication, QMessageBox

from posture_app.core.language import _
from posture_app.core.words import APP_NAME
from posture_app.ui.kit.appearance import Theme
from posture_app.ui.kit.button import Button, Look

WIDEST = 160
"""Both lie in one line, also with large letters."""


def make_question(where: str) -> QMessageBox:
    """The question whether to move here; `where` it runs."""
    window = QMessageBox()
    window.setObjectName("move question")
    window.setIcon(QMessageBox.Icon.Question)
    window.setWindowTitle(APP_NAME)
    window.setText(_("Posture runs already ({place}).").format(place=where))
    window.setInformativeText(
        _("It does not see what you do here. Shall it end there, and go on here? Nothing is lost.")
    )
    move = Button(_("&Move here"), "move_here", Look.MAIN, window)
    leave = Button(_("&Leave it there"), "leave_there", parent=window)
    move.widest = leave.widest = WIDEST
    window.addButton(move, QMessageBox.ButtonRole.AcceptRole)
    window.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    window.setDefaultButton(move)
    return window


def wants_move(where: str) -> bool:
    """Ask, and wait for the answer."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    Theme(app).choose("system")
    window = make_question(where)
    window.exec()
    return window.clickedButton() is window.defaultButton()
