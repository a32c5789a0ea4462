"""The help says what there is: its commands, settings, pages and links; and it is found and read in a terminal."""

import argparse
import configparser
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from posture_app.cli import _parser
from posture_app.core.help_topics import TOPICS, HelpLink, HelpTopic, for_terminal, link_of, search
from posture_app.core.pages import ABOUT, HELP, SETTINGS, TITLES, WELCOME
from posture_app.core.search import query_of
from posture_app.core.settings.reminder_kinds import GROUPS
from posture_app.core.settings.settings import TABLE
from posture_app.core.settings.settings_pages import PAGE_TITLES, SettingsPage
from posture_app.desktop.bundled import load_help, resources
from tests import needs

HELP_TOPICS = {topic.name: topic for topic in load_help()}
PAGES = (*TITLES, SETTINGS, ABOUT, WELCOME, HELP)
COMMAND = re.compile(r"(?<!=)\bposture-app((?: [^`\n|;&)]+)?)")
CODE = re.compile(r"```\n.*?```|`[^`]+`", re.DOTALL)


def commands_in(text: str) -> Iterator[list[str]]:
    """The words of each command that stands as code in a text."""
    for code in CODE.findall(text):
        for found in COMMAND.finditer(code):
            if not code[found.end() :].startswith(".service"):
                yield found[1].replace("2>/dev/null", "").replace('"', "").replace(",", "").split()


def complaint(words: list[str]) -> str:
    """What the parser has not: a command, an option or one of the words that it takes; empty if it has all."""
    parser: argparse.ArgumentParser = _parser(["help"])
    for word in words:
        options = {option for action in parser._actions for option in action.option_strings}
        branches = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
        if word.startswith("--"):
            if word.partition("=")[0] not in options:
                return f"{parser.prog} has no {word}"
        elif branches and word in branches[0].choices:
            parser = branches[0].choices[word]
        elif branches and not any(each.startswith("--") for each in words):
            return f"{parser.prog} has no {word}"
    return ""


@pytest.mark.parametrize("name", TOPICS)
def test_what_a_topic_names_is_there(name: str) -> None:
    text = HELP_TOPICS[name].markdown
    assert [] == [told for words in commands_in(text) if (told := complaint(words))]


def test_the_commands_of_the_help_are_found_and_wrong_ones_told() -> None:
    assert ["up"] in list(commands_in(HELP_TOPICS["command-line"].markdown))
    assert ["status", "--follow", "--format", "waybar"] in list(commands_in(HELP_TOPICS["status-bars"].markdown))
    assert complaint(["stnd"])
    assert complaint(["status", "--jsn"])
    assert complaint(["settings", "gett", "x"])


def test_each_command_is_told_of() -> None:
    told = {words[0] for topic in HELP_TOPICS.values() for words in commands_in(topic.markdown) if words}
    parser = _parser(["help"])
    branches = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    assert set() == set(branches.choices) - told - {"help"}


@pytest.mark.parametrize("name", TOPICS)
def test_every_link_leads_somewhere_and_says_where(name: str) -> None:
    for words, address in HELP_TOPICS[name].links:
        link = link_of(address)
        assert link is not None, address
        match link:
            case HelpLink("help", other, section):
                assert section < len(HELP_TOPICS[other].sections())
            case HelpLink("page", page):
                assert page in PAGES
            case HelpLink("settings", page):
                title = PAGE_TITLES[SettingsPage(page)]
                assert words in (title, f"Settings › {title}")
            case HelpLink("setting", key):
                setting = TABLE[key]
                label = GROUPS[key].title if key in GROUPS else setting.label
                assert f"Settings › {PAGE_TITLES[setting.page]} › {label}" == words


def test_each_setting_is_linked_itself_or_with_its_reminder() -> None:
    links = {link_of(address) for topic in HELP_TOPICS.values() for _words, address in topic.links}
    named = {link.name for link in links if link is not None and link.kind == "setting"}
    assert [] == [key for key, setting in TABLE.items() if key not in named and setting.group not in named]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "posture:",
        "posture:setting/",
        "posture:shell/rm",
        "posture:help/a/b",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_not_of_the_help_leads_nowhere(address: str) -> None:
    assert link_of(address) is None


def test_no_topic_shows_a_picture_or_a_table_and_each_begins_with_its_title() -> None:
    for topic in HELP_TOPICS.values():
        assert topic.markdown.startswith(f"# {topic.title}\n"), topic.name
        assert not re.search(r"!\[|^\||<\w", CODE.sub("", topic.markdown), re.MULTILINE), topic.name
        assert topic.lead


def test_every_file_of_the_help_is_shown() -> None:
    english, examples = resources() / "help" / "en", resources() / "help" / "examples"
    assert {f"{name}.md" for name in TOPICS} == {file.name for file in english.iterdir()}
    shown = HELP_TOPICS["status-bars"].markdown
    assert "{{" not in shown
    for file in examples.iterdir():
        assert file.read_text().rstrip() in shown, file.name


