"""The settings file: read without harm, written whole or not at all, with the person's comments kept."""

import contextlib
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _, labelled
from posture_app.core.settings.settings import DEFAULTS, Settings, from_text, read, setting
from posture_app.core.text import one_line
from posture_app.core.value import value
from posture_app.desktop.file_lock import FileLock

MOST_COMPLAINTS = 10
PATIENCE_MS = 2000
"""How long another change may take, which is in fact over in milliseconds. The window stands still meanwhile."""
HEADER = "Settings of Posture. `posture-app settings list` tells what there is and what each takes."

_log = logging.getLogger(__name__)


@value
class LoadedSettings:
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

    def load(self) -> LoadedSettings:
        """Read the file; one that is missing gives the defaults, and so does, with a complaint, what is wrong in it."""
        try:
            raw = self._parse(self._read_text())
        except KnownError as error:
            return LoadedSettings(self._over(DEFAULTS), (str(error),))
        settings, complaints = read(raw)
        told = [labelled(str(self.path), one_line(text)) for text in complaints[:MOST_COMPLAINTS]]
        if len(complaints) > len(told):
            told.append(
                _("{path}: {number} more keys of this kind.").format(path=self.path, number=len(complaints) - len(told))
            )
        return LoadedSettings(self._over(settings), tuple(told))

    def check(self) -> None:
        """Raises KnownError if the file cannot be read at all, with what is wrong and where."""
        self._parse(self._read_text())

    def set(self, key: str, value: object, now: datetime) -> Path | None:
        """Write one setting, as `set_all` does."""
        return self.set_all({key: value}, now)

    def set_all(self, values: Mapping[str, object], now: datetime) -> Path | None:
        """Write these settings, all or none. Raises UsageError for a value that one does not take, KnownError if they
        cannot be written.

        A file that does not parse is kept under another name first, which is returned, so that nothing in it is lost.
        """
        import tomlkit  # noqa: PLC0415 - 4 MiB that only a change of settings needs

        raw = {key: setting(key).kind.to_raw(value) for key, value in values.items()}
        with self._alone():
            text, aside = self._read_text() or f"# {HEADER}\n", None
            try:
                self._parse(text)
            except KnownError:
                aside, text = self._set_aside(now), f"# {HEADER}\n"
            document = tomlkit.parse(text)
            document.update(raw)
            self._write(tomlkit.dumps(document))
        return aside

    def _over(self, settings: Settings) -> Settings:
        return replace(settings, **self._overrides)  # type: ignore[arg-type] # checked by from_text

    def _read_text(self) -> str:
        """What the file says; nothing if there is none. Raises KnownError if it cannot be read."""
        try:
            if self.path.exists() and not self.path.is_file():
                raise KnownError(_("{path} is not a file; remove it. Defaults are used.").format(path=self.path))
            return self.path.read_bytes().decode("utf-8-sig", "surrogateescape")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise KnownError(
                _("{path} cannot be read ({reason}). Defaults are used.").format(path=self.path, reason=error.strerror)
            ) from error

    def _parse(self, text: str) -> dict[str, object]:
        if not text:
            return {}
        import tomllib  # noqa: PLC0415 - most people have no such file

        try:
            text.encode()
            return tomllib.loads(f"{text}\n")  # ended, so that an error has a line
        except UnicodeEncodeError as error:
            raise KnownError(
                _("{path} is not UTF-8 text; mend or remove it. Defaults are used.").format(path=self.path)
            ) from error
        except (ValueError, RecursionError) as error:
            why = one_line(str(error))
            raise KnownError(
                _("{path} is not valid TOML ({why}); mend or remove it. Defaults are used.").format(
                    path=self.path, why=why
                )
            ) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two changes at once would each write what they read, and one be lost."""
        lock = FileLock(self.path.with_name(f".{self.path.name}.lock"))
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._not_written(error) from error
        try:
            if not lock.take(PATIENCE_MS):
                raise KnownError(
                    _("{path} is being changed by another program; the setting is unchanged.").format(path=self.path)
                )
        except OSError as error:  # a disk without locks takes the setting all the same
            _log.info("%s cannot be locked: %s", lock.path, error.strerror)
        try:
            yield
        finally:
            lock.release()

    def _not_written(self, error: OSError) -> KnownError:
        return KnownError(
            _("{path} cannot be written ({reason}); the setting is unchanged.").format(
                path=self.path, reason=error.strerror
            )
        )

    def _set_aside(self, now: datetime) -> Path:
        aside = self.path.with_name(f"{self.path.name}.damaged-{now:%Y%m%d-%H%M%S}")
        try:
            self.path.rename(aside)
        except OSError as error:
            raise KnownError(
                _("{path} is damaged and cannot be renamed ({reason}); remove it.").format(
                    path=self.path, reason=error.strerror
                )
            ) from error
        return aside

    def _write(self, text: str) -> None:
        """Write the text with the ends of lines that it was read with."""
        target = self.path.resolve()  # people keep such files elsewhere, and a link to them here
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise self._not_written(error) from error
