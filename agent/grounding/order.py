"""Things told apart by their order: the second one, the third row, the middle one of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.grounding.evidence import Ranked
from agent.grounding.place import reading_order, same_column, same_row
from agent.grounding.scene import Scene
from agent.grounding.tables import extremes
from agent.intents import Extreme, Phrase
from agent.types import Box

TIER = 0.085  # things within this of the best are counted together by "the second one"
_DIRECTIONS = frozenset({"left_of", "right_of", "above", "below"})
_ROW = frozenset({"list_item", "tree_item", "table_cell"})
_WHOLE = re.compile(r"screen|desktop|window|page|dialog|屏幕|桌面|窗口|页面|网页|对话框", re.I)


def is_row(phrase: Phrase) -> bool:
    """Whether a row is meant, which in a table is made of many cells."""
    return frozenset(phrase.kinds) == _ROW


def counted(scene: Scene, phrase: Phrase, things: list[Ranked], ordinal: int) -> list[Ranked]:
    """The nth of those that fit equally well, in reading order, or outward from the anchor.

    Rows are counted, not their cells; those of a list and those of a table each for themselves.
    """
    best = max((t.score for t in things), default=0.0)
    if any(r.how in _DIRECTIONS for r in phrase.relations):
        ordered = sorted(things, key=lambda t: (-t.score, t.index))
    else:
        ordered = reading_order(tier(things), lambda t: scene.elements[t.index].box)
    series = _rows(scene, ordered) if is_row(phrase) and not phrase.name else [ordered]
    nth = [replace(t, score=best) for one in series for t in _nth(one, ordinal)]
    if not nth:
        return [t.times(0.5) for t in ordered]
    taken = {t.index for t in nth}
    return [*nth, *(t.times(0.8) for t in ordered if t.index not in taken)]


def tier(things: Sequence[Ranked]) -> list[Ranked]:
    """Those that fit about as well as the best."""
    best = max((t.score for t in things), default=0.0)
    return [t for t in things if t.score > best - TIER]


def _nth(ordered: Sequence[Ranked], ordinal: int) -> list[Ranked]:
    """The nth, or nothing where there are not so many; a negative number counts from the end."""
    at = ordinal - 1 if ordinal > 0 else len(ordered) + ordinal
    if ordinal == 0 or not 0 <= at < len(ordered):
        return []
    return [ordered[at].times(1.0, f"number {at + 1} of {len(ordered)}")]


def _rows(scene: Scene, ordered: Sequence[Ranked]) -> list[list[Ranked]]:
    """The first thing of each row, of tables and of lists."""
    series: dict[bool, list[Ranked]] = {True: [], False: []}
    for thing in ordered:
        element = scene.elements[thing.index]
        rows = series[element.kind == "table_cell"]
        if all(same_row(element.box, scene.elements[t.index].box) < 0.5 for t in rows):
            rows.append(thing)
    return list(series.values())


_MEASURES: dict[Extreme, Callable[[Box], float]] = {
    "largest": lambda box: box.area,
    "smallest": lambda box: -box.area,
    "tallest": lambda box: box.height,
    "widest": lambda box: box.width,
    "narrowest": lambda box: -box.width,
}
_ALIKE = 0.04  # a difference of less than this share is not seen


def outermost(scene: Scene, things: list[Ranked], extreme: Extreme, measure: str = "") -> list[Ranked]:
    """Of those that fit equally well, the ones with the most of a measure; the others lose."""
    if extreme in ("most", "least"):
        return _by_value(scene, things, measure, extreme)
    equal = {t.index: _MEASURES[extreme](scene.elements[t.index].box) for t in tier(things)}
    if not equal:
        return things
    most = max(equal.values())
    taken = {i for i, value in equal.items() if value >= most - _ALIKE * abs(most)}
    words = f"the {extreme} of {len(equal)}"
    return [t.times(1.0, words) if t.index in taken else t.times(0.8) for t in things]


def _by_value(scene: Scene, things: list[Ranked], measure: str, extreme: Extreme) -> list[Ranked]:
    """What shows the most or the least of the measure, whatever it was taken for."""
    words = f"the {extreme} {measure}"
    known = {t.index: t for t in things}
    found = extremes(scene, measure, extreme == "most")
    return [
        replace(known.get(i, Ranked(i, (i,), 0.9)), score=0.9, sure=True).times(1.0, words) for i in found
    ]


def middle(scene: Scene, phrase: Phrase, things: list[Ranked]) -> list[Ranked] | None:
    """The middle one of things in a row or a column, or the middle two; None where they stand otherwise.

    "In the middle of the screen" is said of the screen, "the middle button" of the buttons.
    """
    equal = tier(things)
    equal = [t for t in equal if scene.elements[t.index].kind != "window_control"] or equal
    line = _line(scene, equal)
    if line is None or not (phrase.name or phrase.kinds) or _WHOLE.search(phrase.words):
        return None
    inner = {t.index for t in line[(len(line) - 1) // 2 : len(line) // 2 + 1]}
    words = f"in the middle of {len(line)}"
    return [t.times(1.0, words) if t.index in inner else t.times(0.8) for t in things]


def _line(scene: Scene, things: list[Ranked]) -> list[Ranked] | None:
    """Things in one row from left to right, or in one column from top to bottom."""
    if len(things) < 2:
        return None
    boxes = {t.index: scene.elements[t.index].box for t in things}
    first = boxes[things[0].index]
    if all(same_row(box, first) >= 0.5 for box in boxes.values()):
        return sorted(things, key=lambda t: boxes[t.index].x0)
    if all(same_column(box, first) >= 0.5 for box in boxes.values()):
        return sorted(things, key=lambda t: boxes[t.index].y0)
    return None
