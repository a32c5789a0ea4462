"""Words of the command line: in the place of what is filled in, and the standard library's own about arguments."""

import argparse

from posture_app.core.language import N_, _, ngettext

FILLED_IN = (
    N_("DIR"),  # Translators: filled in on the command line: a folder. One word, in capitals, as all of these
    N_("FILE"),  # Translators: filled in on the command line
    N_("FILE.PDF"),  # Translators: filled in on the command line
    N_("PATH"),  # Translators: filled in on the command line: a file or a folder
    N_("COMMAND"),  # Translators: filled in on the command line
    N_("ACTION"),  # Translators: filled in on the command line: one of a few words
    N_("N"),  # Translators: filled in on the command line: a number; “N times faster”
    N_("NUMBER"),  # Translators: filled in on the command line: the number of an entry in a list
    N_("MIN"),  # Translators: filled in on the command line: minutes
    N_("WHEN"),  # Translators: filled in on the command line: a time of day
    N_("DAY"),  # Translators: filled in on the command line: a date
    N_("FROM"),  # Translators: filled in on the command line: the time of day that something began at
    N_("TO"),  # Translators: filled in on the command line: the time of day that something ended at
    N_("ZONE"),  # Translators: filled in on the command line: a time zone
    N_("KEY"),  # Translators: filled in on the command line: the name of a setting
    N_("VALUE"),  # Translators: filled in on the command line: what a setting is set to
    N_("KEY=VALUE"),  # Translators: filled in on the command line: the name of a setting, and its value
    N_("KIND"),  # Translators: filled in on the command line: a kind of reminder
    N_("PAGE"),  # Translators: filled in on the command line: a page of the app
    N_("TOPIC"),  # Translators: filled in on the command line: a topic of the help
    N_("TEXT"),  # Translators: filled in on the command line
    N_("NAME"),  # Translators: filled in on the command line: the name of a person
)
"""What stands in the place of what a person fills in; `cli.py` names them."""
WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)
"""Those that can be met here; others come in English. They are what Python 3.11 to 3.13 have."""


def speak() -> None:
    """Have parsers say them in the language that holds at the time: they have no other way to be told."""
    for name, function in (("_", _said), ("ngettext", ngettext)):
        setattr(argparse, name, function)


def _said(text: str | None) -> str | None:
    """The parser also asks for what it has not."""
    return _(text) if text else text
