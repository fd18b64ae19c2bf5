"""Boxes to tick and switches: the one that is meant where its name stands on something else.

"Tick Bob" means the box in Bob's row, and "close Bluetooth" a switch of that name rather than a window.
"""

from __future__ import annotations

import re

from agent.grounding.aim import aim
from agent.grounding.kinds import PASSIVE, TICKABLE
from agent.grounding.letters import normalise
from agent.grounding.place import same_row
from agent.grounding.scene import Scene, scene_of
from agent.grounding.scope import named
from agent.intents import ClickIntent, CloseIntent
from agent.types import Candidate, Element, Observation

_NAMES_A_ROW = PASSIVE | {"table_cell", "list_item", "tree_item", "link"}
_TICKS = TICKABLE | {"menu_item"}  # an entry of a menu may bear a tick
_OPEN = re.compile(r"(?:打开|开启|\bopen)(?:一下)?\s*(?:the\s+)?$", re.I)
_CONTAINER = re.compile(
    r"窗口|窗体|对话框|弹窗|标签页|选项卡|程序|应用|菜单|\b(?:window|dialog|tab|menu|app|program|pop-?up)\b",
    re.I,
)


def tick_of(observation: Observation, found: Candidate) -> Candidate | None:
    """What to click to tick the thing that was found: itself, or the one nameless box in its row."""
    if found.element.kind in _TICKS:
        return found
    if found.element.kind not in _NAMES_A_ROW:
        return None
    scene = scene_of(observation)
    boxes = [
        i for i, e in enumerate(scene.elements) if _ticks(scene, i, found.element) and not scene.is_ours(i)
    ]
    if len(boxes) != 1:
        return None
    words = (*found.evidence, "the box in its row")
    return found.model_copy(
        update={"element": scene.elements[boxes[0]], "point": aim(scene, boxes[0]), "evidence": words}
    )


def _ticks(scene: Scene, index: int, row: Element) -> bool:
    """Whether a box has no name of its own and stands in the row, in the same window."""
    box = scene.elements[index]
    if box.kind not in TICKABLE or same_row(box.box, row.box) < 0.5 or index in scene.labels:
        return False
    here = scene.elements.index(row)
    own = not box.name or normalise(box.name) == normalise(row.name)
    return own and scene.owners[index] == scene.owners[here]


def is_on(candidate: Candidate) -> bool:
    return "checked" in candidate.element.states


def opens(intent: ClickIntent) -> bool:
    """Whether the words are "open …", by which a switch is meant to be on."""
    before, _, _ = intent.words.partition(intent.target.words)
    return _OPEN.search(before) is not None


def closed_by_name(intent: CloseIntent) -> str:
    """The bare name in "close …", which may be that of a switch; "" where a window or the like is said."""
    target = intent.target
    if target is None or target.relations or _CONTAINER.search(intent.words):
        return ""
    return target.window


def has_window(observation: Observation, name: str) -> bool:
    """Whether a window, a dialog or a menu answers to the name."""
    return bool(named(scene_of(observation).regions, name))
