"""Toe spread, both feet from above: the toes fan out, the feet stay flat."""

from resources.rig.arrows import there_and_back
from resources.rig.feet import top_foot
from resources.rig.geometry import smooth
from resources.rig.svg import Part, document, layer, mirrored, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=1, hold=3, down=1)
FAN = (-20, -7, 3, 14, 27)
"""How far each toe goes, the big one first."""
PLACE = (228.0, 224.0)
CUFF = smooth([(-38, -20), (-35, -48), (0, -60), (34, -48), (38, -20), (40, 13, 0), (-40, 13, 0)])
TENDONS = "M-19 -120L-13 -92M-4 -122L-3 -92M10 -120L5 -92M22 -114L13 -90"


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    foot = top_foot.foot([[far * a for a in v] for far in FAN], dur)
    apart = there_and_back(TIME, "M62 -173C72 -165 76 -155 76 -141")
    right = layer(foot) + path(TENDONS, "pen") + layer(Part((0, 0), 0, [(CUFF, "trousers")])) + apart
    return document("Toe spread", placed(right, PLACE) + mirrored(placed(right, PLACE)), TIME)


PICTURES = {"toe_spread": draw}
