"""The English patterns of phrases: one function for each later stage of `phrases.py`, on a Draft."""

from __future__ import annotations

import re

from agent.grammar.draft import Draft
from agent.grammar.kind_words import CONTENT_NOUNS, KINDS_EN, Kinds
from agent.grammar.quoting import MARK
from agent.grammar.surroundings_en import DETERMINER, GAP, KIND, PLACE, TRAILING_KIND, squeezed
from agent.grammar.words import (
    COLOURS,
    COMMANDS,
    EXTREMES,
    NAMES_WITH_ORDINALS,
    ORDINALS_EN,
    PLACES_EN,
    RELATIONS_EN,
    STATES_EN,
    one_of,
    spread,
)

PASSING_MENUS = frozenset({"context", "popup", "pop-up", "right-click", "open", "current", "shortcut"})
_KINDS = spread(KINDS_EN)
_PLACES = spread(PLACES_EN)
_RELATIONS = spread(RELATIONS_EN)
_STATES = spread(STATES_EN)
_COLOURS = {word: value for word, value in COLOURS.items() if word.isascii()}
_EXTREMES = {word: value for word, value in EXTREMES.items() if word.isascii()}
_COMMANDS = frozenset(COMMANDS.split("|")) | {"close", "open", "select", "set", "go", "clear", "next", "move"}
_NOUNS_IN_SENTENCES = frozenset(
    ["word", "text", "line", "title", "view", "frame", "group", "key", "input", "label", "caption", "entry"]
)

_COLOUR = one_of(_COLOURS)
_SIZE = (
    r"(?:big|large|small|little|tiny|huge|long|tall|wide|empty|main|whole|rounded?|entire"
    rf"|(?:light|dark|bright)(?=\s+{_COLOUR}\b))"
)
_GENERIC = (
    r"(?:file|folder|document|contact|program|app|website|site|command|user|entry|entries|item|option"
    r"|object|text|word)"
)

SEVERAL = re.compile(
    r"(?:every|each)\s+\S|all\s+(?:of\s+)?(?:the|these|those|my)\s|all\s+[a-z]+s$|(?:everything|all\s+of\s+them)$"
)
_LABEL = re.compile(
    rf"^(?P<head>.*?){GAP}(?:(?:that|which)\s+is\s+)?(?:label?led|called|named|titled|marked"
    rf"|captioned|entitled"
    r"|saying|reading|(?:that|which)\s+(?:says|reads)|with\s+the\s+(?:label|text|name|title|caption"
    r"|words?)|for"
    rf"|with\s+(?:the|an?)(?=\s+\S+.*\s(?:icon|sign|symbol|picture|logo)$))(?:\s+as)?(?:\s+|"
    rf"(?={MARK}))(?P<name>.+)$",
    re.S,
)
_LEADING_KIND = re.compile(
    rf"^(?P<det>{DETERMINER}\s+)?(?P<kind>{KIND})\s*(?P<rest>{MARK}|(?<=\s)[A-Z0-9\u3400-\u9fff].*)$", re.S
)
_NUMBERED_ROW = re.compile(r"(?P<kind>row|line|column)\s+(?P<n>[1-9]\d{0,2})")
_ONE = re.compile(r"(?:^|\s+)(?:ones?|thing|element|control|widget)$")
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b\s*")


def tidy(text: str) -> str:
    """Without outer white space and the full stop of the sentence; an ellipsis stays."""
    return re.sub(r"(?<![.。…])[.。!！,，;；、]+$", "", text.strip()).strip()


def bare(text: str) -> str:
    """Without a determiner in front."""
    return re.sub(rf"^{DETERMINER}\s+(?=\S)", "", text)


def label(draft: Draft) -> None:
    """As in "the field labelled X", "the box for X": only after a kind or a word such as "file"."""
    match = _LABEL.match(draft.text)
    if match is None or not re.fullmatch(rf"(?:{DETERMINER}\s+)?.*?(?:{KIND}|{_GENERIC}|one)", match["head"]):
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
    trailing = TRAILING_KIND.search(draft.text)
    if trailing and _means_kind(draft.text[: trailing.start()], trailing["kind"]):
        draft.kinds = _kinds_of(trailing["kind"])
        draft.text = draft.text[: trailing.start()]
        return
    numbered = _NUMBERED_ROW.fullmatch(draft.text.strip())
    if numbered:
        draft.kinds, draft.ordinal, draft.text = _KINDS[numbered["kind"]], int(numbered["n"]), ""
        return
    leading = _LEADING_KIND.match(draft.text)
    if leading and (leading["det"] or re.match(MARK, leading["rest"])):
        draft.kinds, draft.text = _kinds_of(leading["kind"]), leading["rest"]
        return
    one = _ONE.search(draft.text)
    if one and draft.text != one.group():
        draft.generic, draft.text = True, draft.text[: one.start()]


def _kinds_of(word: str) -> Kinds:
    return _KINDS[squeezed(word)]


def _means_kind(rest: str, word: str) -> bool:
    """Whether a last word such as "window" is a kind, and not part of a name such as "New Window"."""
    rest = rest.strip()
    if not rest:
        return not word[0].isupper()
    if re.search(rf"{MARK}$", rest) or word.lower().split()[-1] not in CONTENT_NOUNS:
        return True
    if word[0].isupper():
        return False
    alone = word == "entry" and re.fullmatch(DETERMINER, rest)
    if re.match(rf"{DETERMINER}\s", rest) or word == "menu" or alone:
        return True
    return word not in _NOUNS_IN_SENTENCES and rest.split()[0].lower() not in _COMMANDS


_ORDINAL = one_of(ORDINALS_EN)
_MODIFIER = (
    rf"(?:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|{PLACE}|{_COLOUR}|{one_of(_STATES)}|{_SIZE}"
    rf"|{one_of(_EXTREMES)}|unchecked)"
)
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
        _modify(draft, squeezed(match["word"]))
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
    elif word in _EXTREMES:
        draft.extreme = _EXTREMES[word]
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
    if len(marks) == 1 and re.fullmatch(rf"\s*(?:(?:{_GENERIC}|{DETERMINER}|{KIND})\s*)*", around):
        draft.name, draft.exact = draft.quotes.quoted(marks[0]) or "", True
    else:
        draft.name = " ".join(draft.quotes.restored(text).split())
