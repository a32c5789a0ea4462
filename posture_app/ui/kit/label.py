"""Plain text on a page, in which words can be marked that a search has found."""

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QEvent, QMargins, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QStyle

from posture_app.core.text import escaped, from_the_right, together
from posture_app.ui.kit.look.theme import colours

_WORD = re.compile(r"\S{15,}")
_LONG = re.compile(r"(?=\S*[/\\._-]\S)|\S{25,}")
_PIECE = re.compile(r"(\S{0,13}[/\\._-]|\S{14})(?=\S)")
_IDEOGRAPHS = "\u2e80"
"""Where Chinese, Japanese and Korean letters begin, between any two of which a line can be broken."""
_BEFORE_LINE = re.compile(r"\b[JjŁł]")
"""What begins a word, and so may begin a line."""
ACCENT = 14
"""An accent takes as much more than the height of a line, divided by this."""
_BREAK = "\N{ZERO WIDTH SPACE}"


class Label(QLabel):
    """Plain text, in which some places can be marked. Where it wraps, so many `letters` of usual width have room in a
    line at the least, or all of it; a path, or a word that would be too long for a line, is broken, a length is not.
    """

    def __init__(self, text: str, letters: int = 0) -> None:
        super().__init__()
        self._plain, self._letters, self._margins = text, letters, QMargins()
        self._marks: Sequence[tuple[int, int]] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAlignment(self.alignment())

    def setAlignment(self, side: Qt.AlignmentFlag) -> None:
        """Left is where reading begins here, also for words that run the other way, or neither way as “73 %”."""
        self._side = side
        turned = QStyle.visualAlignment(self.layoutDirection(), side)
        super().setAlignment(turned | Qt.AlignmentFlag.AlignAbsolute)

    def text(self) -> str:
        return self._plain

    def setText(self, text: str) -> None:
        self._plain = text
        self._make_room()
        super().setText(self._marked() if self._marks else self._turned(_breakable(together(text))))

    def _turned(self, text: str) -> str:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return "\n".join(map(from_the_right, text.split("\n"))) if mirrored else text

    def minimumSizeHint(self) -> QSize:
        least, metrics = super().minimumSizeHint(), self.fontMetrics()
        line = min(one_line(self), self._letters * metrics.averageCharWidth())
        return least.expandedTo(QSize(line, 0)) if self._letters else least

    def mark(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark these, each from one letter to before another, in place of those before."""
        if places or self._marks:
            self._marks = places
            self.setTextFormat(Qt.TextFormat.RichText if places else Qt.TextFormat.PlainText)
            self.setText(self._plain)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._side)
            self.setText(self._plain)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()
        if event.type() is QEvent.Type.PaletteChange and self._marks:
            self.setText(self._plain)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where one reads from the right, Qt lets the blank that a line is broken at push the line out to the left."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if not mirrored or not self.wordWrap() or self._marks or self._is_selectable():
            super().paintEvent(event)
            return
        box, painter, side = self.contentsRect(), QPainter(self), int(self.alignment())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a path runs the other way here, too
        words, _height = in_lines(super().text(), self.font(), box.width(), mirrored=True)
        self.style().drawItemText(painter, box, side, self.palette(), self.isEnabled(), words, self.foregroundRole())

    def _is_selectable(self) -> bool:
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)

    def _make_room(self) -> None:
        """Capitals with an accent, “Č”, are higher than fonts say that letters are, and “J” begins before its line."""
        metrics = self.fontMetrics()
        begins = set(_BEFORE_LINE.findall(self._plain))
        before = max((-metrics.tightBoundingRect(letter).left() for letter in begins), default=0)
        room = QMargins(before, -(-metrics.height() // ACCENT), 0, 0)
        super().setContentsMargins(self._margins + room)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override] # Qt takes QMargins, too
        """So much free, besides the room that letters need."""
        self._margins = QMargins(left, top, right, bottom)
        self._make_room()

    def _marked(self) -> str:
        c, done, pieces, text = colours(self), 0, list[str](), together(self._plain)
        for start, end in self._marks:
            found = escaped(_breakable(text[start:end]))
            mark = f'<span style="background-color: {c.marked}; color: {c.text}">{found}</span>'
            pieces += [escaped(_breakable(text[done:start])), mark]
            done = end
        return "".join(pieces) + escaped(_breakable(text[done:]))


def _breakable(text: str) -> str:
    return _WORD.sub(lambda word: _broken(word[0]), text)


def _broken(word: str) -> str:
    if max(word) >= _IDEOGRAPHS:
        return _between_ideographs().sub(lambda letters: _cut(letters[0]), word)
    return _cut(word)


def _cut(word: str) -> str:
    return _PIECE.sub(rf"\1{_BREAK}", word) if _LONG.match(word) else word


@cache
def _between_ideographs() -> re.Pattern[str]:
    """What of a word stays together among those; made when it is needed, as it takes milliseconds."""
    return re.compile(r"[^\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]{15,}")


def in_lines(text: str, font: QFont, width: int, *, mirrored: bool) -> tuple[str, float]:
    """The text as Qt breaks it for this width, without the blanks that it is broken at, and how high it is then;
    `mirrored`: for where one reads from the right.
    """
    layout, found, high = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font), list[str](), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        words, paragraph = text[start:][: line.textLength()].strip(), text[text.rfind("\n", 0, start) + 1 :]
        found.append(from_the_right(words, of=paragraph.partition("\n")[0]) if mirrored else words)
        high += line.height()
    layout.endLayout()
    return "\n".join(found), high


def one_line(text: QLabel) -> int:
    """How wide a text that can wrap has to be for one line: its length is rounded, and what Qt takes to lay it out is
    up to a pixel more.
    """
    return text.fontMetrics().horizontalAdvance(text.text()) + 2
