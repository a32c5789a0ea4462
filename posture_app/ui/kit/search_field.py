"""A field to search with."""

from PySide6.QtWidgets import QLineEdit


class SearchField(QLineEdit):
    """A line to type in. `name` is its objectName, `words` say what it searches."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
