"""Words that people type find what they mean, and where it stands."""

import pytest

from posture_app.core.search import ALL, query_of


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("micro", "A microphone in use is a call"),
        ("CALL in", "A microphone in use is a call"),
        ("i'm up", "I’m up"),
        ("stand up", "Daily stand-up goal"),
        ("ß", "Straße"),
        ("ΟΔΟΣ", "οδοσα οδος"),
        ("İs", "İSTANBUL"),
        ("", "anything"),
    ],
)
def test_each_word_must_stand_there_in_any_order_and_however_it_is_printed(typed: str, text: str) -> None:
    assert query_of(typed).finds(text)


@pytest.mark.parametrize("typed", ["microphones", "call camera", "x"])
def test_what_lacks_one_of_the_words_is_not_found(typed: str) -> None:
    assert not query_of(typed).finds("A microphone in use", "is a call")


def test_words_may_stand_in_different_texts_but_not_across_two() -> None:
    assert query_of("dark theme").finds("Colours", "Dark", "theme")
    assert not query_of("ab").finds("a", "b")


def test_it_says_where_the_words_stand_letter_by_letter() -> None:
    text = "İ: Snooze for; snoozes in a row"
    assert ["Snooze", "for", "snooze"] == [text[start:end] for start, end in query_of("for snooze").spots(text)]
    assert () == ALL.spots(text)


def test_the_longer_of_two_words_is_marked_whole() -> None:
    assert ((0, 6),) == query_of("sno snooze").spots("Snooze")


@pytest.mark.parametrize(
    ("typed", "vague"),
    [("", False), (" s ", True), ("é", True), ("ж", True), ("so", False), ("a b", False), ("音", False)],
)
def test_a_letter_alone_is_too_little_to_search_for(typed: str, vague: bool) -> None:
    assert vague is query_of(typed).is_vague
