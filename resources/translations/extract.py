"""The texts that the code marks for translators, found in its syntax tree."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from posture_app.core.catalogue import Message
from resources.translations import outside

ROOT = Path(__file__).parents[2]
CODE, MAKERS = ROOT / "posture_app", ROOT / "resources" / "makers"
SINGLE, PLURAL, MEANT = ("_", "N_", "lasting"), "ngettext", ("pgettext", "NP_")
NOTE = "Translators:"
"""Begins a comment, just above a text or behind it, that goes to translators."""
_MARKED = re.compile(rf"\b(?:{'|'.join((*SINGLE, PLURAL, *MEANT))})\s*\(")
"""A marker, or what looks like one: most files have none, and need no look at their syntax."""
MADE = "how it was made, and which native speaker has read it"
HEADER = (
    "Project-Id-Version: posture-app\n"
    "Language: \n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"
    f"X-Made: {MADE}\n"
)


class UnclearTextError(Exception):
    """A marker holds no plain text, so that nobody can translate it; says where."""


def template() -> tuple[Message, ...]:
    """All texts of the app: each once, by the first file that has it, with all that have it."""
    found: dict[tuple[str, str], Message] = {}
    for message in chain(_of_code(), outside.texts()):
        key = message.context, message.text
        found[key] = _joined(found[key], message) if key in found else message
    return Message("", translations=(HEADER,)), *found.values()


def _of_code() -> Iterator[Message]:
    for file in (*sorted(CODE.rglob("*.py")), *sorted(MAKERS.glob("*.py"))):
        yield from texts_of(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())


def texts_of(code: str, place: str) -> Iterator[Message]:
    """The texts of a file, in their order. Raises UnclearTextError."""
    if not _MARKED.search(code):
        return
    notes = _notes(code) if NOTE in code else {}
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        texts = _texts(call, place)
        if texts:
            comment = notes.get(call.lineno)
            yield replace(texts, comments=(comment,) if comment else (), places=(place,))


def _texts(call: ast.Call, place: str) -> Message | None:
    """What a marker's call marks."""
    name = call.func.id if isinstance(call.func, ast.Name) else None
    if name in SINGLE and len(call.args) == 1:
        made = call.args[0]
        found = None if name != "N_" and _is_looked_up(made) else _plain(made, place)
        return Message(found) if found else None
    if name == PLURAL:
        one, many = (_plain(each, place) for each in call.args[:2])
        return Message(one, many=many)
    if name in MEANT:
        context, text = (_plain(each, place) for each in call.args)
        return Message(text, context)
    return None


def _is_looked_up(node: ast.expr) -> bool:
    """A text out of a constant, which `N_` marks where it is written."""
    if isinstance(node, ast.BoolOp):
        return all(map(_is_looked_up, node.values))
    if isinstance(node, ast.IfExp):
        return _is_looked_up(node.body) and _is_looked_up(node.orelse)
    if isinstance(node, ast.Call):
        return not isinstance(node.func, ast.Attribute) or _is_looked_up(node.func.value)
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _plain(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return node.value
    raise UnclearTextError(f"{place}:{node.lineno}: {ast.unparse(node)} is no plain text")


def _joined(first: Message, again: Message) -> Message:
    """A text that stands in two places; a plural in either is one."""
    if first.many and again.many and first.many != again.many:
        raise UnclearTextError(f"{again.places[0]}: “{again.text}” has another plural in {first.places[0]}")
    comments = (*first.comments, *(each for each in again.comments if each not in first.comments))
    places = tuple(dict.fromkeys((*first.places, *again.places)))
    return replace(first, many=first.many or again.many, comments=comments, places=places)


def _notes(code: str) -> dict[int, str]:
    """What translators are told, by the line of the text that it is about."""
    notes: dict[int, str] = {}
    above: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            comment = token.string.lstrip("# ")
            if comment.startswith(NOTE) and token.line[: token.start[1]].strip():
                notes[token.start[0]] = comment.removeprefix(NOTE).strip()
            elif comment.startswith(NOTE) or above:
                above.append(comment.removeprefix(NOTE).strip())
        elif above and token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            notes[token.start[0]] = " ".join(above)
            above = []
    return notes
