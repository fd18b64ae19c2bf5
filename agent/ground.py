"""From a phrase and an observation to ranked targets, or a question. Pure and deterministic.

A thing is *found* only when it is clearly better than all others. Several equally good things are
*ambiguous*, never picked from by chance or by order; when nothing is good enough the nearest are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from agent.grounding.aim import aim
from agent.grounding.deed import affirmation
from agent.grounding.evidence import Ranked
from agent.grounding.kinds import CONTAINERS, FIELDS, wants_field
from agent.grounding.naming import naming
from agent.grounding.nearest import nearest
from agent.grounding.rank import Unplaced, rank
from agent.grounding.scene import Scene, scene_of
from agent.grounding.stacks import entry
from agent.intents import Phrase
from agent.types import Candidate, Element, Frozen, Kind, Observation

FLOOR = 0.55  # what a candidate must reach to be taken
MARGIN = 0.04  # how much better than the next it must be
_SAME = 0.95  # from here on a text is the name, and not just like it
NEAREST = 0.28  # what is still worth telling when nothing is good enough


class Grounding(Frozen):
    """What a phrase means on the screen, best first.

    "ambiguous": the equally good ones, or a single one that bears another name and is to be asked about;
    "not_found": the nearest ones. `reason` is one plain sentence.
    """

    outcome: Literal["found", "ambiguous", "not_found"]
    candidates: tuple[Candidate, ...]
    reason: str


def ground(
    phrase: Phrase, observation: Observation, prefer: frozenset[Kind] = frozenset(), *, alternatives: int = 9
) -> Grounding:
    """The thing on the screen that `phrase` means.

    `prefer` are kinds that the act makes sense on: a soft preference. At most `alternatives` candidates come
    back; their scores lie in 0..1 and can be shown.
    """
    found = _ground(phrase, observation, prefer, alternatives)
    for other in phrase.also if found.outcome == "not_found" else ():
        instead = _ground(other, observation, prefer, alternatives)
        if instead.outcome != "not_found":
            return instead
    return found


def _ground(
    phrase: Phrase, observation: Observation, prefer: frozenset[Kind], alternatives: int
) -> Grounding:
    scene = scene_of(observation)
    try:
        ranked = entry(scene, phrase) or rank(scene, phrase, prefer)
    except Unplaced as missing:
        return Grounding(outcome="not_found", candidates=(), reason=str(missing))
    field = wants_field(prefer, phrase.kinds)
    if ranked and field and (missed := _named_in_front(scene, phrase, ranked[0])):
        return Grounding(outcome="not_found", candidates=_told(scene, ranked[:1]), reason=missed)
    if not ranked or ranked[0].score < FLOOR:
        ranked = [*affirmation(scene, phrase), *ranked]
    return _decide(scene, phrase, ranked, max(1, alternatives), field)


def _named_in_front(scene: Scene, phrase: Phrase, best: Ranked) -> str | None:
    """Why a field behind is not it: what is in front names such a field, too, though none was seen there.

    A password must not end up in another program's field of that name.
    """
    if not phrase.name or phrase.window or not scene.front or scene.owners[best.index] in scene.front:
        return None
    for index, element in enumerate(scene.elements):
        bare = element.kind not in FIELDS | CONTAINERS and scene.owners[index] in scene.front
        if bare and naming(scene, index, phrase.name, phrase.exact, False).score >= _SAME:
            return f"What is in front says “{element.text}”, but I do not see a field for it there."
    return None


def _decide(scene: Scene, phrase: Phrase, ranked: Sequence[Ranked], limit: int, field: bool) -> Grounding:
    near = [r for r in ranked if r.score >= NEAREST][:limit]
    best = ranked[0].score if ranked else 0.0
    if best < FLOOR:
        near = near or nearest(scene, phrase)[:limit]
        return Grounding(
            outcome="not_found", candidates=_told(scene, near), reason=_missing(scene, phrase, near, field)
        )
    equal = [r for r in ranked if r.score > best - MARGIN and r.score >= FLOOR]
    if len(equal) == 1 and equal[0].sure:
        return Grounding(outcome="found", candidates=_told(scene, near), reason=_found(phrase, ranked[0]))
    reason = f"{len(equal)} things fit “{phrase.words}” equally well."
    if len(equal) == 1:
        reason = _doubtful(scene, phrase, equal[0])
    return Grounding(outcome="ambiguous", candidates=_told(scene, equal[:limit]), reason=reason)


def _told(scene: Scene, ranked: Sequence[Ranked]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            element=scene.elements[r.index],
            point=aim(scene, r.index, r.members, r.part),
            score=round(min(1.0, r.score), 4),
            evidence=r.evidence,
        )
        for r in ranked
    )


def _found(phrase: Phrase, best: Ranked) -> str:
    why = "; ".join(best.evidence) or "the only one of its kind"
    return f"“{phrase.words}”: {why}."


def _doubtful(scene: Scene, phrase: Phrase, best: Ranked) -> str:
    name = _called(scene.elements[best.index])
    return f"Nothing is called “{phrase.words}”; the nearest is {name}, which may be something else."


def _called(element: Element) -> str:
    return f"“{element.name}”" if element.name else f"a {element.kind.replace('_', ' ')}"


def _missing(scene: Scene, phrase: Phrase, near: Sequence[Ranked], field: bool) -> str:
    if not near:
        return f"Nothing on the screen fits “{phrase.words}”."
    element = scene.elements[near[0].index]
    if field and element.name and element.kind not in FIELDS:
        kind = element.kind.replace("_", " ")
        return f"No field on the screen fits “{phrase.words}”; “{element.name}” is a {kind}."
    return f"Nothing on the screen fits “{phrase.words}” well enough; the nearest is {_called(element)}."
