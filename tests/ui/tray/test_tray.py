"""The tray icon and its menu: what they say, what they do, and how the icon copes with panels that come and go."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from posture_app.core.content.content import Tip
from posture_app.core.events import Word
from posture_app.core.ports import Watch
from posture_app.core.prompts import Hold
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.sight import Sight
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.status import State, Status
from posture_app.core.status_words import Glance
from posture_app.ui.tray.break_menu import Breaks
from posture_app.ui.tray.icon import ring_icon
from posture_app.ui.tray.tray import Tray
from posture_app.ui.tray.tray_menu import TrayMenu
from tests.core.record.test_coming_back import GONE, HERE, Person
from tests.ui.lessons import TIP
from tests.ui.samples import ELSE, NOW, SITTING, ZONE, due

pytestmark = pytest.mark.usefixtures("qt")


class Deadlines:
    """A loop whose calls come when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[Deadline] = []

    def deadline(self, seconds: float, call: Callable[[], None]) -> "Deadline":
        self.waiting.append(Deadline(self, self.now + seconds, call))
        return self.waiting[-1]

    def pass_to(self, seconds: float) -> None:
        while due_now := [d for d in self.waiting if d.at <= seconds]:
            first = min(due_now, key=lambda d: d.at)
            self.waiting.remove(first)
            self.now = first.at
            first.call()
        self.now = seconds

    later = deadline

    def soon(self, call: Callable[[], None]) -> None:
        raise NotImplementedError

    def watch(self, descriptor: int, readable: Callable[[], None]) -> Watch:
        raise NotImplementedError


class Deadline:
    def __init__(self, of: Deadlines, at: float, call: Callable[[], None]) -> None:
        self.of, self.at, self.call = of, at, call

    def cancel(self) -> None:
        if self in self.of.waiting:
            self.of.waiting.remove(self)


