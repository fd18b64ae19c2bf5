"""A mark and what is seen now → the one thing that it means, or why it is not clear which.

Names decide first: a thing of the recorded name, in the recorded program, is it, unless several bear it or
its surroundings say that it belongs to something else (another row). Without one, a translated name, and then
the picture, count only where the surroundings agree as well. Two that are about as good are a question, and
another name is never taken for the recorded one. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agent.describe import short
from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE
from agent.grounding.scene import Scene, scene_of
from agent.macro import Mark
from agent.replaying.bare import bare_place
from agent.replaying.context import row_has_data, row_texts
from agent.replaying.names import TELLING, is_title, name_of, names_of
from agent.replaying.refound import AGREES, PASSABLE, Refound, doubtful, found, missing
from agent.replaying.sightings import LIKELY_KIND, Sighting, is_guessed, sightings_of
from agent.replaying.windows import holders
from agent.replaying.words import compare
from agent.types import Element, Observation

ROW_FIT = 0.6  # of the recorded row's words that must stand in the row …
ROW_LEAD = 0.25  # … and how many more than in the next best
LEAD = 0.12  # by which the surroundings of one of several must be better
CLEARLY = 0.75  # surroundings from which a thing is taken without its name
NEIGHBOURHOOD = 0.5  # share of the neighbours that must be known for that
NEAR_ENTRIES = 6.0  # units
WORDS = 5  # of a name that may be on a control, in any language
EXACTLY = 0.9  # surroundings from which a field is taken whatever it is called …
MOST_KNOWN = 0.7  # … and of its neighbours so many
PLACED = 0.5  # how well those neighbours must stand to it
LIKENESS = 0.6  # of pictures
ITS_PICTURE, UNLIKE = 0.85, 0.3  # likeness of what is surely it, and how much less what is not has
SIGN = 2  # characters


def find(mark: Mark, seen: Observation, pictures: Mapping[str, bytes] | None = None) -> Refound:
    """`pictures`: by the names that marks have for them."""
    scene = scene_of(seen)
    held = holders(scene, mark)
    allowed = held.regions
    if allowed is not None and not allowed:
        return Refound("missing", f"The window “{short(mark.window or mark.program)}” is not there.")
    picture = (pictures or {}).get(mark.picture)
    sightings = sightings_of(scene, mark, allowed, picture)
    if _is_called_by_its_window(mark) and not any(s.called.sort == "same" for s in sightings):
        mark = mark.model_copy(update={"name": ""})
        sightings = sightings_of(scene, mark, allowed, picture)
    if mark.name:
        refound = _by_name(scene, mark, sightings, allowed)
    else:
        refound = _by_looks(scene, mark, sightings)
        if refound.outcome != "found":
            refound = _bare(scene, mark, allowed, picture) or refound
    return replace(refound, titled=held.titled)


def _is_called_by_its_window(mark: Mark) -> bool:
    """As macros of earlier versions call a field whose label the eye had not seen."""
    return mark.kind in FIELDS and is_title(mark.name, mark.window)


def _bare(scene: Scene, mark: Mark, allowed: frozenset[int] | None, picture: bytes | None) -> Refound | None:
    place = bare_place(scene, mark, allowed, names_of(scene), picture)
    return Refound("found", place.evidence[0], (place,), sure=False) if place is not None else None


# -- by name -------------------------------------------------------------------


def _by_name(scene: Scene, mark: Mark, sightings: list[Sighting], allowed: frozenset[int] | None) -> Refound:
    same = [s for s in sightings if s.called.sort == "same" and not _is_dead(scene, mark, s)]
    if same:
        named = _of_its_sort(scene, mark, same)
        rival = _unread(scene, mark, named, sightings)
        if rival is None:
            return _one_of(scene, mark, named, sightings)
        if len(mark.name) <= SIGN and not any(letter.isalpha() for letter in mark.name):
            return found(scene, mark, rival, sightings)
        return doubtful(scene, mark, [rival, *named], "is called so in another place than it stood")
    meant = [
        s
        for s in sightings
        if s.called.sort == "meant" and s.context.score >= AGREES and s.kind >= LIKELY_KIND
    ]
    if meant:
        return _one_of(scene, mark, meant, sightings)
    likely = [s for s in sightings if _may_be_renamed(scene, mark, s)] or [
        s for s in sightings if _is_that_field(scene, mark, s)
    ]
    best = sorted(likely, key=lambda s: -_looks(s))
    if best and len(mark.neighbours) >= 3 and (len(best) == 1 or _looks(best[0]) - _looks(best[1]) >= LEAD):
        return found(scene, mark, best[0], sightings)
    return _unseen_field(scene, mark, allowed) or missing(scene, mark, sightings)


def _is_dead(scene: Scene, mark: Mark, sighting: Sighting) -> bool:
    """A greyed-out thing of a field's name, in another place than it stood: the head of a column, say."""
    if mark.kind not in FIELDS or "disabled" not in scene.elements[sighting.index].states:
        return False
    return sighting.context.neighbours is not None and sighting.context.neighbours < CLEARLY


