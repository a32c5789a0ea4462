"""Toe curls and towel curls, inner side: the toes draw under, the heel stays."""

from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import Corner, Point, ease, smooth
from resources.rig.svg import document, flip, flip_book, layer, moved, path, placed, slices
from resources.rig.tempo import Tempo, keyed

CURL = Tempo(up=1, hold=3, down=1)
PULL = Tempo(up=1, hold=1, down=1)
PULLED, OPEN = PULL.ready + PULL.up, PULL.seconds - PULL.rest
FLEXOR = [(62, 188, 0.3), (84, 180, 1), (108, 175, 1.2), (132, 179, 1), (158, 187, 0.8), (178, 190, 0.4)]
"""The muscles that curl the toes, along the sole."""
FOLDS = (0.5, 0.85, 0.7, 1, 0.8, 0.55)
"""How high each fold of the towel is, from the heel."""
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


def _towel(share: float) -> str:
    """The towel on the floor from the side: flat, or gathered in folds."""
    g, near, far = bare.GROUND + 1, 150 - 6 * share, 257 - 21 * share
    wide = (far - near) / len(FOLDS)
    crests: list[Point | Corner] = []
    for k, size in enumerate(FOLDS):
        left, top = near + k * wide, g - 5 - 20 * share * size
        crests += [(left, g - 4.5), (left + wide * 0.32, top), (left + wide * 0.72, top + 2 * share)]
    sheet = smooth([*crests, (far, g - 5, 0), (far, g, 0), (near, g, 0)])
    return path(sheet, "cloth", "edge")


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
    towel = flip(sheets, order, dur)
    drawn = path("M268 160C260 148 246 144 230 150M242 139L229 150L243 158", "arrow")
    arrow = moved("translate", [(2 - 8 * a, 0) for a in v], dur, drawn)
    raised = placed(small + foot + flip_book(_flexing, PULL, 5), (0, -5))
    body = bare.floor() + towel + raised + arrow + bare.stays(48)
    return document("Towel curls", bare.shown(body, (46, 17)), PULL)


PICTURES = {"toe_curl": draw_curl, "towel_scrunch": draw_towel}
