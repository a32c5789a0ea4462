"""A slim scroll bar without arrows, in the colours of the palette."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from posture_app.ui.kit.paint import paint_box, paint_on

THICKNESS = 12
THUMB = 6.0


class ScrollBar(QScrollBar):
    """As thick as the style's one is to grab, half as thick to see."""

    def sizeHint(self) -> QSize:
        along = super().sizeHint()
        upright = self.orientation() is Qt.Orientation.Vertical
        return QSize(THICKNESS, along.height()) if upright else QSize(along.width(), THICKNESS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.minimum() == self.maximum():
            return  # an empty gutter
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        thumb = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self))
        spare = (THICKNESS - THUMB) / 2
        upright = self.orientation() is Qt.Orientation.Vertical
        thumb = thumb.adjusted(spare, 2, -spare, -2) if upright else thumb.adjusted(2, spare, -2, -spare)
        painter, _ = paint_on(self)
        colour = QColor(self.palette().placeholderText().color())
        colour.setAlphaF(0.8 if self.underMouse() or self.isSliderDown() else 0.5)
        paint_box(painter, thumb, THUMB / 2, fill=colour)
