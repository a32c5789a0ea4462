"""How large the person has text in all programs, where Qt does not know: GNOME's factor, which its portal tells."""

import logging
from collections.abc import Callable

from posture_app.core.ports import Address, Bus

NAME = "org.freedesktop.portal.Desktop"
PORTAL = Address(NAME, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
GROUP, KEY = "org.gnome.desktop.interface", "text-scaling-factor"
LEAST, MOST = 0.5, 3.0
"""What GNOME lets one choose."""
_log = logging.getLogger(__name__)


def watch_text_size(bus: Bus, changed: Callable[[float], None]) -> None:
    """Call with the factor as soon as it is known, and whenever it changes; never where the desktop has none."""

    def take(said: object) -> None:
        factor = _factor(said)
        if factor is None:
            _log.info("the size of text is no factor: %r", said)
        else:
            changed(factor)

    def heard(*said: object) -> None:
        match said:
            case (str(group), str(key), value) if (group, key) == (GROUP, KEY):
                take(value)

    bus.subscribe(heard, interface=PORTAL.interface, member="SettingChanged", path=PORTAL.path, sender=NAME)
    bus.call(
        PORTAL,
        "Read",
        "ss",
        (GROUP, KEY),
        reply=lambda *said: take(said[0] if said else None),
        failed=lambda why: _log.info("the desktop does not tell the size of text: %s", why),
    )


def _factor(said: object) -> float | None:
    """What is in a variant, which may be in another one."""
    while isinstance(said, tuple) and len(said) == 2:  # noqa: PLR2004 - a signature and what has it
        said = said[1]
    return said if isinstance(said, float) and LEAST <= said <= MOST else None
