"""The order of the parts of a date or time that is entered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateTimeEdit


def set_display_format(edit: QDateTimeEdit, pattern: str) -> None:
    """Keep the order of the language: where one reads from the right, Qt turns the parts round, 14:05 to 05:14."""
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edit.setDisplayFormat(pattern)
    edit.unsetLayoutDirection()
