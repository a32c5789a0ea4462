"""What a build makes: of each catalogue of translations, `*.po`, the `*.mo.gz` that the app reads; of the library of
exercises and tips one file that is read in a tenth of the time; man page, completions and metainfo; and what is told of
the project's address, once it has one.

It runs for a wheel, an sdist and an editable install. A fault in what it reads ends the build.
"""

import gzip
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class Resources(BuildHookInterface[Any]):
    """Named in pyproject.toml, under [tool.hatch.build.hooks.custom]."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        sys.path.insert(0, self.root)
        try:
            import posture_app  # noqa: PLC0415 - not installed yet
            from posture_app.core.catalogue import make_mo, read_po  # noqa: PLC0415
            from posture_app.core.catalogue_check import faults_of  # noqa: PLC0415
            from posture_app.core.words import APP_ID  # noqa: PLC0415
            from posture_app.desktop.content_files import build, listed  # noqa: PLC0415
            from resources.makers.manual import manual_files  # noqa: PLC0415
            from resources.makers.metainfo import metainfo  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        resources = Path(self.root, "resources")
        for written in sorted(resources.glob("translations/*/*.po")):
            messages, faults = read_po(written.read_text(encoding="utf-8"))
            if not faults:
                faults = faults_of(messages)
            if faults:
                line, what = faults[0]
                raise SystemExit(f"{written}:{line}: {what}")
            written.with_suffix(".mo.gz").write_bytes(gzip.compress(make_mo(messages), mtime=0))
        library = resources / "content" / "library"
        try:
            library.with_suffix(".json").write_bytes(build(listed(library, ".toml")))
        except ValueError as error:
            raise SystemExit(f"{library}/{error}") from None
        told = metainfo(Path(self.root), posture_app.ADDRESS, posture_app.__version__)
        made = {f"share/{file}": text for file, text in manual_files().items()}
        for file, text in {**made, f"desktop/{APP_ID}.metainfo.xml": told}.items():
            path = resources / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


class Addresses(MetadataHookInterface):
    """Named in pyproject.toml, under [tool.hatch.metadata.hooks.custom]."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        try:
            from posture_app import ADDRESS  # noqa: PLC0415 - not installed yet
        finally:
            sys.path.remove(self.root)
        pages = {"Homepage": "", "Issues": "/issues", "Changelog": "/blob/main/CHANGELOG.md"}
        metadata["urls"] = {name: f"{ADDRESS}{page}" for name, page in pages.items()} if ADDRESS else {}
