"""The English patterns of phrases: one function for each stage of `agent.phrases`, each working on a Draft."""

from __future__ import annotations

import re

from agent.draft import Draft
from agent.intents import Place
from agent.quoting import MARK
from agent.words import (
    COLOURS,
    COMMANDS,
    CONTENT_NOUNS,
    KINDS_EN,
    NAMES_WITH_ORDINALS,
    ORDINALS_EN,
    PLACES_EN,
    RELATIONS_EN,
    STATES_EN,
    Kinds,
    one_of,
    spread,
)

PASSING_MENUS = frozenset({"context", "popup", "pop-up", "right-click", "open", "current", "shortcut"})
_KINDS = spread(KINDS_EN)
_PLACES = spread(PLACES_EN)
_RELATIONS = spread(RELATIONS_EN)
_STATES = spread(STATES_EN)
_COLOURS = {word: value for word, value in COLOURS.items() if word.isascii()}
_COMMANDS = frozenset(COMMANDS.split("|")) | {"close", "open", "select", "set", "go", "clear", "next", "move"}
_NOUNS_IN_SENTENCES = frozenset(
    ["word", "text", "line", "title", "view", "frame", "group", "key", "input", "label", "caption", "entry"]
)

DETERMINER = r"(?:the|a|an|this|that|my|your|its|these|those|another)"
_GAP = rf"(?:^|\s+|(?<={MARK})\s*)"
_KIND = one_of(_KINDS)
_SIZE = (
    r"(?:big|large|small|little|tiny|huge|long|tall|wide|empty|main|whole|light|dark|bright|rounded?|entire)"
)
_GENERIC = r"(?:file|folder|document|contact|program|app|website|site|command|user|entry|entries|item|option|object|text|word)"

_RELATION = re.compile(
    rf"^(?P<head>.*?){_GAP}(?:(?:that|which)\s+is\s+|that's\s+|located\s+|found\s+|situated\s+|standing\s+)?"
    rf"(?:just\s+|right\s+|directly\s+|immediately\s+|exactly\s+)?(?P<how>{one_of(_RELATIONS)})(?:\s+|(?={MARK}))(?P<anchor>.+)$",
    re.S,
)
_BETWEEN = re.compile(
    rf"^(?P<head>.*?){_GAP}(?:in\s+)?between(?:\s+|(?={MARK}))(?P<a>.+?)\s+and\s+(?P<b>.+)$", re.S
)
_LOCATION = re.compile(
    rf"{_GAP}(?:(?:that|which)\s+is\s+|that's\s+|located\s+)?(?P<prep>in|of|on|from|at|inside)(?:\s+|(?={MARK}))(?P<where>.+)$",
    re.S,
)
SEVERAL = re.compile(
    r"(?:every|each)\s+\S|all\s+(?:of\s+)?(?:the|these|those|my)\s|(?:everything|all\s+of\s+them)$"
)
_SIDE = re.compile(
    r"\s+from\s+(?:the\s+)?(?P<side>left|right|top|bottom)$|\s+to\s+the\s+(?P<place>left|right)$"
)
_PLACE = one_of(_PLACES)
_AT_PLACE = re.compile(
    rf"(?:{DETERMINER}\s+)?(?P<place>{_PLACE})(?:\s+hand)?(?:\s+(?:corner|side|edge|end|part|half|area))?"
    rf"(?:\s+of\s+(?P<of>.+))?$",
    re.I,
)
_LABEL = re.compile(
    rf"^(?P<head>.*?){_GAP}(?:(?:that|which)\s+is\s+)?(?:label?led|called|named|titled|marked|captioned|entitled"
    r"|saying|reading|(?:that|which)\s+(?:says|reads)|with\s+the\s+(?:label|text|name|title|caption|words?)|for"
    rf"|with\s+(?:the|an?)(?=\s+\S+.*\s(?:icon|sign|symbol|picture|logo)$))(?:\s+as)?(?:\s+|(?={MARK}))(?P<name>.+)$",
    re.S,
)
_TRAILING_KIND = re.compile(rf"(?:^|\s+|(?<={MARK})\s*|(?<=[\u3400-\u9fff])\s*)(?P<kind>{_KIND})$", re.I)
_LEADING_KIND = re.compile(
    rf"^(?P<det>{DETERMINER}\s+)?(?P<kind>{_KIND})\s*(?P<rest>{MARK}|(?<=\s)[A-Z0-9\u3400-\u9fff].*)$", re.S
)
_ONE = re.compile(r"(?:^|\s+)(?:ones?|thing|element|control|widget)$")
_SCREEN = re.compile(
    rf"(?:{DETERMINER}\s+)?(?:whole\s+|current\s+|front\s+)?(?:screen|page|web\s?page|website|site|desktop|form|view|app"
    r"|application|program|document|interface)",
    re.I,
)
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b\s*")
_PHRASAL = re.compile(
    r"(?:^|\s)(?:log|logged|sign|signed|zoom|opt|check|plug|built|fill|turn|sign|based|step|switch|keep|made)$|^(?:what|how|where|why|who)\b",
    re.I,
)


