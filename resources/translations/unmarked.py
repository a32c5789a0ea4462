"""Texts of the code that people may see and that no marker holds: they would stay English in every language.

What is none is told apart by what it looks like (keys, addresses, SQL, forms of files) and where it stands (log, names
of objects, comparisons). `unmarked.txt` has those that are left on purpose or not mended yet; it may only shrink.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from resources.translations.extract import CODE, MEANT, PLURAL, ROOT, SINGLE

KNOWN = Path(__file__).with_name("unmarked.txt")
MARKERS = {*SINGLE, PLURAL, *MEANT}
SILENT = {
    "debug", "info", "warning", "error", "exception", "log", "getLogger", "execute", "executemany", "executescript",
    "compile", "import_module", "TypeVar", "setObjectName", "setProperty", "property", "encode", "decode", "joinpath",
    "startswith", "endswith", "removeprefix", "removesuffix", "replace", "split", "partition", "rpartition", "get",
    "fullmatch", "match", "search", "sub", "findall", "finditer", "strptime", "strftime", "findChild", "findChildren",
    "getattr", "setattr", "hasattr", "open", "Form", "Path", "namedtuple", "patch", "unpack", "pack", "Struct", "which",
    "add_argument_group", "QKeySequence", "cast", "fromhex", "setStyleSheet", "setFamily", "child", "once", "Regex",
}  # fmt: skip
"""Functions whose texts nobody sees."""
_KEY = re.compile(
    r"[a-z0-9_.:/\-]+|(?![A-Z][a-z]+[.!?:]$)[A-Za-z0-9_.\-/:]*[._/:\-][A-Za-z0-9_.\-/:]*|[A-Z0-9_]+|\W*"
    r"|[A-Za-z]+[a-z0-9][A-Z][A-Za-z0-9]*"
)
_CODE = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|DROP|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|ATTACH|DETACH|WITH|VACUUM"
    r"|RELEASE|FROM|WHERE|ORDER|GROUP|UNION|ON|AND|REPLACE|EXPLAIN|VALUES|LIMIT|JOIN|LEFT|SET)\b"
    r"|.*(?:org\.|/org/|%\(|https?:|[{};]\s*$|#[0-9A-Fa-f]{6}|</?\w+|^--\S*$|\\d|\(\?)",
    re.DOTALL,
)
_WORDS = re.compile(r"[A-Za-z]{2}")


def unmarked(code: str) -> Iterator[tuple[int, str]]:
    """Each such text with its line; holes are “{}”."""
    tree = ast.parse(code)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if text and _is_said(text) and not _is_silent(node, above):
            yield node.lineno, text  # type: ignore[attr-defined] # of an expression


def found() -> list[str]:
    """`file: text` of all, in order."""
    lines: list[str] = []
    for file in sorted(CODE.rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        texts = unmarked(file.read_text(encoding="utf-8"))
        lines += [f"{place}: {' '.join(text.split())}" for _line, text in sorted(texts)]
    return lines


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def _is_said(text: str) -> bool:
    bare = text.replace("{}", "")
    return bool(_WORDS.search(bare)) and not _KEY.fullmatch(bare.strip()) and not _CODE.match(text)


def _is_silent(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether it stands where nobody sees it, or in a marker."""
    inside = node
    while (parent := above.get(inside)) is not None:
        if isinstance(parent, ast.Expr | ast.JoinedStr | ast.Compare | ast.Subscript | ast.MatchValue | ast.arg):
            return True
        if isinstance(parent, ast.Call):
            return _name(parent) in MARKERS | SILENT
        if inside in (getattr(parent, "annotation", None), getattr(parent, "returns", None)):
            return True
        if isinstance(parent, ast.stmt) or (isinstance(parent, ast.Dict) and inside in parent.keys):
            return not isinstance(parent, ast.stmt)
        inside = parent
    return False


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