class Desk:
    """A tray with everything around it."""

    def __init__(self) -> None:
        self.there = True
        self.status: Status = SITTING
        self.tomorrow = NOW + timedelta(hours=16)
        self.heard: list[tuple[Word, float | None]] = []
        self.did: list[str] = []
        self.clicked_at: list[QRect] = []
        self.look = "coloured"
        self.breaks: Sequence[tuple[str, str]] = (
            ("stand", "Get up · 2 min"),
            ("own:Tea & co", "Tea & co · 10 min"),
        )
        self.loop = Deadlines()
        self.changed: Callable[[], None] = lambda: None
        self.coming_back = Person().back
        self.seat = "desk"
        self.tip: Tip | None = None
        self.menu = TrayMenu(
            say=lambda word, minutes: self.heard.append((word, minutes)),
            fresh=lambda: self.status,
            zone=lambda: ZONE,
            show_page=self.did.append,
            breaks=Breaks(lambda: self.breaks, self.did.append),
            snooze=lambda: 7,
            snoozes=lambda: snooze_choices(DEFAULTS),
            tomorrow=lambda: self.tomorrow,
            quit_app=lambda: self.did.append("quit"),
            coming_back=lambda: self.coming_back,
            tried=lambda do: do(),
            seat=lambda: self.seat,
            sit_at=self.did.append,
            tip=lambda: self.tip,
            show_tip=self.did.append,
        )
        self.tray = Tray(
            menu=self.menu,
            loop=self.loop,
            zone=lambda: ZONE,
            look=lambda: self.look,
            clicked=self.clicked_at.append,
            appeared=lambda: self.did.append("appeared"),
            missing=lambda _why: self.did.append("missing"),
            watch_tray=self._watch,
            is_there=lambda: self.there,
            opens_menu_on_click=False,
        )

    def _watch(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    @property
    def icon(self) -> QSystemTrayIcon:
        assert self.tray._icon is not None
        return self.tray._icon

    def item(self, name: str) -> QAction:
        found = self.menu.findChild(QAction, name)
        assert found is not None, name
        return found

    def visible(self) -> list[str]:
        """The names of the entries that a person sees, the pause menu included as `pause`."""
        actions = [a for a in self.menu.actions() if a.isVisible() and not a.isSeparator()]
        return [a.menu().objectName() if a.menu() is not None else a.objectName() for a in actions]


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.tray.close()
    assert desk.loop.waiting == []


HIDDEN = replace(ELSE, private=True, private_until=NOW + timedelta(minutes=42))
BLIND = Sight("none", "there is none")
PAGES = ["today", "history", "exercises", "settings", "quit"]


@pytest.mark.parametrize(
    ("status", "entries"),
    [
        (SITTING, ["status", "up", "posture", "break", "seats", "pause", "private"]),
        (due(), ["status", "up", "posture", "snooze", "snoozes", "skip", "break", "seats", "pause", "private"]),
        (replace(ELSE, state=State.UP), ["status", "posture", "break", "seats", "pause", "private"]),
        (
            replace(SITTING, paused=True, holds=(Hold.PAUSE,)),
            ["status", "up", "posture", "break", "seats", "resume", "private"],
        ),
        (HIDDEN, ["status", "private_off"]),
        (replace(HIDDEN, paused=True), ["status", "private_off"]),
    ],
)
def test_the_menu_offers_what_fits_the_moment(desk: Desk, status: Status, entries: list[str]) -> None:
    desk.menu.show_status(status)
    assert [*entries, *PAGES] == desk.visible()


def test_the_menu_begins_with_the_status_in_words_which_cannot_be_chosen(desk: Desk) -> None:
    desk.menu.show_status(SITTING)
    assert desk.menu.actions()[0].text() == "Sitting for 18 min · Get up in 12 min"
    assert not desk.menu.actions()[0].isEnabled()


def test_the_menu_asks_how_things_stand_when_it_opens(desk: Desk) -> None:
    desk.tray.show(SITTING)
    desk.status = replace(ELSE, state=State.STANDING, since=NOW - timedelta(minutes=5))
    desk.menu.aboutToShow.emit()
    assert desk.item("status").text() == "Standing for 5 min"


def test_who_comes_back_after_long_can_say_in_the_menu_where_they_were(desk: Desk) -> None:
    person = Person()
    desk.coming_back = person.back
    desk.menu.aboutToShow.emit()
    assert "was_up" not in desk.visible()
    person.lives(GONE, HERE)
    desk.menu.aboutToShow.emit()
    assert {"absence", "was_up", "sat_elsewhere", "not_today"} <= set(desk.visible())
    desk.item("was_up").trigger()
    assert 1 == len(list(person.log.diary.corrections()))
    desk.menu.aboutToShow.emit()
    assert "was_up" not in desk.visible()


@pytest.mark.parametrize(
    ("state", "text", "word"),
    [
        (State.SITTING, "I’m standing", Word.STAND),
        (State.AWAY, "I’m standing", Word.STAND),
        (State.STANDING, "I’m sitting", Word.SIT),
        (State.UP, "I’m sitting", Word.SIT),
    ],
)
def test_one_entry_says_the_other_posture(desk: Desk, state: State, text: str, word: Word) -> None:
    desk.menu.show_status(replace(SITTING, state=state))
    assert desk.item("posture").text().replace("&", "") == text
    desk.item("posture").trigger()
    assert desk.heard == [(word, None)]


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("up", (Word.UP, None)),
        ("snooze", (Word.SNOOZE, None)),
        ("skip", (Word.SKIP, None)),
        ("pause_30", (Word.PAUSE, 30.0)),
        ("pause_60", (Word.PAUSE, 60.0)),
        ("pause_120", (Word.PAUSE, 120.0)),
        ("pause_until_resume", (Word.PAUSE, None)),
        ("resume", (Word.RESUME, None)),
        ("private", (Word.PRIVATE, 60.0)),
        ("private_off", (Word.PRIVATE_OFF, None)),
    ],
)
def test_an_entry_says_its_word(desk: Desk, name: str, heard: tuple[Word, float | None]) -> None:
    desk.menu.show_status(replace(due(), paused=name == "resume"))
    desk.item(name).trigger()
    assert desk.heard == [heard]


