"""Values and mutables are what dataclasses are, but for the check at run time that nobody changes a value."""

import copy
from dataclasses import dataclass, field, fields, replace

import pytest

from posture_app.core.value import mutable, value


@value
class Point:
    """A place."""

    x: int
    y: int = 0
    hidden: str = field(default="", repr=False)


@value
class Place(Point):
    """The same, with a name."""

    name: str = ""


@value
class Nothing:
    """No fields."""


@value
class Whole:
    """Compared in its own way."""

    number: float

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whole) and round(self.number) == round(other.number)

    def __hash__(self) -> int:
        return round(self.number)


@mutable
class Counter:
    """It may be changed."""

    number: int = 0
    seen: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen.append(self.number)


@dataclass(frozen=True, slots=True)
class Plain:
    """The standard library's."""

    x: int
    y: int = 0


def test_compares_and_hashes_by_the_fields_within_one_class() -> None:
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Place(1, 2)
    assert Nothing() == Nothing()
    assert {Point(1)} == {Point(1), Point(1, 0)}
    assert {Place(1, name="a")} != {Place(1, name="b")}
    assert hash(Nothing()) == hash(Nothing())


def test_a_copy_is_the_value_itself() -> None:
    point = Point(1, 2)
    assert [point] == copy.deepcopy([point])
    assert point is copy.deepcopy(point)


def test_what_a_class_defines_itself_stays() -> None:
    assert Whole(1.2) == Whole(0.9)
    assert {Whole(1.2)} == {Whole(0.9)}


def test_shows_the_fields_as_dataclasses_do() -> None:
    assert repr(Plain(1)).replace("Plain", "Point") == repr(Point(1, hidden="secret"))


def test_is_a_dataclass_to_the_standard_library_and_takes_no_other_attribute() -> None:
    assert ["x", "y", "hidden", "name"] == [each.name for each in fields(Place)]
    assert Place(1, 3, name="here") == replace(Place(1, 2, name="here"), y=3)
    match Place(1, 2):
        case Place(x, y):
            assert (1, 2) == (x, y)
    with pytest.raises(AttributeError):
        Point(1).z = 1  # type: ignore[attr-defined]


def test_is_made_with_defaults_in_place_or_by_name_and_says_what_is_missing() -> None:
    assert (Point(1, 0, ""), Place(1, 2, "", "a")) == (Point(x=1), Place(name="a", y=2, x=1))
    for _ in range(2):  # the first one made, and any later one
        with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required positional argument: 'x'"):
            Point()  # type: ignore[call-arg]


def test_mutables_are_compared_by_what_they_are_now_and_not_hashed() -> None:
    first, second = Counter(1), Counter(2)
    assert ([1], [2]) == (first.seen, second.seen)
    assert first != second
    first.number, first.seen = 2, [2]
    assert first == second
    with pytest.raises(TypeError, match="unhashable"):
        hash(first)


def test_a_copy_of_a_mutable_is_another_that_changes_by_itself() -> None:
    first = Counter(1)
    second = copy.deepcopy(first)
    second.number = 3
    second.seen.append(3)
    assert (1, [1]) == (first.number, first.seen)
