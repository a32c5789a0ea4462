"""Which language a person wants, as their system says it, and which of ours comes nearest."""

import plistlib
from pathlib import Path

import pytest

from posture_app.desktop.languages import nearest, system_languages

OURS = frozenset({"de", "fr", "pt_BR", "zh_CN", "zh_TW"})


@pytest.mark.parametrize(
    ("environ", "languages"),
    [
        ({}, ()),
        ({"LANG": "de_DE.UTF-8"}, ("de_DE",)),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR@euro"}, ("fr_FR",)),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "gsw:de:fr"}, ("gsw", "de", "fr", "de_DE")),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, ("en",)),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, ("en",)),
        ({"LANGUAGE": "de"}, ()),
        ({"LANG": "../../x"}, ()),
        ({"LANG": "DE-at"}, ("de_at",)),
    ],
)
def test_the_languages_of_a_unix_session(environ: dict[str, str], languages: tuple[str, ...]) -> None:
    assert languages == system_languages(environ, platform="linux")


def test_macos_says_its_languages_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert () == system_languages({}, platform="darwin")
    file = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    file.parent.mkdir(parents=True)
    for broken in (b"", b"bplist00", b"<plist>", plistlib.dumps([1]), plistlib.dumps({"AppleLanguages": 7})):
        file.write_bytes(broken)
        assert () == system_languages({}, platform="darwin")
    file.write_bytes(plistlib.dumps({"AppleLanguages": ["zh-Hant-TW", "de-AT"]}))
    assert ("zh_Hant_TW", "de_AT") == system_languages({}, platform="darwin")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ((), "en"), (("de_AT",), "de"), (("nl", "fr_BE"), "fr"), (("en_GB", "de"), "en"), (("nl",), "en"),
        (("pt_BR",), "pt_BR"), (("pt",), "pt_BR"), (("pt_PT",), "pt_BR"), (("zh_SG",), "zh_CN"), (("zh",), "zh_CN"),
        (("zh_HK",), "zh_TW"), (("zh_Hant_HK",), "zh_TW"), (("zh_Hans_CN",), "zh_CN"),
    ],
)  # fmt: skip
def test_the_nearest_of_our_languages(wanted: tuple[str, ...], language: str) -> None:
    assert language == nearest(wanted, OURS)