def tidy(text: str) -> str:
    """Without outer white space and the full stop of the sentence; an ellipsis stays."""
    return re.sub(r"(?<![.。…])[.。!！,，;；、]+$", "", text.strip()).strip()


def bare(text: str) -> str:
    """Without a determiner in front."""
    return re.sub(rf"^{DETERMINER}\s+(?=\S)", "", text)


def is_screen(words: str) -> bool:
    """The whole screen or page: says nothing about where."""
    return _SCREEN.fullmatch(words.strip()) is not None


def place_of(words: str) -> tuple[Place, str] | None:
    """ "the top right corner of the window" → ("top_right", "the window")."""
    match = _AT_PLACE.match(words.strip())
    if match is None:
        return None
    return _PLACES[_squeezed(match["place"])], match["of"] or ""


def relation(draft: Draft) -> None:
    """ "… left of X", "… between X and Y"."""
    between = _BETWEEN.match(draft.text)
    if between:
        flat = not re.search(r"\b(?:row|item|entry|line|option)s?\b", between["head"])
        draft.text = between["head"]
        draft.anchors.append(("right_of" if flat else "below", between["a"]))
        draft.anchors.append(("left_of" if flat else "above", between["b"]))
        return
    match = _RELATION.match(draft.text)
    if match and (how := _RELATIONS[_squeezed(match["how"])]) == "inside":
        draft.wheres.append(match["anchor"])
        draft.text = match["head"]
    elif match:
        draft.text = match["head"]
        draft.anchors.append((how, match["anchor"]))


def location(draft: Draft) -> None:
    """ "… in the Find window", "… of the menu", "… at the bottom", "… second from the left"."""
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


_NTH_WORD = re.compile(rf"\b(?:{one_of(ORDINALS_EN)}|\d+(?:st|nd|rd|th))\b")


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
    match = _TRAILING_KIND.search(head)
    return match is not None and not match["kind"][0].isupper()


def _located(draft: Draft, where: str) -> None:
    place = place_of(where)
    if place:
        draft.place, where = place
    if where:
        draft.wheres.append(where)


def label(draft: Draft) -> None:
    """ "the field labelled X", "the box for X": only after a kind or a word such as "file"."""
    match = _LABEL.match(draft.text)
    if match is None or not re.fullmatch(
        rf"(?:{DETERMINER}\s+)?.*?(?:{_KIND}|{_GENERIC}|one)", match["head"]
    ):
        return
    whole = draft.text
    draft.text = match["head"]
    kind(draft)
    rest = re.sub(rf"^{DETERMINER}(?:\s+|$)", "", draft.text).strip()
    if rest and not re.fullmatch(rf"(?:{_GENERIC}|one|{_MODIFIER})(?:\s+{_MODIFIER})*", rest):
        draft.text, draft.kinds = whole, ()
        return
    draft.text = re.sub(rf"(?:^|\s)(?:{_GENERIC}|one)$", "", draft.text)
    modifiers(draft)
    _take_name(
        draft,
        re.sub(r"\s+(?:icon|sign|symbol|picture|logo)$", "", match["name"])
        if " with " in whole
        else match["name"],
    )
    draft.text = ""


