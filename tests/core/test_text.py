import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.text import (
    clipped,
    columns,
    escaped,
    filled,
    from_the_right,
    one_line,
    padded,
    plain,
    printable,
    together,
    utf16_length,
    without_key,
)

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("ab[31mc", "a\0b\x1b[31mc\x07"),
        ("one\ntwo\n\nthree", " one \r\ntwo\n\u2028three\n"),
        ("a b", "a\tb"),
        ("\ufffd up", "\ud83d up"),
        ("", " \n\t "),
        ("🧍🏽‍♀️ قف", "🧍🏽‍♀️ قف"),
    ],
)
def test_plain_text_keeps_lines_and_loses_what_harms(expected: str, text: str) -> None:
    assert expected == plain(text)


def test_a_text_to_print_keeps_its_form() -> None:
    assert "  a\tb\n\n[2Jc\ufffd é" == printable("  a\tb\n\r\n\x1b[2Jc\ud83d\x9b é\x7f")


def test_the_letter_to_press_is_left_out_as_each_script_writes_it() -> None:
    assert "Quit" == without_key("&Quit")
    assert "終了" == without_key("終了(&Q)")
    assert "リマインダーを一時停止…" == without_key("リマインダーを一時停止(&P)…")


@given(st.text(alphabet="&<>\"'a;#lt "))
def test_an_escaped_text_is_read_as_it_was(text: str) -> None:
    assert text == html.unescape(escaped(text))
    assert not set("<>") & set(escaped(text))


def test_one_line_is_one_line() -> None:
    assert "one two three" == one_line("one\ntwo\r\n\n  three ")


@given(st.text(st.characters(exclude_categories=[])))
def test_plain_text_can_be_sent_anywhere(text: str) -> None:
    safe = plain(text)
    safe.encode()
    assert {"\n"} >= {char for char in safe if unicodedata.category(char) == "Cc"}


@pytest.mark.parametrize(
    ("expected", "text", "units"),
    [
        ("short", "short", 5),
        ("shor…", "shorter", 5),
        ("😀…", "😀😀😀", 4),
        ("a…", "a😀😀", 3),
        ("a…", "ae\u0301xyz", 3),
        ("a…", "a👩‍👩‍👧‍👦 b", 9),
        ("a…", "a🧍🏽b", 5),
        ("one…", "one two", 5),
    ],
)
def test_text_is_clipped_between_characters(expected: str, text: str, units: int) -> None:
    assert expected == clipped(text, units)


@given(st.text(), st.integers(1, 300))
def test_clipped_text_fits_and_begins_as_before(text: str, units: int) -> None:
    short = clipped(text, units)
    assert units >= utf16_length(short)
    assert len(short.encode("utf-16-le")) // 2 == utf16_length(short)
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    "length",
    [
        "1 h 00 min",
        "12 h 05 min",
        "40 s",
        "18 min",
        "8 h",
        "4 u",
        "15 хв",
        "6 sa 23 dk",
        "1 ч 05 мин",
        "2 Std. 05 Min",
        "٢ د",
        "1 שע׳ 00 דק׳",
        "5 דק׳",
    ],
)
def test_a_length_stays_on_one_line_and_the_words_around_it_do_not(length: str) -> None:
    kept = together(f"Step 1 of 4: from 14:56 to 15:00, after {length} of sitting, 7 breaks")
    assert f"after {length.replace(' ', NO_BREAK)} of sitting, 7 breaks" in kept
    assert kept.replace(NO_BREAK, " ") == f"Step 1 of 4: from 14:56 to 15:00, after {length} of sitting, 7 breaks"


def test_a_number_stays_with_a_unit_that_may_itself_be_parted() -> None:
    assert f"每 15{NO_BREAK}分钟，2{NO_BREAK}小時" == together("每 15 分钟，2 小時")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (4, "stat"),
        (4, "統計"),
        (4, "통계"),
        (4, "שָׁלוֹם"),
        (3, "a\u200f\u2067b\u2069c"),
        (2, "e\u0301é"),
        (0, ""),
    ],
)
def test_a_terminal_gives_wide_signs_two_columns_and_accents_none(expected: int, text: str) -> None:
    assert expected == columns(text)


def test_columns_of_a_table_stand_below_each_other_in_any_script() -> None:
    rows = [f"{padded(word, 8)}|{padded(word, 8, right=True)}|" for word in ("status", "状態", "상태", "e\u0301tat")]
    assert {8} == {columns(row.split("|")[0]) for row in rows} == {columns(row.split("|")[1]) for row in rows}


def test_lines_are_filled_by_what_they_take() -> None:
    assert ["- one two", "  three", "  https://a.very/long/address"] == filled(
        "one two\nthree https://a.very/long/address", 10, mark="- "
    )
    assert ["1. 座って", "   いる、", "   「席」"] == filled("座っている、「席」", 10, mark="1. ")
    assert [] == filled(" ", 10)


@pytest.mark.parametrize("text", ["Laptop: فترة", "٦٠٪ ← ٢٠٪", "log.db: שלום"])
def test_what_has_letters_or_digits_that_run_from_the_right_does_so_as_a_whole(text: str) -> None:
    assert f"\N{RIGHT-TO-LEFT MARK}{text}" == from_the_right(text)


def test_a_path_runs_as_it_is_unless_it_is_a_line_of_a_text_that_runs_from_the_right() -> None:
    assert "/home/anna" == from_the_right("/home/anna")
    assert "3 ימים ב־Laptop" == from_the_right("3 ימים ב־Laptop")  # its first letter says so
    assert "\N{RIGHT-TO-LEFT MARK}/home/anna" == from_the_right("/home/anna", of="في /home/anna")
