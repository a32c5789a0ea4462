"""Each text that people may see is in a marker, or nobody could translate it."""

import pytest

from resources.translations.unmarked import KNOWN, found, unmarked

SEEN = (
    'label("Snooze for a while")', 'raise KnownError(f"{path} cannot be read")', 'TITLE = "Next reminders"',
    'NAMES = {"key": "Get up"}', 'x = "One" if y else "Two more"', 'label(_("a").format(why="too long ago"))',
    "line(f'{day} has not come yet')", 'def f(name="First day"): pass',
)  # fmt: skip
UNSEEN = (
    'label(_("Snooze for a while"))', 'N_("Get up")', 'ngettext("{number} day", "{number} days", 2)',
    'pgettext("a button", "Open it")', '"""What it is."""', 'log.info("It begins now")', 'x = d["Some key"]',
    'if text == "Some word": pass', 'sql = "SELECT day FROM notes"', 'name = "org.freedesktop.Notifications"',
    'key = "stand_every"', 'def f(x: "Some | None") -> "List of it": pass', 'x = {"A key": 1}', 'form = "%Y-%m-%d"',
    'file = "running.lock"', 'x = "PropertiesChanged"', "pattern = r'\\d+ of it'", 'x = "–"', 'x = f"{a} · {b}"',
)  # fmt: skip


@pytest.mark.parametrize("code", SEEN)
def test_a_text_that_is_seen_is_found(code: str) -> None:
    assert [text for _line, text in unmarked(code)]


@pytest.mark.parametrize("code", UNSEEN)
def test_what_nobody_sees_and_what_is_marked_is_not(code: str) -> None:
    assert [] == list(unmarked(code))


def test_no_text_of_the_app_is_outside_of_a_marker_but_those_that_are_listed_and_the_list_only_shrinks() -> None:
    left, listed = set(found()), set(KNOWN.read_text(encoding="utf-8").splitlines())
    assert set() == left - listed, "put it into _(), N_(), ngettext() or pgettext()"
    assert set() == listed - left, f"take it out of {KNOWN.name}"
