"""The language is changed while the app runs: all that shows follows, but nothing that is recorded or programs read."""

from typing import TYPE_CHECKING

from resources.translations.outside import catalogues

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

ALONE = ("stand_every=5", "again_after=120", "stretch=no", "feet=no")
EXPORTS = ("spans", "--format", "json"), ("spans", "--format", "csv"), ("prompts",), ("notes",)


def shape(value: object) -> object:
    """What a program goes by: keys, words, and what is a number; times of day and lengths go on meanwhile."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return value if isinstance(value, str) and not any(map(str.isdigit, value)) else type(value)


def read_by_programs(desk: "Desk") -> tuple[object, ...]:
    status = desk.status()
    assert ("away", None) == (status["state"], status["prompt"])
    return shape(status), *(desk.say("export", *kind) for kind in EXPORTS)


def test_windows_tray_and_the_next_notification_follow_and_what_programs_read_does_not(room: "Desk") -> None:
    german = catalogues()["de"].gettext
    tray, daemon = room.tray(), room.daemon()
    room.set("theme", "light")
    room.work(*ALONE)
    room.until(tray.tooltip)
    room.say("note", "today", "Back sore")
    room.sit()
    room.until(lambda: daemon.notified, meanwhile=room.type)
    english = daemon.notified[-1]
    room.tell("up")
    room.until(lambda: room.rows("SELECT 1 FROM spans WHERE ended_by = 'up'"))
    for page in ("history", "settings", "help"):
        room.say("show", page)
    names = [f"^{name}" for name in ("Settings", "Help")]
    room.until(lambda: all(map(room.windows, names)))
    assert "Pause reminders" in tray.labels()
    room.until(lambda: ("away", None) == (room.now()["state"], room.now()["prompt"]))
    before, settings = read_by_programs(room), (room.data / "settings.toml").read_text(encoding="utf-8")

    room.say("settings", "set", "language", "de")
    room.until(lambda: all(room.windows(f"^{german(name[1:])}") for name in names))
    assert [] == [name for name in names if room.windows(name)]
    assert german("&Pause reminders").replace("&", "") in tray.labels()
    for told, now in zip(before, read_by_programs(room), strict=True):
        assert told == now
    changed = (room.data / "settings.toml").read_text(encoding="utf-8")
    assert [*settings.splitlines(), 'language = "de"'] == changed.splitlines()

    room.sit()
    room.until(lambda: len(daemon.notified) > 1, meanwhile=room.type)
    german_one = daemon.notified[-1]
    assert english[3] != german_one[3]
    assert german("I’m up") in german_one[5]
    room.say("settings", "set", "language", "en")
    room.until(lambda: all(map(room.windows, names)))
    assert "Pause reminders" in tray.labels()
