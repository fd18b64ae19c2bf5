"""The scripts of the embedded planner for what takes a look of its own: a case, all of a sort, a value that
is read off the screen, and getting rid of what is in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent.ground import FLOOR, ground
from agent.grounding.aim import aim
from agent.grounding.kinds import FIELDS as HOLDS_TEXT
from agent.grounding.scene import Scene, scene_of
from agent.grounding.sorts import all_of, described
from agent.grounding.tables import row_of
from agent.grounding.values import Value, values_of
from agent.intents import CheckIntent, CloseIntent, CopyIntent, EachIntent, GoalIntent, Phrase, WhenIntent
from agent.moves_goals import goal
from agent.types import (
    Act,
    Box,
    Candidate,
    Decision,
    Element,
    End,
    Kind,
    Observation,
    TypeText,
    Wait,
)

if TYPE_CHECKING:
    from agent.moves import Moves, Script

MOST_EACH = 60
CLICKED: frozenset[Kind] = frozenset({"button", "icon_button", "link", "checkbox", "switch", "list_item"})
_WAYS_OUT = (
    ("×", "x", "close", "关闭", "关掉"),
    ("dismiss", "no thanks", "no, thanks", "not now", "skip", "later", "maybe later", "reject all", "reject",
     "decline",
     "不用了", "以后再说", "暂不", "跳过", "拒绝", "全部拒绝", "不同意", "取消"),
    ("got it", "ok", "okay", "understood", "知道了", "我知道了", "好的", "确定"),
    ("accept", "accept all", "agree", "allow", "i agree", "同意", "接受", "全部接受"),
)  # fmt: skip


def is_there(phrase: Phrase, seen: Observation) -> bool:
    """Whether the screen shows what the phrase names, or describes."""
    found = ground(phrase, seen)
    sure = [c for c in found.candidates if c.score >= FLOOR]
    if found.outcome == "found" or (found.outcome == "ambiguous" and len(sure) > 1):
        return True
    return described(scene_of(seen), phrase) is not None


def script(moves: Moves, intent: CloseIntent | CopyIntent | EachIntent | GoalIntent | WhenIntent) -> Script:
    """The one for that kind of intent."""
    match intent:
        case CloseIntent():
            return dismiss(moves, intent) or moves.close(intent)
        case CopyIntent():
            return copy(moves, intent)
        case EachIntent():
            return each(moves, intent)
        case GoalIntent():
            return goal(moves, intent)
        case WhenIntent():
            return when(moves, intent)


def sought(intent: CopyIntent | EachIntent | WhenIntent) -> tuple[Phrase, frozenset[Kind]]:
    """The thing that it looks for first, with the kinds it prefers."""
    match intent:
        case CopyIntent():
            return intent.source, frozenset()
        case EachIntent():
            return intent.target, CLICKED
        case WhenIntent():
            return intent.condition, frozenset()


_LISTED = re.compile(r"\s*(?:,|、|\band\b|和|以及|与)\s*")


def listed(intent: CheckIntent) -> list[CheckIntent]:
    """As in "tick Mushrooms and Spinach": a box each; none where the name is no list."""
    names = [name for name in _LISTED.split(intent.target.name) if name]
    if intent.target.exact or len(names) < 2:
        return []
    targets = [intent.target.model_copy(update={"name": name, "words": name}) for name in names]
    return [intent.model_copy(update={"target": target}) for target in targets]


def is_whole(intent: CheckIntent, seen: Observation, prefer: frozenset[Kind], whole: list[bool]) -> None:
    """Notes whether one thing has the whole name."""
    whole.append(ground(intent.target, seen, prefer).outcome != "not_found")


def when(moves: Moves, intent: WhenIntent) -> Script:
    """Looks whether it is there (once more after a moment, where something was just done), and goes on with
    what hangs on that."""
    answer: list[bool] = []
    tries = [1 if moves.acted else 0]
    while not answer:
        yield lambda seen: _decide(moves, intent, seen, answer, tries)
    for inner in intent.then if answer[0] else intent.otherwise:
        yield from moves.script(inner)


def _decide(
    moves: Moves, intent: WhenIntent, seen: Observation, answer: list[bool], tries: list[int]
) -> Decision | None:
    there = is_there(intent.condition, seen)
    if not there and tries[0] > 0:
        tries[0] -= 1
        return Act(
            action=Wait(seconds=1.0), words=intent.words, why=f"“{intent.condition.words}” may still appear."
        )
    answer.append(there != intent.gone)
    return None


def each(moves: Moves, intent: EachIntent) -> Script:
    """One after the other, from top to bottom; a box that is as it should be is left alone."""
    done: list[Box] = []
    over: list[bool] = []
    counts: list[int] = []
    for _ in range(MOST_EACH):
        yield lambda seen: _next_of(moves, intent, seen, done, over, counts)
        if over:
            return


def _next_of(
    moves: Moves, intent: EachIntent, seen: Observation, done: list[Box], over: list[bool], counts: list[int]
) -> Decision | None:
    scene = scene_of(seen)
    found = all_of(scene, intent.target, CLICKED)
    if not found and intent.target.also:
        found = all_of(scene, intent.target.also[0], CLICKED)
        intent = intent.model_copy(update={"do": "click"})
    if not counts and not found:
        return End(outcome="not_found", reason=f"Nothing on the screen fits “{intent.target.words}”.")
    if counts and len(found) < counts[-1]:
        done.clear()  # what was clicked has gone, and the others have moved up
    counts.append(len(found))
    left = [i for i in found if _is_left(scene.elements[i], intent, done)]
    if not left or (intent.do == "click" and len(counts) > counts[0]):
        over.append(True)
        return None
    element = scene.elements[left[0]]
    done.append(element.box)
    return moves.clicked(Candidate(element=element, point=aim(scene, left[0]), score=1.0), intent.words)


def _is_left(element: Element, intent: EachIntent, done: list[Box]) -> bool:
    if any(box.iou(element.box) > 0.5 for box in done):
        return False
    return intent.do == "click" or ("checked" in element.states) != (intent.do == "tick")


def copy(moves: Moves, intent: CopyIntent) -> Script:
    """Reads the value, then writes it."""
    value: list[Value] = []
    yield lambda seen: _read(moves, intent, seen, value)
    yield lambda seen: _write(moves, intent, seen, value[0].text)


def _read(moves: Moves, intent: CopyIntent, seen: Observation, value: list[Value]) -> Decision | None:
    scene = scene_of(seen)
    row, missing = _row(scene, intent.source, seen)
    found = [] if missing else values_of(scene, intent.source.name, row)
    if row is not None:
        found = [v for v in found if scene.elements[v.index].box != row] or values_of(
            scene, intent.source.name
        )
    if not found:
        if moves.acted and moves.patience > 0:
            return moves.wait_for(intent.source, intent.words)
        return End(
            outcome="not_found", reason=f"I do not see what “{intent.source.words}” is on this screen."
        )
    equal = [v for v in found if v.score > found[0].score - 0.05]
    chosen = moves.choice_of(intent.source)
    if len(equal) > 1 and chosen is None:
        candidates = tuple(_candidate(scene, v) for v in equal[:9])
        question = f"{len(equal)} things fit “{intent.source.words}” equally well."
        return moves.ask(intent.source, candidates, question, intent.words)
    value.append(_chosen(scene, equal, chosen))
    return None


def _row(scene: Scene, source: Phrase, seen: Observation) -> tuple[Box | None, bool]:
    """The row that the value stands in, where one was said; whether that is not there."""
    anchor = next((r.anchor for r in source.relations if r.how == "in_row_of"), None)
    if anchor is None:
        return None, False
    found = ground(anchor, seen)
    if found.outcome == "not_found":
        return None, True
    element = found.candidates[0].element
    if anchor.extreme is not None:
        return row_of(scene, next(i for i, e in enumerate(scene.elements) if e is element)), False
    return element.box, False


def _chosen(scene: Scene, equal: list[Value], chosen: Candidate | None) -> Value:
    if chosen is None:
        return equal[0]
    return max(equal, key=lambda v: scene.elements[v.index].box.iou(chosen.element.box))


def _candidate(scene: Scene, value: Value) -> Candidate:
    return Candidate(
        element=scene.elements[value.index], point=aim(scene, value.index), score=min(1.0, value.score)
    )


def _write(moves: Moves, intent: CopyIntent, seen: Observation, text: str) -> Decision:
    if intent.target is None:
        return Act(
            action=TypeText(text=text, origin="screen"), words=intent.words, why="It is read off the screen."
        )
    found = moves.find(intent.target, seen, frozenset(HOLDS_TEXT), intent.words)  # type: ignore[arg-type]
    if not isinstance(found, Candidate):
        return found
    return moves.typed(found, text, intent.words)


def dismiss(moves: Moves, intent: CloseIntent) -> Script | None:
    """Gets rid of a banner or a pop-up by its own way out, the one that agrees to least."""
    name = intent.target.window or intent.target.name if intent.target is not None else ""
    if not name:
        return None
    return _dismissing(moves, intent, Phrase(words=name, name=name))


def _dismissing(moves: Moves, intent: CloseIntent, banner: Phrase) -> Script:
    yield lambda seen: _way_out(moves, intent, banner, seen)


def _way_out(moves: Moves, intent: CloseIntent, banner: Phrase, seen: Observation) -> Decision | None:
    scene = scene_of(seen)
    index = described(scene, banner)
    if index is None:
        return moves.close_named(intent, seen)
    text = scene.elements[index].box
    apart = [_apart(e.box, text) for e in scene.elements]
    ways = [_nearest_way(scene, names, apart) for names in _WAYS_OUT]
    found = [way for way in ways if way is not None and apart[way] < 20 * scene.unit]
    if not found:
        return moves.close_named(intent, seen)
    best = found[0]
    if len(found) > 1 and ways[0] == best and apart[best] > apart[found[1]] + 2 * scene.unit:
        best = found[1]  # a × that is farther than the banner's own buttons closes something else
    element = scene.elements[best]
    return moves.clicked(Candidate(element=element, point=aim(scene, best), score=1.0), intent.words)


def _nearest_way(scene: Scene, names: tuple[str, ...], apart: Sequence[float]) -> int | None:
    """Of what bears one of the names, and is no window's own control, what is nearest."""
    ways = [
        i
        for i, e in enumerate(scene.elements)
        if e.kind in CLICKED | {"icon", "label"} and e.kind not in ("tab", "window_control")
        and _called(e, names) and not _in_tab(scene, e)
    ]  # fmt: skip
    return min(ways, key=lambda i: apart[i], default=None)


def _in_tab(scene: Scene, element: Element) -> bool:
    """A tab's own × closes the whole page."""
    return any(e.kind == "tab" and e.box.contains(element.box.centre) for e in scene.elements)


def _called(element: Element, names: tuple[str, ...]) -> bool:
    said = {element.text.casefold().strip(" .!"), element.label.casefold().strip()}
    said |= {alias.casefold() for alias, chance in element.aliases if chance >= 0.4 and not element.text}
    return bool(said & set(names))


def _apart(one: Box, other: Box) -> float:
    across = max(0, one.x0 - other.x1, other.x0 - one.x1)
    return float(across + 2 * max(0, one.y0 - other.y1, other.y0 - one.y1))
