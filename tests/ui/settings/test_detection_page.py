"""The page that shows what the app sees, and by what."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from posture_app.core.detection import Detection, DetectionKind, Source, SourceReading, SourceState
from posture_app.core.sight import Sight
from posture_app.ui.settings.detection_page import LOOKS_UNTIL_ASKED, DetectionPage
from tests.ui.settings.settings_desk import Desk
from tests.ui.settings.settings_live import Present, Seen
from tests.ui.showing import shown

SIGHT = Sight("mutter")


def page_of(seen: Seen, sight: Sight = SIGHT) -> DetectionPage:
    return DetectionPage(seen.sources(), lambda: sight)


def texts(page: QWidget, kind: str) -> list[str]:
    row = page.findChild(QWidget, f"detects {kind}")
    assert row is not None
    return [label.text() for label in row.findChildren(QLabel) if label.isVisible() and label.text()]


def ticking(page: DetectionPage) -> QTimer:
    found = page.findChild(QTimer)
    assert found is not None
    return found


def test_each_kind_says_by_what_it_is_seen_and_why_not_by_others(qt: object) -> None:
    with shown(page_of(Seen())) as page:
        title, state, used, others = texts(page, DetectionKind.INPUT)
        assert ("Keyboard and pointer", "Seen") == (title, state)
        assert "mutter: input goes on (told 4 s ago)" == used
        assert "not by x11: the session is Wayland" in others


def test_what_nothing_tells_of_says_what_follows(qt: object) -> None:
    with shown(page_of(Seen())) as page:
        assert ["Full screen", "Not available"] == texts(page, DetectionKind.FULLSCREEN)[:2]
        assert "a reminder may come over it" in texts(page, DetectionKind.FULLSCREEN)[2]


def test_it_shows_at_once_what_changes_and_asks_nothing_while_it_is_hidden(qt: object) -> None:
    seen = Seen()
    with shown(page_of(seen)) as page:
        reading = SourceReading("last input 40 s ago", 10.0)
        seen.detection = Detection((Source(DetectionKind.INPUT, "x11", SourceState.USED, readings=(reading,)),))
        assert ticking(page).isActive()
        ticking(page).timeout.emit()
        assert "x11: last input 40 s ago (told 10 s ago)" == texts(page, DetectionKind.INPUT)[2]
        page.hide()
        assert not ticking(page).isActive()
        assert [] == seen.waiting


def test_an_input_shows_at_once_and_the_next_one_with_the_next_look(qt: object) -> None:
    seen = Seen()
    with shown(page_of(seen)) as page:
        for length in ("first", "second"):
            seen.detection = Detection(
                (Source(DetectionKind.INPUT, "x11", SourceState.USED, readings=(SourceReading(length, 0.0),)),)
            )
            seen.input()
            assert f"x11: {length} (told 0 s ago)" in texts(page, DetectionKind.INPUT)
            looks = seen.looks
            seen.input()
            assert looks == seen.looks  # who types does not have it drawn anew at each key
            ticking(page).timeout.emit()


def test_who_does_not_tell_by_themselves_are_asked_now_and_then_while_it_shows(qt: object) -> None:
    seen = Seen()
    with shown(page_of(seen)) as page:
        assert 1 == seen.asked
        for _ in range(LOOKS_UNTIL_ASKED):
            ticking(page).timeout.emit()
        assert 2 == seen.asked


def test_where_no_input_is_seen_the_page_says_so_first(qt: object) -> None:
    seen = Seen()
    with shown(page_of(seen, Sight("none", "there is no display"))) as page:
        blind = page.findChild(QLabel, "blind")
        assert blind is not None
        assert "Keyboard and pointer are not seen here: there is no display." == blind.text()


def test_it_is_a_page_of_the_settings_after_what_counts(qt: object) -> None:
    desk = Desk(live=Present().live())
    entries = [b.text() for b in desk.window.findChildren(QPushButton) if b.objectName().startswith("page_")]
    assert ["What counts", "Detection"] == entries[3:5]
    assert "General" == entries[-1]
    desk.window.close()
