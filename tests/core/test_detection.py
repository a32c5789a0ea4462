"""What the app says of its sources: by which it sees what, since when, and why not by another."""

import json

import pytest

from posture_app.core.detection import (
    Detection,
    DetectionKind,
    Source,
    SourceReading,
    SourceState,
    as_json,
    from_json,
    rows,
    sensed_words,
)
from posture_app.core.events import Fact, Idle, Input, Sensed, Signal

FILM = "a return in the midst of a film is not seen"
FOUND = Detection(
    (
        Source(DetectionKind.INPUT, "mutter", SourceState.REFUSED, why="it is not on the bus"),
        Source(
            DetectionKind.INPUT,
            "ext_idle_notifier_v1",
            SourceState.USED,
            protocol="ext_idle_notifier_v1 version 1",
            limits=FILM,
            readings=(SourceReading("no input for 2 min", 100.04),),
        ),
        Source(DetectionKind.INPUT, "x11", SourceState.SPARE),
        Source(
            DetectionKind.LOCK,
            "logind",
            SourceState.USED,
            readings=(SourceReading("not locked", 3600), SourceReading("awake", 7)),
        ),
        Source(DetectionKind.LOCK, "screen saver", SourceState.SILENT, why="it hangs"),
        Source(
            DetectionKind.WATCHING,
            "org.gnome.SessionManager",
            SourceState.SILENT,
            why="org.gnome.SessionManager is not there",
        ),
        Source(DetectionKind.CALL, "microphone", SourceState.USED),
        Source(DetectionKind.DND, "notifications", SourceState.REFUSED, why="there is no bus"),
        Source("smell", "nose", SourceState.USED, protocol="air", readings=(SourceReading("coffee", 0.4),)),
    )
)


def test_a_table_says_of_each_kind_by_what_and_why_not_by_another() -> None:
    assert [
        ("input", "ext_idle_notifier_v1 version 1: no input for 2 min (told 1 min ago)"),
        ("", f"ext_idle_notifier_v1 version 1: {FILM}"),
        ("", "not by mutter: it is not on the bus"),
        ("", "not by x11: a better one is used"),
        ("lock and sleep", "logind: not locked (told 1 h 00 min ago)"),
        ("", "logind: awake (told 7 s ago)"),
        ("", "screen saver tells nothing: it hangs"),
        ("watching", "not seen"),
        ("", "org.gnome.SessionManager is not there"),
        ("call", "microphone: nothing told yet"),
        ("do not disturb", "not seen"),
        ("", "not by notifications: there is no bus"),
        ("full screen", "not seen"),
        ("smell", "nose (air): coffee (told 0 s ago)"),
    ] == list(rows(FOUND))


def test_what_is_not_seen_has_a_sentence_each_that_says_what_follows() -> None:
    film, disturb, covers = FOUND.shortcomings()
    assert "film" in film
    assert "disturbed" in disturb
    assert "fills the screen" in covers
    blind = Detection(()).shortcomings()
    assert 5 == len(blind)  # of input `core.sight` tells
    assert all(sentence.endswith(".") for sentence in blind)
    only_camera = (
        Source(DetectionKind.CALL, "camera", SourceState.USED),
        Source(DetectionKind.CALL, "microphone", SourceState.REFUSED, why="?"),
    )
    assert "only the camera" in Detection(only_camera).shortcomings()[-1]
    everything = Detection(tuple(Source(kind, "it", SourceState.USED) for kind in DetectionKind))
    assert () == everything.shortcomings()
    assert 5 == len(
        Detection(tuple(Source(kind, "it", SourceState.SILENT, why="?") for kind in DetectionKind)).shortcomings()
    )


def test_json_has_it_all() -> None:
    plain = json.loads(json.dumps(as_json(FOUND)))
    assert [*DetectionKind, "smell"] == [kind["kind"] for kind in plain]
    assert [True, True, False, True, False, False, True] == [kind["seen"] for kind in plain]
    assert {
        "name": "ext_idle_notifier_v1",
        "state": "used",
        "protocol": "ext_idle_notifier_v1 version 1",
        "limits": FILM,
        "readings": [{"text": "no input for 2 min", "age_s": 100.0}],
        "why": None,
    } == plain[0]["sources"][0]
    assert list(rows(FOUND)) == list(rows(from_json(plain)))


@pytest.mark.parametrize(
    "nonsense",
    [None, 3, "x", [1], [{"kind": "input"}], [{"kind": "input", "sources": [{"name": "a", "state": "odd"}]}]],
)
def test_what_is_no_description_is_said_to_be_none(nonsense: object) -> None:
    with pytest.raises(ValueError, match=r"is not a valid|no sources"):
        from_json(nonsense)


@pytest.mark.parametrize(
    ("sensed", "age", "words"),
    [
        (Input(), 5, "input goes on"),
        (Idle(30), 65, "no input for 1 min"),
        (Idle(0.2), 0.1, "no input for 0 s"),
        (Signal(Fact.LOCKED, on=True), 0, "locked"),
        (Signal(Fact.LOCKED, on=False), 0, "not locked"),
    ],
)
def test_what_a_source_reported_in_words(sensed: Sensed, age: float, words: str) -> None:
    assert words == sensed_words(sensed, age)


def test_every_fact_has_words() -> None:
    for fact in Fact:
        assert sensed_words(Signal(fact, on=True), 0) != sensed_words(Signal(fact, on=False), 0)
