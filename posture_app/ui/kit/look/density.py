"""How much room there is around and between things, as the person chose."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout, QWidget

NORMAL = "normal"
FACTORS: Mapping[str, float] = {"compact": 0.75, NORMAL: 1.0, "roomy": 1.25}
_factor = 1.0


def dense(pixels: int) -> int:
    """As many pixels as are wanted in place of these."""
    return round(pixels * _factor)


def space(density: str, widgets: Iterable[QWidget]) -> None:
    """Have this density from now on, also in what is made already: these are all widgets that there are."""
    global _factor
    before, _factor = _factor, FACTORS[density]
    if before == _factor:
        return
    for widget in widgets:
        if (layout := widget.layout()) is not None:
            _space(layout, _factor / before)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # buttons and fields are of another height


def _space(layout: QLayout, ratio: float) -> None:
    margins = layout.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    layout.setContentsMargins(*(round(side * ratio) for side in sides))
    layout.setSpacing(round(layout.spacing() * ratio))
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and (inner := item.layout()) is not None:
            _space(inner, ratio)
