"""In how many ways a window is looked at, and how it is brought to each of them without being made anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from posture_app.ui.pages.popover import Popover
from posture_app.ui.prompts.card import Card

if TYPE_CHECKING:
    from posture_app.ui.kit.appearance import Theme

SMALLEST, SCREEN = QSize(480, 400), QSize(1366, 738)
SCALES, POINTS, THEMES = (1.0, 1.5, 2.0), (10, 15, 20), ("light", "dark")
MOST_ROUNDS = 30
FONT = "Noto Sans"
"""Or what this machine has in its place."""


@dataclass(frozen=True, slots=True)
class Look:
    """Size of text, direction of reading, and the room there is (None: as much as the window would like)."""

    points: int = POINTS[0]
    mirrored: bool = False
    room: QSize | None = None

    def __str__(self) -> str:
        room = "" if self.room is None else f"-{self.room.width()}x{self.room.height()}"
        return f"{self.points}pt{'-mirrored' if self.mirrored else ''}{room}"


USUAL, HARDEST = Look(), Look(POINTS[-1], mirrored=True, room=SMALLEST)
LOOKS = tuple(Look(points, mirrored) for points, mirrored in product(POINTS, (False, True)))
ROOMS = tuple(Look(room=QSize(*size)) for size in ((480, 400), (720, 450), (1280, 720), (1366, 768)))
"""The smallest, 1440 × 900 at 200 %, 1920 × 1080 at 150 %, and 1366 × 768."""


def dress(look: Look) -> None:
    """Have all windows, those that show and those to come, in this size of text and this direction."""
    QApplication.setFont(QFont(FONT, look.points))
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.mirrored else Qt.LayoutDirection.LeftToRight)


def takes_its_own(window: QWidget) -> bool:
    """Whether Qt alone gives it its size: a menu, which scrolls on a screen that is too low (that of the tray icon is
    mostly drawn by the desktop), and a tip, which wraps on one that is too narrow.
    """
    return isinstance(window, QMenu) or window.metaObject().className() == "QTipLabel"


def settle(window: QWidget, look: Look) -> None:
    """Give it the room of this look, and let it lay itself out."""
    room = look.room or SCREEN
    for _ in range(2):
        if isinstance(window, Popover):  # these two take the size that they need, within the room of their screen
            window.fit(room)
        elif isinstance(window, Card):
            window.room = partial(QRect, QPoint(), room)
            QApplication.sendEvent(window, QEvent(QEvent.Type.LayoutRequest))
        elif isinstance(window, QMenu):  # as it pops up; shown otherwise, two thirds of the screen are the most
            window.resize(window.sizeHint())
        elif look.room is not None and not takes_its_own(window):
            window.resize(look.room)
        for _ in range(8):  # a height that goes by the width is known a round later, and what lies around it another
            QApplication.processEvents()


class _Requests(QObject):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.of: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.of.append(f"{type(watched).__name__} “{watched.objectName()}”")
        return False


def unrest(window: QWidget) -> list[str]:
    """What never ceases to be laid out anew: two sizes that each lead to the other would keep the machine busy."""
    requests = _Requests(window)
    for each in (window, *window.findChildren(QWidget)):
        each.installEventFilter(requests)
    for _ in range(MOST_ROUNDS):
        requests.of.clear()
        QApplication.processEvents()
        if not requests.of:
            break
    return requests.of


def picture(window: QWidget, scale: float) -> QPixmap:
    """The window as a screen of this scale shows it."""
    made = QPixmap((window.size().toSizeF() * scale).toSize())
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
    window.render(made, QPoint(), QRegion(window.rect()), flags)
    return made


def pictures(window: QWidget, theme: "Theme") -> Iterator[tuple[str, QPixmap]]:
    """The window in each theme at each scale, and what tells these apart."""
    for choice in THEMES:
        theme.choose(choice)
        QApplication.processEvents()
        for scale in SCALES:
            yield f"{choice}-{round(scale * 100)}", picture(window, scale)
