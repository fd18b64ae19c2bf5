"""All things of a scene that a phrase may mean, with scores: the evidence of name, kind, place and the rest.

Every property that was said multiplies the score by how well it fits (1: perfectly), so evidence adds up and
one plain contradiction is enough to drop a thing. The name outweighs the kind, which the eye only guesses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from agent.colour import colour_fit
from agent.intents import Phrase, Relation
from agent.kinds import CONTAINERS, named_fit, nameless_fit, preference
from agent.naming import naming
from agent.place import RELATIONS, inside, off_place, reading_order
from agent.same import groups
from agent.scene import Scene
from agent.scope import is_generic, named
from agent.types import Box, Element, Kind

LEAST = 0.2  # what is worse is not looked at further
TIER = 0.085  # things within this of the best are counted together by "the second one"
_BEHIND = 0.9  # what is not in front
_DISABLED = 0.95
_DIRECTIONS = frozenset({"left_of", "right_of", "above", "below"})


class Unplaced(Exception):
    """What the phrase refers to (a window, an anchor) is not there; the message says so."""


@dataclass(frozen=True)
class Ranked:
    """One thing: the element to act on, all elements that are this thing, and how well it fits."""

    index: int
    members: tuple[int, ...]
    score: float
    evidence: tuple[str, ...] = ()

    def times(self, factor: float, evidence: str = "") -> Ranked:
        more = (*self.evidence, evidence) if evidence else self.evidence
        return replace(self, score=self.score * factor, evidence=more)


def rank(scene: Scene, phrase: Phrase, prefer: Collection[Kind] = (), anchor: bool = False) -> list[Ranked]:
    """All that the phrase may mean, best first. `anchor`: it only says where something else is.

    Raises Unplaced when a window or an anchor that it names is not there.
    """
    if not _says_anything(phrase):
        return []
    scored = [s for i in _eligible(scene, phrase, anchor) if (s := _score(scene, i, phrase, prefer, anchor))]
    things = _merge(scene, scored)
    for relation in phrase.relations:
        things = _related(scene, phrase, things, relation)
    if phrase.place is not None:
        things = _placed(scene, phrase, things)
    if phrase.ordinal is not None:
        things = _counted(scene, phrase, things, phrase.ordinal)
    order = {r.index: at for at, r in enumerate(sorted(things, key=lambda r: r.index))}
    return sorted(things, key=lambda r: (-r.score, order[r.index]))


def _says_anything(phrase: Phrase) -> bool:
    said = (phrase.name, phrase.kinds, phrase.place, phrase.colour, phrase.states, phrase.relations)
    return any(said) or phrase.ordinal is not None


# -- which elements --------------------------------------------------------


def _eligible(scene: Scene, phrase: Phrase, anchor: bool) -> Iterable[int]:
    """The elements of the window that is meant; containers only where one is asked for."""
    wants_container = anchor or any(kind in CONTAINERS for kind in phrase.kinds)
    held = _held_by_window(scene, phrase.window) if phrase.window else None
    for i, element in enumerate(scene.elements):
        if element.kind in CONTAINERS and not wants_container:
            continue
        if (held is None or i in held) and not scene.is_ours(i):
            yield i


def _held_by_window(scene: Scene, window: str) -> frozenset[int] | None:
    """The elements of the named window; None when the whole screen counts."""
    meant = named(scene.regions, window)
    if meant:
        return frozenset(i for i, o in enumerate(scene.owners) if o in meant or _on_top_of(scene, o, meant))
    if is_generic(window):
        return None
    if any(r.title for r in scene.regions):
        raise Unplaced(f"No window on the screen is called “{window}”.")
    return None


def _on_top_of(scene: Scene, holder: int | None, meant: Collection[int]) -> bool:
    """Whether a region is a menu or dialog of one of the windows that are meant."""
    if holder is None or scene.regions[holder].title:
        return False
    box = scene.regions[holder].box
    return any(inside(box, scene.regions[m].box) > 0.3 for m in meant if m < holder)


# -- evidence of the element itself ----------------------------------------


def _score(scene: Scene, index: int, phrase: Phrase, prefer: Collection[Kind], anchor: bool) -> Ranked | None:
    element = scene.elements[index]
    score, evidence = 1.0, []
    if phrase.name:
        name = naming(scene, index, phrase.name, phrase.exact)
        score, evidence = name.score * named_fit(element.kind, phrase.kinds), [name.evidence]
    else:
        score = nameless_fit(element.kind, phrase.kinds)
        evidence = [f"a {element.kind.replace('_', ' ')}"] if phrase.kinds else []
    if score < LEAST:
        return None
    score *= 1.0 if anchor else _suits(scene, index, phrase, prefer)
    score *= _state_fit(element, phrase)
    if phrase.colour is not None:
        fit = _colour_fit(element, phrase)
        score *= fit
        evidence.append(f"{phrase.colour}: {fit:.0%}")
    return Ranked(index, (index,), score, tuple(evidence)) if score >= LEAST else None


def _suits(scene: Scene, index: int, phrase: Phrase, prefer: Collection[Kind]) -> float:
    """How well the thing suits the act: kind, not greyed out, in front, surely seen."""
    element = scene.elements[index]
    liked = preference(element.kind, prefer if prefer or not phrase.kinds else phrase.kinds)
    fit = liked**0.3 if phrase.kinds else liked
    if "disabled" in element.states and "disabled" not in phrase.states:
        fit *= _DISABLED
    if scene.front and not phrase.window and scene.owners[index] not in scene.front:
        fit *= _BEHIND
    return fit * (0.97 + 0.03 * element.score)


def _state_fit(element: Element, phrase: Phrase) -> float:
    """States are asked for to tell things apart: without a name they must be there."""
    missing = sum(state not in element.states for state in phrase.states)
    return (0.7 if phrase.name else 0.0) ** missing if missing else 1.0


def _colour_fit(element: Element, phrase: Phrase) -> float:
    assert phrase.colour is not None
    fit = max(colour_fit(phrase.colour, element.fill), 0.85 * colour_fit(phrase.colour, element.ink))
    return 0.6 + 0.4 * fit if phrase.name else fit


def _merge(scene: Scene, scored: list[Ranked]) -> list[Ranked]:
    """Elements that are one thing become one, with the best score and evidence among them."""
    by_index = {s.index: s for s in scored}
    merged = []
    for face, members in groups(scene, sorted(by_index)).items():
        best = max((by_index[m] for m in members), key=lambda s: s.score)
        merged.append(Ranked(face, members, best.score, best.evidence))
    return merged


# -- evidence of where it is ------------------------------------------------


def _related(scene: Scene, phrase: Phrase, things: list[Ranked], relation: Relation) -> list[Ranked]:
    """Those that stand to the anchor as was said, the nearest best."""
    anchors = _anchors(scene, relation)
    if anchors is None:
        return [t.times(0.93) for t in things]
    fits = {t.index: _relation_fit(scene, phrase, t, relation, anchors) for t in things}
    best = max(fits.values(), default=0.0)
    if best <= 0:
        return []
    words = f"{relation.how.replace('_', ' ')} “{relation.anchor.words}”"
    strength = 0.85 + 0.15 * best
    return [
        t.times(strength * (0.55 + 0.45 * fits[t.index] / best), words) for t in things if fits[t.index] > 0
    ]


def _anchors(scene: Scene, relation: Relation) -> list[tuple[Box, int | None]] | None:
    """The boxes that the anchor may mean, with the elements they belong to; None where it says nothing."""
    anchor = relation.anchor
    ranked = rank(scene, anchor, anchor=True)
    best = ranked[0].score if ranked else 0.0
    if best >= 0.55:
        good = [r for r in ranked if r.score > best - 0.04]
        return [(scene.elements[m].box, m) for r in good for m in r.members]
    return _region_anchors(scene, anchor)


def _region_anchors(scene: Scene, anchor: Phrase) -> list[tuple[Box, int | None]] | None:
    """Windows, dialogs and menus as anchors. Raises Unplaced when there is nothing of that name."""
    name = anchor.name or anchor.window
    if name and not is_generic(name):
        meant = named(scene.regions, name)
        if not meant:
            raise Unplaced(f"Nothing on the screen fits “{anchor.words}”, which should be near the target.")
        return [(scene.regions[i].box, None) for i in sorted(meant)]
    if anchor.kinds and not any(kind in CONTAINERS for kind in anchor.kinds):
        raise Unplaced(f"There is no “{anchor.words}” on the screen, which should be near the target.")
    of_kind = [r for i, r in enumerate(scene.regions) if r.kind in anchor.kinds and i in scene.front]
    return [(r.box, None) for r in of_kind] or None


def _relation_fit(
    scene: Scene, phrase: Phrase, thing: Ranked, relation: Relation, anchors: list[tuple[Box, int | None]]
) -> float:
    """The best over all anchors. A thing is not beside itself, unless it carries the anchor's text."""
    box, measure = scene.elements[thing.index].box, RELATIONS[relation.how]
    fits = [measure(box, at, scene.unit) for at, element in anchors if element not in thing.members]
    own = any(element == thing.index for _, element in anchors)
    if own and relation.how in ("next_to", "near") and scene.elements[thing.index].kind in phrase.kinds:
        fits.append(0.95)
    return max(fits, default=0.0)


