"""The list of modules that are imported by a name in a text, without which a bundle is not whole."""

import argparse
import ast
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import posture_app
from posture_app.cli import _parser
from posture_app.commands.named_modules import named_modules

PACKAGE = Path(posture_app.__file__).parent
PLATFORMS = ("linux", "win32", "darwin")


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What each command, and each word after it, runs."""
    yield parser.get_default("run")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from commands(each)


def named_imports() -> Iterator[tuple[str, str]]:
    """Where a module is imported by a text, and how its name begins as far as the source says it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "import" in (called := ast.unparse(node.func)).rpartition(".")[2]:
                if called.rpartition(".")[2] not in ("import_module", "__import__"):
                    continue
                match node.args[0]:
                    case ast.Constant(value=str(name)):
                        yield path.name, name
                    case ast.JoinedStr(values=[ast.Constant(value=str(name)), *_]):
                        yield path.name, name
                    case _:
                        yield path.name, "?"


def test_every_command_is_in_it() -> None:
    modules = {f"posture_app.commands.{run.partition(':')[0]}" for run in commands(_parser(["--help"])) if run}
    assert len(modules) > 15
    assert set() == modules - named_modules("linux")


def test_every_import_by_a_text_is_in_it() -> None:
    listed = frozenset[str]().union(*map(named_modules, PLATFORMS))
    found = list(named_imports())
    assert {"cli.py", "jobs.py", "sounds.py", "not_now.py"} <= {file for file, _ in found}
    assert [] == [(file, name) for file, name in found if not any(each.startswith(name) for each in listed)]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_plyer_imports_by_the_name_of_the_system_is_there(platform: str) -> None:
    wanted = [name for name in named_modules(platform) if name.startswith("plyer.")]
    assert 2 == len(wanted)
    assert [] == [name for name in wanted if find_spec(name) is None]


def test_all_of_it_is_there_on_this_system() -> None:
    assert [] == [name for name in named_modules(sys.platform) if find_spec(name) is None]
