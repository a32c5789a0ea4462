"""Light and dark: readable, switched at once, and as the setting or the system says."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from posture_app.core.settings.settings import ACCENTS
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.kit.appearance import Theme
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.calendar_popup import CalendarPopup
from posture_app.ui.kit.look.contrast import contrast
from posture_app.ui.kit.look.theme import DARK, LIGHT, Colours, colours, wants_calm
from posture_app.ui.kit.looks import Appearance, high_contrast, with_accent
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.progress_bar import ProgressBar
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
    made.dress(Appearance())
    made.choose("system")
    made.deleteLater()
    app.setPalette(palette)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert 21 == pytest.approx(contrast("#000000", "#ffffff"))
    assert 4.48 == pytest.approx(contrast("#777777", "#ffffff"), abs=0.01)


@pytest.mark.parametrize("base", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("accent", [*ACCENTS, "#ffffff", "#000000", "#ffff00", "#1e1e5a"])
def test_text_is_readable_and_charts_can_be_seen_with_each_accent(base: Colours, accent: str) -> None:
    system = QPalette()
    if accent not in ACCENTS:
        system.setColor(QPalette.ColorRole.Accent, QColor(accent))
    c = with_accent(base, accent if accent in ACCENTS else "system", system)
    for ground in (c.window, c.surface, c.sunken):
        assert contrast(c.accent, ground) >= READABLE, (accent, ground)
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


def test_an_accent_is_worn_at_once_light_and_dark(theme: Theme) -> None:
    with shown(Panel()) as panel:
        theme.choose("light")
        theme.dress(Appearance("violet"))
        QApplication.processEvents()
        light = colours(panel)
        theme.choose("dark")
        QApplication.processEvents()
        assert [light, colours(panel)] == [with_accent(base, "violet", QPalette()) for base in (LIGHT, DARK)]
        assert panel.palette().color(QPalette.ColorRole.Accent).name() == colours(panel).accent
        theme.dress(Appearance())
        QApplication.processEvents()
        assert DARK == colours(panel)


def test_text_of_another_size_is_so_in_what_shows_already_and_goes_back(theme: Theme) -> None:
    before = QApplication.font().pointSizeF()
    with shown(label("Large", scale=2.0)) as large:
        theme.dress(Appearance(text_size=150))
        assert (before * 1.5, before * 3) == (QApplication.font().pointSizeF(), large.font().pointSizeF())
        theme.dress(Appearance())
        assert (before, before * 2) == (QApplication.font().pointSizeF(), large.font().pointSizeF())


def test_density_changes_what_shows_already_and_what_comes_later_alike(theme: Theme) -> None:
    heights = []
    with shown(Panel(Button("One", "one"), Button("Two", "two"))) as panel:
        for density in ("normal", "compact", "roomy", "normal"):
            theme.dress(Appearance(density=density))
            QApplication.processEvents()
            later = Panel(Button("One", "one"), Button("Two", "two"))
            assert panel.sizeHint() == later.sizeHint()
            heights.append(panel.sizeHint().height())
            later.deleteLater()
    normal, compact, roomy, again = heights
    assert compact < normal == again < roomy


def test_who_wants_less_motion_gets_it(theme: Theme) -> None:
    theme.dress(Appearance(less_motion=True))
    with shown(ProgressBar()) as bar:
        assert (True, QAbstractAnimation.State.Stopped) == (wants_calm(bar), bar.moving.state())
    theme.dress(Appearance())
    with shown(ProgressBar()) as bar:
        assert (False, QAbstractAnimation.State.Running) == (wants_calm(bar), bar.moving.state())


@pytest.mark.parametrize("window", ["#ffffff", "#000000", "#2d3236", "#202020"])
def test_with_high_contrast_all_that_is_read_reaches_seven(window: str) -> None:
    """The last two are Windows' and GNOME's."""
    palette = QPalette(QColor(window), QColor(window))
    palette.setColor(QPalette.ColorRole.Accent, QColor("#75e9fc"))
    c = high_contrast(palette)
    for text in (c.text, c.muted, c.accent, c.wrong, c.edge, c.outline):
        for ground in (c.window, c.surface):
            assert contrast(text, ground) >= 7, (text, ground)
    assert min(contrast(c.on_accent, c.accent), contrast(c.text, c.marked)) >= READABLE
    for drawn in (c.sitting, c.standing, c.over):
        assert contrast(drawn, c.surface) >= VISIBLE


def test_the_desktop_is_heeded_when_it_asks_for_high_contrast(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    asks = getattr(QApplication.styleHints(), "accessibility", None)
    if asks is None:
        pytest.skip("Qt tells of it from 6.10 on")
    wishes = asks()
    wanted = [Qt.ContrastPreference.HighContrast]
    monkeypatch.setattr(type(wishes), "contrastPreference", lambda _self: wanted[0])
    with shown(Panel()) as panel:
        for choice in ("light", "dark"):
            theme.choose(choice)
            wishes.contrastPreferenceChanged.emit(wanted[0])
            QApplication.processEvents()
            assert contrast(colours(panel).muted, colours(panel).surface) >= 7
            assert theme.dark is (choice == "dark")
        wanted[0] = Qt.ContrastPreference.NoPreference
        wishes.contrastPreferenceChanged.emit(wanted[0])
        QApplication.processEvents()
        assert DARK == colours(panel)


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
        panel.resize(600, panel.height())  # a heading grows as far as it has room
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


def test_what_the_desktop_says_of_text_goes_with_what_the_person_chose(theme: Theme) -> None:
    font = QApplication.font()
    try:
        theme.scale_text(1.5)
        assert 1.5 * font.pointSizeF() == pytest.approx(QApplication.font().pointSizeF())
        theme.dress(Appearance(text_size=120))
        assert 1.8 * font.pointSizeF() == pytest.approx(QApplication.font().pointSizeF())
        theme.scale_text(1.0)
        theme.dress(Appearance())
        assert font.pointSizeF() == pytest.approx(QApplication.font().pointSizeF())
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


def test_an_open_calendar_takes_the_colours_of_the_theme(theme: Theme) -> None:
    theme.choose("dark")
    with shown(CalendarPopup()) as calendar:
        theme.choose("light")
        QApplication.processEvents()
        image = calendar.grab().toImage()
        found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert {LIGHT.surface, LIGHT.text} <= found
        assert not {DARK.surface, DARK.window, DARK.text} & found


def test_the_arrows_of_a_calendar_point_away_from_each_other_either_way_it_is_read(theme: Theme) -> None:
    names = "qt_calendar_prevmonth", "qt_calendar_nextmonth"
    with shown(CalendarPopup()) as calendar:
        for way in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
            calendar.setLayoutDirection(way)
            QApplication.processEvents()
            found = [button for name in names for button in calendar.findChildren(QToolButton, name)]
            left, right = sorted(found, key=QWidget.x)
            assert (Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow) == (left.arrowType(), right.arrowType())
            assert names[way is Qt.LayoutDirection.RightToLeft] == left.objectName()
