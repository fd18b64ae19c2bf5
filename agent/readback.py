"""Reading back what was typed: the next look shows the field, and what stands in it is held beside the text.

An input method, a program that was still loading or an auto-completion may have made something else of it.
A reader's slips are no such thing: only a field that shows mostly other letters counts, and only in scripts
that the reader knows well. Secrets are never read, nor is what Enter or Tab has sent off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from agent.describe import short
from agent.types import Box, Element, Kind, Observation, Outcome, TypeText

FIELDS: frozenset[Kind] = frozenset({"text_field", "text_area", "search_field", "combo_box", "spin_box"})
MISREAD = str.maketrans("0il|5", "ollls")
DIFFERENT = 3  # letters: what shows fewer is a mask
LEAST = 4  # letters and digits that must be there to judge
ALIKE = 0.5  # share of the letters that must be found again, in order
READABLE = 0.8  # share of the letters that must be of a script that is read well
SUM = re.compile(r"(?=.*\d.*[+\-*/^%])[\d\s.+\-*/^()%]+")
SAME = 0.5  # overlap of the boxes of a field in two looks
LINE = 80  # pixels: a change that is no higher is one line, and may be a field that was given no place


def mismatch(action: TypeText, outcome: Outcome, seen: Observation, before: Sequence[Element] = ()) -> str:
    """A sentence where the field now shows something else than was typed, or nothing while another one has
    got the text; "" where it does not, or cannot be judged. `outcome` is that of the typing, `before` what
    was seen before it, `seen` a later look."""
    place = _place(action, outcome)
    typed = _letters(action.text)
    sent_off = any(key in action.text for key in "\r\n\t") or action.text.rstrip().endswith("=")
    summed = SUM.fullmatch(action.text) is not None  # a calculator shows a part of it, or what it comes to
    if action.secret or sent_off or summed or place is None or len(typed) < LEAST or not _readable(typed):
        return ""
    read = _letters(_shown(seen.elements, place, action.target is not None))
    if action.target is not None and len(read) < LEAST and typed not in read:
        return _elsewhere(action, typed, place, before, seen.elements)
    if len(read) < LEAST or len(set(read)) < DIFFERENT or _found_again(typed, read) >= ALIKE:
        return ""
    return (
        f"“{short(action.text)}” was typed, but the field shows something else; look at it, and at the "
        "keyboard's input method."
    )


def _elsewhere(
    action: TypeText, typed: str, place: Box, before: Sequence[Element], now: Sequence[Element]
) -> str:
    """A sentence where a field that was there before has got the text that was meant for another."""
    if not any(e.kind in FIELDS for e in _at(now, place)):
        return ""  # it is not seen, so nothing is known of what is in it
    for was in (e for e in before if e.kind in FIELDS and not e.box.shared(place)):
        got = any(e.kind in FIELDS and e.box.iou(was.box) >= SAME and typed in _letters(e.text) for e in now)
        if got and typed not in _letters(was.text):
            name = f"“{short(was.label)}”" if was.label else "another field"
            return f"“{short(action.text)}” was typed, but it went into {name}."
    return ""


def _place(action: TypeText, outcome: Outcome) -> Box | None:
    if action.target is not None:
        return action.target.box
    changed = outcome.changed
    return changed if changed is not None and changed.height <= LINE else None


def _shown(elements: Sequence[Element], place: Box, told: bool) -> str:
    """What the field at the place shows; for a place that is only where something changed, the text there."""
    there = _at(elements, place)
    fields = [e for e in there if e.kind in FIELDS]
    if fields:
        return max(fields, key=lambda e: e.box.shared(place)).text
    inside = place.grown(4)
    return "" if told else " ".join(e.text for e in there if inside.contains(e.box.centre))


def _at(elements: Sequence[Element], place: Box) -> list[Element]:
    return [e for e in elements if 2 * e.box.shared(place) >= min(e.box.area, place.area) > 0]


def _letters(text: str) -> str:
    """Letters and digits alone, without case, width and accents; what readers take for each other is one."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(MISREAD)
    return "".join(letter for letter in plain if letter.isalnum())


def _readable(letters: str) -> bool:
    """Whether it is mostly Latin or Chinese, which the reader seldom gets wrong."""
    known = sum(letter < "\u0250" or "\u4e00" <= letter <= "\u9fff" for letter in letters)
    return known >= READABLE * len(letters)


def _found_again(typed: str, read: str) -> float:
    """Of the shorter one's letters, the share that the other one has, in order: a field may show a part of a
    long text, or hold more than was typed."""
    blocks = SequenceMatcher(None, typed, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(typed), len(read))
