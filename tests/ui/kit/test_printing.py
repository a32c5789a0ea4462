"""Printing: one page, on the paper that was asked for, as large as it should be, and loaded for nobody else."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from posture_app.ui.kit.printing import MARGIN_MM, ask_printer, pdf_page
from tests.ui.charts.pictures import MM, POINTS, pages_of, text_of
from tests.ui.showing import shown
from tests.ui.waiting import delete_what_was_closed, until

A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter
MARGIN = MARGIN_MM / MM * POINTS


def draw(painter: QPainter, page: QRectF) -> None:
    """All of the page, and a word."""
    painter.fillRect(page, QColor("#336699"))
    painter.setPen(QColor("white"))
    painter.drawText(page, "Posture")


@pytest.mark.parametrize(("paper", "width", "height"), [(A4, 595, 842), (LETTER, 612, 792)])
def test_a_page_is_of_its_paper_with_even_margins_and_text(
    qt: object, paper: QPageSize.PageSizeId, width: float, height: float
) -> None:
    made = pdf_page("Posture", QPageSize(paper), draw)
    (size,), image = pages_of(made, 1)
    assert (width, height) == size
    assert "Posture" in text_of(made)
    full = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if (x % 50 == 0 or y % 50 == 0) and image.pixelColor(x, y).name() == "#336699"
    ]
    for ends, whole in (([x for x, _ in full], width), ([y for _, y in full], height)):
        assert (MARGIN, whole - MARGIN) == pytest.approx((min(ends), max(ends) + 1), abs=1.5)


def print_to(path: Path, *, across: bool = False) -> list[str]:
    """Go through the dialog, and print to a file; gives what was told of that."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - as the app does

    told: list[str] = []
    with shown(QWidget()) as window:
        ask_printer(window, "Posture", draw, told.append, across=across, paper=QPageSize(LETTER))
        (dialog,) = window.findChildren(QPrintDialog)
        assert dialog.isVisible()
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        QDialog.accept(dialog)
        until(lambda: not dialog.isVisible())
        delete_what_was_closed()
    return told


@pytest.mark.parametrize("across", [False, True])
def test_what_the_dialog_agrees_to_is_printed(qt: object, tmp_path: Path, across: bool) -> None:
    assert [] == print_to(tmp_path / "page.pdf", across=across)
    made = (tmp_path / "page.pdf").read_bytes()
    (size,), _ = pages_of(made, 1)
    assert ((792, 612) if across else (612, 792)) == size
    assert "Posture" in text_of(made)


def test_what_cannot_be_printed_is_told(qt: object, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (told,) = print_to(tmp_path / "no folder" / "page.pdf")
    caplog.clear()  # Qt warns of it, too
    assert told.startswith("It could not be printed")


def test_nobody_pays_for_printing_who_does_not_print() -> None:
    rooms = "posture_app.ui.frontend, posture_app.ui.pages.main_window, posture_app.ui.pages.today"
    ask = f"import sys, {rooms}, posture_app.ui.history.history_page; print('PySide6.QtPrintSupport' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=100)
    assert "False" == done.stdout.strip()
