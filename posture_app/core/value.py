"""`@value`, which never changes, and `@mutable`, which does: dataclasses with slots at a sixth of the price.

`dataclasses` compiles up to six methods for each class, 0.6 to 1.1 ms with Python 3.11, and a start makes 90 of them,
most of which have no instance before the icon shows. Here `__init__` is compiled with the first instance, and the rest
is written once. That nobody changes a value is left to the type checker. All fields are parameters, in their order.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
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
    cls.__doc__ = cls.__doc__ or cls.__name__  # else `dataclass` makes its signature into one
    made: Any = dataclass(slots=True, eq=False, repr=False, init=False)(cls)

    def init(self: T, *values: object, **named: object) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *values, **named)

    values = attrgetter(*([each.name for each in fields(made)] or ["__class__"]))
    for name, attribute in {"__init__": init, "_values": values, **methods}.items():
        if name not in vars(cls):
            setattr(made, name, attribute)
    found: type[T] = made
    return found


def _init(made: Any) -> Callable[..., None]:
    """The `__init__` that `dataclass` would write, in a quarter of the time."""
    known: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], []
    for each in fields(made):
        name, given = each.name, f"given_{each.name}"
        parameter = value_of = name
        if each.default_factory is not MISSING:
            known[given], parameter, value_of = (
                each.default_factory,
                f"{name}=MISSING",
                f"{given}() if {name} is MISSING else {name}",
            )
        elif each.default is not MISSING:
            known[given], parameter = each.default, f"{name}={given}"
        parameters.append(parameter)
        lines.append(f"self.{name} = {value_of}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102 - as `dataclass`
    found: Callable[..., None] = known["__init__"]
    found.__qualname__ = f"{made.__qualname__}.__init__"
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
