"""The pictures there are: every module of the rooms beside has its own in `PICTURES`, by name."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import resources.rig

Drawing = Callable[[], str]
FOLDER = Path(__file__).parents[1] / "illustrations"


@cache
def pictures() -> Mapping[str, Drawing]:
    """Who draws each picture, by its name, which is that of its exercise."""
    found: dict[str, Drawing] = {}
    for module in walk_packages(resources.rig.__path__, "resources.rig."):
        if module.ispkg or module.name.count(".") < 3:  # noqa: PLR2004 - the tools, not the rooms
            continue
        drawings: Mapping[str, Drawing] = getattr(import_module(module.name), "PICTURES", {})
        doubled = drawings.keys() & found.keys()
        if doubled:
            raise ValueError(f"{module.name} draws what another does: {', '.join(sorted(doubled))}")
        found.update(drawings)
    return dict(sorted(found.items()))


def make(names: list[str]) -> list[str]:
    """Write these pictures, or all of them; what was written, a line each."""
    drawings = pictures()
    written = []
    for name in names or drawings:
        svg = drawings[name]()
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        written.append(f"{name}: {len(svg.encode())} bytes")
    return written
