"""The language of the app, and the forms of dates and numbers, as settings."""

import re
from collections.abc import Mapping
from typing import Any

from posture_app.core.language import N_, _
from posture_app.core.settings.setting import Choice, Kind, row
from posture_app.core.settings.settings_pages import SettingsPage

SYSTEM = "system"
"""Like the system."""
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt_BR": "Português (Brasil)",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "cs": "Čeština",
    "sv": "Svenska",
    "da": "Dansk",
    "fi": "Suomi",
    "ru": "Русский",
    "uk": "Українська",
    "tr": "Türkçe",
    "ja": "日本語",
    "ko": "한국어",
    "zh_CN": "简体中文",
    "zh_TW": "繁體中文",
    "ar": "العربية",
    "he": "עברית",
}
"""What languages call themselves: who cannot read the language that holds finds their own."""
WHOLE = (
    "en", "de", "fr", "es", "pt_BR", "it", "nl", "pl", "cs", "sv", "da", "fi", "ru", "uk", "tr", "ja", "ko", "zh_CN",
    "zh_TW", "ar", "he",
)  # fmt: skip
"""The languages that are offered: translated whole, and read by somebody who did not write it."""
REGIONS = (
    "AR", "AU", "AT", "BE", "BR", "CA", "CH", "CL", "CN", "CO", "CZ", "DE", "DK", "EG", "ES", "FI", "FR", "GB", "IE",
    "IL", "IN", "IR", "IT", "JP", "KR", "MX", "NL", "NO", "NZ", "PL", "PT", "RU", "SA", "SE", "TR", "TW", "UA", "US",
    "ZA",
)  # fmt: skip
"""The countries whose forms of dates and numbers are offered, by their ISO codes."""


class _Code(Kind[str]):
    """A code, or “system”."""

    form: re.Pattern[str]

    def from_raw(self, raw: object) -> str:
        if not isinstance(raw, str) or (raw != SYSTEM and not self.form.fullmatch(raw)):
            raise self._wrong(raw)
        return raw


class Language(_Code):
    """A language; also one that is not offered yet, so that who translates it can see it."""

    @property
    def expects(self) -> str:
        return _("“system”, or a language such as “de” or “pt_BR”")

    form = re.compile(r"[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?")
    offered = (SYSTEM, *WHOLE)


class Region(_Code):
    """A country."""

    @property
    def expects(self) -> str:
        return _("“system”, or the code of a country such as “DE” or “US”")

    form = re.compile(r"[A-Z]{2}")
    offered = (SYSTEM, *REGIONS)


LANGUAGE: Any = row(
    SYSTEM,
    Language(),
    SettingsPage.GENERAL,
    N_("Language"),
    N_("Of windows, reminders and the command line. What is recorded and exported stays the same."),
    words=N_("translation English locale"),
)
REGION: Any = row(
    SYSTEM,
    Region(),
    SettingsPage.GENERAL,
    N_("Dates and numbers"),
    N_("Written as is usual in this country."),
    words=N_("format region locale country decimal comma"),
)
CLOCK: Any = row(
    SYSTEM,
    Choice((SYSTEM, "24", "12")),
    SettingsPage.GENERAL,
    N_("Clock"),
    N_("Times of day with 24 hours, or with 12 and a word for morning and afternoon."),
    words=N_("am pm time format"),
)
WEEK: Any = row(
    SYSTEM,
    Choice((SYSTEM, "monday", "saturday", "sunday")),
    SettingsPage.GENERAL,
    N_("A week begins on"),
    N_("In calendars and charts."),
    words=N_("first day monday sunday"),
)
