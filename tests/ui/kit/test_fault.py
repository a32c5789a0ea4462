"""What is wrong is a sentence, whatever the language: names keep their letters, and no stop is put behind another."""

import pytest

from posture_app.core import formats
from posture_app.desktop.qt_formats import formats_for
from posture_app.ui.kit.fault import Fault
from tests.ui.showing import shown


@pytest.mark.parametrize(
    ("language", "why", "said"),
    [
        ("en", "give at least one time", "Give at least one time."),
        ("en", "stand_every: expected a number", "stand_every: expected a number."),
        ("en", "posture.db cannot be read.", "posture.db cannot be read."),
        ("tr", "izin yok", "İzin yok."),
        ("ja", "ファイルがありません。", "ファイルがありません。"),
        ("ja", "ファイルがありません！", "ファイルがありません！"),
    ],
)
def test_a_fault_is_a_sentence_of_its_language(qt: object, language: str, why: str, said: str) -> None:
    before = formats.use(formats_for(language, "XX"))
    try:
        with shown(Fault("fault")) as fault:
            fault.tell(why)
            assert said == fault.text().replace("\u200b", "")
    finally:
        formats.use(before)
