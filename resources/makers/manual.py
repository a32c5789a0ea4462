"""The man page, and the completions for bash, zsh and fish: made of the parser of the command line, never by hand."""

import argparse
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

import posture_app
from posture_app.cli import _parser
from posture_app.commands import argparse_words
from posture_app.core.help_topics import TOPICS
from posture_app.core.language import _, pgettext
from posture_app.core.settings.languages import WHOLE
from posture_app.core.settings.settings import TABLE
from posture_app.core.words import APP_NAME
from posture_app.desktop.languages import ENGLISH
from posture_app.desktop.menu_entry import COMPLETIONS, MAN_PAGE
from resources.translations.outside import in_language

REQUESTS = ".SH", ".TP", ".B"
"""What the page asks of groff."""
KNOWN = {"key": tuple(TABLE), "words": TOPICS}
"""What an argument of this name is offered, beside what it takes as well."""


def manual_files() -> Mapping[str, str]:
    """The text of each file, by its path in `resources/`."""
    os.environ["COLUMNS"] = "100"  # whatever the terminal is like
    argparse_words.speak()
    made = {MAN_PAGE: man_page()}
    for code in WHOLE:
        if code != ENGLISH:
            made[MAN_PAGE.replace("man/", f"man/{code}/", 1)] = in_language(code, man_page)
    return made | {file: shtab.complete(_completable(), shell=shell) for shell, file in COMPLETIONS.items()}


def man_page() -> str:
    """In the language of `man`: what the command does, each command with its options, and exit codes."""
    parser = _parser(["help"])
    about = {
        "description": _("Knows when you sit, tells you to get up, and remembers the day"),
        "project_name": "posture-app",
        "version": posture_app.__version__,
        "manual_title": APP_NAME,
        "date": posture_app.RELEASE_DAY or _("not released yet"),
    }
    page = Manpage(parser, about)
    page.synopsis = parser.format_usage().removeprefix(_("usage: ")).split()
    page.add_section("exit status", ">", "\n".join(f".TP\n{code}\n{_markup(text)}" for code, text in _exit_codes()))
    more = _(
        "`posture-app help` lists the topics of the help, and `posture-app help command-line` explains the commands."
    )
    page.add_section("see also", ">", "\n".join(map(_markup, (more, _("In the app, F1 opens it.")))))
    head, *lines = str(page).splitlines()
    here = f"{Path(posture_app.__file__).parent}/".replace("-", r"\-")
    headings = _headings()
    return "\n".join((head, ".ad l", *(_line(line, headings) for line in lines), "")).replace(here, "posture_app/")


def _exit_codes() -> Iterator[tuple[int, str]]:
    yield 0, pgettext("exit code", "done")
    yield 1, pgettext("exit code", "it said why not")
    yield 2, pgettext("exit code", "wrong usage")
    yield 3, pgettext("exit code", "the app does not run")


def _markup(text: str) -> str:
    """As groff takes it; what stands in backticks is bold."""
    return re.sub("`(.+?)`", r"\\fB\1\\fR", text.replace("\\", r"\e").replace("-", r"\-"))


def _headings() -> Mapping[str, str]:
    """Those that stand in the page in English whatever the language; the others are the parser’s."""
    return {
        "NAME": pgettext("heading of a man page", "NAME"),
        "SYNOPSIS": _("SYNOPSIS"),
        "DESCRIPTION": _("DESCRIPTION"),
        "COMMAND": _("COMMAND"),
        "EXIT STATUS": _("EXIT STATUS"),
        "SEE ALSO": _("SEE ALSO"),
    }


def _line(line: str, headings: Mapping[str, str]) -> str:
    """The line, with its heading in the language of the page; what only begins like a request to groff is text."""
    request, _blank, rest = line.partition(" ")
    if request == ".SH":
        english, of, command = rest.partition(" \\fI")
        return f".SH {headings.get(english, english)}{of}{command}".rstrip()
    return f"\\&{line}" if line.startswith((".", "'")) and request not in REQUESTS else line


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
