"""The ways to notify that there are here, in one chain: our own, and those of other programs."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from posture_app.core.events import Say, Word
from posture_app.core.language import _
from posture_app.core.ports import Message, Notifier
from posture_app.core.settings.notification_settings import NOTIFIERS
from posture_app.notify.chain import Chain
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.prompter import Prompter

if TYPE_CHECKING:
    from posture_app.runtime.machine import Machine

_log = logging.getLogger(__name__)


def make_chain(
    frontend: Frontend,
    order: Sequence[str],
    clicked: Callable[[int, Say], None],
    *,
    machine: "Callable[[], Machine]",
    prompter: Callable[[], Prompter],
) -> Chain:
    """The chain in this order. `clicked` gets the answers in windows of ours. `machine` and `prompter` are asked with
    the first prompt that another program is to show.
    """
    own = dict(frontend.links(clicked))
    # Without a display, whoever looks at another screen is not who sits here.
    foreign = tuple(name for name in NOTIFIERS if name not in own) if frontend.windows else ()

    def returned() -> None:
        for name in foreign:
            chain.restore(name)

    @cache
    def makers() -> Mapping[str, Callable[[], Notifier]]:
        here = prompter()
        return machine().links(
            here.answered, opened=partial(open_about, frontend, here.answered), returned=returned, unheard=here.unheard
        )

    def make(name: str) -> Notifier:
        return makers()[name]()

    links: dict[str, Callable[[], Notifier]] = {**{name: partial(make, name) for name in foreign}, **own}
    chain = Chain(links, order, last=next(reversed(links)))
    return chain


def open_about(frontend: Frontend, answered: Callable[[int, Word, float | None], None], message: Message) -> None:
    """Open what a message is about: begin the exercises or the session that it offers, or else show the day. Who gets
    up for them does.
    """
    if message.exercise:
        if message.on_feet and message.number >= 0:  # a mere trial counts as nothing
            answered(message.number, Word.UP, None)
        frontend.play(*message.to_play)
    else:
        frontend.show("today")


def show_message(chain: Chain, message: Message, *, windows: bool) -> None:
    """Show what is no prompt. A card has to have a way to close it; in a terminal there is nothing to close."""
    closes = ((Word.DONE, _("Close")),) if windows else ()
    chain.show(replace(message, answers=closes), lambda why: _log.warning("a message could not be shown: %s", why))
