"""The steps of an exercise as they come: what is done now, large, and what is to be minded with it, smaller."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.session.plan import Telling
from posture_app.core.value import value
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.layout import column_of, discard
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label

SEVERAL = 0.8
"""Where a page has several steps to be done, they are so many times as large as one alone would be,"""
LEAST = 1.1
"""and no smaller than that."""


@value
class StepPage:
    """What shows together: the steps, or where none of them is done then, the `phase` by its name. All that `moves`
    take turns every few seconds.
    """

    telling: Telling
    phase: str
    moves: bool


@value
class _Made:
    """A page as it shows: all of it, and of that what is done now."""

    widget: QWidget
    now: Sequence[Label]


class StepPages(QWidget):
    """Shows one page of several. Those that take turns are all as high as the highest, so that nothing else is moved
    by them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[StepPage, _Made] = {}
        self._shown: StepPage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, steps: Sequence[str], pages: Iterable[StepPage], scale: float, large: float) -> None:
        """Have these pages of these steps in place of those before, `scale` times as large as in other windows, and
        what is done now `large` times as large as that.
        """
        for page in self._pages.values():
            discard(page.widget)
        self._pages = {page: self._page(page, steps, scale, large) for page in pages}
        self._shown = None

    def show_page(self, page: StepPage) -> None:
        """Show this one of them."""
        if page != self._shown:
            self._shown = page
            for each, made in self._pages.items():
                made.widget.setVisible(each == page)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 40, self.heightForWidth(max(self.width(), SPACE * 20)))

    def minimumSizeHint(self) -> QSize:
        return QSize(max((page.widget.minimumSizeHint().width() for page in self._pages.values()), default=0), 0)

    def heightForWidth(self, width: int) -> int:
        return max((_height(page.widget, width) for page in self._turning()), default=0)

    def height_of_now(self, width: int) -> int:
        """How high what is done now gets at this width, without what is to be minded."""
        return max((sum(step.heightForWidth(width) for step in page.now) for page in self._turning()), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # letters are larger, or smaller
            self._place()
            self.updateGeometry()
        return done

    def _turning(self) -> list[_Made]:
        """Those that take turns with the one that shows."""
        shown = self._shown
        if shown is None:
            return []
        return [made for page, made in self._pages.items() if page == shown or (page.moves and shown.moves)]

    def _place(self) -> None:
        for page in self._pages.values():
            page.widget.setGeometry(0, 0, self.width(), self.height())

    def _page(self, page: StepPage, steps: Sequence[str], scale: float, size: float) -> _Made:
        made, now = QWidget(self), page.telling.now
        made.hide()
        size = size if len(now) <= 1 else max(LEAST, SEVERAL * size)
        large = [_step(steps, place, size * scale) for place in now]
        if not now:
            large = [label(page.phase, scale=size * scale, heading=False, name="player phase alone")]
        small = [_step(steps, place, scale, muted=True) for place in page.telling.beside]
        column_of(*large, *small, on=made, spacing=round(SPACE * scale / 2)).addStretch()
        made.setGeometry(self.rect())
        return _Made(made, large)


def _step(steps: Sequence[str], place: int, scale: float, *, muted: bool = False) -> Label:
    return label(steps[place], scale=scale, muted=muted, name=f"player step {place + 1}")


def _height(page: QWidget, width: int) -> int:
    layout = page.layout()
    return layout.totalHeightForWidth(width) if layout is not None else 0
