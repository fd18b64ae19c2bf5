"""The English ways of scrolling and waiting."""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.counting import NUMBER, TIMES, number_of, repeats_of, seconds_of
from agent.intents import Intent, Phrase, ScrollIntent, WaitIntent

Match = re.Match[str]
Intents = list[Intent] | None

_UNTIL = r"(?:until|till|til)\s+"
_SEEN = (
    r"(?:(?:you\s+|you\s+can\s+|i\s+|i\s+can\s+|we\s+|we\s+can\s+)(?:see|find|spot|reach)\s+"
    r"(?P<see>.+?)|(?P<shows>.+?)\s+(?:is\s+(?:visible|seen|shown|there|in\s+(?:view|sight)|on\s+"
    r"(?:the\s+)?screen|displayed|found|ready|open|loaded)|appears?|shows?(?:\s+up)?|comes?\s+(?:up"
    r"|into\s+view)|is\s+displayed|pops?\s+up|opens?|loads?|has\s+(?:appeared|loaded)|can\s+be\s+seen)"
    r")"
)
_UNSEEN = re.compile(
    r"(?:(?:the|this|a)\s+)?(?:web\s?)?(?:page|site|website|screen)(?:\s+(?:is|has|to|finish|load|stop).*)?"
    r"|(?:这个|当前|整个)?(?:页面|网页|网站|屏幕|画面|界面)(?:加载|刷新|载入|打开|稳定|静止|不动|好).*"
    r"|(?:这个|当前|整个)?(?:页面|网页|网站|屏幕|画面|界面)"
    r"|.+\s(?:(?:is|are|becomes?|gets?|turns?)\s+\w+|(?:says|reads|contains|equals)\s.+)|.+(?:可用|可以?点击?|能点击?|变[成为]?.{1,4}|启用)了?",
    re.I | re.S,
)
_GONE = (
    r"(?P<gone>.+?)\s+(?:is\s+gone|is\s+no\s+longer\s+(?:visible|there|seen|shown)|(?:has\s+|have\s+)?"
    r"(?:disappear(?:s|ed)?|vanish(?:es|ed)?|gone\s+away|gone|closed)|goes(?:\s+away)?|closes?|is\s+"
    r"(?:hidden|closed|finished|done|not\s+visible))"
)
_WAY = r"(?P<way>up|down|left|right|upwards?|downwards?)"
_DIRECTIONS = {
    "u": "up",
    "d": "down",
    "l": "left",
    "r": "right",
    "b": "down",
    "t": "up",
    "e": "down",
    "s": "up",
}


def scroll(m: Match, clause: Clause) -> Intents:
    """Direction, how far, until what, in what; what is not said stays open."""
    groups = m.groupdict()
    within = clause.phrase(groups["within"]) if groups.get("within") else None
    way = _DIRECTIONS[(groups.get("way") or groups.get("end") or "down")[0].lower()]
    until = groups.get("see") or groups.get("shows") or groups.get("until")
    made = ScrollIntent.model_validate(
        {
            "words": clause.words,
            "direction": way,
            "amount": repeats_of(m)
            if groups.get("times") or groups.get("once")
            else _amount(groups.get("amount")),
            "to_end": bool(groups.get("end")),
            "until": clause.phrase(until) if until else None,
            "within": within,
        }
    )
    pages = number_of(groups.get("pages") or "") or 1
    return [made] * max(1, min(int(pages), 20))


def _amount(words: str | None) -> int | None:
    if not words:
        return None
    count = number_of(words)
    return max(1, min(int(count), 100)) if count else 2


def wait(m: Match, clause: Clause) -> Intents:
    seconds = seconds_of(m["for"])
    return None if seconds is None else [WaitIntent(words=clause.words, seconds=seconds)]


def wait_until(m: Match, clause: Clause) -> Intents:
    groups = m.groupdict()
    gone = groups.get("gone")
    seen = gone or groups.get("see") or groups.get("shows") or groups.get("until")
    return [WaitIntent(words=clause.words, until=_thing(clause, seen or ""), gone=bool(gone))]


def _thing(clause: Clause, words: str) -> Phrase:
    """ "the spinner" and “Loading” alike. Raises InstructionError for what cannot be seen to be so."""
    if _UNSEEN.fullmatch(words.strip(" .。")):
        raise InstructionError(
            f"“{clause.words}” cannot be told by looking: say what is to be seen or gone, as in: "
            "wait until Done appears, or a time: wait 3 seconds."
        )
    return clause.phrase(words)


