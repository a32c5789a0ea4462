"""Which pictures from outside are refused, with what sentence, and which are shown."""

import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.content.picture_check import RefusedError, check_picture
from posture_app.core.content.raster_check import Raster
from posture_app.core.content.svg_ink import Pen, UnclearError, enlarging, path
from tests.core.content.hostile_pictures import CASES, drawing, gif, jpeg, png, svg, webp

OURS = sorted((Path(__file__).parents[3] / "resources" / "illustrations").glob("*.svg"))
WHOLE = "M0 0L320 240"
LATER = "<animateTransform attributeName='transform' type='scale' dur='1s' values='1;1000'/>"


def refusal(data: bytes) -> str:
    with pytest.raises(RefusedError) as told:
        check_picture(data)
    return str(told.value)


@pytest.mark.parametrize("name", CASES)
def test_what_does_harm_is_refused_with_a_sentence(name: str) -> None:
    told = refusal(drawing(name))
    assert told.startswith("The drawing ")
    assert told.endswith(".")
    assert len(told) < 120


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_of_our_own_pictures_passes(file: Path) -> None:
    assert check_picture(file.read_bytes()) is None


@pytest.mark.parametrize(
    "body",
    [
        "<rect width='9' height='9' fill='#f80' stroke='rgb(1, 2, 3)' stroke-width='2px'/>",
        "<g id='layer1' style='fill:none;stroke:black'><path id='path1' d='m1,1 2e1-3 .5.5z'/></g>",
        "<path d='M10 10a5 5 0 0 1 9 9A 5,5,0,1,1,10,10z'/>",
        "<style>.a{fill:red}</style><g class='a' transform='rotate(30) scale(2)'><circle r='9'/></g>",
        "<rect><animateTransform attributeName='transform' type='rotate' dur='2s' values='0;90;0'/></rect>",
        "<defs id='d'/><title>A &amp; B</title>",
        f"<path d='{WHOLE}' stroke='red' stroke-dasharray='3 4'/>",
    ],
)
def test_a_plain_drawing_passes(body: str) -> None:
    check_picture(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- by hand -->" + svg(body))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<a><rect/></a>", "“a” is not allowed in it"),
        ("<rect onclick='x'/>", "“onclick” is not allowed at “rect”"),
        ("<rect xlink:href='x'/>", "not valid SVG|“xlink:href” is not allowed"),
        ("<rect fill='url(#a)'/>", "“fill” is not plain"),
        ("<rect fill='&#117;rl(/etc/passwd)'/>", "“fill” is not plain"),
        ("<style>.a{fill:red}</style><style>*{fill:red}</style>", "something else than classes"),
        ("<style>.a{font-size:9px}</style>", "sets “font-size”"),
        ("<style>.a{font\n-size:9px}</style>", "sets “font -size”"),
        ("<rect/><style>.a{stroke:red}</style>", "style comes after"),
        ("<style><rect/></style>", "“rect” is not allowed in “style”"),
        ("<svg/>", "not SVG"),
        ("words", "text stands between"),
        ("<?x?>", "processing instruction"),
        ("<g>" * 40 + "</g>" * 40, "32 deep"),
        ("<g/>" * 400, "more than 400 parts"),
        (f"<path d='M0 0{'l0 0' * 10_001}'/>", "more than 20000 numbers"),
        ("<path d='M0 0L1e7 1'/>", "larger than 1000000"),
        ("<path d='M0 0L1 1 foo'/>", "cannot be told what"),
        ("<path d='M0 0A5 5 0 0110 10'/>", "cannot be told what"),
        ("<rect width='5cm' height='1'/>", "cannot be told what"),
        ("<g transform='bend(3)'/>", "cannot be told what"),
        ("<g opacity='.5'/>", "“opacity” is only allowed"),
        ("<rect opacity='.5'/>" * 13, "“opacity” is only allowed"),
        ("<g><animateTransform attributeName='fill' dur='1s'/></g>", "else than a transform"),
        ("<g><animateTransform attributeName='transform' dur='1ms'/></g>", "takes less than"),
        ("<g><animateTransform attributeName='transform' dur='1s' begin='a.click'/></g>", "begin"),
        ("<g><animateTransform attributeName='transform' dur='1s'><g/></animateTransform></g>", "not allowed in"),
        ("<path d='M0 0L200 0' stroke='red' stroke-dasharray='0 0'/>", "cannot be told what"),
        ("<g stroke='red' stroke-width='.01' stroke-dasharray='.1 .1'><path d='M0 0L300 0'/></g>", "dashes"),
        (f"<path d='{WHOLE * 30}'/>", "too long to draw"),
        (f"<path d='{WHOLE * 3}'/>" * 120, "too long to draw"),
        (f"<g transform='scale(9)'><g transform='scale(9)'><path d='{WHOLE}'/></g></g>", "too long to draw"),
        ("<g transform='matrix(99 0 0 99 0 0)'><circle r='99'/></g>", "too long to draw"),
        ("<path d='M0 0h1' stroke='red' stroke-width='90000'/>", "too long to draw"),
        ("<style>.a{stroke-width:90000}</style><g stroke='red'><path class='a' d='M0 0h1'/></g>", "too long to draw"),
        (
            f"<g><path d='M0 0h100'/>{LATER}</g>",
            "too long to draw",
        ),
    ],
)
def test_whatever_is_not_on_the_lists_is_refused(body: str, why: str) -> None:
    told = refusal(svg(body))
    assert any(part in told for part in why.split("|")), told


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no picture that can be shown"),
        (b"<html>", "not SVG"),
        (b"<svg", "not valid SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no viewBox"),
        (b'<svg viewBox="0 0 9 9" xmlns="urn:x"/>', "not SVG"),
        (b"<svg \xff/>", "UTF-8"),
        (b"<?xml version='1.0' encoding='UTF-7'?>" + svg("<title>+ADw-image/+AD4-</title>"), "UTF-8"),
        (svg("").decode().encode("utf-16"), "no picture"),
        (b"BM" + bytes(90), "no picture that can be shown"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (png(0, 9), "damaged"),
        (png(2**31, 9), "at most 4096 × 4096"),
        (png(4096, 4096), "too much memory"),
        (png(2000, 2000, 16), "too much memory"),
        (png(9, 9) + bytes(4 * 2**20), "larger than 4 MiB"),
        (gif(5000, 5), "at most 4096"),
        (gif(4000, 4000), "too much memory"),
        (jpeg(4097, 5), "at most 4096"),
        (jpeg(3000, 3000, 0xC2), "too much memory"),
        (jpeg(100, 100, 0xC2, scans=300), "too much memory"),
        (jpeg(9, 9)[:12], "damaged"),
        (b"\xff\xd8\xff\xda\0\0", "damaged"),
        (webp(9000, 9), "at most 4096"),
        (webp(4000, 4000, lossless=True), "too much memory"),
        (webp(9000, 9, extended=True), "at most 4096"),
        (webp(9, 9, extended=True)[:30], "damaged"),
    ],
)
def test_what_no_picture_is_or_too_large_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(2000, 2000), Raster(2000, 2000)),
        (gif(300, 200), Raster(300, 200, moves=True)),
        (jpeg(4096, 4096), Raster(4096, 4096, held=0)),
        (jpeg(2000, 2000, 0xC2, scans=10), Raster(2000, 2000, scans=10)),
        (webp(300, 200), Raster(300, 200)),
        (webp(300, 200, lossless=True), Raster(300, 200)),
        (webp(300, 200, extended=True), Raster(300, 200)),
        (webp(300, 200, extended=True, moves=True), Raster(300, 200, moves=True)),
    ],
)
def test_a_picture_says_how_large_it_is(data: bytes, found: Raster) -> None:
    assert found == check_picture(data)


