"""What the command line can ask of the running app, and the answers, as plain values for JSON."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from posture_app import __version__
from posture_app.core.detection import Detection, as_json
from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.events import Say, Word
from posture_app.core.language import N_, _
from posture_app.core.login import Login, read_login
from posture_app.core.settings.pauses import LONGEST_PAUSE, pause_end
from posture_app.core.settings.settings import Settings
from posture_app.core.shortcut_actions import other_posture
from posture_app.core.sight import Sight, no_effect_words, sight_words
from posture_app.core.status import Status
from posture_app.core.status_words import status_line
from posture_app.core.words import wall_time
from posture_app.desktop.control.protocol import Stream
from posture_app.desktop.program import start_command
from posture_app.runtime.prompt_words import longer_interval

if TYPE_CHECKING:
    from posture_app.core.record.day_record import DayRecord
    from posture_app.core.statistics.ports import Record

Reply = Mapping[str, Any]
Later = Callable[[Callable[[Reply], None]], None]
HEARD_ALWAYS = (Word.PRIVATE, Word.PRIVATE_OFF)
"""Words that have an effect while nobody can be present, too."""
SNOOZES = (Word.SNOOZE, Word.SNOOZE_QUIET)
ANSWERS = (*SNOOZES, Word.SKIP, Word.DONE, Word.LONGER, Word.ESCAPE)
NOTHING_TO = {
    **dict.fromkeys(SNOOZES, N_("No reminder shows, so there is nothing to snooze.")),
    Word.SKIP: N_("No reminder shows, so there is nothing to skip."),
    Word.DONE: N_("No reminder shows, so there is nothing to have done."),
}
TO_THE_QUESTION = (Word.LONGER, Word.ESCAPE)
"""Answers to a prompt that asks whether it should come less often; to others they would be a way round the limits."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """Answers one request at a time. `say` passes the person's word on, `sight` tells how input is seen, `show` opens a
    page, `leave` ends the app, `reload` reads the settings again, `try_it` shows the prompt of a kind of reminder now
    (and returns whether there is that kind), `changed` refreshes what shows the record, `detect` finds out which source
    sees what. `login` is where the windows show; `follow` begins to tell of each change, and returns what ends that;
    `begin_with` is the page that a second start shows.
    """

    runner: Runner
    history: "Record"
    settings: Callable[[], Settings]
    say: Callable[[Say], None]
    sight: Callable[[], Sight]
    show: Callable[[str], None]
    begin_with: Callable[[], str]
    leave: Callable[[], None]
    reload: Callable[[], None]
    try_it: Callable[[str], bool]
    changed: Callable[[], None]
    detect: Callable[[Callable[[Detection], None]], None]
    login: Login
    follow: Callable[[Callable[[Reply], None]], Callable[[], None]]

    def answer(self, request: Mapping[str, Any]) -> Reply | Later | Stream:
        """The answer; what cannot be done is said in `error`, with `ok` false. Never raises."""
        handlers: Mapping[str, Callable[[Mapping[str, Any]], Reply]] = {
            "status": lambda _: self.status(),
            "say": self._say,
            "show": self._show_page,
            "try": self._try,
        }
        actions = {"quit": self.leave, "settings": self.reload, "changed": self.changed}
        command = str(request.get("command"))
        try:
            if command == "detection":
                return self._detect
            if command == "follow":
                return Stream(self.follow)
            if command in actions:
                actions[command]()
                return {"ok": True}
            return {"ok": True, **handlers.get(command, _unknown)(request)}
        except KnownError as error:
            return {"ok": False, "error": str(error)}
        except Exception:  # noqa: BLE001 - a bug must not leave who asks without an answer, and is logged
            _log.exception("the request %s failed", request)
            return {"ok": False, "error": _("The app met an error of its own; its log tells more.")}

    def line(self) -> str:
        """How things stand, in a line."""
        return status_line(self.runner.status(), self.runner.zone, blind=self.sight().blind)

    def status(self) -> Reply:
        """How things stand: the line that says so, what else to know, and all of it as plain values."""
        status = self.runner.status_now()
        from posture_app.core.record.day_record import read_day  # noqa: PLC0415 - loads statistics

        day = read_day(self.history, status, self.settings(), zone=self.runner.zone)
        sight = self.sight()
        return {
            "line": status_line(status, self.runner.zone, blind=sight.blind),
            "remarks": sight_words(sight),
            "status": report(status, day, sight),
        }

    def _detect(self, answer: Callable[[Reply], None]) -> None:
        """Which source sees what, once all that can be asked has answered."""
        self.detect(lambda detection: answer({"ok": True, "detection": as_json(detection)}))

    def _say(self, request: Mapping[str, Any]) -> Reply:
        if request.get("word") == "switch":
            request = {**request, "word": other_posture(self.runner.status_now())}
        say = self._until(request) if "until" in request else _read_say(request)
        if say.word not in HEARD_ALWAYS:
            self._check_heard()
        if say.word in ANSWERS:
            self._check(say.word)
        self.say(say)
        return {"line": self.line()}

    def _until(self, request: Mapping[str, Any]) -> Say:
        """A pause that was asked for by its end, not its length."""
        now = self.runner.status_now().at  # in whole seconds, as the engine counts
        try:
            end = pause_end(str(request["until"]), now, self.settings(), self.runner.zone)
        except ValueError as error:
            raise KnownError(_("{error}; say HH:MM, or tomorrow.").format(error=error)) from error
        return Say(Word.PAUSE, (end - now).total_seconds() / 60)

    def _try(self, request: Mapping[str, Any]) -> Reply:
        kind = str(request.get("kind"))
        if not self.try_it(kind):
            raise KnownError(_("There is no reminder “{kind}”.").format(kind=kind))
        return {}

    def _check_heard(self) -> None:
        """Raises KnownError if words have no effect now; they may come over SSH, so they do not end a lock."""
        status, sight = self.runner.status_now(), self.sight()
        if status.private:
            command = "posture-app private --off"
            if status.private_until is None:
                text = _("Private mode until you end it, so this has no effect; to end that: {command}")
                raise KnownError(text.format(command=command))
            text = _("Private mode until {time}, so this has no effect; to end that: {command}")
            until = wall_time(status.private_until, status.at, self.runner.zone)
            raise KnownError(text.format(time=until, command=command))
        if status.barred:
            raise KnownError(no_effect_words(sight))

    def _check(self, word: Word) -> None:
        """Raises KnownError if the prompt, or the person's own settings, do not allow this answer."""
        prompt = self.runner.status().prompt
        if prompt is None:
            raise KnownError(_(NOTHING_TO.get(word, N_("No reminder shows, so there is nothing to answer."))))
        if word in TO_THE_QUESTION:
            if not prompt.asks or longer_interval(self.settings(), prompt.kind) is None:
                raise KnownError(_("The reminder that shows does not ask whether it should come less often."))
            return
        if word is not Word.DONE and self.settings().strict:
            raise KnownError(_("Strict mode is on: a reminder cannot be snoozed or skipped."))
        if word in SNOOZES and not prompt.may_snooze:
            raise KnownError(_("This reminder has been snoozed as often in a row as the settings allow."))
        if word is Word.SKIP and not prompt.may_skip:
            raise KnownError(_("As many reminders have been skipped today as the settings allow."))

    def _show_page(self, request: Mapping[str, Any]) -> Reply:
        """Show a page; say where, if the person asks from another login. A second start wants it here or not at all,
        and not from a version that was updated while it ran.
        """
        elsewhere, where = self.login.is_elsewhere(read_login(request.get("from"))), self.login.words()
        if elsewhere and request.get("only_here"):
            return {"elsewhere": where}
        if _is_replaced(request.get("release")):
            return {"updated": __version__}
        page = str(request.get("page", "today"))
        self.show(self.begin_with() if page == "today" and request.get("only_here") else page)
        if not elsewhere:
            return {"where": where}
        return {"line": _("It shows where the app runs ({place}).").format(place=where)}


