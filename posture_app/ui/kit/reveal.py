"""Scrolling to what has just appeared."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from posture_app.ui.kit.theme import SPACE


def reveal(widget: QWidget) -> None:
    """Scroll the page until this can be seen; if there is no room for all of it, its beginning."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # it may have been shown this moment
    around: QWidget | None = widget
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None or (inside := around.widget()) is None:
        return
    top = widget.mapTo(inside, widget.rect().topLeft()).y() - SPACE * 2
    end = top + widget.height() + SPACE * 4
    bar, room = around.verticalScrollBar(), around.viewport().height()
    if end > bar.value() + room:
        bar.setValue(min(top, end - room))
    if top < bar.value():
        bar.setValue(top)
