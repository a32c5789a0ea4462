"""The time zone that the machine is set to, by its IANA name."""

import logging
import sys
import warnings
from pathlib import Path

import tzlocal

from posture_app.core.calendar import zone_of

FOLDER = None if sys.platform == "win32" else Path("/etc")
"""The folder in which the file of the zone, or the link to it, is put in the place of another as the zone is set."""
_log = logging.getLogger(__name__)


def local_zone() -> str:
    """The zone now; it is read anew each time, since people travel. UTC, and a line in the log, if it is not known."""
    try:
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
