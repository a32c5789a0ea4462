"""What lies side by side, or below each other where there is not the room."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import label
from tests.ui.showing import shown


def test_two_lie_below_each_other_where_they_do_not_fit_side_by_side_and_nothing_is_cut(qt: object) -> None:
    page, first, second = QWidget(), QLabel("A picture"), label("Words that take as many lines as they need. " * 6)
    first.setFixedSize(150, 60)
    second.setMinimumWidth(200)
    both = Beside(first, second)
    column_of(both, on=page)
    with shown(page):
        for width, stacked in ((500, False), (320, True), (500, False)):
            page.resize(width, page.heightForWidth(width))
            for _ in range(3):
                QApplication.processEvents()
                page.resize(width, max(page.heightForWidth(width), page.minimumSizeHint().height()))
            assert stacked is both.stacked
            assert (second.y() >= first.height()) is stacked
            assert second.height() >= second.heightForWidth(second.width())
            assert second.geometry().right() < width
