"""The panel that shows what the app sees, and by what."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from posture_app.core.detection import Detection, DetectionKind, Source, SourceReading, SourceState
from posture_app.core.sight import Sight
from posture_app.ui.settings.seen_panel import LOOKS_UNTIL_ASKED, SeenPanel
from tests.ui.settings.settings_live import Seen
from tests.ui.showing import shown

SIGHT = Sight("mutter")


def panel_of(seen: Seen, sight: Sight = SIGHT) -> SeenPanel:
    return SeenPanel(seen.sources(), lambda: sight)


def texts(panel: QWidget, kind: str) -> list[str]:
    row = panel.findChild(QWidget, f"detects {kind}")
    assert row is not None
    return [label.text() for label in row.findChildren(QLabel) if label.isVisible() and label.text()]


def ticking(panel: SeenPanel) -> QTimer:
    found = panel.findChild(QTimer)
    assert found is not None
    return found


def test_each_kind_says_by_what_it_is_seen_and_why_not_by_others(qt: object) -> None:
    with shown(panel_of(Seen())) as panel:
        title, state, used, others = texts(panel, DetectionKind.INPUT)
        assert ("Keyboard and pointer", "Seen") == (title, state)
        assert "mutter: input goes on (told 4 s ago)" == used
        assert "not by x11: the session is Wayland" in others


def test_what_nothing_tells_of_says_what_follows(qt: object) -> None:
    with shown(panel_of(Seen())) as panel:
        assert ["Full screen", "Not available"] == texts(panel, DetectionKind.FULLSCREEN)[:2]
        assert "a reminder may come over it" in texts(panel, DetectionKind.FULLSCREEN)[2]


def test_it_shows_at_once_what_changes_and_asks_nothing_while_it_is_hidden(qt: object) -> None:
    seen = Seen()
    with shown(panel_of(seen)) as panel:
        reading = SourceReading("last input 40 s ago", 10.0)
        seen.detection = Detection((Source(DetectionKind.INPUT, "x11", SourceState.USED, readings=(reading,)),))
        assert ticking(panel).isActive()
        ticking(panel).timeout.emit()
        assert "x11: last input 40 s ago (told 10 s ago)" == texts(panel, DetectionKind.INPUT)[2]
        panel.hide()
        assert not ticking(panel).isActive()
        assert [] == seen.waiting


def test_an_input_shows_at_once_and_the_next_one_with_the_next_look(qt: object) -> None:
    seen = Seen()
    with shown(panel_of(seen)) as panel:
        for length in ("first", "second"):
            seen.detection = Detection(
                (Source(DetectionKind.INPUT, "x11", SourceState.USED, readings=(SourceReading(length, 0.0),)),)
            )
            seen.input()
            assert f"x11: {length} (told 0 s ago)" in texts(panel, DetectionKind.INPUT)
            looks = seen.looks
            seen.input()
            assert looks == seen.looks  # who types does not have it drawn anew at each key
            ticking(panel).timeout.emit()


def test_who_does_not_tell_by_themselves_are_asked_now_and_then_while_it_shows(qt: object) -> None:
    seen = Seen()
    with shown(panel_of(seen)) as panel:
        assert 1 == seen.asked
        for _ in range(LOOKS_UNTIL_ASKED):
            ticking(panel).timeout.emit()
        assert 2 == seen.asked


def test_where_no_input_is_seen_the_panel_says_so_first(qt: object) -> None:
    seen = Seen()
    with shown(panel_of(seen, Sight("none", "there is no display"))) as panel:
        blind = panel.findChild(QLabel, "blind")
        assert blind is not None
        assert "Keyboard and pointer are not seen here: there is no display." == blind.text()
