"""What plays the chimes, with stand-ins for QtMultimedia and winsound, which need not be installed."""

import itertools
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from posture_app.desktop.sounds import Chime, Sounds
from tests import needs
from tests.data.make_sounds import FOLDER

NAMES: tuple[Chime, ...] = ("start", "end")
QT_MULTIMEDIA = "PySide6.QtMultimedia"


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, logger="posture_app.desktop.sounds")
    return lambda: [record.getMessage() for record in caplog.records]


class QtStage:
    """A stand-in for QtMultimedia that notes what it is to play."""

    def __init__(self) -> None:
        needs.qt()
        from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal  # noqa: PLC0415 - only where Qt loads
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        application = QCoreApplication.instance() or QApplication([])
        stage, numbers = self, itertools.count()

        class QSoundEffect(QObject):
            playingChanged = Signal()  # noqa: N815 - as Qt names it

            def __init__(self, parent: QObject) -> None:
                super().__init__(parent)
                self.setObjectName(f"effect {next(numbers)}")
                self._source, self._playing = QUrl(), False

            def setSource(self, source: QUrl) -> None:  # noqa: N802 - as Qt names it
                self._source = source

            def play(self) -> None:
                stage.played.append(Path(self._source.toLocalFile()))
                self._set_playing(True)

            def isPlaying(self) -> bool:  # noqa: N802 - as Qt names it
                return self._playing

            def end(self) -> None:
                self._set_playing(False)

            def _set_playing(self, playing: bool) -> None:
                self._playing = playing
                self.playingChanged.emit()

        self.played: list[Path] = []
        self.output = True
        self.module = ModuleType(QT_MULTIMEDIA)
        output = SimpleNamespace(isNull=lambda: not self.output)
        vars(self.module).update(
            QSoundEffect=QSoundEffect, QMediaDevices=SimpleNamespace(defaultAudioOutput=lambda: output)
        )
        self._children: Callable[[], list[Any]] = lambda: application.findChildren(QSoundEffect)

    def effects(self) -> list[Any]:
        """Those that are left."""
        from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - only where Qt loads

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self._children()


@pytest.fixture
def qt(monkeypatch: pytest.MonkeyPatch) -> Iterator[QtStage]:
    stage = QtStage()
    monkeypatch.setitem(sys.modules, QT_MULTIMEDIA, stage.module)
    yield stage
    for effect in stage.effects():
        effect.deleteLater()
    assert [] == stage.effects()


@pytest.fixture
def no_qt_multimedia(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, QT_MULTIMEDIA, None)  # how Python is told that there is none


@pytest.fixture
def no_winsound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winsound", None)


class TestQt:
    def test_it_plays_the_file_of_the_volume(self, qt: QtStage, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path, volume=50)
        sounds.play("start")
        sounds.set_volume(100)
        sounds.play("end")
        assert [tmp_path / "start-50.wav", FOLDER / "end.wav"] == qt.played
        assert sounds.why_silent() is None

    def test_a_chime_takes_the_place_of_the_one_that_plays(self, qt: QtStage, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path)
        for name in NAMES:
            sounds.play(name)
        assert ["effect 1"] == [effect.objectName() for effect in qt.effects()]

    def test_nothing_is_left_when_it_has_ended(self, qt: QtStage, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path)
        for name in NAMES:
            sounds.play(name)
            qt.effects()[0].end()
            assert [] == qt.effects()

    def test_it_is_chosen_at_the_first_chime_and_once(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qt: QtStage
    ) -> None:
        with monkeypatch.context() as before:
            before.setitem(sys.modules, QT_MULTIMEDIA, None)  # how Python is told that there is none
            sounds = Sounds(tmp_path)
            sounds.path("start")
        sounds.play("start")
        monkeypatch.setitem(sys.modules, QT_MULTIMEDIA, None)
        sounds.play("end")
        assert ["start.wav", "end.wav"] == [path.name for path in qt.played]

    def test_nothing_is_played_at_volume_zero(self, qt: QtStage, tmp_path: Path) -> None:
        Sounds(tmp_path, volume=0).play("start")
        assert [] == qt.played

    def test_where_qt_does_not_run_it_says_so(
        self, qt: QtStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]]
    ) -> None:
        monkeypatch.setattr("PySide6.QtCore.QCoreApplication.instance", lambda: None)
        monkeypatch.setitem(sys.modules, "winsound", None)
        Sounds(tmp_path).play("start")
        assert ["no chime: Qt, which plays them, does not run without a display"] == told()

    def test_it_waits_for_an_output(self, qt: QtStage, tmp_path: Path, told: Callable[[], list[str]]) -> None:
        qt.output = False
        sounds = Sounds(tmp_path)
        for name in NAMES:
            sounds.play(name)
        why = "there is no sound output"
        assert ([], [f"no chime: {why}"]) == (qt.played, told())
        assert sounds.why_silent() == f"Chimes are heard only with notifications, where the desktop plays them: {why}."
        qt.output = True
        sounds.play("end")
        assert ([FOLDER / "end.wav"], None) == (qt.played, sounds.why_silent())


@pytest.mark.usefixtures("no_qt_multimedia")
class TestWindows:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
        """What a stand-in for winsound is asked for."""
        asked: list[tuple[str, int]] = []
        module = ModuleType("winsound")
        vars(module).update(
            SND_FILENAME=0x20000,
            SND_ASYNC=1,
            SND_NODEFAULT=2,
            PlaySound=lambda path, flags: asked.append((path, flags)),
        )
        monkeypatch.setitem(sys.modules, "winsound", module)
        return asked

    def test_it_plays_without_waiting_and_without_the_default_beep(
        self, asked: list[tuple[str, int]], tmp_path: Path
    ) -> None:
        needs.qt()
        sounds = Sounds(tmp_path, volume=70)
        sounds.play("end")
        assert [(str(tmp_path / "end-70.wav"), 0x20003)] == asked
        assert sounds.why_silent() is None

    def test_a_refusal_is_told_once(
        self,
        asked: list[tuple[str, int]],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        told: Callable[[], list[str]],
    ) -> None:
        def refuse(_path: str, _flags: int) -> None:
            raise RuntimeError("Failed to play sound")

        needs.qt()
        monkeypatch.setattr("winsound.PlaySound", refuse)
        sounds = Sounds(tmp_path)
        sounds.play("end")
        sounds.play("end")
        assert ["no chime: Windows does not play it (Failed to play sound)"] == told()


@pytest.mark.usefixtures("no_winsound")
class TestNone:
    @pytest.mark.usefixtures("no_qt_multimedia")
    def test_it_is_silent_and_says_what_to_install(self, tmp_path: Path, told: Callable[[], list[str]]) -> None:
        needs.qt()
        import PySide6  # noqa: PLC0415 - only where Qt loads

        sounds = Sounds(tmp_path, volume=50)
        for name in NAMES:
            sounds.play(name)
        why = f"PySide6-Addons {PySide6.__version__} is not installed"
        assert [f"no chime: {why}"] == told()
        assert sounds.why_silent() == f"Chimes are heard only with notifications, where the desktop plays them: {why}."
        assert [] == list(tmp_path.glob("*.wav"))

    def test_a_part_of_qt_that_does_not_load_is_not_taken_for_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        needs.qt()
        monkeypatch.setitem(sys.modules, QT_MULTIMEDIA, ModuleType(QT_MULTIMEDIA))
        assert "the sound part of Qt does not load (cannot import name 'QMediaDevices'" in str(
            Sounds(tmp_path).why_silent()
        )
