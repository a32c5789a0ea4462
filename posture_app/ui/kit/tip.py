"""What is said of what the pointer is on."""

from PySide6.QtGui import QFontMetrics, QScreen
from PySide6.QtWidgets import QToolTip

from posture_app.core.text import escaped, filled

LETTERS, ASIDE = 60, 4
"""How long a line is at the most, and what a tip is wider than its words, both in letters."""


def wrapped(text: str, screen: QScreen) -> str:
    """The text in lines that fit on this screen: a tip breaks a line only if it is wider than that, and not enough."""
    letter = QFontMetrics(QToolTip.font()).averageCharWidth()
    return "\n".join(filled(text, max(ASIDE, min(LETTERS, screen.availableSize().width() // letter - ASIDE))))


def plain(text: str) -> str:
    """A tip of this text as it is: what looks like markup would be taken for it, and pictures that it names opened."""
    return f"<span>{escaped(text)}</span>" if "<" in text or "&" in text else text
