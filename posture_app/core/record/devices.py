"""Whose record it is: this computer's, another's of the same person, or what another program saw."""

from dataclasses import dataclass
from enum import StrEnum

from posture_app.core.spans import Origin


class DeviceKind(StrEnum):
    """What kind of source."""

    OWN = "own"
    """This computer."""
    COMPUTER = "computer"
    """Another one that runs the app."""
    IMPORT = "import"
    """What was read from a file of another program."""


ORIGINS = {
    DeviceKind.OWN: Origin.HERE,
    DeviceKind.COMPUTER: Origin.ELSEWHERE,
    DeviceKind.IMPORT: Origin.IMPORTED,
}


@dataclass(frozen=True, slots=True)
class Device:
    """A source of the record. `uid` tells it from all others, in whatever log its rows lie; `name` is for people."""

    uid: str
    name: str
    kind: DeviceKind

    @property
    def origin(self) -> Origin:
        """How what it has seen is known."""
        return ORIGINS[self.kind]

    @property
    def rank(self) -> tuple[bool, str]:
        """Whose word counts where two saw the same: the same order in every log."""
        return self.kind is DeviceKind.IMPORT, self.uid
