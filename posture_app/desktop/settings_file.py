"""The settings file: read without harm, written whole or not at all, with the person's comments kept."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.settings import DEFAULTS, Settings, from_text, read, setting, to_text

HEADER = "Settings of posture-app. `posture-app settings list` tells what there is and what each takes."


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a settings file gave, and one sentence for each thing in it that could not be used."""

    settings: Settings
    complaints: tuple[str, ...] = ()


class SettingsFile:
    """Settings at one path, with overrides that hold for this run only and are never written."""

    def __init__(self, path: Path, overrides: Mapping[str, str] | None = None) -> None:
        """Raises UsageError if an override names no setting or has a wrong value."""
        self.path = path
        self._overrides = {key: from_text(key, text) for key, text in (overrides or {}).items()}

    @property
    def overridden(self) -> frozenset[str]:
        """The keys that this run was given another value for."""
        return frozenset(self._overrides)

    def load(self) -> Loaded:
        """Read the file; one that is missing gives the defaults, and so does, with a complaint, what is wrong in it."""
        try:
            raw = self._parse()
        except KnownError as error:
            return Loaded(self._over(DEFAULTS), (str(error),))
        settings, complaints = read(raw)
        return Loaded(self._over(settings), tuple(f"{self.path}: {text}" for text in complaints))

    def check(self) -> None:
        """Raises KnownError if the file cannot be read at all, with what is wrong and where."""
        self._parse()

    def set(self, key: str, value: object, now: datetime) -> None:
        """Write one setting. Raises UsageError for a value it does not take, KnownError if it cannot be written.

        A file that does not parse is kept under another name first, so that nothing in it is lost.
        """
        import tomlkit  # noqa: PLC0415 - 4 MiB that only a change of settings needs

        raw = setting(key).kind.to_raw(value)
        try:
            self._parse()
            text = self.path.read_text(encoding="utf-8") if self.path.exists() else f"# {HEADER}\n"
        except KnownError:
            self._set_aside(now)
            text = f"# {HEADER}\n"
        document = tomlkit.parse(text)
        document[key] = raw
        self._write(tomlkit.dumps(document))

    def reset(self, key: str, now: datetime) -> None:
        """Write the default."""
        self.set(key, from_text(key, to_text(key, DEFAULTS)), now)

    def _over(self, settings: Settings) -> Settings:
        return replace(settings, **self._overrides)  # type: ignore[arg-type] # checked by from_text

    def _parse(self) -> dict[str, object]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise KnownError(f"{self.path} cannot be read ({error.strerror}). Defaults are used.") from error
        import tomllib  # noqa: PLC0415 - most people have no such file

        try:
            return tomllib.loads(content.decode("utf-8") + "\n")  # so that an error has a line
        except tomllib.TOMLDecodeError as error:
            raise KnownError(
                f"{self.path} is not valid TOML ({error}); mend or remove it. Defaults are used."
            ) from error
        except UnicodeDecodeError as error:
            raise KnownError(f"{self.path} is not UTF-8 text; mend or remove it. Defaults are used.") from error

    def _set_aside(self, now: datetime) -> None:
        aside = self.path.with_name(f"{self.path.name}.damaged-{now:%Y%m%d-%H%M%S}")
        try:
            self.path.rename(aside)
        except OSError as error:
            raise KnownError(f"{self.path} is damaged and cannot be renamed ({error.strerror}); remove it.") from error

    def _write(self, text: str) -> None:
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise KnownError(f"{self.path} cannot be written ({error.strerror}); the setting is unchanged.") from error
