"""The diary that tests of pages write into does what that of the log does."""

import pytest

from tests.core.record.diary_contract import DiaryContract
from tests.core.record.fake_diary import Diary


class TestContract(DiaryContract):
    @pytest.fixture
    def diary(self) -> Diary:
        return Diary()
