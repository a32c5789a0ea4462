"""Pictures of every window: `python -m tests.ui.screens [--all] [--language CODE] FOLDER [NAME ...]`.

Light and dark, at 100 % and 200 %; with `--all` each window is made once and taken in all looks, a folder for each
(light, dark; 100, 150, 200 %; 10, 15, 20 pt; from left to right and mirrored; and in small rooms), and what is cut,
overlaps or cannot be reached is told. They are made offscreen from a made-up week at a fixed moment, so the same code
gives the same pictures.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from posture_app.core.language import _, lasting
from posture_app.core.pages import FORMER, TITLES
from posture_app.core.prompts import Hold, LoggedPrompt, Outcome, Shown
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings import Settings, read_values
from posture_app.core.sight import NOTICE, Sight
from posture_app.core.status import State, Status
from posture_app.core.status_words import held_words
from tests.spoken import spoken
from tests.ui.exercises.player_screens import player
from tests.ui.fake_record import FakeRecord
from tests.ui.programme_samples import in_programme, programmes
from tests.ui.record import record_screens
from tests.ui.samples import ELSE, NO_QUESTION, NOW, ON_WAYLAND, SITTING, START, ZONE, Log, due, first_day, week_of
from tests.ui.sources import COMING, sources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from posture_app.core.content.content import Tip
    from posture_app.core.ports import Message
    from posture_app.ui.kit.appearance import Theme
    from posture_app.ui.pages.main_window import MainWindow
    from posture_app.ui.settings.settings_sources import AboutSources, PreviewSources
    from posture_app.ui.settings.settings_window import SettingsWindow
    from tests.ui.looks import Look

W = TypeVar("W", bound="QWidget")
SEEN = Sight("x11")
BLIND = Sight("none", ON_WAYLAND)
FROM_THE_RIGHT = ("ar", "he", "fa")
SUFFIXES = {1.0: "", 2.0: "@2x"}
FEET = replace(SITTING, prompt=Shown(1, "feet", NOW - timedelta(minutes=1), ZONE, 1020, length_s=300, rises=False))
UP = replace(ELSE, state=State.UP, since=NOW - timedelta(seconds=37), up_until=NOW + timedelta(seconds=83))


def _main(
    page: str,
    now: Status,
    log: Log | None = None,
    *,
    notice: str = "",
    sight: Sight = SEEN,
    settings: Settings | None = None,
) -> "MainWindow":
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415 - the list of names is there without Qt

    history, bundled = week_of(now) if log is None else log, _bundled()
    given = sources(log=history, now=now)
    chosen = settings or given.settings()
    own = programmes(history, bundled["content"], lambda: chosen)
    first, *later = COMING
    if now.state is State.SITTING and now.due_s:
        first = replace(first, at=NOW + timedelta(seconds=now.due_s))  # as the words beside the ring say
    window = MainWindow(
        replace(
            given,
            sight=lambda: sight,
            settings=lambda: chosen,
            programmes=own,
            tip=_tip,
            upcoming=lambda: (first, *later),
            **bundled,
        )
    )
    if notice:
        window.notify(notice)
    if page in FORMER:
        window.show_history(FORMER[page])
    for name in TITLES:
        if name == page:
            window.show_page(name)
    return window


def _bundled() -> "dict[str, Any]":
    """The content people get, not the little one of the tests."""
    from posture_app.desktop.bundled import load_content, read_bytes  # noqa: PLC0415

    def illustration(name: str) -> bytes:
        return read_bytes("illustrations", f"{name}.svg")

    return {"content": lambda: load_content()[0], "illustration": illustration}


def _part(name: str) -> "MainWindow":
    window = _main("exercises", SITTING)
    _click(window, f"part {name}")
    return window


def _programmes(on: str = "", *, size: tuple[int, int] | None = None, scrolled: int = 0) -> "MainWindow":
    """The programmes; `on` is one that somebody is in."""
    from PySide6.QtWidgets import QScrollArea  # noqa: PLC0415

    from posture_app.ui.exercises.programmes_view import ProgrammesView  # noqa: PLC0415

    window = _main("exercises", SITTING, in_programme(on) if on else None)
    window.resize(*(size or (window.width(), window.height())))
    _click(window, "part programmes")
    page = window.findChild(ProgrammesView)
    area = page.findChild(QScrollArea) if page else None
    assert area is not None
    window.show()
    area.verticalScrollBar().setValue(scrolled)
    return window


def today(now: Status, log: Log) -> "QWidget":
    """The page of today, as things stand, with this record."""
    return _main("today", now, log)


def _library(*, size: tuple[int, int] | None = None) -> "MainWindow":
    """The grid, with its pictures drawn."""
    from posture_app.ui.exercises.picture_grid import PictureGrid  # noqa: PLC0415

    window = _main("exercises", SITTING)
    window.resize(*(size or (window.width(), window.height())))
    window.show()
    grid = window.findChild(PictureGrid)
    assert grid is not None
    grid.draw_all()
    return window


def _filtered() -> "MainWindow":
    from posture_app.core.content.exercises import FEET  # noqa: PLC0415
    from posture_app.ui.exercises.filter_bar import ChoiceChip  # noqa: PLC0415

    window = _main("exercises", SITTING)
    region = window.findChild(ChoiceChip, "region chip")
    assert region is not None
    region.choose(FEET)
    _click(window, "shoes chip")
    return window


def _exercise(*, size: tuple[int, int] | None = None, hidden: bool = False) -> "MainWindow":
    """The page of an exercise."""
    from posture_app.ui.exercises.library import Library  # noqa: PLC0415

    window = _main("exercises", SITTING, settings=_said_to_hurt() if hidden else None)
    window.resize(*(size or (window.width(), window.height())))
    library = window.findChild(Library)
    assert library is not None
    library.open("seated_hamstring")
    return window


def _own(*open_: str, size: tuple[int, int] | None = None) -> "MainWindow":
    """A person's own exercises: the grid, the page of one, or the form."""
    from posture_app.ui.exercises.library import Library  # noqa: PLC0415
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415
    from tests.ui.exercises.own_screens import own_of_person  # noqa: PLC0415

    own, bundled = own_of_person(), _bundled()

    def illustration(name: str) -> bytes:
        return own.picture(name) if name.startswith("own:") else bundled["illustration"](name)

    given = replace(sources(now=SITTING), content=lambda: own.content, own=lambda: own, illustration=illustration)
    window = MainWindow(given)
    window.show_page("exercises")
    window.resize(*(size or (window.width(), window.height())))
    library = window.findChild(Library)
    assert library is not None
    for name in open_:
        if name == "one":
            library.open("own_knee_press_with_a_rolled")
        else:
            _click(window, name)
    return window


