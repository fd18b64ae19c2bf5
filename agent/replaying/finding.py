"""A mark and what is seen now → the one thing that it means, or why it is not clear which.

Names decide first: a thing of the recorded name, in the recorded program, is it, unless several bear it or
its surroundings say that it belongs to something else (another row). Without one, a translated name, and then
the picture, count only where the surroundings agree as well. Two that are about as good are a question, and
another name is never taken for the recorded one. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent.describe import short
from agent.grounding.aim import aim
from agent.grounding.fallbacks import beside_label
from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE, akin
from agent.grounding.place import same_row
from agent.grounding.same import groups
from agent.grounding.scene import Scene, scene_of
from agent.intents import Phrase
from agent.macro import Mark
from agent.replaying.bare import bare_place
from agent.replaying.context import Context, context_of, row_has_data, row_texts
from agent.replaying.names import TELLING, is_called_by_label, name_of
from agent.replaying.pictures import embedding_fit, picture_fit
from agent.replaying.windows import holders
from agent.replaying.words import NAMELESS, Called, compare
from agent.types import Candidate, Element, Observation, Point

ROW_FIT = 0.6  # of the recorded row's words that must stand in the row …
CELLS = 2  # words in line with a control that make a row of data
ROW_LEAD = 0.25  # … and how many more than in the next best
LEAD = 0.12  # by which the surroundings of one of several must be better
KNOWN = 0.4  # share of the neighbours that are there where it is surely the same place
PASSABLE = 0.35  # surroundings below which even the right name is doubted
LIKELY_KIND = 0.8
AGREES = 0.55  # surroundings from which a translated name is believed
CLEARLY = 0.75  # … and from which a thing is taken without its name
NEIGHBOURHOOD = 0.5  # share of the neighbours that must be known for that
LIKENESS = 0.6  # of pictures
NEAREST = 6  # told where nothing is found
ABOVE = 1.5  # units that a label above a field may be away, and begin beside it
NAMED = ("same", "meant")
MISTAKEN = FIELDS | {"button", "menu_item", "list_item", "table_cell"}  # what a field may look like
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


@dataclass(frozen=True)
class _Sighting:
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


def find(mark: Mark, seen: Observation, pictures: Mapping[str, bytes] | None = None) -> Refound:
    """`pictures`: by the names that marks have for them."""
    scene = scene_of(seen)
    held = holders(scene, mark)
    allowed = held.regions
    if allowed is not None and not allowed:
        return Refound("missing", f"The window “{short(mark.window or mark.program)}” is not there.")
    picture = (pictures or {}).get(mark.picture)
    sightings = _sightings(scene, mark, allowed, picture)
    if mark.name:
        refound = _by_name(scene, mark, sightings, allowed)
    else:
        refound = _by_looks(scene, mark, sightings)
        if refound.outcome != "found":
            refound = _bare(scene, mark, allowed, picture) or refound
    return replace(refound, titled=held.titled)


def _bare(scene: Scene, mark: Mark, allowed: frozenset[int] | None, picture: bytes | None) -> Refound | None:
    names = [name_of(scene, i) for i in range(len(scene.elements))]
    place = bare_place(scene, mark, allowed, names, picture)
    return Refound("found", place.evidence[0], (place,)) if place is not None else None


# -- what it may be ------------------------------------------------------------


def _sightings(
    scene: Scene, mark: Mark, allowed: frozenset[int] | None, picture: bytes | None
) -> list[_Sighting]:
    """All things in the right windows that the mark may mean, each once, best first."""
    names = [name_of(scene, i) for i in range(len(scene.elements))]
    there = [i for i, e in enumerate(scene.elements) if _eligible(scene, i, e, mark, allowed)]
    faces = groups(scene, there, mark.kind in FIELDS)
    found = [
        sighting
        for face, members in faces.items()
        if (sighting := _sighting(scene, _best_member(scene, face, members, mark), mark, names, picture))
    ]
    return sorted(found, key=lambda s: (-s.score, s.index))


def _eligible(scene: Scene, index: int, element: Element, mark: Mark, allowed: frozenset[int] | None) -> bool:
    if (element.kind in CONTAINERS) != (mark.kind in CONTAINERS) or scene.is_ours(index):
        return False
    return allowed is None or scene.owners[index] in allowed


def _best_member(scene: Scene, face: int, members: Sequence[int], mark: Mark) -> int:
    """A text and the control that it belongs to are one thing: the one of the recorded kind stands for it."""
    alike = [i for i in members if scene.elements[i].kind == mark.kind]
    return face if scene.elements[face].kind == mark.kind or not alike else alike[0]


def _sighting(
    scene: Scene, index: int, mark: Mark, names: Sequence[str], picture: bytes | None
) -> _Sighting | None:
    element = scene.elements[index]
    kind = _kind_fit(element, mark)
    called = compare(mark.name, names[index]) if mark.name else NAMELESS
    if called.sort == "other" and _is_guessed(element):
        called = NAMELESS
    if mark.kind in FIELDS and called.sort == "other" and element.kind in FIELDS:
        called = max((called, *_by_labels(scene, index, mark)), key=lambda c: c.score)
    if mark.kind in FIELDS and called.sort == "other" and not is_called_by_label(scene, index):
        called = NAMELESS  # what a field happens to hold is not its name
    if mark.name and element.kind in FIELDS and mark.kind not in FIELDS:
        called = max(called, compare(mark.name, element.text), key=lambda c: c.score)
    if kind == 0.0 or (kind < 0.5 and called.sort not in ("same", "meant")):
        return None
    likeness = _likeness(scene, element, mark, picture)
    return _Sighting(index, called, kind, context_of(scene, index, mark, names), likeness)


def _by_labels(scene: Scene, index: int, mark: Mark) -> list[Called]:
    """By the texts that stand as labels do, whatever the eye took for its label: right above it, or the
    nearest one before it."""
    texts = [e for e in scene.elements if e.kind in ("label", "heading") and e.text]
    own, unit = scene.elements[index].box, scene.unit
    above = [
        e for e in texts
        if -0.3 <= (own.y0 - e.box.y1) / unit <= ABOVE and abs(e.box.x0 - own.x0) <= ABOVE * unit
    ]  # fmt: skip
    before = [e for e in texts if same_row(e.box, own) >= 0.5 and e.box.x1 <= own.x0 + 2]
    nearest = max(before, key=lambda e: e.box.x1, default=None)
    found = [*above, *([nearest] if nearest is not None else [])]
    return [called for e in found if (called := compare(mark.name, e.text.rstrip("*:： "))).sort in NAMED]


def _is_guessed(element: Element) -> bool:
    """Whether its name is only what its picture may mean."""
    return not element.text and bool(element.aliases)


def _kind_fit(element: Element, mark: Mark) -> float:
    """What can be written into is no button, and the other way round."""
    if element.kind == mark.kind:
        return 1.0
    if akin(element.kind, mark.kind):
        return 0.8
    if mark.kind in FIELDS and element.kind not in FIELDS:
        return 0.0
    return 0.4


def _likeness(scene: Scene, element: Element, mark: Mark, picture: bytes | None) -> float | None:
    fits = [embedding_fit(mark.embedding, element.embedding)]
    if picture is not None:
        frame = scene.observation.frame
        fits.append(picture_fit(picture, mark.unit, frame, element.box, scene.unit))
    return max((fit for fit in fits if fit is not None), default=None)


# -- by name -------------------------------------------------------------------


def _by_name(scene: Scene, mark: Mark, sightings: list[_Sighting], allowed: frozenset[int] | None) -> Refound:
    same = [s for s in sightings if s.called.sort == "same"]
    if same:
        return _one_of(scene, mark, _of_its_sort(scene, mark, same), sightings)
    meant = [s for s in sightings if s.called.sort == "meant" and s.context.score >= AGREES and s.kind >= 0.8]
    if meant:
        return _one_of(scene, mark, meant, sightings)
    likely = [
        s for s in sightings if s.called.sort == "unknown" and (_clearly(mark, s) or _is_its_picture(s))
    ]
    if len(likely) == 1 and len(mark.neighbours) >= 3:
        return _found(scene, mark, likely[0], sightings)
    return (
        _labelled(scene, mark, allowed)
        or _unseen_field(scene, mark, allowed)
        or _missing(scene, mark, sightings)
    )


def _labelled(scene: Scene, mark: Mark, allowed: frozenset[int] | None) -> Refound | None:
    """A field that looks like something else, known by its label: on a dark screen a short value looks like a
    button."""
    if mark.kind not in FIELDS:
        return None
    found = beside_label(scene, Phrase(words=mark.name, name=mark.name), MISTAKEN)
    if len(found) != 1 or (allowed is not None and scene.owners[found[0]] not in allowed):
        return None
    names = [name_of(scene, i) for i in range(len(scene.elements))]
    context = context_of(scene, found[0], mark, names)
    if context.score < AGREES:
        return None
    named = Called("same", 1.0, f"stands beside “{mark.name}”")
    return _found(scene, mark, _Sighting(found[0], named, 0.8, context, None), [])


def _unseen_field(scene: Scene, mark: Mark, allowed: frozenset[int] | None) -> Refound | None:
    """A field of which nothing is seen but its label, as on some dark screens: it is where its neighbours say
    that it should be. What is typed there is read back."""
    if mark.kind not in FIELDS or mark.kind == "password_field":
        return None
    labelled = [n for n in mark.neighbours if compare(mark.name, n.name).sort == "same"]
    found = _bare(scene, mark, allowed, None) if labelled else None
    if found is None or any(e.box.contains(found.candidates[0].point) for e in _controls(scene)):
        return None
    return found


def _controls(scene: Scene) -> list[Element]:
    return [e for e in scene.elements if e.kind not in PASSIVE | CONTAINERS]


def _of_its_sort(scene: Scene, mark: Mark, same: list[_Sighting]) -> list[_Sighting]:
    """A heading that says the same as a button is no rival of it. What was seen as a mere text may be any
    thing that can be clicked."""
    if mark.kind in PASSIVE:
        return same
    return [s for s in same if scene.elements[s.index].kind not in PASSIVE] or same


def _one_of(scene: Scene, mark: Mark, named: list[_Sighting], all_of: list[_Sighting]) -> Refound:
    if _tells_by_row(mark):
        return _by_row(scene, mark, named, all_of)
    if len(named) == 1:
        if _belongs_elsewhere(scene, mark, named[0]):
            return _doubtful(scene, mark, named, "stands beside other things than it did")
        return _found(scene, mark, named[0], all_of)
    return _best_placed(scene, mark, named, all_of)


def _tells_by_row(mark: Mark) -> bool:
    """Whether there were several of its name, each in a row of its own. A text is told by itself."""
    return mark.twins > 1 and bool(row_texts(mark)) and mark.kind not in PASSIVE


def _by_row(scene: Scene, mark: Mark, named: list[_Sighting], all_of: list[_Sighting]) -> Refound:
    ranked = sorted(named, key=lambda s: (-(s.context.row or 0.0), -s.context.score))
    fits = [s.context.row or 0.0 for s in ranked]
    if fits[0] < ROW_FIT:
        row = short(", ".join(row_texts(mark)), 60)
        return _doubtful(scene, mark, ranked, f"is there, but not beside “{row}”", missing=True)
    equal = [s for s in ranked if fits[0] - (s.context.row or 0.0) < ROW_LEAD]
    if len(equal) == 1:
        return _found(scene, mark, equal[0], all_of)
    return _best_placed(scene, mark, equal, all_of)


def _best_placed(scene: Scene, mark: Mark, named: list[_Sighting], all_of: list[_Sighting]) -> Refound:
    """Of several that bear the name, the one whose surroundings are clearly the recorded ones."""
    ranked = sorted(named, key=lambda s: -s.context.score)
    lead = ranked[0].context.score - ranked[1].context.score
    if lead >= LEAD and ranked[0].context.score >= AGREES:
        return _found(scene, mark, ranked[0], all_of)
    in_order = sorted(named, key=lambda s: s.index)
    if len(named) == mark.twins and in_order[mark.turn] is ranked[0] and ranked[0].context.score >= CLEARLY:
        return _found(scene, mark, ranked[0], all_of)  # as many as there were, and the same one of them
    return _doubtful(
        scene, mark, ranked, f"is there {len(named)} times, and none is clearly the recorded one"
    )


def _belongs_elsewhere(scene: Scene, mark: Mark, sighting: _Sighting) -> bool:
    """Whether its row holds data, and none of what stood beside the recorded one."""
    row = sighting.context.row
    if row is None or row >= ROW_FIT or mark.kind in TELLING | FIELDS:
        return False
    cells = [name for name in row_texts(mark) if any(map(str.isalnum, name))]
    return len(cells) >= CELLS and row_has_data(scene, sighting.index)


def _is_its_picture(sighting: _Sighting) -> bool:
    """What could not be read, or was only guessed, but looks as it did, among the same things."""
    likeness = sighting.likeness if sighting.likeness is not None else 0.0
    return likeness >= LIKENESS and sighting.kind >= 0.8 and sighting.context.score >= CLEARLY


# -- by looks and place ----------------------------------------------------------


def _clearly(mark: Mark, sighting: _Sighting) -> bool:
    """Whether all but the name says that it is the recorded thing."""
    context = sighting.context
    if context.neighbours is None or context.known < NEIGHBOURHOOD or sighting.kind < LIKELY_KIND:
        return False
    if context.row is not None and context.row < ROW_FIT and row_texts(mark):
        return False
    return context.score >= CLEARLY and context.neighbours >= CLEARLY


def _by_looks(scene: Scene, mark: Mark, sightings: list[_Sighting]) -> Refound:
    """What had no name: by its picture, and by what stands round it."""
    likely = [s for s in sightings if _resembles(mark, s)]
    ranked = sorted(likely, key=lambda s: -_looks(s))
    if not ranked:
        return _missing(scene, mark, sightings)
    if _tells_by_row(mark):
        return _by_row(scene, mark, ranked, sightings)
    if len(ranked) == 1 or _looks(ranked[0]) - _looks(ranked[1]) >= LEAD:
        return _found(scene, mark, ranked[0], sightings)
    in_order = sorted(ranked, key=lambda s: s.index)
    if len(ranked) == mark.twins and in_order[mark.turn] is ranked[0]:
        return _found(scene, mark, ranked[0], sightings)
    return _doubtful(scene, mark, ranked, "could be several things")


def _resembles(mark: Mark, sighting: _Sighting) -> bool:
    if sighting.kind < 0.8:
        return False
    if sighting.likeness is not None and sighting.likeness >= LIKENESS:
        return sighting.context.score >= 0.4
    return _clearly(mark, sighting)


def _looks(sighting: _Sighting) -> float:
    likeness = sighting.likeness if sighting.likeness is not None else 0.5
    return 0.5 * likeness + 0.5 * sighting.context.score


# -- what is told ----------------------------------------------------------------


def _found(scene: Scene, mark: Mark, chosen: _Sighting, all_of: list[_Sighting]) -> Refound:
    others = [s for s in all_of if s is not chosen]
    told = _told(scene, mark, [chosen, *others])
    sure = chosen.context.score >= AGREES and (not mark.neighbours or chosen.context.known >= KNOWN)
    if not sure and (chosen.kind < LIKELY_KIND or chosen.context.score < PASSABLE):
        return Refound("doubtful", f"{called(mark)} stands among other things than it did.", told)
    return Refound("found", "; ".join(told[0].evidence), told, sure)


def _doubtful(
    scene: Scene, mark: Mark, ranked: Sequence[_Sighting], why: str, missing: bool = False
) -> Refound:
    outcome: Literal["doubtful", "missing"] = "missing" if missing else "doubtful"
    return Refound(outcome, f"{called(mark)} {why}.", _told(scene, mark, ranked))


def _missing(scene: Scene, mark: Mark, sightings: Sequence[_Sighting]) -> Refound:
    nearest = _told(scene, mark, sorted(sightings, key=lambda s: -_in_its_stead(s)))
    there = (
        f"; the nearest is “{short(nearest[0].element.name)}”" if nearest and nearest[0].element.name else ""
    )
    return Refound("missing", f"{called(mark)} is not on the screen{there}.", nearest)


def _in_its_stead(sighting: _Sighting) -> float:
    """How likely a person is to point to it for what is missing: its kind and its place count most."""
    return sighting.kind + sighting.context.score + 0.3 * sighting.called.score


def called(mark: Mark) -> str:
    kind = mark.kind.replace("_", " ")
    return f"The {kind} “{short(mark.name)}”" if mark.name else f"The {kind} without a name"


def _told(scene: Scene, mark: Mark, ranked: Sequence[_Sighting]) -> tuple[Candidate, ...]:
    return tuple(_candidate(scene, mark, s) for s in ranked[:NEAREST])


def _candidate(scene: Scene, mark: Mark, sighting: _Sighting) -> Candidate:
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


def _evidence(mark: Mark, sighting: _Sighting) -> tuple[str, ...]:
    context, said = sighting.context, [sighting.called.how]
    if context.row is not None and row_texts(mark):
        said.append(f"{context.row:.0%} of its row is beside it")
    if context.neighbours is not None:
        said.append(f"{context.known:.0%} of its neighbours are there, placed {context.neighbours:.0%} alike")
    if sighting.likeness is not None:
        said.append(f"looks {sighting.likeness:.0%} like its picture")
    said.append(f"stands {context.place:.0%} where it stood")
    return tuple(filter(None, said))
