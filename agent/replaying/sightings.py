"""What on the screen a mark may mean: each thing in the right windows, with how far its name, its kind, its
surroundings and its looks agree with the recorded ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.grounding.kinds import CONTAINERS, FIELDS, akin
from agent.grounding.place import same_row
from agent.grounding.same import groups
from agent.grounding.scene import Scene
from agent.macro import Mark
from agent.replaying.context import Context, context_of, scales_of
from agent.replaying.names import TELLING, is_called_by_label, names_of
from agent.replaying.pictures import embedding_fit, picture_fit
from agent.replaying.words import NAMELESS, Called, compare
from agent.types import Element

ABOVE = 1.5  # units that a label above a field may be away, and begin beside it
LIKELY_KIND = 0.8
NAMED = ("same", "meant")
TEXTS = ("label", "heading")
# As what the eye may see the label of a field.
CAPTIONS = frozenset({"label", "heading", "table_cell", "table_header", "list_item", "link"})
COLONS = (":", "：")  # whatever the eye took what ends in one for
MISTAKEN = frozenset({"button", "menu_item"})  # what a field with a value in it may look like


@dataclass(frozen=True)
class Sighting:
    """One thing that it may be."""

    index: int
    called: Called
    kind: float
    context: Context
    likeness: float | None

    @property
    def score(self) -> float:
        """For showing, and for the order of what is alike by name."""
        name = {"same": 1.0, "meant": 0.9, "unknown": 0.5, "other": 0.1}[self.called.sort]
        picture = self.likeness if self.likeness is not None else 0.5
        return 0.5 * name + 0.3 * self.context.score + 0.1 * self.kind + 0.1 * picture


def sightings_of(
    scene: Scene, mark: Mark, allowed: frozenset[int] | None, picture: bytes | None
) -> list[Sighting]:
    """All things in the right windows that the mark may mean, each once, best first."""
    names = names_of(scene)
    scales = scales_of(scene, mark, names)
    there = [i for i, e in enumerate(scene.elements) if _eligible(scene, i, e, mark, allowed)]
    faces = groups(scene, there, mark.kind in FIELDS)
    found = [
        sighting
        for face, members in faces.items()
        if (
            sighting := _sighting(
                scene, _best_member(scene, face, members, mark), mark, names, picture, scales
            )
        )
    ]
    return sorted(found, key=lambda s: (-s.score, s.index))


def _eligible(scene: Scene, index: int, element: Element, mark: Mark, allowed: frozenset[int] | None) -> bool:
    if (element.kind in CONTAINERS) != (mark.kind in CONTAINERS) or scene.is_ours(index):
        return False
    return allowed is None or scene.owners[index] in allowed


def _best_member(scene: Scene, face: int, members: Sequence[int], mark: Mark) -> int:
    """A text and the control that it belongs to are one thing: the one of the recorded kind stands for it,
    where it has a name."""
    alike = [i for i in members if scene.elements[i].kind == mark.kind and scene.elements[i].name]
    return face if scene.elements[face].kind == mark.kind or not alike else alike[0]


def _sighting(
    scene: Scene,
    index: int,
    mark: Mark,
    names: Sequence[str],
    picture: bytes | None,
    scales: tuple[float, float],
) -> Sighting | None:
    element = scene.elements[index]
    kind = _kind_fit(element, mark)
    called = compare(mark.name, names[index]) if mark.name else NAMELESS
    if called.sort == "other" and is_guessed(element):
        called = NAMELESS
    if mark.kind in FIELDS and called.sort not in NAMED and element.kind in FIELDS | MISTAKEN:
        labelled = max((called, *_by_labels(scene, index, mark)), key=lambda c: c.score)
        kind = max(kind, LIKELY_KIND) if labelled is not called else kind
        called = labelled
    if mark.kind in FIELDS and called.sort == "other" and not is_called_by_label(scene, index):
        called = NAMELESS  # what a field happens to hold is not its name
    if mark.name and element.kind in FIELDS and mark.kind not in FIELDS:
        called = max(called, compare(mark.name, element.text), key=lambda c: c.score)
    if kind == 0.0 or (kind < 0.5 and called.sort not in ("same", "meant")):
        return None
    likeness = _likeness(scene, element, mark, picture)
    return Sighting(index, called, kind, context_of(scene, index, mark, names, scales), likeness)


def _by_labels(scene: Scene, index: int, mark: Mark) -> list[Called]:
    """By the texts that stand as labels do, whatever the eye took for its label: right above it, or the
    nearest one before it, whatever the eye took that for."""
    told = [e for e in scene.elements if e.text and e.kind not in CONTAINERS | FIELDS]
    texts = [e for e in told if e.kind in CAPTIONS or e.text.rstrip().endswith(COLONS)]
    own, unit = scene.elements[index].box, scene.unit
    above = [
        e for e in texts
        if -0.3 <= (own.y0 - e.box.y1) / unit <= ABOVE and abs(e.box.x0 - own.x0) <= ABOVE * unit
    ]  # fmt: skip
    found = list(above)
    for some in (told, texts):
        before = [e for e in some if same_row(e.box, own) >= 0.5 and e.box.x1 <= own.x0 + 2]
        found += [max(before, key=lambda e: e.box.x1)] if before else []
    return [called for e in found if (called := compare(mark.name, e.text.rstrip("*:： "))).sort in NAMED]


def is_guessed(element: Element) -> bool:
    """Whether its name is only what its picture may mean."""
    return not element.text and bool(element.aliases)


def _kind_fit(element: Element, mark: Mark) -> float:
    """What can be written into is no button."""
    if element.kind == mark.kind:
        return 1.0
    if akin(element.kind, mark.kind) or mark.kind in TEXTS:
        return LIKELY_KIND  # what was seen as a mere text may be anything that can be clicked
    if element.kind in TEXTS and mark.kind in TELLING:
        return LIKELY_KIND
    if mark.kind in FIELDS and element.kind not in FIELDS:
        return 0.0
    return 0.4


def _likeness(scene: Scene, element: Element, mark: Mark, picture: bytes | None) -> float | None:
    fits = [embedding_fit(mark.embedding, element.embedding)]
    if picture is not None:
        frame = scene.observation.frame
        fits.append(picture_fit(picture, mark.unit, frame, element.box, scene.unit))
    return max((fit for fit in fits if fit is not None), default=None)
