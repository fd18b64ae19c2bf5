"""Entries that are no rows to the eye: two or three texts one above the other, again and again down the
screen, as lists of mails, chats and results show them. "The third mail" is the third of them."""

from __future__ import annotations

import re
from itertools import pairwise

from agent.grounding.evidence import Ranked
from agent.grounding.kinds import PASSIVE
from agent.grounding.scene import Scene
from agent.intents import Phrase

_LISTED = re.compile(
    r"邮件|消息|会话|聊天|结果|帖子|\b(?:(?:e-?)?mails?|messages?|conversations?|chats?|results?|posts?)\b",
    re.I,
)
_LEAST = 3  # entries, and …
_LINES = 2  # … texts in each
_AGAIN = 1.4  # how much larger the gap between entries is than that between the texts of one
_EDGE = 4  # pixels by which what is one below the other may begin apart
SCORE = 0.9


def entry(scene: Scene, phrase: Phrase) -> list[Ranked]:
    """The entry of that number; none where the screen shows no such list, or several."""
    counted = phrase.ordinal is not None and not phrase.name and _LISTED.search(phrase.words)
    if not counted or phrase.ordinal is None:
        return []
    stacks = _stacks(scene)
    if len(stacks) != 1:
        return []
    entries = stacks[0]
    place = phrase.ordinal - 1 if phrase.ordinal > 0 else len(entries) + phrase.ordinal
    if not 0 <= place < len(entries):
        return []
    return [
        Ranked(entries[place][0], tuple(entries[place]), SCORE, (f"entry {place + 1} of {len(entries)}",))
    ]


def _stacks(scene: Scene) -> list[list[list[int]]]:
    """Lists of entries, each the places of its texts from the top."""
    texts = [i for i, e in enumerate(scene.elements) if e.kind in PASSIVE and e.text and not scene.is_ours(i)]
    columns: dict[int, list[int]] = {}
    for i in texts:
        x0 = scene.elements[i].box.x0
        edge = next((c for c in columns if abs(c - x0) <= _EDGE), x0)
        columns.setdefault(edge, []).append(i)
    found = [_entries(scene, column) for column in columns.values()]
    return [entries for entries in found if entries]


def _entries(scene: Scene, column: list[int]) -> list[list[int]]:
    """The column cut where its gaps are wide, where that gives entries of one make at one pitch."""
    column = sorted(column, key=lambda i: scene.elements[i].box.y0)
    tops = [scene.elements[i].box.y0 for i in column]
    gaps = [b - a for a, b in pairwise(tops)]
    if len(gaps) < _LEAST * _LINES - 1:
        return []
    entries = [[column[0]]]
    for gap, i in zip(gaps, column[1:], strict=True):
        if gap >= _AGAIN * min(gaps):
            entries.append([])
        entries[-1].append(i)
    heads = [scene.elements[e[0]].box.y0 for e in entries]
    pitches = [b - a for a, b in pairwise(heads)]
    regular = pitches and max(pitches) - min(pitches) <= _EDGE
    alike = {len(e) for e in entries} == {len(entries[0])} and len(entries[0]) >= _LINES
    return entries if regular and alike and len(entries) >= _LEAST else []
