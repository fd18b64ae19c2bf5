"""Fills in the form: lists are opened to learn what they offer, as far as the words need it; then one field
after the other, and the button last. Nothing is filled in before all of the words are explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agent.dates import as_wanted, date_of
from agent.filling.fitting import Fit, Form, entry_named
from agent.filling.reading import Reading, read
from agent.filling.slots import Slot, slots_of, surroundings
from agent.grammar.clause import hidden
from agent.grammar.passwords import names_secret, speaks_of_password
from agent.grammar.quoting import Quotes
from agent.grounding.aim import aim
from agent.grounding.scene import scene_of
from agent.moves import FIELDS, PATIENCE, Move, Moves, Script, came_up, target_of
from agent.tokens import name_words, words
from agent.types import Act, Candidate, Decision, Element, End, Kind, Observation, Press, TypeText, Wait

MOST_LISTS = 6
SCORE = 0.9
_PLACE = 0.6  # how far two boxes are one place
OPENS: frozenset[Kind] = frozenset(
    {"link", "list_item", "tree_item", "tab", "menu_bar_item", "heading", "label", "text_field", "panel"}
)
"""What a section that can be unfolded may look like to the eye."""
_LEADS: frozenset[Kind] = frozenset({"link", "list_item", "tree_item", "tab", "menu_bar_item"})
Key = tuple[str, str, tuple[str, ...]]


@dataclass
class Filling:
    """An instruction against the form in front. `without`: why it could not be carried out otherwise."""

    instruction: str
    moves: Moves
    without: str = ""
    _entries: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    _reading: Reading = field(default_factory=Reading)
    _known: dict[Key, Slot] = field(default_factory=dict)  # as the first looks saw them
    _opened: list[str] = field(default_factory=list)  # what was opened for it

    def __post_init__(self) -> None:
        self._quotes = Quotes(self.instruction)
        self._secret = speaks_of_password(self.instruction)

    def explains(self, seen: Observation) -> bool:
        """Whether the form explains all of the words now."""
        if self._secret:
            return False
        self._reading = self._read(seen)
        return self._reading.whole and len(self._reading.fits) > 1  # one alone is as the grammar read it

    def may_explain(self, seen: Observation) -> bool:
        """Whether it does so now, or may once its lists were looked into."""
        if self.explains(seen):
            return True
        if self._secret:
            return False
        known = [f for f in self._reading.fits if f.deed in ("fill", "on", "off", "choose")]
        lists = [s for s in slots_of(scene_of(seen)) if s.kind == "list"]
        listed = bool(known) and 0 < len(self._reading.unknown) <= len(lists)
        return listed or self._section(seen) is not None

    def notice(self, seen: Observation) -> None:
        """What a look shows of the form: a later one may make less of it."""
        for slot in slots_of(scene_of(seen)):
            self._known.setdefault(slot.key, slot)

    def opened(self, name: str) -> None:
        """A tab or a section of that name was opened already."""
        self._opened.append(name)

    def script(self) -> Script:
        """What is to be done, once `may_explain` has said yes."""
        for _ in range(MOST_LISTS):
            if self._reading.whole:
                break
            yield self._open_section
            yield self._reread
            if not self._reading.whole:
                yield from self._look_into_next()
        if not self._reading.whole:
            yield self._given_up
            return
        for fit in self._reading.fits:
            yield from self._carried_out(fit)

    def _given_up(self, seen: Observation) -> End:
        missing = self._quotes.restored(", ".join(self._reading.unknown))
        return End(
            outcome="not_found", reason=self.without or f"Nothing on this form says what “{missing}” is."
        )

    def _read(self, seen: Observation) -> Reading:
        around = surroundings(scene_of(seen)) | name_words(" ".join(self._opened))
        form = Form(self._slots(seen), around, self._quotes, dict(self._entries))
        return read(self._quotes.masked, form)

    def _slots(self, seen: Observation) -> list[Slot]:
        """Those of this look, and those of earlier ones whose words stand in their place still."""
        scene = scene_of(seen)
        now = slots_of(scene)
        keys = {slot.key for slot in now}
        for slot in self._known.values():
            if slot.key not in keys:
                same = [i for i, e in enumerate(scene.elements) if _is_still(e, slot)]
                now += [replace(slot, index=i, value=scene.elements[i].text) for i in same[:1]]
        return now

    # -- opening a section --------------------------------------------------

    def _open_section(self, seen: Observation) -> Decision | None:
        found = self._section(seen)
        if found is None:
            return None
        self._opened.append(found.text)
        candidate = Candidate(element=found, point=found.box.centre, score=SCORE)
        act = self.moves.clicked(candidate, self.instruction)
        return act.model_copy(update={"why": f"“{found.text}” may hold what is asked for."})

    def _section(self, seen: Observation) -> Element | None:
        """The one thing whose whole name stands in what is not explained; never a button."""
        new = [e for e in seen.elements if e.text and e.kind in OPENS and e.text not in self._opened]
        found = [e for e in new if self._names(e)]
        return found[0] if len(found) == 1 else None

    def _names(self, element: Element) -> bool:
        """Whether what is not explained has its whole name in it; one word only after "under" or "in"."""
        own = " ".join(words(element.text))
        placed = re.compile(rf" (?:under|in) (?:the )?{re.escape(own)} (?!field|box|list)")
        short = len(words(element.text)) < 2
        for piece in self._reading.unknown:
            said = f" {' '.join(words(piece))} "
            if f" {own} " in said and (not short or (element.kind in _LEADS and placed.search(said))):
                return True
        return False

    # -- looking into lists -------------------------------------------------

    def _look_into_next(self) -> Script:
        opened: list[Slot] = []
        before: list[Observation] = []
        yield lambda seen: self._open_next(seen, opened, before)
        if opened:
            yield lambda seen: self._note_entries(seen, opened[0], before)
            yield self._reread

    def _open_next(self, seen: Observation, opened: list[Slot], before: list[Observation]) -> Decision | None:
        closed = [s for s in slots_of(scene_of(seen)) if s.kind == "list" and s.key not in self._entries]
        if not closed:
            return None
        opened[:], before[:] = closed[:1], [seen]
        return self._click(seen, closed[0], f"“{closed[0].name}” may offer what is asked for.")

    def _note_entries(self, seen: Observation, slot: Slot, before: list[Observation]) -> Decision | None:
        found = _came_up(seen, before[0])
        if not found and self.moves.patience > 0:
            return self._moment(slot.name)
        self._entries[slot.key] = tuple(e.text for e in found)
        if not found:
            return None
        return Act(action=Press(keys=("escape",)), words=slot.name, why="What the list offers is known now.")

    def _reread(self, seen: Observation) -> None:
        self._reading = self._read(seen)

    # -- filling in ---------------------------------------------------------

    def _carried_out(self, fit: Fit) -> Script:
        if fit.deed == "choose":
            yield from self._choose(fit)
        else:
            yield self._at(fit, self._one_act)

    def _at(self, fit: Fit, act: Callable[[Observation, Fit, Slot], Decision | None]) -> Move:
        def move(seen: Observation) -> Decision | None:
            assert fit.slot is not None
            here = [s for s in self._slots(seen) if s.key[1:] == fit.slot.key[1:]]
            nearest = min(here, key=lambda s: _apart(s, fit), default=None)
            if nearest is not None:
                return act(seen, fit, nearest)
            if self.moves.patience > 0:
                return self._moment(fit.slot.name)
            return End(outcome="not_found", reason=f"“{fit.slot.name}” is no longer on the screen.")

        return move

    def _one_act(self, seen: Observation, fit: Fit, slot: Slot) -> Decision | None:
        why = f"On this form “{slot.name}” is what it fits."
        if fit.deed == "fill":
            return self._type(seen, fit, slot, why)
        if fit.deed in ("on", "off") and slot.on == (fit.deed == "on"):
            return None
        return self._click(seen, slot, why, self._words(fit))

    def _type(self, seen: Observation, fit: Fit, slot: Slot, why: str) -> Decision | None:
        found = _candidate(seen, slot)
        text = as_wanted(self._quotes.literal(fit.value), found.element.text)
        if slot.value == text or _same_date(self._quotes.literal(fit.value), slot.value):
            return None
        secret = names_secret(slot.name)
        action = TypeText(text=text, target=target_of(found), replace=True, secret=secret)
        words = hidden(self._words(fit), self._quotes.literal(fit.value)) if secret else self._words(fit)
        return Act(action=action, words=words, why=why, score=SCORE)

    def _choose(self, fit: Fit) -> Script:
        done: list[bool] = []
        before: list[Observation] = []
        yield self._at(fit, lambda seen, f, slot: self._open(seen, f, slot, done, before))
        if done:
            return
        missing: list[str] = []
        again: list[bool] = []
        yield lambda seen: self._pick(seen, fit, before, missing, again)
        if missing:
            yield lambda seen: End(outcome="not_found", reason=missing[0])

    def _open(
        self, seen: Observation, fit: Fit, slot: Slot, done: list[bool], before: list[Observation]
    ) -> Decision | None:
        if words(slot.value) == words(fit.value):
            done.append(True)
            return None
        before[:] = [seen]
        return self._click(seen, slot, f"“{slot.name}” is the list that it fits.", self._words(fit))

    def _pick(
        self, seen: Observation, fit: Fit, before: list[Observation], missing: list[str], again: list[bool]
    ) -> Decision | None:
        assert fit.slot is not None
        found = _came_up(seen, before[0])
        wanted = entry_named(self._quotes.literal(fit.value), [e.text for e in found], fit.slot.about)
        if wanted is None and self.moves.patience > 0:
            return self._moment(fit.value)
        if not found and not again:
            again.append(True)
            return self._once_more(seen, fit)
        if not found and (self._quotes.literal(fit.value).isdecimal() or self._takes_text(seen, fit)):
            return self._written(seen, fit)
        if wanted is None:
            missing.append(
                f"“{fit.slot.name}” offers nothing that fits “{self._quotes.restored(fit.value)}”."
            )
            close = Act(action=Press(keys=("escape",)), words=self._words(fit), why="It is not in this list.")
            return close if found else None
        element = next(e for e in found if e.text == wanted)
        return self.moves.clicked(
            Candidate(element=element, point=element.box.centre, score=SCORE), self._words(fit)
        )

    def _once_more(self, seen: Observation, fit: Fit) -> Decision | None:
        """A list may have closed as it came up."""
        act = self._at(fit, lambda look, f, slot: self._click(look, slot, "It has not opened."))(seen)
        self.moves.patience, self.moves.waiting = PATIENCE, True
        return act

    def _takes_text(self, seen: Observation, fit: Fit) -> bool:
        """Another look sees a field there, and no list."""
        assert fit.slot is not None
        here = [s for s in self._slots(seen) if s.key[1:] == fit.slot.key[1:]]
        return any(s.kind == "text" for s in here)

    def _written(self, seen: Observation, fit: Fit) -> Decision | None:
        """No list came up: it is a field all the same."""
        return self._at(fit, lambda look, f, slot: self._type(look, f, slot, "It takes text."))(seen)

    def _words(self, fit: Fit) -> str:
        return self._quotes.restored(fit.words) or (fit.slot.name if fit.slot else "")

    def _click(self, seen: Observation, slot: Slot, why: str, said: str = "") -> Act:
        act = self.moves.clicked(_candidate(seen, slot), said or slot.name)
        return act.model_copy(update={"why": why})

    def _moment(self, name: str) -> Act:
        self.moves.patience -= 1
        self.moves.waiting = True
        return Act(action=Wait(seconds=1.0), words=name, why=f"Waiting for what “{name}” offers.")


def _apart(slot: Slot, fit: Fit) -> int:
    assert fit.slot is not None
    one, other = slot.box.centre, fit.slot.box.centre
    return abs(one.x - other.x) + abs(one.y - other.y)


def _is_still(element: Element, slot: Slot) -> bool:
    """A field in the same place, or the same words in about the same place."""
    if slot.kind in ("text", "list"):
        return element.kind in FIELDS and element.box.iou(slot.box) > _PLACE
    return words(element.text) == words(slot.name) and element.box.iou(slot.box) > 0.3


def _same_date(said: str, shown: str) -> bool:
    date = date_of(said)
    return date is not None and sorted(map(int, re.findall(r"\d+", shown))) == sorted(date)


def _candidate(seen: Observation, slot: Slot) -> Candidate:
    scene = scene_of(seen)
    element = scene.elements[slot.index]
    return Candidate(element=_called(element, slot), point=aim(scene, slot.index), score=SCORE)


def _called(element: Element, slot: Slot) -> Element:
    """A mark without words is called by the words beside it."""
    return element if element.name else element.model_copy(update={"label": slot.name})


def _came_up(seen: Observation, before: Observation) -> list[Element]:
    """The entries that stand where none stood before."""
    return [e for e in came_up(seen, before) if e.kind in ("menu_item", "list_item") and e.text]
