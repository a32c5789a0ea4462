"""Who made what is bundled, and under which licence: `python -m resources.makers.licences SITE FOLDER`.

SITE is a folder of installed Python packages. Into FOLDER go `LICENCES.txt`, with the text of each, and the licences of
Qt, which its wheels leave out; Debian has them.
"""

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

COMMON = Path("/usr/share/common-licenses")
QT_TEXTS = "LGPL-3", "GPL-3"
RULE = "-" * 78
QT = """\
Qt, PySide6 and Shiboken
{rule}
What the app needs of them comes unchanged, as their makers publish it on PyPI, and is used under the GNU Lesser
General Public License, version 3. Its text, with that of the GNU General Public License, lies beside this file as
LGPL-3 and GPL-3; on Debian in /usr/share/common-licenses. Their sources:
https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/; what Qt has in it of others:
https://doc.qt.io/qt-6/licenses-used-in-qt.html.

To use a Qt of your own, put its libraries in the place of these: each is a file of its own in the folders PySide6 and
shiboken6 ({places}),
and is loaded from there when the app starts. It has to be of the same main version. In a Python of yours the app takes
the PySide6 that is there: pip install PySide6-Essentials.
The app's own licence allows to change it and to take it apart, whatever for.
"""
PLACES = "/usr/lib/posture-app in the .deb and the .rpm, _internal in the folder, usr/lib/_internal in the AppImage"


def licences(site: Path) -> str:
    """All of `LICENCES.txt`."""
    found = sorted(metadata.distributions(path=[str(site)]), key=lambda each: each.name.lower())
    parts = [(f"{each.name} {each.version}", licence_of(each), tuple(texts_of(each))) for each in found]
    lines = [f"{name}: {licence}" for name, licence, _texts in parts]
    whole = ["What is in this package, and its licences", RULE, *lines, "", QT.format(rule=RULE, places=PLACES)]
    for name, licence, texts in parts:
        for text in texts:
            whole += [f"{name}: {licence}", RULE, text.strip(), ""]
    return "\n".join(whole)


def licence_of(part: metadata.Distribution) -> str:
    """As its metadata names it."""
    told = part.metadata
    for key in ("License-Expression", "License"):
        text = str((told.get_all(key) or [""])[0]).strip()
        if text and "\n" not in text and text != "UNKNOWN":
            return text
    named = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License ::")]
    return ", ".join(named) or "see its text"


def texts_of(part: metadata.Distribution) -> Iterator[str]:
    """The files of its licence."""
    names = tuple(f"/{name}" for name in part.metadata.get_all("License-File") or ())
    for file in part.files or ():
        if names and ".dist-info/" in str(file) and str(file).endswith(names):
            data = Path(str(file.locate())).read_bytes()
            try:
                yield data.decode("utf-8")
            except UnicodeDecodeError:
                yield data.decode("latin-1")


def main(site: Path, folder: Path) -> None:
    """Write all of it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "LICENCES.txt").write_text(licences(site), encoding="utf-8", newline="\n")
    for name in QT_TEXTS:
        (folder / name).write_bytes((COMMON / name).read_bytes())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
