"""What the grammar has no verb for, said in the words of a program's menus: "convert it to uppercase" is
Edit › Convert › To Uppercase. The menus are opened one after the other and read; what all of the words name
is clicked, and where nothing is, everything is closed again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.grounding.aim import aim
from agent.grounding.scene import scene_of
from agent.intents import GoalIntent
from agent.tokens import meaning, name_words
from agent.types import Act, Candidate, Click, Decision, Element, End, Hover, Kind, Observation, Press

if TYPE_CHECKING:
    from agent.moves import Moves, Script

MOST_MENUS = 12
_SCORE = 0.9
_NAMED: frozenset[Kind] = frozenset({"button", "icon_button", "link", "menu_item", "menu_bar_item", "tab"})
_UNSURE = "“{words}” names nothing that I see, neither on the screen nor in the menus."


@dataclass
class _Search:
    """How far the menus were looked through. `path`: words of the entries that are open."""

    said: frozenset[str]
    otherwise: End
    tried: set[str] = field(default_factory=set)
    path: frozenset[str] = frozenset()
    open: bool = False
    over: bool = False


def goal(moves: Moves, intent: GoalIntent, otherwise: End | None = None) -> Script:
    """Something that bears the words, or the menu entry of that meaning; `otherwise` where there is none."""
    refusal = intent.refusal or _UNSURE.format(words=intent.words)
    search = _Search(
        meaning(intent.words) or name_words(intent.words),
        otherwise or End(outcome="not_found", reason=refusal),
    )
    for _ in range(2 * MOST_MENUS):
        yield lambda seen: _next(moves, intent, seen, search)
        if search.over:
            return


def _next(moves: Moves, intent: GoalIntent, seen: Observation, search: _Search) -> Decision | None:
    found = _best(seen, search, _NAMED)
    if found is not None:
        search.over = True
        return _clicked(moves, seen, found, intent.words)
    deeper = _deeper(moves, seen, search) if search.open else None
    if deeper is not None:
        search.path |= name_words(deeper.text)
        return _rested_on(moves, seen, deeper, intent.words)
    return _other_menu(moves, intent, seen, search)


def _best(seen: Observation, search: _Search, kinds: frozenset[Kind]) -> Element | None:
    """What, with the entries that are open, says all of the words, and nothing else; the only one so."""
    usable = [e for e in seen.elements if e.kind in kinds and e.text and "disabled" not in e.states]
    found = [e for e in usable if _says_all(name_words(e.text), search)]
    return found[0] if len(found) == 1 else None


def _says_all(name: frozenset[str], search: _Search) -> bool:
    return search.said <= name | search.path and name <= search.said | search.path


def _deeper(moves: Moves, seen: Observation, search: _Search) -> Element | None:
    """An entry that says a part of the words: a menu of its own may open there."""
    found = [
        e for e in seen.elements
        if e.kind == "menu_item" and e.text and e.text not in search.tried
        and name_words(e.text) & search.said and name_words(e.text) <= search.said
    ]  # fmt: skip
    if len(found) != 1:
        return None
    search.tried.add(found[0].text)
    return found[0]


def _other_menu(moves: Moves, intent: GoalIntent, seen: Observation, search: _Search) -> Decision | None:
    if search.open:
        search.open, search.path = False, frozenset()
        return Act(action=Press(keys=("escape",)), words=intent.words, why="It is not in this menu.")
    bar = [e for e in seen.elements if e.kind == "menu_bar_item" and e.text and e.text not in search.tried]
    if not bar:
        return search.otherwise
    search.tried.add(bar[0].text)
    search.open = True
    return _clicked(moves, seen, bar[0], intent.words)


def _rested_on(moves: Moves, seen: Observation, element: Element, words: str) -> Act:
    """The pointer alone opens the menu of an entry, and does nothing to one that is a command."""
    act = _clicked(moves, seen, element, words)
    assert isinstance(act.action, Click)
    return act.model_copy(update={"action": Hover(target=act.action.target)})


def _clicked(moves: Moves, seen: Observation, element: Element, words: str) -> Act:
    scene = scene_of(seen)
    index = next(i for i, e in enumerate(scene.elements) if e is element)
    return moves.clicked(Candidate(element=element, point=aim(scene, index), score=_SCORE), words)
