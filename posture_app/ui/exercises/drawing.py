"""A picture of an exercise. One that moves is played by our own clock: Qt's paints on through the holds, at three times
the cost.
"""

import math
from collections.abc import Callable
from time import process_time
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QRegion, QShowEvent, QTransform
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from posture_app.core.content.picture_check import CheckedPicture
from posture_app.core.language import _
from posture_app.ui.exercises.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette, themed
from posture_app.ui.exercises.photograph import Photograph, is_photograph
from posture_app.ui.exercises.picture_layers import FRAMES_PER_SECOND, PictureLayers
from posture_app.ui.exercises.picture_times import PictureTimes, read_times
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import BOTTOM, RIGHT
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE, colours, is_dark, wants_calm

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

PAINTED_PER_SECOND, FEWEST = 24, 12
"""While something moves, and at the least where so many take more than a fair share of a core, as large ones may."""
FAIR = 0.06
"""That share, over a whole cycle; the least of the last frames counts, so it is somewhat more, and 7 % is the limit."""
SHARE = 0.28
"""How much of the height of its window the drawing takes,"""
SHEET = "#f4f6f8"
LOWEST, HIGHEST = SPACE * 20, SPACE * 36
"""within these."""
REST = 4
"""A picture that takes very long to paint is left alone for so many times that."""
SLOWER = 1.25
"""So many times as much as the one before a frame is taken to cost at the most."""
LINE = 2
"""The edge of a line lies so many pixels outside the box of what changes."""

Playback = Callable[[], tuple[float, float]]
"""Where in its cycle a drawing is to be now, and for how many seconds from now nothing will move (inf: until told)."""


