"""The chimes: the bundled files, and copies as loud as wanted."""

import logging
import math
import stat
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from posture_app.desktop import bundled
from posture_app.desktop.sounds import Chime, Sounds
from tests.data.make_sounds import A5, CHIMES, D5, FOLDER, chime

NAMES: tuple[Chime, ...] = ("start", "end", "hold", "release", "side")
QUIETEST = 0.01
"""Of the loudest sample: what the ear does not notice beginning or ending."""


def samples(path: Path) -> Sequence[int]:
    with wave.open(str(path)) as file:
        return array("h", file.readframes(file.getnframes()))


def loudest(path: Path) -> int:
    return max(map(abs, samples(path)))


def strength(sound: Sequence[int], frequency: float) -> float:
    """How much of a tone is in it."""
    turns = [2 * math.pi * frequency * index / 22_050 for index in range(len(sound))]
    return math.hypot(
        sum(sample * math.cos(turn) for sample, turn in zip(sound, turns, strict=True)),
        sum(sample * math.sin(turn) for sample, turn in zip(sound, turns, strict=True)),
    )


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, logger="posture_app.desktop.sounds")
    return lambda: [record.getMessage() for record in caplog.records]


class TestFiles:
    def test_there_are_these_and_no_others(self) -> None:
        assert {f"{name}.wav" for name in NAMES} == {file.name for file in FOLDER.iterdir()}
        assert set(NAMES) == CHIMES.keys()

    @pytest.mark.parametrize("name", NAMES)
    def test_they_are_what_the_program_makes(self, name: Chime, tmp_path: Path) -> None:
        made = tmp_path / "made.wav"
        made.write_bytes(chime(name))
        kept = FOLDER / f"{name}.wav"
        assert made.read_bytes()[:44] == kept.read_bytes()[:44]
        apart = [abs(one - other) for one, other in zip(samples(made), samples(kept), strict=True)]
        assert 1 >= max(apart)  # sines differ in the last bit from machine to machine

    @pytest.mark.parametrize("name", NAMES)
    def test_they_are_short_soft_and_without_a_click(self, name: Chime) -> None:
        path = FOLDER / f"{name}.wav"
        with wave.open(str(path)) as file:
            form = file.getparams()
        assert (1, 2, 22_050, "NONE") == (form.nchannels, form.sampwidth, form.framerate, form.comptype)
        assert 60_000 > path.stat().st_size
        assert 1.2 > form.nframes / form.framerate
        assert -9 == round(20 * math.log10(loudest(path) / 32_768))
        sound, millisecond = samples(path), 22
        for end in (sound[:millisecond], sound[-millisecond:]):
            assert QUIETEST * loudest(path) > max(map(abs, end))

    def test_the_start_rises_and_the_end_falls(self) -> None:
        for name, first, last in (("start", D5, A5), ("end", A5, D5)):
            sound = samples(FOLDER / f"{name}.wav")
            begin, tail = sound[:2_500], sound[-10_000:]
            assert strength(begin, first) > 2 * strength(begin, last), name
            assert strength(tail, last) > 2 * strength(tail, first), name


