"""What the settings window is given of the running app."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app.core.autostart import Autostart, DesktopEntry
from posture_app.core.detection import Detection
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.errors import Unavailable
from posture_app.core.ports import Watch
from posture_app.core.record.record_jobs import RecordActions
from posture_app.core.settings.setting import Requirement
from posture_app.core.sight import Sight
from posture_app.core.value import value

if TYPE_CHECKING:
    from posture_app.core.content.content import Safety  # the page About reads it


@value
class DetectionSources:
    """`detection` tells what is seen, and by what. `ask` has that asked which does not tell by itself.
    `next_input` calls once, at the next input.
    """

    detection: Callable[[], Detection]
    ask: Callable[[], None]
    next_input: Callable[[Callable[[], None]], Watch]


@value
class AboutSources:
    """`installed` says how the app came here, and what updates it. `places` are its files, each with its name; `doctor`
    is the command that examines the computer, `unit` a unit of systemd that starts the app.
    """

    installed: tuple[str, str]
    places: Sequence[tuple[str, str]]
    doctor: Sequence[str]
    unit: str
    safety: "Callable[[], Safety]"


@value
class PreviewSources:
    """`try_it` shows the prompt of a kind now, `end_trial` takes it away again, `preview` gives those of the coming
    hours, and `held` a sentence if something keeps reminders back, else "". `now` is the wall clock in UTC, `zone` the
    IANA name in force. `exercises` are those that a reminder can offer, `tips` all tips, each with its id and its name;
    `why_hidden` says why this exercise is not offered to the person, if so. `hotkey_faults` are the keys of settings
    whose shortcut could not be had, each with a sentence why. `record` is what can be done with the record, `autostart`
    the way to start with the session, `menu` that into the menu of programs, or why there is none; `detection` and
    `sight` what is seen, and by what. `lacks` are the things that this machine does not have, each with a reason,
    `lost_ways` the ways to notify that were found not to work, likewise. `export_settings` writes all settings to a
    file, those that tell of the person’s health only if that is wanted; `settings_in` gives those of a file, with what
    is wrong in it.
    """

    try_it: Callable[[str], object]
    end_trial: Callable[[], None]
    preview: Callable[[], tuple[UpcomingPrompt, ...]]
    zone: Callable[[], str]
    now: Callable[[], datetime]
    held: Callable[[], str]
    exercises: Callable[[], tuple[tuple[str, str], ...]]
    why_hidden: Callable[[str], str]
    tips: Callable[[], tuple[tuple[str, str], ...]]
    hotkey_faults: Callable[[], Mapping[str, str]]
    record: RecordActions
    autostart: Autostart | Unavailable
    menu: DesktopEntry | Unavailable
    detection: DetectionSources
    sight: Callable[[], Sight]
    about: AboutSources
    lacks: Callable[[], Mapping[Requirement, str]]
    lost_ways: Callable[[], Mapping[str, str]]
    export_settings: Callable[[Path, bool], None]
    settings_in: Callable[[Path], tuple[Mapping[str, Any], tuple[str, ...]]]
