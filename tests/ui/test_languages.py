"""The command that tells what does not fit in a language."""

from unittest.mock import patch

import pytest

from tests.ui import languages, picture_faults

pytestmark = pytest.mark.usefixtures("usual_look")


def test_each_fault_is_told_with_its_language_window_and_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == languages.main(["de", "--only", "crash"])
    assert "" == capsys.readouterr().out
    with patch.object(picture_faults, "faults", lambda _window, room: ["too wide"] if room else []):
        assert 1 == languages.main(["ar", "--only", "crash"])
    assert "ar crash (10pt-mirrored-480x400, 20pt-mirrored-480x400): too wide\n" == capsys.readouterr().out
