"""A catalogue held against the content: what is wrong in it, and which entries are not whole yet."""

from collections.abc import Iterable, Mapping

from posture_app.core.catalogue import Message
from posture_app.core.content.content import Content
from posture_app.core.content.limits import TRANSLATED_LONGER
from posture_app.core.content.translating import wordings
from posture_app.core.language import _
from posture_app.core.value import value


@value
class Progress:
    """How far a translation is."""

    texts: int
    translated: int
    entries: int
    whole: int
    lacking: tuple[tuple[str, str], ...]
    """Each entry that is begun and not whole, and what it lacks: `exercise.walk`, `steps.2`."""


def faults_of(messages: Iterable[Message], content: Content) -> tuple[tuple[int, str], ...]:
    """What is wrong with these messages, by line; the header, which has no context, is not looked at."""
    known = {wording.context: wording for wording in wordings(content)}
    faults: list[tuple[int, str]] = []
    for message in messages:
        if not message.text:
            continue
        wording = known.get(message.context)
        if wording is None:
            faults.append(
                (message.line, _("{context}: there is no such text").format(context=message.context or message.text))
            )
        elif message.text != wording.text:
            faults.append(
                (
                    message.line,
                    _("{context}: the English has changed; it says “{text}” now").format(
                        context=message.context, text=wording.text
                    ),
                )
            )
        elif message.holds:
            most = round(wording.limit * TRANSLATED_LONGER)
            length = max(map(len, message.translations))
            if length > most:
                faults.append(
                    (
                        message.line,
                        _("{context}: it is {length} characters long; at most {most} fit").format(
                            context=message.context, length=length, most=most
                        ),
                    )
                )
    return tuple(faults)


def progress(messages: Iterable[Message], content: Content) -> Progress:
    """How many texts and entries this catalogue has in its language."""
    held = {message.key for message in messages if message.holds}
    lacking: dict[str, list[str]] = {}
    begun: dict[str, bool] = {}
    translated = texts = 0
    for wording in wordings(content):
        entry, field = _parted(wording.context)
        there = Message(wording.text, wording.context).key in held
        texts, translated = texts + 1, translated + there
        begun[entry] = begun.get(entry, False) or there
        if not there and not wording.spare:
            lacking.setdefault(entry, []).append(field)
    return Progress(
        texts=texts,
        translated=translated,
        entries=len(begun),
        whole=sum(_whole(begun, lacking)),
        lacking=tuple((entry, fields[0]) for entry, fields in lacking.items() if begun[entry]),
    )


def _whole(begun: Mapping[str, bool], lacking: Mapping[str, list[str]]) -> Iterable[bool]:
    return (there and entry not in lacking for entry, there in begun.items())


def _parted(context: str) -> tuple[str, str]:
    """Entry and field."""
    parts = context.split(".")
    deep = 1 if parts[0] == "safety" else 2
    return ".".join(parts[:deep]), ".".join(parts[deep:])
