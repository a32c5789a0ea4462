"""Catalogues: PO files as people and programs write them, and MO files as the standard library reads them."""

from gettext import GNUTranslations
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.catalogue import Message, make_mo, read_po, write_po

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
PO = (
    "# A translator\n"
    + HEADER
    + """
#. at most 40 characters
#: library/feet.toml:3
msgctxt "exercise.short_foot.name"
msgid "Short foot"
msgstr "Kurzer Fuß"

#, fuzzy
#| msgctxt "old"
#| msgid "Old"
msgctxt "exercise.walk.name"
msgid "Walk"
msgstr "Gang"
msgid "one \\"quoted\\" break"
msgid_plural "{number} breaks"
msgstr[0] "eine Pause"
msgstr[1] ""
"{number}\\n"
"Pausen"

#~ msgid "gone"
#~ msgstr "weg"

msgid "not yet"
msgstr ""
"""
)


def catalogue(*messages: Message) -> GNUTranslations:
    return GNUTranslations(BytesIO(make_mo(messages)))


def test_a_catalogue_is_read_as_it_is_written() -> None:
    messages, faults = read_po(PO)
    assert faults == ()
    assert [(one.context, one.text, one.translations, one.fuzzy) for one in messages[1:]] == [
        ("exercise.short_foot.name", "Short foot", ("Kurzer Fuß",), False),
        ("exercise.walk.name", "Walk", ("Gang",), True),
        ("", 'one "quoted" break', ("eine Pause", "{number}\nPausen"), False),
        ("", "not yet", ("",), False),
    ]
    assert messages[1].comments == ("at most 40 characters",)
    assert [one.line for one in messages[1:3]] == [7, 14]


def test_the_standard_library_reads_what_is_made_of_it_without_what_does_not_hold() -> None:
    made = catalogue(*read_po(PO)[0])
    assert made.pgettext("exercise.short_foot.name", "Short foot") == "Kurzer Fuß"
    assert made.pgettext("exercise.walk.name", "Walk") == "Walk"
    assert made.ngettext('one "quoted" break', "{number} breaks", 1) == "eine Pause"
    assert made.ngettext('one "quoted" break', "{number} breaks", 3) == "{number}\nPausen"
    assert made.gettext("not yet") == "not yet"


FAULTS = [
    ('msgid "a"\nmsgstr "b"\n', 1, "the header is missing"),
    ('msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', 1, "the header must say"),
    (HEADER + 'msgid "a"\nmsgstr "b\n', 4, 'this is no line of a catalogue: “msgstr "b”'),
    (HEADER + "nonsense\n", 3, "this is no line of a catalogue: “nonsense”"),
    (HEADER + 'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 5, "this message is there already, in line 3"),
    (HEADER + 'msgctxt "a"\nmsgid "b"\n\nmsgid "c"\nmsgid "d"\nmsgstr "e"\n', 3, "lacks msgid or msgstr"),
    (HEADER + 'msgstr "a"\n', 3, "this is no line of a catalogue"),
]


@pytest.mark.parametrize(("text", "line", "what"), FAULTS, ids=[what[:30] for _, _, what in FAULTS])
def test_a_fault_is_told_with_its_line(text: str, line: int, what: str) -> None:
    faults = read_po(text)[1]
    assert faults[0][0] == line
    assert what in faults[0][1]


def test_after_a_fault_the_rest_is_read() -> None:
    messages, faults = read_po(HEADER + 'nonsense\nmsgid "a"\nmsgstr "b"\n')
    assert len(faults) == 1
    assert catalogue(*messages).gettext("a") == "b"


def test_whatever_the_header_says_the_file_is_utf_8() -> None:
    messages, _ = read_po('msgid ""\nmsgstr "Content-Type: text/plain; charset=ASCII\\n"\nmsgid "a"\nmsgstr "ß"\n')
    assert catalogue(*messages).gettext("a") == "ß"


CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n\t"\\')
texts = st.text(CHARACTERS, min_size=1).filter(str.strip)
written = st.builds(
    Message,
    text=texts,
    context=st.sampled_from(("", "exercise.walk.name")),
    translations=st.tuples(texts),
    fuzzy=st.booleans(),
)


@given(st.lists(written, unique_by=lambda message: message.key, max_size=8))
def test_what_is_written_is_read_again_and_said(messages: list[Message]) -> None:
    header = Message("", translations=("Content-Type: text/plain; charset=UTF-8\n",))
    again, faults = read_po(write_po([header, *messages]))
    assert faults == ()
    told = [(one.key, one.translations, one.fuzzy) for one in again]
    assert told == [(one.key, one.translations, one.fuzzy) for one in (header, *messages)]
    made = catalogue(*again)
    for message in messages:
        assert made.gettext(message.key) == (message.key if message.fuzzy else message.translations[0])


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    messages, faults = read_po(text)
    assert faults
    make_mo(messages)


def test_a_long_line_is_read_in_no_time() -> None:
    messages, faults = read_po(HEADER + 'msgid "a"\nmsgstr "' + "\\" * 400_001 + "\n" + "x" * 400_000)
    assert len(messages) == 1
    assert len(faults) == 3