def _said_to_hurt() -> Settings:
    from posture_app.core.content.exercises import Condition  # noqa: PLC0415

    said = frozenset({Condition.BACK_INJURY, Condition.HYPERMOBILITY})
    return Settings(hurt=("seated_hamstring",), conditions=said)


def _exercise_done() -> "MainWindow":
    """An exercise that the person has just said to have done, with that in sight."""
    from PySide6.QtWidgets import QApplication, QScrollArea, QWidget  # noqa: PLC0415

    window = _exercise()
    window.show()
    _click(window, "exercise done")
    QApplication.processEvents()
    window.grab()  # the page has its full length only now
    for area in window.findChildren(QScrollArea):
        done = area.findChild(QWidget, "exercise noted")
        if done is not None:
            area.ensureWidgetVisible(done)
    return window


def _about() -> "MainWindow":
    from PySide6.QtWidgets import QScrollArea  # noqa: PLC0415

    window = _exercise()
    _click(window, "about exercise")
    window.show()
    window.grab()  # the page has its full length only now
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


def _click(window: "QWidget", button: str) -> None:
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    found = window.findChild(QPushButton, button)
    assert found is not None, button
    found.click()


def _back(*, said: bool = False) -> "MainWindow":
    """After an absence of more than an hour."""
    since, log = NOW - timedelta(minutes=18), week_of(SITTING)
    log.kept_spans[:] = [each for each in log.kept_spans if not since - timedelta(hours=1) < each.end <= since]
    left = max(each.end for each in log.kept_spans if each.end <= since)
    given = sources(log=log, now=SITTING)
    for status in (replace(ELSE, since=left), SITTING):
        given.coming_back.look(status)
    if said:
        given.coming_back.sat_elsewhere()
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415

    window = MainWindow(given)
    window.show_page("today")
    return window


def _popover(now: Status) -> "QWidget":
    """What a click on the tray icon opens."""
    from PySide6.QtCore import QSize  # noqa: PLC0415

    from posture_app.ui.pages.popover import Popover  # noqa: PLC0415

    window = Popover(sources(log=week_of(now), now=now), lambda _page: None, floats=False)
    window.fit(QSize(1366, 738))
    return window


def _welcome(step: int, *, way: str = "", sight: Sight = SEEN) -> "QWidget":
    """The welcome, at this step."""
    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.ui.pages.welcome import Welcome  # noqa: PLC0415

    live = replace(_live(), sight=lambda: sight)
    window = Welcome(live, lambda: DEFAULTS, lambda _key, _value: None, has_tray=lambda: not sight.blind, over=_nothing)
    if way:
        _click(window, f"part {way}")
    for _turn in range(step):
        _click(window, "next")
    return window


def _nothing() -> None:
    """What comes after a picture."""


def _blind(now: Status, log: Log | None = None, *, smallest: bool = False) -> "MainWindow":
    """Where no input is seen."""
    window = _main("today", now, log, notice=_(NOTICE), sight=BLIND)
    if smallest:
        window.resize(window.minimumSize())
    return window


def _empty() -> "MainWindow":
    """Of who has only begun, without a tray."""
    from posture_app.ui.tray.tray import NO_TRAY  # noqa: PLC0415

    return _main("today", replace(ELSE, since=None), Log(), notice=_(NO_TRAY))


def _notices() -> "MainWindow":
    """Where much does not work at once."""
    from posture_app.core.record.erasing import announcement, expired  # noqa: PLC0415
    from posture_app.desktop.before_qt import NO_SESSION  # noqa: PLC0415

    old = expired(2, NOW.date(), ZONE, START)
    assert old is not None
    window = _main("today", SITTING, notice=_(NO_SESSION))
    window.notify(announcement(2, old, NOW, ZONE))
    return window


def _smallest(page: str) -> "MainWindow":
    window = _main(page, due())
    window.resize(window.minimumSize())
    return window


def _week_table() -> "MainWindow":
    window = _main("week", SITTING)
    _click(window, "period bars as table")
    return window


def _months() -> Log:
    """Seven months up to NOW, with less sitting from week to week, free weekends, and a fortnight away."""
    made = _sample_months()
    return Log(list(made.kept_spans), list(made.kept_prompts))


@cache  # two seconds of work
def _sample_months() -> Log:
    from posture_app.core.replay.sample import sample_events  # noqa: PLC0415
    from tests.ui.samples import recorded  # noqa: PLC0415

    return recorded(sample_events(NOW.date(), 210, zone=ZONE, until=NOW - timedelta(minutes=18)))


def _statistics(*pressed: str, log: Log | None = None, smallest: bool = False, height: int = 1500) -> "MainWindow":
    """The page of statistics after these buttons were pressed, tall enough to show all of it."""
    from posture_app.ui.history import period_view  # noqa: PLC0415

    period_view.PATIENCE_MS = 60_000  # a picture waits for all of it
    window = _main("statistics", SITTING, _months() if log is None else log)
    if smallest:
        window.resize(window.minimumSize())
    else:
        window.resize(window.width(), height)
    window.show()
    for name in pressed:
        _click(window, name)
    return window


