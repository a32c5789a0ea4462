"""A small library of format 2, right as it stands, for tests that change it."""

from datetime import date
from typing import Any

from posture_app.core.content.content import Content
from posture_app.core.content.reading import NOTHING, read_content
from tests.core.content.test_content import raw_exercise, raw_safety, raw_tip

Raw = dict[str, Any]


def raw_source(**changes: object) -> Raw:
    return {"key": "SOME19", "citation": "Somebody et al., Journal 2019", "year": 2019, "doi": "10.1/some", **changes}


def new_exercise(**changes: object) -> Raw:
    raw = raw_exercise(sources=["SOME19"])
    raw["places"], raw["level"] = raw.pop("contexts"), raw.pop("difficulty")
    return {
        **raw,
        "also": ["Calf raises"],
        "kit": ["desk"],
        "equipment": ["A desk"],
        "cautions": {"hypermobility": "Stop short of the end."},
        **changes,
    }


def raw_item(**changes: object) -> Raw:
    return {"exercise": "heel_raise", **changes}


def raw_session(**changes: object) -> Raw:
    return {"variants": ["usual"], "weeks": [1, 2, 3], "days": 3, "items": [raw_item()], **changes}


def raw_programme(**changes: object) -> Raw:
    return {
        "id": "foot_core",
        "name": "Foot core",
        "in_short": "Two weeks.",
        "text": "For feet.",
        "untested": "This mix itself was not tested.",
        "not_for": [],
        "weeks": 2,
        "replaces": "feet",
        "sessions": [raw_session()],
        "evidence": "B",
        "evidence_note": "As part of a programme it was tested.",
        "sources": ["SOME19"],
        "reviewed": date(2026, 11, 22),
        **changes,
    }


def raw_journey(*sessions: Raw, **changes: object) -> Raw:
    raw = raw_programme(id="journey", weeks=0, sessions=list(sessions), **changes)
    del raw["replaces"]
    return raw


def raw_hour(**changes: object) -> Raw:
    return {"variants": ["usual"], "moment": "before", "items": [raw_item()], **changes}


def raw_routine(**changes: object) -> Raw:
    return {
        "id": "micro",
        "name": "A moment",
        "in_short": "One thing.",
        "items": [raw_item()],
        "evidence": "D",
        "evidence_note": "Customary.",
        "sources": ["SOME19"],
        "reviewed": date(2026, 11, 22),
        **changes,
    }


def new_safety(**changes: object) -> Raw:
    return {**raw_safety(sources=["SOME19"]), "pain": ["Up to three."], "pregnancy": ["Bleeding."], **changes}


def raw_library(**changes: object) -> Raw:
    """A file with one of each; what is given goes in place of it."""
    return {
        "format": 2,
        "source": [raw_source()],
        "exercise": [new_exercise()],
        "tip": [raw_tip(sources=["SOME19"], answers=[1, 28])],
        "programme": [raw_programme()],
        "routine": [raw_routine()],
        "safety": new_safety(),
        **changes,
    }


def read(known: Content = NOTHING, **changes: object) -> tuple[Content, tuple[str, ...]]:
    content, faults = read_content({"a.toml": raw_library(**changes)}, {"heels"}, known)
    return content, tuple(str(fault) for fault in faults)
