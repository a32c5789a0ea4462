"""Exercises of one's own in one file, to give to somebody: JSON, with the pictures in it. It has no paths, and nothing
in it is larger once it is read.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import date

from posture_app.core.content.own import FILE_NAME
from posture_app.core.language import N_, _

ENDING = ".posture-exercises"
LARGEST = 8 * 2**20
"""Bytes of such a file."""
MOST = 50
"""Exercises in it."""
VERSION = 1
NOT_ONE = N_("This is no file of exercises, or it is damaged.")
_FORMAT = "posture_exercises"

Table = Mapping[str, object]


class PackError(ValueError):
    """It cannot be one file, or is none; the sentence for the person says why."""


def pack(exercises: Sequence[Table], pictures: Mapping[str, bytes]) -> bytes:
    """The file that has these tables, and the pictures that they name. Raises PackError if it would be too large."""
    whole = {
        _FORMAT: VERSION,
        "exercises": [{key: said for key, said in each.items() if not isinstance(said, date)} for each in exercises],
        "pictures": {name: base64.b64encode(data).decode() for name, data in pictures.items()},
    }
    data = json.dumps(whole, ensure_ascii=False, indent=1).encode()
    if len(data) > LARGEST or len(exercises) > MOST:
        raise PackError(_("They are too many or too large for one file; choose fewer, or smaller pictures."))
    return data


def unpack(data: bytes) -> tuple[list[Table], dict[str, bytes]]:
    """The tables and pictures of such a file, unchecked but for their names. Raises PackError."""
    try:
        whole = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
        json.dumps(whole, ensure_ascii=False).encode()  # half a character cannot be written again
    except (ValueError, RecursionError) as error:
        raise PackError(_(NOT_ONE)) from error
    if not isinstance(whole, dict) or _FORMAT not in whole:
        raise PackError(_(NOT_ONE))
    if whole[_FORMAT] != VERSION:
        raise PackError(_("This file is of a later version of the app; update the app to read it."))
    exercises, pictures = whole.get("exercises"), whole.get("pictures", {})
    if not isinstance(exercises, list) or not isinstance(pictures, dict) or not 0 < len(exercises) <= MOST:
        raise PackError(_(NOT_ONE))
    if not all(isinstance(each, dict) for each in exercises):
        raise PackError(_(NOT_ONE))
    return exercises, {name: _picture(name, text) for name, text in pictures.items()}


def _picture(name: str, text: object) -> bytes:
    if not FILE_NAME.fullmatch(name) or not isinstance(text, str):
        raise PackError(_(NOT_ONE))
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise PackError(_(NOT_ONE)) from error
