"""Scrolling to what has just appeared, and back to the top."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from posture_app.ui.kit.layout import viewport_of
from posture_app.ui.kit.look.theme import SPACE


def reveal(widget: QWidget) -> None:
    """Scroll the page until this can be seen; if there is no room for all of it, its beginning."""
    _lay_out()
    around = area_around(widget)
    if around is None or (inside := around.widget()) is None:
        return
    top = widget.mapTo(inside, widget.rect().topLeft()).y() - SPACE * 2
    end = top + widget.height() + SPACE * 4
    bar, room = around.verticalScrollBar(), viewport_of(around).height()
    if end > bar.value() + room:
        bar.setValue(min(top, end - room))
    if top < bar.value():
        bar.setValue(top)


def show_top(widget: QWidget) -> None:
    """Scroll the page that this lies on to its beginning."""
    if (around := area_around(widget)) is not None:
        around.verticalScrollBar().setValue(0)


def in_sight(widget: QWidget) -> bool:
    """Whether all of this can be seen where its page is scrolled to now."""
    _lay_out()
    if (around := area_around(widget)) is None:
        return True
    room = viewport_of(around)
    return room.rect().contains(QRect(widget.mapTo(room, QPoint()), widget.size()))


def _lay_out() -> None:
    """At once, what may have been shown this moment."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def area_around(widget: QWidget) -> QScrollArea | None:
    """What scrolls this widget."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
