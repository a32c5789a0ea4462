"""`@value`, which never changes, and `@mutable`, which does: dataclasses with slots at a sixth of the price.

`dataclasses` compiles up to six methods for each class, 0.6 to 1.1 ms with Python 3.11, and a start makes 90 of them,
most of which have no instance before the icon shows. Here `__init__` is compiled with the first instance, and the rest
is written once. That nobody changes a value is left to the type checker.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make this class a dataclass that is compared, hashed and shown by its fields, and only read."""
    return _made(cls, METHODS)


@dataclass_transform(field_specifiers=(field,))
def mutable(cls: type[T]) -> type[T]:
    """Make this class a dataclass that is compared and shown by its fields, which may be changed."""
    return _made(cls, {"__eq__": _equal, "__hash__": None, "__repr__": _repr})


def _made(cls: type[T], methods: dict[str, Any]) -> type[T]:
    written = {name: given for name, given in vars(cls).items() if isinstance(given, Field)}
    cls.__doc__ = cls.__doc__ or cls.__name__  # else `dataclass` makes its signature into one
    made: Any = dataclass(slots=True, eq=False, repr=False, init=False)(cls)

    def init(self: T, *values: object, **named: object) -> None:
        for name, given in written.items():  # `dataclass` has taken them out of the class
            setattr(cls, name, given)
        made.__init__ = vars(dataclass(eq=False, repr=False)(cls))["__init__"]
        made.__init__(self, *values, **named)

    values = attrgetter(*([each.name for each in fields(made)] or ["__class__"]))
    for name, attribute in {"__init__": init, "_values": values, **methods}.items():
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
