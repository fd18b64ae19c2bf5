"""Names that are spelt like the one that was not found: told to the person, never taken."""

from __future__ import annotations

from difflib import SequenceMatcher

from agent.grounding.evidence import Ranked
from agent.grounding.letters import normalise
from agent.grounding.scene import Scene
from agent.intents import Phrase

_ALIKE = 0.6  # from here on a name is worth telling
_SCORE = 0.5  # of the likeness: below all that is found


def nearest(scene: Scene, phrase: Phrase) -> list[Ranked]:
    """The elements whose names share most letters with the wanted one, best first."""
    name = normalise(phrase.name)
    likeness = {
        i: SequenceMatcher(None, name, normalise(e.name)).ratio()
        for i, e in enumerate(scene.elements)
        if name and e.name and len(e.name) <= 3 * len(name) and not scene.is_ours(i)
    }
    best = sorted((i for i in likeness if likeness[i] >= _ALIKE), key=lambda i: (-likeness[i], i))[:3]
    return [Ranked(i, (i,), _SCORE * likeness[i], ("is another name",)) for i in best]
