"""The English ways of pressing keys, clicking and choosing: rules for `agent.grammar.english`."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.errors import InstructionError
from agent.grammar import clause as c
from agent.grammar.addresses import URL, address
from agent.grammar.chords import chords
from agent.grammar.clause import Clause, rule
from agent.grammar.counting import TIMES, repeats_of
from agent.grammar.kind_words import BOX, FIELD
from agent.intents import (
    Intent,
    PressIntent,
)

Match = re.Match[str]
Intents = list[Intent] | None

_MODS = r"(?P<mods>(?:(?:ctrl|control|shift|alt|super|cmd|command|win|meta|option)\s*(?:\+|-|\s)\s*)+)"
_HELD = (
    r"(?:ctrl|control|shift|alt|super|cmd|command|option)(?:\s*(?:\+|and)\s*(?:ctrl|control|shift|alt"
    r"|super|cmd))*"
)
_CLICK = r"(?:click|tap|select|choose|pick|push|follow|visit|activate|focus|click\s+on)"
_BAR = re.compile(r"\b(?:address|location|url|search)\s+bar$", re.I)
_ON = r"(?:\s+(?:on\s+to|onto|on|into|in|at)(?=\s))?"


def _keys(words: str, clause: Clause) -> Intents:
    found = chords(clause.literal(words) if clause.quotes.quoted(words) else words)
    return None if found is None else [PressIntent(words=clause.words, keys=k, repeat=n) for k, n in found]


def press(m: Match, clause: Clause) -> Intents:
    """Keys where the words name keys, otherwise a click on what they name."""
    words = m["keys"].rstrip(" .。!！") or m["keys"]
    words = re.sub(
        r"\s+to\s+(?:confirm|submit|continue|send|finish|accept|search|close|go|save)\b.*$",
        "",
        words,
        flags=re.I,
    )
    return _keys(words, clause)


def press_in(m: Match, clause: Clause) -> Intents:
    """As in "press Enter in the search box": only keys, and only in a field, which is clicked first."""
    place = clause.phrase(m["where"])
    field = place.kinds == BOX or (place.kinds and set(place.kinds) <= set(FIELD))
    pressed = press(m, clause) if field or _BAR.search(m["where"]) else None
    return [*c.clicked(clause, c.as_field(place) or place), *pressed] if pressed else None


def click(m: Match, clause: Clause) -> Intents:
    """All clicks with the left button; "twice" makes two of them."""
    where = m["what"]
    if re.fullmatch(r"\(?\d+\s*[,x×\s]\s*\d+\)?", where):
        raise InstructionError("Deskhand clicks on things that it sees, not on coordinates: name the thing.")
    times = re.search(rf"\s+{TIMES}$", where, re.I)
    repeat = repeats_of(times) if times else 1
    where = where[: times.start()] if times else where
    return c.menu_path(clause, where) or c.clicked(clause, clause.phrase(where)) * repeat


def _button_click(button: str, count: int) -> Callable[[Match, Clause], Intents]:
    def act(m: Match, clause: Clause) -> Intents:
        return c.clicked(clause, clause.phrase(m["what"]), button=button, count=count)

    return act


def with_modifiers(m: Match, clause: Clause) -> Intents:
    names = [n for n in re.split(r"[\s+-]+|\band\b", m["mods"]) if n]
    keys = tuple(key for name in names for key in (chords(name) or [((), 1)])[0][0])
    kind = (m.groupdict().get("sort") or "").lower()
    how = (
        {"button": "right"} if kind.startswith("right") else {"count": 2} if kind.startswith("double") else {}
    )
    return c.clicked(clause, clause.phrase(m["what"]), modifiers=keys, **how)


def open_(m: Match, clause: Clause) -> Intents:
    """As in "open the File menu", "open File > Recent", "open the tab Advanced", "open https://…"."""
    return c.opened(clause, m["what"])


def choose(m: Match, clause: Clause) -> Intents:
    """As in "choose X from Y": in a list or combo box, or along a menu."""
    return c.chosen(clause, m["what"], m["within"])


MODIFIER_RULES: list[c.Rule] = [
    rule(rf"{_MODS}(?P<sort>right|double|left)?[\s-]*click{_ON}\s+(?P<what>.+)", with_modifiers),
    rule(
        rf"(?:hold|press)\s+(?:down\s+)?(?:the\s+)?(?P<mods>[a-z+\s]+?)(?:\s+key)?\s+(?:and|while)"
        rf"\s+(?:you\s+)?(?P<sort>right|double)?[\s-]*click(?:ing)?{_ON}\s+(?P<what>.+)",
        with_modifiers,
    ),
    rule(
        rf"(?P<sort>right|double)?[\s-]*click{_ON}\s+(?P<what>.+?)\s+(?:while\s+holding|with"
        rf"|holding)\s+(?:down\s+)?(?:the\s+)?(?P<mods>{_HELD})(?:\s+key)?(?:\s+(?:held|pressed)"
        rf"(?:\s+down)?|\s+down)?",
        with_modifiers,
    ),
]

KEY_RULES: list[c.Rule] = [
    rule(r"(?:press|hit)\s+(?P<keys>.+?)\s+(?:in|inside)\s+(?P<where>.+)", press_in),
    rule(
        rf"(?:press|hit|tap|push|strike|use|type)\s+(?:down\s+(?!{TIMES}|arrow\b|key\b|and\b|then\b|,))?(?P<keys>.+)",
        lambda m, k: (
            press(m, k)
            if not re.match("type", k.text, re.I) or re.search(r"ctrl|control|alt\s*\+", k.text, re.I)
            else None
        ),
    ),
    rule(r"(?P<keys>(?:enter|return|escape|esc|tab|page\s+(?:up|down)|backspace)(?:\s+key)?)", press),
]

CLICK_RULES: list[c.Rule] = [
    rule(
        rf"(?:double[\s-]?click|dbl[\s-]?click|click\s+twice|double[\s-]?tap){_ON}\s+(?P<what>.+)",
        _button_click("left", 2),
    ),
    rule(rf"triple[\s-]?click{_ON}\s+(?P<what>.+)", _button_click("left", 3)),
    rule(rf"right[\s-]?(?:mouse\s+)?click{_ON}\s+(?P<what>.+)", _button_click("right", 1)),
    rule(rf"(?:middle|wheel)[\s-]?click{_ON}\s+(?P<what>.+)", _button_click("middle", 1)),
    rule(
        rf"click{_ON}\s+(?P<what>.+?)\s+(?:with|using)\s+the\s+right\s+(?:mouse\s+)?button",
        _button_click("right", 1),
    ),
    rule(
        rf"click{_ON}\s+(?P<what>.+?)\s+(?:with|using)\s+the\s+middle\s+(?:mouse\s+)?button",
        _button_click("middle", 1),
    ),
    rule(r"open\s+the\s+context\s+menu\s+(?:of|for|on)\s+(?P<what>.+)", _button_click("right", 1)),
    rule(
        rf"(?:go\s+to|open|visit|navigate\s+to|browse\s+to|load)\s+(?:the\s+(?:page|site|website"
        rf"|address|url)\s+)?{URL}",
        address,
    ),
    rule(
        r"(?:choose|select|pick|take|click|click\s+on)\s+(?P<what>.+?)\s+(?:from|in|on|under)\s+"
        r"(?P<within>(?:the\s+)?.+?\s+menu)",
        choose,
    ),
    rule(
        r"open\s+(?P<what>(?!the\s|an?\s|my\s)\S.*?)\s+(?:from|in|under)\s+(?P<within>(?:the\s+)?\S+\s+menu)",
        choose,
    ),
    rule(r"(?:choose|select|pick|take)\s+(?P<what>.+?)\s+(?:from|as(?:\s+the)?)\s+(?P<within>.+)", choose),
    rule(
        r"(?:choose|select|pick|take)\s+(?P<what>(?:(?!\s+(?:above|below|of)\s).)+?)\s+(?:in|for"
        r"|under)\s+(?P<within>.+)",
        choose,
    ),
    rule(
        r"(?:choose|select|pick|take|go\s+to|use)\s+(?P<what>.+(?:>|→|»|›).+?)(?:\s+(?:from|in)"
        r"\s+the\s+menu(?:\s+bar)?)?",
        open_,
    ),
]

PLAIN_RULES: list[c.Rule] = [
    rule(rf"(?:left[\s-]?)?{_CLICK}{_ON}\s+(?P<what>.+)", click),
    rule(r"(?:press|hit|toggle|trigger)(?:\s+on)?\s+(?P<what>.+)", click),
    rule(
        r"(?:open|go\s+to|expand|unfold|launch|start|show|collapse|find)(?:\s+up)?\s+(?P<what>(?!and\s).+)",
        open_,
    ),
]
