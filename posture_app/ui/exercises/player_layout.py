"""How the player lies in its window: the drawing, the time, the words and the buttons, in whatever room there is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.core.value import value
from posture_app.ui.exercises.drawing import FigureView
from posture_app.ui.exercises.player_buttons import PlayerButtons
from posture_app.ui.exercises.step_pages import StepPage, StepPages
from posture_app.ui.exercises.stop_rule import StopRule
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.countdown import CountdownRing
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, TOP, UNLIMITED, aligned, column_of, put, row_of, spring, viewport_of, wide
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.sign import scale_of
from posture_app.ui.kit.look.theme import SPACE, sized
from posture_app.ui.kit.panel import Panel, label, scrolled
from posture_app.ui.kit.progress_bar import ProgressBar

RING, SMALL_RING, LARGEST_RING, LOW_RING = SPACE * 15, SPACE * 8, SPACE * 12, SPACE * 9
"""With room; in a narrow window, and at the most there with large letters; and at the most in a low one."""
NARROW = SPACE * 80
"""In a window of less width, and in one that stands on its short side, the words lie below the drawing."""
LETTERS, LINES = 44, 30
"""In one with room for fewer letters side by side, all lies below each other; one with room for fewer lines is low."""
LARGE, LARGER, LARGEST = 1.2, 1.5, 1.8
"""What is done now is so much larger than other words: with few lines of room, with more, and with enough."""
FEW_LINES = 20
PICTURE = QSize(SPACE * 16, SPACE * 12)
"""The least room for a drawing."""
LOWEST = SPACE * 6
"""Its least height where the room is tight."""
SHARE = 0.36
"""So much of a tight room what is to be minded besides leaves to the drawing."""


@value
class Room:
    """What there is room for. `narrow`: the words are below the drawing; `upright`: and the time, too; `low`: not for
    all at once; `tight`: not even for drawing and words while one gets ready. What is done now is so `large`.
    """

    narrow: bool
    upright: bool
    low: bool
    tight: bool
    large: float


class PlayerLayout(QWidget):
    """What shows, `scale` times as large as in a window of its own, with this rule when to stop. Where the room is low,
    the rule is a line of few words, buttons have signs, and the heading lies at the end, so that drawing, time and step
    are seen together.
    """

    def __init__(self, stop_rule: str, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self._room = Room(narrow=False, upright=False, low=False, tight=False, large=LARGEST)
        self._arranged: tuple[Room, bool, bool] | None = None
        self._has_picture = False
        self._pages: tuple[Sequence[str], Sequence[StepPage]] = (), ()
        self._page: StepPage | None = None
        self._make(stop_rule)
        self._lay_out()

    def show_picture(self, drawing: bytes, name: str) -> None:
        """Have this drawing from now on, or none if it cannot be shown."""
        self._figure.setAccessibleName(name)
        self._has_picture = self._figure.load(drawing)
        self._arrange()

    def fill_steps(self, steps: Sequence[str], pages: Sequence[StepPage]) -> None:
        """Have these pages of steps from now on."""
        self._pages, self._page = (steps, pages), None
        self._steps.fill(steps, pages, self._scale, self._room.large)

    def show_page(self, page: StepPage) -> None:
        """Show this one of them."""
        changed, self._page = page != self._page, page
        self._steps.show_page(page)
        if changed:
            self._arrange()
            self._fit_picture()

    def _make(self, stop_rule: str) -> None:
        scale = self._scale
        self._name = label(scale=1.25 * scale, strong=True, name="player exercise")
        self._place = label(scale=scale, muted=True, name="player place")
        self._figure = FigureView()
        self._ring = CountdownRing()
        self._phase = label(scale=1.15 * scale, strong=True, heading=False, name="player phase")
        self._steps = StepPages()
        self._facts = [label(scale=scale, muted=True, name=f"player {name}") for name in ("repetition", "set", "side")]
        self._hint = label(scale=scale, name="player hint")
        self._stop = StopRule(stop_rule, scale)
        self._whole = ProgressBar()
        self._whole.setObjectName("player progress")
        self._whole.setAccessibleName(_("How much of it is done"))
        self._timeless = Button(_("Without a timer"), "untimed", Look.CHIP)
        if scale != 1:
            sized(self._timeless, scale)
        self._buttons = PlayerButtons(scale)

    def _lay_out(self) -> None:
        self._stage = Panel(self._figure, margins=SPACE)
        self._stage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._head, self._time, self._words, self._inside = QWidget(), QWidget(), QWidget(), QWidget()
        Flow(self._name, None, self._place, on=self._head)
        self._more, self._counts = QWidget(), QWidget()
        column_of(*self._facts, on=self._counts, spacing=self._units(0.5))
        timeless = column_of(aligned(self._timeless, LEFT), margins=(0, self._units(0.5), 0, 0))  # the words above it
        self._below = column_of(self._counts, timeless, on=self._more, spacing=self._units(0.5))
        self._beside_ring = column_of(self._phase, spacing=self._units(0.5))
        told = column_of(self._beside_ring, spring())
        self._beside = row_of(aligned(self._ring, LEFT | TOP), wide(told), on=self._time, spacing=self._units(2))
        column_of(self._steps, self._hint, spring(), on=self._words, spacing=self._units(1))
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(dense(self._units(2)))
        self._area, self._scrolled = scrolled(spacing=self._units(1))
        put(self._scrolled, self._head, self._whole, wide(self._inside))
        self._column = column_of(
            wide(self._area), self._stop, self._buttons, on=self, spacing=self._units(1), margins=SPACE * 2
        )

    def _units(self, spaces: float) -> int:
        return round(SPACE * spaces * self._scale)

    def _arrange(self) -> None:
        """Words and time beside the drawing; where there is not the room, the time beside it and the words below, or
        all below each other. In a low one the heading gives way to a movement; in a tight one the drawing, which shows
        how it goes, to the words of how to sit or stand for it, and the name of a phase to its step.
        """
        room, page = self._room, self._page
        moves = page is not None and page.moves
        folded = room.tight and not moves
        self._stage.setVisible(self._has_picture and not folded)
        self._phase.setVisible(not room.tight or page is None or folded or not page.telling.now)
        if (room, folded, moves) == self._arranged:
            return
        self._arranged = room, folded, moves
        self._scrolled.removeWidget(self._head)
        self._scrolled.insertWidget(self._scrolled.count() if room.low and moves else 0, self._head)
        for part in (self._stage, self._words, self._time, self._more):
            self._grid.removeWidget(part)
        beside = room.narrow and not room.upright
        stacked = beside and not folded
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._grid.addWidget(self._stage, 0, 0, 1 if room.narrow else 3, 1)
        self._grid.addWidget(self._time, *((1, 0) if room.upright else (0, 0, 1, 2) if folded else (0, 1)))
        self._grid.addWidget(self._words, *((2, 0) if room.upright else (1, 0, 1, 2) if room.narrow else (1, 1)))
        if stacked and not room.tight:
            self._beside_ring.addWidget(self._counts)  # beside a low drawing there is room for them
        else:
            self._below.insertWidget(0, self._counts)
        if beside or room.low:
            self._grid.addWidget(self._more, *((2, 0, 1, 2) if beside else (2, 1)))
        else:
            self._beside_ring.addWidget(self._more)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if room.narrow else 1)
        self._grid.setRowStretch(0, 1 if room.narrow and not folded else 0)
        self._grid.setRowStretch(1, 0 if room.narrow and not folded else 1)

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 100, SPACE * 70)

    def event(self, event: QEvent) -> bool:
        done, what = super().event(event), event.type()
        if what in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):  # or letters are larger, or smaller
            self._fit()
        elif what is QEvent.Type.LayoutDirectionChange:
            self._figure.update()
        return done

    def _fit(self) -> None:
        metrics, inside = self.fontMetrics(), self.contentsRect()
        lines = inside.height() / (metrics.lineSpacing() * self._scale)
        low = lines < LINES
        few = lines < FEW_LINES
        large = LARGE if few else LARGER if low else LARGEST
        letters = LETTERS * metrics.averageCharWidth() * self._scale
        upright = not low and self.width() < max(self.height(), letters)
        narrow = upright or self.width() < NARROW * self._scale
        edge = SPACE if low else SPACE * 2
        width = inside.width() - 2 * edge
        self._stop.fit(width, inside.height())
        self._buttons.fit(width if low else UNLIMITED)
        ring = min(LARGEST_RING, round(SMALL_RING * scale_of(metrics.height()))) if narrow else RING
        ring = min(ring, LOW_RING) if low else ring
        self._ring.set_diameter(round(ring * self._scale))
        room = Room(narrow, upright, low, tight=few and narrow, large=large)
        if room != self._room or self._arranged is None:
            self._room = room
            self._column.setContentsMargins(edge, edge, edge, edge)
            self._grid.setSpacing(dense(self._units(1 if low else 2)))
            page = self._page
            self.fill_steps(*self._pages)
            self._arrange()
            if page is not None:
                self.show_page(page)
        self._fit_picture()

    def _fit_picture(self) -> None:
        """Where the room is low, the drawing has what is left of it: all of the height beside the words, or what these
        do not need below it. What comes after them is scrolled to.
        """
        least, most = LOWEST if self._room.tight else PICTURE.height(), UNLIMITED
        if self._room.low:
            area = viewport_of(self._area)
            high = max(least, area.height() - self._inside.y() - 2 * SPACE)
            if self._room.narrow:
                left = high - self._grid.spacing()
                least = max(least, left - self._steps.heightForWidth(area.width()))
                if self._room.tight:
                    least = max(least, min(round(SHARE * high), left - self._steps.height_of_now(area.width())))
            else:
                most = high
        self._figure.setMinimumSize(PICTURE.width(), least)
        self._figure.setMaximumHeight(most)
