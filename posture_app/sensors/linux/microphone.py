"""Whether a program of this user listens to the microphone, as the sound server tells it: PulseAudio or PipeWire.

What does not count listens to what the loudspeakers play (a monitor), is halted (corked), shows a level (peaks), or
hears the microphone for others: noise suppressors and equalisers, which have it for as long as they run.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Loop
from posture_app.sensors.in_use import InUse
from posture_app.sensors.linux.child import Child
from posture_app.sensors.question import QuestionSource

_EFFECTS = ("com.github.wwmm.easyeffects", "com.github.wwmm.pulseeffects")
Answer = Callable[[bool | None], None]


class Microphone:
    """Implements `sensors.question.Question`. Raises Unavailable where no program can ask the sound server."""

    name, fact = N_("microphone"), Fact.CALL

    def __init__(self, loop: Loop, environ: Mapping[str, str]) -> None:
        path = environ.get("PATH")
        self._pactl, self._pw_dump = shutil.which("pactl", path=path), shutil.which("pw-dump", path=path)
        if self._pactl is None and self._pw_dump is None:
            raise Unavailable(lasting("pactl or pw-dump, by which the sound server is asked, is not installed"))
        self._loop, self._environ = loop, environ
        self._use = InUse(loop)
        self._child: Child | None = None
        self.trouble: str | None = None

    @property
    def reading(self) -> str | None:
        return self._use.reading

    def ask(self, answer: Answer) -> None:
        if self._pactl is None:
            self._run([str(self._pw_dump)], answer, lambda graph: self._found(pipewire_holders(graph), answer))
            return
        server = _pulse_server(self._environ)
        if server is None:
            self._fail(lasting("no sound server runs"), answer)
            return
        # Without the server's name pactl would start one where none runs.
        command = [self._pactl, "--server", server, "-f", "json", "list"]

        def found(outputs: Sequence[Any]) -> None:
            recording = recording_streams(outputs)
            if recording:
                self._run([*command, "sources"], answer, lambda sources: self._heard(recording, sources, answer))
            else:
                self._found(frozenset(), answer)

        self._run([*command, "source-outputs"], answer, found)

    def close(self) -> None:
        self._use.close()
        if self._child is not None:
            self._child.end()

    def _run(self, command: Sequence[str], answer: Answer, found: Callable[[Sequence[Any]], None]) -> None:
        def done(output: bytes) -> None:
            try:
                listed = json.loads(output.decode(errors="replace"))
            except (ValueError, RecursionError):
                listed = None
            if isinstance(listed, list):
                found(listed)
            else:
                self._fail(
                    lasting("{program} answers something that cannot be read", program=Path(command[0]).name), answer
                )

        self._child = Child(self._loop, command, done=done, failed=lambda why: self._fail(why, answer))

    def _heard(self, recording: Mapping[int, int], sources: Sequence[Any], answer: Answer) -> None:
        microphones = microphones_of(sources)
        self._found({stream for stream, source in recording.items() if source in microphones}, answer)

    def _found(self, holders: Iterable[int], answer: Answer) -> None:
        self.trouble = None
        answer(self._use.call(frozenset(holders)))

    def _fail(self, why: str, answer: Answer) -> None:
        self.trouble = why
        answer(None)


def _pulse_server(environ: Mapping[str, str]) -> str | None:
    """Where the sound server listens for programs made for PulseAudio; None if there is none."""
    if environ.get("PULSE_SERVER"):
        return environ["PULSE_SERVER"]
    socket = Path(
        environ.get("PULSE_RUNTIME_PATH") or Path(environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "pulse"), "native"
    )
    return f"unix:{socket}" if socket.exists() else None


def recording_streams(outputs: Sequence[Any]) -> Mapping[int, int]:
    """The streams by which a program records, and what each comes from: numbers out of pactl's `source-outputs`."""
    found = {}
    for output in outputs:
        match output:
            case {"index": int(index), "source": int(source), "corked": False, "client": str() | int(), **more}:
                if more.get("resample_method") != "peaks" and _is_program(more.get("properties")):
                    found[index] = source
    return found


def microphones_of(sources: Sequence[Any]) -> frozenset[int]:
    """Those of pactl's `sources` that hear something, and not what loudspeakers play."""
    found = set()
    for source in sources:
        match source:
            case {"index": int(index), "monitor_source": "" | None}:
                found.add(index)
    return frozenset(found)


def pipewire_holders(graph: Sequence[Any]) -> frozenset[int]:
    """The streams of pw-dump's graph by which a program listens to a microphone."""
    sources, streams, links = set(), set(), set()
    for part in graph:
        match part:
            case {"id": int(number), "info": {"state": "running", "props": {"media.class": str(kind), **props}}}:
                if kind.startswith("Audio/Source"):
                    sources.add(number)
                elif kind == "Stream/Input/Audio" and _is_program(props):
                    streams.add(number)
            case {"info": {"output-node-id": int(start), "input-node-id": int(end)}}:
                links.add((start, end))
    return frozenset(end for start, end in links if start in sources and end in streams)


def _is_program(properties: object) -> bool:
    """Whether this stream is that of a program which listens itself.

    PulseAudio's own modules have neither a process nor a client, PipeWire's are linked to the stream that they feed. A
    program made for PipeWire has its process with its client, one made for PulseAudio with its stream.
    """
    if not isinstance(properties, dict) or properties.keys().isdisjoint(("application.process.id", "client.id")):
        return False
    flags = {str(properties.get(key)).lower() for key in ("stream.monitor", "resample.peaks", "stream.capture.sink")}
    kinds = {str(properties.get(key)).lower() for key in ("media.role", "media.category")}
    effects = "node.link-group" in properties or properties.get("application.id") in _EFFECTS
    return not ({"true", "1"} & flags or {"filter", "dsp", "monitor"} & kinds or effects)


SOURCE = QuestionSource(Microphone.name, "call", Fact.CALL, lambda here: Microphone(here.loop, here.environ))
