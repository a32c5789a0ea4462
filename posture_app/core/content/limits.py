"""How long each text of an entry may be, in characters. What stands here is translated, all else is not."""

EXERCISE = {
    "name": 40,
    "in_short": 90,
    "purpose": 60,
    "also": 40,
    "muscles": 60,
    "equipment": 60,
    "steps": 100,
    "feel": 120,
    "errors": 120,
    "easier": 140,
    "harder": 140,
    "avoid": 140,
    "stop_if": 140,
    "cautions": 140,
    "evidence_note": 300,
}
TIP = {"title": 60, "text": 280, "evidence_note": 300}
PROGRAMME = {"name": 40, "in_short": 90, "text": 600, "untested": 160, "not_for": 140, "evidence_note": 300}
SESSION = {"name": 40}
ITEM = {"note": 90}
ROUTINE = {"name": 40, "in_short": 90, "evidence_note": 300}
SAFETY = {
    "stop_rule": 120,
    "disclaimer": 600,
    **dict.fromkeys(
        ("prepare", "pain", "stop_signs", "pregnancy", "ask_first", "emergency", "same_day", "appointment"), 240
    ),
}
NONE: dict[str, int] = {}
BY_KIND = {
    "source": NONE,
    "exercise": EXERCISE,
    "tip": TIP,
    "programme": PROGRAMME,
    "routine": ROUTINE,
    "safety": SAFETY,
}

SPARE = frozenset(
    {"purpose", "also", "muscles", "equipment", "feel", "errors", "easier", "harder", "evidence_note"},
)
"""What may come in English within an entry of another language: nobody goes wrong by it."""
TRANSLATED_LONGER = 1.4
"""Other languages may take so many times the room."""
