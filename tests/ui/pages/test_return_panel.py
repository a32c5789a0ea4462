"""The question of the page of today, and of the tray, to who comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture
from posture_app.ui.pages.today import TodayPage
from tests.core.record.test_coming_back import GONE, HERE, Person
from tests.ui.showing import button, shown


def test_the_page_asks_notes_the_answer_and_undoes_it(qt: object) -> None:
    person = Person()
    sources = replace(person.desk.sources(person.log), coming_back=person.lives(GONE, HERE))
    with shown(TodayPage(sources)) as page:
        page.refresh()
        assert button(page, "sat elsewhere").isVisible()
        assert not button(page, "undo answer").isVisible()
        button(page, "sat elsewhere").click()
        page.refresh()
        assert [Posture.SITTING] == [each.posture for each in person.log.diary.corrections()]
        assert not button(page, "sat elsewhere").isVisible()
        button(page, "undo answer").click()
        page.refresh()
        assert button(page, "was up").isVisible()


@pytest.mark.parametrize("answered", [False, True])
def test_who_has_nothing_to_say_closes_it_and_it_stays_closed(qt: object, answered: bool) -> None:
    person = Person()
    sources = replace(person.desk.sources(person.log), coming_back=person.lives(GONE, HERE))
    with shown(TodayPage(sources)) as page:
        page.refresh()
        if answered:
            button(page, "was up").click()
            page.refresh()
        button(page, "close question").click()
        page.refresh()
        assert not button(page, "close question").isVisible()
        assert answered == bool(list(person.log.diary.corrections()))


def test_an_answer_that_cannot_be_written_is_told_and_asked_for_again(
    qt: object, caplog: pytest.LogCaptureFixture
) -> None:
    person, told = Person(), list[str]()
    sources = replace(person.desk.sources(person.log), coming_back=person.lives(GONE, HERE))

    def full(correction: Correction) -> None:
        raise KnownError("The disk is full.")

    person.log.diary.correct = full  # type: ignore[method-assign]
    with shown(TodayPage(sources)) as page:
        page.failed.connect(told.append)
        page.refresh()
        button(page, "was up").click()
        assert ["The disk is full."] == told
        caplog.clear()
        assert button(page, "was up").isVisible()


def test_nothing_shows_where_nobody_was_away(qt: object) -> None:
    person = Person()
    person.desk.now += timedelta(minutes=1)
    with shown(TodayPage(person.desk.sources(person.log))) as page:
        page.refresh()
        assert not button(page, "was up").isVisible()
