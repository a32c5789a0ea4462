from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from posture_app.core.events import Word
from posture_app.core.ports import Bus, Message
from posture_app.core.settings.settings import Settings
from posture_app.notify import freedesktop
from posture_app.notify.chain import Chain, LinkState
from posture_app.notify.freedesktop import FreedesktopNotifier
from posture_app.runtime.prompt_words import prompt_message
from tests.loop import SelectLoop
from tests.notify.conftest import SessionBus, StartRecorder
from tests.notify.contract import Failures, WithdrawingContract, message, unexpected
from tests.notify.fake import FakeNotifier
from tests.notify.recorder import Recorder
from tests.pseudo import english, spoken
from tests.runtime.test_prompt_words import SHOWN


class Person:
    """Notes what the notifier tells of the person."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Word]] = []
        self.opened: list[Message] = []
        self.returned = 0
        self.unheard = 0

    def answer(self, number: int, word: Word) -> None:
        self.answers.append((number, word))

    def open(self, message: Message) -> None:
        self.opened.append(message)

    def see_return(self) -> None:
        self.returned += 1

    def miss_sound(self) -> None:
        self.unheard += 1


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def build(bus: Bus, loop: SelectLoop, person: Person) -> Iterator[Callable[[], FreedesktopNotifier]]:
    built: list[FreedesktopNotifier] = []

    def build() -> FreedesktopNotifier:
        built.append(
            FreedesktopNotifier(
                bus,
                loop,
                person.answer,
                opened=person.open,
                returned=person.see_return,
                unheard=person.miss_sound,
            )
        )
        return built[-1]

    yield build
    for notifier in built:
        notifier.close()


@pytest.fixture
def daemon(recorder: StartRecorder) -> Recorder:
    return recorder()


@pytest.fixture
def notifier(daemon: Recorder, build: Callable[[], FreedesktopNotifier]) -> FreedesktopNotifier:
    return build()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freedesktop, "PATIENCE", 0.2)


class FreedesktopStage:
    def __init__(self, loop: SelectLoop, notifier: FreedesktopNotifier, daemon: Recorder) -> None:
        self.loop = loop
        self.notifier = notifier
        self._daemon = daemon

    def reached(self) -> int:
        return len(self._daemon.notified)

    def showing(self) -> int:
        return len(self._daemon.showing)


class TestContract(WithdrawingContract):
    @pytest.fixture
    def stage(self, loop: SelectLoop, notifier: FreedesktopNotifier, daemon: Recorder) -> FreedesktopStage:
        return FreedesktopStage(loop, notifier, daemon)


def shown(notifier: FreedesktopNotifier, daemon: Recorder, prompt: Message | None = None) -> int:
    """Show a prompt and return the id it got, once the notifier knows it, too."""
    count = len(daemon.notified) + 1
    notifier.show(prompt or message(), unexpected)
    daemon.wait("Notify", count)
    daemon.order("Answer", "s", "well")
    return int(daemon.of("Notify")[-1]["id"])


def test_notify_goes_out_with_exact_types_and_never_expires(notifier: FreedesktopNotifier, daemon: Recorder) -> None:
    shown(notifier, daemon)
    assert "susssasa{sv}i" == daemon.of("Notify")[0]["signature"]
    app, replaces, icon, summary, body, actions, hints, expire = daemon.notified[0]
    assert ("Posture", 0, "io.github.posture_app.posture_app", "Time to get up", "You have sat for 30 minutes.", 0) == (
        app, replaces, icon, summary, body, expire,
    )  # fmt: skip
    assert ["default", "Open", "up", "I'm getting up", "snooze", "5 minutes", "skip", "Skip"] == actions
    assert hints == {
        "urgency": ["y", 1],
        "category": ["s", "x-posture-app.reminder"],
        "desktop-entry": ["s", "io.github.posture_app.posture_app"],
        "image-path": ["s", "io.github.posture_app.posture_app"],
        "suppress-sound": ["b", True],
    }


@pytest.mark.parametrize(
    ("capabilities", "summary", "body"),
    [
        ("actions,body,body-markup", "a & <b>", '1 &lt; 2 &amp; "3"\nfour'),
        ("actions,body", "a & <b>", '1 < 2 & "3"\nfour'),
        ("actions", 'a & <b> – 1 < 2 & "3" four', ""),
    ],
)
def test_text_is_sent_as_the_service_takes_it(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], capabilities: str, summary: str, body: str
) -> None:
    daemon = recorder("--capabilities", capabilities)
    shown(build(), daemon, message(1, "a & <b>", '1 < 2 & "3"\nfour'))
    assert [summary, body] == daemon.notified[0][3:5]


def test_a_blank_title_is_the_name_of_the_app(notifier: FreedesktopNotifier, daemon: Recorder) -> None:
    shown(notifier, daemon, message(1, " \n ", " "))
    assert ["Posture", ""] == daemon.notified[0][3:5]


def test_a_prompt_shown_again_replaces_the_one_before(notifier: FreedesktopNotifier, daemon: Recorder) -> None:
    first = shown(notifier, daemon, message(1))
    assert first == shown(notifier, daemon, message(2))
    assert first == daemon.notified[1][1]


def test_a_prompt_waits_for_the_id_of_the_one_before_to_replace_it(
    notifier: FreedesktopNotifier, daemon: Recorder
) -> None:
    shown(notifier, daemon, message(1))
    notifier.withdraw(1)
    notifier.show(message(2), unexpected)
    notifier.show(message(3), unexpected)
    daemon.wait("Notify", 3)
    assert daemon.of("Notify")[1]["id"] == daemon.notified[2][1]


def test_capabilities_are_asked_once(notifier: FreedesktopNotifier, daemon: Recorder) -> None:
    for number in (1, 2, 3):
        shown(notifier, daemon, message(number))
        notifier.withdraw(number)
    assert 1 == len(daemon.of("GetCapabilities"))


@pytest.mark.parametrize("word", [Word.UP, Word.SNOOZE, Word.SKIP])
def test_a_button_answers_the_prompt_once(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person, word: Word
) -> None:
    number = shown(notifier, daemon, message(41))
    daemon.order("Invoke", "us", number, word.value)
    daemon.order("Invoke", "us", number, "skip")
    assert [(41, word)] == person.answers


def test_a_button_pressed_after_withdrawal_does_not_count(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    number = shown(notifier, daemon)
    notifier.withdraw(1)
    daemon.order("Invoke", "us", number, "up")
    assert [] == person.answers


def test_a_button_pressed_while_the_next_prompt_is_on_its_way_answers_the_one_seen(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    number = shown(notifier, daemon, message(1))
    daemon.order("Answer", "s", "late")
    notifier.show(message(2), unexpected)
    daemon.wait("Notify", 2)
    daemon.order("Invoke", "us", number, "up")
    assert [(1, Word.UP)] == person.answers


def test_a_button_of_another_app_or_an_unknown_one_is_not_ours(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    number = shown(notifier, daemon)
    daemon.order("Invoke", "us", number + 1, "up")
    daemon.order("Malformed", "u", number)
    assert [] == person.answers
    daemon.order("Invoke", "us", number, "pause")
    assert [] == person.answers


@pytest.mark.parametrize("key", ["default", "show"])
def test_a_click_on_the_notification_and_show_me_open_what_it_is_about(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person, key: str
) -> None:
    about = replace(message(), exercise="heel_raise")
    daemon.order("Invoke", "us", shown(notifier, daemon, about), key)
    assert ([about], []) == (person.opened, person.answers)
    assert ["default", "up", "snooze", "skip", "show"] == daemon.notified[0][5][::2]


@pytest.mark.parametrize("reason", [1, 2, 4])
def test_a_dismissed_prompt_has_been_seen_and_is_not_replaced(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person, reason: int
) -> None:
    daemon.order("Close", "uu", shown(notifier, daemon, message(1)), reason)
    notifier.withdraw(1)
    shown(notifier, daemon, message(2))
    assert (0, [], []) == (daemon.notified[1][1], daemon.of("CloseNotification"), person.answers)


def test_a_service_without_buttons_fails_the_prompt(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    daemon = recorder("--capabilities", "body")
    failures = Failures()
    build().show(message(), failures)
    loop.run_until(lambda: failures)
    assert (["the notification service cannot show buttons"], []) == (failures, daemon.notified)


def test_a_service_without_buttons_fails_every_prompt_and_is_asked_once(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    daemon = recorder("--capabilities", "body")
    failures = Failures()
    notifier = build()
    for number in (1, 2):
        notifier.show(message(number), failures)
        failures.wait(loop, number)
    assert (1, []) == (len(daemon.of("GetCapabilities")), daemon.notified)


def test_no_service_fails_the_prompt_with_its_reason(
    build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    failures = Failures()
    build().show(message(), failures)
    loop.run_until(lambda: failures)
    assert "org.freedesktop.Notifications was not provided" in failures[0]


@pytest.mark.parametrize("how", ["error", "wrong"])
def test_a_bad_answer_fails_the_prompt_once(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop, how: str
) -> None:
    number = shown(notifier, daemon, message(1))
    daemon.order("Answer", "s", how)
    failures = Failures()
    notifier.show(message(2), failures)
    loop.run_until(lambda: failures)
    daemon.wait("CloseNotification")
    assert (1, [number]) == (len(failures), daemon.of("CloseNotification")[0]["body"])


def test_capabilities_of_the_wrong_type_fail_the_prompt(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    recorder("--answer", "wrong")
    failures = Failures()
    build().show(message(), failures)
    loop.run_until(lambda: failures)
    assert "nonsense" in failures[0]


@pytest.mark.usefixtures("impatient")
def test_a_service_that_hangs_fails_the_prompt(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    recorder("--answer", "late")
    failures = Failures()
    build().show(message(), failures)
    loop.run_until(lambda: failures)
    assert ["the notification service did not answer within 0.2 s"] == failures


def test_a_prompt_that_shows_too_late_is_closed(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(notifier, daemon, message(1))
    monkeypatch.setattr(freedesktop, "PATIENCE", 0.2)
    daemon.order("Close", "uu", 1, 2)
    daemon.order("Answer", "s", "late")
    failures = Failures()
    notifier.show(message(2), failures)
    loop.run_until(lambda: failures)
    daemon.wait("Notify", 2)
    daemon.order("Release")
    loop.run_until(lambda: daemon.showing == [])
    assert (1, [[2]]) == (len(failures), [call["body"] for call in daemon.of("CloseNotification")])


def test_an_answer_that_comes_after_closing_is_closed(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop
) -> None:
    shown(notifier, daemon, message(1))
    notifier.withdraw(1)
    daemon.order("Answer", "s", "late")
    notifier.show(message(2), unexpected)
    daemon.wait("Notify", 2)
    notifier.close()
    daemon.order("Release")
    loop.run_until(lambda: [] == daemon.showing)


def test_a_service_that_dies_fails_the_prompt_that_shows(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop
) -> None:
    failures = Failures()
    notifier.show(message(), failures)
    daemon.wait("Notify")
    daemon.order("Answer", "s", "well")
    daemon.order("Exit")
    loop.run_until(lambda: failures)
    assert ["the notification service ended"] == failures


def test_a_service_that_dies_before_it_answers_fails_the_prompt_once(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop
) -> None:
    daemon.order("Answer", "s", "late")
    failures = Failures()
    notifier.show(message(), failures)
    daemon.wait("GetCapabilities")
    daemon.order("Exit")
    loop.run_until(lambda: failures)
    loop.run_for(0.1)
    assert 1 == len(failures)


@pytest.mark.parametrize("end", ["answer", "dismiss", "withdraw"])
def test_a_service_that_dies_later_fails_nothing(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop, person: Person, end: str
) -> None:
    number = shown(notifier, daemon)
    if end == "answer":
        daemon.order("Invoke", "us", number, "up")
    elif end == "dismiss":
        daemon.order("Close", "uu", number, 2)
    else:
        notifier.withdraw(1)
    daemon.order("Exit")
    loop.run_for(0.1)  # `unexpected` would have been called
    assert (1 if end == "answer" else 0) == len(person.answers)


def test_a_new_service_gets_no_id_of_the_old_one(
    notifier: FreedesktopNotifier, daemon: Recorder, recorder: StartRecorder, loop: SelectLoop, person: Person
) -> None:
    failures = Failures()
    notifier.show(message(1), failures)
    daemon.wait("Notify")
    daemon.order("Exit")
    loop.run_until(lambda: failures)
    again = recorder()
    loop.run_until(lambda: person.returned)
    notifier.withdraw(1)
    shown(notifier, again, message(2))
    assert ["GetCapabilities", "Notify"] == [call["member"] for call in again.calls]
    assert 0 == again.notified[0][1]


def test_a_service_that_takes_over_shows_the_prompt(
    notifier: FreedesktopNotifier, daemon: Recorder, recorder: StartRecorder, loop: SelectLoop, person: Person
) -> None:
    shown(notifier, daemon, message(5))
    successor = recorder("--replace")
    successor.wait("Notify")
    assert 0 == successor.notified[-1][1]
    successor.order("Invoke", "us", successor.of("Notify")[-1]["id"], "up")
    loop.run_until(lambda: person.answers)
    assert [(5, Word.UP)] == person.answers


def test_a_lost_bus_fails_the_prompt_that_shows(
    notifier: FreedesktopNotifier, daemon: Recorder, loop: SelectLoop, session_bus: SessionBus
) -> None:
    failures = Failures()
    notifier.show(message(), failures)
    daemon.wait("Notify")
    daemon.order("Answer", "s", "well")
    session_bus.kill()
    loop.run_until(lambda: failures)
    assert 1 == len(failures)
    assert "cannot be reached" in failures[0]


def test_closing_leaves_no_timer_behind(
    daemon: Recorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop
) -> None:
    daemon.order("Answer", "s", "well")
    before = loop.pending
    notifier = build()
    shown(notifier, daemon)
    notifier.close()
    loop.run_until(lambda: loop.pending == before)


CHIME = "/usr/share/posture-app/Stühle und Bänke/start.wav"
SOUNDING = ("--capabilities", "actions,body,sound")


def sounding(number: int = 1, path: str = CHIME) -> Message:
    return replace(message(number), sound=path)


def sound_hints(daemon: Recorder) -> list[dict[str, object]]:
    """What each notification said about sound."""
    return [{key: hint for key, hint in call[6].items() if "sound" in key} for call in daemon.notified]


SILENT = {"suppress-sound": ["b", True]}


def test_a_service_that_plays_sounds_gets_the_file_of_each_prompt_that_has_one(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], person: Person
) -> None:
    daemon, notifier = recorder(*SOUNDING), build()
    for prompt in (sounding(1), message(2), sounding(3)):
        assert notifier.plays_sound
        shown(notifier, daemon, prompt)
    heard = {"sound-file": ["s", CHIME]}
    assert ([heard, SILENT, heard], 0) == (sound_hints(daemon), person.unheard)


def test_a_service_that_plays_none_is_found_out_with_the_first_prompt(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    shown(notifier, daemon, sounding(1))
    assert (1, False) == (person.unheard, notifier.plays_sound)
    shown(notifier, daemon, sounding(2))
    assert (1, [SILENT, SILENT]) == (person.unheard, sound_hints(daemon))


def test_a_silent_prompt_is_not_heard_from_elsewhere(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    shown(notifier, daemon, message())
    assert 0 == person.unheard


def test_a_sound_whose_prompt_fails_comes_from_elsewhere(
    build: Callable[[], FreedesktopNotifier], loop: SelectLoop, person: Person
) -> None:
    failures = Failures()
    build().show(sounding(), failures)
    failures.wait(loop)
    assert 1 == person.unheard


def test_a_sound_of_a_prompt_that_was_withdrawn_in_time_is_not_heard(
    notifier: FreedesktopNotifier, daemon: Recorder, person: Person
) -> None:
    notifier.show(sounding(1), unexpected)
    notifier.withdraw(1)
    shown(notifier, daemon, message(2))
    assert (0, [SILENT]) == (person.unheard, sound_hints(daemon))


def test_a_sound_is_heard_once_if_the_service_ends_or_another_takes_over(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], loop: SelectLoop, person: Person
) -> None:
    daemon, notifier, failures = recorder(*SOUNDING), build(), Failures()
    notifier.show(sounding(), failures)
    daemon.wait("Notify")
    daemon.order("Answer", "s", "well")
    successor = recorder(*SOUNDING, "--replace")
    successor.wait("Notify")
    successor.order("Answer", "s", "well")
    successor.order("Exit")
    failures.wait(loop)
    assert (0, [SILENT]) == (person.unheard, sound_hints(successor))


@pytest.mark.parametrize("path", ["/home/\udcff/start.wav", "/home/\0/start.wav"])
def test_a_sound_that_d_bus_cannot_name_comes_from_elsewhere(
    recorder: StartRecorder, build: Callable[[], FreedesktopNotifier], person: Person, path: str
) -> None:
    daemon = recorder(*SOUNDING)
    shown(build(), daemon, sounding(1, path))
    assert (1, [SILENT]) == (person.unheard, sound_hints(daemon))


def test_in_a_chain_no_prompt_is_lost_with_the_service_and_a_new_one_gets_the_next(
    bus: Bus, loop: SelectLoop, daemon: Recorder, recorder: StartRecorder, person: Person
) -> None:
    tray = FakeNotifier("tray")

    def desktop() -> FreedesktopNotifier:
        return FreedesktopNotifier(
            bus, loop, person.answer, opened=person.open, returned=lambda: chain.restore("desktop")
        )

    chain = Chain({"desktop": desktop, "tray": lambda: tray}, ("desktop",), last="tray")
    chain.show(message(1), unexpected)
    daemon.wait("Notify")
    daemon.order("Answer", "s", "well")
    daemon.order("Exit")
    loop.run_until(lambda: tray.showing)
    again = recorder()
    loop.run_until(lambda: chain.report()[0][1] is LinkState.READY)
    chain.show(message(2), unexpected)
    again.wait("Notify")
    assert ([1], None, [1]) == ([shown.number for shown in tray.shown], tray.showing, again.showing)
    chain.close()
    loop.run_until(lambda: again.showing == [])


def test_all_of_a_notification_comes_from_a_catalogue(notifier: FreedesktopNotifier, daemon: Recorder) -> None:
    with spoken():
        shown(notifier, daemon, prompt_message(SHOWN, Settings()))
    _app, _replaces, _icon, summary, body, actions, *_rest = daemon.notified[0]
    assert [] == [word for text in (summary, body, *actions[1::2]) for word in english(text)]
    assert 4 <= len(actions[1::2])
