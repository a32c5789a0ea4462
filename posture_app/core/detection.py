"""What is found out about the person and their computer, and by which source of each kind: as `posture-app doctor` and
the settings show it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from posture_app.core.events import Fact, Idle, Input, Sensed
from posture_app.core.language import N_, _
from posture_app.core.value import value
from posture_app.core.words import duration


class DetectionKind(StrEnum):
    """What sources tell of."""

    INPUT = "input"
    LOCK = "lock and sleep"
    WATCHING = "watching"
    CALL = "call"
    DND = "do not disturb"
    FULLSCREEN = "full screen"


TITLES: Mapping[str, str] = {
    DetectionKind.INPUT: N_("input"),
    DetectionKind.LOCK: N_("lock and sleep"),
    DetectionKind.WATCHING: N_("watching"),
    DetectionKind.CALL: N_("call"),
    DetectionKind.DND: N_("do not disturb"),
    DetectionKind.FULLSCREEN: N_("full screen"),
}
UNSEEN: Mapping[str, str] = {
    DetectionKind.LOCK: N_(
        "The app cannot tell here when the screen is locked, so it takes you to be away only some time later."
    ),
    DetectionKind.WATCHING: N_(
        "The app cannot tell here when you watch a film, so it may take you to be away meanwhile, or remind you in its"
        " midst."
    ),
    DetectionKind.CALL: N_(
        "The app cannot tell here when you are in a call, so it may take you to be away meanwhile, or remind you in its"
        " midst."
    ),
    DetectionKind.DND: N_(
        "The app cannot tell here when you do not want to be disturbed, so a reminder may come all the same."
    ),
    DetectionKind.FULLSCREEN: N_(
        "The app cannot tell here when a program fills the screen, so a reminder may come over it."
    ),
}
"""What follows for the person where nothing tells of that kind. Of input that is `core.sight`."""
HALF_A_CALL = N_(
    "Of a call the app sees only the microphone or only the camera here, so it may take you to be away in one, or"
    " remind you in its midst."
)
"""What follows where one of the two tells nothing; of everything else each source tells the whole."""
KINDS: Mapping[Fact, DetectionKind] = {
    Fact.LOCKED: DetectionKind.LOCK,
    Fact.ASLEEP: DetectionKind.LOCK,
    Fact.WATCHING: DetectionKind.WATCHING,
    Fact.CALL: DetectionKind.CALL,
    Fact.DND: DetectionKind.DND,
    Fact.FULLSCREEN: DetectionKind.FULLSCREEN,
}
SAID: Mapping[Fact, tuple[str, str]] = {
    Fact.LOCKED: (N_("locked"), N_("not locked")),
    Fact.ASLEEP: (N_("asleep"), N_("awake")),
    Fact.WATCHING: (N_("a program keeps the screen on"), N_("no program keeps the screen on")),
    Fact.CALL: (N_("in a call"), N_("not in a call")),
    Fact.DND: (N_("not to be disturbed"), N_("may be disturbed")),
    Fact.FULLSCREEN: (N_("a program fills the screen"), N_("no program fills the screen")),
}
"""What a source has said of each fact, if it said that it holds, and if not."""


class SourceState(StrEnum):
    """How it stands with a source."""

    USED = "used"
    SILENT = "silent"
    """It is heard, and tells nothing at the moment."""
    REFUSED = "refused"
    """It cannot work here, or not any more."""
    SPARE = "spare"
    """It has not been asked, as a better one is used."""


@value
class SourceReading:
    """What a source has told, in words, and how many seconds ago."""

    text: str
    age_s: float


@value
class Source:
    """A source and how it stands. `protocol` is what it speaks, with its version, `limits` what it does not see even
    so, `why` the reason why it tells nothing.
    """

    kind: str
    name: str
    state: SourceState
    protocol: str = ""
    limits: str | None = None
    readings: tuple[SourceReading, ...] = ()
    why: str | None = None


@value
class Detection:
    """All sources, the better ones of each kind first."""

    sources: tuple[Source, ...]

    def kinds(self) -> tuple[str, ...]:
        """All kinds, also those of which nothing tells."""
        return tuple(dict.fromkeys((*DetectionKind, *(source.kind for source in self.sources))))

    def of(self, kind: str) -> tuple[Source, ...]:
        """The sources of this kind, those that tell something first."""
        found = [source for source in self.sources if source.kind == kind]
        return tuple(sorted(found, key=lambda source: source.state is not SourceState.USED))

    def is_seen(self, kind: str) -> bool:
        """Whether anything tells of this kind at the moment."""
        return any(source.state is SourceState.USED for source in self.of(kind))

    def shortcoming(self, kind: str) -> str:
        """What follows for the person where nothing tells of this kind; empty if something does."""
        return "" if self.is_seen(kind) or kind not in UNSEEN else _(UNSEEN[kind])

    def shortcomings(self) -> tuple[str, ...]:
        """What follows for the person from that which nothing tells of, but for input: of that `core.sight` tells."""
        found = [text for kind in UNSEEN if (text := self.shortcoming(kind))]
        if self.is_seen(DetectionKind.CALL) and any(
            source.state is not SourceState.USED for source in self.of(DetectionKind.CALL)
        ):
            found.append(_(HALF_A_CALL))
        return tuple(found)


def sensed_words(sensed: Sensed, age_s: float) -> str:
    """What a source reported, so many seconds ago, in words."""
    match sensed:
        case Input():
            return _("input goes on")
        case Idle(ago):
            return _("no input for {length}").format(length=duration(ago + age_s))
        case _:
            on, off = SAID[sensed.fact]
            return _(on) if sensed.on else _(off)


def rows(detection: Detection) -> Iterator[tuple[str, str]]:
    """A table of name and finding; the name is empty where it is that of the row before."""
    for kind in detection.kinds():
        title = _(TITLES[kind]) if kind in TITLES else kind
        found = detection.of(kind)
        told = [text for source in found for text in lines(source)]
        for text in told if detection.is_seen(kind) else [_("not seen"), *told]:
            yield title, text
            title = ""


def as_json(detection: Detection) -> list[dict[str, Any]]:
    """The same as plain values; `commands/DOCTOR.md` describes them."""
    return [
        {
            "kind": str(kind),
            "seen": detection.is_seen(kind),
            "sources": [
                {
                    "name": source.name,
                    "state": str(source.state),
                    "protocol": source.protocol or None,
                    "limits": source.limits and str(source.limits),
                    "readings": [
                        {"text": str(reading.text), "age_s": round(reading.age_s, 1)} for reading in source.readings
                    ],
                    "why": source.why and str(source.why),
                }
                for source in detection.of(kind)
            ],
        }
        for kind in detection.kinds()
    ]


def from_json(kinds: object) -> Detection:
    """What `as_json` made. Raises ValueError if it did not make it."""
    try:
        return Detection(
            tuple(
                Source(
                    str(kind["kind"]),
                    str(source["name"]),
                    SourceState(source["state"]),
                    protocol=str(source["protocol"] or ""),
                    limits=source["limits"],
                    readings=tuple(
                        SourceReading(str(each["text"]), float(each["age_s"])) for each in source["readings"]
                    ),
                    why=source["why"],
                )
                for kind in kinds  # type: ignore[attr-defined] # what is no list raises TypeError
                for source in kind["sources"]
            )
        )
    except (KeyError, TypeError) as error:
        raise ValueError(_("this describes no sources: {error}").format(error=error)) from error


def lines(source: Source) -> Iterator[str]:
    """What is to be said of this source, a line each."""
    name = _(source.name)
    if source.protocol.startswith(source.name):
        name = source.protocol
    elif source.protocol:
        name = _("{name} ({protocol})").format(name=name, protocol=source.protocol)
    why = str(source.why or "")
    if source.state in (SourceState.REFUSED, SourceState.SILENT) and why.startswith(name):
        yield why
    elif source.state is SourceState.REFUSED:
        yield _("not by {source}: {why}").format(source=name, why=source.why)
    elif source.state is SourceState.SPARE:
        yield _("not by {source}: a better one is used").format(source=name)
    elif source.state is SourceState.SILENT:
        yield _("{source} tells nothing: {why}").format(source=name, why=source.why)
    for reading in source.readings:
        yield _("{source}: {reading} (told {age} ago)").format(
            source=name, reading=reading.text, age=duration(reading.age_s)
        )
    if source.state is SourceState.USED and not source.readings:
        yield _("{source}: nothing told yet").format(source=name)
    if source.limits:
        yield _("{source}: {limits}").format(source=name, limits=source.limits)