def _imported() -> Log:
    """A week, and days before and in it of which another program told the totals."""
    from posture_app.core.statistics.bouts import DayTotals  # noqa: PLC0415

    log, today = week_of(SITTING), NOW.date()
    for back in (4, *range(8, 30)):  # the first is the Saturday of which nothing else is known
        day = today - timedelta(days=back)
        if back == 4 or day.weekday() < 5:
            log.kept_totals.append(DayTotals(day, int((5 + back * 1.3 % 4) * 3600), 1800))
    return log


def _goals() -> "MainWindow":
    """The statistics of who wants to keep reminders."""
    from posture_app.core.settings.settings import Settings  # noqa: PLC0415
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415

    given = replace(sources(log=_months(), now=SITTING), settings=lambda: Settings(goal_kept=80))
    window = MainWindow(given)
    window.show_history("month")
    window.resize(window.width(), 1500)
    return window


def _all(count: int, *pressed: str, imported: int = 0, smallest: bool = False) -> "MainWindow":
    """All of so many years."""
    from tests.ui.years import years  # noqa: PLC0415

    log = years(count, imported=imported)
    return _statistics("part all", *pressed, log=log, smallest=smallest, height=1560)


def _told() -> Log:
    """A week of which the person has said much, and of which other computers and programs know."""
    from datetime import date  # noqa: PLC0415

    from posture_app.core.record.diary import Correction, Note, Session  # noqa: PLC0415
    from posture_app.core.session.ends import Ended  # noqa: PLC0415
    from posture_app.core.spans import Origin, Posture  # noqa: PLC0415
    from posture_app.core.statistics.bouts import DayTotals  # noqa: PLC0415
    from tests.ui.samples import span  # noqa: PLC0415

    log, day, minute = week_of(SITTING), timedelta(days=1), timedelta(minutes=1)
    morning = NOW.replace(hour=7, minute=0) - day  # 08:00 by the wall, yesterday
    said: tuple[tuple[Posture | None, int, int], ...] = (
        (Posture.SITTING, -100, -25),
        (Posture.STANDING, 180, 240),
        (None, 330, 400),
    )
    for posture, begin, end in said:
        log.diary.correct(Correction(posture, morning + begin * minute, morning + end * minute, ZONE, NOW))
    log.diary.correct(Correction(Posture.STANDING, NOW - 150 * minute, NOW - 110 * minute, ZONE, NOW))
    elsewhere, imported = span(morning + 690 * minute, 50), span(morning + 760 * minute, 45)
    log.kept_spans.append(replace(elsewhere, origin=Origin.ELSEWHERE))
    log.kept_spans.append(replace(imported, origin=Origin.IMPORTED))
    log.kept_totals.append(DayTotals(date(2026, 2, 20), 6 * 3600 + 900, 1800))
    text = "Night train to Hamburg and back; the hotel desk was far too low.\nRight shoulder sore in the evening."
    log.diary.write_note(Note(morning.date(), text, NOW))
    log.diary.elsewhere.append(Note(morning.date(), "Borrowed a laptop stand.", NOW))
    for exercise, at, length_s, ended in (
        ("toe_spread", 152, 120, Ended.DONE),
        ("neck_tilt", 245, 45, Ended.STOPPED),
    ):
        log.diary.done(Session(exercise, morning + at * minute, ZONE, length_s, ended))
    return log


