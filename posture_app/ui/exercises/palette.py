"""The colours of the exercise pictures: light, dark, and high contrast of both.

A picture names its colours by classes, in the one `<style>` block that it has; `themed` puts another palette's in its
place, before Qt sees the drawing.
"""

from collections.abc import Collection, Mapping

Palette = Mapping[str, str]
"""Colours as #rrggbb by class. `line` is every outline; `ghost` a pose that was; `accent` effort and direction."""

LIGHT: Palette = {
    "line": "#2f4a68",
    "skin": "#b3c8df",
    "skin_far": "#93aac5",
    "top": "#5b86b3",
    "top_far": "#4b709a",
    "trousers": "#44678e",
    "trousers_far": "#385780",
    "hair": "#2f4a68",
    "shoe": "#7d93ad",
    "shoe_far": "#6a7f99",
    "nail": "#e3ecf5",
    "cloth": "#dfe4ea",
    "chair": "#7c8997",
    "floor": "#7f8b98",
    "shade": "#d5dce4",
    "ghost": "#5a6f88",
    "accent": "#d0560d",
}
DARK: Palette = {
    "line": "#101418",
    "skin": "#bcd0e6",
    "skin_far": "#93aac5",
    "top": "#78a4d1",
    "top_far": "#6b93bd",
    "trousers": "#6c92c3",
    "trousers_far": "#6387b5",
    "hair": "#7e97b8",
    "shoe": "#a7b8cc",
    "shoe_far": "#8496ac",
    "nail": "#eaf1f8",
    "cloth": "#d5dce4",
    "chair": "#8893a0",
    "floor": "#7f8994",
    "shade": "#3a424c",
    "ghost": "#aebccb",
    "accent": "#f7964f",
}
HIGH_LIGHT: Palette = {
    "line": "#000000",
    "skin": "#ffffff",
    "skin_far": "#dddddd",
    "top": "#b4c7dd",
    "top_far": "#8fa7c2",
    "trousers": "#8fa7c2",
    "trousers_far": "#6d88a6",
    "hair": "#000000",
    "shoe": "#cccccc",
    "shoe_far": "#aaaaaa",
    "nail": "#ffffff",
    "cloth": "#ffffff",
    "chair": "#444444",
    "floor": "#444444",
    "shade": "#e4e4e4",
    "ghost": "#000000",
    "accent": "#b03a00",
}
HIGH_DARK: Palette = {
    "line": "#ffffff",
    "skin": "#1e1e1e",
    "skin_far": "#3c3c3c",
    "top": "#24405f",
    "top_far": "#16293f",
    "trousers": "#16293f",
    "trousers_far": "#0e1b2a",
    "hair": "#ffffff",
    "shoe": "#444444",
    "shoe_far": "#2a2a2a",
    "nail": "#000000",
    "cloth": "#000000",
    "chair": "#c0c0c0",
    "floor": "#c0c0c0",
    "shade": "#333333",
    "ghost": "#ffffff",
    "accent": "#ffb000",
}
STROKES: Mapping[str, tuple[str, float, str]] = {
    "line": ("line", 4.4, "fill:{line};stroke-linejoin:round"),
    "edge": ("line", 2.2, "stroke-linejoin:round"),
    "pen": ("line", 2.2, "fill:none;stroke-linecap:round;stroke-linejoin:round"),
    "rim": ("line", 1.6, "stroke-linejoin:round"),
    "ghost": ("ghost", 1.8, "fill:none;stroke-linecap:round;stroke-dasharray:3 4"),
    "shade": ("ghost", 1.4, "fill:{shade};stroke-linejoin:round"),
    "trail": ("accent", 3.4, "fill:none;stroke-linecap:round;stroke-dasharray:2 7"),
    "seat": ("chair", 7, "fill:none;stroke-linecap:round;stroke-linejoin:round"),
    "floor": ("floor", 5, "fill:none;stroke-linecap:round"),
    "felt": ("accent", 7, "fill:none;stroke-linecap:round"),
    "band": ("accent", 5, "fill:none;stroke-linecap:round;stroke-linejoin:round"),
    "arrow": ("accent", 5, "fill:none;stroke-linecap:round;stroke-linejoin:round"),
}
"""Classes that are drawn as lines: the colour, the width, and the rest. Of `line` the inner half lies below a fill."""
INKS: Mapping[str, str] = {"ink": "line"}
"""Classes that are filled in the colour of a line: outlines that are shapes, which Qt paints in half the time."""
_LINES_ONLY = frozenset({"line", "floor", "ghost", "shade"})


def style(palette: Palette, used: Collection[str] | None = None) -> str:
    """The `<style>` block of a picture in this palette: of the classes that it uses, or of all."""
    rules = {name: f"fill:{colour}" for name, colour in palette.items() if name not in _LINES_ONLY}
    for name, (colour, width, rest) in STROKES.items():
        rules[name] = f"stroke:{palette[colour]};stroke-width:{width:g};{rest.format_map(palette)}"
    rules |= {name: f"fill:{palette[colour]}" for name, colour in INKS.items()}
    shown = rules.items() if used is None else [(name, rule) for name, rule in rules.items() if name in used]
    return f"<style>{''.join(f'.{name}{{{rule}}}' for name, rule in shown)}</style>"


def themed(svg: str, palette: Palette) -> str:
    """The same picture in this palette; as it is, if it has no classes."""
    before, opened, rest = svg.partition("<style>")
    _, closed, after = rest.partition("</style>")
    return f"{before}{style(palette)}{after}" if opened and closed else svg
