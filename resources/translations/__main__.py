"""python -m resources.translations update | status.

`update` writes the template anew, brings each catalogue up to date, and the menu entry with them; `status` says how far
each language is.
"""

import argparse
import sys
from pathlib import Path

from posture_app.core.catalogue import Message, read_po, write_po
from resources.translations import extract, outside
from resources.translations.merge import merged

FOLDER = Path(__file__).parent / "app"
TEMPLATE = FOLDER / "app.pot"


def update() -> None:
    """Write what has changed."""
    template = extract.template()
    _write(TEMPLATE, template)
    for file in sorted(FOLDER.glob("*.po")):
        messages, faults = read_po(file.read_text(encoding="utf-8"))
        if faults:
            raise SystemExit(f"{file}:{faults[0][0]}: {faults[0][1]}")
        _write(file, merged(template, messages))
    entry = outside.entry_with(outside.catalogues())
    if entry != outside.ENTRY.read_text(encoding="utf-8"):
        outside.ENTRY.write_text(entry, encoding="utf-8")


def status() -> None:
    """A table of the languages."""
    texts = len(extract.template()) - 1
    print(f"| language | of {texts} texts | to look at again | made |\n|---|---|---|---|")  # noqa: T201
    for file in sorted(FOLDER.glob("*.po")):
        (header, *messages), _ = read_po(file.read_text(encoding="utf-8"))
        done, fuzzy = sum(one.holds for one in messages), sum(one.fuzzy for one in messages)
        fields = dict(line.split(": ", 1) for line in header.translations[0].splitlines() if ": " in line)
        print(f"| {file.stem} | {done} | {fuzzy} | {fields.get('X-Made', '')} |")  # noqa: T201


def _write(file: Path, messages: tuple[Message, ...]) -> None:
    text = write_po(messages)
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
        print(f"{file.name} is written: {len(messages) - 1} texts")  # noqa: T201


def main(words: list[str]) -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m resources.translations", description=__doc__)
    parser.add_argument("command", choices=("update", "status"))
    {"update": update, "status": status}[parser.parse_args(words).command]()


if __name__ == "__main__":
    main(sys.argv[1:])
