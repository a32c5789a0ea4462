"""What the face of the app needs of the rest of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from posture_app.core.events import Word
from posture_app.core.ports import Clock, Loop
from posture_app.core.record.diary import Session
from posture_app.core.settings.settings import Settings
from posture_app.core.status import Status
from posture_app.core.value import value
from posture_app.ui.tray.break_menu import Breaks

if TYPE_CHECKING:
    from posture_app.core.content.content import Tip
    from posture_app.core.help_topics import HelpTopic
    from posture_app.core.record.coming_back import ComingBack
    from posture_app.core.session.cues import Cues
    from posture_app.ui.prompts.entrance import Quiet
    from posture_app.ui.settings.settings_sources import PreviewSources
    from posture_app.ui.sources import Sources


@value
class Wiring:
    """What the desktop needs of the rest of the app; `sources` is called when a window is first opened, `say`
    and `clicked` when the person clicks. Exercises in a window of their own go by `player_loop` and `player_clock`.
    `first_time` says whether this is asked for the first time in all runs, `recall` and `remember` keep what windows
    are to know of the run before, `icon` says where the file of the app’s icon lies, `cues` is what is heard while
    exercises are done, `tip` that of the day, `give_back` gives back the memory of windows that have gone, `speak` has
    Qt speak the language of the app, `topics` are those of the help.
    """

    loop: Loop
    clock: Clock
    player_loop: Loop
    player_clock: Clock
    quiet: "Quiet"
    say: Callable[[Word, float | None], None]
    clicked: Callable[[], None]
    fresh: Callable[[], Status]
    zone: Callable[[], str]
    tomorrow: Callable[[], datetime]
    breaks: Breaks
    sources: "Callable[[], Sources]"
    apply: Callable[[str, object], None]
    apply_all: Callable[[Mapping[str, object]], None]
    overridden: Collection[str]
    live: "Callable[[], PreviewSources]"
    watch_tray: Callable[[Callable[[], None]], None] | None
    exercised: Callable[[Session], None]
    coming_back: "Callable[[], ComingBack]"
    first_time: Callable[[str], bool]
    watch_text_size: Callable[[Callable[[float], None]], None]
    recall: Callable[[str], object]
    remember: Callable[[str, object], None]
    hidden: bool
    icon: Callable[[], str]
    cues: "Callable[[], Cues]"
    tip: "Callable[[], Tip | None]"
    give_back: Callable[[], None]
    speak: Callable[[Settings], None]
    topics: "Callable[[], Sequence[HelpTopic]]"