@pytest.mark.parametrize("name", PAGES)
def test_an_entry_opens_its_page(desk: Desk, name: str) -> None:
    desk.item(name).trigger()
    assert desk.did == [name]


def test_the_tip_of_the_day_is_an_entry_that_opens_it_but_not_in_private_mode(desk: Desk) -> None:
    desk.menu.aboutToShow.emit()
    assert not desk.item("tip").isVisible()
    desk.tip = replace(TIP, title="Sit & stand")
    desk.menu.aboutToShow.emit()
    assert "Tip: Sit && stand" == desk.item("tip").text()
    desk.item("tip").trigger()
    assert [TIP.id] == desk.did
    desk.status = replace(SITTING, private=True)
    desk.menu.aboutToShow.emit()
    assert not desk.item("tip").isVisible()


def test_each_kind_of_break_can_be_taken_from_the_menu_as_its_settings_are_now(desk: Desk) -> None:
    desk.menu.aboutToShow.emit()
    assert "Tea && co · 10 min" == desk.item("break_own:Tea & co").text()
    desk.item("break_stand").trigger()
    assert ["stand"] == desk.did
    desk.breaks = (("stand", "Get up · 5 min"),)
    desk.menu.aboutToShow.emit()
    assert "Get up · 5 min" == desk.item("break_stand").text()


def test_a_snooze_says_its_length(desk: Desk) -> None:
    desk.menu.show_status(due())
    assert "Snooze for 7 min" == desk.item("snooze").text().replace("&", "")


def test_a_pause_until_a_time_is_offered_with_its_true_end(desk: Desk) -> None:
    desk.menu.aboutToShow.emit()
    names = ("pause_until_0", "pause_until_1", "pause_until_2", "pause_until_tomorrow")
    assert ["Until 16:00", "Until 17:00", "Until 18:00", "Until tomorrow 07:18"] == [desk.item(n).text() for n in names]
    for name in names:
        desk.item(name).trigger()
    assert [(Word.PAUSE, minutes) for minutes in (42, 102, 162, 960)] == desk.heard


def test_an_end_that_is_tomorrow_and_one_of_the_next_hours_is_offered_once(desk: Desk) -> None:
    desk.menu.aboutToShow.emit()
    assert desk.item("pause_until_tomorrow").isVisible()
    desk.tomorrow = NOW + timedelta(minutes=1)  # as late in the night
    desk.menu.aboutToShow.emit()
    assert not desk.item("pause_until_tomorrow").isVisible()
    desk.tomorrow = NOW + timedelta(minutes=102)
    desk.menu.aboutToShow.emit()
    assert not desk.item("pause_until_tomorrow").isVisible()


def test_done_is_offered_where_nobody_need_get_up_and_no_answer_that_is_used_up(desk: Desk) -> None:
    shown = due().prompt
    assert shown is not None
    feet = replace(shown, kind="feet", rises=False, may_snooze=False)
    desk.menu.show_status(replace(due(), prompt=feet))
    assert (True, False, True) == tuple(desk.item(name).isVisible() for name in ("done", "snooze", "skip"))


def test_other_lengths_of_a_snooze_are_offered_where_it_can_be_snoozed(desk: Desk) -> None:
    desk.status = due()
    desk.menu.aboutToShow.emit()
    lengths = desk.menu._snoozes
    assert lengths.menuAction().isVisible()
    for action in lengths.actions():
        action.trigger()
    assert [(Word.SNOOZE, 5), (Word.SNOOZE, 10), (Word.SNOOZE, 15), (Word.SNOOZE_QUIET, None)] == desk.heard
    desk.menu.show_status(SITTING)
    assert not lengths.menuAction().isVisible()


