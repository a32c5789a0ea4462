"""A line to type in."""

from PySide6.QtWidgets import QLineEdit

from posture_app.ui.kit.fields.field_style import BEFORE


class LineEdit(QLineEdit):
    """Qt's own; what is typed stands as far from its frame as in the other fields."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextMargins(BEFORE - 1, 0, BEFORE - 1, 0)  # its frame is a pixel thick
