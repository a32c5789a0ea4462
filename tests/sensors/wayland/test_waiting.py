"""Input by `ext_idle_notifier_v1`, on the tests' own server: version 2, which no compositor of Debian 12 has, and
version 1 with the quirks that only newer compositors have.
"""

import os
from collections.abc import Callable

import pytest

from tests.loop import SelectLoop
from tests.sensors.wayland.conftest import Asker, MakeServer
from tests.sensors.wayland.server import EXT, IdleServer, Mode

Ask = Callable[[IdleServer], Asker]
ON, OFF = ("watching", True), ("watching", False)
every_mode = pytest.mark.parametrize("mode", list(Mode))
both_versions = pytest.mark.parametrize("version", [1, 2])


@every_mode
@both_versions
def test_silence_is_told_and_so_is_the_input_that_ends_it(
    make_server: MakeServer, ask: Ask, mode: Mode, version: int
) -> None:
    server = make_server(mode, version)
    asker = ask(server).ready()
    for _ in range(2):
        asker.silence_and_input(100)
        asker.until(("silence", 100))
        server.input()
        asker.until(("input", 0))


@every_mode
@both_versions
def test_nothing_is_told_while_somebody_types_steadily_and_nothing_wakes_us(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, mode: Mode, version: int
) -> None:
    server = make_server(mode, version)
    asker = ask(server).ready()
    asker.silence_and_input(800)
    asker.rest()
    reads = count_reads(loop, asker)
    for _ in range(10):
        server.input()
        loop.run_for(0.1)
    assert [] == asker.told
    assert [] == reads
    asker.until(("silence", 800))


@both_versions
def test_input_at_the_very_end_of_a_silence_is_not_missed(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, version: int
) -> None:
    server = make_server(version=version)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    loop.run_until(lambda: server.lengths)
    (counting,) = server.notifications
    loop.run_until(lambda: counting.idle)
    server.input()  # before the silence has been read
    asker.until(("silence", 100), ("input", 0))


@every_mode
@both_versions
def test_asked_in_the_midst_of_typing_the_very_next_input_is_told(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, mode: Mode, version: int
) -> None:
    server = make_server(mode, version)
    asker = ask(server).ready()
    for _ in range(3):
        server.input()
        asker.input()
        loop.run_for(0.05)
        asker.nothing(0)
        server.input()
        asker.until(("input", 0))
        server.input()
    asker.nothing()


@both_versions
def test_what_is_given_back_is_not_told_and_leaves_nothing_with_the_compositor(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, version: int
) -> None:
    server = make_server(version=version)
    asker = ask(server).ready()
    given_back = [asker.silence(50), asker.input()]
    loop.run_until(lambda: 50 in [length for length, _ in server.lengths])
    for watch in given_back * 2:
        watch.stop()
    loop.run_for(0.1)
    server.input()
    asker.nothing()
    assert [] == server.lengths


