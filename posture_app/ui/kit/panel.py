"""Panels and labels: what pages are made of."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAccessible, QPalette, QResizeEvent
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from posture_app.ui.kit.heading import Heading
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.layout import Margins, Part, column_of, viewport_of
from posture_app.ui.kit.look.ground import Grounded
from posture_app.ui.kit.look.state import keys_lead
from posture_app.ui.kit.look.theme import SPACE, sized
from posture_app.ui.kit.reveal import reveal

MARGIN = SPACE * 2
"""Around what is on a panel."""
LARGE = 1.15
"""The size of a heading, in times of the font, at the least."""


class Panel(Grounded):
    """A rounded surface with its contents in a column."""

    def __init__(self, *parts: Part, margins: Margins = MARGIN, spacing: int = SPACE) -> None:
        super().__init__()
        self.column = column_of(*parts, on=self, spacing=spacing, margins=margins)


class EmptyPanel(Panel):
    """Stands where there is nothing to show: a heading, and what to know about that. `name` is its objectName."""

    def __init__(self, name: str, title: str, text: str) -> None:
        self._title, self._text = label(title, scale=LARGE, strong=True), label(text, muted=True)
        super().__init__(self._title, self._text)
        self.setObjectName(name)

    def set_title(self, title: str) -> None:
        """Have this heading from now on."""
        self._title.setText(title)

    def set_text(self, text: str) -> None:
        """Say this from now on."""
        self._text.setText(text)


def label(
    text: str = "",
    *,
    scale: float = 1.0,
    strong: bool = False,
    muted: bool = False,
    name: str = "",
    heading: bool | None = None,
    letters: int = 0,
) -> Label:
    """A line or paragraph of plain text that wraps, with room for so many `letters` in a line. What is large and strong
    is a heading, unless something else is said.
    """
    is_heading = strong and scale >= LARGE if heading is None else heading
    made = Heading(text, letters, scale) if is_heading else Label(text, letters)
    made.setWordWrap(True)
    made.setObjectName(name)
    sized(made, scale, strong=strong)
    if muted:
        made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return made


def short_label(
    text: str = "", *, scale: float = 1.0, strong: bool = False, muted: bool = False, heading: bool | None = None
) -> Label:
    """A label of one line that keeps its width."""
    made = label(text, scale=scale, strong=strong, muted=muted, heading=heading)
    made.setWordWrap(False)
    return made


def panel_title(text: str) -> Label:
    """What stands above the rest of a panel."""
    return label(text, strong=True, heading=True)


def show_text(where: QLabel, text: str) -> None:
    """Have this stand in a label, which takes no room without any."""
    where.setText(text)
    where.setVisible(bool(text))


class ScrollArea(QScrollArea):
    """What scrolls; where the keyboard does that, it has an accessible name. Without a `gutter` its scroll bar shows
    only if all of it is too high without one: Qt goes by the width that is left beside the bar, and keeps it.
    """

    gutter = False

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._entered)

    @Slot(QWidget, QWidget)
    def _entered(self, before: QWidget | None, now: QWidget | None) -> None:
        """Bring into sight what a key came to from outside; Qt does so only for what comes next within."""
        within = now is not None and self.isAncestorOf(now)
        if now is not None and within and keys_lead(now) and (before is None or not self.isAncestorOf(before)):
            reveal(now)

    def _measure(self) -> None:
        inside, room, policy = self.widget(), self.maximumViewportSize(), Qt.ScrollBarPolicy
        if inside is not None and not self.gutter:
            needed = max(inside.heightForWidth(room.width()), inside.minimumSizeHint().height())
            fits = needed <= room.height()
            self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        super().resizeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - as Qt calls it
        """Bring all of what the Tab key comes to into sight: of what one types in, Qt shows no more than the cursor."""
        moved = super().focusNextPrevChild(next)
        if moved and self.isAncestorOf(at := self.focusWidget()):
            reveal(at)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._measure()
        return super().eventFilter(watched, event)

    def accessible_as(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.Pane)


def scrolled(
    inside: QWidget | None = None, *, gutter: bool = False, spacing: int = SPACE, margins: Margins = 0
) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls up and down (on `inside`, if that is given), and the area it lies in. With a `gutter` the
    place of the scroll bar (`SCROLL_BAR`) is kept free where it does not show, so that nothing gets wider or narrower.
    """
    area = ScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.gutter = gutter
    if gutter:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    inside = inside or QWidget()
    area.setWidget(inside)
    # The area would paint Base where its page shows the window behind it.
    viewport_of(area).setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area, column_of(on=inside, spacing=spacing, margins=margins)
