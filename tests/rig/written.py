"""The path of a shape as its picture has it."""

from resources.rig.compact import compact, in_short_pieces
from resources.rig.motion import _root, _walk
from resources.rig.svg import path


def in_few_bytes(data: str) -> str:
    """As compact writes it."""
    return _data(compact(path(data)))


def as_written(data: str) -> set[tuple[tuple[tuple[float, float], ...], ...]]:
    """Its pieces, where it rests and where it moves."""
    at_rest = compact(path(data))
    return {
        drawn.segments for body in (at_rest, in_short_pieces(at_rest)) for drawn, _ in _walk(_root(body), (), "", 0)
    }


def _data(body: str) -> str:
    return body.partition(' d="')[2].partition('"')[0]
