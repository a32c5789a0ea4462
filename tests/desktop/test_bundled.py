"""The bundled data as it is shipped, and as damage makes it."""

import shutil
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from posture_app.core.content.content import LEAST_SAFETY, Content
from posture_app.core.content.exercises import (
    FEET,
    ON_FEET,
    SEATED,
    Condition,
    ExerciseFilter,
    Place,
    Position,
    Region,
    Shoes,
)
from posture_app.core.content.translating import wordings
from posture_app.core.errors import KnownError
from posture_app.core.words import APP_ID
from posture_app.desktop import bundled
from tests.bench.content_cost import costs, write_pseudo


@pytest.fixture(scope="module")
def shipped() -> Content:
    content, complaints = bundled.load_content()
    assert complaints == ()
    return content


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of resources/ that a test may damage, and that is loaded instead."""
    folder = tmp_path / "resources"
    shutil.copytree(Path(str(bundled.resources())), folder)
    monkeypatch.setattr(bundled, "resources", lambda: folder)
    return folder


def load_damaged(caplog: pytest.LogCaptureFixture) -> tuple[Content, tuple[str, ...]]:
    """Load, and see to it that each complaint was logged once."""
    content, complaints = bundled.load_content()
    assert list(complaints) == [record.getMessage() for record in caplog.records]
    caplog.clear()
    return content, complaints


def test_the_library_is_complete(shipped: Content) -> None:
    assert sum(one.region in FEET for one in shipped.exercises) == 25
    assert sum(one.region not in FEET for one in shipped.exercises) == 28
    assert len(shipped.tips) == 60
    assert shipped.gaps() == ()


def test_the_movements_cover_the_body(shipped: Content) -> None:
    assert set(Region) == {one.region for one in shipped.exercises}


@pytest.mark.parametrize(
    "wish",
    [
        ExerciseFilter(regions=frozenset(Region) - FEET, places=frozenset({Place.DESK}), positions=SEATED),
        ExerciseFilter(regions=FEET, places=frozenset({Place.DESK}), positions=SEATED, shoes_stay_on=True),
        ExerciseFilter(places=frozenset({Place.DESK}), discreet=True),
        ExerciseFilter(places=frozenset({Place.WHEELCHAIR})),
    ],
    ids=["seated", "feet with shoes on", "discreet", "wheelchair"],
)
def test_there_are_at_least_four_for(wish: ExerciseFilter, shipped: Content) -> None:
    assert len(shipped.suitable(wish)) >= 4


@pytest.mark.parametrize("positions", [SEATED, ON_FEET])
def test_whoever_uses_the_upper_body_only_gets_suggestions(positions: frozenset[Position], shipped: Content) -> None:
    wish = ExerciseFilter(places=frozenset({Place.WHEELCHAIR_UPPER_BODY}), positions=positions)
    regions = {one.region for one in shipped.suitable(wish)}
    assert {Region.NECK, Region.SHOULDERS, Region.UPPER_BACK, Region.HANDS} <= regions
    assert regions.isdisjoint({*FEET, Region.LEGS, Region.HIPS})


@pytest.mark.parametrize("condition", Condition)
def test_for_every_condition_something_is_left(condition: Condition, shipped: Content) -> None:
    assert shipped.suitable(ExerciseFilter(conditions=frozenset({condition})))


def test_numb_or_wounded_feet_keep_their_shoes_on(shipped: Content) -> None:
    barefoot = [one for one in shipped.exercises if one.shoes is Shoes.OFF]
    assert len(barefoot) == 9
    for one in barefoot:
        assert {Condition.NUMB_FEET, Condition.FOOT_WOUND} <= one.hide_if, one.id


def test_leg_exercises_are_hidden_while_a_clot_is_suspected(shipped: Content) -> None:
    legs = {Region.ANKLE, Region.CALF, Region.LEGS, Region.HIPS}
    offered = {
        one.id for one in shipped.exercises if Condition.SUSPECTED_CLOT not in one.hide_if and one.region in legs
    }
    assert offered == {"glute_squeeze"}
    assert Condition.SUSPECTED_CLOT in dict(next(one for one in shipped.exercises if one.id == "walk").cautions)


def test_in_a_pseudo_language_no_word_of_english_is_left_but_the_safety_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pseudo(tmp_path)
    monkeypatch.setattr(bundled, "TRANSLATIONS", (str(tmp_path),))
    content, complaints = bundled.load_content("xx_YY")
    assert complaints == ()
    english = {one.context for one in wordings(content) if not one.text.startswith("[")}
    assert english == {one.context for one in wordings(content) if one.context.startswith("safety.")}


def test_all_content_is_read_in_a_moment(tmp_path: Path) -> None:
    """CPU, ten times what it may take: `python -m tests.bench.content_cost` says what it does take."""
    write_pseudo(tmp_path)
    assert costs("en", tmp_path, runs=1) < 0.6
    assert costs("xx", tmp_path, runs=1) < 0.8


def test_every_exercise_has_its_picture_and_no_other_ships(shipped: Content) -> None:
    pictures = {file.name for file in bundled.resources().joinpath("illustrations").iterdir()}
    assert pictures == {f"{one.illustration}.svg" for one in shipped.exercises}


def test_an_installed_copy_goes_before_one_beside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "posture_app" / "desktop" / "bundled.py"))
    (tmp_path / "resources").mkdir()
    assert bundled.resources() == tmp_path / "resources"
    (tmp_path / "posture_app" / "resources").mkdir(parents=True)
    assert bundled.resources() == tmp_path / "posture_app" / "resources"


def test_an_installation_without_resources_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "posture_app" / "desktop" / "bundled.py"))
    with pytest.raises(KnownError, match="are missing; install it again"):
        bundled.resources()


def test_a_bundled_file_is_read_by_its_path() -> None:
    assert b"<svg" in bundled.read_bytes("icons", f"{APP_ID}.svg")


def test_a_bundled_file_that_is_missing_is_named() -> None:
    with pytest.raises(KnownError, match=r"The bundled file icons/none\.svg cannot be read \(No such file"):
        bundled.read_bytes("icons", "none.svg")


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (b"format = 1\n[[tip]\n", "content/library/tips.toml: it is not valid TOML and is left out: "),
        (b"format = 1 # \xff\n", "content/library/tips.toml: it is not UTF-8 and is left out: byte 13 is wrong."),
        (b"format = 7\n", "content/library/tips.toml: format is “7”; this version reads 1 and 2."),
    ],
    ids=["not TOML", "not UTF-8", "newer format"],
)
def test_a_damaged_file_is_named_and_the_others_stay(
    damage: bytes, complaint: str, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (copy / "content" / "library" / "tips.toml").write_bytes(damage)
    content, complaints = load_damaged(caplog)
    assert (len(content.exercises), len(content.tips)) == (53, 0)
    assert len(complaints) == 1
    assert complaints[0].startswith(complaint)


def test_a_file_that_does_not_parse_is_named_with_its_line(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    (copy / "content" / "library" / "feet.toml").write_text("format = 2\n\nid = \n")
    content, complaints = load_damaged(caplog)
    assert len(content.exercises) == 28
    assert "feet.toml" in complaints[0]
    assert "line 3" in complaints[0]


def test_an_exercise_whose_picture_is_missing_keeps_its_words(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    (copy / "illustrations" / "walk.svg").unlink()
    content, complaints = load_damaged(caplog)
    walk = next(one for one in content.exercises if one.id == "walk")
    assert (walk.illustration, len(walk.steps)) == ("", 5)
    what = "content/library/others.toml, exercise “walk”: illustration names “walk”, but there is no such picture."
    assert complaints == (what,)


def test_if_nothing_is_left_it_is_said_plainly(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(copy / "content")
    content, complaints = load_damaged(caplog)
    assert content == Content()
    assert content.safety is LEAST_SAFETY
    assert complaints[0] == "No exercise and no tip can be read; install Posture again to get them back."


def test_the_menu_entry_names_program_and_icon() -> None:
    lines = bundled.read_bytes("desktop", f"{APP_ID}.desktop").decode().splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert {"Type=Application", "Exec=posture-app", f"Icon={APP_ID}", "Terminal=false"} <= set(lines)


@pytest.mark.parametrize("environ", [{"FLATPAK_ID": APP_ID}, {"APPIMAGE": "/a/Posture.AppImage"}])
def test_from_a_sandbox_or_an_image_the_icon_goes_out_by_its_name(environ: dict[str, str]) -> None:
    assert APP_ID == bundled.icon_address(environ)


def test_the_icon_has_an_address_that_other_programs_can_open() -> None:
    address = bundled.icon_address({})
    assert address.startswith("file:///")
    assert Path(unquote(urlparse(address).path)).read_bytes().lstrip().startswith(b"<")
