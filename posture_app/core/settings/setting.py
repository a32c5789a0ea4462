"""One row of the table of settings."""

from dataclasses import field
from typing import Any

from posture_app.core.settings.kinds import Kind
from posture_app.core.value import value

MINUTE = 60


@value
class Setting:
    """What it is called, what it takes, what it means, and where the window shows it: on which page, and there under
    which kind of reminder, if under one.
    """

    kind: Kind[Any]
    page: str
    label: str
    help: str
    group: str = ""


def row(default: object, kind: Kind[Any], page: str, label: str, text: str, *, group: str = "") -> Any:
    """A field of a settings dataclass that carries its row of the table."""
    return field(default=default, metadata={"setting": Setting(kind, page, label, text, group)})
