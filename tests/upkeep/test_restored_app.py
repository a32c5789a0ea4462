"""A backup put back while the app runs, with its real engine, log and shared folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.engine.runner import Runner
from posture_app.core.engine.stored_pause import PAUSE, PRIVATE
from posture_app.core.events import Input, Memory, Say, Word
from posture_app.core.record.record_jobs import BackupContents, Report, RestoredContents
from posture_app.core.rules import Rules
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.paths import Places
from posture_app.store.backup.backup import back_up, contents
from posture_app.store.log.log import open_log
from posture_app.store.merge.devices import own_uid
from posture_app.store.merge.shared_folder import shared_name
from posture_app.upkeep.upkeep import Upkeep
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import Desk
from tests.loop import SelectLoop
from tests.store.conftest import MINUTE
from tests.upkeep.hosts import PATIENCE_S, make_host
from tests.upkeep.sharing_device import FAST


@dataclass
class App:
    """What there is of a running app around its log. It shows nothing."""

    data: Path
    settings: Settings = field(default_factory=Settings)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loop, self.desk = SelectLoop(FAST), Desk()
        desk = self.desk
        self.log = open_log(self.path, now=NINE).log
        self.runner = Runner(
            clock=desk.clocks,
            scale=1.0,
            alarm=desk.alarm,
            recorder=self.log,
            notifier=desk,
            words=desk._words,
            zone=lambda: "UTC",
            rearm=lambda: None,
            changed=lambda: None,
            guarded=lambda call: call(),
        )
        host = make_host(
            self.log,
            self.loop,
            self.runner,
            alarm=desk.alarm,
            settings=lambda: self.settings,
            tell=self.told.append,
            where=Places(self.data, self.data),
        )
        self.worker, self.upkeep = host.worker, Upkeep(host)
        self.runner.start(Rules(), Memory())
        self.upkeep.plan()
        self.rest()

    @property
    def path(self) -> Path:
        return self.data / "posture.db"

    def rest(self) -> None:
        """Until nothing is exchanged with the shared folder any more."""
        sharing = self.upkeep._sharing
        self.loop.run_until(lambda: sharing._timer is None and sharing._exchange is None and sharing._wanted is None)

    def sat(self, start: int, end: int) -> None:
        """So many minutes after the start."""
        self.log.record(Span(Posture.SITTING, NINE + start * MINUTE, NINE + end * MINUTE, EndedBy.IDLE, "UTC"))

    def restore(self, backup: Path) -> object:
        """What came of it, or the sentence why nothing did."""
        return self.ask(self.upkeep.record_work.restore, backup)

    def only_here(self, backup: Path) -> object:
        """What the present log has and the backup has not."""
        seen = self.ask(self.upkeep.record_work.look_back, backup)
        assert isinstance(seen, BackupContents)
        return seen.only_here

    def ask(self, begin: Callable[[str, Report[Any]], object], backup: Path) -> object:
        told: list[object] = []
        begin(str(backup), Report(lambda *_: None, told.append, told.append, lambda: None))
        self.loop.run_until(lambda: told)
        return told[0]

    def end(self) -> None:
        self.upkeep.close()
        self.loop.close()
        self.log.close()
        self.worker.close(PATIENCE_S)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = App(tmp_path / "data")
    yield app
    app.end()


def kept(app: App) -> tuple[object, object]:
    """The pause and private mode by the file, as the next start finds them."""
    again = open_log(app.path, now=NINE).log
    found = again.recall(PAUSE), again.recall(PRIVATE)
    again.close()
    return found


@pytest.mark.parametrize(("on", "off"), [(Word.PAUSE, Word.RESUME), (Word.PRIVATE, Word.PRIVATE_OFF)])
def test_a_pause_and_private_mode_of_then_do_not_come_back(app: App, tmp_path: Path, on: Word, off: Word) -> None:
    app.runner.feed(Say(on))
    back_up(app.path, tmp_path / "saved.db")
    app.runner.feed(Say(off))
    assert isinstance(app.restore(tmp_path / "saved.db"), RestoredContents)
    assert (None, None) == kept(app)


def test_a_pause_and_private_mode_of_now_go_on(app: App, tmp_path: Path) -> None:
    back_up(app.path, tmp_path / "saved.db")
    app.runner.feed(Say(Word.PAUSE))
    app.runner.feed(Say(Word.PRIVATE))
    assert isinstance(app.restore(tmp_path / "saved.db"), RestoredContents)
    assert ({"until": None}, {"until": None}) == kept(app)


def test_beforehand_what_was_sat_since_the_backup_counts_also_in_the_span_that_goes_on(
    app: App, tmp_path: Path
) -> None:
    app.runner.feed(Input())
    app.desk.clocks.run(150)
    app.runner.save()
    back_up(app.path, tmp_path / "saved.db")
    app.desk.clocks.run(50)  # not yet recorded
    assert {"spans": 1} == app.only_here(tmp_path / "saved.db")
    back_up(app.path, tmp_path / "saved.db")
    assert {} == app.only_here(tmp_path / "saved.db")


def share(app: App, folder: Path) -> None:
    """Have the app share its record by this folder."""
    folder.mkdir(exist_ok=True)
    app.settings = Settings(shared_folder=str(folder))
    app.upkeep.plan()
    app.rest()


def test_what_is_shared_and_not_in_the_backup_is_not_overwritten(app: App, tmp_path: Path) -> None:
    app.sat(0, 10)
    back_up(app.path, tmp_path / "saved.db")
    app.sat(20, 30)
    share(app, tmp_path / "shared")
    shared = tmp_path / "shared" / shared_name(own_uid(app.path))
    assert 2 == contents(shared).spans
    assert isinstance(app.restore(tmp_path / "saved.db"), RestoredContents)
    app.rest()
    assert ["has time of this computer that its log lacks" in sentence for sentence in app.told] == [True]
    assert 2 == contents(shared).spans


def test_what_came_from_another_computer_after_the_backup_comes_again(app: App, tmp_path: Path) -> None:
    back_up(app.path, tmp_path / "saved.db")
    other = App(tmp_path / "other")
    other.sat(0, 10)
    share(other, tmp_path / "shared")
    other.end()
    share(app, tmp_path / "shared")
    assert 1 == contents(app.path).spans
    assert isinstance(app.restore(tmp_path / "saved.db"), RestoredContents)
    app.rest()
    assert 1 == contents(app.path).spans
