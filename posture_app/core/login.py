"""The login session that a program belongs to: does a second start of the app come from where the first one runs?"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from posture_app.core.language import _
from posture_app.core.value import value


@value
class Login:
    """What a program's environment tells of it: its displays of X11 and Wayland, and the number of the session.

    All empty where there are no displays of this kind (Windows, macOS), or none at all.
    """

    x11: str = ""
    wayland: str = ""
    number: str = ""

    @property
    def display(self) -> str:
        """Where windows show; empty: nowhere."""
        return self.wayland or self.x11

    def is_elsewhere(self, other: "Login") -> bool:
        """Whether somebody logged in at `other` could have windows there, and does not see those that show here."""
        if not other.display:
            return False
        if not self.display:
            return True
        pairs = ((self.x11, other.x11), (self.wayland, other.wayland), (self.number, other.number))
        return next((ours != theirs for ours, theirs in pairs if ours and theirs), False)

    def words(self) -> str:
        """Where it runs, as a sentence."""
        if self.number:
            text = _("display “{display}”, session {number}") if self.display else _("no display, session {number}")
        else:
            text = _("display “{display}”") if self.display else _("no display")
        return text.format(display=self.display, number=self.number)

    def request(self) -> dict[str, str]:
        """The form that goes over the control socket."""
        return asdict(self)


def read_login(value: Any) -> Login:
    """The login that came over the control socket; all empty if it cannot be read."""
    if not isinstance(value, Mapping):
        return Login()
    return Login(*(str(value.get(key) or "") for key in ("x11", "wayland", "number")))