class TestVolume:
    @pytest.mark.parametrize("name", NAMES)
    def test_at_full_volume_it_is_the_bundled_file(self, tmp_path: Path, name: Chime) -> None:
        folder = tmp_path / "sounds"
        assert bundled.path_of("sounds", f"{name}.wav") == Sounds(folder).path(name)
        assert not folder.exists()

    @pytest.mark.parametrize("percent", [1, 30, 50, 99])
    @pytest.mark.parametrize("name", NAMES)
    def test_below_it_is_a_copy_that_is_quieter_by_the_square(self, tmp_path: Path, name: Chime, percent: int) -> None:
        path = Sounds(tmp_path / "sounds", volume=percent).path(name)
        assert path is not None
        factor = (percent / 100) ** 2
        assert [round(sample * factor) for sample in samples(FOLDER / f"{name}.wav")] == list(samples(path))

    def test_nothing_is_to_be_heard_at_zero(self, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path / "sounds", volume=0)
        assert [None] * len(NAMES) == [sounds.path(name) for name in NAMES]
        assert not (tmp_path / "sounds").exists()

    def test_another_volume_takes_effect_at_once_and_leaves_no_copy_behind(self, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path, volume=80)
        for percent in (80, 40, 41):
            sounds.set_volume(percent)
            for name in NAMES:
                assert f"{name}-{percent}.wav" == getattr(sounds.path(name), "name", None)
        assert {f"{name}-41.wav" for name in NAMES} == {file.name for file in tmp_path.glob("*.wav")}

    @pytest.mark.skipif(sys.platform == "win32", reason="folders of a user are private there by themselves")
    def test_copies_are_private(self, tmp_path: Path) -> None:
        path = Sounds(tmp_path / "sounds", volume=50).path("end")
        assert path is not None
        assert [0o600, 0o700] == [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)]

    def test_a_copy_that_was_cut_short_or_removed_is_made_anew(self, tmp_path: Path) -> None:
        path = Sounds(tmp_path, volume=50).path("start")
        assert path is not None
        whole = path.read_bytes()
        path.write_bytes(whole[:1000])
        sounds = Sounds(tmp_path, volume=50)
        assert (path, whole) == (sounds.path("start"), path.read_bytes())
        path.unlink()
        assert (path, whole) == (sounds.path("start"), path.read_bytes())

    def test_a_copy_is_written_once_a_run(self, tmp_path: Path) -> None:
        sounds = Sounds(tmp_path, volume=50)
        first = sounds.path("start")
        assert first is not None
        written = first.stat().st_ino
        assert (first, written) == (sounds.path("start"), first.stat().st_ino)

    def test_where_none_can_be_written_nothing_is_heard_and_that_is_told_once(
        self, tmp_path: Path, told: Callable[[], list[str]]
    ) -> None:
        folder = tmp_path / "sounds"
        folder.write_text("in the way")
        sounds = Sounds(folder, volume=50)
        assert [None, None] == [sounds.path("start"), sounds.path("end")]
        assert [f"The folder {folder} cannot be used (File exists); choose another with --data-dir."] == told()
        folder.unlink()
        assert folder / "start-50.wav" == sounds.path("start")

    def test_a_full_disk_leaves_no_half_a_copy(self, tmp_path: Path, told: Callable[[], list[str]]) -> None:
        if sys.platform == "win32":
            pytest.skip("there is no such limit")
        import resource  # noqa: PLC0415 - not on Windows

        sounds, limit = Sounds(tmp_path / "sounds", volume=50), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit[1]))
        try:
            assert [None, None] == [sounds.path("start"), sounds.path("start")]
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert [] == list((tmp_path / "sounds").iterdir())
        assert [f"a chime of this volume cannot be written to {tmp_path / 'sounds'} (File too large)"] == told()

    @pytest.mark.parametrize("damage", [b"", b"RIFF", b"not a sound at all", chime("end")[:40]])
    def test_a_damaged_bundled_file_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]], damage: bytes
    ) -> None:
        (tmp_path / "sounds").mkdir()
        (tmp_path / "sounds" / "end.wav").write_bytes(damage)
        monkeypatch.setattr(bundled, "resources", lambda: tmp_path)
        assert Sounds(tmp_path / "copies", volume=50).path("end") is None
        assert ["A bundled chime is damaged; install Posture again."] == told()

    @pytest.mark.parametrize("volume", [50, 100])
    def test_a_missing_bundled_file_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]], volume: int
    ) -> None:
        monkeypatch.setattr(bundled, "resources", lambda: tmp_path)
        assert Sounds(tmp_path / "copies", volume=volume).path("end") is None
        assert [
            "The bundled file sounds/end.wav cannot be read (No such file or directory); install Posture again."
        ] == told()
