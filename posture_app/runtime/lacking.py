"""What this machine does not have, so that the settings which need it can say so."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from posture_app.core.language import _
from posture_app.core.settings.setting import Requirement
from posture_app.notify.chain import Chain, LinkState
from posture_app.runtime.machine import Machine

ASKED = (Requirement.MICROPHONE, Requirement.CAMERA)
"""What is told by a question of that name."""


def lacks(
    machine: Machine, unasked: AbstractSet[str], *, mute: str | None, voiceless: str | None
) -> Mapping[Requirement, str]:
    """Each with a reason, without its full stop. What the person turned off is not lacking. `mute` and `voiceless` say
    why nothing can be played or spoken, if that is so.
    """
    found: dict[Requirement, str] = {}
    if mute is not None:
        found[Requirement.SOUND] = mute
    if voiceless is not None:
        found[Requirement.VOICE] = voiceless
    if (sight := machine.sight()).why is not None:
        found[Requirement.INPUT] = sight.why
    if why := machine.why_no_shortcuts():
        found[Requirement.SHORTCUTS] = why
    known = {source.name for source, *_rest in machine.questions.report()} | unasked
    refused = {refusal.name: refusal.why for refusal in machine.questions.refusals}
    for need in ASKED:
        if need in refused:
            found[need] = refused[need]
        elif need not in known:
            found[need] = _("there is no way to ask for it on this system")
    return {need: str(why) for need, why in found.items()}


def lost_ways(chain: Chain) -> Mapping[str, str]:
    """The ways to notify that did not work when they were tried, each with a reason; others may not have been tried."""
    lost = (LinkState.UNAVAILABLE, LinkState.DROPPED)
    return {name: str(why) for name, state, why in chain.report() if state in lost}
