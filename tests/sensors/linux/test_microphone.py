"""A microphone in use: on a real PulseAudio, by what PipeWire was seen to say, and by programs that say anything."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.errors import Unavailable
from posture_app.sensors.linux.microphone import Microphone, microphones_of, pipewire_holders, recording_streams
from tests import needs
from tests.desktops.pulse import PulseAudio
from tests.loop import SelectLoop

LOUDSPEAKERS = "speaker"


@pytest.fixture(scope="module")
def sound() -> Iterator[PulseAudio]:
    with PulseAudio() as sound:
        yield sound


Make = Callable[..., Microphone]


@pytest.fixture
def make(loop: SelectLoop) -> Iterator[Make]:
    made: list[Microphone] = []

    def make(**environ: str) -> Microphone:
        made.append(Microphone(loop, {"PATH": os.environ["PATH"], **environ}))
        return made[-1]

    yield make
    for microphone in made:
        microphone.close()


def ask(loop: SelectLoop, microphone: Microphone) -> bool | None:
    answers: list[bool | None] = []
    microphone.ask(answers.append)
    loop.run_until(lambda: answers)
    assert 1 == len(answers)
    return answers[0]


def test_a_program_that_records_is_told_and_nothing_else(loop: SelectLoop, sound: PulseAudio, make: Make) -> None:
    microphone = make(**sound.environ)
    assert (None, None) == (microphone.trouble, microphone.reading)
    assert (False, "not in use") == (ask(loop, microphone), microphone.reading)
    with sound.recording(f"{LOUDSPEAKERS}.monitor"):
        assert False is ask(loop, microphone)
        with sound.recording():
            assert (True, "in use") == (ask(loop, microphone), microphone.reading)
    assert (False, None) == (ask(loop, microphone), microphone.trouble)


def test_what_hears_it_for_others_is_not_told_but_who_listens_to_that_is(
    loop: SelectLoop, sound: PulseAudio, make: Make
) -> None:
    microphone = make(PULSE_RUNTIME_PATH=str(sound.folder / "pulse"))
    sound.load("module-remap-source", "master=mic", "source_name=clean")
    sound.load("module-loopback", "source=mic", f"sink={LOUDSPEAKERS}")
    sound.load("module-echo-cancel", "source_master=mic", f"sink_master={LOUDSPEAKERS}", "source_name=without_echo")
    assert 3 == len(sound.listed("source-outputs"))
    assert False is ask(loop, microphone)
    with sound.recording("clean"):
        assert True is ask(loop, microphone)
    with sound.recording("without_echo", "--property=node.link-group=effects-1"):
        assert False is ask(loop, microphone)


def test_without_a_sound_server_nothing_is_known_and_none_is_started(
    loop: SelectLoop, tmp_path: Path, make: Make
) -> None:
    needs.programs("pactl")
    microphone = make(XDG_RUNTIME_DIR=str(tmp_path))
    assert (None, "no sound server runs") == (ask(loop, microphone), microphone.trouble)
    assert [] == list(tmp_path.glob("pulse"))
    gone = make(PULSE_SERVER=f"unix:{tmp_path}/gone")
    assert (None, "pactl failed (status 1)") == (ask(loop, gone), gone.trouble)


def program(folder: Path, name: str, does: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("does", "trouble"),
    [
        ("echo 'Source Output #1'", "pactl answers something that cannot be read"),
        ("echo '{}'", "pactl answers something that cannot be read"),
        ("printf '\\377\\376'", "pactl answers something that cannot be read"),
        ("printf '[%0100000d' 1 | tr 01 '[['", "pactl answers something that cannot be read"),
        ("exec yes", "pactl wrote more than 2 MiB"),
        ("exit 2", "pactl failed (status 2)"),
    ],
)
def test_a_program_that_says_anything_is_survived(
    loop: SelectLoop, tmp_path: Path, make: Make, does: str, trouble: str
) -> None:
    program(tmp_path / "bin", "pactl", does)
    microphone = make(PATH=str(tmp_path / "bin"), PULSE_SERVER="somewhere")
    assert (None, trouble) == (ask(loop, microphone), microphone.trouble)


def test_a_server_that_is_whole_again_is_believed_again(loop: SelectLoop, tmp_path: Path, make: Make) -> None:
    program(tmp_path / "bin", "pactl", "exit 1")
    microphone = make(PATH=str(tmp_path / "bin"), PULSE_SERVER="somewhere")
    assert None is ask(loop, microphone)
    program(tmp_path / "bin", "pactl", "echo '[]'")
    assert (False, None) == (ask(loop, microphone), microphone.trouble)


def test_where_there_is_no_program_to_ask_it_is_said(make: Make, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="pactl or pw-dump, by which the sound server is asked, is not installed"):
        make(PATH=str(tmp_path))


def test_a_program_that_hangs_is_ended_with_the_app(loop: SelectLoop, tmp_path: Path, make: Make) -> None:
    program(tmp_path / "bin", "pactl", "exec /bin/sleep 1000")
    microphone = make(PATH=str(tmp_path / "bin"), PULSE_SERVER="somewhere")
    answers: list[bool | None] = []
    microphone.ask(answers.append)
    microphone.close()
    assert 0 == loop.pending
    assert [] == answers


def output(index: int, source: int = 1, **more: Any) -> dict[str, Any]:
    """One of pactl's source outputs, as a program has it."""
    properties = {"application.process.id": "4544", "media.name": "Call"}
    return {
        "index": index, "source": source, "client": "3", "owner_module": "0", "corked": False,
        "resample_method": "", "properties": properties, **more,
    }  # fmt: skip


