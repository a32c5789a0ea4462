"""In a language that nobody speaks, made of the template: nothing on any screen comes from no catalogue, and nothing of
what is two fifths longer is cut or lies on something else, from left to right and mirrored.
"""

import re
from functools import cache

import pytest

from posture_app.core.settings.languages import LANGUAGES, REGIONS
from posture_app.desktop.bundled import load_content, load_help
from posture_app.ui.settings.about_page import LICENCES
from posture_app.ui.settings.fields import country_name
from tests.pseudo import english, said, spoken
from tests.ui import screens
from tests.ui.looks import USUAL, Look
from tests.ui.picture_faults import faults
from tests.ui.told_text import told_text

pytestmark = pytest.mark.usefixtures("usual_look")

TWIN = Look(mirrored=True)
DATA = (
    # what people write, name, or have on their machine
    "Water the plants",
    "Walk with the dog",
    "Eye drops",
    "Drink a glass.",
    "Water",
    "Laptop",
    "Borrowed a laptop stand.",
    "Knee press with a rolled towel",
    "Press the knee down.",
    "Let go slowly.",
    "wrists.toml",
    "ActivityWatch",
    "Sit with the leg stretched out, a rolled towel under the knee.",
    "Stop at 30° for now, says Ms Okafor.",
    "aw-watcher-afk_laptop",
    "pipx upgrade posture-app",
    # what the samples of these tests say in the name of the system, of a file, or of a prompt
    "exercise “wrists”",
    "reps",
    "You have sat for a very long time, and then longer.",
    "“lunch” ",
    "gnome-session",
    "logind: ",
    "mutter: ",
    "gnome: ",
    "ext_idle_notifier_v1",
)
SAMPLES = re.compile(r"(?:word ?)+|Ctrl\+Enter|\(Alt\+(?:Left|Right)\)")
KNOWN = {
    said("Reset to {default}").format(default="5, 10, 15, pause"),
    said("Reset “{setting}” to {default}").format(setting=said("Other lengths"), default="5, 10, 15, pause"),
}
"""Texts that are not mended yet; it may only shrink."""
CUT = {"tray_menu_due"}
"""Windows of which something is cut; likewise."""
ACCENTS = "is cut: 2 px at the top"
"""By so much the accent of a capital rises above the letters of the fonts of this machine; fonts have room for it."""


@cache
def _same_everywhere() -> tuple[str, ...]:
    """What no language changes, and what people wrote, the longest first."""
    content = load_content()[0]
    sources = [" ".join(source.citation.replace("&", "").split()) for source in content.sources]
    names = [*LANGUAGES.values(), *map(country_name, REGIONS)]
    licences = [part for pair in LICENCES for part in pair]
    help_ = [topic.title for topic in load_help()]
    return tuple(sorted((*DATA, *sources, *names, *licences, *help_), key=len, reverse=True))


def left_in_english(text: str) -> list[str]:
    """What of a text comes from no catalogue."""
    rest = SAMPLES.sub(" ", " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()))
    for same in _same_everywhere():
        rest = rest.replace(same, " ")
    return english(rest)


@pytest.mark.parametrize("name", screens.SCREENS)
def test_nothing_is_left_in_english_cut_or_on_something_else(name: str) -> None:
    with spoken():
        for look, window in screens.in_looks(name, (USUAL, TWIN)):
            left = {text for text in told_text(window) if left_in_english(text)}
            assert set() == left - KNOWN, look
            cut = [fault for fault in faults(window, look.room) if not fault.endswith(ACCENTS)]
            assert name in CUT or cut == [], look
