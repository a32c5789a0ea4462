"""The app in another language for the length of a test, or of a set of pictures: texts, content, dates and numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from unittest.mock import patch

from posture_app.core import formats, language
from posture_app.desktop import bundled
from posture_app.desktop.catalogues import load_catalogue
from tests import pseudo

PSEUDO = "pseudo"
_load_content = cache(bundled.load_content)


@contextmanager
def spoken(code: str) -> Iterator[None]:
    """`code` is a language that there is a catalogue of, or that of `tests/pseudo.py`."""
    if code == PSEUDO:
        with pseudo.spoken():
            yield
        return
    from posture_app.desktop.qt_formats import formats_for  # noqa: PLC0415 - where Qt loads

    catalogue, complaints = load_catalogue(bundled.resources() / "translations" / "app", code)
    assert not complaints, complaints
    before = language.use(catalogue or NullTranslations()), formats.use(formats_for(code))
    topics = bundled.load_help(code)
    try:
        with (
            patch.object(bundled, "load_content", lambda _code="": _load_content(code)),
            patch.object(bundled, "load_help", lambda _code="": topics),
        ):
            yield
    finally:
        language.use(before[0])
        formats.use(before[1])
