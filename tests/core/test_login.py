"""Whether a second start of the app comes from the session that the app runs in."""

import pytest

from posture_app.core.login import Login, read_login

WAYLAND = Login(":0", "/run/user/1000/wayland-0", "2")


@pytest.mark.parametrize(
    ("app", "other", "elsewhere"),
    [
        (Login(":0"), Login(":0"), False),
        (Login(":0", number="2"), Login(":0", number="5"), False),  # another terminal, the same display
        (Login(":0", number="2"), Login(":1", number="2"), True),  # VNC
        (WAYLAND, WAYLAND, False),
        (WAYLAND, Login(":0"), False),  # an old tmux
        (WAYLAND, Login(":1", "/run/user/1000/wayland-0", "3"), True),  # VNC, with a variable of Wayland left over
        (WAYLAND, Login("", "/run/user/1000/wayland-1", "4"), True),
        (Login("", "/run/user/1000/wayland-0"), Login("", "/run/user/1000/wayland-0"), False),
        (Login(":0", number="2"), Login("", "/run/user/1000/wayland-0", "4"), True),
        (Login(":0"), Login("", "/run/user/1000/wayland-0"), False),  # nobody knows
        (Login(":0", number="2"), Login(number="9"), False),  # over SSH, where there are no windows
        (Login(number="9"), Login(":0", number="2"), True),  # the app runs over SSH
        (Login(number="2"), Login(":0", number="2"), True),  # or in the text session that X was started from
        (Login(), Login(), False),
    ],
)
def test_another_display_is_elsewhere(app: Login, other: Login, *, elsewhere: bool) -> None:
    assert elsewhere is app.is_elsewhere(other)
    assert other == read_login(other.request())


@pytest.mark.parametrize("value", [None, [], "x", {}, {"x11": None}])
def test_what_cannot_be_read_tells_nothing(value: object) -> None:
    assert Login() == read_login(value)


def test_it_is_said_in_words() -> None:
    assert "display “:1”, session 3" == Login(":1", number="3").words()
    assert "display “/run/user/1000/wayland-0”, session 2" == WAYLAND.words()
    assert "no display" == Login().words()
    assert "no display, session 12" == Login(number="12").words()
