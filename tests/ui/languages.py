"""What does not fit in a language: `python -m tests.ui.languages [CODE ...] [--only NAME ...]`.

What is cut, overlaps or cannot be reached in the windows of `tests/ui/screens.py`, with usual and with large letters,
with room and in the smallest window. Colours and the scale of the screen change no width, so no picture is made.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import product

from posture_app.core.settings.languages import WHOLE
from tests.spoken import spoken
from tests.ui import screens


def told(codes: list[str], names: list[str]) -> Iterator[str]:
    """A line for each fault, once for all looks that have it."""
    from tests.ui.looks import POINTS, SMALLEST, Look  # noqa: PLC0415 - of Qt: the names are there without it
    from tests.ui.picture_faults import faults  # noqa: PLC0415

    for code in codes:
        mirrored = code.startswith(screens.FROM_THE_RIGHT)
        sizes = product((None, SMALLEST), (POINTS[0], POINTS[-1]))
        looks = [Look(points, mirrored, room) for room, points in sizes]
        with spoken(code):
            for name in names:
                found: dict[str, list[str]] = {}
                for look, window in screens.in_looks(name, looks):
                    for fault in faults(window, look.room):
                        found.setdefault(fault, []).append(str(look))
                yield from (f"{code} {name} ({', '.join(where)}): {fault}" for fault, where in found.items())


def main(words: list[str]) -> int:
    """Tell what is wrong in these languages; whether there was anything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="such as de or pt_BR; all that are offered without")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=screens.SCREENS, help="no other windows")
    given = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from posture_app.ui.kit.appearance import Theme  # noqa: PLC0415

    theme = Theme(screens.application())
    theme.choose("light")
    count = 0
    for line in told(given.codes or list(WHOLE), given.only or list(screens.SCREENS)):
        count += 1
        print(line, flush=True)  # noqa: T201
    return min(1, count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
