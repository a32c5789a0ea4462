"""The words of the content in another language: which there are, and an entry with them, whole or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from gettext import NullTranslations
from typing import Any, TypeVar

from posture_app.core.catalogue import SEPARATOR, Message
from posture_app.core.content import limits
from posture_app.core.content.content import LEAST_SAFETY, Content, Safety, Tip
from posture_app.core.content.exercises import Exercise
from posture_app.core.content.programmes import Item, Programme, Routine, Session
from posture_app.core.language import in_own_digits
from posture_app.core.value import value

Entry = Exercise | Tip | Programme | Routine | Safety
E = TypeVar("E", bound=Entry)
Say = Callable[[str, str, int], str]
"""Has a context, a text and its limit, and gives the text to show."""
HEADER = (
    "Project-Id-Version: posture-app content\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: \n"
)


@value
class Wording:
    """A text of the content, as translators are given it."""

    context: str
    """Entry and field, `exercise.short_foot.steps.2`."""
    text: str
    limit: int
    spare: bool
    """The entry is shown without it, too."""
    picture: str = ""
    """The name of the picture that shows what it says."""


def wordings(content: Content) -> tuple[Wording, ...]:
    """All texts, in the order of the content."""
    found: list[Wording] = []
    for entry in _entries(content):
        picture = entry.illustration if isinstance(entry, Exercise) else ""

        def note(context: str, text: str, limit: int, picture: str = picture) -> str:
            found.append(Wording(context, text, limit, _is_spare(context), picture))
            return text

        _said(entry, note)
    return tuple(found)


def template(content: Content) -> tuple[Message, ...]:
    """What translators begin with."""
    messages = [Message("", translations=(HEADER,))]
    for wording in wordings(content):
        shown = f"resources/illustrations/{wording.picture}.svg; " if wording.picture else ""
        needed = "may stay in English" if wording.spare else "without it the entry comes in English"
        comment = f"{shown}at most {round(wording.limit * limits.TRANSLATED_LONGER)} characters; {needed}"
        messages.append(Message(wording.text, wording.context, comments=(comment,)))
    return tuple(messages)


def translated(content: Content, catalogue: NullTranslations, country: str = "") -> Content:
    """The content with all entries that are whole in this catalogue in its language, and the others as they are.

    The safety text is one of them only for a country, as `de_AT`, for which somebody has signed it; else its
    translation is kept beside it.
    """
    safety = _whole((content.safety,), catalogue)[0] if content.safety is not LEAST_SAFETY else content.safety
    signed = country in dict(content.safety.signed)
    return replace(
        content,
        exercises=_whole(content.exercises, catalogue),
        tips=_whole(content.tips, catalogue),
        programmes=_whole(content.programmes, catalogue),
        routines=_whole(content.routines, catalogue),
        safety=safety if signed else content.safety,
        unsigned_safety=None if signed or safety is content.safety else safety,
    )


def _entries(content: Content) -> Iterable[Entry]:
    yield from content.exercises
    yield from content.tips
    yield from content.programmes
    yield from content.routines
    if content.safety is not LEAST_SAFETY:
        yield content.safety


def _whole(entries: tuple[E, ...], catalogue: NullTranslations) -> tuple[E, ...]:
    return tuple(_said_or_left(entry, catalogue) for entry in entries)


def _said_or_left(entry: E, catalogue: NullTranslations) -> E:
    missing = False

    def say(context: str, text: str, _limit: int) -> str:
        nonlocal missing
        key = f"{context}{SEPARATOR}{text}"
        found = catalogue.gettext(key)
        if found != key and found.strip():
            return in_own_digits(found)
        missing = missing or not _is_spare(context)
        return text

    said = _said(entry, say)
    return entry if missing else said


def _is_spare(context: str) -> bool:
    return not context.startswith("safety.") and context.split(".")[2] in limits.SPARE


def _said(entry: E, say: Say) -> E:
    """The entry with each of its texts as `say` says it."""
    changes: dict[str, Any]  # `replace` knows no types for fields that are named by a table
    if isinstance(entry, Safety):
        changes = _fields("safety", entry, limits.SAFETY, say)
        return replace(entry, **changes)
    kind = type(entry).__name__.lower()
    context = f"{kind}.{entry.id}"
    changes = _fields(context, entry, limits.BY_KIND[kind], say)
    if isinstance(entry, Programme):
        changes["sessions"] = tuple(
            _session(f"{context}.sessions.{number}", session, say)
            for number, session in enumerate(entry.sessions, start=1)
        )
    elif isinstance(entry, Routine):
        changes["items"] = _items(context, entry.items, say)
    return replace(entry, **changes)


def _fields(context: str, entry: Entry, texts: dict[str, int], say: Say) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for field, limit in texts.items():
        written = getattr(entry, field)
        here = f"{context}.{field}"
        if isinstance(written, str):
            changes[field] = say(here, written, limit) if written else ""
        elif field == "cautions":
            changes[field] = tuple((name, say(f"{here}.{name}", text, limit)) for name, text in written)
        else:
            changes[field] = tuple(say(f"{here}.{n}", text, limit) for n, text in enumerate(written, start=1))
    return changes


def _session(context: str, session: Session, say: Say) -> Session:
    name = say(f"{context}.name", session.name, limits.SESSION["name"]) if session.name else ""
    return replace(session, name=name, items=_items(context, session.items, say))


def _items(context: str, items: tuple[Item, ...], say: Say) -> tuple[Item, ...]:
    return tuple(_item(f"{context}.items.{number}", item, say) for number, item in enumerate(items, start=1))


def _item(context: str, item: Item, say: Say) -> Item:
    note = say(f"{context}.note", item.note, limits.ITEM["note"]) if item.note else ""
    instead = _item(f"{context}.instead", item.instead, say) if item.instead else None
    return item if note == item.note and instead == item.instead else replace(item, note=note, instead=instead)
