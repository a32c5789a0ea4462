"""The man page, and the completions for bash, zsh and fish: made of the parser of the command line, never by hand."""

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

import posture_app
from posture_app.cli import DESCRIPTION, _parser
from posture_app.core.help_topics import TOPICS
from posture_app.core.settings.languages import WHOLE
from posture_app.core.settings.settings import TABLE
from posture_app.core.words import APP_NAME
from posture_app.desktop.languages import ENGLISH
from posture_app.desktop.menu_entry import COMPLETIONS, MAN_PAGE
from resources.translations.outside import in_language

KNOWN = {"key": tuple(TABLE), "words": TOPICS}
"""What an argument of this name is offered, beside what it takes as well."""
EXIT_STATUS = """\
.TP
0
done
.TP
1
it said why not
.TP
2
wrong usage
.TP
3
the app does not run"""
SEE_ALSO = r"""
\fBposture\-app help\fR lists the topics of the help, and \fBposture\-app help command\-line\fR explains the commands.
In the app, F1 opens it."""


def manual_files() -> Mapping[str, str]:
    """The text of each file, by its path in `resources/`."""
    os.environ["COLUMNS"] = "100"  # whatever the terminal is like
    made = {MAN_PAGE: man_page()}
    for code in WHOLE:
        if code != ENGLISH:
            made[MAN_PAGE.replace("man/", f"man/{code}/", 1)] = in_language(code, man_page)
    return made | {file: shtab.complete(_completable(), shell=shell) for shell, file in COMPLETIONS.items()}


def man_page() -> str:
    """In the language of `man`: what the command does, each command with its options, and exit codes."""
    about = {
        "description": DESCRIPTION.partition(".")[0],
        "project_name": "posture-app",
        "version": posture_app.__version__,
        "manual_title": APP_NAME,
        "date": posture_app.RELEASE_DAY or "not released yet",
    }
    page = Manpage(_parser(["help"]), about)
    page.add_section("exit status", ">", EXIT_STATUS)
    page.add_section("see also", ">", SEE_ALSO.strip())
    head, _newline, rest = str(page).partition("\n")
    here = f"{Path(posture_app.__file__).parent}/".replace("-", r"\-")
    return f"{head}\n.ad l\n{rest.replace(here, 'posture_app/')}"


def _completable() -> argparse.ArgumentParser:
    """The parser, each argument with what is offered in its place."""
    parser = _parser(["help"])
    for action in _arguments(parser):
        if action.dest in KNOWN:
            action.choices = KNOWN[action.dest]
        elif action.dest == "data_dir":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return parser


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for each in action.choices.values():
                yield from _arguments(each)
