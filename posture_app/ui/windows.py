"""The app's windows: made when asked for, raised when there already, gone when closed."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.settings.settings import Settings
from posture_app.ui.pages.main_window import TITLES, MainWindow
from posture_app.ui.pages.sources import Sources
from posture_app.ui.settings.settings_sources import PreviewSources
from posture_app.ui.settings.settings_window import SettingsWindow

SETTINGS = "settings"


class Windows(QObject):
    """Opens windows by page. `notices` are shown above the pages of the main window when it is next made."""

    def __init__(
        self,
        sources: Callable[[], Sources],
        apply: Callable[[str, object], None],
        overridden: Collection[str],
        closed: Callable[[], None],
        live: Callable[[], PreviewSources],
    ) -> None:
        super().__init__()
        self._sources, self._apply, self._overridden, self._closed, self._live = (
            sources,
            apply,
            overridden,
            closed,
            live,
        )
        self._main: MainWindow | None = None
        self._settings: SettingsWindow | None = None
        self._notices: list[str] = []

    def show(self, page: str) -> None:
        """Open this page, in front of other windows."""
        if page == SETTINGS:
            _raise(self._settings_window())
            return
        main = self._main_window()
        for name in TITLES:
            if name == page:
                main.show_page(name)
        _raise(main)

    def notify(self, sentence: str) -> None:
        """Have a sentence shown above the pages, now or when the window is next opened."""
        if self._main is None:
            self._notices.append(sentence)
        else:
            self._main.notify(sentence)

    def take_back(self, sentence: str) -> None:
        """Such a sentence holds no more."""
        if self._main is not None:
            self._main.take_back(sentence)
        else:
            self._notices = [other for other in self._notices if other != sentence]

    def refresh(self) -> None:
        """The status has changed."""
        if self._main is not None:
            self._main.refresh()

    def reread(self) -> None:
        """The record was changed from outside."""
        if self._main is not None:
            self._main.reread()

    def settings_changed(self, settings: Settings) -> None:
        """The settings have changed, here or outside."""
        if self._settings is not None:
            self._settings.refresh(settings)
        self.refresh()

    def close(self) -> None:
        """Close all, without a word."""
        for window in (self._main, self._settings):
            if window is not None:
                window.destroyed.disconnect()
                window.close()
        self._main = self._settings = None

    def _main_window(self) -> MainWindow:
        if self._main is None:
            self._main = MainWindow(self._sources())
            self._main.destroyed.connect(self._main_gone)
            for sentence in self._notices:
                self._main.notify(sentence)
            self._notices.clear()
        return self._main

    def _settings_window(self) -> SettingsWindow:
        if self._settings is None:
            settings, live = self._sources().settings(), self._live()
            self._settings = SettingsWindow(settings, self._apply, overridden=self._overridden, live=live)
            self._settings.destroyed.connect(self._settings_gone)
        return self._settings

    @Slot()
    def _main_gone(self) -> None:
        self._main = None
        self._closed()

    @Slot()
    def _settings_gone(self) -> None:
        self._settings = None


def _raise(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
