"""Values that never change: `@value` is `@dataclass(frozen=True, slots=True)` at a quarter of its price.

`dataclasses` compiles six methods for each class, which takes 1.1 ms with Python 3.11, and a start makes 60 of them.
Here only `__init__` is compiled and the rest is written once. That nobody changes a value is left to the type checker.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make this class a dataclass that is compared, hashed and shown by its fields, and only read."""
    made: Any = dataclass(slots=True, eq=False, repr=False)(cls)
    values = attrgetter(*([each.name for each in fields(made)] or ["__class__"]))
    for name, attribute in {"_values": values, **METHODS}.items():
        if name not in vars(cls):
            setattr(made, name, attribute)
    found: type[T] = made
    return found


def _equal(self: Any, other: Any) -> Any:
    return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _copy(self: Any, _memo: object) -> Any:
    return self


METHODS: dict[str, Callable[..., object]] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__deepcopy__": _copy,
}
"""A copy of what never changes is itself: so a copy of the engine, which holds the rules, costs little."""
