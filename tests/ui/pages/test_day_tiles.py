"""The words of the figures on tiles."""

import pytest

from posture_app.ui.history.day_tiles import brief_length


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 min"), (3599, "59 min"), (3600, "1 h 00"), (19559, "5 h 25"), (86400, "24 h 00")]
)
def test_a_brief_length_is_no_time_of_day(seconds: int, text: str) -> None:
    assert text == brief_length(seconds)
