"""The page About: which app this is."""

from posture_app import __version__
from posture_app.core.language import _
from posture_app.core.words import APP_NAME
from posture_app.ui.kit.form_row import FactRow
from posture_app.ui.kit.panel import Panel
from posture_app.ui.settings.section import Group


def about_groups() -> list[Group]:
    """What the page is made of."""
    version = FactRow(APP_NAME, _("Version {version}").format(version=__version__))
    return [Group("", Panel(version))]
