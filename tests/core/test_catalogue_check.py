"""A catalogue that would raise, or hide a number, is refused, with the line and the reason."""

import pytest

from posture_app.core.catalogue import Message
from posture_app.core.catalogue_check import faults_of, plural_forms

GERMAN = "nplurals=2; plural=(n != 1);"
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
ONE, MANY = "{number} break", "{number} breaks"


def header(rule: str) -> Message:
    return Message("", translations=(f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {rule}\n",), line=1)


def faults(text: str, *said: str, many: str = "", rule: str = GERMAN, fuzzy: bool = False) -> list[str]:
    message = Message(text, many=many, translations=said, fuzzy=fuzzy, line=7)
    found = faults_of((header(rule), message))
    assert {7} >= {line for line, _ in found}
    return [fault for _, fault in found]


def test_a_good_catalogue_has_no_faults() -> None:
    assert [] == faults("&Snooze until {time}", "Bis {time} &schlummern")
    assert [] == faults(ONE, "{number} Pause", "{number} Pausen", many=MANY)
    assert [] == faults(ONE, "{number} przerwa", "{number} przerwy", "{number} przerw", many=MANY, rule=POLISH)


@pytest.mark.parametrize("said", ["bis später", "bis {Zeit}", "bis {time", "<b>bis {time}</b>"])
def test_another_hole_and_markup_are_refused(said: str) -> None:
    assert len(faults("until {time}", said)) == 1


def test_what_is_not_done_or_marked_is_not_looked_at() -> None:
    assert [] == faults("until {time}", "bis", fuzzy=True)
    assert [] == faults("until {time}", "")
    assert [] == faults(ONE, "{number} Pause", "", many=MANY)


def test_a_number_may_be_left_out_only_by_a_form_that_is_for_that_number_alone() -> None:
    assert [] == faults(ONE, "eine Pause", "{number} Pausen", many=MANY)
    assert [] == faults(
        ONE, "0 {number}", "واحدة", "اثنتان", "3 {number}", "4 {number}", "5 {number}", many=MANY, rule=ARABIC
    )
    assert len(faults(ONE, "{number} Pause", "Pausen", many=MANY)) == 1
    russian = faults(ONE, "один перерыв", "{number} перерыва", "{number} перерывов", many=MANY, rule=RUSSIAN)
    assert len(russian) == 1  # 21 has that form, too


@pytest.mark.parametrize("count", [1, 2, 4])
def test_each_form_of_the_plural_must_be_there(count: int) -> None:
    assert len(faults(ONE, *["{number} x"] * count, many=MANY, rule=POLISH)) == 1


def test_mnemonics_blanks_and_ends_of_lines_are_looked_at() -> None:
    assert len(faults("Sit or stand", "Sitzen &oder stehen")) == 1
    assert len(faults("Sit", "Sitzen ")) == 1
    assert len(faults("; ", ";")) == 1
    assert not faults("; ", "、")
    assert len(faults("Sit\n", "Sitzen")) == 1


@pytest.mark.parametrize(
    "rule", ["", "nplurals=2;", "nplurals=2; plural=n;", "nplurals=2; plural=n%0;", "nplurals=2; plural=import os;"]
)
def test_a_rule_for_plurals_that_is_none_is_refused(rule: str) -> None:
    assert [1] == [line for line, _ in faults_of((header(rule),))]


def test_the_header_says_how_many_forms_there_are() -> None:
    assert (3, 2) == (plural_forms(header(POLISH)), plural_forms(Message("")))