def _day(back: int, *pressed: str, smallest: bool = False, height: int = 0) -> "MainWindow":
    """The page of days, so many days back, tall enough to show all of it."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    log = _told()
    window = _main("days", SITTING, log)
    window.resize(*((720, height or 520) if smallest else (880, height or 1180)))
    window.show()
    for name in ("earlier",) * back + pressed:
        _click(window, name)
    QApplication.processEvents()  # the panels take their heights
    return window


def _zoomed() -> "MainWindow":
    """The timeline of the present day, zoomed, with the pointer being drawn over some of it."""
    from PySide6.QtCore import QPoint, Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from posture_app.ui.charts.timeline import MARKS, Timeline  # noqa: PLC0415

    window = _day(0)
    timeline = next(found for found in window.findChildren(Timeline) if found.isVisible())
    timeline.zoom(3, NOW - timedelta(hours=1))
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(200, MARKS + 20))
    QTest.mouseMove(timeline, QPoint(330, MARKS + 20))
    return window


def _day_table() -> "MainWindow":
    """The day as a table."""
    from posture_app.ui.charts.chart_panel import TimelinePanel  # noqa: PLC0415

    window = _day(0)
    _click(next(found for found in window.findChildren(TimelinePanel) if found.isVisible()), "timeline as table")
    return window


def _long_sitting() -> "MainWindow":
    """A reminder that nobody answered, again and again, with the goal of the day passed."""
    now = replace(SITTING, since=NOW - timedelta(minutes=166), bout_s=166 * 60, due_s=240)
    log = week_of(now)
    at = [NOW - timedelta(minutes=minutes) for minutes in range(136, 0, -10)]
    log.kept_prompts.extend(LoggedPrompt("stand", (), each, ZONE, Outcome.MISSED) for each in at)
    given = sources(log=log, now=now)
    settings = replace(given.settings(), goal_hours=4.0)
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415

    return MainWindow(replace(given, settings=lambda: settings, **_bundled()))


def _feet() -> "MainWindow":
    """A prompt that offers an exercise to do at the desk."""
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415

    given = sources(log=week_of(SITTING), now=FEET)
    bundled = _bundled()
    exercise = next(each for each in bundled["content"]().exercises if each.id == "sole_stretch")
    return MainWindow(replace(given, offered=lambda: exercise, **bundled))


def _day_refused() -> "MainWindow":
    """A correction that cannot be."""
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415

    window = _day(1)
    for name, text in (("correct from", "15:00"), ("correct to", "14:30")):
        edit = window.findChild(QLineEdit, name)
        assert edit is not None
        edit.setText(text)
    _click(window, "add correction")
    return window


def _calendar() -> "QWidget":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    window = _day(1)
    _click(window, "day title")
    return _taken_out(window, QWidget, "pick a day")


def _tip() -> "Tip":
    tips: tuple[Tip, ...] = _bundled()["content"]().tips
    return tips[0]


def _tray_menu(now: Status) -> "QWidget":
    """The menu of the tray icon, as it opens."""
    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.core.snooze_choices import snooze_choices  # noqa: PLC0415
    from posture_app.ui.tray.tray_menu import TrayMenu  # noqa: PLC0415

    given = sources(now=now)
    menu = TrayMenu(
        say=given.say,
        fresh=given.status,
        zone=given.zone,
        show_page=lambda _page: None,
        breaks=given.breaks,
        snooze=lambda: 5,
        snoozes=lambda: snooze_choices(DEFAULTS),
        tomorrow=given.tomorrow,
        quit_app=_nothing,
        coming_back=lambda: given.coming_back,
        tried=lambda do: do(),
        seat=lambda: "desk",
        sit_at=lambda _place: None,
        tip=_tip,
        show_tip=lambda _name: None,
    )
    menu.aboutToShow.emit()
    return menu


def _pause_menu() -> "QWidget":
    """What *Pause* offers in the window."""
    from posture_app.ui.tray.pause_menu import PauseMenu  # noqa: PLC0415

    menu = _taken_out(_main("today", SITTING), PauseMenu)
    menu.aboutToShow.emit()
    return menu


def _list(name: str) -> "QWidget":
    """The list that this field of the settings opens."""
    from PySide6.QtWidgets import QComboBox  # noqa: PLC0415

    window = _settings("appearance")
    field = window.findChild(QComboBox, name)
    assert field is not None, name
    field.showPopup()
    popup = field.view().window()
    popup.destroyed.connect(lambda: window.deleteLater())  # noqa: PLW0108 - and until then it stays
    return popup


def _tooltip() -> "QWidget":
    """What a chart says of the part under the pointer."""
    from PySide6.QtCore import QPoint  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QToolTip  # noqa: PLC0415

    from posture_app.ui.charts.bars import Bars  # noqa: PLC0415
    from posture_app.ui.kit.tip import wrapped  # noqa: PLC0415
    from tests.ui.showing import shown  # noqa: PLC0415

    with shown(_main("week", SITTING)) as window:
        chart = window.findChild(Bars)
        assert chart is not None
        words = max(map(chart.part_words, range(chart.part_count())), key=len)
    QToolTip.showText(QPoint(), wrapped(words, QApplication.primaryScreen()))
    return next(each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")


def _taken_out(window: "QWidget", kind: "type[W]", name: str = "") -> "W":
    """A popup of a window that itself is closed."""
    popup = window.findChild(kind, name) if name else window.findChild(kind)
    assert popup is not None
    popup.setParent(None, popup.windowFlags())
    window.close()
    return popup


def _card(*, shown: bool = False) -> "QWidget":
    """A card, once its buttons work; `shown`: with the exercise that it offers."""
    from PySide6.QtWidgets import QApplication, QPushButton  # noqa: PLC0415

    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.runtime.exercise_choice import choose  # noqa: PLC0415
    from posture_app.runtime.prompt_words import prompt_message  # noqa: PLC0415
    from posture_app.ui.prompts.card import Card, due_picture  # noqa: PLC0415
    from posture_app.ui.prompts.guide import Guide  # noqa: PLC0415
    from posture_app.ui.prompts.lesson import Lesson  # noqa: PLC0415
    from tests.ui.prompts.guides import no_player  # noqa: PLC0415

    prompt, bundled = due().prompt, _bundled()
    assert prompt is not None
    content = bundled["content"]()
    choice = choose(content, replace(prompt, number=2), DEFAULTS)
    exercise = choice.first
    assert exercise is not None
    guide = Guide(
        lambda _: exercise,
        bundled["illustration"],
        lambda: content.spoken_safety.stop_rule,
        done=lambda _: None,
        zone=lambda: ZONE,
        play=lambda _items, _belongs=None: None,
        sources=no_player,
    )
    message = prompt_message(prompt, DEFAULTS, choice)
    card = Card(message, lambda _say: None, due_picture(message), lesson=lambda: Lesson(exercise, guide, lambda: None))
    card.appear()
    for button in card.findChildren(QPushButton):
        button.setEnabled(True)
    if shown:
        _click(card, "show_me")
        QApplication.processEvents()
    return card


def _snoozes() -> "QWidget":
    """The other lengths of a snooze."""
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.core.snooze_choices import snooze_choices  # noqa: PLC0415
    from posture_app.ui.tray.snooze_menu import SnoozeMenu  # noqa: PLC0415

    around = QWidget()
    menu = SnoozeMenu(around, lambda: snooze_choices(DEFAULTS), lambda _say: None)
    menu.setParent(None, menu.windowFlags())
    menu.aboutToShow.emit()
    return menu


def _move_question() -> "QWidget":
    from posture_app.core.login import Login  # noqa: PLC0415
    from posture_app.ui.prompts.move_question import make_question  # noqa: PLC0415

    return make_question(Login(x11=":1", number="3").words())


def _crash() -> "QWidget":
    from posture_app.ui.crash import CrashWindow  # noqa: PLC0415

    return CrashWindow("Traceback (most recent call last):\n  …\nValueError: it is no number")


def _asked(*also: str) -> "Message":
    """A reminder to get up in its words, and these with it."""
    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.runtime.prompt_words import prompt_message  # noqa: PLC0415

    prompt = due().prompt
    assert prompt is not None
    return prompt_message(replace(prompt, also=also), DEFAULTS)


def _break(size: tuple[int, int], *, exercise: str = "", left: int = 105, **changes: "Any") -> "QWidget":
    """The break screen of a monitor of this size, once its buttons work."""
    from PySide6.QtCore import QRect  # noqa: PLC0415

    from posture_app.core.ports import Message  # noqa: PLC0415
    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.core.snooze_choices import snooze_choices  # noqa: PLC0415
    from posture_app.ui.prompts.break_content import BreakContent  # noqa: PLC0415
    from posture_app.ui.prompts.break_screen import offer  # noqa: PLC0415
    from posture_app.ui.prompts.break_window import BreakWindow  # noqa: PLC0415
    from tests.ui.silent_keeper import SilentKeeper  # noqa: PLC0415

    bundled = _bundled()
    content = bundled["content"]()
    found = next((each for each in content.exercises if each.id == exercise), None)
    drawing = bundled["illustration"](found.illustration) if found else b""
    asked = _asked(*changes.get("also", ()))
    body = asked.body if changes.get("also") or not found else ""
    content = BreakContent(
        changes.get("title", asked.title),
        changes.get("body", body),
        found,
        drawing,
        content.spoken_safety.stop_rule,
    )
    window = BreakWindow(QRect(0, 0, *size), content, SilentKeeper())
    strict = changes.get("strict", False)
    message = Message(1, content.title, "", asked.answers, strict=strict, snoozes=snooze_choices(DEFAULTS))
    window.offer(content.title, offer(message))
    if left:
        window.count(left, 120)
    window.make_clickable()
    window.fill(changes.get("held", 0.0))
    return window


def _playing(size: tuple[int, int]) -> "QWidget":
    """The break screen on which its exercise is done."""
    from posture_app.ui.prompts.break_cover import LARGER  # noqa: PLC0415
    from posture_app.ui.prompts.break_window import BreakWindow  # noqa: PLC0415
    from tests.ui.exercises.player_screens import playing  # noqa: PLC0415

    window = _break(size, exercise="seated_hamstring")
    assert isinstance(window, BreakWindow)
    window.perform(playing(20, scale=window.scale * LARGER))
    return window


def _notice() -> "QWidget":
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    from posture_app.ui.prompts.break_screen import notice_card  # noqa: PLC0415

    card = notice_card(replace(_asked(), body=""), 30, lambda _say: None)
    card.appear()
    for button in card.findChildren(QPushButton):
        button.setEnabled(True)
    return card


def _live(held: str = "", *kinds: str) -> "PreviewSources":
    """What the settings window shows of a running app: a morning's reminders to come."""
    from posture_app.core.engine.preview import UpcomingPrompt  # noqa: PLC0415
    from posture_app.core.errors import Unavailable  # noqa: PLC0415
    from posture_app.ui.settings.settings_sources import PreviewSources  # noqa: PLC0415
    from tests.ui.settings.settings_live import Off, Seen  # noqa: PLC0415 - of Qt, as the window

    minutes = ((12, ("stand",)), (42, ("stretch", "stand")), (74, ("feet", "stand")), (106, ("stand",)))
    later = ((120, ("own:Water the plants",)), (136, ("stretch", "stand")))
    coming = tuple(UpcomingPrompt(kinds or some, NOW + timedelta(minutes=at)) for at, some in (*minutes, *later))
    exercises = _bundled()["content"]().exercises
    return PreviewSources(
        try_it=lambda _kind: None,
        end_trial=lambda: None,
        preview=lambda: () if held else coming,
        zone=lambda: ZONE,
        now=lambda: NOW,
        held=lambda: held,
        exercises=lambda: tuple((each.id, each.name) for each in exercises),
        why_hidden=lambda _name: "",
        tips=lambda: tuple((tip.id, tip.title) for tip in _bundled()["content"]().tips),
        hotkey_faults=lambda: {"hotkey_up": _("{shortcut} is taken by another program.").format(shortcut="Ctrl+Alt+U")},
        record=FakeRecord(),
        autostart=Off(),
        menu=Unavailable(lasting("only desktops of Linux and BSD have such a menu")),
        about=_about_app(),
        detection=Seen().sources(),
        sight=lambda: Sight("mutter"),
        lacks=lambda: {
            Requirement.CAMERA: str(NO_QUESTION),
            Requirement.MONITORS: _("there is one monitor"),
        },
        lost_ways=lambda: {"plyer": _("plyer needs the program notify-send (package libnotify-bin)")},
        export_settings=_nothing_written,
        settings_in=_settings_to_import,
    )


