"""What periods are called in a sentence."""

from datetime import date

import pytest

from posture_app.core.pages import View
from posture_app.core.statistics.period_words import PeriodNames
from posture_app.core.statistics.periods import Length, period_of
from posture_app.ui.history.period_names import names_of
from tests.spoken import spoken

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("language", "view", "length", "day", "names"),
    [
        ("en", "month", Length.MONTH, date(2026, 2, 1), PeriodNames("in February", "in January")),
        ("en", "year", Length.YEAR, date(2025, 1, 1), PeriodNames("in 2025", "in 2024")),
        ("en", "year", Length.YEAR, TODAY, PeriodNames("so far in 2026", "in the same days of 2025")),
        ("de", "month", Length.MONTH, date(2026, 2, 1), PeriodNames("im Februar", "im Januar")),
        ("de", "year", Length.YEAR, date(2025, 1, 1), PeriodNames("im Jahr 2025", "im Jahr 2024")),
        ("de", "year", Length.YEAR, TODAY, PeriodNames("bisher im Jahr 2026", "an denselben Tagen im Jahr 2025")),
    ],
)
def test_a_year_has_words_of_its_own(language: str, view: View, length: Length, day: date, names: PeriodNames) -> None:
    with spoken(language):
        assert names == names_of(view, period_of(length, day), day, TODAY)
