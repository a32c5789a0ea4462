"""The enumerations of Qt, which PySide6 makes when a class of Qt is first used, made in a quarter of the time.

PySide6 (6.11) asks for each by `enum.Enum(name, pairs)`. Python takes the pairs for lines of somebody's class, looks at
each from all sides, and has a descriptor make the member: 25 µs each, and the first window needs 2,700 in 250
enumerations. Theirs are plain names and numbers, so they are made at once here, and what such a class has besides is
copied from one without members. The same comes out: `tests/desktop/test_qt_enums.py` compares all of them.
"""

import sys
from collections.abc import Callable, Mapping
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from functools import reduce
from operator import or_
from typing import Any

TRIED = (3, 11, 7), (3, 14)
"""With Python from here until before there they were seen to come out the same."""
KINDS = Enum, IntEnum, Flag, IntFlag

_by_python: Callable[..., Any] = EnumType._create_  # type: ignore[attr-defined] # what a call with names calls
_models: dict[type[Enum], tuple[Mapping[str, Any], frozenset[str]]] = {}


def quicken_enums() -> None:
    """Have them made so from now on."""
    if TRIED[0] <= sys.version_info < TRIED[1]:
        EnumType._create_ = _create  # type: ignore[attr-defined]


def _create(kind: type[Enum], class_name: str, names: Any, **options: Any) -> Any:
    """As `EnumType._create_`, with its names; what is not as PySide asks for it is left to that."""
    plain = not any(options.get(name) for name in ("module", "qualname", "type")) and options.get("start", 1) == 1
    asked_by_pyside = options.get("boundary") is KEEP and type(names) is list
    if plain and asked_by_pyside and kind in KINDS and names and type(names[0]) is tuple:
        model, taken = _models.get(kind) or _models.setdefault(kind, _model(kind))
        values = dict(names)
        clear = len(values) == len(names) and taken.isdisjoint(values)
        if clear and not (issubclass(kind, Flag) and min(values.values(), default=0) < 0):
            return _filled(type.__new__(EnumType, class_name, (kind,), dict(model)), values)
    return _by_python(kind, class_name, names, **options)


def _model(kind: type[Enum]) -> tuple[Mapping[str, Any], frozenset[str]]:
    """What a class of this kind has before its members, and the names that none of these may have."""
    empty = vars(_by_python(kind, kind.__name__, [], boundary=KEEP, module=__name__))
    own = {"__dict__", "__weakref__", "__module__"}
    taken = frozenset(name for base in kind.mro() + EnumType.mro(EnumType) for name in vars(base))
    return {name: value for name, value in empty.items() if name not in own}, taken


def _filled(made: Any, values: Mapping[str, int]) -> Any:
    """The class that was made, with these members."""
    say, new, numbers, flags = type.__setattr__, made._new_member_, made._use_args_, issubclass(made, Flag)
    members: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    names: list[str] = []
    for name, value in values.items():
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if numbers else new(made)
            member._value_, member._name_, member.__objclass__, member._sort_order_ = value, name, made, len(names)
            if not flags or value.bit_count() == 1:  # of flags, only single ones count as members
                names.append(name)
        members[name] = member
    for name, member in members.items():  # only now: each makes Python look anew for all that the class has
        say(made, name, member)
    kept: dict[str, object] = {"_member_names_": names, "_member_map_": members, "_value2member_map_": by_value}
    kept |= {"_hashable_values_": list(by_value), "_unhashable_values_": [], "_unhashable_values_map_": {}}
    if flags:
        singles = [members[name]._value_ for name in names]
        mask = reduce(or_, by_value, 0)
        kept |= {"_flag_mask_": mask, "_singles_mask_": sum(singles), "_all_bits_": (1 << mask.bit_length()) - 1}
        if singles != sorted(singles):
            say(made, "_iter_member_", made._iter_member_by_def_)
    for name in kept.keys() & vars(made).keys():  # not each Python has all of them
        say(made, name, kept[name])
    return made