class FigureView(QWidget):
    """A picture, as large as fits. It moves while it is played and can be seen; only what changes is painted again.

    One from outside keeps its own colours, and lies on a light sheet where the window is dark.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.times = PictureTimes()
        self._renderer: QSvgRenderer | None = None
        self._layers: PictureLayers | None = None
        self._photograph: Photograph | None = None
        self._drawing = b""
        self._frame_s = self._counted = 0.0
        self._place = QSize(), False
        self._regions: dict[tuple[int, int], QRegion] = {}
        self._mirrored = False
        self._playback: Playback | None = None
        self._frame = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self.follow)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def moves(self) -> bool:
        """Whether the picture has something that moves."""
        if self._photograph is not None:
            return self._photograph.moves
        return self._renderer is not None and self._renderer.animated()

    @property
    def playing(self) -> bool:
        """Whether it waits for the next frame, or for the end of a hold."""
        return self._next.isActive()

    @property
    def cycle(self) -> float:
        """How long all of it takes, in seconds; a film does not say, and goes at its own pace."""
        if self._photograph is not None:
            return 1.0 if self._photograph.moves else 0.0
        return self._renderer.animationDuration() / 1000 if self._renderer is not None else 0.0

    @property
    def frame(self) -> int:
        """The number of the frame that shows."""
        return self._frame

    def load(self, drawing: bytes) -> bool:
        """Show this SVG that ships, or this picture that was checked, at rest; whether it can be shown (an empty or
        damaged one cannot).
        """
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library that only drawings need

        self._playback = None
        self._next.stop()
        self._drop_layers()
        if self._renderer is not None:
            self._renderer.deleteLater()
            self._renderer = None
        self._drawing, self._photograph, self._frame_s, self.times = drawing, None, 0.0, PictureTimes()
        if isinstance(drawing, CheckedPicture) and is_photograph(drawing):
            self._photograph = Photograph.read(drawing)
            self.update()
            return self._photograph is not None
        renderer = QSvgRenderer(self)
        renderer.setAnimationEnabled(False)
        if not drawing or not renderer.load(self._dressed()):
            renderer.deleteLater()
            return False
        self._renderer, self.times = renderer, read_times(drawing)
        self._regions.clear()
        self.update()
        self.show_time(self.times.still)
        return True

    def set_mirrored(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the other side of the body, if the drawing has one."""
        if self._mirrored != on:
            self._mirrored = on
            self.update()

    @property
    def _turned(self) -> bool:
        return self._mirrored and self.times.has_mirror

    def show_time(self, seconds: float) -> None:
        """Stand still at this time of the cycle."""
        self._playback = None
        self._next.stop()
        self._drop_layers()
        self._show(seconds)

    def play(self, playback: Playback) -> None:
        """Follow this from now on, whenever it can be seen."""
        self._playback = playback
        self._counted = 0.0
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Show where it is now, and come back when something moves: call it when the playback has jumped."""
        self._next.stop()
        if self._playback is None or not self.isVisible():
            return
        seconds, still_for = self._playback()
        if not self.moves:
            return
        if self._photograph is not None and not math.isinf(still_for):
            self._next.start(max(self._photograph.next_frame(), math.ceil(self._interval())))
            self.update()
            return
        self._show(seconds)
        if not math.isinf(still_for):
            self._make_layers()
            self._next.start(max(math.ceil(1000 * still_for), self._until_next()))

    def _count(self) -> None:
        """Count what the frame before took of the processor, with all that came with it. Other work may lie between, so
        the least of the last ones says what one takes.
        """
        before, self._counted = self._counted, process_time()
        if before:
            took = self._counted - before
            self._frame_s = min(took, self._frame_s * SLOWER) if self._frame_s else took

    def _until_next(self) -> int:
        """Milliseconds until the next frame. One that was late does not put off those that follow."""
        interval = self._interval()
        wait = interval - self._clock.nsecsElapsed() / 1e6 % interval
        return math.ceil(wait if wait > interval / 2 else wait + interval)

    def _interval(self) -> float:
        """Milliseconds from frame to frame."""
        held = sum(end - begin for begin, end in self.times.holds) / (self.cycle or 1.0)
        fair = min(1 / FEWEST, self._frame_s * (1 - held) / FAIR)
        return 1000 * max(1 / PAINTED_PER_SECOND, fair, REST * self._frame_s)

    def changed(self, before: float, after: float) -> QRegion:
        """Where these two times of the cycle may differ, in pixels of this widget."""
        if self.times.box is None or self._renderer is None:
            return QRegion(self.rect())
        drawn, natural = self._drawn(), self._renderer.viewBoxF()
        scale = drawn.width() / natural.width()
        region = QRegion()
        for x, y, wide_, high in self.times.changed(before, after):
            left = drawn.left() + (x - natural.left()) * scale
            if self._turned:
                left = drawn.right() - (x - natural.left() + wide_) * scale
            place = QRectF(left, drawn.top() + (y - natural.top()) * scale, wide_ * scale, high * scale)
            region += place.adjusted(-LINE, -LINE, LINE, LINE).toAlignedRect()
        return region & self.rect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paint what shows, as large as this widget."""
        if self._renderer is None and self._photograph is None:
            return
        self._count()
        outside = isinstance(self._drawing, CheckedPicture)
        if outside and is_dark(self.palette()):
            painter.fillRect(self._drawn(), QColor(SHEET))
        turn = QTransform(-1, 0, 0, 1, self.width(), 0) if self._turned else QTransform()
        if self._layers is not None:
            self._layers.paint(painter, self._frame, self._drawn(), turn)
        else:
            painter.setTransform(turn, combine=True)
            self._paint_whole(painter)

    def _make_layers(self) -> None:
        if self._layers is None and self.times.layers and not isinstance(self._drawing, CheckedPicture):
            self._layers = PictureLayers(bytes(self._dressed().data()), self.times.layers, self)

    def _drop_layers(self) -> None:
        if self._layers is not None:
            self._layers.close()
            self._layers = None

    def _paint_whole(self, painter: QPainter) -> None:
        if self._photograph is not None:
            self._photograph.paint(painter, self._drawn())
            return
        assert self._renderer is not None
        self._renderer.setCurrentFrame(self._frame)  # its time runs on from there, even of one that does not play
        self._renderer.render(painter, self._drawn())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._renderer is not None:
            self._drop_layers()
            self._renderer.load(self._dressed())
            self.follow()
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._next.stop()
        self._drop_layers()

    def _dressed(self) -> QByteArray:
        """The drawing in the colours of this window; one from outside as it is."""
        if isinstance(self._drawing, CheckedPicture):
            return QByteArray(bytes(self._drawing))
        return QByteArray(themed(self._drawing.decode(errors="replace"), _palette(self)).encode())

    def _show(self, seconds: float) -> None:
        frame = int(seconds * FRAMES_PER_SECOND + 1e-6)
        if self._renderer is not None and frame != self._frame:
            before, self._frame = self._frame, frame
            self.update(self._changed(before, frame))

    def _changed(self, before: int, after: int) -> QRegion:
        """Where these two frames may differ: reckoned once, for most of them come again with each cycle."""
        if self._place != (self.size(), self._turned):
            self._place = (self.size(), self._turned)
            self._regions.clear()
        if (before, after) not in self._regions:
            self._regions[before, after] = self.changed(before / FRAMES_PER_SECOND, after / FRAMES_PER_SECOND)
        return self._regions[before, after]

    def _drawn(self) -> QRectF:
        """Where the drawing lies, in the midst of the widget; the same for its mirror image."""
        if self._photograph is not None:
            natural = self._photograph.size
        else:
            assert self._renderer is not None
            natural = self._renderer.viewBoxF().size()
        fitted = natural.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, fitted.width(), fitted.height())
        box.moveCenter(QRectF(self.rect()).center())
        return box


