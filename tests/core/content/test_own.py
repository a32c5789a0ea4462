"""Exercises of one's own: what is filled in, what is refused, and files that are written and read again."""

import tomllib
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Exercise, Mode, Place, Position, Region, Shoes, Sides, Type, When
from posture_app.core.content.own import OwnExercise, entered, free_id, read_own, table_of, toml, when_of
from posture_app.core.content.own_pack import PackError, pack, unpack
from tests.ui.lessons import content

SHORT = 'format = 2\n[[exercise]]\nname = "Knee press"\nsteps = ["Push the knee down."]\nhold_s = 5\nreps = 10\n'


def read(text: str, *pictures: str, name: str = "knee_press.toml", shipped: Content | None = None) -> Content:
    found, faults = read_own({name: tomllib.loads(text)}, pictures, shipped or content())
    assert faults == ()
    return found


def faults(text: str, *pictures: str) -> list[str]:
    return [str(fault) for fault in read_own({"mine.toml": tomllib.loads(text)}, pictures, content())[1]]


def test_a_name_steps_and_a_dose_are_enough() -> None:
    (exercise,) = read(SHORT).exercises
    assert (exercise.id, exercise.mode, exercise.hold_s, exercise.reps) == ("knee_press", Mode.HOLD, 5, 10)
    assert exercise.in_short == "Push the knee down."
    assert exercise.places == frozenset(Place)
    assert exercise.total_s == 50


@pytest.mark.parametrize(("line", "mode"), [("hold_s = 60", Mode.TIMED), ("reps = 8", Mode.REPS)])
def test_what_is_counted_goes_by_what_is_said(line: str, mode: Mode) -> None:
    (exercise,) = read(f'format = 2\n[[exercise]]\nname = "A"\nsteps = ["B."]\n{line}\n').exercises
    assert exercise.mode is mode
    assert exercise.total_s > 0


def test_a_picture_of_the_folder_is_named_with_or_without_its_ending() -> None:
    for named in ("knee", "knee.png"):
        (exercise,) = read(f'{SHORT}illustration = "{named}"', "knee.png").exercises
        assert exercise.illustration == "own:knee.png"


def test_a_picture_that_ships_may_be_named() -> None:
    (exercise,) = read(f'{SHORT}illustration = "walk"').exercises
    assert exercise.illustration == "walk"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{SHORT}illustration = "none"', "mine.toml, exercise “mine”: illustration names “none”"),
        (SHORT.replace("knee down", "x" * 200), "steps 1 is"),
        (f"{SHORT}sets = 99", "sets must be a whole number from 1 to 5"),
        (f"{SHORT}colour = 3", "colour is not a key of this table"),
        (f'{SHORT}id = "walk"', "is that of an exercise that comes with the app"),
        (f'{SHORT}[safety]\nstop_rule = "Never."', "safety is not for files of one’s own"),
        ("format = 2\n[[exercise]]\nsteps = []", "name is missing"),
        ("format = 2\nexercise = [3]", "exercise must be a list of tables"),
        ("format = 3", "format is “3”"),
        ("format = 2" + "\n[[exercise]]" * 101, "it has more than 100 entries"),
    ],
)
def test_a_fault_is_named_by_file_entry_and_field(text: str, told: str) -> None:
    assert any(told in fault for fault in faults(text, "knee.png")), faults(text)


def test_a_shipped_exercise_is_never_replaced() -> None:
    found, _ = read_own({"mine.toml": tomllib.loads(f'{SHORT}id = "walk"')}, (), content())
    assert found.exercises == ()
    whole = content().with_own(found)
    assert whole.exercise("walk") == content().exercise("walk")
    assert whole.safety == content().safety


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)
ENTERED = st.builds(
    OwnExercise,
    name=TEXT.map(str.strip),
    steps=st.lists(TEXT, min_size=1, max_size=12).map(tuple),
    mode=st.sampled_from(Mode),
    seconds=st.integers(1, 30),
    reps=st.integers(1, 4),
    sets=st.integers(1, 2),
    rest_s=st.integers(0, 60),
    sides=st.sampled_from(Sides),
    position=st.sampled_from(Position),
    places=st.sets(st.sampled_from(Place), min_size=1).map(frozenset),
    shoes=st.sampled_from(Shoes),
    region=st.sampled_from(Region),
    type=st.sampled_from(Type),
    purpose=TEXT,
    avoid=st.lists(TEXT, max_size=6).map(tuple),
    picture=st.sampled_from(("", "knee.png", "walk")),
)


@given(ENTERED)
def test_what_was_entered_is_read_again_from_its_file(own: OwnExercise) -> None:
    file = toml({"exercise": [table_of("own_x", own)]})
    (exercise,) = read(file, "knee.png").exercises
    assert entered(exercise) == (replace(own, reps=1) if own.mode is Mode.TIMED else own)


