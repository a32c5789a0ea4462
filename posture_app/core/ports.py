"""What the parts of the app need of each other, as protocols, so that they need not import each other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, Required, TypedDict, Unpack, runtime_checkable

from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer
from posture_app.core.events import Fact, Say, Sensed, Signal, Word
from posture_app.core.prompts import Outcome, Shown, Way
from posture_app.core.spans import Span
from posture_app.core.value import value


@value
class Moment:
    """Three readings taken together: the wall clock (UTC), and in seconds a clock that stops while the machine
    sleeps (`awake`) and one that goes on (`true`). Both count from an arbitrary point.
    """

    wall: datetime
    awake: float
    true: float


class Clock(Protocol):
    """The only place where time is read."""

    def now(self) -> Moment:
        """Read all three clocks."""


class Now(Protocol):
    """When and where it is: the moment in UTC, and the IANA name of the time zone in force."""

    @property
    def zone(self) -> str: ...
    def now(self) -> datetime: ...


class Timer(Protocol):
    """A planned call."""

    def cancel(self) -> None:
        """Cancel the call; harmless if it has come."""


class Watch(Protocol):
    """A descriptor that is watched."""

    def stop(self) -> None:
        """Stop watching; harmless if done before."""


class Loop(Protocol):
    """The little of an event loop that sensors and notifiers need. All calls come on the loop's own thread."""

    def watch(self, descriptor: int, readable: Callable[[], None]) -> Watch:
        """Call `readable` whenever the descriptor can be read."""

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call once after so many seconds of the app's clock (which `--time-scale` speeds up)."""

    def deadline(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call once after so many real seconds, whatever the time scale: for time-outs of other programs."""

    def soon(self, call: Callable[[], None]) -> None:
        """Call once the loop is free. The only method that another thread may use."""


class MainLoop(Loop, Protocol):
    """The loop that the app hangs on."""

    def run(self) -> int:
        """Make each call when it is due, until `stop`; returns the exit code."""

    def stop(self) -> None:
        """Have `run` come back."""

    def around_waits(self, waits: Callable[[], None], woken: Callable[[], None]) -> Callable[[], None]:
        """Call `waits` before each wait and `woken` after it, until what it returns is called: before `close`."""

    def close(self) -> None:
        """Stop everything that anyone waits for; harmless if done before."""


@value
class Address:
    """The object and interface that a D-Bus call is for."""

    destination: str
    path: str
    interface: str


class CallOptions(TypedDict, total=False):
    """Who gets the results of a call, or one line that says why there are none, and the most real seconds for it."""

    reply: Callable[..., None] | None
    failed: Callable[[str], None] | None
    timeout: float


@runtime_checkable
class Descriptor(Protocol):
    """An open file that another program has passed to us. It is closed at the latest when nobody has it any more."""

    def close(self) -> None:
        """Close it; harmless if done before."""


class SignalFilter(TypedDict, total=False):
    """Which signals of D-Bus somebody wants; what is left out, or None, stands for any."""

    interface: Required[str]
    member: Required[str]
    path: str | None
    sender: str | None
    arg0: str | None


def owner_changes(name: str) -> SignalFilter:
    """The signals of the bus itself that this name has another owner: name, owner before (or empty), owner now."""
    daemon = "org.freedesktop.DBus"
    return {"interface": daemon, "member": "NameOwnerChanged", "sender": daemon, "arg0": name}


class Bus(Protocol):
    """A connection to D-Bus inside the loop. Nothing in it blocks."""

    def call(
        self, to: Address, method: str, signature: str = "", body: Sequence[Any] = (), **then: Unpack[CallOptions]
    ) -> None:
        """Call a method; `reply` gets its results as arguments, `failed` one line that says why not.

        Exactly one of the two is called, later. A bus that is lost counts as failed, and so does no answer within
        `timeout`, which is 5 real seconds if it is not given.
        """

    def subscribe(self, callback: Callable[..., None], **signals: Unpack[SignalFilter]) -> Callable[[], None]:
        """Call back with the arguments of each such signal; returns the function that ends it."""

    def on_lost(self, callback: Callable[[str], None]) -> None:
        """Call once, with the reason, when the connection is gone for good; calls and subscriptions are void then.

        A bus that connects again does not call: whoever follows the owner of a name by NameOwnerChanged is told of a
        connection that breaks as if that owner had gone, and of the next one as if it had come again.
        """

    def close(self) -> None:
        """Close the connection."""


class Sensor(Protocol):
    """A source of facts about the person. The constructor raises `Unavailable` if it cannot work here."""

    name: str

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """Begin: `report` each change, the present state first. `lost` (why) if it stops working for good."""

    def close(self) -> None:
        """End, and leave nothing behind."""


class Waiting(Protocol):
    """A source of input: the two things that each of them can do, in real milliseconds. The constructor raises
    `Unavailable` if it plainly cannot work here.
    """

    name: str

    @property
    def tells(self) -> tuple[Fact, ...]:
        """The facts that it shows by the way."""

    @property
    def protocol(self) -> str:
        """What it speaks, with the version, as both sides do; known once it is ready."""

    @property
    def limits(self) -> str | None:
        """What it cannot see here, as the beginning of a sentence for `posture-app doctor`; None: nothing."""

    def start(self, ready: Callable[[], None], lost: Callable[[str], None], tell: Callable[[Signal], None]) -> None:
        """Begin. Exactly one of `ready` and `lost` is called, later; `lost` (why) also if it stops working for good.

        `tell` gets the facts that it shows by the way.
        """

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        """Call once, with the milliseconds since the last input, as soon as there has been none for so long; soon, if
        it has been so already. `Watch.stop` gives it back. Not before `ready`; several may wait at a time.
        """

    def at_input(self, call: Callable[[int], None]) -> Watch:
        """Call once, at the next input, with how many milliseconds ago it was (0 where it is told at once).

        Asked from within a call of `after_silence`, no input since that silence is missed. Asked at another time, the
        very next input counts, even if there was some a moment ago; what comes in the first instants may be missed.
        """

    def close(self) -> None:
        """End, and leave nothing behind: nobody is called any more. Harmless if done before."""


@runtime_checkable
class Looking(Protocol):
    """What a `Waiting` has besides if it learns whether something keeps the screen on when it looks, not by itself.

    If it has `limits`, it tells neither of input nor of silence as long as something does.
    """

    def look(self, answer: Callable[[bool], None]) -> None:
        """Look now; `Waiting.start`'s `tell` gets to know, too, of what begins and, by itself, of its end."""


@value
class Message:
    """A prompt in words. `title` and `body` are plain text; `body` may have several lines.

    `kind` is the reminder, `way` how it asks, `length_s` how long its break is (0: none to count down), `exercise` the
    id of the one it offers, if it offers one, and `exercises` of all that its break has time for, that one first. A
    message that is no prompt has a number below zero. If it offers a `session` of a programme, these are its exercises.
    """

    number: int
    title: str
    body: str
    answers: tuple[tuple[Word, str], ...] = ()
    """What can be answered and the button's label, the main answer first."""
    kind: str = ""
    way: Way = Way.NOTIFICATION
    length_s: int = 0
    exercise: str = ""
    exercises: tuple[str, ...] = ()
    session: SessionOffer | None = None
    on_feet: bool = False
    """Whether who begins its exercise gets up: it asks to, and all of that is done on one’s feet."""
    strict: bool = False
    """The only ways out are to do it, or to hold Escape for three seconds (break screen)."""
    snoozes: tuple[tuple[Say, str], ...] = ()
    """Other lengths of a snooze, if it can be snoozed, with their words."""
    sound: str = ""
    """The path of a sound file to play as it is shown; empty: silently."""
    at_once: bool = False
    """The person has asked for it: a break screen comes without a notice."""

    @property
    def to_play(self) -> tuple[tuple[Item | str, ...], ProgrammeSession | None]:
        """What is done at a click on it, and the session of a programme to which that belongs."""
        if self.session is not None:
            return self.session.items, self.session.belongs
        return self.exercises or (self.exercise,), None

    @property
    def rises(self) -> bool:
        """Whether it asks to get up."""
        return bool(self.answers) and self.answers[0][0] is Word.UP


class Notifier(Protocol):
    """A way to reach the person. The constructor raises `Unavailable` if it cannot work here."""

    name: str
    answers: bool
    """Whether it has buttons."""

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Show it, in place of one shown before. `failed` (why), now or later, if it did not reach the person."""

    def withdraw(self, number: int) -> None:
        """Take it away if it still shows; harmless otherwise."""

    def close(self) -> None:
        """Withdraw what shows and let go of everything."""


class PromptNotifier(Notifier, Protocol):
    """A notifier of every way to ask."""

    def rest(self, number: int, seconds: int) -> None:
        """The break that this prompt asked for goes on for so long: withdraw the prompt, or count the break down."""


class Recorder(Protocol):
    """Writes the log. It never raises: what cannot be written now is kept and written later."""

    def record(self, span: Span) -> None:
        """Carry out `core.effects.Record`."""

    def prompted(self, shown: Shown) -> None:
        """A prompt was shown."""

    def settled(self, number: int, outcome: Outcome) -> None:
        """The outcome of a prompt of this run."""

    def remember(self, key: str, value: object) -> None:
        """Keep a JSON value beyond the end of the app; None forgets it."""


Pressed = Callable[[str], None]
"""Gets the action whose shortcut was pressed."""
Missing = Callable[[Mapping[str, str]], None]
"""Gets the actions whose shortcuts cannot be had, with one sentence why for each."""
