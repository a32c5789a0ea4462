"""Whether the window in use fills the screen, by what a compositor says of its windows."""

import struct
from collections.abc import Callable

import pytest

from posture_app.core.errors import Unavailable
from posture_app.sensors.wayland.fullscreen import WaylandFullscreen
from tests import needs
from tests.loop import SelectLoop
from tests.sensors.wayland.conftest import MakeServer
from tests.sensors.wayland.server import text

_MANAGER = "zwlr_foreign_toplevel_manager_v1"
ACTIVATED, FULLSCREEN, MAXIMIZED = 2, 3, 0
Windows = dict[str, list[int]]


def answer_of(loop: SelectLoop, question: WaylandFullscreen) -> bool | None:
    answers: list[bool | None] = []
    question.ask(answers.append)
    loop.run_until(lambda: answers)
    (answer,) = answers
    return answer


@pytest.fixture
def ask(loop: SelectLoop, make_server: MakeServer) -> Callable[..., tuple[WaylandFullscreen, bool | None]]:
    """The question, asked where there are these windows; `garbled` are their states as bytes."""

    def ask(windows: Windows, version: int = 3, **garbled: bytes) -> tuple[WaylandFullscreen, bool | None]:
        server = make_server(interface=_MANAGER, version=version)
        states = {title: struct.pack(f"=I{len(state)}I", 4 * len(state), *state) for title, state in windows.items()}

        def bound() -> None:
            (client,) = server.clients
            manager = next(number for number, each in client.objects.items() if each[0] == _MANAGER)  # type: ignore[index]
            for number, (title, state) in enumerate((states | garbled).items(), 0xFF000000):
                client.send(manager, 0, struct.pack("=I", number))
                client.send(number, 0, text(title))
                client.send(number, 1, text("org.example"))
                client.send(number, 4, state)
                client.send(number, 5)

        server.bound = bound
        question = WaylandFullscreen(loop, server.environ)
        return question, answer_of(loop, question)

    return ask


Ask = Callable[..., tuple[WaylandFullscreen, bool | None]]


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ({}, False),
        ({"editor": [ACTIVATED]}, False),
        ({"editor": [ACTIVATED, MAXIMIZED]}, False),
        ({"film": [ACTIVATED, FULLSCREEN]}, True),
        ({"editor": [ACTIVATED], "film": [FULLSCREEN]}, False),
        ({"editor": [], "film": [FULLSCREEN, ACTIVATED, MAXIMIZED]}, True),
    ],
)
def test_it_is_the_window_in_use_that_counts(loop: SelectLoop, ask: Ask, windows: Windows, expected: bool) -> None:
    question, answer = ask(windows)
    assert answer is expected
    assert question.trouble is None
    assert question.reading is not None
    loop.run_until(lambda: loop.pending == 1)  # the server listens, and nobody has a connection


def test_nothing_of_titles_is_said(ask: Ask) -> None:
    question, _ = ask({"a private matter": [ACTIVATED, FULLSCREEN]})
    assert "private" not in repr(vars(question))


@pytest.mark.parametrize("state", [b"", b"\x08\0\0\0\x02\0\0\0", b"\xff\xff\xff\xff", b"\x03\0\0\0abc\0"])
def test_nonsense_is_no_answer_and_said(ask: Ask, state: bytes) -> None:
    question, answer = ask({}, film=state)
    if state == b"\x03\0\0\0abc\0":
        assert answer is False
    else:
        assert answer is None
        assert "does not speak Wayland as it should" in str(question.trouble)


def test_a_version_that_cannot_tell_is_no_answer(ask: Ask) -> None:
    question, answer = ask({"film": [ACTIVATED, FULLSCREEN]}, version=1)
    assert answer is None
    assert "version 1" in str(question.trouble)


def test_a_compositor_that_does_not_tell_is_no_answer(loop: SelectLoop, make_server: MakeServer) -> None:
    server = make_server()
    question = WaylandFullscreen(loop, server.environ)
    assert answer_of(loop, question) is None
    assert "does not offer it" in str(question.trouble)
    server.close()
    assert answer_of(loop, question) is None
    assert "no compositor answers" in str(question.trouble)


def test_without_a_compositor_it_is_not_asked(loop: SelectLoop) -> None:
    needs.linux()
    with pytest.raises(Unavailable, match="no Wayland compositor is named"):
        WaylandFullscreen(loop, {"DISPLAY": ":0"})
