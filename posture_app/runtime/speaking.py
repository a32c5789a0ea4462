"""In which language the app speaks: that of the setting, of this run or of the system."""

import logging
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.language import use
from posture_app.core.settings.languages import SYSTEM
from posture_app.desktop.languages import ENGLISH, nearest, system_languages

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

APP_WORDS = "translations", "app"
KEY = "language"
_log = logging.getLogger(__name__)


def speak(wanted: str, environ: Mapping[str, str] = os.environ) -> str:
    """Have all texts from now on in this language, one that the setting takes; the language that it is then, with the
    person's country where they said one, `de_AT`. English where no catalogue of it can be read.
    """
    preferred = system_languages(environ) if wanted == SYSTEM else (wanted,)
    if preferred[:1] in ((), (ENGLISH,)):  # the files are not even looked for
        use(NullTranslations())
        return ENGLISH
    from posture_app.desktop.bundled import resources  # noqa: PLC0415 - for other languages only
    from posture_app.desktop.catalogues import languages_in  # noqa: PLC0415

    folder = resources().joinpath(*APP_WORDS)
    language = nearest(preferred, languages_in(folder))
    catalogue = _catalogue(folder, language)  # type: ignore[arg-type] # a path, which can be hashed
    use(catalogue or NullTranslations())
    if catalogue is None:
        return ENGLISH
    return next((code for code in preferred if code.startswith(f"{language}_")), language)


@lru_cache(maxsize=1)
def _catalogue(folder: "Traversable", language: str) -> NullTranslations | None:
    """Read once for the command and the app that it starts."""
    from posture_app.desktop.catalogues import load_catalogue  # noqa: PLC0415 - for other languages only

    catalogue, complaints = load_catalogue(folder, language)
    for complaint in complaints:
        _log.warning("%s: %s", "/".join(APP_WORDS), complaint)
    return catalogue


def said_language(settings: Path, overrides: Sequence[str] = ()) -> str:
    """What the settings say, before they are read in whole: messages on the way there are to be in it, too."""
    for text in reversed(overrides):
        key, _, value = text.partition("=")
        if key.strip() == KEY:
            return value.strip()
    try:
        text = settings.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return SYSTEM
    if KEY not in text:
        return SYSTEM
    from posture_app.desktop.settings_file import SettingsFile  # noqa: PLC0415 - for those who chose a language

    return SettingsFile(settings).load().settings.language