def _unread(scene: Scene, mark: Mark, named: list[Sighting], sightings: list[Sighting]) -> Sighting | None:
    """What could not be read now, but looks and stands as the recorded thing did, where what bears its name
    does neither: signs like “+” are easily misread."""
    best = max(named, key=lambda s: s.context.score)
    for sighting in sightings:
        read = name_of(scene, sighting.index) and not is_guessed(scene.elements[sighting.index])
        if read or sighting.likeness is None or sighting.kind < LIKELY_KIND:
            continue
        stands = sighting.context.score >= max(CLEARLY, best.context.score + 2 * LEAD)
        if stands and sighting.likeness >= max(ITS_PICTURE, (best.likeness or 0.0) + UNLIKE):
            return sighting
    return None


def _unseen_field(scene: Scene, mark: Mark, allowed: frozenset[int] | None) -> Refound | None:
    """A field of which nothing is seen but its label, as on some dark screens: it is where its neighbours say
    that it should be. What is typed there is read back."""
    if mark.kind not in FIELDS or mark.kind == "password_field":
        return None
    labelled = [n for n in mark.neighbours if compare(mark.name, n.name).sort == "same"]
    seen = any(compare(mark.name, name).sort == "same" for name in names_of(scene))
    place = _bare(scene, mark, allowed, None) if labelled and seen else None
    if place is None or any(e.box.contains(place.candidates[0].point) for e in _controls(scene)):
        return None
    return place


def _controls(scene: Scene) -> list[Element]:
    return [e for e in scene.elements if e.kind not in PASSIVE | CONTAINERS]


def _of_its_sort(scene: Scene, mark: Mark, same: list[Sighting]) -> list[Sighting]:
    """A heading that says the same as a button is no rival of it. What was seen as a mere text may be any
    thing that can be clicked."""
    if mark.kind in PASSIVE:
        return same
    if mark.kind in FIELDS:
        return [s for s in same if scene.elements[s.index].kind in FIELDS] or same
    return [s for s in same if scene.elements[s.index].kind not in PASSIVE] or same


def _one_of(scene: Scene, mark: Mark, named: list[Sighting], all_of: list[Sighting]) -> Refound:
    if _tells_by_row(mark):
        return _by_row(scene, mark, named, all_of)
    if len(named) == 1:
        if _belongs_elsewhere(scene, mark, named[0]):
            return doubtful(scene, mark, named, "stands beside other things than it did")
        return found(scene, mark, named[0], all_of)
    return _best_placed(scene, mark, named, all_of)


def _tells_by_row(mark: Mark) -> bool:
    """Whether there were several of its name, each in a row of its own. A text is told by itself."""
    return mark.twins > 1 and bool(row_texts(mark)) and mark.kind not in PASSIVE


def _by_row(scene: Scene, mark: Mark, named: list[Sighting], all_of: list[Sighting]) -> Refound:
    ranked = sorted(named, key=lambda s: (-(s.context.row or 0.0), -s.context.score))
    fits = [s.context.row or 0.0 for s in ranked]
    if fits[0] < ROW_FIT:
        row = short(", ".join(row_texts(mark)), 60)
        return doubtful(scene, mark, ranked, f"is there, but not beside “{row}”", gone=True)
    equal = [s for s in ranked if fits[0] - (s.context.row or 0.0) < ROW_LEAD]
    if len(equal) == 1:
        return found(scene, mark, equal[0], all_of)
    return _best_placed(scene, mark, equal, all_of)


def _best_placed(scene: Scene, mark: Mark, named: list[Sighting], all_of: list[Sighting]) -> Refound:
    """Of several that bear the name, the one whose surroundings are clearly the recorded ones."""
    ranked = sorted(named, key=lambda s: -s.context.score)
    lead = ranked[0].context.score - ranked[1].context.score
    if lead >= LEAD and ranked[0].context.score >= AGREES:
        return found(scene, mark, ranked[0], all_of)
    in_order = sorted(named, key=lambda s: s.index)
    if len(named) == mark.twins and in_order[mark.turn] is ranked[0] and ranked[0].context.score >= CLEARLY:
        return found(scene, mark, ranked[0], all_of)  # as many as there were, and the same one of them
    return doubtful(scene, mark, ranked, f"is there {len(named)} times, and none is clearly the recorded one")


