"""What every diary does: that of the log, and the one of lists that tests of pages write into."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.core.record.diary import Correction, Diary, Note, Session
from posture_app.core.session.ends import Ended
from posture_app.core.spans import Posture

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
STOOD = Correction(Posture.STANDING, NOON, NOON + HOUR, "Europe/Berlin", NOON + 5 * HOUR)
AWAY = Correction(None, NOON - 2 * HOUR, NOON, "Europe/Berlin", NOON + 4 * HOUR)
STRETCHED = Session("neck_tilt", NOON, "Europe/Berlin", 120)
MONDAY = date(2026, 3, 2)


class DiaryContract:
    """Give it a fixture `diary`: an empty one."""

    def test_corrections_come_in_the_order_in_which_they_were_made(self, diary: Diary) -> None:
        for each in (STOOD, AWAY):
            diary.correct(each)
        found = list(diary.corrections())
        assert [AWAY, STOOD] == [replace(each, id=0) for each in found]
        assert 2 == len({each.id for each in found} - {0})

    @pytest.mark.parametrize(
        ("since", "until", "count"),
        [
            (NOON, NOON + HOUR, 1),
            (NOON - HOUR, NOON, 1),
            (NOON - HOUR, NOON + HOUR, 2),
            (NOON + HOUR, None, 0),
            (None, NOON - 2 * HOUR, 0),
            (None, None, 2),
        ],
    )
    def test_those_of_a_range_have_a_part_in_it(
        self, diary: Diary, since: datetime | None, until: datetime | None, count: int
    ) -> None:
        for each in (STOOD, AWAY):
            diary.correct(each)
        assert count == len(list(diary.corrections(since, until)))

    def test_one_that_is_undone_stays_and_says_when(self, diary: Diary) -> None:
        diary.correct(STOOD)
        (made,) = diary.corrections()
        diary.undo(made.id, NOON + 6 * HOUR)
        diary.undo(made.id, NOON + 7 * HOUR)
        diary.undo(made.id + 1, NOON)
        assert [replace(made, undone=NOON + 6 * HOUR)] == list(diary.corrections())

    @pytest.mark.parametrize("end", [NOON, NOON - HOUR])
    def test_one_that_does_not_end_after_it_begins_is_refused(self, diary: Diary, end: datetime) -> None:
        with pytest.raises(ValueError, match="does not end after it begins"):
            diary.correct(replace(STOOD, end=end))
        assert [] == list(diary.corrections())

    def test_a_note_replaces_the_one_before_and_an_empty_one_takes_it_away(self, diary: Diary) -> None:
        assert "" == diary.note(MONDAY)
        for text in ("Train", "Train to Bonn\nand “back” ✓ "):
            diary.write_note(Note(MONDAY, text, NOON))
            assert text == diary.note(MONDAY)
            assert [Note(MONDAY, text, NOON)] == list(diary.notes(MONDAY, MONDAY))
        assert [] == list(diary.notes(MONDAY + timedelta(days=1), date(2026, 3, 9)))
        diary.write_note(Note(MONDAY, "", NOON + HOUR))
        assert ("", []) == (diary.note(MONDAY), list(diary.notes(MONDAY, MONDAY)))

    def test_what_is_said_last_holds_also_after_a_clock_that_stood_years_ahead(self, diary: Diary) -> None:
        ahead = NOON + timedelta(days=2000)
        diary.correct(replace(STOOD, made=ahead))
        diary.correct(replace(STOOD, posture=Posture.SITTING))
        assert [Posture.STANDING, Posture.SITTING] == [each.posture for each in diary.corrections()]
        for text, at in (("Train", ahead), ("Tram", NOON)):
            diary.write_note(Note(MONDAY, text, at))
        (note,) = diary.notes(MONDAY, MONDAY)
        assert "Tram" == note.text
        assert note.changed > ahead

    def test_it_knows_when_an_exercise_was_last_done_to_its_end(self, diary: Diary) -> None:
        assert diary.last_done(STRETCHED.exercise) is None
        early, late = replace(STRETCHED, at=NOON - HOUR), replace(STRETCHED, at=NOON + HOUR, ended=Ended.STOPPED)
        for each in (STRETCHED, early, late, replace(STRETCHED, exercise="walk", at=NOON + HOUR)):
            diary.done(each)
        assert diary.last_done(STRETCHED.exercise) == STRETCHED
        assert diary.last_done("chin_tuck") is None

    def test_what_hurt_here_hurt_nowhere_else(self, diary: Diary) -> None:
        diary.done(replace(STRETCHED, ended=Ended.HURT))
        assert {} == diary.hurt_elsewhere()

    def test_exercises_done_come_by_time(self, diary: Diary) -> None:
        early = replace(STRETCHED, at=NOON - HOUR, ended=Ended.STOPPED, length_s=0)
        for each in (STRETCHED, early):
            diary.done(each)
        assert [early, STRETCHED] == list(diary.sessions())
        assert [STRETCHED] == list(diary.sessions(NOON, NOON + HOUR))
        assert [early] == list(diary.sessions(None, NOON))