def _about_app() -> "AboutSources":
    from tests.ui.settings.settings_live import ABOUT  # noqa: PLC0415

    _english, update = ABOUT.installed
    ((_english, path),) = ABOUT.places
    safety = _bundled()["content"]().spoken_safety
    return replace(ABOUT, installed=(_("By pipx"), update), places=((_("The record"), path),), safety=lambda: safety)


def _nothing_written(_path: Path, _private: bool) -> None:
    """No picture writes a file."""


def _settings_to_import(_path: Path) -> "tuple[dict[str, Any], tuple[str, ...]]":
    values = {"stand_every": 30, "snooze": 10, "theme": "dark", "stretch": False, "volume": 20, "goal_hours": 6.0}
    return read_values({**values, "away_after": 3, "density": "compact", "lunch": 30})


OWN = (
    {"name": "Water", "due": "90 min sitting", "text": "Drink a glass.", "length": 0},
    {"name": "Eye drops", "due": "mon-fri 10:00 15:00; sat 11:00", "offers": "eyes", "way": "card"},
    {"name": "Walk with the dog", "due": "sat-sun 08:30", "length": 30, "on": False},
)


WISHES: dict[str, Any] = {
    "place": "home",
    "conditions": frozenset({"pregnancy", "knee_problem"}),
    "hurt": ("neck_tilt",),
    "weights": (("short_foot", "more"), ("chin_tuck", "never")),
}
"""Of somebody who has said something about themselves."""


