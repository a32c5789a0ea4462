"""What a build makes: of each catalogue of translations, `*.po`, the `*.mo` that the app reads.

It runs for a wheel, an sdist and an editable install. A catalogue with a fault ends the build.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Named in pyproject.toml, under [tool.hatch.build.hooks.custom]."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        sys.path.insert(0, self.root)
        try:
            from posture_app.core.catalogue import make_mo, read_po  # noqa: PLC0415 - not installed yet
        finally:
            sys.path.remove(self.root)
        for written in sorted(Path(self.root, "resources", "translations").glob("*/*.po")):
            messages, faults = read_po(written.read_text(encoding="utf-8"))
            if faults:
                line, what = faults[0]
                raise SystemExit(f"{written}:{line}: {what}")
            written.with_suffix(".mo").write_bytes(make_mo(messages))
