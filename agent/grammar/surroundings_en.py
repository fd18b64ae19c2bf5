"""Where a thing stands, in English: beside another thing, in a window or container, at an edge.

The first stages of `agent.grammar.phrases`; each takes its words off the end of the draft.
"""

from __future__ import annotations

import re

from agent.grammar.draft import Draft
from agent.grammar.kind_words import KINDS_EN
from agent.grammar.quoting import MARK
from agent.grammar.words import ORDINALS_EN, PLACES_EN, RELATIONS_EN, one_of, spread
from agent.intents import Place

_PLACES = spread(PLACES_EN)
_RELATIONS = spread(RELATIONS_EN)

DETERMINER = r"(?:the|a|an|this|that|my|your|its|these|those|another)"
GAP = rf"(?:^|\s+|(?<={MARK})\s*)"
KIND = one_of(spread(KINDS_EN))

_RELATION = re.compile(
    rf"^(?P<head>.*?){GAP}(?:(?:that|which)\s+is\s+|that's\s+|located\s+|found\s+|situated\s+|standing\s+)?"
    rf"(?:just\s+|right\s+|directly\s+|immediately\s+|exactly\s+)?(?P<how>{one_of(_RELATIONS)})"
    rf"(?:\s+|(?={MARK}))(?P<anchor>.+)$",
    re.S,
)
_BETWEEN = re.compile(
    rf"^(?P<head>.*?){GAP}(?:in\s+)?between(?:\s+|(?={MARK}))(?P<a>.+?)\s+and\s+(?P<b>.+)$", re.S
)
_LOCATION = re.compile(
    rf"{GAP}(?:(?:that|which)\s+is\s+|that's\s+|located\s+)?(?P<prep>in|of|on|from|at|inside)"
    rf"(?:\s+|(?={MARK}))(?P<where>.+)$",
    re.S,
)
_OWNER = re.compile(
    r"^(?P<owner>.*?(?:window|dialog|app|application|menu|panel|toolbar|sidebar))['’]s\s+(?P<head>.+)$", re.S
)
_SIDE = re.compile(
    r"\s+from\s+(?:the\s+)?(?P<side>left|right|top|bottom)$|\s+to\s+the\s+(?P<place>left|right)$"
)
_NTH_WORD = re.compile(rf"\b(?:{one_of(ORDINALS_EN)}|\d+(?:st|nd|rd|th))\b")
PLACE = one_of(_PLACES)
_AT_PLACE = re.compile(
    rf"(?:{DETERMINER}\s+)?(?P<place>{PLACE})(?:\s+hand)?(?:\s+(?:corner|side|edge|end|part|half|area))?"
    rf"(?:\s+of\s+(?P<of>.+))?$",
    re.I,
)
_SCREEN = re.compile(
    rf"(?:{DETERMINER}\s+)?(?:whole\s+|current\s+|front\s+)?(?:screen|page|web\s?page|website|site"
    rf"|desktop|form|view|app"
    r"|application|program|document|interface)",
    re.I,
)
_PHRASAL = re.compile(
    r"(?:^|\s)(?:log|logged|sign|signed|zoom|opt|check|plug|built|fill|turn|sign|based|step|switch"
    r"|keep|made)$|^(?:what|how|where|why|who)\b",
    re.I,
)


TRAILING_KIND = re.compile(rf"(?:^|\s+|(?<={MARK})\s*|(?<=[\u3400-\u9fff])\s*)(?P<kind>{KIND})$", re.I)


def is_screen(words: str) -> bool:
    """The whole screen or page: says nothing about where."""
    return _SCREEN.fullmatch(words.strip()) is not None


def place_of(words: str) -> tuple[Place, str] | None:
    """Reads "the top right corner of the window" as ("top_right", "the window")."""
    match = _AT_PLACE.match(words.strip())
    if match is None:
        return None
    return _PLACES[squeezed(match["place"])], match["of"] or ""


def relation(draft: Draft) -> None:
    """As in "… left of X", "… between X and Y"."""
    between = _BETWEEN.match(draft.text)
    if between:
        flat = not re.search(r"\b(?:row|item|entry|line|option)s?\b", between["head"])
        draft.text = between["head"]
        draft.anchors.append(("right_of" if flat else "below", between["a"]))
        draft.anchors.append(("left_of" if flat else "above", between["b"]))
        return
    match = _RELATION.match(draft.text)
    if match and (how := _RELATIONS[squeezed(match["how"])]) == "inside":
        draft.wheres.append(match["anchor"])
        draft.text = match["head"]
    elif match:
        draft.text = match["head"]
        draft.anchors.append((how, match["anchor"]))


def location(draft: Draft) -> None:
    """As in "… in the Find window", "… of the menu", "… at the bottom", "… second from the left"."""
    owner = _OWNER.match(draft.text)
    if owner:
        draft.wheres.append(owner["owner"])
        draft.text = owner["head"]
    side = _SIDE.search(draft.text)
    if side and _NTH_WORD.search(draft.text[: side.start()]) and side["side"]:
        draft.text = draft.text[: side.start()]
        draft.ordinal = -1 if side["side"] in ("right", "bottom") else 1
    elif side and side["place"]:
        draft.text, draft.place = draft.text[: side.start()], _PLACES[side["place"]]
    at = 0
    while match := _LOCATION.search(draft.text, at):
        if _is_location(draft.text[: match.start()], match["prep"], match["where"]):
            draft.text = draft.text[: match.start()]
            _located(draft, match["where"])
            return
        at = match.end("prep")


def _is_location(head: str, prep: str, where: str) -> bool:
    """Whether "… in the …" tells a place, and is not part of a name such as "Table of Contents"."""
    determined = re.match(rf"{DETERMINER}\s|{MARK}", where) is not None
    if place_of(where) and (determined or prep == "at"):
        return True
    if prep == "of":
        return determined and (_ends_in_kind(head) or place_of(head.strip()) is not None)
    if prep == "in":
        named = determined or re.fullmatch(r"[^\W\d]+(?:\s[^\W\d]+){0,2}", where) is not None
        return named and bool(head.strip()) and not _PHRASAL.search(head) and not where.startswith("to ")
    return determined and prep != "at" and bool(head.strip())


def _ends_in_kind(head: str) -> bool:
    match = TRAILING_KIND.search(head)
    return match is not None and not match["kind"][0].isupper()


def _located(draft: Draft, where: str) -> None:
    place = place_of(where)
    if place:
        draft.place, where = place
    if where:
        draft.wheres.append(where)


def squeezed(words: str) -> str:
    return " ".join(words.lower().split())
