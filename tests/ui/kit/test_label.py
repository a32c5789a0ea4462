"""Labels: no letter is cut, and lines break where they may."""

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from posture_app.ui.kit.panel import label
from tests.ui.painted_text import painted_text
from tests.ui.showing import shown


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("scale", [0.85, 1.0, 1.25, 1.5, 1.8, 2.5, 3.6])
def test_accents_of_capitals_and_a_first_j_are_whole_at_each_size(qt: object, scale: float, strong: bool) -> None:
    with shown(label("JŘČÅ", scale=scale, strong=strong)) as text:
        metrics = text.fontMetrics()
        assert -metrics.tightBoundingRect("ŘČÅ").top() - metrics.ascent() <= text.contentsRect().top()
        assert -metrics.tightBoundingRect("J").left() <= text.contentsRect().left()


def test_margins_of_its_own_stay_when_the_words_change(qt: object) -> None:
    with shown(label("y")) as text:
        text.setContentsMargins(20, 8, 3, 4)
        room = text.contentsMargins()
        text.setText("J")
        text.setText("y")
        assert text.contentsMargins() == room == QMargins(20, room.top(), 3, 4)
        assert room.top() > 8


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("自分のコンピューターの間で記録をやり取りする場所です。Syncthingで同期します。", 1),
        ("저장하지않은기록이있습니다그리고더길게이어지는말입니다", 1),
        ("ログは/home/anna/.local/share/posture-app/posture.dbにあります。", 5),
        ("Donaudampfschifffahrtsgesellschaft", 3),
    ],
)
def test_a_line_may_break_in_a_long_word_or_a_path_and_not_in_a_sentence_without_blanks(
    qt: object, text: str, pieces: int
) -> None:
    assert pieces == len(QLabel.text(label(text)).split("\N{ZERO WIDTH SPACE}"))


def test_each_line_begins_at_the_right_edge_where_one_reads_from_there(qt: object) -> None:
    text = label("قل ما ينطبق عليك، أو تخطَّ هذا. يبقى على هذا الحاسوب\nويمكن تغييره في الإعدادات.")
    text.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text.resize(220, text.heightForWidth(220))
    with shown(text):
        lines = painted_text(text)
        assert 3 <= len(lines)
        assert [] == [line.text for line in lines if line.cut or line.box.right() < text.width() - 4]


@pytest.mark.parametrize("words", ["/home/me/record", "Drink a glass of water.", "Work (2015), 14:75"])
def test_words_that_run_the_other_way_keep_their_order_where_one_reads_from_the_right(qt: object, words: str) -> None:
    def ink(direction: Qt.LayoutDirection) -> QImage:
        text = label(words)
        text.setLayoutDirection(direction)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.resize(400, 40)
        return text.grab().toImage()

    assert ink(Qt.LayoutDirection.LeftToRight) == ink(Qt.LayoutDirection.RightToLeft)


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Laptop: فترة واحدة وتذكيران.", "Laptop", "وتذكيران"),
        ("٦٠٪ ← ٢٠٪", "٦٠", "٢٠"),
        ("log.db ليس سجلًا\nspans.csv ليس سجلًا أيضًا", "spans.csv", "أيضًا"),
    ],
)
def test_a_text_runs_from_the_right_also_where_it_begins_with_a_name_or_a_number(
    qt: object, words: str, first: str, last: str, *, wraps: bool
) -> None:
    text = label(words)
    text.setWordWrap(wraps)
    text.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text.resize(600, 80)
    with shown(text):
        pieces = painted_text(text)
        right, left = (next(each.box for each in pieces if part in each.text) for part in (first, last))
        assert right.center().x() > left.center().x()
        assert words == text.text()


def test_each_line_of_a_broken_text_runs_as_the_whole(qt: object) -> None:
    text = label("تُرك ما يلي: records that are not in order (the first lies in the future).")
    text.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text.resize(160, text.heightForWidth(160))
    with shown(text):
        end = next(each for each in painted_text(text) if each.text.endswith("."))
        assert end.text == "." or end.text.startswith(")")
        assert end.box.center().x() < min(each.box.center().x() for each in painted_text(text) if "future" in each.text)
