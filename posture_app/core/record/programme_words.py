"""Programmes in words: how long one is, how far somebody is in it, and why a week comes again."""

from posture_app.core.content.programmes import Programme
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.record.programme_progress import Planned, Progress
from posture_app.core.record.programmes import ProgrammeToday, SessionToday


def length_words(programme: Programme) -> str:
    """“6 weeks”, or that it goes by the hours of a journey."""
    if not programme.weeks:
        return _("By the hours of a journey")
    return ngettext("{number} week", "{number} weeks", programme.weeks).format(number=number_words(programme.weeks))


def week_words(programme: Programme, progress: Progress) -> str:
    """Which week it is."""
    if not programme.weeks:
        return _("On a journey")
    if progress.week > programme.weeks:
        return _("All weeks are done: keep it up")
    return _("Week {number} of {count}").format(number=number_words(progress.week), count=number_words(programme.weeks))


def why_words(progress: Progress) -> str:
    """Why it went back, or a week comes again; empty if it did not."""
    if progress.back:
        weeks = ngettext("{number} week", "{number} weeks", progress.back).format(number=number_words(progress.back))
        return _("It went back {weeks} after the days without a session.").format(weeks=weeks)
    if progress.hurt:
        return _("The same week again, as something hurt. What hurt is left out, or done in its easier form.")
    if progress.again:
        return _("The same week again: the next one comes when three quarters of its sessions are done.")
    return ""


def today_words(today: ProgrammeToday) -> str:
    """What there is to do now, as far as the list of sessions does not say it."""
    if today.on.paused:
        return _("Paused: nothing of it is due until you go on.")
    if not any(session.offer for session in today.sessions):
        return _(
            "Nothing of it suits you here and now. See the settings: where you sit, and what you said of yourself."
        )
    if today.day_off:
        return _("Nothing is due on a day off. You may do a session all the same.")
    if not today.due:
        return _("Nothing more is due now. You may do a session all the same.")
    return ""


def session_words(session: SessionToday, today: ProgrammeToday) -> str:
    """“Twice a week: 4 min, due today, 1 of 2 done this week”."""
    name, planned = session.planned.session.name or _("Session"), session.planned
    if session.offer is None:
        return _("{session}: nothing of it suits here and now").format(session=name)
    due = session.offer in today.due
    if not today.on.programme.weeks:
        words = _("{session}: {minutes} min, due now") if due else _("{session}: {minutes} min")
        return words.format(session=name, minutes=number_words(session.offer.minutes))
    words = _("{session}: {minutes} min, {done} of {wanted} done this week")
    if due:
        words = _("{session}: {minutes} min, due today, {done} of {wanted} done this week")
    minutes, done, wanted = map(number_words, (session.offer.minutes, planned.done, planned.wanted))
    return words.format(session=name, minutes=minutes, done=done, wanted=wanted)


def share(plan: tuple[Planned, ...]) -> float:
    """How much of the week’s sessions is done, from 0 to 1."""
    wanted = sum(each.wanted for each in plan)
    return sum(each.done for each in plan) / wanted if wanted else 0.0
