"""Toe curls and towel curls, inner side: the toes draw under, the heel stays."""

from resources.rig.arrows import arrow, there_and_back
from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import Corner, Point, ease, line, smooth
from resources.rig.svg import document, flip, flip_book, layer, path, placed, slices
from resources.rig.tempo import Tempo, keyed

CURL = Tempo(up=1, hold=3, down=1)
PULL = Tempo(up=1, hold=1, down=1)
PULLED, OPEN = PULL.ready + PULL.up, PULL.seconds - PULL.rest
FLEXOR = [(62, 188, 0.3), (84, 180, 1), (108, 175, 1.2), (132, 179, 1), (158, 187, 0.8), (178, 190, 0.4)]
"""The muscles that curl the toes, along the sole."""
FOLDS = (0.7, 0.5, 1, 0.9)
"""How high each fold of the towel is, from the heel."""
UNDER = "M226 138C252 148 262 176 238 194"

ALONG = "M264 158C256 146 242 142 226 148"
"""How the towel comes: it goes back for no repetition."""


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
    body = bare.floor() + bare.stays(48, 160) + small + was + foot + flip_book(_flexing, CURL, 6)
    body += there_and_back(CURL, UNDER)
    return document("Toe curls", bare.shown(body), CURL)


def _towel(share: float) -> str:
    """The towel on the floor, seen a little from above: flat, or gathered in folds."""
    g, near, far = bare.GROUND, 134 + 2 * share, 258 - 26 * share
    wide = (far - near) / len(FOLDS)
    back: list[Point | Corner] = [(near + 10, g - 10, 0)]
    front: list[Point | Corner] = [(near, g + 6, 0)]
    creases = ""
    for k, size in enumerate(FOLDS):
        x, high = near + (k + 0.5) * wide, 15 * share * size
        back += [(x + 10, g - 10 - high), (x + 10 + wide / 2, g - 10)]
        front += [(x, g + 6 - high * 0.3), (x + wide / 2, g + 6)]
        if share and k:
            creases += line((x - wide / 2, g + 4), (x - wide / 2 + 3 + 4 * share, g - 4 - 5 * share))
    border = line((far - 6, g + 5), (far + 4, g - 9)) + line((far - 12, g + 5), (far - 2, g - 9))
    sheet = smooth([*back, *front[::-1]])
    return path(sheet, "cloth", "edge") + path(creases + border, "pen")


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
    body = bare.floor() + towel + small + foot + flip_book(_flexing, PULL, 5) + arrow(ALONG) + bare.stays(48)
    return document("Towel curls", bare.shown(body, (46, 17)), PULL)


PICTURES = {"toe_curl": draw_curl, "towel_scrunch": draw_towel}
