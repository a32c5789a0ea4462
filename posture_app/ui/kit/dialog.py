"""A window over another in which something is asked or told."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from posture_app.core.language import _, sentence, sentences
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import HEIGHT, Button, Look
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.file_choice import show_in_folder
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put, spring, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, scrolled, show_text
from posture_app.ui.kit.window_places import FRAME

WIDTH, LETTERS = 520, 60
"""How wide they are at the least, where the screen is: in pixels, and in letters of usual width."""
HEADING = 1.3
BELOW_HEAD = 1
"""Where in the column the form has its place."""


class Dialog(QDialog):
    """Asks, and shows what came of it, or only tells. Esc leaves it; Enter presses the last button, if that destroys
    nothing. `name` is its objectName, `path` the file that it is about, if it is about one.
    """

    _letters_changed = False

    def __init__(self, parent: QWidget, title: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._heading, self._lead = label(scale=HEADING, strong=True, name="heading"), label(muted=True, name="lead")
        self._fault = Fault("fault")
        self._form: QWidget | None = None
        self._buttons: tuple[Button, ...] = ()
        self.path = ""
        self.leave = self.button("", "leave")
        self.leave.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()  # and no layout in a layout, which would not see that a text needs more lines
        column_of(self._heading, self._lead, on=head, spacing=SPACE // 2)
        foot = QWidget()
        foot.setMinimumHeight(HEIGHT)
        self._line = Flow(on=foot, ends=True)
        # All but the buttons scrolls where the screen is too low for it, or the person makes the window smaller.
        self._area, self._column = scrolled(spacing=SPACE * 2, margins=(SPACE * 3, SPACE * 3, SPACE * 3, SPACE))
        put(self._column, head, self._fault, spring())
        self._foot = column_of(foot, margins=(SPACE * 3, SPACE, SPACE * 3, SPACE * 3))
        column_of(wide(self._area), self._foot, on=self, spacing=0)

    def ask(self, heading: str, lead: str, form: QWidget | None, *buttons: Button) -> None:
        """Show this, with a form if there is one, and these buttons beside the one that cancels."""
        self._say(_("Cancel"), Look.PLAIN)
        self._show(heading, lead, form, (self.leave, *buttons))

    def conclude(self, heading: str, lead: str, *buttons: Button) -> None:
        """Show the result, with the button that closes and these others."""
        self._say(_("Close"), Look.MAIN)
        self._show(heading, lead, None, (*buttons, self.leave))
        self.leave.setFocus()
        announce(self, sentences(sentence(heading), lead))

    def tell(self, heading: str, lead: str, form: QWidget) -> None:
        """Show what there is to know, with the button that closes."""
        self._say(_("Close"), Look.MAIN)
        self._show(heading, lead, form, (self.leave,))
        self.leave.setFocus()

    def refuse(self, why: str) -> None:
        """Say what is wrong with what was entered, or why it could not be done; nothing that was entered is lost."""
        self._fault.tell(why, self)
        self.fit()

    def clear(self) -> None:
        """Take the fault away: something else has been entered since."""
        if not self._fault.isHidden():
            self._fault.hide()
            self.fit()

    def button(self, text: str, name: str, look: Look = Look.PLAIN) -> Button:
        """A button that shows once it is among those that are asked for."""
        made = Button(text, name, look, self)
        made.hide()
        return made

    def folder_button(self) -> Button:
        """A button that shows the folder of the file at `path`."""
        made = self.button(_("&Show in folder"), "show in folder")
        made.clicked.connect(self._show_folder)
        return made

    @Slot()
    def _show_folder(self) -> None:
        show_in_folder(self.path)

    def start(self) -> None:
        """Ask the person what there is to ask."""
        self.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.FontChange:
            self._letters_changed = True
        elif event.type() is QEvent.Type.LayoutRequest and self._letters_changed:  # now all parts have that font
            self._letters_changed = False
            if self.isVisible():
                self.fit()
        return done

    def fit(self) -> None:
        """Make it as high as what shows now, if the screen is. The layouts would notice one by one, and only later."""
        for part in self.findChildren(QWidget):
            part.updateGeometry()
        most = self.screen().availableSize() - FRAME
        least = max(self._column.totalMinimumSize().width(), self._foot.totalMinimumSize().width())
        width = min(most.width(), max(self.wanted_width, least))
        height = self._column.totalHeightForWidth(width) + self._foot.totalHeightForWidth(width)
        self.resize(width, min(most.height(), height))

    @property
    def wanted_width(self) -> int:
        """How wide it would like to be."""
        return max(WIDTH, LETTERS * self.fontMetrics().averageCharWidth())

    def _say(self, words: str, look: Look) -> None:
        self.leave.setText(words)
        self.leave.setAccessibleName(words)
        self.leave.set_look(look)

    def _show(self, heading: str, lead: str, form: QWidget | None, buttons: tuple[Button, ...]) -> None:
        self._heading.setText(heading)
        show_text(self._lead, lead)
        self._fault.hide()
        if self._form is not None and self._form is not form:
            self._column.removeWidget(self._form)
            self._form.hide()
        if form is not None and form is not self._form:
            self._column.insertWidget(BELOW_HEAD, form)
            form.show()
        for button in self._buttons:
            self._line.removeWidget(button)
            button.hide()
        for button in buttons:
            self._line.addWidget(button)
            button.show()
        self._form, self._buttons = form, buttons
        for any_button in self.findChildren(QPushButton):
            any_button.setAutoDefault(any_button in buttons)  # Enter is for the one that has the focus, or the last
            any_button.setDefault(any_button is buttons[-1] and buttons[-1].look is not Look.DANGER)
        self.fit()
