"""What software centres are told of the app (AppStream): the text in `resources/desktop/metainfo.xml`, the name and the
summary of the menu entry, the releases of `CHANGELOG.md`, and what lies at the project's address, once there is one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from posture_app.core.language import N_
from posture_app.core.words import APP_ID
from resources.translations.outside import catalogues, translate

PICTURES = {
    "today-light": N_("Today: how long you have been sitting, the day so far, and what comes next"),
    "week-dark": N_("A week of the history"),
    "exercises-light": N_("The exercises"),
    "settings-dark": N_("The reminders, in the settings"),
}
"""Pictures of `.github/screenshots/`, with what they show; the first one is the one that is shown first."""
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
"""The heading of a release in `CHANGELOG.md`."""
PAGES = {"homepage": "", "bugtracker": "/issues", "vcs-browser": "", "contribute": "/blob/main/CONTRIBUTING.md"}
"""The pages of the project, below its address."""


def metainfo(root: Path, address: str, version: str) -> str:
    """The whole file, for the tree at `root` and the project at `address`, which may be empty."""
    desktop = root / "resources" / "desktop"
    component = ET.fromstring((desktop / "metainfo.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    entry = dict(_keys(desktop / f"{APP_ID}.desktop"))
    for place, (tag, key) in enumerate((("name", "Name"), ("summary", "Comment")), 1):
        element = ET.Element(tag)
        element.text = entry[key]
        component.insert(place, element)
    if address:
        _add_addresses(component, address, version)
    releases = ET.SubElement(component, "releases")
    for number, day in RELEASE.findall((root / "CHANGELOG.md").read_text(encoding="utf-8")):
        release = ET.SubElement(releases, "release", version=number, date=day)
        if address:
            ET.SubElement(release, "url", type="details").text = f"{address}/releases/tag/v{number}"
    if not len(releases):
        component.remove(releases)
    translate(component, catalogues())
    ET.indent(component)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(component, encoding="unicode")}\n'


def _keys(entry: Path) -> Iterator[tuple[str, str]]:
    """Of the menu entry: those of its first group."""
    main, _group, _rest = entry.read_text(encoding="utf-8").removeprefix("[Desktop Entry]").partition("\n[")
    for line in main.strip().splitlines():
        key, _equals, text = line.partition("=")
        yield key, text


def _add_addresses(component: ET.Element, address: str, version: str) -> None:
    for kind, page in PAGES.items():
        ET.SubElement(component, "url", type=kind).text = f"{address}{page}"
    screenshots = ET.SubElement(component, "screenshots")
    for number, (name, words) in enumerate(PICTURES.items()):
        screenshot = ET.SubElement(screenshots, "screenshot", {} if number else {"type": "default"})
        ET.SubElement(screenshot, "caption").text = words
        place = f"{address}/raw/v{version}/.github/screenshots/{name}.png"
        ET.SubElement(screenshot, "image", type="source").text = place
