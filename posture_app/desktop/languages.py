"""The languages of the person, as the system says them, and which of those that there are comes nearest."""

import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

ENGLISH = "en"
VARIABLES = "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"
"""Where a Unix session says its language; the first may list several, and does not count where the others say C."""
TRADITIONAL = ("HK", "MO", "TW", "Hant")
"""Where Chinese is written with the old signs."""


def system_languages(environ: Mapping[str, str], *, platform: str = sys.platform) -> tuple[str, ...]:
    """The languages that the person wants, the dearest first, such as `pt_BR`; none if nothing says one."""
    said = _said(environ)
    if not said and platform == "win32":
        said = _of_windows()
    elif not said and platform == "darwin":
        said = _of_macos(Path.home())
    return tuple(dict.fromkeys(filter(None, map(_code, said))))


def nearest(wanted: Iterable[str], there: Collection[str]) -> str:
    """That of these languages which the person understands best; English if none."""
    for code in wanted:
        language, _, place = code.partition("_")
        if code in there:
            return code
        if language == ENGLISH:
            return ENGLISH
        if language == "zh":
            place = "TW" if any(part in TRADITIONAL for part in place.split("_")) else "CN"
        for near in (f"{language}_{place}", language, *sorted(one for one in there if one.startswith(f"{language}_"))):
            if near in there:
                return near
    return ENGLISH


def _said(environ: Mapping[str, str]) -> list[str]:
    languages, *others = (environ.get(name, "") for name in VARIABLES)
    locale = next(filter(None, others), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return [ENGLISH]
    return [*languages.split(":"), locale] if locale else []


def _code(said: str) -> str:
    """`de_AT` of `de_AT.UTF-8@euro` or `de-AT`; empty if it is none."""
    code = said.partition(".")[0].partition("@")[0].replace("-", "_")
    language, *rest = code.split("_")
    return "_".join((language.lower(), *rest)) if language.isalpha() and code.isascii() else ""


def _of_windows() -> list[str]:
    if sys.platform != "win32":
        return []
    import ctypes  # noqa: PLC0415 - for this system only
    from ctypes import wintypes  # noqa: PLC0415

    count, length = wintypes.ULONG(), wintypes.ULONG()
    names = 8  # MUI_LANGUAGE_NAME
    ask = ctypes.windll.kernel32.GetUserPreferredUILanguages
    if not ask(names, ctypes.byref(count), None, ctypes.byref(length)):
        return []
    found = ctypes.create_unicode_buffer(length.value)
    if not ask(names, ctypes.byref(count), found, ctypes.byref(length)):
        return []
    return ctypes.wstring_at(found, length.value).split("\0")


def _of_macos(home: Path) -> list[str]:
    import plistlib  # noqa: PLC0415 - for this system only
    from xml.parsers.expat import ExpatError  # noqa: PLC0415

    try:
        with (home / "Library" / "Preferences" / ".GlobalPreferences.plist").open("rb") as file:
            languages = plistlib.load(file).get("AppleLanguages", [])
    except (OSError, ValueError, AttributeError, ExpatError):
        return []
    return [str(one) for one in languages] if isinstance(languages, list) else []
