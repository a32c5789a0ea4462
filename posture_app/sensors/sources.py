"""The sources of facts about the person on this system. A new one is a file of its own, and its name here."""

import sys

from posture_app.sensors.question import QuestionSource
from posture_app.sensors.source import FactSource, InputSource

INPUT: tuple[InputSource, ...]
"""The best first."""
FACTS: tuple[FactSource, ...]
QUESTIONS: tuple[QuestionSource, ...]
"""Both in the order in which `posture-app doctor` names them."""

if sys.platform == "win32":
    from posture_app.sensors.windows import call, idle, not_now, session

    INPUT = (idle.SOURCE,)
    FACTS = (session.SOURCE,)
    QUESTIONS = (*call.SOURCES, *not_now.SOURCES)
elif sys.platform == "darwin":
    from posture_app.sensors.macos import call, idle, not_now

    INPUT = (idle.SOURCE,)
    FACTS = ()
    QUESTIONS = (call.SOURCE, not_now.SOURCE, *not_now.UNTOLD)
else:
    from posture_app.sensors.gnome import session_manager
    from posture_app.sensors.gnome import waiting as mutter
    from posture_app.sensors.linux import camera, do_not_disturb, inhibitors, logind, microphone, screensaver
    from posture_app.sensors.wayland import fullscreen as wayland_fullscreen
    from posture_app.sensors.wayland import waiting as wayland
    from posture_app.sensors.x11 import fullscreen, screen_saver
    from posture_app.sensors.x11 import idle as x11

    INPUT = (mutter.SOURCE, *wayland.SOURCES, x11.SOURCE)
    FACTS = (logind.SOURCE, *screensaver.SOURCES, session_manager.SOURCE, *inhibitors.FACTS)
    QUESTIONS = (
        microphone.SOURCE,
        camera.SOURCE,
        inhibitors.QUESTION,
        screen_saver.SOURCE,
        do_not_disturb.SOURCE,
        fullscreen.SOURCE,
        wayland_fullscreen.SOURCE,
    )