def test_a_remark_stands_below_the_status_until_it_is_taken_back(desk: Desk) -> None:
    desk.tray.start()
    desk.tray.show(SITTING)
    desk.tray.remark("6 of 8 reminders kept today")
    assert "Posture: Sitting for 18 min · Get up in 12 min\n6 of 8 reminders kept today" == desk.icon.toolTip()
    desk.tray.remark("")
    assert "Posture: Sitting for 18 min · Get up in 12 min" == desk.icon.toolTip()


def test_where_no_input_is_seen_tooltip_and_menu_say_so_and_offer_to_say_that_one_sits(desk: Desk) -> None:
    desk.tray.start()
    desk.tray.see(BLIND)
    desk.tray.show(ELSE)
    assert (
        "Posture: Not counted since 15:00\nKeyboard and pointer are not seen: say when you sit." == desk.icon.toolTip()
    )
    assert ["status", "sight", "sit", "up", "posture", "break", "seats", "pause", "private", *PAGES] == desk.visible()
    desk.item("sit").trigger()
    assert [(Word.SIT, None)] == desk.heard
    desk.tray.show(SITTING)
    assert "sit" not in desk.visible()
    desk.tray.see(Sight("x11"))
    assert "seen" not in desk.icon.toolTip()
    assert "sight" not in desk.visible()


def test_mnemonics_are_unique_among_entries_seen_together(desk: Desk) -> None:
    for status in (SITTING, due(), replace(ELSE, state=State.UP), replace(SITTING, paused=True), HIDDEN):
        desk.menu.show_status(status)
        texts = [a.text() for a in desk.menu.actions() if a.isVisible() and "&" in a.text()]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert sorted(set(letters)) == sorted(letters), texts


def test_icon_and_tooltip_say_how_things_stand(desk: Desk) -> None:
    desk.tray.start()
    desk.tray.show(due())
    assert desk.icon.toolTip().endswith("Time to get up")
    assert desk.icon.icon().cacheKey() == ring_icon(Glance.DUE).cacheKey()


def test_the_icon_changes_with_its_setting(desk: Desk) -> None:
    desk.tray.start()
    desk.tray.show(SITTING)
    desk.look = "minutes"
    desk.tray.refresh()
    assert desk.icon.icon().cacheKey() == ring_icon(Glance.SITTING, look="minutes", minutes=18).cacheKey()


def test_private_mode_is_told_by_icon_tooltip_and_menu(desk: Desk) -> None:
    desk.tray.start()
    desk.tray.show(HIDDEN)
    assert "Posture: Private mode until 16:00: nothing is recorded." == desk.icon.toolTip()
    assert "Private mode until 16:00: nothing is recorded." == desk.item("status").text()
    assert desk.icon.icon().cacheKey() == ring_icon(Glance.PRIVATE).cacheKey()
    assert "Private mode for an hour" == desk.item("private").text().replace("&", "")


def test_a_click_is_told_with_its_place_and_the_click_for_the_menu_is_not(desk: Desk) -> None:
    desk.tray.start()
    desk.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert [] == desk.clicked_at
    desk.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    (place,) = desk.clicked_at
    assert place.isValid()


@pytest.mark.parametrize("comes_at", [2, 5, 15, 30])
def test_a_tray_that_comes_late_is_found_without_a_bus(desk: Desk, comes_at: int) -> None:
    desk.there = False
    desk.tray.start()
    desk.loop.pass_to(comes_at - 0.1)
    assert not desk.tray.available()
    desk.there = True
    desk.loop.pass_to(comes_at)
    assert desk.tray.available()
    assert desk.did == ["appeared"]