def _placed(scene: Scene, phrase: Phrase, things: list[Ranked]) -> list[Ranked]:
    """Nearest to the corner, edge or middle of the window, the best first."""
    assert phrase.place is not None
    region, place = _region_of(scene, phrase), phrase.place
    off = {
        t.index: off_place(scene.elements[t.index].box, region, place)
        for t in things
        if _in(scene, t, region)
    }
    least = min(off.values(), default=0.0)
    likely = 1.0 if least < 0.5 else 0.8
    words = f"at the {place.replace('_', ' ')}"
    return [
        t.times(likely * (0.5 + 0.5 / (1 + (off[t.index] - least) / 0.1)), words)
        for t in things
        if t.index in off
    ]


def _in(scene: Scene, thing: Ranked, region: Box) -> bool:
    return region.contains(scene.elements[thing.index].box.centre)


def _region_of(scene: Scene, phrase: Phrase) -> Box:
    """What "top right" is said of."""
    meant = named(scene.regions, phrase.window) if phrase.window else frozenset()
    boxes = [scene.regions[i].box for i in meant]
    return min(boxes, key=lambda b: b.area) if boxes else scene.front_box()


def _counted(scene: Scene, phrase: Phrase, things: list[Ranked], ordinal: int) -> list[Ranked]:
    """The nth of those that fit equally well, in reading order, or outward from the anchor."""
    best = max((t.score for t in things), default=0.0)
    outward = [r for r in phrase.relations if r.how in _DIRECTIONS]
    tier = [t for t in things if outward or t.score > best - TIER]
    if outward:
        ordered = sorted(tier, key=lambda t: (-t.score, t.index))
    else:
        ordered = reading_order(tier, lambda t: scene.elements[t.index].box)
    at = ordinal - 1 if ordinal > 0 else len(ordered) + ordinal
    if ordinal == 0 or not 0 <= at < len(ordered):
        return [t.times(0.5) for t in ordered]
    nth = ordered[at].times(1.0, f"number {at + 1} of {len(ordered)}")
    nth = replace(nth, score=max(nth.score, best))
    return [nth, *(t.times(0.8) for t in ordered if t.index != nth.index)]