def _settings(page: str, *pressed: str, smallest: bool = False, held: str = "", **changes: "Any") -> "SettingsWindow":
    """The settings window at this page, after these buttons were pressed."""
    from posture_app.core.settings.changes import Changes  # noqa: PLC0415
    from posture_app.core.settings.settings import TABLE, Settings  # noqa: PLC0415
    from posture_app.core.settings.shortcuts import parse_shortcut  # noqa: PLC0415
    from posture_app.ui.settings.settings_window import SettingsWindow  # noqa: PLC0415

    own = TABLE["own"].kind.from_raw(list(changes.pop("own", ())))
    hotkey = parse_shortcut("ctrl+alt+u")
    settings = Settings(stand_every=45, own=own, hotkey_up=hotkey, stand_way="card", stand_sound="end", **changes)
    changes_made = Changes(lambda _values: None, lambda: settings)
    window = SettingsWindow(settings, changes_made, _live(held), overridden={"snooze"})
    if smallest:
        window.resize(window.minimumSize())
    for name in (f"page_{page}", *pressed):
        _click(window, name)
    return window


def _scrolled(window: "SettingsWindow", name: str) -> "SettingsWindow":
    """The same, with the widget of this name in sight."""
    from PySide6.QtWidgets import QApplication, QScrollArea, QWidget  # noqa: PLC0415

    window.show()
    QApplication.processEvents()
    window.grab()  # the page has its full length only now
    wanted = window.findChild(QWidget, name)
    assert wanted is not None, name
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if inside is not None and inside.isAncestorOf(wanted):
            area.verticalScrollBar().setValue(wanted.mapTo(inside, wanted.rect().topLeft()).y() - 80)
    return window


def _searched(words: str, *, smallest: bool = False) -> "SettingsWindow":
    """The settings window while somebody looks for something."""
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415

    window = _settings("general", smallest=smallest)
    field = window.findChild(QLineEdit, "search settings")
    assert field is not None
    field.setText(words)
    return window


def _settings_import() -> "QWidget":
    """The dialog that says what a file of settings would change."""
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.core.settings.settings import DEFAULTS  # noqa: PLC0415
    from posture_app.ui.settings.settings_files import SettingsImportDialog  # noqa: PLC0415

    values, complaints = _settings_to_import(Path())
    parent = QWidget()
    dialog = SettingsImportDialog(parent, replace(DEFAULTS, stand_every=45), values, complaints, lambda _values: None)
    dialog.setParent(None, dialog.windowFlags())
    return dialog


def _own_form(*, smallest: bool = False) -> "SettingsWindow":
    """One of the person's own being changed, with a fault."""
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415

    window = _settings("reminders", "own_Eye drops_open", "edit_own_Eye drops", own=OWN, smallest=smallest)
    times = window.findChild(QLineEdit, "own_times")
    assert times is not None
    times.setText("10:00, 25:00")
    _click(window, "own_save")
    return _scrolled(window, "own_form")


def _hours(hours: str, size: tuple[int, int], *, adding: bool = False) -> "SettingsWindow":
    """The page of working hours with these, and some days off; `adding` opens the form that adds more."""
    from posture_app.core.settings.days_off import parse_days_off  # noqa: PLC0415
    from posture_app.core.settings.hours import parse_hours  # noqa: PLC0415

    days_off = parse_days_off("2026-01-01, 2026-05-01, 2026-12-24..2027-01-02")
    pressed = ("days_off_add",) if adding else ()
    window = _settings("when", *pressed, working_hours=parse_hours(hours), days_off=days_off)
    window.resize(*size)
    return window


def _report(*, saved: bool = False) -> "QWidget":
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    from posture_app.ui.report.report_dialog import ReportDialog  # noqa: PLC0415
    from tests.ui.years import years  # noqa: PLC0415

    given, parent = sources(log=years(2)), QWidget()
    dialog = ReportDialog(parent, given, (date(2026, 2, 1), date(2026, 2, 28)))
    dialog.setParent(None, dialog.windowFlags())  # a picture has no use for the window below
    dialog._name_file("/home/anna/Documents/posture-report-2026-02.pdf")
    QApplication.processEvents()
    if saved:
        dialog._saved()
    return dialog


BREAKS: "dict[str, tuple[tuple[int, int], Callable[[tuple[int, int]], QWidget]]]" = {
    "break": ((1280, 720), partial(_break, exercise="neck_tilt")),
    "break_small": ((1024, 600), partial(_break, exercise="sole_stretch")),
    "break_large": ((1920, 1080), partial(_break, exercise="chair_back_arch", also=("stretch",))),
    "break_player": ((1280, 720), _playing),
    "break_player_upright": ((720, 1280), _playing),
    "break_upright": ((720, 1280), partial(_break, exercise="toe_spread")),
    "break_words": ((1280, 720), _break),
    "break_strict": ((1280, 720), partial(_break, exercise="blade_squeeze", strict=True, held=0.4)),
    "break_long": (
        (1024, 600),
        partial(
            _break,
            title="You have sat for a very long time, and then longer. " * 3,
            body="word " * 300,
            left=0,
        ),
    ),
}
"""The break screens, each with its monitor."""


def _keys() -> "QWidget":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.core.settings.shortcuts import parse_shortcut  # noqa: PLC0415
    from posture_app.ui.settings.keys_dialog import KeysDialog  # noqa: PLC0415

    parent = QWidget()
    dialog = KeysDialog(parent, Settings(hotkey_up=parse_shortcut("Ctrl+Alt+U")), has_tray=False)
    dialog.setParent(None, dialog.windowFlags())
    return dialog


def _help(topic: str = "first-day", *, searched: str = "", smallest: bool = False) -> "QWidget":
    from posture_app.desktop.bundled import load_help  # noqa: PLC0415
    from posture_app.ui.help.help_window import HelpWindow  # noqa: PLC0415
    from posture_app.ui.kit.fields.search_field import SearchField  # noqa: PLC0415

    window = HelpWindow(load_help())
    window.show_topic(topic)
    field = window.findChild(SearchField, "search help")
    assert field is not None
    field.setText(searched)
    if smallest:
        window.resize(window.minimumSize())
    return window


