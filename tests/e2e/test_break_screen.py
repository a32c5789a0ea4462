"""The break screen of the running app: the keyboard, the monitors, and what makes it leave."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tests import needs

if TYPE_CHECKING:
    from tests.e2e.desk import Desk
    from tests.ui.prompts.test_card_focus import Program

TITLE = "sitting"
"""Of “You have been sitting for 5 minutes” and of “Still sitting”."""
LOG = "SELECT way, outcome FROM prompts ORDER BY rowid"
ASKING = (
    "stand_every=5",
    "away_after=60",
    "break_min=30",
    "break_length=30",
    "again_after=120",
    "stretch=no",
    "feet=no",
)
SCREEN = (*ASKING, "stand_way=screen", "notice_s=0")
WHOLE = (0, 0, 1200, 700)


def covered(desk: "Desk") -> list[tuple[int, int, int, int]]:
    return sorted(desk.areas(TITLE))


def sit_until_covered(desk: "Desk", *areas: tuple[int, int, int, int]) -> None:
    desk.until(lambda: covered(desk) == list(areas or [WHOLE]), meanwhile=desk.type)


class Editor:
    """What the person works in. Each time it is told to, the next letters are typed."""

    def __init__(self, desk: "Desk", program: "Program", window: str) -> None:
        self._desk, self._program, self.window = desk, program, window
        self._typed = ""

    def type(self, count: int = 1) -> None:
        begun = len(self._typed)
        letters = ["abcdefghij"[number % 10] for number in range(begun, begun + count)]
        self._desk.key(*letters)
        self._typed += "".join(letters)

    def has_all(self) -> bool:
        """Whether every letter has arrived, and nothing else; waits for the last one."""
        said = ""
        while len(said) < len(self._typed):
            said = self._program.says("typed")[1]
        return said == self._typed

    def in_front(self) -> bool:
        return self._desk.xdotool("getactivewindow") == self.window


@contextmanager
def working(desk: "Desk") -> Iterator[Editor]:
    """Somebody who types in an editor, under a window manager."""
    needs.programs("openbox")
    from tests.ui.prompts.test_card_focus import Program  # noqa: PLC0415 - where Qt loads

    environ = {**desk.environ, "QT_QPA_PLATFORM": "xcb"}
    manager = Program("openbox", "--config-file", "/dev/null", "--startup", "echo ready", env=environ)
    with closing(_Ends(manager)):
        manager.says("ready")
        program = Program(sys.executable, "-m", "tests.ui.prompts.card_programs", "editor", env=environ)
        with closing(_Ends(program)):
            editor = Editor(desk, program, program.says("shown")[1])
            desk.xdotool("windowactivate", editor.window)
            desk.until(editor.in_front)
            yield editor


class _Ends:
    def __init__(self, program: "Program") -> None:
        self.close = program.end


def test_who_types_types_on_below_it_and_when_the_keys_are_still_escape_skips(room: "Desk") -> None:
    desk = room
    with working(desk) as editor:
        desk.work(*SCREEN, scale=120)
        desk.until(lambda: covered(desk) == [WHOLE], meanwhile=editor.type)
        desk.xdotool("mousemove", "600", "690", "click", "1")
        editor.type(40)
        assert editor.in_front()
        assert editor.has_all()
        desk.press("Escape", then=lambda: not covered(desk))
        desk.until(editor.in_front)
        editor.type()
        assert editor.has_all()
    desk.until(lambda: desk.logged(LOG, ("screen", "skipped")), meanwhile=desk.type)


def test_escape_in_the_break_ends_it_everywhere(room: "Desk") -> None:
    desk = room
    desk.work(*SCREEN, scale=30)
    sit_until_covered(desk)
    desk.tell("up")
    assert ("up", [WHOLE]) == (desk.now()["state"], covered(desk))
    desk.press("Escape", then=lambda: not covered(desk))
    assert "sitting" == desk.now()["state"]


def test_who_types_does_not_notice_the_card_or_the_notice_of_a_break(room: "Desk") -> None:
    desk = room
    with working(desk) as editor:
        desk.work(*ASKING, "stand_way=screen", "notice_s=120", "escalate_after=0", scale=60)
        desk.until(lambda: desk.windows("^Break in"), meanwhile=editor.type)
        (notice,) = desk.windows("^Break in")
        assert editor.in_front()
        desk.tell("skip")
        desk.until(lambda: not desk.windows("^Break in"), meanwhile=editor.type)
        desk.say("settings", "set", "notice_s", "0")
        assert notice not in desk.windows("")
        assert editor.has_all()


def test_strict_mode_knows_no_skip_but_three_seconds_of_escape_end_it(room: "Desk") -> None:
    desk = room
    desk.work(*SCREEN, "strict=yes", scale=120)
    sit_until_covered(desk)
    for word in ("skip", "snooze"):
        refused = desk.run(word)
        assert 1 == refused.returncode
        assert "Strict mode is on" in refused.stderr

    def hold() -> None:
        desk.key("Escape")
        assert [WHOLE] == covered(desk)
        desk.xdotool("keydown", "Escape")
        desk.comes_about(lambda: not covered(desk), within=4)
        desk.xdotool("keyup", "Escape")

    desk.until(lambda: desk.comes_about(lambda: not covered(desk)), meanwhile=hold)
    desk.until(lambda: desk.logged(LOG, ("screen", "skipped")), meanwhile=desk.type)


def test_every_monitor_is_covered_and_they_come_and_go_meanwhile(room: "Desk") -> None:
    desk = room
    assert desk.display is not None
    desk.display.xrandr("--setmonitor", "left", "700/1x700/1+0+0", "screen")
    desk.display.xrandr("--setmonitor", "right", "500/1x700/1+700+0", "none")
    left, right = (0, 0, 700, 700), (700, 0, 500, 700)
    app = desk.work(*SCREEN, scale=120)
    sit_until_covered(desk, left, right)
    desk.display.xrandr("--delmonitor", "right")
    desk.until(lambda: covered(desk) == [left])
    desk.display.xrandr("--setmonitor", "right", "500/1x700/1+700+0", "none")
    desk.until(lambda: covered(desk) == [left, right])
    desk.press("Escape", then=lambda: not covered(desk))
    desk.until(lambda: desk.logged(LOG, ("screen", "skipped")), meanwhile=desk.type)
    desk.say("quit")
    assert "" == app.communicate(timeout=20)[1]


def test_a_lock_takes_it_away_at_once_and_it_comes_again_after_a_short_one(room: "Desk") -> None:
    desk = room
    saver = desk.saver()
    desk.work(*SCREEN, scale=240)
    sit_until_covered(desk)
    desk.lock(saver, on=True)
    desk.until(lambda: not covered(desk))
    assert "away" == desk.now()["state"]
    desk.lock(saver, on=False)
    sit_until_covered(desk)
    first, second = desk.rows("SELECT at_us / 1000000, sitting_s, outcome FROM prompts")
    assert second[1] - first[1] >= 60
    assert [("locked",)] == desk.rows("SELECT ended_by FROM spans LIMIT 1")
    desk.say("skip")
    desk.until(lambda: desk.logged(LOG, ("screen", "missed"), ("screen", "skipped")), meanwhile=desk.type)


def test_a_lock_as_long_as_a_break_is_one_and_it_does_not_come_again(room: "Desk") -> None:
    desk = room
    saver = desk.saver()
    desk.work(*SCREEN, "stand_every=10", "break_min=5", "break_length=5", scale=120)
    sit_until_covered(desk)
    desk.lock(saver, on=True)
    desk.until(lambda: desk.rows(LOG) == [("screen", "kept")])
    desk.lock(saver, on=False)
    desk.until(lambda: 60 < desk.now()["bout_s"], meanwhile=desk.type)
    assert [] == covered(desk)
    assert None is desk.now()["prompt"]


def test_a_pause_takes_it_away_and_it_comes_again_after_it(room: "Desk") -> None:
    desk = room
    desk.work(*SCREEN, scale=240)
    sit_until_covered(desk)
    desk.say("pause", "10")
    desk.until(lambda: not covered(desk))
    desk.until(lambda: covered(desk) == [WHOLE], meanwhile=desk.type)
    assert not desk.now()["paused"]
    desk.say("skip")
    desk.until(lambda: desk.logged(LOG, ("screen", "missed"), ("screen", "skipped")), meanwhile=desk.type)


def test_the_end_of_the_app_takes_it_away_and_after_a_start_it_asks_again(room: "Desk") -> None:
    desk = room
    app = desk.work(*SCREEN, scale=240)
    sit_until_covered(desk)
    desk.say("quit")
    assert 0 == app.wait(20)
    assert [] == covered(desk)
    app = desk.work(*SCREEN, scale=240)
    sit_until_covered(desk)
    app.kill()
    app.wait()
    desk.work(*SCREEN, scale=240)
    sit_until_covered(desk)
    desk.until(lambda: desk.rows(LOG) == [("screen", "open"), ("screen", "open"), ("screen", None)])
