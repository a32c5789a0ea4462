"""The library that ships, as a whole: also what has no picture yet."""

import tomllib
from functools import cache

from posture_app.core.content.content import Content
from posture_app.core.content.reading import read_content
from posture_app.desktop.bundled import resources


@cache
def library() -> Content:
    """All of it, in English."""
    files = sorted(resources().joinpath("content", "library").iterdir(), key=lambda file: file.name)
    tables = {file.name: tomllib.loads(file.read_bytes().decode()) for file in files if file.name.endswith(".toml")}
    drawn = {str(raw["illustration"]) for table in tables.values() for raw in table.get("exercise", ())}
    content, faults = read_content(tables, drawn)
    assert () == faults
    return content