def _palette(widget: QWidget) -> Palette:
    """Where edges stand out as text does, much contrast is asked for."""
    c, dark = colours(widget), is_dark(widget.palette())
    if c.line == c.text:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


class Looping:
    """The drawing's cycle over and over, from its still pose on."""

    def __init__(self, view: FigureView) -> None:
        self._view = view
        self._time = QElapsedTimer()
        self._time.start()
        self._from = view.times.still

    def __call__(self) -> tuple[float, float]:
        at = (self._from + self._time.elapsed() / 1000) % max(self._view.cycle, 0.001)
        return at, self._view.times.still_for(at)


class Figure(QWidget):
    """Shows a drawing and plays it while it is on the screen, unless it was paused or the system asks for calm."""

    def __init__(self) -> None:
        super().__init__()
        self.view = FigureView(self)
        self.view.setFixedHeight(LOWEST)
        self.view.setMinimumWidth(SPACE * 12)
        self._playing, self._waits = not wants_calm(self), False
        self._button = Button("", "pause figure")
        self._button.clicked.connect(self._toggle)
        corner = QGridLayout(self)  # upon the picture, which it is for alone
        corner.setContentsMargins(0, 0, 0, 0)
        corner.addWidget(self.view, 0, 0)
        corner.addWidget(self._button, 0, 0, RIGHT | BOTTOM)
        self._follow()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(SPACE * 40, 0))

    def load(self, drawing: bytes, words: str) -> bool:
        """Show this SVG of what `words` say; whether it can be shown (an empty or damaged one cannot)."""
        self.setAccessibleName(words)
        sound = self.view.load(drawing)
        self._follow()
        return sound

    def fit(self, window_height: int) -> None:
        """Take the height that goes with a window of this one."""
        self.view.setFixedHeight(round(min(HIGHEST, max(LOWEST, SHARE * window_height))))

    def play(self) -> None:
        """Play it, even where the system asks for calm."""
        self._playing = True
        self._follow()

    def wait(self, *, on: bool) -> None:
        """Stand still for as long as this is on, unless its button is pressed meanwhile."""
        self._waits = on
        self._follow()

    @Slot()
    def _toggle(self) -> None:
        self._playing = not self._plays
        self._waits = False
        self._follow()

    @property
    def _plays(self) -> bool:
        return self._playing and not self._waits

    def _follow(self) -> None:
        """Run or stop the drawing."""
        self._button.setVisible(self.view.moves)
        does = _("Stop the drawing") if self._plays else _("Play the drawing")
        self._button.sign = Sign.PAUSE if self._plays else Sign.PLAY
        self._button.setAccessibleName(does)
        self._button.setToolTip(does)
        self._button.update()
        if self._plays and self.view.moves:
            self.view.play(Looping(self.view))
        else:
            self.view.show_time(self.view.frame / FRAMES_PER_SECOND)