def test_in_a_terminal_a_topic_is_plain_and_names_keys_and_commands() -> None:
    text = for_terminal(
        HelpTopic(
            "x",
            "# One\n\nSee *this*, [Settings › Data › Y](posture:setting/keep_years)\n"
            "and [that](posture:help/reminders).\n\n"
            "- first\n  goes on\n- `second`\n\n```\n* code *\n  more\n```\n",
        ),
        40,
    )
    assert text == (
        "One\n===\n\nSee this, Settings › Data › Y\n(keep_years) and that (posture-app help\nreminders).\n\n"
        "- first goes on\n- second\n\n    * code *\n      more"
    )


@pytest.mark.parametrize("name", TOPICS)
def test_no_line_is_longer_than_the_terminal_but_what_cannot_be_broken(name: str) -> None:
    for line in for_terminal(HELP_TOPICS[name], 60).splitlines():
        assert len(line) <= 60 or line.startswith("    ") or " " not in line.strip("- "), line


def test_words_are_found_in_all_topics_headings_first() -> None:
    found = search(tuple(HELP_TOPICS.values()), query_of("wayland"))
    assert "Linux, Wayland" == found[0].section.heading or "On Wayland" == found[0].section.heading
    assert len({each.topic.name for each in found}) > 2
    assert all("wayland" in f"{each.section.heading} {each.topic.title} {each.excerpt}".lower() for each in found)
    assert () == search(tuple(HELP_TOPICS.values()), query_of("bicycle"))
    assert () == search(tuple(HELP_TOPICS.values()), query_of("  "))


def test_the_example_for_waybar_is_json_and_the_scripts_are_shell() -> None:
    if sys.platform == "win32":
        pytest.skip("no sh there")
    needs.programs("shellcheck")
    folder = resources() / "help" / "examples"
    json.loads("{" + (folder / "waybar.jsonc").read_text() + "}")
    for file in folder.iterdir():
        if file.name.endswith(".sh"):
            done = subprocess.run(
                ["shellcheck", "--shell=sh", "-"], input=file.read_text(), capture_output=True, text=True, check=False
            )
            assert (0, "") == (done.returncode, done.stdout), file.name


STATUS = "Sitting for 12 min.\nGet up in 18 min."
"""What the app says in the tests of the examples."""


def example(name: str) -> str:
    return (resources() / "help" / "examples" / name).read_text(encoding="utf-8")


def run_with(folder: Path, script: str, **programs: str) -> str:
    """What a script prints where these programs do this, the names having `-` for `_`."""
    bin_folder = folder / ".local" / "bin"
    bin_folder.mkdir(parents=True, exist_ok=True)
    for name, does in programs.items():
        program = bin_folder / name.replace("_", "-")
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    environ = {"PATH": path, "HOME": str(folder)}
    return subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no sh there")
def test_the_scripts_for_bars_show_the_first_line_of_the_status_and_what_can_be_said(tmp_path: Path) -> None:
    says = f"cat <<'X'\n{STATUS}\nX"
    first = STATUS.splitlines()[0]
    shown = run_with(tmp_path, example("xbar.sh"), posture_app=says).splitlines()
    assert [first, "---"] == shown[:2]
    said = [re.findall(r"(?:bash|param\d)=(\S+)", line) for line in shown[2:]]
    assert [["posture-app", "up"], ["posture-app", "show", "today"]] == said
    assert [] == [told for _program, *words in said if (told := complaint(words))]
    assert f"{first} | 12:00\n" == run_with(tmp_path, example("i3status.sh"), posture_app=says, i3status="echo 12:00")
    assert "posture_app is not running" == run_with(tmp_path, example("xbar.sh"), posture_app="exit 3").splitlines()[0]


@pytest.mark.skipif(sys.platform == "win32", reason="no sh there")
def test_what_tmux_and_polybar_are_told_to_run_prints_a_line(tmp_path: Path) -> None:
    (in_tmux,) = re.findall(r"#\((.+)\)'", example("tmux.conf"))
    polybar = configparser.ConfigParser()
    polybar.read_string(example("polybar.ini"))
    module = polybar["module/posture"]
    assert ("custom/script", "true") == (module["type"], module["tail"])
    for command in (in_tmux, module["exec"]):
        assert STATUS.splitlines()[0] in run_with(tmp_path, command, posture_app=f"cat <<'X'\n{STATUS}\nX")


@pytest.mark.skipif(sys.platform == "win32", reason="no sh there")
def test_the_script_for_breaks_acts_at_their_beginning_and_end_alone(tmp_path: Path) -> None:
    lines = "\n".join(
        json.dumps({"event": event, "line": "break", "status": {}})
        for event in ("status", "break", "status", "break_over", "prompt")
    )
    script = example("at-a-break.sh")
    ran = run_with(tmp_path, script, posture_app=f"cat <<'X'\n{lines}\nX", playerctl='echo "$1"')
    assert ["pause", "play"] == ran.split()