KINDS = [png(9, 9), gif(9, 9), jpeg(9, 9), webp(9, 9, extended=True), svg("<g/>")]


@given(st.binary(max_size=60), st.sampled_from(KINDS))
def test_damage_is_only_ever_refused(noise: bytes, whole: bytes) -> None:
    for data in (whole[: len(noise)] + noise, whole[:16] + noise + whole[16:], noise):
        with suppress(RefusedError):
            check_picture(data)


class TestInk:
    @pytest.mark.parametrize(
        ("d", "length"),
        [
            ("", 0),
            ("M5 5", 0),
            ("M0 0L30 40", 50),
            ("m1 1 30 40", 50),
            ("M0 0H10V10H0Z", 40),
            ("M0 0h10v10h-10z", 40),
            ("M0 0 10 0 10 10Zl0 -5", 25 + math.sqrt(200)),
            ("M0 0C0 10 10 10 10 0", 30),
            ("M0 0C0 10 10 10 10 0S20 -10 20 0", 60),
            ("M0 0Q5 5 10 0T20 0", 4 * math.sqrt(50)),
            ("M0 0T20 0", 20),
            ("M0 0A5 5 0 0 1 10 0", 10 + 10 * math.pi),
            ("M0 0A0 5 0 0 1 10 0", 20),
        ],
    )
    def test_a_path_is_as_long_as_its_control_points_span(self, d: str, length: float) -> None:
        assert path(d).length == pytest.approx(length)

    @pytest.mark.parametrize("d", ["L1 1", "1 1", "M0", "M0 0L1", "M0 0X1", "M0 0Z5", "M0 0L1 1#"])
    def test_a_path_that_is_none_is_unclear(self, d: str) -> None:
        with pytest.raises(UnclearError):
            path(d)

    def test_a_transform_enlarges_by_all_its_steps(self) -> None:
        assert enlarging("translate(9 9) scale(2, -3), rotate(45)scale(2)") == 6
        assert enlarging("matrix(3 4 0 0 9 9)") == 5
        assert enlarging("skewX(45)") == pytest.approx(2)

    def test_a_line_has_two_edges_besides_what_it_surrounds(self) -> None:
        line = path("M0 0H100")
        assert Pen().ink(line) == 100
        assert Pen(drawn=True, width=0).ink(line) == 300
        dashed = Pen(drawn=True, width=2).told({"stroke-dasharray": ["6 4"]})
        assert dashed.dashes_along(line) == 20
        assert dashed.ink(line) > Pen(drawn=True, width=2).ink(line)

    def test_what_is_said_twice_counts_as_what_takes_more(self) -> None:
        pen = Pen().told({"stroke": ["none", "red"], "stroke-width": ["1", "9"], "stroke-dasharray": ["9 9", "1"]})
        assert pen == Pen(drawn=True, width=9, period=1, dashes=2)
