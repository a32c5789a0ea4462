"""A catalogue brought up to date: what is translated stays, what has changed waits for a person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from posture_app.core.catalogue import Message
from posture_app.core.catalogue_check import plural_forms

ALIKE = 0.7
"""From here on a new text is taken for an old one that was changed."""


def merged(template: Sequence[Message], known: Iterable[Message]) -> tuple[Message, ...]:
    """The texts of the template, with the translations that there are; what has no text there any more is left out."""
    header, *texts = template
    by_key = {message.key: message for message in known}
    own = by_key.pop("", header)
    forms = plural_forms(own)
    wanted = {message.key for message in texts}
    spare = {
        message.text: message for key, message in by_key.items() if key not in wanted and any(message.translations)
    }
    return own, *(_with(text, by_key.get(text.key) or _like(text, spare), forms) for text in texts)


def _like(text: Message, spare: dict[str, Message]) -> Message | None:
    """What a text was before it was changed, to be looked at by a person."""
    near = get_close_matches(text.text, spare, 1, ALIKE) if spare else []
    return replace(spare[near[0]], fuzzy=True) if near else None


def _with(text: Message, old: Message | None, forms: int) -> Message:
    empty = ("",) * forms if text.many else ("",)
    if old is None:
        return replace(text, translations=empty)
    changed = bool(text.many) != bool(old.many) or (bool(old.many) and old.many != text.many)
    said = (old.translations * forms)[:forms] if text.many else old.translations[:1]
    return replace(text, translations=said, fuzzy=any(said) and (old.fuzzy or changed))