_HOW_FAR = (
    rf"(?:\s+(?:{TIMES}|(?P<pages>{NUMBER})\s+(?:pages?|screens?|screenfuls?)|(?:by\s+)?"
    rf"(?P<amount>{NUMBER}(?=\s+(?:notch|line|step|click))|a\s+(?:little(?:\s+bit)?|bit)|slightly)"
    rf"(?:\s+(?:notch(?:es)?|lines?|steps?|clicks?))?|further|more|a\s+page))?"
)
_WITHIN = r"(?:\s+(?:in|within|inside)\s+(?P<within>.+?))?"
_END = r"(?:all\s+the\s+way\s+)?(?:to\s+)?(?:the\s+)?(?:very\s+)?(?P<end>bottom|end|top|start|beginning)"

MOVING_RULES: list[c.Rule] = [
    rule(rf"scroll\s+(?:(?P<way>up|down|left|right)\s+)?(?:in\s+(?P<within>.+?)\s+)?{_UNTIL}{_SEEN}", scroll),
    rule(rf"scroll\s+(?P<within>(?:the|this)\s+.+?)\s+(?P<way>up|down|left|right)\s+{_UNTIL}{_SEEN}", scroll),
    rule(rf"scroll\s+(?P<within>(?:the|this)\s+.+?)\s+{_UNTIL}{_SEEN}", scroll),
    rule(
        rf"scroll\s+(?:(?:up|down)\s+)?(?:in|inside|within)\s+(?P<within>.+?)\s+"
        rf"(?:(?:up|down)\s+)?(?:all\s+the\s+way\s+)?(?:down\s+|up\s+)?to\s+{_END}",
        scroll,
    ),
    rule(
        rf"scroll\s+(?:up\s+|down\s+)?{_END}(?:\s+of\s+(?:the\s+(?:page|screen|window|document)|"
        rf"(?P<within>.+?)))?",
        scroll,
    ),
    rule(rf"scroll\s+(?P<within>(?:the|this)\s+.+?)\s+(?:up\s+|down\s+)?{_END}", scroll),
    rule(rf"scroll\s+(?P<within>(?:the|this)\s+.+?)\s+{_WAY}{_HOW_FAR}", scroll),
    rule(rf"scroll\s+(?:back\s+)?{_WAY}(?:\s+(?:the|this)\s+(?:page|screen|window|view))?{_HOW_FAR}", scroll),
    rule(rf"scroll\s+{_WAY}\s+(?P<within>the\s.+)", scroll),
    rule(rf"scroll(?:\s+{_WAY})?{_HOW_FAR}{_WITHIN}", scroll),
    rule(rf"scroll\s+{_WAY}{_WITHIN}{_HOW_FAR}", scroll),
    rule(r"scroll\s+(?:over\s+)?to\s+the\s+(?P<way>left|right)", scroll),
    rule(r"scroll\s+(?:(?P<way>up|down|left|right)\s+)?(?:over\s+)?to\s+(?P<until>.+)", scroll),
    rule(r"(?:wait|pause|sleep)(?:\s+for)?\s+(?P<for>.+)", wait),
    rule(
        rf"wait\s+(?:{_UNTIL}|for\s+)(?:you\s+(?:see|can\s+see)\s+)?(?P<gone>.+?)\s+to\s+"
        rf"(?:disappear|vanish|go(?:\s+away)?|close|finish|end|be\s+gone)",
        wait_until,
    ),
    rule(rf"wait\s+{_UNTIL}{_GONE}", wait_until),
    rule(rf"wait\s+{_UNTIL}{_SEEN}", wait_until),
    rule(
        r"wait\s+for\s+(?P<until>.+?)(?:\s+to\s+(?:appear|show(?:\s+up)?|come\s+up|be\s+(?:visible"
        r"|shown|there|ready|displayed)|open|load|pop\s+up))?",
        wait_until,
    ),
    rule(rf"wait\s+{_UNTIL}(?P<until>.+)", wait_until),
    rule(r"wait", lambda m, clause: [WaitIntent(words=clause.words, seconds=1.0)]),
]
