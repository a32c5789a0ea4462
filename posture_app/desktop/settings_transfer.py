"""Settings as a file to keep or to take to another computer: all of them written out, and read again."""

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.settings.settings import TABLE, Settings, read_values
from posture_app.core.text import one_line

LARGEST = 1 << 20
"""Bytes; with a hundred reminders of one's own they are some ten thousand."""
HEADER = "Settings of posture-app. `posture-app settings import FILE` takes them in."
LEFT_OUT = "What you said about yourself is not among them."


def export_settings(settings: Settings, path: Path, *, private: bool = False) -> None:
    """Write all settings, in place of what the file was; those that tell of the person’s health only if `private`.

    Raises KnownError.
    """
    import tomlkit  # noqa: PLC0415 - 4 MiB that few need

    document = tomlkit.document()
    document.add(tomlkit.comment(HEADER if private else f"{HEADER} {LEFT_OUT}"))
    for key, row in TABLE.items():
        if private or not row.private:
            document[key] = row.kind.to_raw(getattr(settings, key))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(tomlkit.dumps(document).encode())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise KnownError(_("{file} cannot be written ({why}).").format(file=path, why=error.strerror)) from error


def settings_in(path: Path) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The settings that a file has, and one sentence for each thing in it that is none or has a wrong value.

    Raises KnownError if it is no file of settings.
    """
    values, complaints = read_values(_parsed(path))
    if not values:
        raise KnownError(_("There is no setting in {file}.").format(file=path))
    return values, tuple(map(one_line, complaints))


def _parsed(path: Path) -> dict[str, object]:
    try:
        if not path.is_file():  # a pipe would keep us waiting
            raise KnownError(_("{file} is not a file.").format(file=path))
        if path.stat().st_size > LARGEST:
            raise KnownError(_("{file} is too large to be a file of settings.").format(file=path))
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise KnownError(_("{file} cannot be read ({why}).").format(file=path, why=error.strerror)) from error
    except (ValueError, RecursionError) as error:
        why = one_line(str(error))
        raise KnownError(_("{file} is not a file of settings ({why}).").format(file=path, why=why)) from error
