"""The colours that windows wear: with the accent that the person chose, or with high contrast."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtGui import QPalette

from posture_app.core.value import value
from posture_app.ui.kit.look.contrast import GRAPHICS, STRONG, TEXT, contrast, mixed, standing_out, text_on
from posture_app.ui.kit.look.density import NORMAL
from posture_app.ui.kit.look.theme import DARK, LIGHT, Colours, is_dark

_ACCENTS: Mapping[str, tuple[str, str]] = {
    "teal": (LIGHT.accent, DARK.accent),
    "blue": ("#1f5fbf", "#85b4ff"),
    "violet": ("#6a3fc2", "#bda2ff"),
    "pink": ("#ad2a78", "#ff9ad1"),
    "green": ("#2b6e2f", "#85cf80"),
    "grey": ("#4a535c", "#b8c0c8"),
}
"""On light and on dark grounds."""


@value
class Appearance:
    """What a person chooses of how windows look besides light and dark: `accent` is one of the names of the settings,
    `text_size` in percent of the system's, `density` one of `FACTORS`.
    """

    accent: str = "teal"
    text_size: int = 100
    density: str = NORMAL
    less_motion: bool = False


def with_accent(base: Colours, accent: str, system: QPalette) -> Colours:
    """These colours with another accent, which stands out as well as theirs; `system` is the palette of the system."""
    if accent in _ACCENTS:
        found = _ACCENTS[accent][base is DARK]
    else:
        grounds = (base.sunken, base.window, base.surface)
        found = standing_out(system.color(QPalette.ColorRole.Accent).name(), grounds, TEXT)
    if found == base.accent:
        return base
    on = base.on_accent if contrast(base.on_accent, found) >= TEXT else text_on(found)
    return replace(base, accent=found, on_accent=on)


def high_contrast(palette: QPalette) -> Colours:
    """The colours of this palette, as its desktop asks for much contrast, and ours moved away from its grounds."""
    role = QPalette.ColorRole
    window, surface = palette.color(role.Window).name(), palette.color(role.Base).name()
    grounds = (window, surface)
    text = standing_out(palette.color(role.WindowText).name(), grounds, STRONG)
    accent = standing_out(palette.color(role.Accent).name(), grounds, STRONG)
    sunken = mixed(surface, text, 0.15)
    ours = DARK if is_dark(palette) else LIGHT
    return Colours(
        window=window,
        surface=surface,
        sunken=sunken,
        line=text,
        outline=text,
        edge=text,
        text=text,
        muted=text,
        accent=accent,
        on_accent=text_on(accent),
        sitting=standing_out(ours.sitting, grounds, TEXT),
        standing=standing_out(ours.standing, (*grounds, sunken), GRAPHICS),
        over=standing_out(ours.over, grounds, TEXT),
        notice=surface,
        marked=ours.marked,
        wrong=standing_out(ours.wrong, grounds, STRONG),
        on_wrong=text_on(standing_out(ours.wrong, grounds, STRONG)),
    )
