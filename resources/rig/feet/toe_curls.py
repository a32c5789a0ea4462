"""Toe curls and towel curls, inner side: the toes draw under, the heel stays."""

from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import Corner, Point, ease, n, smooth
from resources.rig.svg import document, flip, flip_book, layer, moved, path, placed, slices
from resources.rig.tempo import Tempo, keyed

CURL = Tempo(up=1, hold=3, down=1)
PULL = Tempo(up=1, hold=1, down=1)
PULLED, OPEN = PULL.ready + PULL.up, PULL.seconds - PULL.rest
FLEXOR = [(62, 188, 0.3), (84, 180, 1), (108, 175, 1.2), (132, 179, 1), (158, 187, 0.8), (178, 190, 0.4)]
"""The muscles that curl the toes, along the sole."""
UNDER = "M226 138C252 148 262 176 238 194M239 179L237 195L253 195"


def _toes(values: list[float], dur: float) -> tuple[str, str]:
    """The four small toes, and the foot with the big one, curled by so much."""
    rise, bend = [-15 * a for a in values], [64 * a for a in values]
    small = "".join(layer(toe) for toe in bare.small_toes(rise, bend, dur))
    return small, bare.foot(bare.big_toe(rise, bend, dur))


def _flexing(amount: float) -> str:
    return bare.muscle(FLEXOR, 1 + 2.6 * amount)


def draw_curl() -> str:
    """The toes curl under and hold."""
    v, dur = CURL.values(), CURL.seconds
    small, foot = _toes(v, dur)
    was = placed(path(bare.TOE, "ghost"), bare.JOINT)
    arrow = moved(
        "translate",
        [(4 - 8 * a, 0) for a in v],
        dur,
        path(UNDER, "arrow"),
    )
    body = bare.floor() + small + was + foot + flip_book(_flexing, CURL, 6) + arrow + bare.stays(48, 160)
    return document("Toe curls", bare.shown(body), CURL)


def _towel(share: float) -> tuple[str, str]:
    """The towel as it lies on the floor, seen a little from above; and its near end, gathered in three folds."""
    g, far = bare.GROUND, 266 - 38 * share
    near = 166 - 24 * share
    flat = smooth([(near, g - 3, 0), (far, g - 3, 0), (far + 6, g + 15, 0), (near - 6, g + 15, 0)])
    hem = f"M{n(far - 12)} {n(g - 3)}L{n(far - 7)} {n(g + 15)}"
    wide = 23 - 2 * share
    crests, creases = [], ""
    for k, size in enumerate((0.75, 1, 0.85)):
        left, top = near + k * wide, g + 1 - 15 * share * size
        crests += [(left + wide * 0.3, top + 4), (left + wide * 0.62, top), (left + wide * 0.9, top + 4)]
        crests += [(left + wide, g + 4 - 2 * share)]
        valley = left + wide
        creases += f"M{n(valley)} {n(g + 4 - 2 * share)}Q{n(valley - 4)} {n(g + 7)} {n(valley - 7)} {n(g + 15)}"
    ends: list[Point | Corner] = [(near + 3 * wide - 6, g + 15, 0), (near - 6, g + 15, 0), (near - 3, g + 6)]
    folds = path(smooth([*crests, *ends]), "cloth", "edge") + path(creases, "pen")
    return path(flat, "cloth", "edge") + path(hem, "pen"), folds if share else ""


def draw_towel() -> str:
    """The toes curl again and again, and the towel comes."""
    dur = PULL.seconds
    v = keyed(dur, (0, 0), (0.5, 0), (1.5, 1), (2.5, 1), (3.5, 0), (dur, 0))
    small, foot = _toes([a * 0.9 for a in v], dur)
    pages = 7

    def page(moment: float) -> int:
        """It stays gathered while the toes open, and lies flat again as they rest."""
        share = 1 - ease((moment - OPEN) / PULL.rest) if moment > OPEN else PULL.share(min(moment, PULLED))
        return round(share * (pages - 1))

    order = slices(page, dur)
    sheets = [_towel(ease(k / (pages - 1))) for k in range(pages)]
    towel, folds = (flip([sheet[part] for sheet in sheets], order, dur) for part in (0, 1))
    drawn = path("M268 160C260 148 246 144 230 150M242 139L229 150L243 158", "arrow")
    arrow = moved("translate", [(2 - 8 * a, 0) for a in v], dur, drawn)
    raised = placed(small + foot + flip_book(_flexing, PULL, 5), (0, -2))
    body = bare.floor() + towel + raised + folds + arrow + bare.stays(48)
    return document("Towel curls", bare.shown(body, (46, 14)), PULL)


PICTURES = {"toe_curl": draw_curl, "towel_scrunch": draw_towel}
