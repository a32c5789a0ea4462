"""Light and dark: readable, switched at once, and as the setting or the system says."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.kit.appearance import Theme
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.theme import DARK, LIGHT, Colours, colours
from tests.ui.showing import colour_at, shown

READABLE = 4.5
VISIBLE = 3.0


@pytest.fixture
def theme(qt: object) -> Iterator[Theme]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette = QPalette(app.palette())
    made = Theme(app)
    yield made
    made.choose("system")
    made.deleteLater()
    app.setPalette(palette)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    known = QColor(colour)
    shares = (known.redF(), known.greenF(), known.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_and_charts_can_be_seen(c: Colours) -> None:
    for text in (c.text, c.muted):
        for ground in (c.window, c.surface, c.sunken, c.notice):
            assert contrast(text, ground) >= READABLE, (text, ground)
    assert contrast(c.on_accent, c.accent) >= READABLE
    for ground in (c.on_wrong, c.window, c.surface):
        assert contrast(c.wrong, ground) >= READABLE, ("wrong", ground)
    for drawn in (c.sitting, c.standing, c.over, c.accent):
        for ground in (c.surface, c.sunken):
            assert contrast(drawn, ground) >= VISIBLE, (drawn, ground)
    for ground in (c.surface, c.window):
        assert contrast(c.edge, ground) >= VISIBLE, ("edge", ground)


def test_every_colour_has_its_own_value_in_both() -> None:
    assert [] == [name for name in asdict(LIGHT) if getattr(LIGHT, name) == getattr(DARK, name)]


def test_a_choice_changes_open_windows_at_once(theme: Theme) -> None:
    with shown(Panel()) as panel:
        panel.resize(100, 100)
        theme.choose("dark")
        QApplication.processEvents()
        assert (DARK.surface, DARK) == (colour_at(panel, 50, 50), colours(panel))
        theme.choose("light")
        QApplication.processEvents()
        assert (LIGHT.surface, LIGHT) == (colour_at(panel, 50, 50), colours(panel))


def test_a_choice_that_changes_nothing_repaints_nothing(theme: Theme) -> None:
    theme.choose("dark")
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.choose("dark")
    theme.choose("light")
    assert [False] == told


def test_the_system_is_followed_only_when_asked(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QApplication.styleHints()
    system = [Qt.ColorScheme.Dark]
    monkeypatch.setattr(type(hints), "colorScheme", lambda _self: system[0])
    theme.choose("system")
    assert theme.dark
    system[0] = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(system[0])
    assert not theme.dark
    theme.choose("light")
    system[0] = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit(system[0])
    assert not theme.dark


def test_texts_grow_at_once_with_the_font_of_the_application(theme: Theme) -> None:
    font = QApplication.font()
    with shown(
        Panel(label("Large", scale=2.0, strong=True), label("Usual"), Button("Small", "small", Look.CHIP))
    ) as panel:
        parts = panel.findChildren(QLabel) + panel.findChildren(Button)
        before = [(part.font().pointSizeF(), part.sizeHint().height()) for part in parts]
        larger = QApplication.font()
        larger.setPointSizeF(font.pointSizeF() * 2)
        try:
            QApplication.setFont(larger)
            after = [(part.font().pointSizeF(), part.sizeHint().height()) for part in parts]
            assert [pytest.approx(2 * size) for size, _ in before] == [size for size, _ in after]
            assert all(high < higher for (_, high), (_, higher) in zip(before, after, strict=True))
            assert parts[0].font().weight() > parts[1].font().weight()
        finally:
            QApplication.setFont(font)


def test_windows_are_laid_out_anew_when_a_point_has_more_pixels(theme: Theme) -> None:
    told: list[QEvent.Type] = []

    class Told(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            told.append(event.type())

    with shown(Told("text")):
        QApplication.primaryScreen().logicalDotsPerInchChanged.emit(144.0)
        assert QEvent.Type.FontChange in told


def test_a_system_that_says_nothing_is_taken_by_its_colours(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(QApplication.styleHints()), "colorScheme", lambda _self: Qt.ColorScheme.Unknown)
    theme.choose("dark")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    heir = Theme(app)  # finds a dark palette in place
    heir.choose("system")
    assert heir.dark
    heir.deleteLater()


def test_the_head_of_a_table_goes_with_the_colours_when_they_change(theme: Theme) -> None:
    with shown(FiguresTable("table", "Table", ("Day", "Sitting"))) as table:
        table.resize(300, 100)
        for choice, c in (("dark", DARK), ("light", LIGHT)):
            theme.choose(choice)
            QApplication.processEvents()
            image, header = table.grab().toImage(), table.horizontalHeader()
            found = {image.pixelColor(x, y).name() for x in range(header.width()) for y in range(header.height())}
            assert c.surface == image.pixelColor(150, 2).name()
            assert c.muted in found
            assert c.text not in found
