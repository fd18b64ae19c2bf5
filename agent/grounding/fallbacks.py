"""What a person may well mean where nothing bears the name that they said: other ways to a field.

"The user name" of a form that asks for an e-mail address is what stands above the password; a label may hold
more words than were said; and what stands beside a label is its field, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from agent.grounding.aim import aim
from agent.grounding.kinds import FIELDS
from agent.grounding.letters import normalise
from agent.grounding.place import same_column, same_row
from agent.grounding.scene import Scene, scene_of
from agent.intents import Phrase
from agent.types import Box, Candidate, Kind, Observation

SCORE = 0.6
IN_ROW = 0.3  # what a distance to the right counts: forms put labels far from their fields
_USER = re.compile(r"user\s?name|user|login|account|用户名?|账号|账户|帐号", re.I)
_HEAD = re.compile(r"\s+(?:of|for|from)\s+(?:the|my|your)?\s*|的", re.I)
_PLAIN_FIELD = re.compile(
    r"mail|name|number|phone|message|code|amount|reading|comment|邮箱|姓名|号码|手机|电话|留言|内容|金额",
    re.I,
)
_LEAST = 2  # letters of a name that a label may merely hold


def other_field(phrase: Phrase, seen: Observation, prefer: Collection[Kind]) -> Candidate | None:
    """The field that is meant all the same; None where none or several may be."""
    if not set(prefer) & (FIELDS - {"slider"}) or phrase.exact or not phrase.name:
        return None
    scene = scene_of(seen)
    ways: tuple[Callable[[Scene, Phrase], list[int]], ...] = (
        _above_password,
        _labelled_with,
        beside_label,
        _under_heading,
        _only_empty,
    )
    for way in ways:
        found = way(scene, phrase)
        if len(found) == 1:
            index = found[0]
            words = (way.__doc__ or "").split(":")[0].lower()
            return Candidate(
                element=scene.elements[index], point=aim(scene, index), score=SCORE, evidence=(words,)
            )
    return None


def _above_password(scene: Scene, phrase: Phrase) -> list[int]:
    """The field above the password: a form may call the user name by anything."""
    if not _USER.fullmatch(phrase.name):
        return []
    secrets = [i for i, e in enumerate(scene.elements) if e.kind == "password_field"]
    if len(secrets) != 1:
        return []
    below = scene.elements[secrets[0]].box
    above = [
        i
        for i, e in enumerate(scene.elements)
        if e.kind in ("text_field", "search_field", "combo_box") and e.box.y1 <= below.y0 + 2
        and same_column(e.box, below) >= 0.5 and below.y0 - e.box.y1 < 6 * scene.unit
    ]  # fmt: skip
    return [max(above, key=lambda i: scene.elements[i].box.y1)] if above else []


def _labelled_with(scene: Scene, phrase: Phrase) -> list[int]:
    """Its label holds the words: “1. 您所在的部门” for 部门."""
    for name in _names(phrase.name):
        found = [
            i
            for i, e in enumerate(scene.elements)
            if e.kind in FIELDS and _holds(_label(scene, i), name)
        ]  # fmt: skip
        if found:
            return found
    return []


def beside_label(scene: Scene, phrase: Phrase, kinds: Collection[str] = FIELDS | {"button"}) -> list[int]:
    """What stands beside the label of that name: dates and the like look like buttons."""
    for name in _names(phrase.name):
        labels = [
            e for e in scene.elements if e.kind == "label" and normalise(e.text.rstrip(" :：*")) == name
        ]
        if len(labels) != 1:
            continue
        box = labels[0].box
        near = [
            (IN_ROW * max(0, e.box.x0 - box.x1) + max(0, e.box.y0 - box.y1), i)
            for i, e in enumerate(scene.elements)
            if e.kind in kinds and _follows(e.box, box)
        ]  # fmt: skip
        if near and min(near)[0] < 6 * scene.unit:
            return [min(near)[1]]
    return []


def _under_heading(scene: Scene, phrase: Phrase) -> list[int]:
    """The only field under the heading of that name: down to the next heading."""
    heads = [
        e
        for e in scene.elements
        if e.kind in ("heading", "label") and normalise(e.text) in _names(phrase.name)
    ]
    if len(heads) != 1:
        return []
    top = heads[0].box
    floor = min(
        (e.box.y0 for e in scene.elements if e.kind == "heading" and e.box.y0 > top.y1), default=10**6
    )
    return [
        i
        for i, e in enumerate(scene.elements)
        if e.kind in FIELDS and top.y1 <= e.box.y0 < floor and same_column(e.box, top) > 0.5
    ]  # fmt: skip


def _follows(box: Box, label: Box) -> bool:
    """Right of the label, or under it."""
    right = same_row(box, label) >= 0.5 and box.x0 >= label.x1
    return right or (same_column(box, label) > 0.5 and box.y0 >= label.y1)


def _only_empty(scene: Scene, phrase: Phrase) -> list[int]:
    """The only empty field: where there is no other, no name is needed."""
    empty = [
        i
        for i, e in enumerate(scene.elements)
        if e.kind in ("text_field", "text_area", "search_field") and not e.text
        and "disabled" not in e.states and _in_front_window(scene, i)
    ]  # fmt: skip
    return empty if _PLAIN_FIELD.search(phrase.name) else []


def _in_front_window(scene: Scene, index: int) -> bool:
    """Not in a window behind: what is there belongs to something else."""
    window = scene.observation.frame.window_at(scene.elements[index].box.centre)
    return window is None or window.focused


def _names(name: str) -> list[str]:
    """The name, and what stands before its “of …”."""
    head = _HEAD.split(name, maxsplit=1)
    return [
        normalise(part) for part in dict.fromkeys([name, head[0], head[-1]]) if len(part.strip()) >= _LEAST
    ]


def _label(scene: Scene, index: int) -> str:
    element = scene.elements[index]
    beside = scene.elements[scene.labels[index]].text if index in scene.labels else ""
    return normalise(f"{element.label} {beside}")


def _holds(label: str, name: str) -> bool:
    if not label or not name:
        return False
    return (
        name in label
        if re.search(r"[\u3400-\u9fff]", name)
        else re.search(rf"\b{re.escape(name)}\b", label) is not None
    )
