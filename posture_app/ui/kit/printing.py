"""Printing, and pages of PDF. What Qt prints with is loaded when somebody prints."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from posture_app.core.language import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 1200
"""Per inch, on a page of PDF: what is drawn lies where it belongs by less than a hundredth of a millimetre."""
UNITS = 96
"""Per inch, of what is drawn: as pixels of a screen."""
MARGIN_MM = 14.0

Draw = Callable[[QPainter, QRectF], None]
"""Draws a page into a box, in units."""


def pdf_page(title: str, paper: QPageSize, draw: Draw) -> bytes:
    """A document of one page, upright, with text that can be searched and read out."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(paper)
    writer.setPageMargins(_margins(), QPageLayout.Unit.Millimeter)
    writer.setResolution(DOTS)
    _draw_page(writer, writer.pageLayout(), DOTS, draw)
    return bytes(buffer.data().data())


def ask_printer(
    parent: QWidget,
    title: str,
    draw: Draw,
    failed: Callable[[str], None],
    *,
    across: bool = False,
    paper: QPageSize | None = None,
) -> None:
    """Ask for a printer, and print one page there, upright or `across`, on its usual paper if none is given. `failed`
    is given a sentence if that cannot be.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - 0.7 MiB for who prints

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
    if paper is not None:
        printer.setPageSize(paper)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print")
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def go_on() -> None:
        printer.setPageMargins(_margins(), QPageLayout.Unit.Millimeter)
        if not _draw_page(printer, printer.pageLayout(), printer.resolution(), draw):
            failed(_("It could not be printed; see whether the printer, or the file to print to, is at hand."))

    dialog.accepted.connect(go_on)
    QDialog.open(dialog)  # its own would take a slot to call


def _margins() -> QMarginsF:
    return QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)


def _draw_page(device: "QPdfWriter | QPrinter", layout: QPageLayout, dots: int, draw: Draw) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = dots / UNITS
    painter.scale(scale, scale)
    box = layout.paintRectPixels(dots)
    draw(painter, QRectF(0, 0, box.width() / scale, box.height() / scale))
    return painter.end()
