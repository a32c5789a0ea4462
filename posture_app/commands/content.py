"""`posture-app content`: is a file of exercises, tips or translations right, and what does a translation begin with?"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from posture_app.commands.output import line, write
from posture_app.core import formats
from posture_app.core.catalogue import read_po, write_po
from posture_app.core.content.checked_table import Fault
from posture_app.core.content.content import Content
from posture_app.core.content.fault_lines import line_of
from posture_app.core.content.own import ENDINGS, read_own
from posture_app.core.content.reading import read_content
from posture_app.core.content.translating import template
from posture_app.core.content.translation_check import faults_of, progress
from posture_app.core.errors import KnownError
from posture_app.core.language import _, ngettext
from posture_app.desktop.bundled import LIBRARY, load_content, pictures
from posture_app.desktop.content_files import LARGEST, listed, parse
from posture_app.desktop.own_folder import OwnFolder


def check(options: argparse.Namespace) -> int:
    """Name each fault of these files; returns 1 if there is any."""
    path: Path = options.path
    if not path.exists():
        raise KnownError(_("There is no {path}.").format(path=path))
    written = _files(path, ".toml")
    catalogues = _files(path, ".po")
    if not written and not catalogues:
        raise KnownError(_("{path} is no .toml or .po file, and no folder of them.").format(path=path))
    shipped = load_content()[0]
    told = 0
    if written:
        told += _check_content(written, shipped)
    for catalogue in catalogues:
        told += _check_catalogue(catalogue, shipped)
    line(ngettext("{number} fault.", "{number} faults.", told).format(number=told) if told else _("No faults."))
    return 1 if told else 0


def pot(options: argparse.Namespace) -> int:
    """Write the template of all words of the content."""
    text = write_po(template(load_content()[0]))
    if options.file:
        options.file.write_text(text, encoding="utf-8")
    else:
        write(text)
    return 0


def _files(path: Path, ending: str) -> list[Path]:
    if path.is_dir():
        return [path / file.name for file in listed(path, ending)]
    return [path] if path.suffix == ending else []


def _check_content(files: list[Path], shipped: Content) -> int:
    """By the rules of the library, or of files of one's own, wherever they lie."""
    tables, faults = parse(files)
    folder = files[0].absolute().parent
    if folder.parts[-2:] == LIBRARY:
        content, more = read_content(tables, pictures(), shipped)
    else:
        content, more = read_own(tables, [file.name for file in _pictures(folder)], shipped)
        more = (*more, *OwnFolder(folder).bad_pictures(content))
    by_name = {file.name: file for file in files}
    for fault in (*faults, *more):
        _tell(by_name.get(fault.file, folder / fault.file), fault)
    counts = (
        (len(content.exercises), ngettext("{number} exercise", "{number} exercises", len(content.exercises))),
        (len(content.tips), ngettext("{number} tip", "{number} tips", len(content.tips))),
        (len(content.programmes), ngettext("{number} programme", "{number} programmes", len(content.programmes))),
        (len(content.routines), ngettext("{number} routine", "{number} routines", len(content.routines))),
        (len(content.sources), ngettext("{number} source", "{number} sources", len(content.sources))),
    )
    parts = formats.listed([text.format(number=number) for number, text in counts if number])
    line(_("Read: {parts}.").format(parts=parts or "-"))
    return len(faults) + len(more)


def _tell(file: Path, fault: Fault) -> None:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    label = f"{fault.label}: " if fault.kind else ""
    line(f"{file}:{line_of(text, fault)}: {label}{fault.what}")


def _check_catalogue(file: Path, shipped: Content) -> int:
    try:
        data = file.read_bytes()
        text = data.decode() if len(data) <= LARGEST else ""
    except UnicodeDecodeError as error:
        line(f"{file}:1: " + _("it is not UTF-8; byte {number} is wrong.").format(number=error.start))
        return 1
    if len(data) > LARGEST:
        line(f"{file}:1: " + _("it has {number} bytes; at most {most} fit.").format(number=len(data), most=LARGEST))
        return 1
    messages, faults = read_po(text)
    told = sorted((*faults, *faults_of(messages, shipped)))
    for number, what in told:
        line(f"{file}:{number}: {what}.")
    done = progress(messages, shipped)
    for entry, field in done.lacking:
        line(_("{file}: {entry} comes in English; it lacks {field}.").format(file=file, entry=entry, field=field))
    line(
        _("{file}: {translated} of {texts} texts; {whole} of {entries} entries come in this language.").format(
            file=file, translated=done.translated, texts=done.texts, whole=done.whole, entries=done.entries
        )
    )
    return len(told)


def _pictures(folder: Path) -> Iterable[Path]:
    return (file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
