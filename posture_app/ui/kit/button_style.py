"""How large a push button is, and how it is painted."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton, QWidget

from posture_app.ui.kit.button import HEIGHT, Button, Look
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.paint import faded, paint_box
from posture_app.ui.kit.look.sign import SIZE, Sign, paint_sign, room_around, scale_of
from posture_app.ui.kit.look.state import FOCUS_WIDTH, active, checked, held, inset, ringed, usable
from posture_app.ui.kit.look.theme import SPACE, Colours

FILL = 0.3
"""How much of its colour what is filled has, so that the words on it stay legible."""
FAINT = 0.45
"""How much of its colour the text of a disabled button keeps."""
MOST = 1 << 20
BAR = QSize(3, 20)
APART = 3
LABEL = SPACE * 3 // 2
"""Before the words of an entry of the sidebar."""
_FILLED = (Look.MAIN, Look.DANGER)
_FRAMED = (*_FILLED, Look.PLAIN, Look.CAUTION)
_PILLS = (Look.CHIP, Look.HINT, Look.ROUND)
_STRONG = (Look.NAVIGATION, Look.SEGMENT)  # bold while checked
_ONE_LINE = (Look.NAVIGATION, Look.ROW)
_MIRRORED = {Sign.LEFT: Sign.RIGHT, Sign.RIGHT: Sign.LEFT, Sign.SKIP: Sign.SKIP_LEFT}
_SIDES = {
    Look.CHIP: SPACE * 5 // 2,
    Look.HINT: SPACE * 9 // 2,
    Look.ROUND: SPACE,
    Look.DISCLOSURE: SPACE,
    Look.FLAT: SPACE * 3,
    Look.SEGMENT: SPACE * 3,
    Look.TITLE: SPACE // 2,
}
_HEIGHTS = {Look.CHIP: 28, Look.HINT: 28, Look.ROUND: 32, Look.DISCLOSURE: 28, Look.SEGMENT: 30, Look.TITLE: 0}
_INSETS = {Look.FLAT: (1.0, 3.0), Look.ROW: (4.0, 4.0), Look.ROUND: (1.0, 1.0)}


def paint_accent_bar(painter: QPainter, c: Colours, row: QRectF, direction: Qt.LayoutDirection) -> None:
    """Mark a row of a list as the chosen one, at the edge where one begins to read."""
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    left = row.right() - BAR.width() if mirrored else row.left()
    box = QRectF(left, row.center().y() - BAR.height() / 2, BAR.width(), BAR.height())
    paint_box(painter, box, BAR.width() / 2, fill=c.accent)


def button_size(option: QStyleOptionButton, widget: QWidget | None) -> QSize:
    """How large it would like to be, the same whether it is checked or not."""
    look, metrics = _look(widget), _widest_metrics(option, widget)
    text = metrics.size(Qt.TextFlag.TextHideMnemonic, _in_even_lines(option.text, metrics, widget))
    signs = bool(_before(option, widget) or look is Look.CHIP) + bool(_after(widget))
    side = _SIDES.get(look, SPACE * 4) if option.text else SPACE * 2
    icon = 0 if option.icon.isNull() else option.iconSize.width() + SPACE // 2
    unit = scale_of(metrics.height())
    around = 2 if look is Look.TITLE else room_around(unit)
    height = max(dense(_HEIGHTS.get(look, HEIGHT)), text.height() + around)
    beside = icon + signs * round(SIZE * unit) + _apart(option.text, widget, unit)
    width = text.width() + round(side * (1 + unit) / 2) + beside
    return QSize(max(width, height) if look is Look.ROUND else width, height)


def paint_button(painter: QPainter, option: QStyleOptionButton, c: Colours, widget: QWidget | None) -> None:
    """Paint it, with its words if it is a `Button`."""
    look = _look(widget)
    fill, edge, text = _colours(option, c, look)
    box = inset(option.rect, *_INSETS.get(look, (0.5, 0.5)))
    radius = box.height() / 2 if look in _PILLS else SPACE - 3 if look is Look.SEGMENT else SPACE
    paint_box(painter, box, radius, fill=fill, edge=edge)
    if isinstance(widget, Button) and widget.filled:
        _fill(painter, box, option.direction, c, widget.filled)
    if look is Look.NAVIGATION and checked(option):
        paint_accent_bar(painter, c, QRectF(option.rect), option.direction)
    if ringed(option):
        filled = look in _FILLED or (look in (Look.CHIP, Look.ROUND) and checked(option))
        ring = inset(option.rect, *_INSETS.get(look, (1.0, 1.0)))
        paint_box(painter, ring, radius, edge=c.text if filled else c.accent, width=FOCUS_WIDTH)
    if look is Look.ROW:
        unit = scale_of(option.fontMetrics.height())
        middle = QPointF(option.rect.right() - SPACE * (2 + unit / 2), QRectF(option.rect).center().y())
        mirrored = QStyle.visualRect(option.direction, option.rect, QRectF(middle, middle).toRect()).center()
        paint_sign(painter, Sign.UP if checked(option) else Sign.DOWN, QPointF(mirrored), c.muted, unit)
    elif isinstance(widget, Button):
        painter.setFont(widget.font())
        if look in _STRONG and checked(option):
            font = QFont(widget.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        _paint_words(painter, option, text, widget)


def _fill(painter: QPainter, box: QRectF, direction: Qt.LayoutDirection, c: Colours, share: float) -> None:
    part = QRectF(box.left(), box.top(), box.width() * share, box.height())
    if direction is Qt.LayoutDirection.RightToLeft:
        part.moveRight(box.right())
    painter.save()
    painter.setClipRect(part)
    paint_box(painter, box, box.height() / 2, fill=faded(c.accent, FILL))
    painter.restore()
    paint_box(painter, box, box.height() / 2, edge=c.outline)


def _paint_words(painter: QPainter, option: QStyleOptionButton, colour: QColor, button: Button) -> None:
    """The words with the signs before and after them: in the middle, or from where one begins to read."""
    metrics, look = painter.fontMetrics(), button.look
    unit = scale_of(metrics.height())
    before, after, sign = _before(option, button), _after(button), SIZE * unit
    side = {Look.NAVIGATION: LABEL, Look.TITLE: SPACE // 4}.get(look, 0)
    apart = _apart(option.text, button, unit)
    room = option.rect.width() - 2 * side - (sign if before else 0) - (sign if after else 0) - apart
    words = "\n".join(
        metrics.elidedText(line, Qt.TextElideMode.ElideRight, round(room), Qt.TextFlag.TextHideMnemonic)
        for line in _in_even_lines(option.text, _widest_metrics(option, button), button).split("\n")
    )
    wide = metrics.size(Qt.TextFlag.TextHideMnemonic, words).width()
    left = side if look in (Look.NAVIGATION, Look.TITLE) else (room - wide) / 2
    mirrored, middle = option.direction is Qt.LayoutDirection.RightToLeft, QRectF(option.rect).center().y()
    gap = SPACE if look is Look.NAVIGATION else 0
    across = Qt.AlignmentFlag.AlignLeft if look in (Look.DISCLOSURE, Look.TITLE) else Qt.AlignmentFlag.AlignHCenter
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as their first letter runs
    for part, width, beyond in ((before, sign, gap), (words, wide, apart + gap), (after, sign, 0)):
        if not part:
            continue
        begin = option.rect.width() - left - width if mirrored else left
        if isinstance(part, Sign):
            paint_sign(painter, part, QPointF(begin + width / 2, middle), colour, unit)
        else:
            painter.setPen(colour)
            place = QRectF(begin, option.rect.top(), width + 1, option.rect.height())
            painter.drawText(place, int(across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic), part)
        left += width + beyond


def _widest_metrics(option: QStyleOptionButton, widget: QWidget | None) -> QFontMetrics:
    """Those of its words while it is checked: neither its size nor where they break depends on that."""
    if _look(widget) not in _STRONG:
        return option.fontMetrics
    font = QFont(widget.font() if widget else QApplication.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font)


def _in_even_lines(words: str, metrics: QFontMetrics, widget: QWidget | None) -> str:
    """The words in as few lines as there have to be, each about as long as the others."""
    most = widget.widest if isinstance(widget, Button) and widget.look not in _ONE_LINE else MOST
    if metrics.size(Qt.TextFlag.TextHideMnemonic, words).width() <= most:
        return words
    finder, breaks = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words), list[int]()
    while 0 < (place := finder.toNextBoundary()) < len(words):
        breaks.append(place)
    halves = ((words[:place].rstrip(), words[place:]) for place in breaks)
    wide = {pair: max(map(metrics.horizontalAdvance, pair)) for pair in halves}
    best = min(wide, key=lambda pair: wide[pair], default=(words,))
    return words if len(best) == 1 else "\n".join(_in_even_lines(half, metrics, widget) for half in best)


def _look(widget: QWidget | None) -> Look:
    return widget.look if isinstance(widget, Button) else Look.PLAIN


def _before(option: QStyleOptionButton, widget: QWidget | None) -> Sign | None:
    """A check mark, or a chevron that points to where it unfolds."""
    look = _look(widget)
    if look is Look.CHIP and checked(option):
        return Sign.TICK
    sign = widget.sign if isinstance(widget, Button) else None
    if look is Look.DISCLOSURE:
        sign = Sign.DOWN if checked(option) else Sign.RIGHT
    mirrored = option.direction is Qt.LayoutDirection.RightToLeft
    return _MIRRORED.get(sign, sign) if mirrored and sign is not None else sign


def _after(widget: QWidget | None) -> Sign | None:
    """What tells that it opens something to choose from."""
    return Sign.DOWN if isinstance(widget, Button) and widget.opens else None


def _apart(words: str, widget: QWidget | None, unit: float) -> int:
    """What lies between the words and the mark of what they open."""
    return round(APART * unit) if words and _after(widget) else 0


def _colours(option: QStyleOptionButton, c: Colours, look: Look) -> tuple[QColor, QColor | None, QColor]:
    """Fill, edge and text."""
    on, under = checked(option), active(option)
    fill: QColor | str = "transparent"
    edge: str | None = None
    text = c.text
    match look:
        case _ if not usable(option):
            return QColor(fill), QColor(c.line) if look in _FRAMED else None, faded(c.text, FAINT)
        case Look.MAIN | Look.DANGER:
            fill, text = (c.accent, c.on_accent) if look is Look.MAIN else (c.wrong, c.on_wrong)
            fill = QColor(fill).lighter(110) if under else fill
        case Look.NAVIGATION | Look.DISCLOSURE | Look.ROW:
            chosen = (on and look is Look.NAVIGATION) or held(option)
            fill = faded(c.sunken, 1.0 if chosen else 0.5 if under else 0.0)
        case Look.FLAT:
            fill, text = c.sunken if under else fill, c.accent if option.text or under else c.muted
        case Look.SEGMENT if on:
            fill, edge = c.surface, c.outline
        case Look.HINT:
            text = c.muted
        case Look.SEGMENT | Look.TITLE:
            pass
        case _ if on:
            fill, text = c.accent, c.on_accent
        case _:
            fill, edge = c.sunken if under else c.surface, c.edge if look is Look.ROUND else c.outline
            text = c.wrong if look is Look.CAUTION else text
    return QColor(fill), None if edge is None else QColor(edge), QColor(text)
