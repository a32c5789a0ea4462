"""The ring of the running stretch."""

import pytest
from PySide6.QtGui import QFontMetricsF

from posture_app.core.status_words import Glance
from posture_app.ui.charts.dial import STROKE, Dial
from tests.ui.showing import shown


@pytest.mark.parametrize(("large", "small"), [("18 min", "of 30 min"), ("12 h 52 min", "12 h 22 min over")])
def test_its_words_lie_within_the_ring_however_long_one_has_sat(qt: object, large: str, small: str) -> None:
    with shown(Dial()) as dial:
        dial.resize(dial.sizeHint())
        dial.show_state(Glance.DUE, 1.0, large=large, small=small)
        fonts = dial.fitted(large, 1.7, strong=True), dial.fitted(small, 0.92)
        for font, text in zip(fonts, (large, small), strict=True):
            assert QFontMetricsF(font).horizontalAdvance(text) <= dial.width() - 2 * STROKE
        assert fonts[0].pointSizeF() > fonts[1].pointSizeF()
