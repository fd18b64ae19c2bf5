"""What was found for a mark, as it is told: the candidates with their evidence and the place to act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent.describe import short
from agent.grounding.aim import aim
from agent.grounding.kinds import CONTAINERS
from agent.grounding.scene import Scene, scene_of
from agent.macro import Mark
from agent.replaying.context import row_texts
from agent.replaying.sightings import LIKELY_KIND, Sighting
from agent.types import Candidate, Observation, Point

KNOWN = 0.4  # share of the neighbours that are there where it is surely the same place
WELL_KNOWN = 0.7  # … however much they have moved
PASSABLE = 0.35  # surroundings below which even the right name is doubted
AGREES = 0.55  # surroundings from which it is surely the same place
NEAREST = 6  # told where nothing is found
FREELY_AIMED = (
    frozenset({"text_area", "image", "slider", "scroll_bar", "splitter", "progress_bar"}) | CONTAINERS
)


@dataclass(frozen=True)
class Refound:
    """What a mark means now, best first. "doubtful": to be asked about; "missing": the nearest are told."""

    outcome: Literal["found", "doubtful", "missing"]
    reason: str
    candidates: tuple[Candidate, ...] = ()
    titled: bool = True  # false: in another window of its program than it was
    sure: bool = True  # false: found by its name, but what is round it is not yet what it was


def found(scene: Scene, mark: Mark, chosen: Sighting, all_of: list[Sighting]) -> Refound:
    others = [s for s in all_of if s is not chosen]
    told = _told(scene, mark, [chosen, *others])
    context = chosen.context
    sure = context.known >= WELL_KNOWN or (
        context.score >= AGREES and (not mark.neighbours or context.known >= KNOWN)
    )
    if not sure and (chosen.kind < LIKELY_KIND or context.score < PASSABLE):
        return Refound("doubtful", f"{called(mark)} stands among other things than it did.", told)
    return Refound("found", "; ".join(told[0].evidence), told, sure)


def doubtful(scene: Scene, mark: Mark, ranked: Sequence[Sighting], why: str, gone: bool = False) -> Refound:
    outcome: Literal["doubtful", "missing"] = "missing" if gone else "doubtful"
    return Refound(outcome, f"{called(mark)} {why}.", _told(scene, mark, ranked))


def missing(scene: Scene, mark: Mark, sightings: Sequence[Sighting]) -> Refound:
    nearest = _told(scene, mark, sorted(sightings, key=lambda s: -_in_its_stead(s)))
    there = (
        f"; the nearest is “{short(nearest[0].element.name)}”" if nearest and nearest[0].element.name else ""
    )
    return Refound("missing", f"{called(mark)} is not on the screen{there}.", nearest)


def pointable(seen: Observation, told: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """All else on the screen that the person may point to in place of what is told."""
    scene, known = scene_of(seen), {candidate.element.id for candidate in told}
    return tuple(
        Candidate(element=e, point=aim(scene, i), score=0.0)
        for i, e in enumerate(scene.elements)
        if e.id not in known and e.kind not in CONTAINERS and not scene.is_ours(i)
    )


def _in_its_stead(sighting: Sighting) -> float:
    """How likely a person is to point to it for what is missing: its kind and its place count most."""
    return sighting.kind + sighting.context.score + 0.3 * sighting.called.score


def called(mark: Mark) -> str:
    kind = mark.kind.replace("_", " ")
    return f"The {kind} “{short(mark.name)}”" if mark.name else f"The {kind} without a name"


def _told(scene: Scene, mark: Mark, ranked: Sequence[Sighting]) -> tuple[Candidate, ...]:
    return tuple(_candidate(scene, mark, s) for s in ranked[:NEAREST])


def _candidate(scene: Scene, mark: Mark, sighting: Sighting) -> Candidate:
    return Candidate(
        element=scene.elements[sighting.index],
        point=_point(scene, mark, sighting.index),
        score=round(min(1.0, sighting.score), 3),
        evidence=_evidence(mark, sighting),
    )


def _point(scene: Scene, mark: Mark, index: int) -> Point:
    """A safe place in a control; the recorded place in what is not the same everywhere."""
    element = scene.elements[index]
    if mark.kind not in FREELY_AIMED and element.kind not in FREELY_AIMED:
        return aim(scene, index)
    box = element.box
    x = box.x0 + round(mark.point[0] * max(0, box.width - 1))
    y = box.y0 + round(mark.point[1] * max(0, box.height - 1))
    return Point(x=x, y=y)


def _evidence(mark: Mark, sighting: Sighting) -> tuple[str, ...]:
    context, said = sighting.context, [sighting.called.how]
    if context.row is not None and row_texts(mark):
        said.append(f"{context.row:.0%} of its row is beside it")
    if context.neighbours is not None:
        said.append(f"{context.known:.0%} of its neighbours are there, placed {context.neighbours:.0%} alike")
    if sighting.likeness is not None:
        said.append(f"looks {sighting.likeness:.0%} like its picture")
    said.append(f"stands {context.place:.0%} where it stood")
    return tuple(filter(None, said))
