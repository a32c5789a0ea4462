"""What a release changes in the tree: `python -m resources.makers.release VERSION DAY [--trial]`, in its root.

*Unreleased* of `CHANGELOG.md` gets the version and its day, from which the metainfo has it, and the package gets both.
"""

import argparse
import re
import sys
from pathlib import Path

UNRELEASED = "## Unreleased\n"
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class RefusedError(Exception):
    """Why there is no such release, for people."""


def release(root: Path, version: str, day: str, *, trial: bool = False) -> None:
    """Change the files; a trial needs neither an address of the project nor anything to release. Raises RefusedError
    and has changed nothing then.
    """
    changelog, package = root / "CHANGELOG.md", root / "posture_app" / "__init__.py"
    texts = {file: file.read_text(encoding="utf-8") for file in (changelog, package)}
    now = constant(texts[package], "__version__")
    if not VERSION.fullmatch(version) or not DAY.fullmatch(day):
        raise RefusedError(f"“{version}” of “{day}” is no version, as 0.2.0, of a day, as 2026-11-30.")
    if numbers(version) <= numbers(now):
        raise RefusedError(f"{version} does not follow {now}, which the package says it is.")
    if not trial and not constant(texts[package], "ADDRESS"):
        raise RefusedError("The project has no address yet (ADDRESS in posture_app/__init__.py); --dry-run works.")
    texts[changelog] = released(texts[changelog], version, day, trial=trial)
    for name, text in (("__version__", version), ("RELEASE_DAY", day)):
        texts[package] = with_constant(texts[package], name, text)
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")


def next_version(root: Path) -> str:
    """The one that follows what the package says it is."""
    major, minor, _patch = numbers(constant((root / "posture_app" / "__init__.py").read_text("utf-8"), "__version__"))
    return f"{major}.{minor + 1}.0"


def released(changelog: str, version: str, day: str, *, trial: bool) -> str:
    """The changelog with this release. Raises RefusedError."""
    before, heading, after = changelog.partition(UNRELEASED)
    if not heading or f"## {version} " in changelog:
        raise RefusedError(f"CHANGELOG.md has no “{UNRELEASED.strip()}”, or has {version} already.")
    if not trial and "\n- " not in after.partition("\n## ")[0]:
        raise RefusedError("CHANGELOG.md tells of nothing unreleased.")
    return f"{before}{UNRELEASED}\n## {version} – {day}\n{after}"


def constant(source: str, name: str) -> str:
    """The text that this constant has. Raises RefusedError."""
    found = re.findall(rf'^{name} = "(.*)"$', source, re.MULTILINE)
    if len(found) != 1:
        raise RefusedError(f"posture_app/__init__.py has not one {name}.")
    return str(found[0])


def with_constant(source: str, name: str, text: str) -> str:
    """The source with this text in it."""
    constant(source, name)
    return re.sub(rf'^{name} = ".*"$', f'{name} = "{text}"', source, flags=re.MULTILINE)


def numbers(version: str) -> tuple[int, int, int]:
    """By which versions are in order. Raises RefusedError."""
    found = VERSION.fullmatch(version)
    if found is None:
        raise RefusedError(f"“{version}” is no version, as 0.2.0.")
    return int(found[1]), int(found[2]), int(found[3])


def main(arguments: list[str]) -> int:
    """Do it in the folder where one is; without words, say which version is next."""
    parser = argparse.ArgumentParser(prog="python -m resources.makers.release", description=__doc__)
    parser.add_argument("version", nargs="?")
    parser.add_argument("day", nargs="?", default="")
    parser.add_argument("--trial", action="store_true")
    given = parser.parse_args(arguments)
    try:
        if given.version is None:
            sys.stdout.write(f"{next_version(Path())}\n")
        else:
            release(Path(), given.version, given.day, trial=given.trial)
    except RefusedError as why:
        sys.stderr.write(f"{why}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
