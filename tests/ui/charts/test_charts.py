"""The painted charts: what they show, and how keyboard, pointer and screen reader read them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Origin, Posture
from posture_app.ui.charts.bar_legend import show_legend
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.chart import NONE, Chart
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.origin_marks import TINT
from posture_app.ui.charts.timeline import APART, MARKS, SIDE, TRACK, Timeline
from posture_app.ui.kit.look.paint import paint_on
from posture_app.ui.kit.look.theme import colours
from tests.ui.samples import MINUTE, ZONE, record, span
from tests.ui.showing import colour_at, shown

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
DAY = record([span(AT, 120), span(AT + 180 * MINUTE, 120, Posture.STANDING, EndedBy.SAT)])
BARS = [
    Bar("Mon", "2 h", "2:00", 7200, "Monday: sat 2 h"),
    Bar("Tue", "–", "–", None, "Tuesday: nothing recorded"),
    Bar("Wed", "0 s", "0:00", 0, "Wednesday: sat 0 s"),
    Bar("Today", "10 h", "10:00", 36000, "Today: sat 10 h", marked=True),
]


@pytest.fixture
def timeline(qt: object) -> Iterator[Timeline]:
    with shown(Timeline()) as widget:
        widget.resize(800, widget.sizeHint().height())
        widget.show_day(DAY)
        yield widget


@pytest.fixture
def bars(qt: object) -> Iterator[Bars]:
    with shown(Bars("bars", "Sitting per day")) as widget:
        widget.resize(600, 300)
        widget.show_bars(BARS, 8 * 3600)
        yield widget


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


@pytest.mark.parametrize(("key", "part"), [(Qt.Key.Key_Right, 0), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 3)])
def test_the_keyboard_reaches_every_part_and_stops_at_the_ends(bars: Bars, key: Qt.Key, part: int) -> None:
    press(bars, key)
    assert part == bars.cursor_part
    press(bars, *[Qt.Key.Key_Right] * 9)
    assert 3 == bars.cursor_part
    press(bars, *[Qt.Key.Key_Left] * 9)
    assert 0 == bars.cursor_part


def test_the_part_under_the_cursor_is_told_to_page_and_screen_reader(bars: Bars) -> None:
    told: list[str] = []
    bars.pointed.connect(told.append)
    press(bars, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert "Tuesday: nothing recorded" == bars.accessibleDescription()
    press(bars, Qt.Key.Key_Escape)
    assert ["Monday: sat 2 h", "Tuesday: nothing recorded", ""] == told
    assert "" == bars.accessibleDescription()


def test_a_part_is_chosen_by_a_click_by_enter_and_by_a_double_click_once(bars: Bars) -> None:
    chosen: list[int] = []
    bars.chosen.connect(chosen.append)
    today, left = bars.part_box(3).center().toPoint(), Qt.MouseButton.LeftButton
    QTest.mouseClick(bars, left, pos=today)
    assert [3] == chosen
    QTest.mouseDClick(bars, left, pos=today)  # the second click of one
    QTest.mousePress(bars, left, pos=today)
    QTest.mouseRelease(bars, left, pos=bars.part_box(0).center().toPoint())
    QTest.mouseClick(bars, Qt.MouseButton.RightButton, pos=today)
    assert [3] == chosen
    press(bars, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert [3, 0, 0] == chosen


def test_the_pointer_takes_the_cursor_along_and_leaves_with_it(timeline: Timeline) -> None:
    QTest.mouseMove(timeline, timeline.part_box(2).center().toPoint())
    assert "Standing 12:00 to 14:00, 2 h 00 min, then sat down" == timeline.accessibleDescription()
    timeline.move_cursor(timeline.part_at(QPoint(1, 1).toPointF()))
    assert NONE == timeline.cursor_part


@pytest.mark.parametrize("chart", ["timeline", "bars"])
def test_an_empty_chart_takes_keys_and_paints(chart: str, qt: object) -> None:
    empty: Chart = Timeline() if chart == "timeline" else Bars("empty", "Empty")
    with shown(empty):
        press(empty, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Escape)
        assert NONE == empty.cursor_part
        assert not empty.grab().isNull()


def test_the_band_is_as_long_as_the_spans_and_has_their_colours(timeline: Timeline) -> None:
    sitting, gap, standing = (timeline.part_box(index) for index in range(3))
    assert sitting.width() == pytest.approx(standing.width())
    assert sitting.width() == pytest.approx((timeline.width() - 2 * SIDE) * 2 / 10, abs=0.1)
    c, low = colours(timeline), MARKS + TRACK * 0.75
    found = [colour_at(timeline, box.center().x(), low) for box in (sitting, gap, standing)]
    assert [c.sitting, c.sunken, c.standing] == found


def test_standing_differs_from_sitting_by_its_height_too(timeline: Timeline) -> None:
    sitting, _, standing = (timeline.part_box(index) for index in range(3))
    c, high = colours(timeline), MARKS + TRACK * 0.25
    found = [colour_at(timeline, box.center().x(), high) for box in (sitting, standing)]
    assert [c.sitting, c.sunken] == found


def signs(timeline: Timeline) -> list[QRectF]:
    """Where the signs of reminders are, from left to right."""
    boxes = [timeline.part_box(index) for index in range(timeline.part_count())]
    return sorted((box for box in boxes if box.bottom() <= MARKS), key=QRectF.left)


@given(minutes=st.lists(st.integers(0, 299), min_size=1, max_size=40), width=st.integers(320, 1600))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_signs_stand_where_a_reminder_was_shown_never_after_now_and_none_covers_another(
    timeline: Timeline, minutes: list[int], width: int
) -> None:
    timeline.resize(width, timeline.height())
    at = [AT + each * MINUTE for each in sorted(minutes)]
    timeline.show_day(replace(DAY, showings=tuple(LoggedPrompt("stand", (), each, ZONE, Outcome.KEPT) for each in at)))
    found = [box.center().x() for box in signs(timeline)]
    x = [timeline._x(each) for each in at]
    assert all(min(abs(place - each) for each in x) < 1 for place in found)
    assert found[-1] <= timeline._x(DAY.now) + 1
    assert all(after - before >= APART for before, after in pairwise(found))
    assert all(any(0 <= each - place < APART for place in found) for each in x)


@pytest.mark.parametrize("missed", [False, True])
def test_reminders_near_each_other_are_one_sign_with_their_number_and_a_list(timeline: Timeline, missed: bool) -> None:
    def painted(*outcomes: Outcome) -> dict[str, int]:
        """How many points above the band have the colour of each."""
        showings = [
            LoggedPrompt(kind, (), AT + (30 + 2 * n) * MINUTE, ZONE, each)
            for n, (kind, each) in enumerate(zip(("stand", "stretch", "feet"), outcomes, strict=True))
        ]
        timeline.show_day(replace(DAY, showings=tuple(showings)))
        image, c = timeline.grab().toImage(), colours(timeline)
        found = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(MARKS - 2)]
        return {name: sum(near(name, each) for each in found) for name in (c.text, c.over)}

    c = colours(timeline)
    found = painted(*[Outcome.MISSED if missed else Outcome.KEPT] * 3)
    assert 1 == len(signs(timeline))
    assert found[c.over if missed else c.text] > 10
    index = next(i for i in range(timeline.part_count()) if timeline.part_box(i).bottom() <= MARKS)
    words = timeline.part_words(index)
    assert words.startswith("3 reminders: ")
    assert 3 == len(words.split("; "))


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        ([Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED], ""),
        ([Outcome.KEPT, None], "No answer yet"),
        ([Outcome.SNOOZED, Outcome.SNOOZED], "Snoozed"),
        ([Outcome.SNOOZED, None], "Others"),
        ([Outcome.AWAY], "Others"),
    ],
)
def test_the_legend_names_grey_reminders_where_there_are_some(
    timeline: Timeline, outcomes: list[Outcome | None], word: str
) -> None:
    showings = [
        LoggedPrompt("stand", (), AT + index * 30 * MINUTE, ZONE, outcome) for index, outcome in enumerate(outcomes)
    ]
    timeline.show_day(replace(DAY, showings=tuple(showings)))
    wanted = ["Sitting", "Standing", "Kept", "Missed", *([word] if word else [])]
    assert wanted == [name for name, _ in timeline.samples]


def test_a_day_that_shrinks_takes_the_cursor_off_a_part_that_is_gone(timeline: Timeline) -> None:
    press(timeline, Qt.Key.Key_End)
    timeline.show_day(record([span(AT, 400)]))
    assert NONE == timeline.cursor_part
    assert "" == timeline.accessibleDescription()


def test_a_part_that_changes_under_the_cursor_is_told_anew(timeline: Timeline) -> None:
    press(timeline, Qt.Key.Key_Home)
    told: list[str] = []
    timeline.pointed.connect(told.append)
    timeline.show_day(record([span(AT, 90)]))
    assert ["Sitting 09:00 to 10:30, 1 h 30 min, then left"] == told


def test_spans_that_overlap_lie_one_above_the_other(timeline: Timeline) -> None:
    timeline.show_day(record([span(AT, 60, ended_by=EndedBy.CLOCK), span(AT + 30 * MINUTE, 60)]))
    upper, lower = timeline.part_box(0), timeline.part_box(1)
    assert upper.bottom() == lower.top()
    assert timeline.part_at(lower.center()) == 1


def test_a_reminder_is_found_above_the_band(timeline: Timeline) -> None:
    timeline.show_day(replace(DAY, showings=(LoggedPrompt("stand", (), AT + 30 * MINUTE, ZONE, Outcome.MISSED),)))
    words = {timeline.part_words(index): timeline.part_box(index) for index in range(timeline.part_count())}
    box = words["Reminder to get up at 09:30: missed"]
    assert box.bottom() <= MARKS
    assert timeline.part_words(timeline.part_at(box.center())) == "Reminder to get up at 09:30: missed"


@pytest.mark.parametrize("posture", Posture)
def test_how_a_piece_is_known_shows_without_colour_alone(timeline: Timeline, posture: Posture) -> None:
    looks = set()
    for origin in Origin:
        timeline.show_day(record([replace(span(AT, 120, posture), origin=origin)]))
        image, box = timeline.grab().toImage(), timeline.part_box(0)
        low = round(box.bottom())
        xs, ys = range(round(box.left()) + 4, round(box.left()) + 28), range(low - 16, low - 4)
        grey = [image.pixelColor(x, y).lightness() for y in ys for x in xs]
        looks.add((len(set(grey)) > 1, tuple(grey)))
    assert len(Origin) == len(looks)
    assert {True, False} == {patterned for patterned, _ in looks}


def test_where_it_was_not_the_person_is_striped(timeline: Timeline) -> None:
    timeline.show_day(replace(record([span(AT, 60)]), denied=((AT + 60 * MINUTE, AT + 180 * MINUTE),)))
    image, box = timeline.grab().toImage(), timeline.part_box(1)
    y, xs = round(box.center().y()), range(round(box.left()) + 4, round(box.right()) - 4)
    assert colours(timeline).sunken in {image.pixelColor(x, y).name() for x in xs}
    assert 2 < len({image.pixelColor(x, y).name() for x in xs})


def test_a_piece_is_chosen_by_click_or_enter_and_a_reminder_is_not(timeline: Timeline) -> None:
    timeline.show_day(replace(DAY, showings=(LoggedPrompt("stand", (), AT + 30 * MINUTE, ZONE, Outcome.MISSED),)))
    picked: list[tuple[datetime, bool]] = []
    timeline.picked.connect(lambda segment, by_key: picked.append((segment.start, by_key)))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for part in range(2):
        QTest.mouseClick(timeline, left, none, timeline.part_box(part).center().toPoint())
    QTest.mouseClick(timeline, Qt.MouseButton.RightButton, none, timeline.part_box(0).center().toPoint())
    QTest.mouseClick(timeline, left, none, QPoint(1, 1))
    press(timeline, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert [(AT, False), (AT + 180 * MINUTE, True)] == picked


def test_an_unknown_day_looks_different_from_one_without_sitting(bars: Bars) -> None:
    def darkest(index: int) -> int:
        """How light the words are that are written below it."""
        box, image = bars.part_box(index), bars.grab().toImage()
        xs, ys = range(round(box.left()) + 4, round(box.right()) - 4), range(bars.height() - 20, bars.height() - 3)
        return min(image.pixelColor(x, y).lightness() for x in xs for y in ys)

    assert darkest(2) + 20 < darkest(1)


def test_nothing_is_drawn_where_nothing_is_known(bars: Bars) -> None:
    plot, box, image = bars._plot(), bars.part_box(1), bars.grab().toImage()
    goal, columns = bars._y(8 * 3600), range(round(box.left()) + 4, round(box.right()) - 4)
    lines = [y for y in range(round(plot.top()), round(plot.bottom())) if abs(y - goal) > 3]  # not its dashes
    assert {1} == {len({image.pixelColor(x, y).name() for x in columns}) for y in lines}


def test_only_what_exceeds_the_goal_is_drawn_as_too_much(bars: Bars) -> None:
    c, x = colours(bars), bars.part_box(3).center().x()
    assert c.over == colour_at(bars, x, bars._y(9 * 3600))
    assert c.sitting == colour_at(bars, x, bars._y(4 * 3600))
    assert c.sitting == colour_at(bars, bars.part_box(0).center().x(), bars._y(3600))


@pytest.mark.parametrize("hours", [(1, 1, 1, 1), (1, 1, 1, 10), (1, 1, 10, 1), (10, 1, 10, 10), (10, 10, 10, 10)])
@pytest.mark.parametrize("width", [320, 600])
def test_the_words_of_the_goal_cover_no_bar(bars: Bars, hours: tuple[int, ...], width: int) -> None:
    bars.resize(width, 300)
    bars.show_bars([Bar("Mon", "", "", each * 3600, "", 1800, before_s=each * 3500) for each in hours], 8 * 3600)
    box, within = bars._goal_box(8 * 3600, 70), QRectF(bars.rect())
    assert within.contains(box)
    for at, each in enumerate(hours):
        part = bars.part_box(at)
        part.setTop(bars._y(each * 3600))
        assert not box.intersects(part)
    assert (max(hours) > 1) or bars._plot().right() == box.right()


@pytest.mark.parametrize("hours", [0, 0.2, 5, 8, 16, 24])
@pytest.mark.parametrize("goal", [1, 7.5, 16])
def test_the_axis_holds_the_highest_bar_and_the_goal_in_few_steps(bars: Bars, hours: float, goal: float) -> None:
    bars.show_bars([Bar("Mon", "", "", round(hours * 3600), "")], round(goal * 3600))
    assert max(hours, goal) <= bars._top
    assert bars._top / bars._step <= 5


MONTH = [
    Bar(str(day), "5 h 16 min", "5:16", 18960, f"{day}", standing_s=3600)
    if day != 7
    else Bar("7", "–", "–", None, "7: no data")
    for day in range(1, 32)
]


def test_many_days_leave_room_for_standing_beside_each_bar(bars: Bars) -> None:
    bars.resize(420, 260)
    bars.show_bars(MONTH, 8 * 3600)
    c, y = colours(bars), bars._y(1800)
    for index in (0, 15, 30):
        part = bars.part_box(index)
        image = bars.grab().toImage()
        row = [image.pixelColor(x, round(y)).name() for x in range(round(part.left()), round(part.right()))]
        assert c.sitting in row, index
        assert c.standing in row, index
        assert row.index(c.sitting) < row.index(c.standing)
        assert c.sitting not in row[row.index(c.standing) :]


def test_many_days_are_named_where_there_is_room_and_have_no_figures_below(bars: Bars) -> None:
    def dark(index: int, line: int) -> bool:
        """Whether anything is written in this line below a bar."""
        image, part = bars.grab().toImage(), bars.part_box(index)
        high = bars.fontMetrics().height()
        top = round(bars._plot().bottom() + 6 + line * high)
        xs, ys = range(round(part.left()) + 1, round(part.right()) - 1), range(top + 2, top + high)
        return any(image.pixelColor(x, y) != bars.palette().window().color() for x in xs for y in ys)

    bars.resize(900, 260)
    bars.show_bars(MONTH, 8 * 3600)
    assert [True] * 31 == [dark(index, 0) for index in range(31)]
    assert [] == [index for index in range(31) if dark(index, 1)]  # nor a sign of the unknown day
    bars.resize(420, 260)
    assert [True, False] == [dark(9, 0), dark(10, 0)]


def test_the_present_day_is_named_before_its_neighbours(bars: Bars) -> None:
    bars.resize(420, 260)
    bars.show_bars([replace(bar, marked=bar.label == "11") for bar in MONTH], 8 * 3600)
    image, high = bars.grab().toImage(), bars.fontMetrics().height()
    top, part = round(bars._plot().bottom() + 6), bars.part_box(10)
    xs, ys = range(round(part.left()), round(part.right())), range(top, top + high)
    assert min(image.pixelColor(x, y).lightness() for x in xs for y in ys) < 80


def parts(colour: str) -> tuple[int, int, int]:
    found = QColor(colour)
    return found.red(), found.green(), found.blue()


def pale(bars: Bars, colour: str) -> str:
    """The ground of a bar of this colour that was imported."""
    pairs = zip(parts(colour), parts(colours(bars).surface), strict=True)
    return QColor(*(round(TINT * over + (1 - TINT) * under) for over, under in pairs)).name()


def near(one: str, other: str) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(parts(one), parts(other), strict=True))


def test_what_was_imported_is_pale_with_an_outline_and_so_is_what_exceeds_the_goal(bars: Bars) -> None:
    bars.show_bars([replace(bar, imported=True) for bar in BARS], 8 * 3600)
    c, column = colours(bars), bars._column(3)
    for hours, colour in ((9, c.over), (4, c.sitting)):
        assert near(pale(bars, colour), colour_at(bars, column.center().x(), bars._y(hours * 3600) - 3))
        assert near(colour, colour_at(bars, column.left(), bars._y(hours * 3600) - 3))


def ground(bars: Bars) -> str:
    """What shows where nothing is painted."""
    return bars.palette().window().color().name()


def test_what_there_was_before_looks_out_from_behind_at_its_height(bars: Bars) -> None:
    bars.show_bars([replace(BARS[0], before_s=6 * 3600), *BARS[1:]], 8 * 3600)
    c, column = colours(bars), bars._column(0)
    assert c.outline == colour_at(bars, column.left() - 3, bars._y(1800))
    assert c.outline == colour_at(bars, column.center().x(), bars._y(4 * 3600 + 1800))
    assert ground(bars) == colour_at(bars, column.center().x(), bars._y(6 * 3600 + 1800))
    assert c.sitting == colour_at(bars, column.center().x(), bars._y(1800))


BEFORE = [
    replace(BARS[0], before_s=6 * 3600, before_words="Monday before: sat 6 h"),  # higher than the one in front
    replace(BARS[1], before_s=4 * 3600, before_words="Tuesday before: sat 4 h"),  # of which there is none
    BARS[2],
    replace(BARS[3], before_s=600, before_words="A week ago: sat 10 min"),  # hidden but for a strip
]


def test_where_bars_touch_the_time_before_hides_none_of_them(bars: Bars) -> None:
    alone = [Bar("Mon", "", "", 6 * 3600, "") for _ in range(300)]
    pictures = []
    for before in (None, 6 * 3600):
        bars.show_bars([replace(each, before_s=before) for each in alone], 8 * 3600)
        pictures.append(bars.grab().toImage())
    y = round(bars._y(3 * 3600))
    first, last = bars._column(1), bars._column(299)
    across = range(round(first.left()) + 1, round(last.right()) - 1)
    assert [] == [x for x in across if pictures[0].pixelColor(x, y) != pictures[1].pixelColor(x, y)]


def test_the_bars_behind_are_parts_of_their_own_that_come_before_the_others_by_keys(bars: Bars) -> None:
    bars.show_bars(BEFORE, 8 * 3600)
    chosen: list[tuple[int, bool]] = []
    bars.chosen.connect(lambda part: chosen.append(bars.bar_of(part)))
    assert 7 == bars.part_count()
    press(bars, Qt.Key.Key_Left)
    assert "Today: sat 10 h" == bars.accessibleDescription()
    for words in ("Wednesday: sat 0 s", "Tuesday: nothing recorded", "Monday: sat 2 h", "A week ago: sat 10 min"):
        press(bars, Qt.Key.Key_Left)
        assert words == bars.accessibleDescription()
    press(bars, Qt.Key.Key_Return, *[Qt.Key.Key_Left] * 3, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Return)
    press(bars, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right)
    press(bars, Qt.Key.Key_Return)
    assert [(3, True), (0, True), (0, False), (3, False), (0, False)] == chosen


def test_a_click_meets_the_bar_behind_where_it_is_in_sight_and_beside_the_one_in_front(bars: Bars) -> None:
    bars.show_bars(BEFORE, 8 * 3600)

    def met(at: int, hours: float, aside: float = 0) -> tuple[int, bool]:
        """What is met in the middle of this bar, or so far to its left, at this height."""
        column = bars._column(at)
        x = column.left() - aside if aside else column.center().x()
        return bars.bar_of(bars.part_at(QPointF(x, bars._y(hours * 3600))))

    assert [(0, False), (0, True), (0, False)] == [met(0, hours) for hours in (1, 4, 7)]
    assert [(0, True), (0, True), (0, False)] == [met(0, hours, aside=4) for hours in (1, 4, 7)]
    assert [(1, True), (1, False)] == [met(1, hours) for hours in (2, 5)]
    assert (2, False) == met(2, 1, aside=4)
    assert [(3, False), (3, True), (3, True), (3, False)] == [
        met(3, 0.1),
        met(3, 0.1, 4),
        met(3, 0.5, 20),
        met(3, 5, 4),
    ]
    for part in range(bars.part_count()):  # where a screen reader clicks
        assert part == bars.part_at(bars.part_box(part).center())


def test_the_pointer_frames_the_bar_behind_and_says_it(bars: Bars) -> None:
    bars.show_bars(BEFORE, 8 * 3600)
    column = bars._column(0)
    above = QPointF(column.center().x(), bars._y(5 * 3600))
    QTest.mouseMove(bars, above.toPoint())
    assert "Monday before: sat 6 h" == bars.accessibleDescription()
    frame = bars.cursor_box(bars.cursor_part)
    assert bars._y(6 * 3600) - 4 < frame.top() < bars._y(6 * 3600)
    assert frame.left() < column.left() - 3


def test_the_average_is_a_line_at_its_height_from_end_to_end(bars: Bars) -> None:
    bars.show_bars(BARS, 8 * 3600, 5 * 3600 + 1800)
    y = round(bars._y(5 * 3600 + 1800))
    image = bars.grab().toImage()
    inked = [x for x in range(bars.width()) if image.pixelColor(x, y).lightness() < 128]
    inside = [x for x in inked if bars._plot().left() <= x <= bars._plot().right()]
    assert inside[0] < bars._plot().left() + 6
    assert inside[-1] > bars._plot().right() - 6
    assert ground(bars) == colour_at(bars, bars.part_box(1).center().x() + 2, y + 6)


def test_a_weekend_has_another_ground(bars: Bars) -> None:
    bars.show_bars([replace(BARS[1], weekend=True), *BARS[1:]], 8 * 3600)
    grounds = [colour_at(bars, bars.part_box(at).center().x(), bars._y(3600) + 5) for at in (0, 1)]
    assert grounds[1] == ground(bars) != grounds[0]


def test_bars_without_a_goal_have_no_line_and_long_ones_the_colour_of_a_warning(bars: Bars) -> None:
    bars.show_bars([BARS[3], replace(BARS[3], long=True)])
    c = colours(bars)
    assert [c.sitting, c.over] == [colour_at(bars, bars._column(at).center().x(), bars._y(32400)) for at in (0, 1)]
    assert 12 == bars._top


def test_the_legend_says_what_there_is_to_tell_apart(qt: object) -> None:
    legend = Legend(())
    with shown(legend):
        for some, words in (
            ([BARS[0]], "Sitting"),
            ([replace(BARS[0], imported=True)], "Sitting, Imported"),
            ([replace(BARS[0], imported=True), MONTH[0]], "Sitting, Imported, Standing"),
            ([replace(BARS[0], before_s=0, weekend=True)], "Sitting, January, Weekend"),
        ):
            show_legend(legend, some, before="January")
            assert (words, words != "Sitting") == (legend.accessibleName(), legend.isVisible())
        show_legend(legend, [BARS[0]], average_s=6 * 3600 + 1380)
        assert "Sitting, Average 6 h 23 min" == legend.accessibleName()


def months(years: int, first: int = 4) -> list[Bar]:
    """Bars of so many years from April on; the last one is not known."""
    made = []
    for shift in range(years * 12):
        month, year = (first - 1 + shift) % 12 + 1, 2006 + (first - 1 + shift) // 12
        label = str(year) if month == 1 else f"M{month}"
        known = shift + 1 < years * 12
        made.append(Bar(label, "5 h", "5:00", 18000 if known else None, label, 3600 * known, major=month == 1))
    return made


@pytest.mark.parametrize("width", [380, 640, 1000])
@pytest.mark.parametrize("years", [1, 4, 8, 20, 25])
def test_bars_of_many_years_neither_overlap_nor_leave_a_gap_that_looks_like_an_unknown_month(
    bars: Bars, width: int, years: int
) -> None:
    bars.resize(width, 260)
    bars.show_bars(months(years), 8 * 3600)
    columns = [bars._column(index) for index in range(bars.part_count())]
    for one, following in pairwise(columns):
        assert one.right() <= following.left()
        assert following.left() - one.right() < bars.part_box(0).width()
        assert one.width() >= 1
    image, y = bars.grab().toImage(), round(bars._y(12600))
    row = [image.pixelColor(x, y).name() for x in range(bars.width())]
    sitting = colours(bars).sitting
    assert sitting == row[int(columns[0].center().x())]
    assert sitting != row[int(columns[-1].center().x())]
    assert bars.part_at(bars.part_box(bars.part_count() // 2).center()) == bars.part_count() // 2


@pytest.mark.parametrize(("width", "years"), [(380, 4), (640, 8), (640, 20), (380, 25), (1600, 20)])
def test_of_many_years_januaries_are_named_where_there_is_room(bars: Bars, width: int, years: int) -> None:
    bars.resize(width, 260)
    bars.show_bars(months(years), 8 * 3600)
    named = sorted(bars._named())
    assert {"0"} == {bars._bars[index].label[-3] for index in named}  # a year
    room, wide = bars.part_box(0).width(), bars.fontMetrics().horizontalAdvance("2006")
    apart = {after - before for before, after in pairwise(named)}
    assert len(apart) <= 1
    assert all(wide < many * room for many in apart)
    assert 9 + 12 * (years - 1) == named[-1]  # the latest is among them


def test_of_few_months_each_is_named(bars: Bars) -> None:
    bars.show_bars(months(1), 8 * 3600)
    assert 12 == len(bars._named())


def test_standing_of_many_months_is_a_line_over_those_that_have_it(bars: Bars) -> None:
    bars.resize(640, 260)
    made = months(20)
    bars.show_bars([replace(bar, standing_s=0) if index < 120 else bar for index, bar in enumerate(made)], 8 * 3600)
    image, c, y = bars.grab().toImage(), colours(bars), round(bars._y(3600))

    def stands(index: int) -> bool:
        x = round(bars.part_box(index).center().x())
        return any(near(c.standing, image.pixelColor(x, at).name()) for at in (y - 1, y))

    assert [False, True, True, False] == [stands(index) for index in (60, 130, 230, 239)]


def test_the_cursor_is_seen_on_the_narrowest_bar(bars: Bars) -> None:
    bars.resize(640, 260)
    bars.show_bars(months(20), 8 * 3600)
    press(bars, Qt.Key.Key_Home)
    before = bars.grab().toImage()
    press(bars, Qt.Key.Key_End)
    after = bars.grab().toImage()
    changed = [x for x in range(bars.width()) if before.pixelColor(x, 100) != after.pixelColor(x, 100)]
    assert max(changed) - min(changed) > bars.width() / 2
    assert "M3" == bars.accessibleDescription()


@pytest.mark.parametrize("width", [380, 480, 640, 1000])
@pytest.mark.parametrize("count", [7, 12, 31])
def test_standing_never_reaches_into_the_next_day(bars: Bars, width: int, count: int) -> None:
    bars.resize(width, 260)
    bars.show_bars(MONTH[7:] + MONTH[:6] if count == 31 else MONTH[8 : 8 + count], 8 * 3600)
    for index in range(bars.part_count()):
        column, (beside, wide), part = bars._column(index), bars._places().beside, bars.part_box(index)
        assert part.left() <= column.left()
        assert column.right() + beside + wide <= part.right() + 0.01


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_a_chart_is_as_sharp_as_if_it_were_drawn_anew_at_every_scale(
    qt: object, monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    page, kept = QWidget(), Bars("bars", "Sitting per day")
    kept.setParent(page)
    kept.setGeometry(13, 7, 301, 203)
    kept.show_bars(BARS, 8 * 3600)
    with shown(page):
        page.resize(330, 220)

        def drawn() -> list[QColor]:
            image = QImage((page.size().toSizeF() * scale).toSize(), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(scale)
            image.fill(QColor("white"))
            page.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            return [image.pixelColor(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 2)]

        drawn()  # the first time draws it
        copied = drawn()
        monkeypatch.setattr(Bars, "paintEvent", lambda bars, _event: bars.draw(*paint_on(bars)))
        pairs = zip(copied, drawn(), strict=True)
        assert max(abs(one.lightness() - other.lightness()) for one, other in pairs) <= 3
