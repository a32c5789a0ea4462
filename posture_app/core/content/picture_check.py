"""Whether a picture from outside may be shown, by what is in it and not by its name."""

import re

from posture_app.core.content.raster_check import Raster, RefusedError, check_raster
from posture_app.core.content.svg_check import check_svg

__all__ = ["CheckedPicture", "RefusedError", "check_picture", "checked"]

_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


class CheckedPicture(bytes):
    """A picture from outside that may be shown; those that ship are plain bytes."""

    __slots__ = ()


def checked(data: bytes) -> CheckedPicture:
    """The same picture, which may be shown now. Raises RefusedError as below."""
    check_picture(data)
    return CheckedPicture(data)


def check_picture(data: bytes) -> Raster | None:
    """What the first bytes of a photograph or the like say; None of a drawing.

    Raises RefusedError, with a sentence for the person, unless it is harmless and is shown in no time.
    """
    if _TAG.match(data):
        check_svg(data)
        return None
    return check_raster(data)
