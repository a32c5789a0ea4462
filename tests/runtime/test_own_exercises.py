"""The exercises of the person's own: a real folder, read, watched, changed, given away and taken in."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posture_app.core.content.exercises import Mode
from posture_app.core.content.own import OwnExercise
from posture_app.core.content.own_pack import pack
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Shown
from posture_app.core.settings.own_reminders import Due, OwnReminder
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.settings.settings import Settings
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.own_folder import LARGEST_FILE, MOST_FILES
from posture_app.desktop.select_loop import SelectLoop
from posture_app.runtime.exercise_choice import choose
from posture_app.runtime.own_exercises import OwnExercises, checked_file
from posture_app.runtime.prompt_words import prompt_message
from tests.core.content.hostile_pictures import drawing, png, svg
from tests.ui.lessons import content

PRESS = OwnExercise(name="Knee press", steps=("Push the knee down.",), mode=Mode.HOLD, seconds=5, reps=10)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HIPS = 'region = "hips"\n'
FILE = 'format = 2\n[[exercise]]\nname = "Knee press"\nsteps = ["Push."]\nhold_s = 5\nreps = 10\n'


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    with closing(SelectLoop(SystemClock())) as made:
        yield made


class Changes(list[str]):
    """What was told, and what is to be done then."""

    def __init__(self) -> None:
        super().__init__()
        self.stop: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        self.append("changed")
        self.stop()


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def own(tmp_path: Path, loop: SelectLoop, changes: Changes) -> Iterator[OwnExercises]:
    made = OwnExercises(tmp_path / "exercises", loop, content, changes)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exercises"
    made.mkdir()
    return made


def ids(own: OwnExercises) -> list[str]:
    return [exercise.id for exercise in own.content.exercises if own.is_own(exercise.id)]


def test_without_a_folder_there_is_what_ships_and_none_is_made(own: OwnExercises, tmp_path: Path) -> None:
    assert own.content.exercises == content().exercises
    assert own.faults() == []
    assert not (tmp_path / "exercises").exists()


def test_a_file_in_the_folder_is_read_after_what_ships(own: OwnExercises, folder: Path) -> None:
    (folder / "knee_press.toml").write_text(FILE)
    assert own.content.exercises[:-1] == content().exercises
    assert own.content.exercises[-1].name == "Knee press"
    assert own.is_simple("knee_press")


def test_a_fault_names_file_line_and_field(own: OwnExercises, folder: Path) -> None:
    (folder / "knee.toml").write_text(f"{FILE}sets = 9\n")
    assert own.content.exercises == content().exercises
    assert own.faults() == ["knee.toml, line 7: exercise “knee”: sets must be a whole number from 1 to 5, not “9”."]


def test_nothing_outside_the_folder_is_read(own: OwnExercises, folder: Path, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("who may make links there differs")
    (tmp_path / "secret.toml").write_text(FILE)
    (tmp_path / "secret.svg").write_bytes(svg("<rect/>"))
    (folder / "link.toml").symlink_to(tmp_path / "secret.toml")
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    (folder / "a.toml").write_text(f'{FILE}illustration = "link"')
    (folder / "b.toml").write_text(f'{FILE}illustration = "../secret.svg"')
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    assert ids(own) == ["a", "b"]
    told = "\n".join(own.faults())
    assert "link.toml" in told
    assert "link.svg: Too many levels" in told or "link.svg" in told
    assert "names “../secret.svg”, but there is no such picture" in told
    assert "folder.toml" in told
    assert "pipe.toml: it cannot be read and is left out: it is no plain file." in told
    with pytest.raises(KnownError):
        own.picture("own:link.svg")
    for name in ("own:../secret.svg", f"own:{tmp_path}/secret.svg", "own:", "own:.."):
        with pytest.raises(KnownError):
            own.picture(name)


def test_a_picture_that_may_not_be_shown_is_a_fault_and_never_given(own: OwnExercises, folder: Path) -> None:
    (folder / "knee.toml").write_text(f'{FILE}illustration = "knee"')
    (folder / "knee.svg").write_bytes(drawing("a picture by its path"))
    assert ids(own) == ["knee"]
    assert own.faults() == ["knee.svg: The drawing cannot be used: “image” is not allowed in it (line 1)."]
    with pytest.raises(KnownError, match=r"knee\.svg: The drawing cannot be used"):
        own.picture("own:knee.svg")


def test_what_is_too_large_or_too_much_is_left_out_and_told(own: OwnExercises, folder: Path) -> None:
    (folder / "a.toml").write_text(FILE)
    (folder / "large.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    for number in range(12):
        (folder / f"z{number:02}.toml").write_text(FILE + "#" * 100_000)
    assert len(ids(own)) == 11
    assert any("large.toml: it cannot be read and is left out: it is larger than 128 KiB" in f for f in own.faults())
    assert sum("together the files are too large" in fault for fault in own.faults()) == 2
    for number in range(MOST_FILES):
        (folder / f"b{number}.txt").touch()
    own.folder()
    assert len(ids(own)) == 1
    assert any("more than 500 files" in fault for fault in own.faults())


class TestChanging:
    def test_what_is_saved_is_there_at_once_and_in_a_file(
        self, own: OwnExercises, tmp_path: Path, changes: Changes
    ) -> None:
        id_ = own.save(PRESS, picture=("Photo.PNG", png(9, 9)))
        assert id_ == "own_knee_press"
        exercise = own.content.exercise(id_)
        assert exercise is not None
        assert exercise.illustration == "own:own_knee_press.png"
        assert own.picture(exercise.illustration) == png(9, 9)
        assert changes
        files = sorted(file.name for file in (tmp_path / "exercises").iterdir())
        assert files == ["own_knee_press.png", "own_knee_press.toml"]

    def test_what_its_file_says_besides_stays(self, own: OwnExercises, folder: Path) -> None:
        (folder / "own_knee.toml").write_text(f'{FILE}feel = "In the knee."\n')
        assert own.save(replace(PRESS, name="Press"), "own_knee") == "own_knee"
        exercise = own.content.exercise("own_knee")
        assert exercise is not None
        assert (exercise.name, exercise.feel) == ("Press", "In the knee.")

    def test_another_picture_takes_the_place_of_the_one_before(self, own: OwnExercises, tmp_path: Path) -> None:
        id_ = own.save(PRESS, picture=("a.png", png(9, 9)))
        own.save(replace(PRESS, picture="own_knee_press.png"), id_)
        assert own.picture("own:own_knee_press.png")
        own.save(PRESS, id_, picture=("b.svg", svg("<rect/>")))
        files = sorted(file.name for file in (tmp_path / "exercises").iterdir())
        assert files == ["own_knee_press.svg", "own_knee_press.toml"]

    def test_what_is_wrong_is_refused_and_nothing_written(self, own: OwnExercises, tmp_path: Path) -> None:
        for wrong in (replace(PRESS, name=""), replace(PRESS, steps=()), replace(PRESS, reps=51)):
            with pytest.raises(KnownError):
                own.save(wrong)
        assert not (tmp_path / "exercises").exists()

    def test_what_was_deleted_comes_back(self, own: OwnExercises, tmp_path: Path) -> None:
        id_ = own.save(PRESS, picture=("a.png", png(9, 9)))
        before = own.content.exercise(id_)
        undo = own.delete(id_)
        assert own.content.exercise(id_) is None
        assert list((tmp_path / "exercises").iterdir()) == []
        undo()
        assert own.content.exercise(id_) == before

    def test_one_of_several_in_a_file_is_left_to_the_person(self, own: OwnExercises, folder: Path) -> None:
        first, second = (FILE.replace("name", f'id = "{id_}"\nname') for id_ in "ab")
        (folder / "two.toml").write_text(first + second.removeprefix("format = 2"))
        assert ids(own) == ["a", "b"]
        assert not own.is_simple("a")
        with pytest.raises(KnownError, match="shares its file"):
            own.delete("a")

    def test_a_change_by_another_program_is_heard_of(
        self, own: OwnExercises, folder: Path, loop: SelectLoop, changes: Changes
    ) -> None:
        if sys.platform != "linux":
            pytest.skip("Qt tells it there, which this loop has not")
        (folder / "a.toml").write_text(FILE)
        assert ids(own) == ["a"]
        (folder / "a.toml").write_text(FILE.replace("Knee press", "Knee"))
        loop.deadline(20, loop.stop)
        changes.stop = loop.stop
        loop.run()
        assert changes == ["changed"]
        assert own.content.exercises[-1].name == "Knee"


class TestGivingAway:
    def test_one_file_takes_exercises_and_pictures_to_another_person(
        self, own: OwnExercises, tmp_path: Path, loop: SelectLoop
    ) -> None:
        ids_ = [own.save(PRESS, picture=("a.png", png(9, 9))), own.save(replace(PRESS, name="Other"))]
        file = tmp_path / "set.posture-exercises"
        file.write_bytes(own.export(ids_))
        other = OwnExercises(tmp_path / "theirs", loop, content, lambda: None)
        assert other.take_in(str(file)) == ids_
        assert [other.content.exercise(id_) for id_ in ids_] == [own.content.exercise(id_) for id_ in ids_]
        assert other.picture("own:own_knee_press.png") == png(9, 9)
        assert other.take_in(str(file)) == ["own_knee_press_2", "own_other_2"]
        other.close()

    @pytest.mark.parametrize(
        ("pictures", "table", "why"),
        [
            ({"a.svg": drawing("huge letters")}, {"illustration": "a.svg"}, "“text” is not allowed"),
            ({"a.png": png(9000, 9)}, {"illustration": "a.png"}, "at most 4096"),
            ({}, {"illustration": "a.png"}, "no such picture"),
            ({}, {"illustration": "../../a.png"}, "no such picture"),
            ({}, {"sets": 99}, "sets must be"),
            ({}, {"id": {"a": 1}, "name": 3}, "name must be a text"),
            ({}, {"a\nb = 3\n": 1}, "is not a key"),
        ],
    )
    def test_a_file_with_anything_wrong_changes_nothing(
        self, own: OwnExercises, tmp_path: Path, pictures: dict[str, bytes], table: dict[str, object], why: str
    ) -> None:
        file = tmp_path / "set.posture-exercises"
        good: dict[str, object] = {"name": "A", "steps": ["B."], "hold_s": 5}
        file.write_bytes(pack([good, {**good, **table}], pictures))
        with pytest.raises(KnownError, match=why):
            own.take_in(str(file))
        assert not (tmp_path / "exercises").exists()

    def test_a_file_that_is_not_there_or_too_large_is_told(self, own: OwnExercises, tmp_path: Path) -> None:
        with pytest.raises(KnownError, match="cannot be read"):
            own.take_in(str(tmp_path / "none"))
        with (tmp_path / "large").open("wb") as file:
            file.truncate(2**33)
        with pytest.raises(KnownError, match="larger than 8 MiB"):
            own.take_in(str(tmp_path / "large"))
        with pytest.raises(KnownError, match="larger than 4 MiB"):
            checked_file(tmp_path / "large")


@pytest.mark.parametrize("offers", ["exercise:knee_press", "hips"])
def test_a_reminder_of_ones_own_offers_an_exercise_of_ones_own(own: OwnExercises, folder: Path, offers: str) -> None:
    (folder / "knee_press.toml").write_text(FILE + HIPS)
    knees = OwnReminder("Knees", Due(Basis.SITTING, 45), length=10, offers=offers)
    settings = Settings(own=(knees,))
    shown = Shown(1, knees.kind, NOON, "UTC", sitting_s=2700, length_s=600)
    choice = choose(own.content, shown, settings)
    assert [each.id for each in choice.exercises] == ["knee_press"]
    message = prompt_message(shown, settings, choice)
    assert message.exercise == "knee_press"
    assert "Push." in message.body
    hurt = choose(own.content, shown, replace(settings, hurt=("knee_press",)))
    assert hurt.exercises == ()
    assert "hurt" in hurt.why or offers == "hips"
