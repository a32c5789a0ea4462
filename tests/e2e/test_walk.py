"""How far things are, from the first start on: what somebody does often takes a click or two, and ten keys at most."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs

if TYPE_CHECKING:
    from tests.e2e.walker import Walker

KEYS, WEEK = 10, 7


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Walker]":
    needs.linux()
    needs.qt()
    from tests.e2e.desk import Desk  # noqa: PLC0415 - on Linux only
    from tests.e2e.walker import Walker  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(tmp_path_factory.mktemp("walk"), patch, screen="1200x900x24")
        walker = Walker(desk)
        walker.tray = desk.tray()
        try:
            walker.start()
            walker.bring_record()
            yield walker
        finally:
            walker.close()
            desk.close()


def test_the_welcome_is_over_after_a_few_keys_and_leads_to_today(walker: "Walker") -> None:
    assert 0 < walker.welcomed <= KEYS
    assert walker.window("Welcome to Posture") is None


def test_the_total_of_today_is_one_click_away(walker: "Walker") -> None:
    walker.begin("exercises")
    walker.click("page tab", "Today")
    walker.desk.until(lambda: walker.find("panel", "Sitting"))
    assert 1 == walker.clicks
    walker.begin("exercises")
    walker.press("ctrl+1")
    walker.desk.until(lambda: walker.find("panel", "Sitting"))
    assert walker.keys <= KEYS
    before = len(walker.ids())
    walker.tray.click()
    walker.desk.until(lambda: len(walker.ids()) > before)
    walker.desk.key("Escape")


@pytest.mark.parametrize(
    ("page", "back"), [*(("today", back) for back in range(1, WEEK + 1)), ("exercises", WEEK), ("week", WEEK)]
)
def test_each_day_of_the_last_week_is_two_clicks_away(walker: "Walker", page: str, back: int) -> None:
    """So last Tuesday is, whichever day today is: on a Tuesday, it is the grey bar behind that of today."""
    day = walker.today - timedelta(days=back)
    words = f"{day:%A}, {day.day} {day:%B}"
    walker.begin(page)
    if page != "week":
        walker.click("page tab", "History")
    walker.click("list item", words)
    walker.desk.until(lambda: walker.find("push button", words))
    assert walker.clicks <= 2
    walker.begin(page)
    walker.press("ctrl+2")
    walker.desk.until(lambda: walker.has_keys("list", "Day by day"))
    walker.press(*["Left"] * back, "Return")
    walker.desk.until(lambda: walker.find("push button", words))
    assert walker.keys <= KEYS


def test_the_interval_is_four_clicks_away(walker: "Walker") -> None:
    def interval() -> str:
        return walker.desk.say("settings", "get", "stand_every")

    before = interval()
    walker.begin("today")
    walker.click("push button", "Settings")
    walker.click("page tab", "Reminders")
    walker.click("check box", "Get up")
    walker.click("spin box", "Get up: Remind me after", at=0.95)  # its +
    walker.desk.until(lambda: before != interval())
    assert walker.clicks <= 4
    walker.desk.key("ctrl+w")
    walker.desk.until(lambda: walker.window("Settings") is None)
    before = interval()
    walker.begin("today")
    walker.press("ctrl+comma")
    walker.desk.until(lambda: walker.window("Settings"))
    walker.press("ctrl+2")
    walker.desk.until(lambda: walker.has_keys("check box", "Get up"))
    walker.press("Return", "Tab", "Tab", "Up")
    walker.desk.until(lambda: before != interval())
    assert walker.keys <= KEYS
    walker.desk.key("ctrl+w")


def test_an_hour_of_pause_is_two_clicks_away_from_window_and_tray(walker: "Walker") -> None:
    walker.tray.choose("1\N{NO-BREAK SPACE}hour")  # in the menu of the icon: one click opens it, one chooses
    walker.desk.until(lambda: walker.desk.now()["paused"])
    walker.desk.say("resume")
    walker.begin("today")
    before = len(walker.ids())
    walker.press("ctrl+shift+p")
    walker.desk.until(lambda: len(walker.ids()) > before)
    walker.press("Down", "Down", "Return")
    walker.desk.until(lambda: walker.desk.now()["paused"])
    assert walker.keys <= KEYS
    walker.desk.say("resume")
    walker.begin("today")
    walker.click("push button", "Pause reminders")
    walker.choose(2, of=7)
    walker.desk.until(lambda: walker.desk.now()["paused"])
    assert 2 == walker.clicks
    walker.desk.say("resume")


def test_last_month_as_pdf_is_four_clicks_away(walker: "Walker") -> None:
    walker.begin("today")
    walker.click("page tab", "History")
    walker.click("push button", "Report")
    walker.click("radio button", "Last month", at=0.05)
    walker.click("push button", "Save as PDF")
    walker.desk.until(lambda: list(walker.home.rglob("posture-report-*.pdf")))
    assert walker.clicks <= 4
    (page,) = walker.home.rglob("posture-report-*.pdf")
    first = (walker.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    assert f"posture-report-{first:%Y-%m}.pdf" == page.name
    page.unlink()
    walker.desk.key("Escape")
    walker.desk.until(lambda: walker.window("Report") is None)
    walker.begin("today")
    walker.press("ctrl+2")
    walker.desk.until(lambda: walker.find("push button", "Report"))
    walker.press("alt+r")
    walker.desk.until(lambda: walker.window("Report"))
    walker.press("Down", "Down", "Return")
    walker.desk.until(lambda: list(walker.home.rglob("posture-report-*.pdf")))
    assert walker.keys <= KEYS
    assert page.exists()
    walker.desk.key("Escape")


def test_the_exercise_that_a_reminder_offers_plays_after_two_clicks(walker: "Walker") -> None:
    walker.start_again("stand=no", "stretch=no", "feet_every=10", "away_after=60", "again_after=120", scale=20)
    walker.desk.until(walker.windows, meanwhile=walker.desk.type)
    (card,) = walker.windows()
    walker.face(card.name)
    walker.click("push button", "Show me")
    walker.desk.until(lambda: walker.find("label", "1."))  # its steps
    assert 1 == walker.clicks
    walker.begin("today")
    walker.press("ctrl+Return")
    walker.desk.until(lambda: walker.find("push button", "Resume") or walker.find("push button", "Pause"))
    assert walker.keys <= KEYS


def test_the_exercise_that_a_notification_offers_plays_after_one_click(walker: "Walker") -> None:
    daemon = walker.desk.daemon()
    walker.start_again("stand=no", "stretch=no", "feet_every=10", "away_after=60", "again_after=120", scale=20)
    walker.desk.until(lambda: daemon.notified, meanwhile=walker.desk.type)
    words = daemon.notified[-1][5]
    assert ("show", "Show me") in zip(words[::2], words[1::2], strict=True)
    daemon.order("Invoke", "us", daemon.showing[-1], "show")  # the click on that button of it
    walker.desk.until(lambda: walker.find("push button", "Resume") or walker.find("push button", "Pause"))