SIT, PULL, BACK = frozenset({When.READY}), frozenset({When.UP, When.HOLD}), frozenset({When.DOWN})
THREE = OwnExercise("A", ("Sit.", "Pull.", "Back."), (SIT, PULL, BACK), Mode.HOLD, 5, 2, 2)


@pytest.mark.parametrize(
    ("steps", "when"),
    [
        (("Sit down.", "Pull.", "Back."), (SIT, PULL, BACK)),
        (("Sit.", "Back.", "Pull."), (SIT, BACK, PULL)),
        (("Pull hard.", "Sit.", "Back."), (PULL, SIT, BACK)),
        (("Sit.", "Pull."), (SIT, PULL)),
        (("Sit.", "Breathe.", "Pull.", "Back."), ()),
        ((), ()),
    ],
)
def test_when_a_step_is_done_goes_with_it_where_it_is_edited(
    steps: tuple[str, ...], when: tuple[frozenset[When], ...]
) -> None:
    assert when_of(steps, THREE) == when
    assert when_of(steps, replace(THREE, when=())) == ()


def test_steps_in_the_same_words_keep_each_its_own_part() -> None:
    twice = replace(THREE, steps=("Breathe.", "Pull.", "Breathe."))
    assert when_of(twice.steps, twice) == twice.when
    assert when_of(("Breathe.", "Breathe."), twice) == (SIT, BACK)


def test_the_tempo_and_when_each_step_is_done_stay_as_the_file_has_them() -> None:
    (exercise,) = read(toml({"exercise": [table_of("own_x", THREE)]})).exercises
    assert (exercise.up_s, exercise.hold_s, exercise.down_s) == (2, 5, 2)
    assert entered(exercise) == THREE


GONE = (replace(THREE, mode=Mode.TIMED), replace(THREE, down_s=0), replace(THREE, mode=Mode.REPS, seconds=4))


@pytest.mark.parametrize("other", GONE)
def test_what_is_for_a_part_that_is_gone_is_not_kept(other: OwnExercise) -> None:
    (exercise,) = read(toml({"exercise": [table_of("own_x", other)]})).exercises
    assert exercise.when == ()


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), TEXT | st.integers() | st.lists(TEXT)))
def test_a_table_is_written_so_that_it_is_read_alike(table: dict[str, object]) -> None:
    assert tomllib.loads(toml({"exercise": [table]})) == {"format": 2, "exercise": [table]}


def test_an_id_is_made_of_the_name_and_is_free() -> None:
    assert free_id("Knee press!", ()) == "own_knee_press"
    assert free_id("Knee press", ("own_knee_press", "own_knee_press_2")) == "own_knee_press_3"
    assert free_id("膝", ()) == "own_exercise"


class TestPack:
    TABLE: ClassVar[dict[str, object]] = {
        "name": "Knee press",
        "steps": ["Push."],
        "hold_s": 5,
        "illustration": "knee.png",
    }

    def test_what_was_packed_is_unpacked(self) -> None:
        assert unpack(pack([self.TABLE], {"knee.png": b"\x89PNG"})) == ([self.TABLE], {"knee.png": b"\x89PNG"})

    def test_too_much_for_one_file_is_told(self) -> None:
        with pytest.raises(PackError, match="too large for one file"):
            pack([self.TABLE], {"knee.png": bytes(7 * 2**20)})
        with pytest.raises(PackError, match="too many"):
            pack([self.TABLE] * 51, {})

    @pytest.mark.parametrize(
        "data",
        [
            b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"posture_exercises": 1}', b'{"a": ' + b"9" * 5000 + b"}",
            b'{"posture_exercises": 1, "exercises": []}', b'{"posture_exercises": 1, "exercises": [3]}',
            b'{"posture_exercises": 1, "exercises": [{"name": "\\ud800"}]}',
            b'{"posture_exercises": 1, "exercises": [{}], "pictures": {"../a.png": ""}}',
            b'{"posture_exercises": 1, "exercises": [{}], "pictures": {"/etc/passwd": ""}}',
            b'{"posture_exercises": 1, "exercises": [{}], "pictures": {"a.exe": ""}}',
            b'{"posture_exercises": 1, "exercises": [{}], "pictures": {"a.png": "%"}}',
            b'{"posture_exercises": 1, "exercises": [{}], "pictures": {"a.png": 3}}',
            b"PK\x03\x04",
        ],
    )  # fmt: skip
    def test_what_is_none_is_refused(self, data: bytes) -> None:
        with pytest.raises(PackError, match="no file of exercises"):
            unpack(data)

    def test_one_of_a_later_version_says_so(self) -> None:
        with pytest.raises(PackError, match="later version"):
            unpack(b'{"posture_exercises": 2}')


def test_an_exercise_that_ships_can_be_the_start_of_ones_own() -> None:
    walk = content().exercise("walk")
    assert isinstance(walk, Exercise)
    (copy,) = read(toml({"exercise": [table_of("own_walk", entered(walk))]})).exercises
    assert (copy.steps, copy.total_s) == (walk.steps, walk.total_s)
