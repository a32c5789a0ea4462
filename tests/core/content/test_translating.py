"""The content in another language: an entry whole, or in English."""

from dataclasses import replace
from gettext import GNUTranslations
from io import BytesIO

import pytest

from posture_app.core.catalogue import Message, make_mo, read_po, write_po
from posture_app.core.content.content import LEAST_SAFETY, Content
from posture_app.core.content.translating import template, translated, wordings
from tests.core.content.library import new_exercise, new_safety, raw_item, raw_programme, raw_routine, raw_session, read


@pytest.fixture(scope="module")
def content() -> Content:
    items = [raw_item(note="Standing.", instead=raw_item(note="Seated.")), raw_item()]
    content, complaints = read(
        exercise=[new_exercise(avoid=["A strain."]), new_exercise(id="other", name="Other")],
        programme=[raw_programme(not_for=["Gout."], sessions=[raw_session(name="Daily", items=items)])],
        routine=[raw_routine(items=items)],
        safety=new_safety(signed={"xx_YY": "A. Name, 2027-01-10"}),
    )
    assert complaints == ()
    return content


def pseudo(text: str) -> str:
    return f"[{text}]"


def catalogue(content: Content, *without: str, fuzzy: str = "") -> GNUTranslations:
    """A pseudo-language, by way of a PO file, in which these messages are not there and one is fuzzy."""
    messages = [template(content)[0]] + [
        Message(one.text, one.context, translations=(pseudo(one.text),), fuzzy=one.context == fuzzy)
        for one in wordings(content)
        if one.context not in without
    ]
    again, faults = read_po(write_po(messages))
    assert faults == ()
    return GNUTranslations(BytesIO(make_mo(again)))


def shown(content: Content) -> list[str]:
    return [one.text for one in wordings(content)]


def test_each_text_has_the_name_of_its_entry_and_field(content: Content) -> None:
    contexts = [one.context for one in wordings(content)]
    assert len(contexts) == len(set(contexts))
    assert {
        "exercise.heel_raise.steps.2",
        "exercise.heel_raise.cautions.hypermobility",
        "exercise.heel_raise.also.1",
        "tip.move.text",
        "programme.foot_core.untested",
        "programme.foot_core.sessions.1.name",
        "programme.foot_core.sessions.1.items.1.note",
        "programme.foot_core.sessions.1.items.1.instead.note",
        "routine.micro.items.1.note",
        "safety.emergency.1",
    } <= set(contexts)


def test_the_template_says_picture_limit_and_whether_it_is_needed(content: Content) -> None:
    comments = {message.context: message.comments for message in template(content)}
    assert comments["exercise.heel_raise.steps.2"] == (
        "resources/illustrations/heels.svg; at most 140 characters; without it the entry comes in English",
    )
    assert comments["exercise.heel_raise.errors.1"] == (
        "resources/illustrations/heels.svg; at most 168 characters; may stay in English",
    )
    assert comments["tip.move.title"] == ("at most 84 characters; without it the entry comes in English",)


def test_a_whole_catalogue_leaves_no_word_of_english(content: Content) -> None:
    said = translated(content, catalogue(content), "xx_YY")
    assert shown(said) == [pseudo(text) for text in shown(content)]


def test_numbers_and_sources_stay(content: Content) -> None:
    said = translated(content, catalogue(content))
    for one, other in zip(said.exercises, content.exercises, strict=True):
        assert (one.id, one.total_s, one.hide_if, one.sources) == (
            other.id,
            other.total_s,
            other.hide_if,
            other.sources,
        )
    assert said.programmes[0].sessions[0].weeks == content.programmes[0].sessions[0].weeks


NEEDED = ["name", "in_short", "steps.3", "avoid.1", "stop_if.1", "cautions.hypermobility"]


@pytest.mark.parametrize("field", NEEDED)
@pytest.mark.parametrize("fuzzy", [True, False], ids=["fuzzy", "missing"])
def test_an_exercise_that_lacks_what_one_goes_by_comes_whole_in_english(
    content: Content, field: str, fuzzy: bool
) -> None:
    context = f"exercise.heel_raise.{field}"
    said = translated(content, catalogue(content, fuzzy=context) if fuzzy else catalogue(content, context))
    assert said.exercises[0] == content.exercises[0]
    assert said.exercises[1].name == "[Other]"


@pytest.mark.parametrize("field", ["purpose", "muscles.1", "also.1", "feel", "errors.1", "easier", "evidence_note"])
def test_what_nobody_goes_by_may_be_missing(content: Content, field: str) -> None:
    said = translated(content, catalogue(content, f"exercise.heel_raise.{field}"))
    assert said.exercises[0].steps == tuple(pseudo(step) for step in content.exercises[0].steps)
    english = [one.text for one in wordings(content) if one.context == f"exercise.heel_raise.{field}"]
    assert english[0] in shown(replace(said, exercises=said.exercises[:1]))


@pytest.mark.parametrize(
    ("context", "kind"),
    [
        ("tip.move.title", "tips"),
        ("tip.move.text", "tips"),
        ("programme.foot_core.untested", "programmes"),
        ("programme.foot_core.not_for.1", "programmes"),
        ("programme.foot_core.sessions.1.items.1.instead.note", "programmes"),
        ("routine.micro.items.1.note", "routines"),
    ],
)
def test_the_other_entries_are_whole_or_english_too(content: Content, context: str, kind: str) -> None:
    said = translated(content, catalogue(content, context))
    assert getattr(said, kind) == getattr(content, kind)


def test_if_the_english_has_changed_its_translation_no_longer_holds(content: Content) -> None:
    before = catalogue(content)
    changed = replace(content, tips=(replace(content.tips[0], text="Something else."),))
    assert translated(changed, before).tips == changed.tips


def test_a_translation_of_nothing_but_blanks_is_none(content: Content) -> None:
    blank = Message(content.tips[0].title, "tip.move.title", translations=("  ",))
    made = GNUTranslations(BytesIO(make_mo([template(content)[0], blank])))
    assert translated(content, made).tips == content.tips


@pytest.mark.parametrize(("country", "holds"), [("xx_YY", True), ("xx_ZZ", False), ("xx", False), ("", False)])
def test_the_safety_text_is_english_unless_it_is_signed_for_the_country(
    content: Content, country: str, holds: bool
) -> None:
    said = translated(content, catalogue(content), country)
    assert said.safety.stop_rule == ("[Stop if it hurts.]" if holds else "Stop if it hurts.")
    assert said.spoken_safety.stop_rule == "[Stop if it hurts.]"


def test_a_safety_text_that_lacks_a_line_is_english_even_if_signed(content: Content) -> None:
    said = translated(content, catalogue(content, "safety.emergency.1"), "xx_YY")
    assert said.safety == said.spoken_safety == content.safety


def test_the_least_stop_rule_stays_what_it_is(content: Content) -> None:
    without = replace(content, safety=LEAST_SAFETY)
    assert translated(without, catalogue(content), "xx_YY").safety is LEAST_SAFETY
