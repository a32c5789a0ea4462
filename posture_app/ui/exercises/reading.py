"""Pages to read: a column of panels, each with a title, paragraphs and lists."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.content import Safety
from posture_app.core.formats import step_number
from posture_app.core.language import N_, _
from posture_app.ui.kit.layout import TOP, aligned, column_of, put, row_of, wide
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title, scrolled, short_label

SAFETY_LISTS = (
    (N_("Before you begin"), "prepare"),
    (N_("How much ache is all right"), "pain"),
    (N_("Stop at once if you notice"), "stop_signs"),
    (N_("In a pregnancy, stop for"), "pregnancy"),
    (N_("Ask a doctor or physiotherapist first if you have"), "ask_first"),
    (N_("Call the emergency services for"), "emergency"),
    (N_("See a doctor the same day for"), "same_day"),
    (N_("Make an appointment for"), "appointment"),
)
UNSIGNED = N_(
    "Nobody who works in health care in your country has checked this translation yet. Where it is unclear, go by the"
    " original below it."
)


def lines(items: Iterable[str], *, numbered: bool = False) -> QVBoxLayout:
    """A list, with numbers or dots in a column of their own."""
    column = column_of(spacing=SPACE // 2)
    for number, text in enumerate(items, start=1):
        line = row_of()
        mark = short_label(step_number(number) if numbered else "•", muted=True)
        mark.setMinimumWidth(mark.fontMetrics().horizontalAdvance("0.") + SPACE // 2)
        mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        put(line, aligned(mark, TOP), wide(label(text)))
        column.addLayout(line)
    return column


def safety_view(safety: Safety, unsigned: Safety | None = None) -> QWidget:
    """The safety text, whole; below a translation that nobody has signed, which says so."""
    area, column = _reading(_("Safety"))
    if unsigned is not None:
        column.addWidget(Panel(label(_(UNSIGNED), name="unsigned")))
        _put_safety(column, unsigned)
        column.addWidget(panel_title(_("The original, in English")))
    _put_safety(column, safety)
    column.addStretch(1)
    return area


def _put_safety(column: QVBoxLayout, safety: Safety) -> None:
    disclaimer = [label(safety.disclaimer)] if safety.disclaimer else []
    column.addWidget(Panel(label(safety.stop_rule, scale=1.15, strong=True), *disclaimer))
    for title, key in SAFETY_LISTS:
        items: tuple[str, ...] = getattr(safety, key)
        if items:
            column.addWidget(Panel(panel_title(_(title)), lines(items)))


def _reading(name: str) -> tuple[QWidget, QVBoxLayout]:
    area, column = scrolled(gutter=True, spacing=SPACE * 3 // 2, margins=(0, 0, MARGIN - SCROLL_BAR, MARGIN))
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # nothing in it takes the keyboard, and yet it is to be scrolled
    return area, column
