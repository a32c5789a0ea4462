"""Texts that a catalogue has are looked up where they are shown, and filled as they ask: read in the syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

CODE = Path(__file__).parents[2] / "posture_app"
MARKERS = ("_", "N_", "ngettext", "pgettext", "NP_")
REASONS = ("Unavailable", "OtherSessionError", "failed")
GLUE = {" ", ". ", ", ", ": ", "; "}
GLUED = {
    "ui/record/file_dialog.py",
    "ui/record/restore_dialog.py",
    "ui/settings/preview_panel.py",
    "ui/settings/setting_row.py",
}
"""Filters of files, times with what comes then, and what is searched."""
KEPT = ("trouble", "reading", "why", "_lost_why", "_broken")
"""What is asked for later than it was written."""
NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(CODE.rglob("*.py")):
        yield file.relative_to(CODE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def own(scope: ast.AST) -> Iterator[ast.AST]:
    """What belongs to this scope, without the scopes within it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, NESTED):
            yield from own(node)


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def marked(node: ast.AST) -> list[str]:
    """The texts of the markers in this expression."""
    calls = [each for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)]
    texts = [arg for call in calls if call.func.id in MARKERS for arg in call.args]  # type: ignore[attr-defined]
    return [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def test_nobody_names_something_else_like_the_marker_where_a_text_is_looked_up() -> None:
    """The text would be looked up in a number, or in whatever it is."""
    hidden = []
    for place, tree in trees():
        for scope in (node for node in ast.walk(tree) if isinstance(node, NESTED)):
            names = [node for node in own(scope) if isinstance(node, ast.Name) and node.id == "_"]
            taken = [node.lineno for node in names if isinstance(node.ctx, ast.Store)]
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                taken += [arg.lineno for arg in scope.args.args if arg.arg == "_"]
            used = [node for node in ast.walk(scope) if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"]
            hidden += [f"{place}:{line}" for line in taken if used]
    assert [] == hidden


def test_each_hole_of_a_text_is_filled_where_it_is_looked_up() -> None:
    """Of texts that are filled where they stand; those of constants are filled elsewhere."""
    wrong = []
    for place, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "format":
                given = {keyword.arg for keyword in call.keywords}
                texts = marked(call.func.value)
                wrong += [
                    f"{place}:{call.lineno} {text}" for text in texts if None not in given and holes(text) - given
                ]
                if texts and None not in given and given - set().union(*map(holes, texts)):
                    wrong.append(f"{place}:{call.lineno} has more than {texts}")
            elif ast.unparse(call.func) == "lasting" and isinstance(call.args[0], ast.Constant):
                text = str(call.args[0].value)
                if holes(text) != {keyword.arg for keyword in call.keywords}:
                    wrong.append(f"{place}:{call.lineno} {text}")
    assert [] == wrong


def test_a_text_of_a_module_is_marked_and_not_looked_up_before_the_language_is_known() -> None:
    early = [
        f"{place}:{node.lineno}"
        for place, tree in trees()
        for node in own(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "ngettext", "pgettext"}
    ]
    assert [] == early


def test_a_reason_that_is_kept_is_in_the_language_of_then() -> None:
    """What a source, a bus or a way to notify says is shown much later, and the language may be changed meanwhile."""
    fixed = []
    for place, tree in trees():
        for node in ast.walk(tree) if not place.startswith("ui/kit") else ():
            kept = isinstance(node, ast.Call) and ast.unparse(node.func) in REASONS
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                kept = any(isinstance(each, ast.Attribute) and each.attr in KEPT for each in targets)
            if kept:
                calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
                fixed += [f"{place}:{each.lineno}" for each in calls if ast.unparse(each.func) in {"_", "ngettext"}]
    assert [] == fixed


def test_no_texts_are_glued_by_marks_of_english() -> None:
    """`sentences`, `labelled` and the lists of `core.formats` join them as their language does."""
    glued = set()
    for place, tree in trees():
        for node in ast.walk(tree):
            parts: list[ast.expr] = []
            if isinstance(node, ast.JoinedStr):
                between = {str(part.value) for part in node.values if isinstance(part, ast.Constant)}
                parts = [part.value for part in node.values if isinstance(part, ast.FormattedValue) and between & GLUE]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in {f"{by!r}.join" for by in GLUE}:
                parts = [part for each in node.args for part in getattr(each, "elts", ())]
            if any(ast.unparse(part).startswith(tuple(f"{marker}(" for marker in MARKERS)) for part in parts):
                glued.add(place)
    assert glued == GLUED
