"""The notation of a folder in the settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.errors import UsageError
from posture_app.core.settings.folders import format_folder, parse_folder
from posture_app.core.settings.settings import DEFAULTS, from_text, read


@pytest.mark.parametrize(
    "path", ["/mnt/share", "~", "~/Sync/my posture", "~\\Sync", "C:\\Users\\me", "d:/x", r"\\server\share", "/"]
)
def test_a_path_that_hangs_on_nothing_is_taken_as_it_is(path: str) -> None:
    assert path == parse_folder(f" {path} ") == from_text("shared_folder", path)
    assert path == format_folder(path)


@pytest.mark.parametrize("text", ["", "none", "None", "  "])
def test_none_is_none(text: str) -> None:
    assert parse_folder(text) is None
    assert "none" == format_folder(None)
    assert DEFAULTS.shared_folder is None


@pytest.mark.parametrize("text", ["Sync", "./Sync", "../x", "~other/x", "C:", "\\x", "/a\0b", "http://x"])
def test_any_other_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(UsageError, match=r"shared_folder: expected a folder such as .*posture.*none"):
        from_text("shared_folder", text)
    found, (complaint,) = read({"shared_folder": text})
    assert found == DEFAULTS
    assert "shared_folder" in complaint


@given(st.text())
def test_what_is_taken_is_written_and_read_back(text: str) -> None:
    try:
        folder = parse_folder(text)
    except ValueError:
        return
    assert folder == parse_folder(format_folder(folder))