def test_what_waited_for_a_silence_may_be_given_back_while_it_is_told(make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()

    def over(_: int) -> None:
        watch.stop()
        asker.input()
        watch.stop()

    watch = asker.waiting.after_silence(50, over)
    asker.loop.run_until(lambda: server.notifications and server.notifications[0].idle)
    server.input()
    asker.until(("input", 0))


def test_a_shorter_silence_than_the_one_that_goes_on_is_told_at_once(make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    asker.silence_and_input(1200)
    asker.until(("silence", 1200))
    asker.silence(1000)
    asker.loop.run_for(0.5)
    assert [("silence", 1200)] == asker.told
    asker.told.clear()
    asker.nothing()
    server.input()
    asker.until(("input", 0))
    asker.nothing()
    assert [] == server.lengths


@every_mode
def test_version_2_sees_a_film_and_input_in_the_midst_of_it(make_server: MakeServer, ask: Ask, mode: Mode) -> None:
    server = make_server(mode)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    server.inhibit()
    asker.until(("silence", 100), ON)
    server.input()
    asker.until(("input", 0))
    asker.silence_and_input(100)
    asker.until(("silence", 100))
    server.inhibit(on=False)
    asker.until(OFF)
    server.input()
    asker.until(("input", 0))
    asker.nothing()


@every_mode
def test_version_2_tells_the_end_of_a_film_while_somebody_types(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, mode: Mode
) -> None:
    server = make_server(mode)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    server.inhibit()
    asker.until(("silence", 100), ON)
    server.input()
    asker.until(("input", 0))
    asker.silence(10_000)
    loop.run_for(0.05)
    server.inhibit(on=False)
    for _ in range(10):
        server.input()
        loop.run_for(0.02)
    loop.run_until(lambda: asker.told)
    assert [OFF] == asker.told


@every_mode
@both_versions
def test_an_inhibitor_that_begins_while_nobody_is_there_is_no_input(
    make_server: MakeServer, ask: Ask, mode: Mode, version: int
) -> None:
    server = make_server(mode, version)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    asker.until(("silence", 100))
    asker.nothing()
    server.inhibit()
    if version == 1 and mode is not Mode.KWIN:
        asker.until(ON)
    asker.nothing()
    server.inhibit(on=False)
    if version == 1 and mode is not Mode.KWIN:
        asker.until(OFF)
    asker.nothing()
    server.input()
    asker.until(("input", 0))


@both_versions
def test_hyprland_takes_windows_for_input_and_is_not_believed(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    monkeypatch.setattr("posture_app.sensors.wayland.waiting.SECOND_S", 0.4)
    server = make_server(Mode.HYPRLAND, version)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    asker.until(("silence", 100))
    for _ in range(3):
        for _ in range(3):  # a window comes, has the focus, and goes
            server.look_again()
            loop.run_for(0.01)
        asker.nothing(1.0)
    before = len(server.received)
    asker.nothing(1.0)
    assert before == len(server.received)  # and it does not go on by itself
    server.input()
    asker.until(("input", 0))
    asker.input().stop()
    server.look_again()
    asker.nothing(0.6)
    asker.input()
    loop.run_for(0.1)
    server.look_again()
    loop.run_for(0.1)
    asker.waiting.close()
    server.close()
    asker.nothing(0.6)
    assert 0 == loop.pending


@every_mode
def test_version_1_hears_no_input_during_a_film_and_says_so(make_server: MakeServer, ask: Ask, mode: Mode) -> None:
    server = make_server(mode, version=1)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    asker.until(("silence", 100))
    server.inhibit()
    asker.waiting.look(asker.told.append)
    asker.until(ON, True)
    server.input()
    asker.nothing()
    assert asker.waiting.limits is not None
    for mended in ("KWin 6.4", "sway 1.11", "Hyprland 0.48", "COSMIC 1.0"):
        assert mended in asker.waiting.limits


def test_version_2_has_no_such_limit(make_server: MakeServer, ask: Ask) -> None:
    assert ask(make_server(version=2)).ready().waiting.limits is None


@every_mode
@both_versions
def test_a_look_finds_a_film_even_while_somebody_types(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, mode: Mode, version: int
) -> None:
    server = make_server(mode, version)
    asker = ask(server).ready()

    def look() -> None:
        asker.waiting.look(lambda holds: asker.told.append(("holds", holds)))
        for _ in range(10):
            server.input()
            loop.run_for(0.02)

    look()
    asker.until(("holds", False))
    server.inhibit()
    look()
    asker.until(ON, ("holds", True))
    look()
    asker.until(("holds", True))
    server.inhibit(on=False)
    asker.until(OFF)
    look()
    asker.until(("holds", False))
    assert [] == server.lengths


def test_two_who_look_share_one_probe(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    server.inhibit()
    for _ in range(2):
        asker.waiting.look(lambda holds: asker.told.append(("holds", holds)))
    loop.run_until(lambda: server.lengths)
    assert [(1, True)] == server.lengths
    asker.until(ON, ("holds", True), ("holds", True))


def test_a_compositor_that_is_busy_is_not_taken_for_a_film(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    go_on = server.hang()
    asker.waiting.look(lambda holds: asker.told.append(("holds", holds)))
    asker.nothing(0.4)
    go_on()
    asker.until(("holds", False))


def test_a_film_ends_with_the_compositor(make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    server.inhibit()
    asker.silence(50)
    asker.until(("silence", 50), ON)
    server.close()
    asker.until(OFF)
    assert 1 == len(asker.losses)


@both_versions
def test_two_silences_in_a_row_mean_input_between_them(make_server: MakeServer, ask: Ask, version: int) -> None:
    server = make_server(version=version, resumes=False)
    asker = ask(server).ready()
    asker.silence_and_input(100)
    asker.until(("silence", 100))
    server.input()
    asker.until(("input", 100))
    asker.input()
    asker.nothing(0.05)
    server.input()
    asker.until(("input", 1))


@both_versions
def test_input_on_any_seat_counts_and_silence_is_that_of_all(
    loop: SelectLoop, make_server: MakeServer, ask: Ask, version: int
) -> None:
    server = make_server(version=version, seats=2)
    asker = ask(server).ready()
    asker.silence_and_input(800)
    for seat in (0, 1) * 5:
        server.input(seat)
        loop.run_for(0.1)
    asker.nothing(0)
    asker.until(("silence", 800))
    for seat in (0, 1):
        server.input(seat)
        asker.until(("input", 0))
        asker.silence_and_input(100)
        asker.until(("silence", 100))


def test_a_seat_may_come_late_and_go(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server(seats=0)
    asker = ask(server).ready()
    asker.silence_and_input(10_000)
    asker.until(("silence", 10_000))  # nobody can be typing
    server.add_seat(0)
    loop.run_for(0.1)
    server.input()
    asker.until(("input", 0))

    asker.silence_and_input(10_000)
    loop.run_for(0.1)
    server.add_seat(1)
    server.remove_seat(0)
    asker.nothing()
    server.remove_seat(1)
    asker.until(("silence", 10_000))
    server.add_seat(2)
    loop.run_for(0.1)
    server.input(2)
    asker.until(("input", 0))


@pytest.mark.parametrize(("offered", "bound"), [(1, 1), (2, 2), (3, 2)])
def test_the_version_is_one_that_both_sides_know(make_server: MakeServer, ask: Ask, offered: int, bound: int) -> None:
    assert f"{EXT} version {bound}" == ask(make_server(version=offered)).ready().waiting.protocol


def test_a_day_of_silences_takes_no_more_of_the_compositor_than_one(
    loop: SelectLoop, make_server: MakeServer, ask: Ask
) -> None:
    server = make_server()
    asker = ask(server).ready()
    for _ in range(50):
        asker.silence_and_input(2)
        asker.until(("silence", 2))
        server.input()
        asker.until(("input", 0))
    loop.run_for(0.1)
    (client,) = server.clients
    assert max(client.objects) < 12  # ids are used again


def test_after_the_end_nobody_is_told_and_nothing_is_left(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server(seats=0)
    asker = ask(server).ready()
    asker.silence(50)
    asker.input()
    asker.waiting.look(asker.told.append)
    asker.waiting.close()
    asker.waiting.close()
    asker.silence(50)
    asker.nothing()
    assert [] == asker.losses
    assert [] == server.clients


def count_reads(loop: SelectLoop, asker: Asker) -> list[str]:
    """Gets a word whenever the compositor has something for the source."""
    again = os.dup(asker.waiting._wire._socket.fileno())
    reads: list[str] = []
    loop.watch(again, lambda: reads.append("woken"))
    return reads
