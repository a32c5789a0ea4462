"""The standard library's own words about arguments, in the language of the app."""

import argparse

from posture_app.core.language import N_, _, ngettext

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
