"""Buttons, and what they are for: `Style` paints them by that."""

from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from posture_app.core.language import N_, _
from posture_app.core.text import without_key
from posture_app.ui.kit.access import TabAccess
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import sized

HEIGHT = 36
"""What buttons and fields are at least as high as."""


class Look(Enum):
    """What a button is for."""

    MAIN = auto()
    """The one thing to do."""
    PLAIN = auto()
    DANGER = auto()
    """What cannot be undone."""
    CAUTION = auto()
    """What opens a dialog with such a button."""
    FLAT = auto()
    """What is rarely needed: words or a sign without a frame."""
    NAVIGATION = auto()
    """An entry of the sidebar; checked: the page that shows."""
    CHIP = auto()
    """A small switch of a filter; checked: with a check mark."""
    HINT = auto()
    """Says what to press elsewhere."""
    ROUND = auto()
    """A switch with a letter or two on it."""
    SEGMENT = auto()
    """One of a few views side by side, in a `Segments`."""
    DISCLOSURE = auto()
    """Unfolds what lies below it."""
    ROW = auto()
    """The head of a row, with texts of its own on it, which unfolds what lies below."""
    TITLE = auto()
    """A title that opens what to choose another from."""


SWITCHES = (Look.NAVIGATION, Look.CHIP, Look.ROUND, Look.SEGMENT, Look.DISCLOSURE, Look.ROW)
TABS = (Look.NAVIGATION, Look.SEGMENT)
SMALL = (Look.CHIP, Look.DISCLOSURE, Look.HINT)
WIDE = (Look.NAVIGATION, Look.ROW)


class Button(QPushButton):
    """A push button of one of these looks. `name` is its objectName, `says` what a screen reader has for its text. If
    it `opens` something to choose from, there is a mark of that after its words. `filled` is how much of it is, 0 to 1.
    """

    filled = 0.0
    widest = 320
    """Pixels: longer words go on in another line, or with large letters they would be wider than a small window."""

    def __init__(
        self,
        text: str,
        name: str,
        look: Look = Look.PLAIN,
        parent: QWidget | None = None,
        *,
        says: str = "",
        sign: Sign | None = None,
        opens: bool = False,
    ) -> None:
        self.opens = opens or look is Look.TITLE
        self._look = look  # first of all: a screen reader that runs asks what it is as soon as it has a name
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(says or without_key(text))
        self.sign = sign
        self.setCheckable(look in SWITCHES)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if look in WIDE else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        if look in SMALL:
            sized(self, 0.92)

    def accessible_as(self) -> TabAccess | None:
        return TabAccess(self) if self._look in TABS else None

    @property
    def look(self) -> Look:
        """Which look it has."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Make it the one thing to do, or one of several (MAIN, PLAIN or DANGER)."""
        if look is not self._look:
            self._look = look
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, once however long it is held. Qt has that in dialogs alone, where Enter may
        be for another button.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(self.window(), QDialog):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def size_for(self, words: str) -> QSize:
        """How large it would like to be with these words on it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = words
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, option, QSize(), self)


class NoRepeatButton(Button):
    """A button that comes unasked. It ignores a key that repeats: that was pressed before, and for something else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


class FlatButton(Button):
    """One without a frame; a ground appears under the pointer. `name` is its objectName."""

    def __init__(self, text: str, name: str, *, says: str = "") -> None:
        super().__init__(text, name, Look.FLAT, says=says)


class SignButton(Button):
    """A sign without a frame; pointing at it says `words` (what it does). `name` is its objectName."""

    def __init__(self, sign: Sign, name: str = "", *, says: str = "", words: str = "") -> None:
        super().__init__("", name, Look.FLAT, says=says or words, sign=sign)
        self.setToolTip(words or (_(_DOES[sign]) if sign in _DOES else ""))


_DOES = {Sign.ADD: N_("Add"), Sign.REMOVE: N_("Remove")}
