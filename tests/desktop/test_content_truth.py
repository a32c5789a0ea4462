"""Nothing in the content says more than is known, in any language: grades, sources, and claims that were dropped."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from posture_app.core.catalogue import read_po
from posture_app.core.content.content import Content, Tip
from posture_app.core.content.exercises import CUSTOMARY, Evidence, Exercise, Source
from posture_app.core.content.programmes import Programme, Routine
from posture_app.core.content.translating import wordings
from posture_app.core.content.translation_check import faults_of, progress
from posture_app.desktop import bundled


class Claims(TypedDict):
    """A language of `dropped_claims.toml`."""

    bundle: str
    denies: str
    never: list[str]
    unless_denied: list[str]
    claims: list[str]


CLAIMS: dict[str, Claims] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "dropped_claims.toml").read_text(encoding="utf-8")
)
FOLDER = bundled.resources().joinpath(*bundled.TRANSLATIONS)
TRANSLATED = FOLDER.iterdir() if FOLDER.is_dir() else ()
LANGUAGES = ("en", *sorted(file.name.removesuffix(".po") for file in TRANSLATED if file.name.endswith(".po")))
STATEMENTS = bundled.read_bytes("content", "claims.md").decode()
DROPPED = {28}
"""Statements that say nothing about health: no tip answers them."""
BUNDLE = re.compile(r"\bas part of|\btogether\b|\bset of exercises\b|\bin tested\b", re.IGNORECASE)


@cache
def loaded(language: str) -> Content:
    return bundled.load_content(language)[0]


@pytest.fixture
def english() -> Content:
    return loaded("en")


def graded(content: Content) -> Iterator[Exercise | Tip | Programme | Routine]:
    yield from content.exercises
    yield from content.tips
    yield from content.programmes
    yield from content.routines


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;:!?])\s+|(?<=[。！？])", text)


def said_wrong(text: str, claims: Claims) -> list[str]:
    """The patterns that this text matches and must not."""
    wrong = [pattern for pattern in claims["never"] if re.search(pattern, text, re.IGNORECASE)]
    for sentence in sentences(text):
        if not re.search(claims["denies"], sentence, re.IGNORECASE):
            wrong += [one for one in claims["unless_denied"] if re.search(one, sentence, re.IGNORECASE)]
    return wrong


def test_every_entry_rests_on_sources_that_can_be_opened(english: Content) -> None:
    known = {source.key: source for source in english.sources}
    for entry in graded(english):
        assert entry.sources, entry.id
        for source in entry.sources:
            assert known[source.key] == source, entry.id
    for source in english.sources:
        assert source.year == CUSTOMARY or (source.year and opens(source)), source.key


def opens(source: Source) -> bool:
    return source.address.startswith("https://") or source.address.startswith("http://")


def test_no_source_is_there_for_nothing(english: Content) -> None:
    used = {source.key for entry in graded(english) for source in entry.sources}
    used |= {source.key for source in english.safety.sources}
    assert {source.key for source in english.sources} - used == set()


def test_what_rests_on_customs_alone_claims_no_more(english: Content) -> None:
    for entry in graded(english):
        if {source.year for source in entry.sources} == {CUSTOMARY}:
            assert entry.evidence is Evidence.D, entry.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_tested_with_other_things_says_so_first_in_every_language(language: str) -> None:
    """An exercise; a tip tells in words what was tested together."""
    bundles = {one.id for one in loaded("en").exercises if one.evidence_note.startswith(CLAIMS["en"]["bundle"])}
    notes = {one.id: one.evidence_note for one in loaded(language).exercises if one.id in bundles}
    beginnings = CLAIMS["en"]["bundle"], CLAIMS[language]["bundle"]
    assert [id_ for id_, note in notes.items() if not note.startswith(beginnings)] == []


def test_a_better_grade_of_a_bundle_is_not_given(english: Content) -> None:
    for one in english.exercises:
        if BUNDLE.search(one.evidence_note.partition(".")[0]) and one.evidence in {Evidence.A, Evidence.B}:
            assert one.evidence_note.startswith(CLAIMS["en"]["bundle"]), (one.id, one.evidence_note)
            assert one.evidence is Evidence.B, one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dropped_claim_is_made_in_any_language(language: str) -> None:
    wrong = {
        (one.context, one.text): found
        for one in wordings(loaded(language))
        if (found := said_wrong(one.text, CLAIMS[language]))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patterns_catch_what_they_are_for(language: str) -> None:
    claims = CLAIMS[language]
    assert len(claims["claims"]) >= 10
    assert [claim for claim in claims["claims"] if not said_wrong(claim, claims)] == []


def test_every_statement_is_answered_by_a_tip_or_listed_as_dropped(english: Content) -> None:
    numbers = {int(number) for number in re.findall(r"^\| (\d+) \|", STATEMENTS, re.MULTILINE)}
    assert numbers == set(range(1, 29))
    answered = {number for tip in english.tips for number in tip.answers}
    assert answered | DROPPED == numbers
    assert answered.isdisjoint(DROPPED)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_that_ships_has_nearly_all_entries(language: str, english: Content) -> None:
    """Where the English changes, an entry comes in English until its translation follows: one in ten at the most."""
    messages, faults = read_po(FOLDER.joinpath(f"{language}.po").read_text(encoding="utf-8"))
    assert faults == ()
    assert [what for _, what in faults_of(messages, english) if "characters long" in what] == []
    done = progress(messages, english)
    assert done.whole >= done.entries * 0.9


def test_german_is_there() -> None:
    german = loaded("de_AT")
    exercise = german.exercise("toe_curl")
    assert exercise is not None
    assert exercise.name == "Zehen krallen"
    assert german.safety == loaded("en").safety


def test_every_programme_says_that_its_mix_was_not_tested(english: Content) -> None:
    for programme in english.programmes:
        assert "this mix itself was not" in programme.untested.lower(), programme.id


def test_every_tip_has_a_topic_and_every_topic_a_tip(english: Content) -> None:
    assert {tip.topic for tip in english.tips} == set(type(english.tips[0].topic))
