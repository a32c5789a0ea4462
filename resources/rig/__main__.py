"""python -m resources.rig make [NAME…] | sheet OUT [NAME…] | firefox OUT [NAME…]."""

import argparse
import sys
from pathlib import Path

from resources.rig.catalogue import make, pictures


def main(words: list[str]) -> int:
    """Do what is asked; 1 if a picture is wrong."""
    parser = argparse.ArgumentParser(prog="python -m resources.rig", description="Draws the exercise pictures.")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write resources/illustrations/NAME.svg")
    making.add_argument("names", nargs="*", metavar="NAME", help="all, if none is named")
    sheet = commands.add_parser("sheet", help="contact sheets: rest, first move, turn, return; in every palette")
    sheet.add_argument("--blind", action="store_true", help="numbers instead of names")
    sheet.add_argument("--width", type=int, action="append", default=[], choices=(96, 240, 480), help="only this width")
    sheet.add_argument("--theme", action="append", default=[], help="only light, dark, high-light or high-dark")
    firefox = commands.add_parser("firefox", help="compare with what Firefox shows at the same moments")
    for one in (sheet, firefox):
        one.add_argument("folder", type=Path, metavar="OUT")
        one.add_argument("names", nargs="*", metavar="NAME", help="all, if none is named")
    asked = parser.parse_args(words)
    if asked.command == "make":
        return _say(make(asked.names))
    if asked.command == "sheet":
        from resources.rig.sheet import write_sheets  # noqa: PLC0415 - Qt, which making does without

        files = write_sheets(asked.folder, asked.names, blind=asked.blind, widths=asked.width, themes=asked.theme)
        return _say([str(file) for file in files])
    from resources.rig.firefox import compare  # noqa: PLC0415 - Qt, which making does without

    faults = compare(asked.folder, asked.names or list(pictures()))
    _say(faults or ["every frame is the same"])
    return 1 if faults else 0


def _say(lines: list[str]) -> int:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
