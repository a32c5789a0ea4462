"""What narrows down the exercises that are listed: words, and chips that each offer a choice."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import FEET, Kit, Place, Region, Type
from posture_app.core.content.library import Wanted, used_by
from posture_app.core.content.profile import FURNITURE
from posture_app.core.formats import number_words
from posture_app.core.language import N_, NP_, _, labelled
from posture_app.core.search import query_of
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.search_field import SearchField
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.placing import drop

V = TypeVar("V")
NARROW_LETTERS = 75
"""In a bar of fewer letters of usual width, chips would take half the window: they are folded away."""
PLACES: Mapping[Place, str] = {
    Place.DESK: N_("At a desk"),
    Place.STANDING_ROOM: N_("With room to stand"),
    Place.WHEELCHAIR: N_("In a wheelchair, legs move"),
    Place.WHEELCHAIR_UPPER_BODY: N_("In a wheelchair, upper body"),
    Place.TRAVEL_SEAT: N_("On a plane, train or coach"),
    Place.PARKED_CAR: N_("In a parked car, engine off"),
    Place.COUCH: N_("On a couch or recliner"),
    Place.THEATRE_SEAT: N_("In a theatre or stadium"),
}
REGIONS: Mapping[frozenset[Region], str] = {
    FEET: N_("Feet, ankles and calves"),
    frozenset({Region.LEGS, Region.HIPS}): N_("Legs and hips"),
    frozenset({Region.BACK, Region.UPPER_BACK}): N_("Back"),
    frozenset({Region.NECK, Region.SHOULDERS}): N_("Neck and shoulders"),
    frozenset({Region.HANDS}): N_("Hands and wrists"),
    frozenset({Region.EYES}): N_("Eyes"),
    frozenset({Region.WHOLE_BODY}): N_("Whole body"),
}
TYPES: Mapping[Type, str] = {
    Type.STRETCH: NP_("kind of exercise", "Stretch"),
    Type.STRENGTH: N_("Strength"),
    Type.MOBILITY: N_("Mobility"),
    Type.BALANCE: N_("Balance"),
    Type.CIRCULATION: N_("Circulation"),
    Type.BREATH: N_("Breathing"),
    Type.EYES: N_("Eyes"),
}
KIT: Mapping[frozenset[Kit], str] = {
    FURNITURE: N_("Nothing but furniture"),
    FURNITURE | {Kit.BAND}: N_("With an elastic band"),
    FURNITURE | {Kit.TOWEL}: N_("With a towel"),
    FURNITURE | {Kit.BALL}: N_("With a ball"),
}
TIMES: Mapping[int, str] = {60: N_("Up to 1 min"), 120: N_("Up to 2 min"), 180: N_("Up to 3 min")}
LEVELS: Mapping[int, str] = {1: N_("Easy"), 2: N_("Medium"), 3: N_("Demanding")}


class ChoiceChip(Button, Generic[V]):
    """A chip that offers a choice; it says what was chosen, or what there is to choose. To choose nothing is called
    `none`; “Any” where it is not said.
    """

    chosen = Signal()

    def __init__(self, name: str, title: str, choices: Mapping[V, str], *, none: str = "") -> None:
        super().__init__("", name, Look.CHIP, opens=True)
        self._title, self._none = title, none or _("Any")
        self._value: V | None = None
        self._choices: Mapping[V, str] | None = None
        self.clicked.connect(self._offer)
        self.set_choices(choices)

    @property
    def value(self) -> V | None:
        """What was chosen; None: nothing."""
        return self._value

    def set_choices(self, choices: Mapping[V, str]) -> None:
        """Offer these; what was chosen stays so, if it is among them."""
        if choices != self._choices:
            self._choices = choices
            self.choose(self._value if self._value in choices else None)

    def choose(self, value: V | None) -> None:
        """Choose this one of those that there are; None: nothing."""
        self._value = value
        words = (self._choices or {})[value] if value is not None else self._title
        self.setText(words)
        self.setAccessibleName(labelled(self._title, words) if value is not None else self._title)
        self.setChecked(value is not None)

    def _take(self, value: V | None) -> None:
        self.choose(value)
        self.chosen.emit()

    @Slot()
    def _offer(self) -> None:
        self.setChecked(self._value is not None)
        menu = QMenu(self)
        menu.setAccessibleName(self._title)
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        choices: list[tuple[V | None, str]] = [(None, self._none), *(self._choices or {}).items()]
        for value, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(partial(self._take, value))
            group.addAction(action)
            if value is None:
                menu.addSeparator()
        drop(menu, self)


class FilterBar(QWidget):
    """The search field, what is `beside` it, and the chips. `changed` says that something else is wanted."""

    changed = Signal()

    def __init__(self, content: Content, beside: Sequence[Button]) -> None:
        super().__init__()
        self._programmes: Mapping[str, frozenset[str]] = {}
        self.search = SearchField("search exercises", _("Search exercises"))
        self._place = ChoiceChip("place chip", _("Place"), _told(PLACES))
        self._region = ChoiceChip("region chip", _("Body part"), _told(REGIONS))
        self._type = ChoiceChip("type chip", _("Kind"), _told(TYPES))
        self._kit = ChoiceChip("kit chip", _("Equipment"), _told(KIT))
        self._time = ChoiceChip("time chip", _("Time"), _told(TIMES))
        self._level = ChoiceChip("level chip", _("Level"), _told(LEVELS))
        self._programme = ChoiceChip[str]("programme chip", _("Programme"), {})
        self._shoes = Button(_("Shoes on"), "shoes chip", Look.CHIP)
        self.favourites = Button(_("Favourites"), "favourites chip", Look.CHIP)
        self.hidden = Button("", "hidden chip", Look.CHIP)
        chips: tuple[ChoiceChip[Any], ...] = (
            self._place, self._region, self._type, self._kit, self._time, self._level, self._programme,
        )  # fmt: skip
        self._chosen = (*chips, self._shoes, self.favourites)
        for chip in chips:
            chip.chosen.connect(self.changed)
        for switch in (self._shoes, self.favourites, self.hidden):
            switch.toggled.connect(self.changed)
        self.search.textChanged.connect(self.changed)
        self._more = Button(_("Filters"), "filters", Look.CHIP)
        self._more.hide()
        self._more.toggled.connect(self._fold)
        self._chips = QWidget()
        Flow(*chips, self._shoes, self.favourites, self.hidden, on=self._chips, spacing=SPACE // 2)
        together = QWidget()
        Flow(*beside, on=together)
        together.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)  # the search has what is left
        column_of(Flow(self.search, self._more, together), self._chips, on=self)
        self.show_programmes(content)  # once its chip has its place, else it would show as a window of its own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        if narrow is self._more.isHidden():
            self._more.setVisible(narrow)
            self._fold()

    @Slot()
    def _fold(self) -> None:
        self._chips.setVisible(self._more.isChecked() or self._more.isHidden())

    @property
    def narrows(self) -> bool:
        """Whether something is looked for, and not all there is."""
        return bool(self.search.text().strip()) or any(chip.isChecked() for chip in self._chosen)

    def show_programmes(self, content: Content) -> None:
        """Offer those that there are now: files of the person’s own come and go."""
        self._programmes = {programme.id: used_by(programme) for programme in content.programmes}
        self._programme.set_choices({programme.id: programme.name for programme in content.programmes})
        self._programme.setVisible(bool(content.programmes))

    def wanted(self, favourites: Sequence[str]) -> Wanted:
        """What is looked for. With the chip of the favourites it is among these."""
        among: frozenset[str] | None = self._programmes.get(self._programme.value or "")
        if self.favourites.isChecked():
            among = frozenset(favourites) & (among if among is not None else frozenset(favourites))
        return Wanted(
            words=query_of(self.search.text()),
            place=self._place.value,
            regions=self._region.value or frozenset(Region),
            type=self._type.value,
            kit=self._kit.value or frozenset(Kit),
            shoes_stay_on=self._shoes.isChecked(),
            longest_s=self._time.value or 0,
            level=self._level.value or 0,
            among=among,
        )

    def count_hidden(self, number: int) -> None:
        """Say how many are hidden; with none there is nothing to ask for."""
        self.hidden.setText(_("Hidden ({number})").format(number=number_words(number)))
        self.hidden.setVisible(number > 0 or self.hidden.isChecked())


def _told(choices: Mapping[V, str]) -> dict[V, str]:
    return {value: _(words) for value, words in choices.items()}
