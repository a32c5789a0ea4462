"""The texts that translators are given: all that the code marks, each once, with what they are told about it."""

import pytest

from posture_app.core.catalogue import Message, read_po, write_po
from posture_app.core.catalogue_check import faults_of
from resources.translations import extract
from resources.translations.__main__ import FOLDER, TEMPLATE
from resources.translations.extract import UnclearTextError, texts_of
from resources.translations.merge import merged

CODE = """
TITLE = N_("Snooze" " for")

def say(kind, n):
    # Translators: the time by the clock,
    # such as 14:30
    text = _("until {time}")
    return text, ngettext("{number} day", "{number} days", n), pgettext("a button", "Open"), _(TITLE), _(kind.name)

NAMES = {
    # said of no text
    1: N_("one"),
    2: N_("two"),  # Translators: of the pair
}
"""
UPDATE = "python -m resources.translations update"
PLURAL = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = Message("", translations=(f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURAL}\n",))


def test_texts_are_found_in_their_order_with_what_is_said_about_them() -> None:
    place = ("posture_app/a.py",)
    assert [
        Message("Snooze for", places=place),
        Message("until {time}", comments=("the time by the clock, such as 14:30",), places=place),
        Message("{number} day", many="{number} days", places=place),
        Message("Open", "a button", places=place),
        Message("one", places=place),
        Message("two", comments=("of the pair",), places=place),
    ] == list(texts_of(CODE, "posture_app/a.py"))


@pytest.mark.parametrize(
    "code",
    [
        '_(f"until {time}")', '_("a" + b)', '_("a" if b else "c")', "N_(name)", 'ngettext("a", many, 1)', '_("")',
        '_(a or "b")', '_("a".format(1))', 'pgettext(context, "a")', '_(f"{a}".strip())',
    ],
)  # fmt: skip
def test_a_marker_around_what_is_no_plain_text_is_refused(code: str) -> None:
    with pytest.raises(UnclearTextError, match=r"a\.py:1"):
        list(texts_of(code, "a.py"))


def test_the_template_is_that_of_the_code() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == write_po(extract.template()), (
        "python -m resources.translations update"
    )


def test_each_catalogue_has_the_texts_of_the_template_and_no_fault() -> None:
    template = {(one.key, one.many) for one in extract.template()}
    for file in FOLDER.glob("*.po"):
        messages, faults = read_po(file.read_text(encoding="utf-8"))
        assert () == (*faults, *faults_of(messages)), file
        assert template == {(one.key, one.many) for one in messages}, UPDATE


def test_merging_keeps_what_is_said_and_marks_what_has_changed() -> None:
    template = (
        Message(""),
        Message("Stand up now, please"),
        Message("Sit"),
        Message("{n} day", many="{n} days"),
        Message("new"),
    )
    known = (
        HEADER,
        Message("Sit", translations=("Sitzen",)),
        Message("Stand up now", translations=("Steh auf",)),
        Message("gone with the wind", translations=("x",)),
        Message("{n} day", translations=("{n} Tag",)),
    )
    assert (
        HEADER,
        Message("Stand up now, please", translations=("Steh auf",), fuzzy=True),
        Message("Sit", translations=("Sitzen",)),
        Message("{n} day", many="{n} days", translations=("{n} Tag",) * 3, fuzzy=True),
        Message("new", translations=("",)),
    ) == merged(template, known)


def test_merging_twice_changes_nothing_and_what_is_written_is_read_back() -> None:
    template = tuple(extract.template())
    once = merged(template, (HEADER, Message(template[1].text, template[1].context, translations=("x",))))
    again, faults = read_po(write_po(once))
    assert () == faults
    assert write_po(once) == write_po(merged(template, again))
