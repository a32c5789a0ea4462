"""The time zone that the machine is set to, by its IANA name."""

import logging
import os
import sys
import warnings
from pathlib import Path

from posture_app.core.calendar import zone_of

FOLDER = None if sys.platform == "win32" else Path("/etc")
"""The folder in which the file of the zone, or the link to it, is put in the place of another as the zone is set."""
ZONES = "/usr/share/zoneinfo/"
ELSEWHERE = ("var/db/zoneinfo", "etc/sysconfig/clock", "etc/conf.d/clock")
"""Where some systems name the zone as well."""
_log = logging.getLogger(__name__)


def local_zone() -> str:
    """The zone now; it is read anew each time, since people travel. UTC, and a line in the log, if it is not known."""
    if name := linked_zone():
        return name
    try:
        import tzlocal  # noqa: PLC0415 - 14 ms of a start, where the link does not say it all

        with warnings.catch_warnings():
            # tzlocal warns where /etc/timezone, which Debian no longer keeps, differs from /etc/localtime, and takes
            # the latter, which is right (regebro/tzlocal#165, #166).
            warnings.simplefilter("ignore")
            tzlocal.reload_localzone()
            name = str(getattr(tzlocal.get_localzone(), "key", None) or tzlocal.get_localzone_name())
        zone_of(name)
    except Exception as error:  # noqa: BLE001 - whatever a broken /etc/localtime or TZ leads to
        lines = str(error).replace("\\n", "\n").splitlines() or [type(error).__name__]
        _log.warning("The time zone of this machine is not known (%s); UTC is used.", lines[0].strip())
        return "UTC"
    return name


def linked_zone(root: Path = Path("/")) -> str | None:
    """The zone that /etc/localtime links to, as systemd keeps it; None where anything else has a say, or it is no such
    link: tzlocal knows then. Where this has an answer, it is that of tzlocal.
    """
    link, plain = root / "etc/localtime", root / "etc/timezone"
    if sys.platform != "linux" or "TZ" in os.environ or any((root / other).exists() for other in ELSEWHERE):
        return None
    if not (link.is_symlink() and link.exists() and (target := os.path.realpath(link)).startswith(ZONES)):
        return None
    name = target.removeprefix(ZONES)
    try:
        zone_of(name)
        return name if not plain.exists() or plain.read_text(encoding="ascii").strip() == name else None
    except (OSError, ValueError):
        return None
