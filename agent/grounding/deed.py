"""The button that does what its dialog is for: "log in" is the OK of a window called "Sign in".

Asked only when nothing on the screen bears the name.
"""

from __future__ import annotations

from agent.grounding.evidence import Ranked
from agent.grounding.kinds import PASSIVE
from agent.grounding.scene import Scene
from agent.grounding.scope import region_fit
from agent.grounding.synonyms import same_thing
from agent.intents import Phrase

_SCORE = 0.62  # above the floor, and plainly below any name
_TITLED = 0.8
_BUTTONS = frozenset({"button", "icon_button", "link", "window_control"})


def affirmation(scene: Scene, phrase: Phrase) -> list[Ranked]:
    """The OK (or Yes) of the dialog in front, where its title says what was asked for."""
    if not phrase.name or phrase.exact or not _BUTTONS.issuperset(phrase.kinds):
        return []
    if phrase.relations or phrase.place or phrase.ordinal or phrase.colour or phrase.states:
        return []
    titled = {i for i in scene.front if region_fit(phrase.name, scene.regions[i]) >= _TITLED}
    return [
        Ranked(i, (i,), _SCORE, (f"the {e.text} of “{scene.regions[holder].title}”",))
        for i, e in enumerate(scene.elements)
        if (holder := scene.owners[i]) in titled and holder is not None and e.kind not in PASSIVE
        and (same_thing(e.text, "ok") or same_thing(e.text, "yes")) and "disabled" not in e.states
    ]  # fmt: skip
