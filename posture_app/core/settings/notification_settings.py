"""The settings about notifications, cards and break screens: how a reminder is told, and what may be answered."""

from posture_app.core.language import N_
from posture_app.core.settings.exercise_settings import ExerciseSettings
from posture_app.core.settings.setting import Choice, Order, Requirement, Text, Whole, row, switch
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.settings.snoozes import Snoozes, format_snoozes, parse_snoozes
from posture_app.core.value import value

NOTIFIERS = ("desktop", "card", "plyer", "tray")
_SNOOZES = Text(parse_snoozes, format_snoozes, N_("lengths such as “5, 10, 15, pause”"))


@value
class NotificationSettings(ExerciseSettings):
    """What a person has set about them. Durations are in minutes unless the name says otherwise."""

    notify_order: tuple[str, ...] = row(
        NOTIFIERS,
        Order(NOTIFIERS),
        SettingsPage.NOTIFICATIONS,
        N_("Ways to notify"),
        N_("Tried in this order until one works; if none does, the tray icon tells."),
        words=N_("popup toast order"),
    )
    snooze: int = row(
        5,
        Whole(1, 60, "min"),
        SettingsPage.NOTIFICATIONS,
        N_("Snooze for"),
        N_("How long “Snooze” puts a reminder off, unless you choose another."),
        words=N_("postpone later delay"),
    )
    snooze_choices: Snoozes = row(
        (5, 10, 15, None),
        _SNOOZES,
        SettingsPage.NOTIFICATIONS,
        N_("Other lengths"),
        N_("What else “Snooze” offers, in minutes. “pause” waits until your hands rest, for an hour at the most."),
        words=N_("postpone later delay until pause typing"),
    )
    snoozes_in_row: int = row(
        2,
        Whole(0, 10, "times"),
        SettingsPage.NOTIFICATIONS,
        N_("Snoozes in a row"),
        N_("How many times you can snooze the same reminder."),
        words=N_("postpone limit"),
    )
    skips_a_day: int = row(
        0,
        Whole(0, 50, "times"),
        SettingsPage.NOTIFICATIONS,
        N_("Skips a day"),
        N_("How many reminders you can skip in a day."),
        words=N_("dismiss limit"),
    )
    strict: bool = switch(
        N_("Strict mode"),
        N_("No snoozing and no skipping. Holding Escape for three seconds still ends a break screen."),
        on=False,
        page=SettingsPage.NOTIFICATIONS,
        words=N_("force discipline"),
    )
    again_after: int = row(
        10,
        Whole(1, 120, "min"),
        SettingsPage.NOTIFICATIONS,
        N_("Remind again after"),
        N_("How much more sitting before a reminder that you did not answer comes again."),
        words=N_("repeat ignored"),
    )
    escalate_after: int = row(
        0,
        Whole(0, 10, "times"),
        SettingsPage.NOTIFICATIONS,
        N_("Insist after"),
        N_("Missed this many times, a reminder takes the next way: notification, card, break screen."),
        words=N_("escalate repeat"),
    )
    quiet_after: int = row(
        0,
        Whole(0, 10, "times"),
        SettingsPage.NOTIFICATIONS,
        N_("Give up after"),
        N_("Missed this many times, a reminder asks whether it should come less often, then rests."),
        words=N_("less often repeat"),
    )
    notice_s: int = row(
        30,
        Whole(0, 120, "s"),
        SettingsPage.NOTIFICATIONS,
        N_("Notice before a break screen"),
        N_("A card counts down, so that you can finish what you are doing."),
        words=N_("warning countdown"),
    )
    all_monitors: bool = switch(
        N_("Break screen on all monitors"),
        N_("Otherwise only on the one with the pointer."),
        on=True,
        page=SettingsPage.NOTIFICATIONS,
        words=N_("display screens second"),
        needs=Requirement.MONITORS,
    )
    feedback: str = row(
        "tooltip",
        Choice(("tooltip", "card", "off")),
        SettingsPage.NOTIFICATIONS,
        N_("After a break"),
        N_("A quiet word about what it did for your day."),
        words=N_("praise feedback"),
    )
    goal_word: bool = switch(
        N_("A word when your goal is passed"),
        N_("Once a day, when you have sat as long as your goal allows; where it shows goes by “After a break”."),
        on=True,
        page=SettingsPage.NOTIFICATIONS,
        words=N_("limit too much"),
    )
    daily_summary: bool = switch(
        N_("Summary of the day"),
        N_("How the day went, at the end of your working hours, if you have set any."),
        page=SettingsPage.NOTIFICATIONS,
        words=N_("report evening"),
    )
    volume: int = row(
        60,
        Whole(0, 100, "%"),
        SettingsPage.NOTIFICATIONS,
        N_("Volume"),
        N_("How loud the chimes of reminders and the tones of exercises are."),
        words=N_("sound loud mute audio quiet"),
    )