PIPEWIRE = {"application.name": "pw-record", "client.id": "37", "media.class": "Stream/Input/Audio"}


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ([output(4, 7)], {4: 7}),
        ([output(4, 7, properties=PIPEWIRE)], {4: 7}),
        ([output(4, corked=True)], {}),
        ([output(4, resample_method="peaks")], {}),
        ([output(4, client=None)], {}),
        ([output(4, properties={"media.role": "filter"})], {}),
        ([output(4, properties={**PIPEWIRE, "stream.monitor": "true", "resample.peaks": "true"})], {}),
        ([output(4, properties={**PIPEWIRE, "stream.capture.sink": "true"})], {}),
        ([output(4, properties={**PIPEWIRE, "node.link-group": "filter-chain-1234-15"})], {}),
        ([output(4, properties={**PIPEWIRE, "application.id": "com.github.wwmm.easyeffects"})], {}),
        ([output(4, properties={**PIPEWIRE, "media.category": "Filter"})], {}),
        (
            [None, 3, [], {}, {"index": "x"}, {**output(4), "source": "none"}, output(4, properties=None), output(5)],
            {5: 1},
        ),
    ],
)
def test_which_streams_are_programs_that_record(listed: Sequence[Any], found: dict[int, int]) -> None:
    assert found == recording_streams(listed)


def test_which_sources_are_microphones() -> None:
    sources = [
        {"index": 0, "name": "ns.monitor", "monitor_source": "ns"},
        {"index": 1, "name": "mic", "monitor_source": ""},
        {"index": 2, "name": "headset", "monitor_source": None},
        {"index": "3", "monitor_source": ""},
        {"index": 4},
        None,
    ]
    assert {1, 2} == microphones_of(sources)


def graph(**recorder: Any) -> list[Any]:
    """What pw-dump says of a microphone, loudspeakers, and a program that is linked to the microphone."""

    def node(number: int, state: str, **properties: Any) -> dict[str, Any]:
        kind = "PipeWire:Interface:Node"
        return {"id": number, "type": kind, "version": 3, "info": {"state": state, "props": properties}}

    def link(start: int, end: int) -> dict[str, Any]:
        info = {"output-node-id": start, "output-port-id": 60, "input-node-id": end, "input-port-id": 61}
        return {"id": 70 + end, "type": "PipeWire:Interface:Link", "version": 3, "info": {**info, "state": "active"}}

    stream = {
        "media.class": "Stream/Input/Audio",
        "application.name": "pw-record",
        "client.id": 37,
        "stream.is-live": True,
    }
    return [
        {"id": 0, "type": "PipeWire:Interface:Core", "info": {"props": {"core.name": "pipewire-0"}}},
        {"id": 1, "type": "PipeWire:Interface:Module", "info": None},
        {"type": "PipeWire:Interface:Metadata", "metadata": []},
        node(31, "running", **{"media.class": "Audio/Source", "node.name": "mic"}),
        node(32, "running", **{"media.class": "Audio/Sink", "node.name": "speakers"}),
        node(40, recorder.pop("state", "running"), **{**stream, **recorder.pop("props", {})}),
        link(recorder.pop("source", 31), 40),
    ]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, {40}),
        ({"state": "suspended"}, set()),
        ({"source": 32}, set()),
        ({"source": 99}, set()),
        ({"props": {"node.link-group": "loopback-13913-18"}}, set()),
        ({"props": {"stream.monitor": True, "resample.peaks": True}}, set()),
        ({"props": {"stream.capture.sink": True}}, set()),
        ({"props": {"media.class": "Stream/Output/Audio"}}, set()),
    ],
)
def test_which_streams_of_pipewire_listen_to_a_microphone(more: dict[str, Any], found: set[int]) -> None:
    assert found == pipewire_holders(graph(**more))


def test_where_there_is_no_pactl_pipewire_is_asked(loop: SelectLoop, tmp_path: Path, make: Make) -> None:
    (tmp_path / "graph").write_text(json.dumps(graph()))
    program(tmp_path / "bin", "pw-dump", f"exec /bin/cat {tmp_path}/graph")
    microphone = make(PATH=str(tmp_path / "bin"))
    assert (True, None) == (ask(loop, microphone), microphone.trouble)
    (tmp_path / "graph").write_text("[]")
    assert (False, "not in use") == (ask(loop, microphone), microphone.reading)
