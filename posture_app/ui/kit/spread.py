"""Signs in a row that would cover each other, moved apart."""

from collections.abc import Sequence


def spread(places: Sequence[float], apart: float, left: float, right: float) -> list[float]:
    """Places from left to right, moved as little as leaves them `apart` and within `left` and `right`; less far apart
    where there is not room for all.
    """
    if len(places) > 1:
        apart = max(0.0, min(apart, (right - left) / (len(places) - 1)))
    groups: list[tuple[float, int]] = []  # of those that touch: where their row would begin at the first, how many
    for index, place in enumerate(places):
        at, many = place - index * apart, 1
        while groups and groups[-1][0] > at:
            before, others = groups.pop()
            at, many = (before * others + at * many) / (others + many), others + many
        groups.append((at, many))
    last = right - (len(places) - 1) * apart
    begins = [min(max(at, left), last) for at, many in groups for _ in range(many)]
    return [at + index * apart for index, at in enumerate(begins)]
