"""What a build makes: of each catalogue of translations, `*.po`, the `*.mo` that the app reads, and of the library of
exercises and tips one file that is read in a tenth of the time.

It runs for a wheel, an sdist and an editable install. A fault in what it reads ends the build.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Resources(BuildHookInterface[Any]):
    """Named in pyproject.toml, under [tool.hatch.build.hooks.custom]."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        sys.path.insert(0, self.root)
        try:
            from posture_app.core.catalogue import make_mo, read_po  # noqa: PLC0415 - not installed yet
            from posture_app.desktop.content_files import build, listed  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        resources = Path(self.root, "resources")
        for written in sorted(resources.glob("translations/*/*.po")):
            messages, faults = read_po(written.read_text(encoding="utf-8"))
            if faults:
                line, what = faults[0]
                raise SystemExit(f"{written}:{line}: {what}")
            written.with_suffix(".mo").write_bytes(make_mo(messages))
        library = resources / "content" / "library"
        try:
            library.with_suffix(".json").write_bytes(build(listed(library, ".toml")))
        except ValueError as error:
            raise SystemExit(f"{library}/{error}") from None
