"""The modules that are imported by a name in a text, which a tool that bundles a program cannot see in its source.

`.packaging/posture-app.spec` has them put into the bundle. A test tells if a new one is missing here.
"""

from pkgutil import iter_modules

import posture_app.commands

_PLYER = {"linux": "linux", "win32": "win", "darwin": "macosx"}
_ONLY_ON = {"win32": ("winsound", "winrt.windows.ui.notifications")}


def named_modules(platform: str) -> frozenset[str]:
    """Those of a system, as `sys.platform` names it: the commands, plyer’s way to notify, parts of APScheduler."""
    from posture_app.desktop.jobs import USED  # noqa: PLC0415 - it imports APScheduler, and nobody else here needs it

    commands = (module.name for module in iter_modules(posture_app.commands.__path__, "posture_app.commands."))
    plyer = _PLYER.get(platform, platform)
    return frozenset(
        {
            *commands,
            *(f"apscheduler.{name}" for name in USED),
            "plyer.facades.notification",
            f"plyer.platforms.{plyer}.notification",
            *_ONLY_ON.get(platform, ()),
        }
    )
