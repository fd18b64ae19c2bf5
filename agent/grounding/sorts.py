"""All things of a sort: every box of a group, every button of a name; and what a page shows of a thing that
is described rather than named ("a cookie banner", "a warning")."""

from __future__ import annotations

import re

from agent.grounding.evidence import Ranked
from agent.grounding.kinds import CONTAINERS, TICKABLE
from agent.grounding.match import similarity
from agent.grounding.place import same_row
from agent.grounding.rank import Unplaced, rank
from agent.grounding.scene import Scene
from agent.intents import Phrase
from agent.types import Box, Kind

ENOUGH = 0.55
_GROUP = 0.7  # how like its name a group's heading has to be
_DESCRIBED = re.compile(
    r"\b(?:banner|pop-?up|popup|dialog|message|notice|warning|error|alert|window|prompt|overlay|ad|advert|notification|button|link)s?\b"
    r"|横幅|弹窗|弹框|对话框|提示框?|消息|警告|广告|窗口|通知|公告|按钮|链接",
    re.I,
)
_SENTENCE = 16  # characters of a text that is more than a name


def all_of(scene: Scene, phrase: Phrase, prefer: frozenset[Kind]) -> list[int]:
    """The elements that the phrase means, all of them, in reading order."""
    group = next((r.anchor for r in phrase.relations if r.how == "inside"), None)
    bare = phrase.model_copy(update={"relations": ()}) if group is not None else phrase
    held = _members(scene, bare, prefer)
    return [i for i in held if group is None or i in set(_in_group(scene, group, held))]


def _members(scene: Scene, phrase: Phrase, prefer: frozenset[Kind]) -> list[int]:
    if not phrase.name:
        return [i for i, e in enumerate(scene.elements) if e.kind in phrase.kinds and not scene.is_ours(i)]
    try:
        ranked: list[Ranked] = rank(scene, phrase, prefer)
    except Unplaced:
        return []
    best = ranked[0].score if ranked else 0.0
    if best < ENOUGH:
        return []
    return sorted(r.index for r in ranked if r.score > best - 0.1)


def _in_group(scene: Scene, group: Phrase, things: list[int]) -> list[int]:
    """Those in the box that has the group's name, or under its heading up to the next one."""
    for e in scene.elements:
        if e.kind in CONTAINERS and similarity(group.name, e.name).score >= _GROUP:
            inside = [t for t in things if e.box.encloses(scene.elements[t].box)]
            if inside:
                return inside
    fits = [
        (similarity(group.name, e.text.rstrip(" :：")).score, i)
        for i, e in enumerate(scene.elements)
        if e.text
    ]
    heads = [i for score, i in fits if score >= _GROUP and scene.elements[i].kind not in TICKABLE]
    best = max(heads, key=lambda i: len(_under(scene, i, things)), default=None)
    return _under(scene, best, things) if best is not None else []


def _under(scene: Scene, head: int, things: list[int]) -> list[int]:
    """What stands under a heading: down to the next heading of its look, and beside no other one."""
    box, unit = scene.elements[head].box, scene.unit
    rivals = [e.box for i, e in enumerate(scene.elements) if i != head and _rivals(scene, head, i, things)]
    floor = min((r.y0 for r in rivals if r.y0 >= box.y1 and abs(r.x0 - box.x0) < 2 * unit), default=10**6)
    wall = min((r.x0 for r in rivals if same_row(r, box) >= 0.5 and r.x0 > box.x1), default=10**6)
    return [t for t in things if _held(scene.elements[t].box, box, floor, wall, unit)]


def _held(thing: Box, head: Box, floor: int, wall: int, unit: float) -> bool:
    below = thing.middle_y >= head.y0 and thing.middle_y < floor
    return below and thing.x0 >= head.x0 - 2 * unit and thing.x0 < wall


def _rivals(scene: Scene, head: int, other: int, things: list[int]) -> bool:
    """Whether another text is a heading of the same rank: by its kind, or as large and at the same edge."""
    one, two = scene.elements[head], scene.elements[other]
    if two.kind in CONTAINERS or not two.text or other in things:
        return False
    if any(same_row(two.box, scene.elements[t].box) >= 0.5 for t in things):
        return False
    if one.kind == "heading":
        return two.kind == "heading"
    return two.kind == "heading" or (
        (abs(two.box.x0 - one.box.x0) <= scene.unit / 2 or same_row(two.box, one.box) >= 0.5)
        and two.box.height >= 0.85 * one.box.height
        and len(two.text) <= 40
    )  # fmt: skip


def described(scene: Scene, phrase: Phrase) -> int | None:
    """An element of what is described rather than named: for "a cookie banner" a sentence with its word."""
    if phrase.exact or not _DESCRIBED.search(phrase.name or phrase.words):
        return None
    words = [w for w in _words(_DESCRIBED.sub(" ", phrase.name or phrase.words)) if len(w) > 1]
    if not words:
        return _any_dialog(scene)
    for index, element in enumerate(scene.elements):
        said = element.text.casefold()
        telling = len(said) >= _SENTENCE or element.kind in CONTAINERS or element.kind == "heading"
        if telling and all(word in said for word in words):
            return index
    return None


def _any_dialog(scene: Scene) -> int | None:
    kinds = ("dialog", "notification")
    return next((i for i, e in enumerate(scene.elements) if e.kind in kinds), None)


def _words(text: str) -> list[str]:
    """Stems: “cookies” and “cookie” are one; a Chinese word is itself."""
    found = re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", text.casefold())
    return [
        w[:-1] if w.endswith("s") and len(w) > 3 else w for w in found if w not in ("the", "a", "an", "new")
    ]
