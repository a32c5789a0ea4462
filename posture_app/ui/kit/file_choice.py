"""Asking for a file or a folder, without blocking the app."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_new(
    parent: QWidget | None, title: str, proposed: str, filters: str, chosen: Callable[[str], None]
) -> QFileDialog:
    """Ask where to write a file, proposing this name in the person's folder of documents."""
    dialog = _dialog(parent, title, filters, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
    dialog.selectFile(proposed)
    dialog.open()
    return dialog


def choose_existing(parent: QWidget | None, title: str, filters: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask which file to read."""
    dialog = _dialog(parent, title, filters, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def choose_folder(parent: QWidget | None, title: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, "", chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def new_file(name: str) -> str:
    """The path of a file of this name in the person's folder of documents, with a number if there is one already."""
    path = Path(_documents()) / name
    number = 2
    while path.exists():
        path = path.with_name(f"{Path(name).stem} {number}{path.suffix}")
        number += 1
    return str(path)


def open_file(path: str) -> None:
    """Have the desktop open this file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def show_in_folder(path: str) -> None:
    """Have the desktop show the folder of this file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))


def _dialog(parent: QWidget | None, title: str, filters: str, chosen: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title, _documents(), filters)
    dialog.setObjectName("choose a file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    return dialog


def _documents() -> str:
    """Where people look for what they have written."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())
