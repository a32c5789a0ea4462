"""Programmes and routines: what can be started at once, the programme that is on, and all that there are."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Exercise
from posture_app.core.content.programmes import Item, Programme, ProgrammeSession, Routine
from posture_app.core.content.session_items import fitting, variant_for
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext, sentence, sentences
from posture_app.core.record.programme_words import (
    length_words,
    session_words,
    share,
    today_words,
    week_words,
    why_words,
)
from posture_app.core.record.programmes import Programmes, ProgrammeToday, SessionToday
from posture_app.core.session.plan import SessionPlan
from posture_app.core.settings.reminder_kinds import KINDS
from posture_app.core.settings.settings import Settings
from posture_app.core.value import value
from posture_app.ui.exercises.evidence import About
from posture_app.ui.exercises.exercise_words import EVIDENCE, about
from posture_app.ui.exercises.reading import lines
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, TOP, clear, column_of, put, spring
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title, scrolled
from posture_app.ui.kit.progress_bar import ProgressBar
from posture_app.ui.kit.tip import plain

LETTERS = 14
"""So many in a line of what a session is have to fit beside its button."""


@value
class ProgrammeSources:
    """What the view is given. `play` does items as the session that they belong to; `tried` does what may fail."""

    content: Callable[[], Content]
    settings: Callable[[], Settings]
    programmes: Programmes
    play: Callable[[Sequence[Item | str], ProgrammeSession | None], None]
    tried: Callable[[Callable[[], None]], bool]


class ProgrammesView(QWidget):
    """Made anew only when something in it has changed, so that the keyboard stays where it is."""

    def __init__(self, sources: ProgrammeSources) -> None:
        super().__init__()
        self._sources = sources
        self._made_of: object = None
        self._next: Button | None = None  # what one is likely to press next
        self._area, self._column = scrolled(gutter=True, spacing=SPACE * 2, margins=(0, 0, MARGIN - SCROLL_BAR, MARGIN))
        self._area.setAccessibleName(_("Programmes"))
        column_of(self._area, on=self)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        content, today, profile = self._content, self._sources.programmes.today(), self._sources.settings().profile
        if self._made_of == (content, today, profile):
            return
        self._made_of = content, today, profile
        self._next = None
        clear(self._column)
        parts: list[QWidget] = [self._running(today)] if today is not None else []
        parts += [self._routines(), label(_("Programmes"), scale=1.15, strong=True)]
        others = (each for each in content.programmes if today is None or each != today.on.programme)
        parts += [self._card(programme, today) for programme in others]
        put(self._column, *parts, spring())
        for part in parts:
            part.show()  # at once, so that the keyboard can go there

    @property
    def _content(self) -> Content:
        """What there is now: files of the person’s own come and go."""
        return self._sources.content()

    # -- what is on ---------------------------------------------------------------------------------------------------

    def _running(self, today: ProgrammeToday) -> Panel:
        programme, paused = today.on.programme, today.on.paused
        bar = ProgressBar()
        bar.show_share(share(today.progress.plan))
        bar.setAccessibleName(_("How much of the week’s sessions is done"))
        settings, replaces = self._sources.settings(), programme.replaces.value
        said = [text for text in (why_words(today.progress), today_words(today)) if text]
        if replaces in KINDS and not getattr(settings, KINDS[replaces].switch):
            said.append(_("The reminder whose turn it takes is off. It comes all the same where a session is due."))
        pause = Button(_("Resume") if paused else _("Pause"), "pause programme", Look.MAIN if paused else Look.PLAIN)
        stop = Button(_("Stop programme"), "stop programme", Look.FLAT)
        pause.clicked.connect(partial(self._do, partial(self._sources.programmes.pause, paused=not paused)))
        stop.clicked.connect(partial(self._do, self._sources.programmes.stop))
        panel = Panel(
            label(programme.name, scale=1.15, strong=True, name="programme on"),
            label(week_words(programme, today.progress), strong=True, heading=False, name="programme week"),
            *([bar] if programme.weeks else []),
            *(label(text, muted=True) for text in said),
            spacing=SPACE,
        )
        first = next((session for session in today.sessions if session.offer in today.due), None)
        for session in today.sessions:
            panel.column.addSpacing(SPACE // 2)
            self._add_session(panel.column, session, today, main=session is first)
        panel.column.addSpacing(SPACE // 2)
        panel.column.addWidget(label(programme.untested, scale=0.92, muted=True))
        panel.column.addLayout(Flow(pause, stop))
        panel.setObjectName("running programme")
        return panel

    def _add_session(self, column: QVBoxLayout, session: SessionToday, today: ProgrammeToday, *, main: bool) -> None:
        words = session_words(session, today)
        told = [label(words, strong=main, heading=False, letters=LETTERS)]
        if session.offer is None:
            put(column, *told)
            return
        told.append(label(_(", ").join(self._names(session.offer.items)), scale=0.92, muted=True))
        begin = Button(
            _("Start"), "start session", Look.MAIN if main else Look.PLAIN, says=_("Start: {what}").format(what=words)
        )
        offer = session.offer
        begin.clicked.connect(lambda: self._sources.play(offer.items, offer.belongs))
        if main or self._next is None:
            self._next = begin
        texts = QWidget()
        column_of(*told, on=texts, spacing=0)
        column.addWidget(Beside(begin, texts, spacing=SPACE * 2, where=LEFT | TOP, end=True))

    def _names(self, items: Sequence[Item]) -> list[str]:
        found = (self._content.exercise(item.exercise) for item in items)
        return [exercise.name for exercise in found if exercise is not None]

    # -- what can be started ------------------------------------------------------------------------------------------

    def _routines(self) -> QWidget:
        content, profile = self._content, self._sources.settings().profile
        dosed = {each: fitting(content, each.items, profile, choose=each.choose) for each in content.routines}
        there = {routine: items for routine, items in dosed.items() if items}
        part = QWidget()
        column = column_of(on=part)
        if there:
            most = max(map(_minutes, there.values()))
            text = _("One session, now, outside of any programme: {minutes} min at the most.").format(
                minutes=number_words(most)
            )
            put(column, label(_("Right now"), scale=1.15, strong=True), label(text, muted=True))
            column.addLayout(Flow(*(self._routine(routine, items) for routine, items in there.items())))
        return part

    def _routine(self, routine: Routine, dosed: Sequence[tuple[Item, Exercise]]) -> Button:
        items = tuple(item for item, _exercise in dosed)
        words = _("{length}. {what}").format(length=about(_seconds(dosed)), what=routine.in_short)
        button = Button(routine.name, f"routine {routine.id}", says=sentences(sentence(routine.name), words))
        button.setToolTip(plain(words))
        button.clicked.connect(lambda: self._sources.play(items, None))
        return button

    def _card(self, programme: Programme, today: ProgrammeToday | None) -> Panel:
        facts = self._facts(programme)
        panel = Panel(panel_title(programme.name), label(programme.in_short), label(facts, strong=True, heading=False))
        put(panel.column, label(_(EVIDENCE[programme.evidence])), label(programme.untested, muted=True))
        if programme.not_for:
            panel.column.addWidget(label(_("Before you begin:"), strong=True, heading=False))
            panel.column.addLayout(lines(programme.not_for))
        says = _("{question} {subject}")
        what = _("What is it?")
        panel.column.addWidget(
            Disclosure(
                what,
                f"more {programme.id}",
                partial(_more, programme),
                says=says.format(question=what, subject=programme.name),
            )
        )
        start = Button(_("Start"), f"start {programme.id}", says=_("Start: {what}").format(what=programme.name))
        start.clicked.connect(partial(self._start, programme))
        if today is not None:
            text = _("“{programme}” stops with that. What you did of it stays in the record.")
            panel.column.addWidget(label(text.format(programme=today.on.programme.name), scale=0.92, muted=True))
        panel.column.addLayout(Flow(start))
        panel.setObjectName(f"programme {programme.id}")
        return panel

    def _facts(self, programme: Programme) -> str:
        """How long it is, and what its first week asks for."""
        profile = self._sources.settings().profile
        variant = variant_for(programme, profile)
        first = programme.week(1, variant) if programme.weeks else programme.plan(variant)
        each = [fitting(self._content, s.items, profile, choose=s.choose) for s in first]
        minutes = [_minutes(dosed) for dosed in each if dosed]
        if not minutes:
            return _(
                "Nothing of it suits you here and now. See the settings: where you sit, and what you said of yourself."
            )
        least, most = min(minutes), max(minutes)
        took = number_words(most) if least == most else f"{number_words(least)}–{number_words(most)}"
        if not programme.weeks:
            return _("{length}. A session takes {minutes} min.").format(length=length_words(programme), minutes=took)
        number = sum(session.days * session.a_day for session in first)
        text = ngettext(
            "{length}. In the first week {number} session of {minutes} min.",
            "{length}. In the first week {number} sessions of {minutes} min each.",
            number,
        )
        return text.format(length=length_words(programme), number=number_words(number), minutes=took)

    def _start(self, programme: Programme) -> None:
        if self._do(partial(self._sources.programmes.start, programme.id)):
            announce(self, _("Started: {what}").format(what=programme.name))

    def _do(self, do: Callable[[], None]) -> bool:
        """Do it, show what came of it, and leave the keyboard at what comes next."""
        done = self._sources.tried(do)
        self.refresh()
        self._area.verticalScrollBar().setValue(0)
        if self._next is not None:
            self._next.setFocus()
        return done


def _more(programme: Programme) -> QWidget:
    """What it is, and the evidence for it."""
    made, evidence = QWidget(), About(programme.name)
    evidence.show_evidence(programme.evidence, programme.evidence_note, programme.sources)
    column_of(label(programme.text), evidence, on=made)
    return made


def _seconds(dosed: Sequence[tuple[Item, Exercise]]) -> int:
    return round(SessionPlan([exercise for _item, exercise in dosed]).seconds)


def _minutes(dosed: Sequence[tuple[Item, Exercise]]) -> int:
    return max(1, round(_seconds(dosed) / 60))
