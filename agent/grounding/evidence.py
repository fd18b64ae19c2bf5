"""What speaks for one element by itself: name, kind, state, colour, and whether it suits the act.

Every property that was said multiplies the score by how well it fits (1: perfectly), so evidence adds up and
one plain contradiction is enough to drop a thing. The name outweighs the kind, which the eye only guesses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from agent.grounding.colour import colour_fit
from agent.grounding.fields import has_colon
from agent.grounding.kinds import FIELDS, may_write, named_fit, nameless_fit, preference, wants_field
from agent.grounding.naming import Part, naming
from agent.grounding.same import groups
from agent.grounding.scene import Scene
from agent.grounding.scope import is_title
from agent.intents import Phrase
from agent.types import Element, Kind

LEAST = 0.2  # what is worse is not looked at further
_BEHIND = 0.9  # what is not in front
_DISABLED = 0.95
_TITLE = 0.5
_SEVERAL_LINES = 2.5
_ONE_LINE = 0.7  # a field of one line, where an area was asked for
_JUST_A_LABEL = 0.6  # what a label stands beside can be written into, the label never


@dataclass(frozen=True)
class Ranked:
    """One thing: the element to act on, all elements that are this thing, and how well it fits."""

    index: int
    members: tuple[int, ...]
    score: float
    evidence: tuple[str, ...] = ()
    part: Part | None = None  # where on it the name stands, if the name is only a part of it
    sure: bool = True  # no need to ask

    def times(self, factor: float, evidence: str = "") -> Ranked:
        """The same with more evidence."""
        more = (*self.evidence, evidence) if evidence else self.evidence
        return replace(self, score=self.score * factor, evidence=more)


def weigh(
    scene: Scene, indices: Iterable[int], phrase: Phrase, prefer: Collection[Kind], anchor: bool
) -> list[Ranked]:
    """The things among the elements that the phrase may mean by themselves. `anchor`: no act is meant."""
    writing = anchor or may_write(phrase.kinds, prefer)
    called = (_called(scene, i, phrase, writing) for i in indices)
    things = [thing for thing in called if thing.score >= LEAST]
    if not anchor:
        things = [thing.times(_suits(scene, thing.index, phrase, prefer)) for thing in things]
    looked = (_looks(scene, thing, phrase) for thing in things)
    return _merge(scene, [thing for thing in looked if thing.score >= LEAST], writing)


def _looks(scene: Scene, thing: Ranked, phrase: Phrase) -> Ranked:
    """State and colour."""
    element = scene.elements[thing.index]
    thing = thing.times(_state_fit(element, phrase))
    if phrase.colour is not None:
        fit = _colour_fit(element, phrase.colour)
        thing = thing.times(0.6 + 0.4 * fit if phrase.name else fit, phrase.colour if fit > 0.5 else "")
    return thing


def _called(scene: Scene, index: int, phrase: Phrase, writing: bool) -> Ranked:
    """Name and kind."""
    element = scene.elements[index]
    if phrase.name:
        name = naming(scene, index, phrase.name, phrase.exact, writing)
        fit = name.score * named_fit(element.kind, phrase.kinds)
        return Ranked(index, (index,), fit, (name.evidence,), name.part, name.sure)
    kind = (f"a {element.kind.replace('_', ' ')}",) if phrase.kinds else ()
    fit = nameless_fit(element.kind, phrase.kinds)
    if phrase.kinds[:1] == ("text_area",) and element.box.height < _SEVERAL_LINES * scene.unit:
        fit *= _ONE_LINE
    return Ranked(index, (index,), fit, kind)


def _suits(scene: Scene, index: int, phrase: Phrase, prefer: Collection[Kind]) -> float:
    """How well the thing suits the act: kind, not greyed out, in front, surely seen."""
    element = scene.elements[index]
    fit = preference(element.kind, prefer)
    if phrase.kinds:
        fit **= 0.3  # what the person said of the kind counts already
    if element.kind not in FIELDS and has_colon(element) and wants_field(prefer, phrase.kinds):
        fit *= _JUST_A_LABEL
    if is_title(scene.regions, element, scene.unit):
        fit *= _TITLE
    if "disabled" in element.states and "disabled" not in phrase.states:
        fit *= _DISABLED
    if scene.front and not phrase.window and scene.owners[index] not in scene.front:
        fit *= _BEHIND
    return fit * (0.97 + 0.03 * element.score)


def _state_fit(element: Element, phrase: Phrase) -> float:
    """States are said to tell things apart: without a name they must be there."""
    missing = sum(state not in element.states for state in phrase.states)
    return (0.7 if phrase.name else 0.0) ** missing if missing else 1.0


def _colour_fit(element: Element, colour: str) -> float:
    return max(colour_fit(colour, element.fill), 0.85 * colour_fit(colour, element.ink))


def _merge(scene: Scene, scored: list[Ranked], writing: bool) -> list[Ranked]:
    """Elements that are one thing become one, with the best score and evidence among them."""
    by_index = {s.index: s for s in scored}
    merged = []
    for face, members in groups(scene, sorted(by_index), writing).items():
        best = max((by_index[m] for m in members), key=lambda s: s.score)
        part = best.part if best.index == face else None
        merged.append(replace(best, index=face, members=members, part=part))
    return merged
