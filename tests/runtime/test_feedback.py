"""What the app says back of its own accord."""

from dataclasses import replace

from posture_app.core.content.content import Tip
from posture_app.core.events import Input, Say, Word
from posture_app.core.ports import Message
from posture_app.core.settings.hours import parse_hours
from posture_app.core.settings.settings import DEFAULTS
from posture_app.runtime.feedback import Feedback
from tests.core.engine.test_runner import HOUR, MINUTE, Desk
from tests.runtime.test_requests import Asked, Log
from tests.ui.lessons import TIP


class Said:
    """What a person is told, at a desk that they leave at half past nine UTC."""

    def __init__(self) -> None:
        self.desk: Desk = Asked().desk
        self.told: list[Message] = []
        self.remarks: list[str] = []
        self.tip: Tip | None = None
        hours = parse_hours("mon-fri 08:00-10:30")
        self.settings = replace(DEFAULTS, daily_summary=True, working_hours=hours, feedback="tooltip")
        self.feedback = Feedback(
            runner=self.desk.live,
            alarm=self.desk.alarm,
            history=Log(self.desk),
            settings=lambda: self.settings,
            frontend=self,
            tell=self.told.append,
            over=lambda: None,
            tip=lambda: self.tip,
        )
        self.feedback.plan()

    def remark(self, text: str) -> None:
        self.remarks.append(text)

    def greet(self, text: str) -> None:
        self.remarks.append(text)

    def feed(self, event: Input | Say) -> None:
        self.desk.live.feed(event)
        self.look()

    def look(self) -> None:
        self.feedback.look(self.desk.live.status_now())


def test_the_summary_of_the_day_comes_as_work_ends_but_not_in_private_mode() -> None:
    for minutes, told in ((20, 1), (60, 0)):
        said = Said()
        said.feed(Input(None))
        said.desk.run(5 * MINUTE)
        said.feed(Say(Word.PRIVATE, minutes))
        said.desk.run(HOUR)
        assert told == len(said.told), minutes


def test_private_mode_is_no_break_and_what_follows_is_counted_from_its_end() -> None:
    said = Said()
    said.feed(Input(None))
    said.desk.run(5 * MINUTE)
    said.feed(Say(Word.PRIVATE))
    said.desk.run(20 * MINUTE)
    said.feed(Say(Word.PRIVATE_OFF))
    said.feed(Say(Word.PRIVATE, 20))
    said.desk.run(25 * MINUTE)
    said.look()
    assert [] == said.remarks
    said.feed(Input(None))
    assert ["A break of 5 min"] == [text.split(" · ")[0] for text in said.remarks]


GOAL = "Your goal of 1 h of sitting for today is reached."


def test_who_passes_their_goal_is_told_once_and_only_while_they_sit() -> None:
    said = Said()
    said.settings = replace(said.settings, goal_hours=1.0)
    said.feed(Input(None))
    said.desk.run(40 * MINUTE)
    said.feed(Say(Word.STAND))
    said.desk.run(30 * MINUTE)
    said.feed(Say(Word.SIT))
    said.desk.run(19 * MINUTE)
    assert GOAL not in said.remarks
    said.desk.run(2 * MINUTE)
    assert 1 == said.remarks.count(GOAL)
    said.look()
    assert GOAL == said.remarks[-1]
    said.feed(Say(Word.STAND))
    said.feed(Say(Word.SIT))
    said.desk.run(HOUR)
    said.look()
    assert (1, "") == (said.remarks.count(GOAL), said.remarks[-1])


def test_who_wants_no_word_about_the_goal_gets_none() -> None:
    said = Said()
    said.settings = replace(said.settings, goal_hours=1.0, goal_word=False)
    said.feed(Input(None))
    said.desk.run(2 * HOUR)
    assert [] == said.remarks


def test_after_a_break_comes_the_tip_of_the_day_whole_where_there_is_room_for_it() -> None:
    for feedback in ("tooltip", "card"):
        said = Said()
        said.tip, said.settings = TIP, replace(said.settings, feedback=feedback)
        said.feed(Input(None))
        said.desk.run(5 * MINUTE)
        said.feed(Say(Word.UP))
        said.desk.run(10 * MINUTE)
        said.feed(Input(None))
        (words,) = said.remarks
        assert words.endswith(f" · Tip: {TIP.title}" if feedback == "tooltip" else f"\n{TIP.title}. {TIP.text}")