def test_no_tray_for_half_a_minute_is_told_once_and_looking_ends(desk: Desk) -> None:
    desk.there = False
    desk.tray.start()
    desk.loop.pass_to(29)
    assert desk.did == []
    desk.loop.pass_to(3600)
    assert desk.did == ["missing"]
    assert desk.loop.waiting == []


def test_who_waits_to_see_something_is_told_after_two_seconds_once_and_not_as_a_panel_restarts(desk: Desk) -> None:
    desk.there = False
    desk.tray._waited_for = True
    desk.tray.start()
    desk.loop.pass_to(2)
    assert desk.did == ["missing"]
    desk.loop.pass_to(3600)
    assert desk.did == ["missing"]
    desk.there = True
    desk.changed()
    desk.there = False
    desk.changed()
    desk.loop.pass_to(3629)
    assert desk.did == ["missing", "appeared"]
    desk.loop.pass_to(3630)
    assert desk.did == ["missing", "appeared", "missing"]


def test_a_tray_that_the_bus_tells_of_is_used_at_once_however_late(desk: Desk) -> None:
    desk.there = False
    desk.tray.start()
    desk.loop.pass_to(3600)
    desk.tray.show(due())
    desk.there = True
    desk.changed()
    assert desk.did == ["missing", "appeared"]
    assert desk.icon.toolTip().endswith("Time to get up")


def test_a_panel_that_crashes_and_comes_back_gets_a_new_icon(desk: Desk) -> None:
    desk.tray.start()
    first = desk.icon
    desk.there = False
    desk.changed()
    assert not desk.tray.available()
    desk.there = True
    desk.changed()
    assert desk.icon is not first
    assert desk.did == ["appeared", "appeared"]
    assert desk.loop.waiting == []


def test_a_panel_that_never_comes_back_is_told_as_missing(desk: Desk) -> None:
    desk.tray.start()
    desk.there = False
    desk.changed()
    desk.loop.pass_to(30)
    assert desk.did == ["appeared", "missing"]


@pytest.mark.parametrize("points", [10, 20])
def test_the_menu_is_no_wider_than_the_smallest_screen(desk: Desk, points: int) -> None:
    desk.status = due()
    desk.tip = replace(TIP, title="Up every half hour & some of the other things that one can do about it")
    desk.menu.setFont(QFont(desk.menu.font().family(), points))
    desk.menu.aboutToShow.emit()
    assert desk.menu.sizeHint().width() <= 480
    said = desk.item("status").text(), desk.item("rest of status").text(), desk.item("rest of status").isVisible()
    one, two = ("Sitting for 34 min · Time to get up", "", False), ("Sitting for 34 min", "Time to get up", True)
    assert said == (one if points == 10 else two)
    assert desk.item("tip").text().startswith("Tip: Up every half hour && s")
    assert desk.item("tip").text().endswith("…")
    desk.tray.show(SITTING)  # while it is open
    assert desk.menu.sizeHint().width() <= 480
    one_line = "Sitting for 18 min · Get up in 12 min"
    assert (one_line if points == 10 else "Sitting for 18 min") == desk.item("status").text()
    assert (points == 20) is desk.item("rest of status").isVisible()


def test_a_closed_tray_stays_closed(desk: Desk) -> None:
    desk.there = False
    desk.tray.start()
    desk.tray.close()
    desk.there = True
    desk.changed()
    assert not desk.tray.available()
    assert desk.loop.waiting == []


def test_the_menu_marks_where_one_sits_and_changes_it(desk: Desk) -> None:
    desk.seat = "parked car"
    desk.menu.aboutToShow.emit()
    menu = desk.menu.findChild(QMenu, "seats")
    assert menu is not None
    items = {item.objectName(): item for item in menu.actions()}
    assert ["seat_parked_car"] == [name for name, item in items.items() if item.isChecked()]
    assert "Parked car, engine off" == items["seat_parked_car"].text()
    items["seat_couch"].trigger()
    assert "couch" == desk.did[-1]
