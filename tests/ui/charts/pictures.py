"""What is in a picture of a chart, in each form, as points: two for one of the screen, on light ground."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter
from PySide6.QtSvg import QSvgRenderer

from posture_app.ui.charts.picture import Picture
from posture_app.ui.kit.look.theme import LIGHT
from posture_app.ui.kit.printing import MARGIN_MM, UNITS, pdf_page
from tests import needs

FORMS = ("png", "svg", "pdf")
FINE = 2
MM, POINTS = 25.4, 72


def points(picture: Picture, form: str) -> QImage:
    """The picture in this form, as whoever opens it sees it."""
    if form == "png":
        return QImage.fromData(picture.png(LIGHT))
    return _of_svg(picture) if form == "svg" else _of_pdf(document(picture), picture)


def document(picture: Picture) -> bytes:
    """A page with the picture at its size."""

    def draw(painter: QPainter, _page: QRectF) -> None:
        picture.draw(painter, LIGHT)

    return pdf_page("Picture", QPageSize(QPageSize.PageSizeId.A3), draw)


def text_of(pdf: bytes) -> str:
    """All text of a document of one page, as a program that reads it out has it."""
    needs.pdfium()
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - only where it is

    with PdfDocument(pdf) as read:
        return str(read[0].get_textpage().get_text_range())


def pages_of(pdf: bytes, fine: float) -> tuple[list[tuple[float, float]], QImage]:
    """The sizes of the pages of a document in points of print, and the first one in so many times as many."""
    needs.pdfium()
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - only where it is

    with PdfDocument(pdf) as read:
        drawn = read[0].render(scale=fine, rev_byteorder=True)
        form = QImage.Format.Format_RGB888 if drawn.n_channels == 3 else QImage.Format.Format_RGBX8888
        image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, form).copy()
        return [page.get_size() for page in read], image


def _of_svg(picture: Picture) -> QImage:
    image = QImage(picture.size * FINE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(picture.svg(LIGHT)).render(painter)
    painter.end()
    return image


def _of_pdf(pdf: bytes, picture: Picture) -> QImage:
    _, page = pages_of(pdf, FINE * UNITS / POINTS)
    margin = round(MARGIN_MM / MM * UNITS * FINE)
    return page.copy(margin, margin, picture.size.width() * FINE, picture.size.height() * FINE)
