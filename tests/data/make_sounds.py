"""Makes the chimes in `resources/sounds`: `python -m tests.data.make_sounds`.

Each is a few struck notes: decaying sines, the higher ones weaker and sooner gone, as of wood or glass. No recording
of anybody's is in them.
"""

import io
import math
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"

RATE = 22_050
PEAK = 0.355
"""Of full scale: -9 dBFS, so that neither is the loudest thing on the machine."""
ATTACK = 0.012
RELEASE = 0.15
"""Seconds over which a note swells and the whole dies away, so that there is no click at either end."""
PARTIALS = ((1.0, 1.0, 0.30), (2.0, 0.22, 0.16), (3.0, 0.07, 0.09), (4.2, 0.03, 0.04))
"""Of each note: multiple of its frequency, strength, and seconds in which that falls to 1/e."""


class Note(NamedTuple):
    """When it is struck (seconds), its frequency (Hz) and its strength."""

    at: float
    frequency: float
    strength: float


D4, D5, F5_SHARP, A5 = 293.66, 587.33, 739.99, 880.00

CHIMES: dict[str, tuple[float, Sequence[Note]]] = {
    # A fifth up, left open: something begins.
    "start": (1.0, (Note(0.0, D5, 0.8), Note(0.17, A5, 1.0))),
    # Down the same chord to its root, with the octave below: something is done.
    # One note, and the same chord's root: hold, and let go. Short: the next may come in three seconds.
    "hold": (0.5, (Note(0.0, A5, 0.4), Note(0.03, A5, 1.0))),
    "release": (0.5, (Note(0.0, D5, 0.4), Note(0.03, D5, 1.0))),
    # Twice the third between them: the other side.
    "side": (0.7, (Note(0.0, F5_SHARP, 0.9), Note(0.2, F5_SHARP, 1.0))),
    "end": (1.15, (Note(0.0, A5, 0.75), Note(0.13, F5_SHARP, 0.8), Note(0.27, D5, 1.0), Note(0.27, D4, 0.5))),
}
"""Length in seconds, and the notes."""


def chime(name: str) -> bytes:
    """This chime as a WAV file: mono, 16 bits."""
    length, notes = CHIMES[name]
    count = round(length * RATE)
    mixed = [sum(_sounding(note, index / RATE) for note in notes) for index in range(count)]
    faded = [sample * _release((count - 1 - index) / RATE) for index, sample in enumerate(mixed)]
    scale = PEAK * 32_767 / max(map(abs, faded))
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, RATE, count, "NONE", ""))
        file.writeframes(array("h", (round(sample * scale) for sample in faded)).tobytes())
    return made.getvalue()


def _sounding(note: Note, moment: float) -> float:
    since = moment - note.at
    if since <= 0:
        return 0.0
    swell = _eased(min(1.0, since / ATTACK))
    return (
        note.strength
        * swell
        * sum(
            strength * math.exp(-since / decay) * math.sin(2 * math.pi * note.frequency * multiple * since)
            for multiple, strength, decay in PARTIALS
        )
    )


def _release(left: float) -> float:
    return _eased(min(1.0, left / RELEASE))


def _eased(part: float) -> float:
    return (1 - math.cos(math.pi * part)) / 2


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in CHIMES:
        (FOLDER / f"{name}.wav").write_bytes(chime(name))
