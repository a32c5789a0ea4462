"""Drawings that do harm, or would if they were drawn, and pictures that say so much of themselves."""

import struct
import zlib

XLINK = "http://www.w3.org/1999/xlink"
HEAD = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}" viewBox="0 0 100 100" width="100" height="100">'
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
TWICE = '<g id="u{}"><use xlink:href="#u{}"/><use xlink:href="#u{}" x="1"/></g>'
USES = "".join(TWICE.format(n, n - 1, n - 1) for n in range(1, 23))
BLUR = '<filter id="f" width="1000%" height="1000%"><feGaussianBlur stdDeviation="500"/></filter>'
FILM = '<animateTransform attributeName="transform" type="translate" dur="0.000000001s" values="'
CASES = {
    "a picture by its path": '<image x="0" y="0" width="100" height="100" xlink:href="FOLDER/red.png"/>',
    "a picture by file://": '<image x="0" y="0" width="100" height="100" xlink:href="file://FOLDER/red.png"/>',
    "a drawing by its path": '<image x="0" y="0" width="100" height="100" xlink:href="FOLDER/red.svg"/>',
    "a picture of the web": '<image x="0" y="0" width="100" height="100" xlink:href="http://127.0.0.1:9/x.png"/>',
    "a style from elsewhere": '<style>@import url("file://FOLDER/x.css");</style><rect width="10" height="10"/>',
    "a fill from elsewhere": '<rect width="100" height="100" style="fill:url(file://FOLDER/red.svg#a)"/>',
    "a picture inside": f'<image width="9" height="9" xlink:href="data:image/png;base64,{"A" * 300_000}"/>',
    "entities in entities": "",
    "uses itself": '<g id="a"><use xlink:href="#a"/><rect width="5" height="5"/></g>',
    "doubled 22 times": f'<defs><rect id="u0" width="1" height="1"/>{USES}</defs><use xlink:href="#u22"/>',
    "200,000 groups": "<g>" * 200_000 + "</g>" * 200_000,
    "much blur": f'{BLUR}<rect width="100" height="100" filter="url(#f)"/>',
    "a tiny pattern": '<pattern id="p" width="0.001" height="0.001"><rect width="1" height="1"/></pattern>'
    '<rect width="100" height="100" fill="url(#p)"/>',
    "endless dashes": '<path d="M0 0H100" stroke="red" stroke-dasharray="0.000001"/>',
    "two million points": f'<path fill="none" stroke="red" d="M0 0{"L100 100L0 50" * 1_000_000}"/>',
    "a nanosecond": f'<g>{FILM}{";".join(["0 0"] * 9000)}"/><rect width="5" height="5"/></g>',
    "a huge frame": "",
    "a script": '<script>alert(1)</script><rect width="10" height="10"/>',
    "huge letters": '<text x="0" y="50" font-size="1000000">A</text>',
}


def drawing(name: str, folder: str = "/nowhere") -> bytes:
    """This of the nineteen cases; FOLDER stands for one that has `red.png`, `red.svg` and `x.css`."""
    body = CASES[name].replace("FOLDER", folder)
    if name == "entities in entities":
        return f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]>{HEAD}<desc>&a9;</desc></svg>'.encode()
    if name == "a huge frame":
        return HEAD.replace("0 0 100 100", "0 0 1e300 1e300").encode() + b'<rect width="1e300" height="5"/></svg>'
    return f"{HEAD}{body}</svg>".encode()


def svg(body: str) -> bytes:
    """A drawing of 320 × 240 that has this in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">{body}</svg>'.encode()


def png(width: int, height: int, depth: int = 8) -> bytes:
    """The beginning and the end of a PNG that says it is so large."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 6, 0, 0, 0))
        + chunk(b"IEND")
    )


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(width: int, height: int) -> bytes:
    """The same of a GIF."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int, height: int, kind: int = 0xC0, scans: int = 1) -> bytes:
    """The same of a JPEG: 0xC2 is a progressive one."""
    about = b"\xff\xe0\x00\x04JF"
    frame = bytes((0xFF, kind)) + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8" + about + frame + b"\xff\xda\x00\x02ab" * scans + b"\xff\xd9"


def webp(width: int, height: int, *, lossless: bool = False, extended: bool = False, moves: bool = False) -> bytes:
    """The same of a WebP."""
    if lossless:
        part = b"VP8L" + struct.pack("<IBI", 5, 0x2F, (width - 1) | (height - 1) << 14) + b"\0"
    else:
        part = b"VP8 " + struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    if extended:
        sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        part = b"VP8X" + struct.pack("<II", 10, 2 if moves else 0) + sides + part
    return b"RIFF" + struct.pack("<I", len(part) + 4) + b"WEBP" + part


def film(width: int, height: int, *, colours: tuple[int, ...] = (0, 1), delay: int = 10) -> bytes:
    """A whole GIF of pictures of one colour each (0 red, 1 blue), which show for so many hundredths of a second."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes((255, 0, 0, 0, 0, 255))
    parts = b""
    for colour in colours:
        bits = place = 0
        for code in [code for _ in range(width * height) for code in (4, colour)] + [5]:  # 4 begins anew each time
            bits |= code << place
            place += 3
        packed = bits.to_bytes((place + 7) // 8, "little")
        blocks = b"".join(
            bytes((len(packed[at : at + 255]),)) + packed[at : at + 255] for at in range(0, len(packed), 255)
        )
        control = b"\x21\xf9\x04\x04" + struct.pack("<H", delay) + b"\0\0"
        parts += control + b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02" + blocks + b"\0"
    return head + parts + b";"
