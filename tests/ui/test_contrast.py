"""All text that windows paint can be read on what is behind it, as it is painted, in both themes."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.appearance import Theme
from posture_app.ui.kit.look.contrast import contrast
from tests.ui import screens
from tests.ui.looks import THEMES, USUAL, picture, settle
from tests.ui.painted_text import PaintedText, painted_text
from tests.ui.showing import shown

READABLE = 4.5
WINDOWS = ("today_due", "day", "exercises", "settings", "card", "break", "delete_all", "export_refused")
"""With each kind of text, ground and button."""


def ground_of(text: PaintedText, at: QPoint, image: QImage) -> str:
    """The colour that there is most of around its letters."""
    box = text.box.toAlignedRect().translated(at).intersected(image.rect())
    across, down = range(box.left(), box.right() + 1, 3), range(box.top(), box.bottom() + 1, 2)
    seen = Counter(image.pixel(x, y) for x in across for y in down)
    return QColor(seen.most_common(1)[0][0]).name() if seen else ""


def over(colour: QColor, ground: str) -> str:
    """What a colour that may be half transparent looks like on it."""
    share, below = colour.alphaF(), QColor(ground)
    parts = (colour.red(), below.red()), (colour.green(), below.green()), (colour.blue(), below.blue())
    return QColor(*(round(one * share + other * (1 - share)) for one, other in parts)).name()


@pytest.mark.parametrize("name", WINDOWS)
def test_text_stands_out_from_what_is_behind_it(usual_look: Theme, name: str) -> None:
    faint: list[str] = []
    read = 0
    with shown(screens.SCREENS[name]()) as window:
        for choice in THEMES:
            usual_look.choose(choice)
            settle(window, USUAL)
            image = picture(window, 1).toImage()
            for widget in (window, *window.findChildren(QWidget)):
                if not widget.isVisibleTo(window) or not widget.isEnabled() or widget.window() is not window:
                    continue
                for text in painted_text(widget):
                    ground = ground_of(text, widget.mapTo(window, QPoint()), image)
                    read += bool(ground)
                    if ground and contrast(over(text.colour, ground), ground) < READABLE:
                        faint.append(f"{choice}: “{text.text}”, {text.colour.name()} on {ground}")
    assert [] == faint
    assert read > 4
