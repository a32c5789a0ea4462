"""The report of `posture-app stats`, in the letters of a terminal."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.commands.stats import BLOCKS, PLAIN, Letters, bar, letters_for, part_name, report
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import PeriodRecord, read_period
from posture_app.core.statistics.periods import Length, Period, period_of
from posture_app.core.statistics.stats_words import MEASURES
from tests.ui.samples import Log, span

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def two_weeks(length: Length = Length.RANGE, now: datetime = MONDAY + 30 * DAY) -> PeriodRecord:
    """Nine days of 30 minutes and of 5 more each day, then one of 10 hours; 11 March is unknown."""
    log = Log()
    for shift in range(10):
        if shift != 9:
            log.kept_spans.append(span(MONDAY + shift * DAY, 30 + 5 * shift, zone="UTC"))
    log.kept_spans.append(span(MONDAY + 10 * DAY, 600, zone="UTC"))
    period = Period(Length.RANGE, date(2026, 3, 1), date(2026, 3, 14))
    return read_period(log, period, Settings(), zone="UTC", now=now)


def lines(record: PeriodRecord, by: Length, letters: Letters = BLOCKS, width: int = 80) -> list[str]:
    return list(report(record, by, letters, width))


@given(st.floats(0, 1), st.integers(1, 40), st.sampled_from([BLOCKS, PLAIN]))
def test_a_bar_is_as_long_as_its_share(share: float, width: int, letters: Letters) -> None:
    drawn = bar(share, width, letters)
    finest = len(letters.steps) - 1
    steps = sum(letters.steps.index(letter) for letter in drawn)
    assert len(drawn) <= width
    assert steps == pytest.approx(share * width * finest, abs=1)
    assert (steps > 0) == (share > 0)


def test_a_terminal_that_lacks_blocks_gets_plain_letters() -> None:
    assert BLOCKS == letters_for("utf-8")
    assert [PLAIN] * 4 == [letters_for(name) for name in ("ascii", "latin-1", None, "nonsense")]


def test_the_goal_of_kept_reminders_is_told_where_there_is_one() -> None:
    log = Log([span(MONDAY, 40, zone="UTC"), span(MONDAY + DAY, 40, zone="UTC")])
    for minutes, outcome in ((10, Outcome.KEPT), (20, Outcome.KEPT), (30, Outcome.MISSED)):
        log.kept_prompts.append(LoggedPrompt("stand", (), MONDAY + timedelta(minutes=minutes), "UTC", outcome))
    period = period_of(Length.MONTH, date(2026, 3, 2))

    def goals(settings: Settings) -> list[str]:
        record = read_period(log, period, settings, zone="UTC", now=MONDAY + 30 * DAY)
        return [line for line in lines(record, Length.DAY) if line.startswith("Goal")]

    assert 1 == len(goals(Settings()))
    sentences = {60: "met on 1 of 1 day.", 70: "met on 0 of 1 day."}
    for percent, words in sentences.items():
        assert f"Goal ({percent} % of reminders kept or more): {words}" == goals(Settings(goal_kept=percent))[1]


def test_of_an_imported_total_nothing_is_said_but_the_total() -> None:
    log = Log([span(MONDAY, 40, zone="UTC"), span(MONDAY + timedelta(minutes=50), 10, zone="UTC")])
    log.kept_totals.append(DayTotals(date(2026, 3, 3), 7200, 600))
    record = read_period(log, period_of(Length.WEEK, date(2026, 3, 2)), Settings(), zone="UTC", now=MONDAY + 30 * DAY)
    rows = {line[:14]: line[19:].split() for line in lines(record, Length.DAY) if "2026-03-0" in line}
    assert ["2:00", "█" * 9, "0:10", "–", "–", "–", "–"] == rows["Tue 2026-03-03"]
    assert "1.0" == next(line for line in lines(record, Length.WEEK) if "..08" in line).split()[5]
    assert "1 day imported, of which no more than the total is known." in lines(record, Length.DAY)


@pytest.mark.parametrize(
    ("part", "by", "name"),
    [
        (period_of(Length.DAY, date(2026, 3, 2)), Length.DAY, "Mon 2026-03-02"),
        (period_of(Length.WEEK, date(2026, 3, 2)), Length.WEEK, "2026-03-02..08"),
        (period_of(Length.WEEK, date(2026, 12, 30)), Length.WEEK, "2026-12-28..01-03"),
        (Period(Length.RANGE, date(2026, 3, 1), date(2026, 3, 1)), Length.WEEK, "2026-03-01"),
        (period_of(Length.MONTH, date(2026, 3, 2)), Length.MONTH, "2026-03"),
        (period_of(Length.YEAR, date(2026, 3, 2)), Length.YEAR, "2026"),
    ],
)
def test_rows_are_named_by_their_days(part: Period, by: Length, name: str) -> None:
    assert name == part_name(part, by)


def test_the_report_has_a_row_each_with_bars_to_scale() -> None:
    found = lines(two_weeks(), Length.WEEK)
    assert "2026-03-01 to 2026-03-14, 14 days: 10 days with a record." == found[0]
    rows = [line.split() for line in found if line.startswith("2026-03-0") and ".." in line]
    assert ["2026-03-02..08", "7", "0:45"] == rows[0][:3]
    assert ["2026-03-09..14", "3", "4:05", "█" * 9] == rows[1][:4]
    assert "█▋" == rows[0][3]
    assert ["Hours and minutes; sitting, standing and breaks are averages of a day."] == [
        line for line in found if line.startswith("Hours")
    ]


def test_an_unknown_day_between_others_is_no_zero() -> None:
    found = lines(two_weeks(), Length.DAY)
    assert ["Wed", "2026-03-11", "–", "–", "–", "–", "–", "–"] == next(
        line.split() for line in found if line.startswith("Wed 2026-03-11")
    )
    assert not any("2026-03-01" in line or "2026-03-13" in line for line in found[1:])


def test_the_summary_names_every_measure_beside_that_of_before() -> None:
    found = lines(two_weeks(), Length.WEEK)
    for each in MEASURES:
        assert any(line.startswith(each.name) for line in found), each.name
    assert "Longest sitting                 10 h 00 min             –" in found
    assert "                                10 days                 before (0 days of 14)" in found


def test_today_is_in_the_table_and_not_in_the_summary() -> None:
    record = two_weeks(now=MONDAY + 10 * DAY + timedelta(hours=11))
    found = lines(record, Length.DAY)
    assert "Today is in it as far as it has come." in found
    assert any(line.startswith("Thu 2026-03-12") for line in found)
    assert "Longest sitting                 1 h 10 min              –" in found
    assert any("9 days without today" in line for line in found)


@pytest.mark.parametrize("by", [Length.DAY, Length.WEEK, Length.MONTH, Length.YEAR])
def test_nothing_is_wider_than_the_terminal_or_beyond_its_letters(by: Length) -> None:
    found = lines(two_weeks(), by, PLAIN)
    assert max(map(len, found)) <= 80
    assert "\n".join(found).isascii()


def test_a_range_without_a_record_is_one_sentence() -> None:
    record = read_period(Log(), period_of(Length.MONTH, date(2026, 3, 2)), Settings(), zone="UTC", now=MONDAY)
    assert ["2026-03-01 to 2026-03-31, 31 days: nothing is recorded."] == lines(record, Length.WEEK)
