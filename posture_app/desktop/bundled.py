"""The bundled data: where it lies, and the exercises and tips in it. Nobody else looks for `resources/`."""

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError
from posture_app.core.language import _, in_own_digits
from posture_app.core.words import APP_ID, APP_NAME
from posture_app.desktop.program import is_sealed

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from posture_app.core.content.content import Content
    from posture_app.core.help_topics import HelpTopic

ENGLISH = "en"
LIBRARY = "content", "library"
BUILT = "content", "library.json"
"""The library as a build has parsed it."""
TRANSLATIONS = "translations", "content"
EXAMPLES = "help", "examples"
EXAMPLE = re.compile(r"^\{\{(\S+)\}\}$", re.MULTILINE)
"""In a topic of the help: a line in whose place this file of `EXAMPLES` is shown."""
_log = logging.getLogger(__name__)


def resources() -> "Traversable":
    """The bundled data: inside the package when installed, beside it in a checkout.

    Inside first, for beside an installed package may lie the `resources` of somebody else. Raises KnownError.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "resources", here.parents[2] / "resources"):
        if folder.is_dir():
            return folder
    if not here.parent.is_dir():  # in an archive; elsewhere the library that reads those costs 10 ms for nothing
        from importlib.resources import files  # noqa: PLC0415

        packed = files("posture_app") / "resources"
        if packed.is_dir():
            return packed
    raise KnownError(
        _("The pictures and exercises of {app} are missing; install it again to get them back.").format(app=APP_NAME)
    )


def read_bytes(*parts: str) -> bytes:
    """A bundled file, for instance `read_bytes("sounds", "end.wav")`. Raises KnownError that names it."""
    try:
        return resources().joinpath(*parts).read_bytes()
    except OSError as error:
        raise KnownError(
            _("The bundled file {file} cannot be read ({reason}); install {app} again.").format(
                file="/".join(parts), reason=error.strerror, app=APP_NAME
            )
        ) from error


def path_of(*parts: str) -> Path | None:
    """Where a bundled file lies; None if it is missing, or inside an archive. Raises KnownError without any data."""
    file = resources().joinpath(*parts)
    return file.absolute() if isinstance(file, Path) and file.is_file() else None


def shared_files() -> tuple[str, ...]:
    """Man pages and completions, as they are named below a `share` folder; none in a copy of the source before a build.
    Raises KnownError without any data.
    """

    def below(folder: "Traversable", above: str = "") -> Iterator[str]:
        for each in folder.iterdir():
            name = f"{above}{each.name}"
            if each.is_dir():
                yield from below(each, f"{name}/")
            else:
                yield name

    folder = resources() / "share"
    return tuple(sorted(below(folder))) if folder.is_dir() else ()


def icon_file() -> Path | None:
    """Where the app's icon lies; None if in no file of its own."""
    return path_of("icons", f"{APP_ID}.svg")


def icon_address(environ: Mapping[str, str]) -> str:
    """The app's icon as a `file://` address, or its name in the icon theme if other programs can open no file of it."""
    icon = None if is_sealed(environ) else icon_file()
    return icon.as_uri() if icon else APP_ID


def load_content(language: str = ENGLISH) -> "tuple[Content, tuple[str, ...]]":
    """Exercises, tips, programmes and the safety text, and one sentence for each fault in the files.

    `language` is a code such as `de` or `de_AT`; what is not whole in it comes in English. Raises KnownError if there
    is no bundled data at all.
    """
    from posture_app.core.content.reading import read_content  # noqa: PLC0415 - not for the sounds, nor at a start
    from posture_app.desktop.content_files import listed, parse  # noqa: PLC0415 - neither is this

    folder = resources()
    tables, faults = parse(listed(folder.joinpath(*LIBRARY), ".toml"), folder.joinpath(*BUILT))
    content, more = read_content(tables, pictures())
    complaints = tuple(f"content/library/{fault}" for fault in (*faults, *more)) + content.gaps()
    if language.partition("_")[0] != ENGLISH:
        from posture_app.core.content.translating import translated  # noqa: PLC0415 - for other languages only
        from posture_app.desktop.catalogues import load_catalogue  # noqa: PLC0415

        catalogue, wrong = load_catalogue(folder.joinpath(*TRANSLATIONS), language)
        complaints += tuple(f"translations/content/{complaint}" for complaint in wrong)
        content = translated(content, catalogue, language) if catalogue else content
    for complaint in complaints:
        _log.warning("%s", complaint)
    return content, complaints


def pictures() -> frozenset[str]:
    """The names of the bundled pictures of exercises, without .svg."""
    from posture_app.desktop.content_files import listed  # noqa: PLC0415 - as above

    return frozenset(file.name.removesuffix(".svg") for file in listed(resources() / "illustrations", ".svg"))


def load_help(language: str = ENGLISH) -> "tuple[HelpTopic, ...]":
    """The topics of the help; one that there is not in this language comes in English. Raises KnownError."""
    from posture_app.core.help_topics import TOPICS, HelpTopic  # noqa: PLC0415 - for who asks for help

    nearest = dict.fromkeys((language, language.partition("_")[0]))  # `de_AT`, then `de`

    def text(name: str) -> str:
        there = (code for code in nearest if resources().joinpath("help", code, f"{name}.md").is_file())
        return read_bytes("help", next(there, ENGLISH), f"{name}.md").decode()

    def example(found: re.Match[str]) -> str:
        return f"```\n{read_bytes(*EXAMPLES, found[1]).decode().rstrip()}\n```"

    return tuple(HelpTopic(name, EXAMPLE.sub(example, in_own_digits(text(name)))) for name in TOPICS)
