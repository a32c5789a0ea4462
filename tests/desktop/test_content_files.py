"""Files of content and translations: which are taken, and what damage does."""

import gzip
import os
import time
from datetime import date
from pathlib import Path

import pytest

from posture_app.core.catalogue import make_mo, read_po
from posture_app.desktop.catalogues import load_catalogue
from posture_app.desktop.content_files import LARGEST, build, parse

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "{}"\n'


def write(folder: Path, name: str, translation: str) -> Path:
    text = PO.format(translation)
    data = gzip.compress(make_mo(read_po(text)[0])) if name.endswith(".mo.gz") else text.encode()
    (folder / name).write_bytes(data)
    return folder / name


def said(folder: Path, language: str) -> str | None:
    catalogue, complaints = load_catalogue(folder, language)
    assert complaints == ()
    return catalogue.gettext("a") if catalogue else None


def older(file: Path) -> None:
    os.utime(file, (0, 0))


def test_a_built_catalogue_is_taken(tmp_path: Path) -> None:
    write(tmp_path, "xx.mo.gz", "built")
    assert said(tmp_path, "xx") == "built"
    assert said(tmp_path, "yy") is None


def test_in_a_checkout_one_is_read_without_a_build_and_after_a_change(tmp_path: Path) -> None:
    written = write(tmp_path, "xx.po", "written")
    assert said(tmp_path, "xx") == "written"
    built = write(tmp_path, "xx.mo.gz", "built")
    older(written)
    assert said(tmp_path, "xx") == "built"
    older(built)
    os.utime(written)
    assert said(tmp_path, "xx") == "written"


def test_a_country_goes_on_with_its_language(tmp_path: Path) -> None:
    write(tmp_path, "xx.mo.gz", "language")
    assert said(tmp_path, "xx_YY") == "language"
    write(tmp_path, "xx_YY.mo.gz", "country")
    assert said(tmp_path, "xx_YY") == "country"
    assert said(tmp_path, "xx_ZZ") == "language"


@pytest.mark.parametrize("language", ["", "../xx", "xx/../xx", "x.x", "xx_../xx"])
def test_what_is_no_language_opens_nothing(tmp_path: Path, language: str) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, "xx.mo.gz", "outside")
    write(tmp_path / "in", "yy.mo.gz", "inside")
    assert said(tmp_path / "in", language) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"\xde\x12\x04\x95" + b"\xff" * 40, b"\xde\x12\x04\x95"])
def test_a_damaged_catalogue_is_told_and_its_language_comes_in_english(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "xx.mo.gz").write_bytes(gzip.compress(damage))
    catalogue, complaints = load_catalogue(tmp_path, "xx")
    assert catalogue is None
    assert len(complaints) == 1
    assert complaints[0].startswith("xx.mo.gz cannot be read and is left out: ")


def test_a_catalogue_with_every_byte_changed_never_raises(tmp_path: Path) -> None:
    file = write(tmp_path, "xx.mo.gz", "built")
    packed = file.read_bytes()
    good = gzip.decompress(packed)
    for at in range(len(good)):
        file.write_bytes(gzip.compress(good[:at] + b"\xff" + good[at + 1 :]))
        load_catalogue(tmp_path, "xx")
    for at in range(len(packed)):
        for damaged in (packed[:at] + b"\xff" + packed[at + 1 :], packed[:at]):
            file.write_bytes(damaged)
            load_catalogue(tmp_path, "xx")


NESTED = b"a = " + b"[" * 100_000


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"a = ", "it is not valid TOML and is left out: "),
        (b"\xff", "it is not UTF-8 and is left out: byte 0 is wrong."),
        (NESTED, "its lists or tables are nested too deep; it is left out."),
        (b"a." * 400_000 + b"a = 1", "a key in it has more than 16 parts; it is left out."),
        (b"b = { " + b'"a" . ' * 90_000 + b"a = 1 }", "a key in it has more than 16 parts; it is left out."),
        (b"a = " + b"1" * 5000, "it is not valid TOML and is left out: "),
        (b"a" * LARGEST, "it is not valid TOML and is left out: "),
        (b'a = "' + b"\\" * (LARGEST - 6), "it is not valid TOML and is left out: "),
        (b"a" * (LARGEST + 1), "it has 1048577 bytes and is left out; at most 1048576 fit."),
    ],
    ids=["no TOML", "no UTF-8", "nested", "dots", "quoted dots", "digits", "one word", "escapes", "large"],
)
def test_a_file_that_is_none_of_content_is_told_at_once(tmp_path: Path, data: bytes, complaint: str) -> None:
    (tmp_path / "a.toml").write_bytes(data)
    begun = time.process_time()
    tables, faults = parse([tmp_path / "a.toml"])
    assert time.process_time() - begun < 5
    assert tables == {}
    assert str(faults[0]).startswith(f"a.toml: {complaint}")


def test_what_a_build_has_parsed_is_taken_as_long_as_the_files_are_the_same(tmp_path: Path) -> None:
    written, built = tmp_path / "a.toml", tmp_path / "library.json"
    written.write_text('day = 2026-11-22\n[[tip]]\nid = "ß"\n', encoding="utf-8")
    built.write_bytes(build([written]).replace('"ß"'.encode(), b'"from the build"'))
    tables, faults = parse([written], built)
    assert faults == []
    assert tables == {"a.toml": {"day": date(2026, 11, 22), "tip": [{"id": "from the build"}]}}
    written.write_text('day = 2026-11-22\n[[tip]]\nid = "s"\n', encoding="utf-8")
    assert parse([written], built)[0]["a.toml"]["tip"] == [{"id": "s"}]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff", b"null", b'{"made_of": "x"}', b"[" * 100_000])
def test_damage_to_what_a_build_has_parsed_changes_nothing(tmp_path: Path, damage: bytes) -> None:
    written, built = tmp_path / "a.toml", tmp_path / "library.json"
    written.write_text("a = 1\n", encoding="utf-8")
    built.write_bytes(damage)
    assert parse([written], built) == ({"a.toml": {"a": 1}}, [])


def test_a_build_ends_at_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("nonsense", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.toml: it is not valid TOML"):
        build([tmp_path / "a.toml"])
