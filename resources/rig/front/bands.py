"""Exercises with an elastic band, from the front."""

from math import cos, radians, sin

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import line
from resources.rig.people.front import (
    LEFT,
    NECK,
    RIGHT,
    SHOULDER,
    Arm,
    Sitting,
    collar,
    fist_shape,
    floor,
    side_of,
    standing_leg,
    trunk_core,
    yoke,
)
from resources.rig.people.head import Head
from resources.rig.people.piece import Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add, balls
from resources.rig.svg import path
from resources.rig.tempo import Tempo

BOTH = (RIGHT, LEFT)


def _shirt(view: View, beat: Beat) -> list[Piece]:
    return [*(yoke(view, beat, s, beat.stay(side_of(SHOULDER, s))) for s in BOTH), Piece(trunk_core(view))]


def lateral_raise_band() -> str:
    """Standing on the band: both arms rise in a V, a little in front of the body, to shoulder height."""
    tempo, view = Tempo(2, 1, 2), View(0.9, (160, 112), 12)
    beat, k = Beat(tempo), view.scale
    arms, bands, fists, marks = [], [], [], ""
    for s in BOTH:
        places = beat.stay(side_of(SHOULDER, s))
        swing = beat.values(14, 88)
        out = cos(radians(28))
        turns = [(sin(radians(a)), cos(radians(a))) for a in swing]
        away: list[P3] = [(70 * side * out, 70 * down, 70 * side * 0.47) for side, down in turns]
        wrists = [add(p, side_of(q, s)) for p, q in zip(places, away, strict=True)]
        arm = Arm(view, beat, places, wrists, pole=(0, 0.4, -1), thumb=0)
        arms.append(arm)
        grip = [add(w, add(t, w, -1), 0.45) for w, t in zip(arm.wrists, arm.tips, strict=True)]
        fists.append(Piece(fist_shape(k), beat.dur, [view.at(g) for g in grip]))
        sole = side_of((15, 120, 8), s)
        bands.append(bone(view, [(sole, g) for g in grip], 100 * k, [(f"M0 0V{100 * k:g}", "band", False)], beat.dur))
        about = view.at(side_of(SHOULDER, s))
        marks += there_and_back(tempo, bow(about, 98 * k, s * 146, s * 104))
    x0, y0 = view.at((-15, 122, 8))
    under = path(f"M{x0:g} {y0:g}H{320 - x0:g}", "band")
    head = Head(view, NECK)
    pelvis = (balls(view, ((-8, 2, 0), 11.5), ((8, 2, 0), 11.5)), "trousers", True)
    return picture(
        "Lateral raise with a band",
        floor(view.at((0, 127.5, 0))[1])
        + under
        + layer(*(standing_leg(view, s) for s in BOTH), Piece([pelvis]))
        + layer(*(arm.fore for arm in arms))
        + "".join(b.write(outline=False) for b in bands)
        + layer(*fists)
        + layer(Piece([head.neck()]), *(arm.upper for arm in arms), *_shirt(view, beat))
        + Piece([collar(view)]).write(outline=False)
        + layer(Piece(head.shapes()))
        + marks,
        tempo,
    )


def band_pull_apart() -> str:
    """The hands hold a band at chest height and part; the shoulder blades draw together."""
    tempo, view = Tempo(2, 2, 2), View(1.42, (160, 180), 18)
    beat, seat, k = Beat(tempo), Sitting(view, cut=234), view.scale
    arms, marks = [], ""
    for s in BOTH:
        places = beat.stay(side_of(SHOULDER, s))
        wrists = [side_of(w, s) for w in beat.way((21, -36, 34), (58, -38, 36), (84, -44, 12))]
        arms.append(Arm(view, beat, places, wrists, pole=(s, 0.3, -0.2)))
        x, y = view.at(side_of((48, -72, 40), s))
        marks += there_and_back(tempo, line((x + s * 8, y - 12), (x + s * 42, y - 12)))
    grips = [[add(w, add(w, e, -1), 0.16) for w, e in zip(arm.wrists, arm.elbows, strict=True)] for arm in arms]
    fists = [Piece(fist_shape(k), beat.dur, [view.at(g) for g in grip]) for grip in grips]
    band = bone(view, list(zip(*grips, strict=True)), 60 * k, [(f"M0 0V{60 * k:g}", "band", False)], beat.dur)
    head = Head(view, NECK)
    return picture(
        "Band pull-apart",
        seat.chair()
        + seat.legs()
        + layer(Piece([head.neck()]), *(arm.upper for arm in arms), *_shirt(view, beat))
        + Piece([collar(view)]).write(outline=False)
        + layer(Piece(head.shapes()))
        + layer(*(arm.fore for arm in arms))
        + band.write(outline=False)
        + layer(*fists)
        + marks,
        tempo,
    )


PICTURES = {"band_pull_apart": band_pull_apart, "lateral_raise_band": lateral_raise_band}