def _belongs_elsewhere(scene: Scene, mark: Mark, sighting: Sighting) -> bool:
    """Whether its row holds data, and none of what stood beside the recorded one."""
    row = sighting.context.row
    if row is None or row >= ROW_FIT or mark.kind in TELLING | FIELDS:
        return False
    return row_has_data(scene, sighting.index)


def _may_be_renamed(scene: Scene, mark: Mark, sighting: Sighting) -> bool:
    """A control of which nothing but the name differs: it is in a language that nothing is known of, or could
    not be read. What names data (an entry of a list, a text) is never another entry in its place."""
    if sighting.called.sort != "unknown":
        return False
    if not name_of(scene, sighting.index) or is_guessed(scene.elements[sighting.index]):
        return _is_its_picture(sighting) or (mark.kind not in TELLING and _clearly(mark, sighting))
    short_names = all(len(n.split()) <= WORDS for n in (mark.name, name_of(scene, sighting.index)))
    if mark.kind in TELLING or not short_names or _in_a_list(scene, sighting.index):
        return False
    return _clearly(mark, sighting)


def _in_a_list(scene: Scene, index: int) -> bool:
    """Whether things of its kind stand one below the other with it, as the entries of a list do."""
    own, unit = scene.elements[index], scene.unit
    alike = [
        e for e in scene.elements
        if e.kind == own.kind and e is not own and abs(e.box.x0 - own.box.x0) <= 0.3 * unit
        and abs(e.box.middle_y - own.box.middle_y) <= NEAR_ENTRIES * unit
    ]  # fmt: skip
    return len(alike) >= 2


def _is_that_field(scene: Scene, mark: Mark, sighting: Sighting) -> bool:
    """A field that is called otherwise now, by what it holds or by what the eye takes for its label, but is
    just where it was among all that was round it."""
    context = sighting.context
    if mark.kind not in FIELDS or scene.elements[sighting.index].kind not in FIELDS:
        return False
    alike = context.neighbours is not None and context.neighbours >= EXACTLY and context.known >= MOST_KNOWN
    return alike and context.score >= EXACTLY


def _is_its_picture(sighting: Sighting) -> bool:
    """What could not be read, or was only guessed, but looks as it did, among the same things."""
    likeness = sighting.likeness if sighting.likeness is not None else 0.0
    return likeness >= LIKENESS and sighting.kind >= LIKELY_KIND and sighting.context.score >= CLEARLY


# -- by looks and place ----------------------------------------------------------


def _clearly(mark: Mark, sighting: Sighting) -> bool:
    """Whether all but the name says that it is the recorded thing."""
    context = sighting.context
    if context.neighbours is None or context.known < NEIGHBOURHOOD or sighting.kind < LIKELY_KIND:
        return False
    if context.row is not None and context.row < ROW_FIT and row_texts(mark):
        return False
    return context.score >= CLEARLY and context.neighbours >= CLEARLY


def _by_looks(scene: Scene, mark: Mark, sightings: list[Sighting]) -> Refound:
    """What had no name: by its picture, and by what stands round it."""
    likely = [s for s in sightings if _resembles(mark, s)]
    ranked = sorted(likely, key=lambda s: -_looks(s))
    if not ranked:
        return missing(scene, mark, sightings)
    if _tells_by_row(mark):
        return _by_row(scene, mark, ranked, sightings)
    if len(ranked) == 1 or _looks(ranked[0]) - _looks(ranked[1]) >= LEAD:
        return found(scene, mark, ranked[0], sightings)
    in_order = sorted(ranked, key=lambda s: s.index)
    if len(ranked) == mark.twins and in_order[mark.turn] is ranked[0]:
        return found(scene, mark, ranked[0], sightings)
    return doubtful(scene, mark, ranked, "could be several things")


def _resembles(mark: Mark, sighting: Sighting) -> bool:
    if sighting.kind < LIKELY_KIND:
        return False
    context = sighting.context
    known = context.known >= NEIGHBOURHOOD
    if known and context.neighbours is not None and context.neighbours < PLACED:
        return False
    if sighting.likeness is not None and sighting.likeness >= LIKENESS:
        return context.score >= PASSABLE
    return _clearly(mark, sighting)


def _looks(sighting: Sighting) -> float:
    likeness = sighting.likeness if sighting.likeness is not None else 0.5
    return 0.5 * likeness + 0.5 * sighting.context.score
