"""The page of any day: what it shows of each kind of day, and of what was done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QWidget

from posture_app.core.calendar import DaysOff
from posture_app.core.formats import long_day
from posture_app.core.record.diary import Correction, Session
from posture_app.core.session.ends import Ended
from posture_app.core.spans import Origin, Posture
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.log.log import open_log, open_to_read
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.timeline import Timeline
from posture_app.ui.pages.main_window import MainWindow
from tests.ui.history.days_person import DAY, HOUR, TWO, YESTERDAY, Page, at_the_page, earlier
from tests.ui.lessons import NECK_TILT
from tests.ui.samples import NOW, SITTING, TODAY, ZONE, Log, span
from tests.ui.showing import button, shown
from tests.ui.sources import Desk

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def page() -> Iterator[Page]:
    yield from at_the_page()


def test_it_begins_with_today_and_any_day_can_be_turned_to(page: Page) -> None:
    assert ("Wednesday, 4 March", "Today") == (page.title(), page.text("history remark"))
    enabled = [button(page.window, name).isEnabled() for name in ("present", "earlier", "later")]
    assert [False, True, False] == enabled
    assert "Sitting: 4 h 32 min 3 h 28 min left of your goal of 8 h" == page.tile("Sitting")
    earlier(page)
    assert ("Tuesday, 3 March", "Yesterday") == (page.title(), page.text("history remark"))
    assert "below your goal of 8 h" in page.tile("Sitting")
    assert page.text("day sentence").startswith("Between 08:39 and 17:29 you sat 6 h 32 min, ")
    assert "Reminders kept: 6 of 9" == page.tile("Reminders kept")
    earlier(page)
    assert "2 days ago" == page.text("history remark")
    page.press("later")
    assert "Yesterday" == page.text("history remark")
    page.press("present")
    assert "Today" == page.text("history remark")


def test_the_day_is_picked_from_a_calendar_that_ends_today(page: Page) -> None:
    page.press("day title")
    popup = page.window.findChild(QWidget, "pick a day")
    calendar = page.window.findChild(QCalendarWidget)
    assert popup is not None
    assert calendar is not None
    assert (QDate(2026, 3, 4), QDate(1971, 1, 1)) == (calendar.maximumDate(), calendar.minimumDate())
    assert QDate(2026, 3, 4) == calendar.selectedDate()
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert "Yesterday" == page.text("history remark")
    page.press("day title")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert "Yesterday" == page.text("history remark")


def test_another_year_is_told(page: Page) -> None:
    page.press("day title")
    calendar = page.window.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.activated.emit(QDate(2025, 12, 31))
    assert "Wednesday, 31 December 2025" == page.title()


def test_earlier_ends_at_the_first_record(page: Page) -> None:
    first = page.desk.sources(page.log).first_day()
    earlier(page, (TODAY - first).days)
    assert page.title().startswith(long_day(first))
    assert not button(page.window, "earlier").isEnabled()


def test_of_a_day_without_a_record_nothing_is_known_which_is_not_zero(page: Page) -> None:
    earlier(page, 4)
    unknown = page.window.findChild(QWidget, "unknown day")
    assert unknown is not None
    assert unknown.isVisible()
    assert "Nothing is known of this day" in [found.text() for found in unknown.findChildren(QLabel)]
    assert "" == page.tile("Sitting")
    assert [] == [found for found in page.window.findChildren(Timeline) if found.isVisible()]
    earlier(page)
    assert not unknown.isVisible()


def test_of_today_it_is_not_said_that_nobody_was_seen(qt: object) -> None:
    with shown(MainWindow(Desk(SITTING).sources(Log()))) as window:
        window.show_history("day")
        unknown = window.findChild(QWidget, "unknown day")
        assert unknown is not None
        words = [found.text() for found in unknown.findChildren(QLabel)]
        assert "Nothing is recorded of today yet" in words
        assert not [text for text in words if "nobody" in text]


def test_a_day_known_by_its_totals_says_so_and_claims_no_more(page: Page) -> None:
    page.log.kept_totals.append(DayTotals(TODAY - 4 * DAY, 3600, 1800))
    earlier(page, 4)
    assert "no more of this day than its totals" in page.text("totals only")
    assert "Sitting: 1 h 00 min 7 h 00 min below your goal of 8 h" == page.tile("Sitting")
    assert "Standing: 30 min" == page.tile("Standing")
    assert ["", ""] == [page.tile(name) for name in ("Longest in one go", "Reminders kept")]
    page.say("10:00", "10:30", "sitting")
    assert "" == page.text("totals only")
    assert "Sitting: 30 min 7 h 30 min below your goal of 8 h" == page.tile("Sitting")


@pytest.mark.parametrize(("kept", "settings"), [([YESTERDAY], ()), ([], ((YESTERDAY, YESTERDAY),))])
def test_a_day_off_is_told_as_it_came_or_as_the_settings_have_it(
    page: Page, kept: list[date], settings: DaysOff
) -> None:
    page.log.kept_days_off.extend(kept)
    page.desk.settings = replace(page.desk.settings, days_off=settings)
    earlier(page)
    assert "Yesterday, a day off" == page.text("history remark")


def origins(page: Page) -> list[str]:
    """What the legends that are seen say of where things are known from."""
    seen = [found for found in page.window.findChildren(Legend, "timeline legend") if found.isVisible()]
    words = [word for legend in seen for word, _ in legend.entries]
    return [word for word in words if word in ("Corrected", "Other computer", "Imported")]


def test_the_legend_says_how_things_are_known_where_it_is_not_from_here(page: Page) -> None:
    earlier(page)
    assert [] == origins(page)
    for origin, at in ((Origin.ELSEWHERE, TWO + 6 * HOUR), (Origin.IMPORTED, TWO + 8 * HOUR)):
        page.log.kept_spans.append(replace(span(at, 30), origin=origin))
    page.say("07:00", "07:30", "standing")
    assert ["Corrected", "Other computer", "Imported"] == origins(page)
    page.window.show_page("today")
    assert [] == origins(page)


def test_today_has_the_same_marks(page: Page) -> None:
    page.say("12:20", "12:50", "standing")
    page.window.show_page("today")
    assert ["Corrected"] == origins(page)
    words = [page.timeline.part_words(part) for part in range(page.timeline.part_count())]
    assert "Corrected: standing 12:20 to 12:50, 30 min" in words


def test_exercises_done_are_listed_by_time_in_words(page: Page) -> None:
    done = page.log.diary.done_sessions
    done.append(Session("gone_for_long", TWO + HOUR, ZONE, 45, ended=Ended.STOPPED))
    done.append(Session(NECK_TILT.id, TWO, ZONE, 120))
    done.append(Session(NECK_TILT.id, TWO - 24 * HOUR, ZONE, 120))
    assert [] == page.sessions()
    earlier(page)
    assert ["Neck side tilt, 2 min, 14:00", "gone_for_long, 45 s, 15:00, not to its end"] == page.sessions()


def test_a_change_from_outside_shows_at_once(page: Page) -> None:
    before = page.tile("Standing")
    page.log.diary.correct(Correction(Posture.STANDING, NOW - 2 * HOUR, NOW - HOUR, ZONE, NOW))
    page.window.reread()
    assert before != page.tile("Standing")
    assert 1 == len(page.listed())


def test_a_log_that_cannot_be_read_is_told(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    from posture_app.core.errors import KnownError  # noqa: PLC0415

    def locked(*_: object) -> None:
        raise KnownError("The log is locked.")

    page.window._sources.diary.corrections = locked  # type: ignore[method-assign, assignment]
    earlier(page)
    assert ["The log is locked."] == list(page.window.notices)
    caplog.clear()


def test_it_works_on_a_real_log(tmp_path: Path) -> None:
    path, desk = tmp_path / "log.db", Desk(SITTING)
    log = open_log(path, now=NOW).log
    log.record(span(TWO - HOUR, 180))
    log.done(Session(NECK_TILT.id, TWO, ZONE, 120))
    try:
        with shown(MainWindow(replace(desk.sources(), history=log, diary=log.diary, done=log.done))) as window:
            page = Page(window, desk, Log())
            earlier(page)
            page.say("14:00", "15:00", "standing")
            page.note.setPlainText("Kept")
            assert "Sitting: 2 h 00 min 6 h 00 min below your goal of 8 h" == page.tile("Sitting")
            assert ["Neck side tilt, 2 min, 14:00"] == page.sessions()
    finally:
        log.close()
    with open_to_read(path) as history:
        assert ["sitting", "standing", "sitting"] == [each.posture for each in history.spans()]
        assert "Kept" == history.diary.note(YESTERDAY)
