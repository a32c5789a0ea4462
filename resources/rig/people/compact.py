"""The same drawing in fewer bytes: paths from point to point instead of from the corner of the picture."""

import re

_DATA = re.compile(r' d="([^"]*)"')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_STEPS = {"c": 6, "q": 4, "s": 4, "h": 1, "v": 1}
_SAME = 2
"""Tenths by which a curve may leave a point otherwise than it came, and still be taken as one that goes on smoothly."""
_NUMBER = re.compile(r"-?\d*\.?\d+")


def compact(body: str) -> str:
    """The body of a picture with every path rewritten; the points stay where they are, to a tenth."""
    return _DATA.sub(lambda found: f' d="{_relative(found[1])}"', body)


def _relative(data: str) -> str:
    x = y = first_x = first_y = 0
    turn = (0, 0)
    out, last = [], ""
    for letter, text in _COMMAND.findall(data):
        numbers = [round(float(number) * 10) for number in _NUMBER.findall(text)]
        low = letter.lower()
        if low == "z":
            out.append("z")
            x, y, last = first_x, first_y, "z"
            continue
        step = _STEPS.get(low, 2)
        for k in range(0, len(numbers), step):
            piece, name = numbers[k : k + step], low
            if letter != low:
                piece = [v - (y if low == "v" or (low != "h" and i % 2) else x) for i, v in enumerate(piece)]
            if low == "c" and last in ("c", "s") and abs(piece[0] - turn[0]) + abs(piece[1] - turn[1]) <= _SAME:
                name, piece = "s", piece[2:]
            if name in ("c", "s"):
                turn = (piece[-2] - piece[-4], piece[-1] - piece[-3])
            out.append(_joined("" if name == last and name != "m" else name, piece))
            x += 0 if low == "v" else piece[0] if low == "h" else piece[-2]
            y += 0 if low == "h" else piece[-1]
            last = name
        if low == "m":
            first_x, first_y = x, y
    return "".join(out)


def _joined(command: str, tenths: list[int]) -> str:
    out, dotted = command, False
    for k, number in enumerate(tenths):
        whole, part = divmod(abs(number), 10)
        text = ("-" if number < 0 else "") + (str(whole) if whole or not part else "") + (f".{part}" if part else "")
        begins = text[0] == "-" or (dotted and text[0] == ".") or (k == 0 and command)
        out += text if begins else " " + text
        dotted = bool(part)
    return out