def kind(draft: Draft) -> None:
    """The kind word at the end ("the Save button") or in front of a name ("the link FAQs")."""
    if draft.kinds:
        return
    trailing = _TRAILING_KIND.search(draft.text)
    if trailing and _means_kind(draft.text[: trailing.start()], trailing["kind"]):
        draft.kinds = _kinds_of(trailing["kind"])
        draft.text = draft.text[: trailing.start()]
        return
    leading = _LEADING_KIND.match(draft.text)
    if leading and (leading["det"] or re.match(MARK, leading["rest"])):
        draft.kinds, draft.text = _kinds_of(leading["kind"]), leading["rest"]
        return
    one = _ONE.search(draft.text)
    if one and draft.text != one.group():
        draft.generic, draft.text = True, draft.text[: one.start()]


def _kinds_of(word: str) -> Kinds:
    return _KINDS[_squeezed(word)]


def _means_kind(rest: str, word: str) -> bool:
    """Whether a last word such as "window" is a kind, and not part of a name such as "New Window"."""
    rest = rest.strip()
    if not rest:
        return not word[0].isupper()
    if re.search(rf"{MARK}$", rest) or word.lower().split()[-1] not in CONTENT_NOUNS:
        return True
    if word[0].isupper():
        return False
    if re.match(rf"{DETERMINER}\s", rest) or word == "menu":
        return True
    return word not in _NOUNS_IN_SENTENCES and rest.split()[0].lower() not in _COMMANDS


_ORDINAL = one_of(ORDINALS_EN)
_MODIFIER = rf"(?:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|{_PLACE}|{one_of(_COLOURS)}|{one_of(_STATES)}|{_SIZE}|unchecked)"
_NEXT_MODIFIER = re.compile(rf"(?P<word>{_MODIFIER})(?:\s+hand)?(?:\s+corner)?(?:\s+(?=\S)|$|(?={MARK}))")


def modifiers(draft: Draft) -> None:
    """Determiner, ordinal, place, colour and states before the name; only where they cannot be the name."""
    text = draft.text.strip()
    determiner = re.match(rf"{DETERMINER}(?:\s+|$)", text)
    if determiner:
        draft.determined, text = True, text[determiner.end() :]
    known = draft.determined or bool(draft.kinds) or draft.generic
    while match := _NEXT_MODIFIER.match(text):
        rest = text[match.end() :]
        if NAMES_WITH_ORDINALS.match(text) or not _may_strip(draft, known, rest):
            break
        _modify(draft, _squeezed(match["word"]))
        text = rest
    draft.text = text


def _may_strip(draft: Draft, known: bool, rest: str) -> bool:
    if not rest:
        return bool(draft.kinds) or draft.generic
    return known or re.match(rf"[A-Z]|{MARK}", rest) is not None


def _modify(draft: Draft, word: str) -> None:
    nth = _NTH.match(word)
    if nth or word in ORDINALS_EN:
        count = int(nth[1]) if nth else ORDINALS_EN[word]
        draft.ordinal = count * (-1 if draft.ordinal == -1 and count > 0 else 1)
    elif word in _PLACES:
        draft.place = _PLACES[word]
    elif word in _COLOURS:
        draft.colour = _COLOURS[word]
    elif word in _STATES:
        draft.states.append(_STATES[word])


def name(draft: Draft) -> None:
    """What is left is the name; a generic noun before it ("the file report.txt") says nothing."""
    text = draft.text.strip()
    if re.search(r"[\u3400-\u9fff]", text):
        return
    text = re.sub(r"^(?:number|digit|letter)\s+(?=\w$|\d)", "", text)
    text = re.sub(r"^(?:word|text|phrase)\s+(?=\S)", "", text) if draft.determined else text
    text = re.sub(rf"^{_GENERIC}\s+(?=[A-Z0-9]|{MARK}|\S+\.\w+$)", "", text)
    if draft.determined:
        text = re.sub(rf"^(?P<n>(?:[A-Z0-9]|{MARK}|\S+\.\w).*?)\s*(?:file|folder)$", r"\g<n>", text)
    _take_name(draft, text)


def _take_name(draft: Draft, text: str) -> None:
    text = bare(text.strip())
    if not text:
        return
    marks = draft.quotes.marks(text)
    around = re.sub(MARK, " ", text)
    if len(marks) == 1 and re.fullmatch(rf"\s*(?:(?:{_GENERIC}|{DETERMINER}|{_KIND})\s*)*", around):
        draft.name, draft.exact = draft.quotes.quoted(marks[0]) or "", True
    else:
        draft.name = " ".join(draft.quotes.restored(text).split())


def _squeezed(words: str) -> str:
    return " ".join(words.lower().split())
