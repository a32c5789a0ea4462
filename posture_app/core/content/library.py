"""Looking for exercises: by words, by where and with what they are done, and by what they are for."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from posture_app.core.content.exercises import Exercise, Kit, Place, Region, Shoes, Type
from posture_app.core.content.programmes import Programme
from posture_app.core.search import ALL, Query
from posture_app.core.value import value


@value
class Wanted:
    """What somebody looks for. What is left at its default does not matter; `kit` is all they have, `among` the ids of
    those that a programme uses, say; `longest_s` is in seconds (0: any).
    """

    words: Query = ALL
    place: Place | None = None
    regions: frozenset[Region] = frozenset(Region)
    type: Type | None = None
    kit: frozenset[Kit] = frozenset(Kit)
    shoes_stay_on: bool = False
    longest_s: int = 0
    level: int = 0
    among: AbstractSet[str] | None = None

    def finds(self, exercise: Exercise) -> bool:
        return (
            (self.place is None or self.place in exercise.places)
            and exercise.region in self.regions
            and (self.type is None or self.type is exercise.type)
            and exercise.kit <= self.kit
            and not (self.shoes_stay_on and exercise.shoes is Shoes.OFF)
            and (not self.longest_s or exercise.total_s <= self.longest_s)
            and (not self.level or exercise.level == self.level)
            and (self.among is None or exercise.id in self.among)
            and self.words.finds(exercise.name, *exercise.also, exercise.purpose, *exercise.muscles)
        )


def used_by(programme: Programme) -> frozenset[str]:
    """The ids of the exercises that this programme has, in any week and for anybody."""
    items = [item for session in programme.sessions for item in session.items]
    return frozenset(each.exercise for item in items for each in (item, item.instead) if each is not None)


def found(exercises: Iterable[Exercise], wanted: Wanted) -> tuple[Exercise, ...]:
    """Those that somebody looks for, in their order."""
    return tuple(exercise for exercise in exercises if wanted.finds(exercise))
