"""A folder as a setting: its notation, not whether there is one."""

import re

from posture_app.core.language import _

NONE = "none"
_WHOLE = re.compile(r"/|~(?=$|[/\\])|[A-Za-z]:[/\\]|\\\\[^\\]")
"""How a path begins that means the same in every folder."""


def parse_folder(text: str) -> str | None:
    """A path from the root, or from the home folder (~); None for "none" and for no text.

    Raises ValueError for a path that depends on the folder it is read in.
    """
    path = text.strip()
    if path.lower() in (NONE, ""):
        return None
    if "\0" in path:
        raise ValueError(_("a path has no zero byte"))
    if not _WHOLE.match(path):
        raise ValueError(_("“{path}” is no path from the root").format(path=path))
    return path


def format_folder(folder: str | None) -> str:
    """The notation that `parse_folder` reads."""
    return folder or NONE
