"""How all windows look, and where they lie."""

import gc
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.core.settings.settings import Settings
from posture_app.ui.wiring import Wiring

if TYPE_CHECKING:
    from posture_app.ui.kit.appearance import Theme
    from posture_app.ui.kit.window_places import WindowPlaces


class Dress:
    """The looks of the app, made before anything of its own first shows, and the places of its windows."""

    def __init__(self, wiring: Wiring, settings: Settings) -> None:
        self._wiring, self._settings = wiring, settings
        self._theme: Theme | None = None
        self._places: WindowPlaces | None = None

    @property
    def of_the_desktop(self) -> bool:
        """The colours are those of the desktop, which asks for much contrast."""
        return self._theme is not None and self._theme.much_contrast and self._settings.theme == "system"

    def put_on(self) -> None:
        """Give the app its colours and its icon."""
        if self._theme is None:
            from posture_app.ui.kit.access import install  # noqa: PLC0415
            from posture_app.ui.kit.appearance import Theme  # noqa: PLC0415 - 40 ms and 3 MiB that the tray icon does not need

            app = QApplication.instance()
            assert isinstance(app, QApplication)
            gc.freeze()  # what there is by now stays: looking through it while the window opens would take 15 ms
            install()
            app.setWindowIcon(QIcon(self._wiring.icon()))
            self._theme = Theme(app)
            self._wear(self._theme)
            if on_wayland():  # elsewhere Qt knows it
                self._wiring.watch_text_size(self._theme.scale_text)

    def settings_changed(self, settings: Settings) -> None:
        """Look as these say."""
        self._settings = settings
        if self._theme is not None:
            self._wear(self._theme)

    def place(self, window: QWidget) -> None:
        """Give a window that has not shown yet its place, and remember where it goes from there."""
        if self._places is None:
            from posture_app.ui.kit.window_places import WindowPlaces  # noqa: PLC0415 - with the first window

            self._places = WindowPlaces(self._wiring.recall, self._wiring.remember)
        self._places.place(window)

    def _wear(self, theme: "Theme") -> None:
        from posture_app.ui.kit.looks import Appearance  # noqa: PLC0415 - with the theme

        chosen = self._settings
        theme.dress(Appearance(chosen.accent, chosen.text_size, chosen.density, less_motion=chosen.less_motion))
        theme.choose(chosen.theme)


def on_wayland() -> bool:
    """Whether the compositor gives the keyboard to each window that shows, like it or not."""
    return QGuiApplication.platformName().startswith("wayland")
