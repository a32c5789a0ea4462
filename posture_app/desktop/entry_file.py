"""Files of ours that the desktop reads, and the form that most of them have: the Desktop Entry Specification 1.5."""

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _


class EntryFile:
    """A file that is ours as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> bytes | None:
        """What is in it; None without one. Raises KnownError."""
        try:
            return self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise KnownError(
                _("The entry {path} cannot be read ({why}).").format(path=self.path, why=error.strerror or error)
            ) from error

    def write(self, data: bytes) -> None:
        """A real file, whatever was there: some desktops do not follow a link, and it may lead nowhere. Others may read
        it: it is for the desktop. Raises KnownError.
        """
        scratch = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(data)
            scratch.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                scratch.unlink(missing_ok=True)
            raise KnownError(
                _("The entry {path} cannot be written ({why}), so all stays as it was.").format(
                    path=self.path, why=error.strerror or error
                )
            ) from error

    def remove(self) -> None:
        """Harmless without one. Raises KnownError."""
        try:
            self.path.unlink(missing_ok=True)
        except NotADirectoryError:
            pass
        except OSError as error:
            raise KnownError(
                _("The entry {path} cannot be removed ({why}); remove it by hand.").format(
                    path=self.path, why=error.strerror or error
                )
            ) from error


def exec_line(command: Sequence[str]) -> str:
    """The key `Exec` of this command, quoted by the rules of “The Exec key”."""
    return f"Exec={_escaped(' '.join(map(_quoted, command)))}"


def try_line(program: str) -> str:
    """The key `TryExec` of this program: without it the entry is as good as not there."""
    return f"TryExec={_escaped(program)}"


def main_keys(data: bytes) -> Mapping[str, str]:
    """The keys of the main group."""
    keys: dict[str, str] = {}
    group = ""
    for line in data.decode(errors="replace").splitlines():
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _equals, text = line.partition("=")
            keys[key.strip()] = re.sub(
                r"\\(.)", lambda m: {"s": " ", "n": "\n", "t": "\t"}.get(m[1], m[1]), text.strip()
            )
    return keys


def exec_words(line: str) -> tuple[str, ...]:
    """The words of an `Exec` line, without its field codes."""
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', line)
    words = [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in found]
    return tuple(word.replace("%%", "%") for word in words if not re.fullmatch(r"%[a-zA-Z]", word))


def _quoted(word: str) -> str:
    plain = word.replace("%", "%%")
    return plain if re.fullmatch(r"[\w@%+=:,./-]+", plain) else '"' + re.sub(r'(["`$\\])', r"\\\1", plain) + '"'


def _escaped(text: str) -> str:
    """A value of a desktop entry, all of whose backslashes are meant."""
    return text.replace("\\", "\\\\")
