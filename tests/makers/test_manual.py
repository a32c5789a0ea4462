"""The man page and the completions: each command is in them, `man` has nothing to say, and shells complete by them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from posture_app.cli import _parser
from posture_app.core.settings.languages import WHOLE
from posture_app.desktop.menu_entry import COMPLETIONS, MAN_PAGE
from tests import needs
from tests.commands.test_leaks import parsers
from tests.pseudo import OPEN, english, spoken

if sys.platform != "linux":
    pytest.skip("shells and man of Linux", allow_module_level=True)

IN_BASH = """
source "$1"
COMP_WORDS=(posture-app desktop --inst) COMP_CWORD=2
"$(complete -p posture-app | sed 's/.*-F \\([^ ]*\\).*/\\1/')" posture-app --inst desktop
echo "${COMPREPLY[@]}"
"""
IN_ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=(${1:h} \\$fpath); autoload -U compinit; compinit -u -D; echo READ''Y"
zpty -r -m shell out '*READY*'
zpty -w -n shell $'posture-app desktop --inst\\t'
zpty -r -m shell out '*--install*' && echo "--install"
zpty -d shell
"""
IN_FISH = 'source $argv[1]; complete -C "posture-app desktop --inst" | string split -f1 \\t'
COMPLETED = {
    "bash": ("bash", "--norc", "-euc", IN_BASH, "bash"),
    "zsh": ("zsh", "-f", "-c", IN_ZSH, "zsh"),
    "fish": ("fish", "--no-config", "-c", IN_FISH),
}
"""How each shell completes `posture-app desktop --inst`, by the file whose name comes last."""


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `share` folder with all of them, made now."""
    if not all(map(find_spec, ("argparse_manpage", "shtab"))):
        needs.missing("not installed: pip install -e '.[test]'")
    from resources.makers.manual import manual_files  # noqa: PLC0415 - where it can be loaded

    folder = tmp_path_factory.mktemp("share")
    for file, text in manual_files().items():
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_the_page_has_every_command_and_option_and_nothing_of_the_machine_that_made_it(share: Path) -> None:
    page = (share / MAN_PAGE).read_text(encoding="utf-8").replace(r"\-", "-")
    for each in parsers(_parser(["help"])):
        assert each.prog in page
        assert [] == [option for action in each._actions[1:] for option in action.option_strings if option not in page]
    assert str(Path(__file__).parents[2]) not in page
    assert "posture-app - Knows when you sit" in page


@pytest.mark.parametrize("code", WHOLE)
def test_man_warns_of_nothing(share: Path, code: str) -> None:
    needs.programs("man")
    for width in ("60", "100") if code == "en" else ("100",):  # the longest list of choices fits no narrower line
        done = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(share / in_language_of(code))],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": width},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "" == done.stderr


def in_language_of(code: str) -> str:
    return MAN_PAGE if code == "en" else MAN_PAGE.replace("man/", f"man/{code}/", 1)


def test_a_page_is_in_its_language_and_begins_no_line_like_a_request_to_groff(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resources.makers.manual import man_page  # noqa: PLC0415 - where it can be loaded

    with spoken():
        page = man_page()
    said = [line for line in page.splitlines() if not line.startswith((".", r"\fB", " ")) and OPEN not in line]
    assert [] == [line for line in said if english(line) and "[" not in line and "~" not in line], page
    text = "'t is", ".So it is", "posture-app"
    monkeypatch.setattr("resources.makers.manual._exit_codes", lambda: enumerate(text))
    assert all(f"\n\\&{line}\n" in man_page() for line in text[:2])


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_a_shell_completes_the_command(share: Path, shell: str) -> None:
    needs.programs(shell)
    done = subprocess.run(
        [*COMPLETED[shell], str(share / COMPLETIONS[shell])], capture_output=True, text=True, check=True, timeout=60
    )
    assert ["--install"] == done.stdout.split(), done.stderr


def test_settings_and_topics_are_completed_too(share: Path) -> None:
    text = (share / COMPLETIONS["bash"]).read_text(encoding="utf-8")
    assert "break_min" in text
    assert "troubleshooting" in text
