"""A text of the help, in which one reads and follows links. It loads nothing but what it is given."""

from unicodedata import bidirectional, east_asian_width

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from posture_app.core.search import ALL, Query
from posture_app.ui.kit.layout import viewport_of
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE, colours
from posture_app.ui.kit.page import MARGIN

LONGEST_LINE = 84
"""In letters of usual width: a longer one is hard to read."""
AIR = 125.0
"""The height of a line, in per cent."""
LARGER = {1: 3, 2: 1}
"""The size of headings, in Qt’s steps."""


class HelpText(QTextBrowser):
    """`anchorClicked` tells of a link; it is followed by whoever hears of it."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setObjectName("help text")
        self.setAccessibleName(says)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        viewport_of(self).setAutoFillBackground(False)
        self.setOpenLinks(False)
        self._markdown = ""
        self._query = ALL
        self._renders = False

    def loadResource(self, kind: int, name: QUrl | str) -> None:  # noqa: ARG002 - as Qt calls it
        """Nothing from outside."""
        return

    def show_markdown(self, markdown: str, query: Query = ALL) -> None:
        """Show this from its beginning, the words of the query marked."""
        self._markdown, self._query = markdown, query
        self._render()
        self.verticalScrollBar().setValue(0)

    def show_section(self, number: int) -> None:
        """Scroll to the heading of this number."""
        heads = [block for block in _blocks(self.document()) if block.blockFormat().headingLevel()]
        if 0 < number < len(heads):
            top = self.document().documentLayout().blockBoundingRect(heads[number]).top()
            self.verticalScrollBar().setValue(round(top))
            self.setTextCursor(QTextCursor(heads[number]))

    def _render(self) -> None:
        self._renders = True
        self.setMarkdown(self._markdown)
        for block in list(_blocks(self.document())):
            self._dress(block)
        self._mark()
        self._renders = False

    def _dress(self, block: QTextBlock) -> None:
        """Give a block the air, the size and the colours of this app."""
        cursor, form = QTextCursor(block), block.blockFormat()
        level, code = form.headingLevel(), form.hasProperty(QTextFormat.Property.BlockCodeFence)
        line = float(self.fontMetrics().lineSpacing())
        form.setTopMargin(line * (0 if not block.blockNumber() or code else 1.2 if level else 0.3))
        form.setBottomMargin(line * (0 if code else 0.3))
        if code:
            form.setNonBreakableLines(False)
            form.setBackground(QColor(colours(self).sunken))  # whose lines touch: air would be left in stripes
        else:
            form.setLineHeight(AIR, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self.isRightToLeft() and not code and any(bidirectional(sign) in ("R", "AL") for sign in block.text()):
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # also where it begins with a command or a name
        cursor.setBlockFormat(form)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        if level:
            made = QTextCharFormat()
            made.setFontWeight(QFont.Weight.DemiBold)
            made.setProperty(QTextFormat.Property.FontSizeAdjustment, LARGER.get(level, 0))
            cursor.mergeCharFormat(made)
        self._underline_links(block)
        self._stand_upright(block)

    def _underline_links(self, block: QTextBlock) -> None:
        """Colour alone is not seen by everybody."""
        line = QTextCharFormat()
        line.setFontUnderline(True)
        for first, length in [(f.start, f.length) for f in block.textFormats() if f.format.isAnchor()]:
            _cursor(block, first, first + length).mergeCharFormat(line)

    def _stand_upright(self, block: QTextBlock) -> None:
        """Have emphasis by weight where writing does not slant: in Arabic and Hebrew, whose letters slanted fonts lack,
        and in East Asia.
        """
        upright = QTextCharFormat()
        upright.setFontItalic(False)
        upright.setFontWeight(QFont.Weight.DemiBold)
        slanted = [(f.start, f.length) for f in block.textFormats() if f.format.fontItalic()]
        for first, length in slanted if self.isRightToLeft() or any(map(_is_wide, block.text())) else ():
            _cursor(block, first, first + length).mergeCharFormat(upright)

    def _mark(self) -> None:
        """Put the colour of what was found behind each word that was looked for."""
        marks = []
        for block in _blocks(self.document()):
            for first, end in self._query.spots(block.text()):
                spot = QTextEdit.ExtraSelection()
                spot.cursor = _cursor(block, first, end)
                spot.format = QTextCharFormat()
                spot.format.setBackground(QColor(colours(self).marked))
                marks.append(spot)
        self.setExtraSelections(marks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        anew = QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange
        if event.type() in anew and not self._renders:
            at = self.verticalScrollBar().value()
            self._render()
            self.verticalScrollBar().setValue(at)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Keep lines short in a wide window."""
        room = self.width() - SCROLL_BAR - MARGIN
        spare = room - LONGEST_LINE * self.fontMetrics().averageCharWidth()
        before, after = MARGIN - SPACE // 2, max(MARGIN - SCROLL_BAR, spare)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft  # margins are not mirrored by Qt
        self.setViewportMargins(after if mirrored else before, 0, before if mirrored else after, 0)


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) == "W"


def _cursor(block: QTextBlock, first: int, end: int) -> QTextCursor:
    """What holds this part of a block."""
    made = QTextCursor(block)
    made.setPosition(block.position() + first)
    made.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return made


def _blocks(document: QTextDocument) -> "list[QTextBlock]":
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