SCREENS: "dict[str, Callable[[], QWidget]]" = {
    "today": lambda: _main("today", SITTING),
    "welcome": lambda: _welcome(0),
    "welcome_blind": lambda: _welcome(0, sight=BLIND),
    "welcome_how": lambda: _welcome(1),
    "welcome_wheelchair": lambda: _welcome(1, way="in a wheelchair"),
    "welcome_about_you": lambda: _welcome(2),
    "welcome_try": lambda: _welcome(3),
    "welcome_where": lambda: _welcome(4),
    "welcome_no_tray": lambda: _welcome(4, sight=BLIND),
    "today_missed": _long_sitting,
    "today_feet": _feet,
    "today_back": _back,
    "today_back_said": lambda: _back(said=True),
    "today_due": lambda: _main("today", due()),
    "today_held": lambda: _main("today", due(Hold.CALL)),
    "today_standing": lambda: _main("today", replace(ELSE, state=State.STANDING, since=NOW.replace(minute=6))),
    "today_up": lambda: _main("today", UP),
    "today_paused": lambda: _main("today", replace(SITTING, paused=True, holds=(Hold.PAUSE,))),
    "today_private": lambda: _main("today", replace(ELSE, private=True, private_until=NOW + timedelta(minutes=42))),
    "today_away": lambda: _main("today", ELSE),
    "today_empty": _empty,
    "today_blind": lambda: _blind(replace(ELSE, since=None), Log()),
    "today_blind_sitting": lambda: _blind(SITTING),
    "today_blind_smallest": lambda: _blind(ELSE, smallest=True),
    "today_locked": lambda: _main(
        "today", replace(ELSE, barred=True), sight=Sight("x11", locked_by=("org.freedesktop.ScreenSaver",))
    ),
    "today_notices": _notices,
    "today_smallest": lambda: _smallest("today"),
    "week": lambda: _main("week", SITTING),
    "week_table": _week_table,
    "week_imported": lambda: _main("week", SITTING, _imported()),
    "week_empty": lambda: _main("week", SITTING, Log()),
    "week_smallest": lambda: _smallest("week"),
    "day": lambda: _day(1),
    "day_today": lambda: _day(0),
    "day_zoomed": _zoomed,
    "day_table": _day_table,
    "day_totals": lambda: _day(12),
    "day_unknown": lambda: _day(4),
    "day_refused": _day_refused,
    "day_smallest": lambda: _day(1, smallest=True),
    "day_smallest_whole": lambda: _day(1, smallest=True, height=1300),
    "day_calendar": _calendar,
    "today_told": lambda: _main("today", SITTING, _told()),
    "statistics": lambda: _statistics("earlier"),
    "statistics_now": _statistics,
    "statistics_year": lambda: _statistics("part year", "earlier"),
    "statistics_imported": lambda: _statistics("earlier", log=_imported()),
    "statistics_imported_table": lambda: _statistics("earlier", "period bars as table", log=_imported()),
    "statistics_goals": _goals,
    "statistics_all": lambda: _all(20, imported=2),
    "statistics_all_some": lambda: _all(6),
    "statistics_all_table": lambda: _all(20, "period bars as table", imported=2),
    "statistics_all_little": lambda: _statistics("part all"),
    "statistics_all_smallest": lambda: _all(20, smallest=True),
    "statistics_table": lambda: _statistics(
        "earlier", "period bars as table", "weekday bars as table", "heat map as table", "what figures mean"
    ),
    "statistics_little": lambda: _statistics(log=first_day()),
    "statistics_empty": lambda: _statistics(log=Log(), height=720),
    "statistics_smallest": lambda: _statistics("earlier", smallest=True),
    "exercises": _library,
    "exercise": _exercise,
    "exercise_hidden": lambda: _exercise(hidden=True),
    "exercise_smallest": lambda: _exercise(size=(480, 400)),
    "exercises_done": _exercise_done,
    "exercises_filtered": _filtered,
    "own": _own,
    "own_exercise": lambda: _own("one"),
    "own_add": lambda: _own("add own"),
    "own_edit": lambda: _own("one", "edit own"),
    "own_smallest": lambda: _own(size=(480, 400)),
    "own_edit_smallest": lambda: _own("one", "edit own", size=(480, 400)),
    "exercises_about": _about,
    "programmes": _programmes,
    "programme_on": lambda: _programmes("desk_back"),
    "programme_journey": lambda: _programmes("long_journey"),
    "programmes_smallest": lambda: _programmes("foot_core", size=(480, 400)),
    "programme_today": lambda: _main("today", SITTING, in_programme("foot_core")),
    "tips": lambda: _part("tips"),
    "safety": lambda: _part("safety"),
    "player": lambda: player(12),
    "player_smallest": lambda: player(12, size=(480, 400)),
    "player_done": lambda: player(300),
    "exercises_smallest": lambda: _library(size=(480, 400)),
    "tray_menu": lambda: _tray_menu(SITTING),
    "tray_menu_due": lambda: _tray_menu(due()),
    "pause_menu": _pause_menu,
    "list": lambda: _list("theme"),
    "tooltip": _tooltip,
    "popover": lambda: _popover(SITTING),
    "popover_due": lambda: _popover(due()),
    "popover_up": lambda: _popover(UP),
    "popover_paused": lambda: _popover(replace(SITTING, paused=True, holds=(Hold.PAUSE,))),
    "popover_private": lambda: _popover(replace(ELSE, private=True, private_until=NOW + timedelta(minutes=42))),
    "card": _card,
    "card_shown": lambda: _card(shown=True),
    "snooze_menu": _snoozes,
    "move_question": _move_question,
    "crash": _crash,
    **{name: partial(make, monitor) for name, (monitor, make) in BREAKS.items()},
    "break_notice": _notice,
    "settings": lambda: _settings("reminders"),
    "settings_general": lambda: _settings("general"),
    "settings_about": lambda: _settings("about"),
    "settings_found": lambda: _searched("sound"),
    "settings_found_one": lambda: _searched("microphone"),
    "settings_found_nothing": lambda: _searched("bicycle"),
    "settings_found_smallest": lambda: _searched("dark", smallest=True),
    "settings_open": lambda: _settings("reminders", "stand_open", "micro_open"),
    "settings_own": lambda: _scrolled(_settings("reminders", "own_Eye drops_open", "remove_own_Water", own=OWN), "own"),
    "settings_own_form": _own_form,
    "settings_own_form_smallest": lambda: _own_form(smallest=True),
    "settings_held": lambda: _settings(
        "reminders", held=held_words(replace(SITTING, paused=True, holds=(Hold.PAUSE,)), ZONE), stand=False
    ),
    "settings_smallest": lambda: _settings("reminders", "stand_open", smallest=True),
    "settings_smallest_row": lambda: _scrolled(_settings("reminders", "stand_open", smallest=True), "row_stand"),
    "settings_asking": lambda: _settings("notifications"),
    "settings_asking_smallest": lambda: _settings("notifications", smallest=True, again_after=12, strict=True),
    "settings_exercises": lambda: _settings("exercises", **WISHES),
    "settings_exercises_smallest": lambda: _settings("exercises", smallest=True, **WISHES),
    "settings_exercises_lists": lambda: _scrolled(_settings("exercises", **WISHES), "row_weights"),
    "settings_seated": lambda: _settings("reminders", seated_only=True),
    "settings_detection": lambda: _settings("detection"),
    "settings_appearance": lambda: _settings("appearance"),
    "settings_import": _settings_import,
    "settings_record": lambda: _settings("data"),
    "settings_record_shared": lambda: _settings("data", keep_years=7, shared_folder=f"{record_screens.LONG}record"),
    "settings_record_smallest": lambda: _settings("data", smallest=True),
    "report": _report,
    "report_done": lambda: _report(saved=True),
    "help": _help,
    "keys": _keys,
    "help_code": lambda: _help("status-bars"),
    "help_found": lambda: _help(searched="microphone"),
    "help_found_nothing": lambda: _help(searched="bicycle"),
    "help_smallest": lambda: _help("exercises", smallest=True),
    **record_screens.SCREENS,
    "settings_hours": lambda: _hours("mon-fri 09:00-17:00", (880, 820)),
    "settings_hours_split": lambda: _hours("mon-thu 09:00-12:30 13:00-17:30; fri 08:00-14:00", (880, 820), adding=True),
    "settings_hours_smallest": lambda: _hours("mon-thu 09:00-12:30 13:00-17:30; sat 08:00-24:00", (640, 480)),
}
"""Each picture's name, and what builds its widget."""


