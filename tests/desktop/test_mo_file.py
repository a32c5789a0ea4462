"""A built catalogue says what the standard library reads in it, and one that is damaged says so or is English."""

import random
from gettext import GNUTranslations
from io import BytesIO

import pytest

from posture_app.core.catalogue import Message, make_mo
from posture_app.desktop.mo_file import MoFile

RULE = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = Message("", translations=(f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {RULE}\n",))
DAY, DAYS = "{number} day", "{number} days"
MESSAGES = (
    HEADER,
    Message("Sit", translations=("Siedź",)),
    Message("Sit", "a button", translations=("Usiądź",)),
    Message("Sit down", translations=("Proszę usiąść",)),
    Message("day", translations=("dzień",)),
    Message(DAY, many=DAYS, translations=("{number} dzień", "{number} dni", "{number} dni!")),
    *(Message(f"text {number}", translations=(f"tekst {number}",)) for number in range(200)),
)
DATA = make_mo(MESSAGES)


def test_it_says_what_the_standard_library_says() -> None:
    ours, theirs = MoFile(DATA), GNUTranslations(BytesIO(DATA))
    there = [message.text for message in MESSAGES[1:]]
    for text in (*there, "no such text", "Si", "Sit\0", "\ud800"):
        assert theirs.gettext(text) == ours.gettext(text)
        for number in (0, 1, 2, 5, 21, 22):
            assert theirs.ngettext(text, DAYS, number) == ours.ngettext(text, DAYS, number)
        for context in ("a button", "a tip"):
            assert theirs.pgettext(context, text) == ours.pgettext(context, text)


def test_what_it_lacks_comes_from_the_one_behind_it() -> None:
    first, behind = MoFile(make_mo((HEADER, Message("Sit", translations=("a",))))), MoFile(DATA)
    first.add_fallback(behind)
    assert ("a", "dzień", "2 dni") == (
        first.gettext("Sit"),
        first.gettext("day"),
        first.ngettext(DAY, DAYS, 2).format(number=2),
    )


@pytest.mark.parametrize("data", [b"", b"x" * 100, DATA[:27], DATA[:200], DATA[:-9], DATA[:4] + b"\xff" * 40])
def test_one_that_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"it is|it points"):
        MoFile(data)


def test_no_damage_makes_it_raise_when_it_is_asked() -> None:
    dice = random.Random(7)
    for _ in range(2000):
        data = bytearray(DATA)
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            made = MoFile(bytes(data))
        except ValueError:
            continue
        for text in ("Sit", "day", DAY):
            assert isinstance(made.gettext(text), str)
        try:
            assert isinstance(made.ngettext(DAY, DAYS, 5), str)
        except ArithmeticError:
            continue  # a rule that divides by nought: `core.language` is English then