def _is_replaced(release: object) -> bool:
    """Whether what starts this installation by now is another version."""
    match release:
        case {"command": list(command), "version": str(version)}:
            return version != __version__ and tuple(command) == start_command(os.environ)
        case _:
            return False


def _unknown(request: Mapping[str, Any]) -> Reply:
    raise KnownError(
        _("The running app does not know “{request}”; is it of another version?").format(request=request.get("command"))
    )


def _read_say(request: Mapping[str, Any]) -> Say:
    minutes = request.get("minutes")
    try:
        word = Word(request.get("word", ""))
    except ValueError:
        raise KnownError(_("“{word}” is nothing one can say to the app.").format(word=request.get("word"))) from None
    if minutes is None:
        return Say(word)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 1 <= minutes <= LONGEST_PAUSE:
        raise KnownError(_("That is not a number of minutes from 1 to {most}.").format(most=LONGEST_PAUSE))
    return Say(word, minutes)


def report(status: Status, day: "DayRecord", sight: Sight) -> dict[str, Any]:
    """A status as plain values: moments in ISO 8601 (UTC), durations in seconds."""
    prompt = status.prompt
    return {
        "at": _moment(status.at),
        "state": status.state,
        "since": _moment(status.since),
        "bout_s": status.bout_s,
        "due_s": status.due_s,
        "due_kind": status.due_kind,
        "prompt": prompt
        and {
            "kind": prompt.kind,
            "also": list(prompt.also),
            "way": prompt.way,
            "at": _moment(prompt.at),
            "again": prompt.again,
        },
        "held_by": list(status.holds),
        "paused": status.paused,
        "pause_until": _moment(status.pause_until),
        "up_until": _moment(status.up_until),
        "private": status.private,
        "private_until": _moment(status.private_until),
        "input": {"source": sight.source, "why": sight.why},
        "locked_by": list(sight.locked_by),
        "asleep_by": list(sight.asleep_by),
        "today": {**day.totals.to_json(), "reminders": day.asked, "reminders_kept": day.kept},
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")