def in_looks(name: str, looks: "Sequence[Look]") -> "Iterator[tuple[Look, QWidget]]":
    """This window in each of these looks. It is made once, but for a tip, which is gone after a moment, and for a break
    screen: that is made for its monitor, and another one takes its place when that changes.
    """
    from tests.ui.looks import SCREEN, USUAL, dress, settle  # noqa: PLC0415
    from tests.ui.showing import shown  # noqa: PLC0415

    dress(USUAL)
    with shown(SCREENS[name]()) as window:
        for look in looks:
            dress(look)
            if name == "tooltip" or (name in BREAKS and look.room is not None):
                room = look.room or SCREEN
                made = BREAKS[name][1]((room.width(), room.height())) if name in BREAKS else SCREENS[name]()
                with shown(made) as other:
                    settle(other, look)
                    yield look, other
            else:
                settle(window, look)
                yield look, window


def _draw(folder: Path, names: list[str], theme: "Theme", *, mirrored: bool) -> None:
    from tests.ui.looks import THEMES, Look, dress, picture, settle  # noqa: PLC0415
    from tests.ui.showing import shown  # noqa: PLC0415

    look = Look(mirrored=mirrored)
    dress(look)
    for name in names:
        with shown(SCREENS[name]()) as window:
            for choice in THEMES:
                theme.choose(choice)
                settle(window, look)
                for scale, suffix in SUFFIXES.items():
                    picture(window, scale).save(str(folder / f"{name}-{choice}{suffix}.png"))


def _draw_all(folder: Path, names: list[str], theme: "Theme") -> int:
    """Draw each in all looks; how many faults there are."""
    from tests.ui.looks import LOOKS, ROOMS, pictures  # noqa: PLC0415
    from tests.ui.picture_faults import faults  # noqa: PLC0415

    count = 0
    for name in names:
        for look, window in in_looks(name, (*LOOKS, *ROOMS)):
            for fault in faults(window, look.room):
                count += 1
                sys.stdout.write(f"{name} ({look}): {fault}\n")
            for which, taken in pictures(window, theme):
                where = folder / f"{which}-{look}"
                where.mkdir(exist_ok=True)
                taken.save(str(where / f"{name}.png"))
    return count


def main(arguments: list[str]) -> int:
    """Draw all screens, or the named ones, into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="in all looks; tells what is wrong with them")
    parser.add_argument(
        "--moving", type=Path, metavar="FILE", help="write the moving picture of README, an animated PNG"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "posture-app-screens")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SCREENS)}")
    language = "a language of resources/translations/app, or “pseudo”, of which nothing but names is English"
    parser.add_argument("--language", metavar="CODE", help=language)
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(SCREENS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(SCREENS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from posture_app.ui.kit.appearance import Theme  # noqa: PLC0415
    from tests.ui.looks import USUAL, dress  # noqa: PLC0415

    theme = Theme(application())
    dress(USUAL)
    with spoken(given.language) if given.language else nullcontext():
        return _drawn(given, theme)


def _drawn(given: argparse.Namespace, theme: "Theme") -> int:
    if given.moving:
        from tests.ui.moving_picture import animated_png, film  # noqa: PLC0415

        theme.choose("light")
        given.moving.write_bytes(animated_png(tuple(film())))
        return 0
    folder, names = given.folder, given.names or list(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    if given.all:
        return min(1, _draw_all(folder, names, theme))
    _draw(folder, names, theme, mirrored=(given.language or "").startswith(FROM_THE_RIGHT))
    return 0


def application() -> "QApplication":
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["posture-app-screens"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
