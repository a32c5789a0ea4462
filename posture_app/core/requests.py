"""What the command line may ask of the running app, and the answers, as plain values for JSON."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from posture_app.core.errors import KnownError
from posture_app.core.events import Say, Word
from posture_app.core.live import Live
from posture_app.core.ports import History
from posture_app.core.records import DayRecord, read_day
from posture_app.core.settings import Settings
from posture_app.core.status import Status
from posture_app.core.words import status_line

Reply = Mapping[str, Any]
ANSWERS = (Word.SNOOZE, Word.SKIP)
LONGEST_PAUSE = 7 * 24 * 60
"""Minutes; what is to last longer is paused until resume."""

_log = logging.getLogger(__name__)


class Requests:
    """Answers one request at a time. `show` opens a page, `leave` ends the app, `reload` reads the settings anew."""

    def __init__(
        self,
        *,
        live: Live,
        history: History,
        settings: Callable[[], Settings],
        show: Callable[[str], None],
        leave: Callable[[], None],
        reload: Callable[[], None],
    ) -> None:
        self._live, self._history, self._settings = live, history, settings
        self._show, self._leave, self._reload = show, leave, reload

    def answer(self, request: Mapping[str, Any]) -> Reply:
        """The answer; what cannot be done is said in `error`, with `ok` false. Never raises."""
        handlers: Mapping[str, Callable[[Mapping[str, Any]], Reply]] = {
            "status": self._status,
            "say": self._say,
            "show": self._show_page,
            "quit": self._quit,
            "settings": self._settings_changed,
        }
        try:
            handler = handlers.get(str(request.get("command")), _unknown)
            return {"ok": True, **handler(request)}
        except KnownError as error:
            return {"ok": False, "error": str(error)}
        except Exception:  # noqa: BLE001 - a bug must not leave who asks without an answer, and is logged
            _log.exception("the request %s failed", request)
            return {"ok": False, "error": "The app met an error of its own; its log tells more."}

    def _status(self, _: Mapping[str, Any]) -> Reply:
        status = self._live.status_now()
        day = read_day(self._history, status, self._settings(), zone=self._live.zone)
        return {"line": status_line(status, self._live.zone), "status": report(status, day)}

    def _say(self, request: Mapping[str, Any]) -> Reply:
        say = _read_say(request)
        if say.word in ANSWERS and self._live.status().prompt is None:
            raise KnownError(f"No reminder shows, so there is nothing to {say.word}.")
        self._live.feed(say)
        return {"line": status_line(self._live.status(), self._live.zone)}

    def _show_page(self, request: Mapping[str, Any]) -> Reply:
        self._show(str(request.get("page", "today")))
        return {}

    def _quit(self, _: Mapping[str, Any]) -> Reply:
        self._leave()
        return {}

    def _settings_changed(self, _: Mapping[str, Any]) -> Reply:
        self._reload()
        return {}


def _unknown(request: Mapping[str, Any]) -> Reply:
    raise KnownError(f"The running app does not know “{request.get('command')}”; is it of another version?")


def _read_say(request: Mapping[str, Any]) -> Say:
    minutes = request.get("minutes")
    try:
        word = Word(request.get("word", ""))
    except ValueError:
        raise KnownError(f"“{request.get('word')}” is nothing one can say to the app.") from None
    if minutes is None:
        return Say(word)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 1 <= minutes <= LONGEST_PAUSE:
        raise KnownError(f"That is not a number of minutes from 1 to {LONGEST_PAUSE}.")
    return Say(word, minutes)


def report(status: Status, day: DayRecord) -> dict[str, Any]:
    """A status as plain values: moments in ISO 8601 (UTC), durations in seconds."""
    prompt, today = status.prompt, day.totals
    return {
        "at": _moment(status.at),
        "state": status.state,
        "since": _moment(status.since),
        "bout_s": status.bout_s,
        "due_s": status.due_s,
        "prompt": prompt and {"kind": prompt.kind, "at": _moment(prompt.at), "again": prompt.again},
        "held_by": list(status.holds),
        "paused": status.paused,
        "pause_until": _moment(status.pause_until),
        "up_until": _moment(status.up_until),
        "today": {
            "day": today.day.isoformat(),
            "sitting_s": today.sitting_s,
            "standing_s": today.standing_s,
            "bouts": today.bouts,
            "breaks": today.breaks,
            "longest_bout_s": today.longest_bout_s,
            "reminders": day.asked,
            "reminders_kept": day.kept,
        },
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")
