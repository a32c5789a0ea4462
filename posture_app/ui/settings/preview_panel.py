"""The coming hours: which reminder would come when, side by side on a line."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from posture_app.core.calendar import local
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.language import N_, _
from posture_app.core.words import name_of
from posture_app.ui.kit.fault import SMALL
from posture_app.ui.kit.layout import clear, column_of, discard, put, spring
from posture_app.ui.kit.look.paint import as_read, paint_on
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.settings.settings_sources import PreviewSources

AHEAD = timedelta(hours=4)
"""So near that nobody takes a time of day for that of another day, be it after midnight."""
MOST = 6
LETTERS = 14
"""So many of usual width have room in a line of a stop."""
GAP = SPACE
"""Between two lines of stops."""
TRACK = 14
DOT = 4.0
NOTHING = N_("No reminder comes in the next four hours.")
RATE = N_("At this rate, if you stay at the desk and take each break:")


def kinds_words(kinds: Sequence[str]) -> str:
    """What is asked for at once, each on a line: “Stretch”, “Get up”."""
    return "\n".join(map(name_of, kinds))


class _Stop(QWidget):
    """A time on the line, and what comes then."""

    def __init__(self, line: QWidget, at: str, words: str, *, last: bool) -> None:
        super().__init__(line)
        self._last = last
        column_of(
            label(at, strong=True),
            label(words, scale=SMALL, muted=True),
            spring(),
            on=self,
            spacing=0,
            margins=(0, TRACK + SPACE // 2, SPACE, 0),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        middle = TRACK / 2
        with as_read(painter, self.width(), self.layoutDirection()):
            if not self._last:
                painter.setPen(QPen(QColor(c.line), 2))
                painter.drawLine(QPointF(2 * DOT + 4, middle), QPointF(self.width() - 4, middle))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(QPointF(DOT + 1, middle), DOT, DOT)


class _StopsLine(QWidget):
    """The stops, in as many lines as they need. It places them itself, so that its height is known beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: list[_Stop] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stops(self, stops: Sequence[tuple[str, str]]) -> None:
        for old in self._stops:
            discard(old)
        self._stops = [_Stop(self, at, words, last=number == len(stops)) for number, (at, words) in enumerate(stops, 1)]
        for stop in self._stops:
            stop.show()
        self._place()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(height for height, _line in lines) + GAP * (len(lines) - 1) if lines else 0

    def sizeHint(self) -> QSize:
        return QSize(MOST * self._least, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._place()

    @property
    def _least(self) -> int:
        return LETTERS * self.fontMetrics().averageCharWidth()

    def _abreast(self, width: int) -> int:
        """How many stops go side by side: three and three look better than five and one."""
        return max(n for n in (2, 3, MOST) if n <= max(2, width // self._least))

    def _lines(self, width: int) -> list[tuple[int, list[_Stop]]]:
        """What goes side by side, with its height."""
        abreast = self._abreast(width)
        lines = [self._stops[start : start + abreast] for start in range(0, len(self._stops), abreast)]
        return [(max(stop.heightForWidth(width // abreast) for stop in line), line) for line in lines]

    def _place(self) -> None:
        top, each = 0, self.width() // self._abreast(self.width())
        for height, line in self._lines(self.width()):
            for place, stop in enumerate(line):
                box = QRect(place * each, top, each, height)
                stop.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
            top += height + GAP


class PreviewPanel(Panel):
    """Reads when it is shown, when its window becomes the active one, and when told to."""

    def __init__(self, live: PreviewSources) -> None:
        super().__init__()
        self.setObjectName("preview")
        self._live = live
        self._sentences = column_of(spacing=SPACE // 2)
        self._line = _StopsLine()
        put(self.column, label(_("The coming hours"), strong=True), self._sentences, self._line)

    def read(self) -> None:
        """Show what is coming; nothing is read while it cannot be seen."""
        if not self.isVisible():
            return
        live, now = self._live, self._live.now()
        coming = [each for each in live.preview() if each.at <= now + AHEAD][:MOST]
        held = live.held()
        self._say([sentence for sentence in (held, _(RATE) if coming else "" if held else _(NOTHING)) if sentence])
        self._line.show_stops([(local(each.at, live.zone()), kinds_words(each.kinds)) for each in coming])
        self._line.setVisible(bool(coming))
        self.setAccessibleName(_("The coming hours"))
        self.setAccessibleDescription(coming_words(coming, live) if coming else held or _(NOTHING))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.read()

    def _say(self, sentences: Sequence[str]) -> None:
        clear(self._sentences)
        for sentence in sentences:
            words = label(sentence, muted=True)
            self._sentences.addWidget(words)
            words.show()


def coming_words(coming: Sequence[UpcomingPrompt], live: PreviewSources) -> str:
    """The same in one line: “10:30 Get up · 11:00 Stretch, Get up”."""
    zone = live.zone()
    return " · ".join(f"{local(each.at, zone)} {_(', ').join(name_of(kind) for kind in each.kinds)}" for each in coming)
