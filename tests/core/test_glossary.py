"""One word for one thing: what people read says nothing that the glossary has another word for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import posture_app

APP = Path(posture_app.__file__).parent
CONTENT = APP.parent / "resources" / "content"
HELP = APP.parent / "resources" / "help" / "en"
GLOSSARY = APP / "core" / "GLOSSARY.md"
FOREIGN = APP / "commands" / "argparse_words.py"
"""Has sentences of the standard library, word for word."""
NO_TEXT = re.compile(r"SELECT|CREATE TABLE|INSERT INTO|UPDATE \w+ SET|DELETE FROM|\{.*\"type\"")


def banned() -> list[str]:
    rows = [line.split("|") for line in GLOSSARY.read_text().splitlines() if line.startswith("| ")]
    return [word.strip() for row in rows[1:] for word in row[2].split(",")]


def texts_in_code(source: str) -> Iterator[tuple[int, str]]:
    """What may be read by people: each text of several words that is no comment on the code and goes to no log."""
    tree = ast.parse(source)
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func.value) == "_log"
        ):
            left_out.update(ast.walk(node))
        if _is_searched(node):
            left_out.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            text = node.value
            if (" " in text.strip() or text[:1].isupper()) and not NO_TEXT.search(text):
                yield node.lineno, text


def _is_searched(node: ast.AST) -> bool:
    """Whether it holds the words by which people may search a setting, whatever words they use."""
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "words"
    return isinstance(node, ast.keyword) and node.arg == "words"


def texts_of(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from texts_of(each)
    elif isinstance(content, str):
        yield content


def all_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(APP.rglob("*.py")):
        if path == FOREIGN:
            continue
        for line, text in texts_in_code(path.read_text()):
            yield f"{path.relative_to(APP)}:{line}", text
    for path in sorted(HELP.rglob("*.md")):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.name}:{number}", text
    for path in sorted(CONTENT.rglob("*.toml")):
        for text in texts_of(tomllib.loads(path.read_text())):
            yield path.name, text


def found(text: str, words: list[str]) -> list[str]:
    return [word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE)]


def test_no_text_says_a_thing_by_another_word() -> None:
    words = banned()
    assert {"sittings", "neither", "ignored"} <= {*words}
    texts = list(all_texts())
    assert len(texts) > 2000
    assert [] == [f"{where}: “{word}” in “{text}”" for where, text in texts for word in found(text, words)]


def test_another_word_is_found_whatever_its_case_and_only_as_a_whole() -> None:
    assert ["neither"] == found("Neither this nor that", banned())
    assert [] == found("The limit of alertness", banned())


def test_texts_are_those_that_people_read() -> None:
    source = '''
"""Of the module, said to no one."""
_log.warning("the clock was ignored")
name = "key"
text = f"{count} reminders were kept"
'''
    assert [" reminders were kept"] == [text for _, text in texts_in_code(source)]
