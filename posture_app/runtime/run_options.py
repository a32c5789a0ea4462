"""How a run of the app was asked for."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from posture_app.core.value import value
from posture_app.desktop.paths import Places


@value
class RunOptions:
    """How this run was asked for. `pretend` makes up input (demo); at the start `page` opens and `notices` are told. A
    run `at_home` has the folders that are always this person's: what starts the app with the session is for that one.
    `recording` is a file for what the engine is fed.
    """

    where: Places
    scale: float = 1.0
    overrides: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    pretend: bool = False
    page: str | None = None
    notices: tuple[str, ...] = ()
    at_home: bool = False
    recording: Path | None = None
