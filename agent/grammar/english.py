"""The English verbs: one rule for each way of saying a step, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.clearing import CLEAR_RULES_EN
from agent.grammar.clicks_en import CLICK_RULES, KEY_RULES, MODIFIER_RULES, PLAIN_RULES, click
from agent.grammar.closing import CLOSE_RULES_EN
from agent.grammar.forms_en import FORM_RULES
from agent.grammar.many_steps import MANY_STEPS_EN
from agent.grammar.moving_en import MOVING_RULES
from agent.grammar.narrowing import inside
from agent.grammar.quoting import MARK
from agent.grammar.surroundings_en import DETERMINER
from agent.grammar.ticks_en import TICK_RULES
from agent.grammar.words import COMMANDS, one_of
from agent.intents import (
    ClickIntent,
    HoverIntent,
    Intent,
    Phrase,
    PressIntent,
    Relation,
)

Match = re.Match[str]
Intents = list[Intent] | None

_SHORTCUTS: dict[str, tuple[str, ...]] = {
    "select all|select everything|select all the text|select all text|mark all": ("ctrl", "a"),
    "copy|copy it|copy this|copy that|copy the text|copy the selection|copy the selected text": ("ctrl", "c"),
    "cut|cut it|cut the text|cut the selection|cut the selected text": ("ctrl", "x"),
    "paste|paste it|paste here|paste the text|paste from the clipboard": ("ctrl", "v"),
    "undo|undo it|undo that|undo the last change|undo the change": ("ctrl", "z"),
    "redo|redo it|redo that": ("ctrl", "shift", "z"),
}
_KEYS_OF = {words: keys for all_words, keys in _SHORTCUTS.items() for words in all_words.split("|")}
_WORTHLESS = (
    r"(?:it|this|that|them|(?:the|this|my|these|all|your)\s+(?:open\s+|current\s+)?(?:file|document"
    r"|changes|change|page|form|settings|message|order|dialog|selection|window|app|program|application))"
)


def shortcut(m: Match, clause: Clause) -> Intents:
    return [PressIntent(words=clause.words, keys=_KEYS_OF[" ".join(m["what"].lower().split())])]


def select_all_in(m: Match, clause: Clause) -> Intents:
    click_first = ClickIntent(words=clause.words, target=clause.phrase(m["where"]))
    return [click_first, PressIntent(words=clause.words, keys=("ctrl", "a"))]


def paste_into(m: Match, clause: Clause) -> Intents:
    click_first = ClickIntent(words=clause.words, target=clause.phrase(m["where"]))
    return [click_first, PressIntent(words=clause.words, keys=("ctrl", "v"))]


def hover(m: Match, clause: Clause) -> Intents:
    return [HoverIntent(words=clause.words, target=clause.phrase(m["what"]))]


def drag(m: Match, clause: Clause) -> Intents:
    to = re.sub(
        r"^(?:and\s+)?(?:drop|release)\s+(?:it\s+)?(?:on\s?to|on|into|in|over)\s+", "", m["to"], flags=re.I
    )
    return [c.dragged(clause, clause.phrase(m["what"]), to)]


def window_first(m: Match, clause: Clause) -> Intents:
    """As in "in the Find window, click Close"; "from the File menu, choose Save As"."""
    rest = m["rest"]
    option = re.fullmatch(
        r"(?:choose|select|pick|click|click\s+on|open|take)\s+(?P<what>.+)", rest, re.I | re.S
    )
    if option:
        picked = c.chosen(clause, option["what"], m["where"])
        if picked and (not re.match("click|open", rest, re.I) or picked[0].kind == "menu"):
            return picked
    intents = read(clause.part(rest))
    return inside(clause, m["where"], intents) if intents else None


def command(m: Match, clause: Clause) -> Intents:
    """As in "save", "save the file", "send message": a click on what is called so."""
    verb, rest = m["verb"], (m["rest"] or "").strip()
    if not rest or re.fullmatch(_WORTHLESS, rest, re.I):
        return c.named(clause, " ".join(verb.split()))
    if re.match(r"(?:of|is|are|was)\b", rest, re.I):
        return None
    if re.search(rf"(?:^|\s){MARK}|\b(?:button|link|icon|tab)$", rest):
        return c.clicked(clause, clause.phrase(f"{verb} {rest}"))
    name = clause.quotes.restored(re.sub(rf"\b(?:{DETERMINER})\s+", "", f"{verb} {rest}"))
    return [c.named(clause, name)[0].model_copy(update={"target": _command_on(clause, name, verb, rest)})]


def _command_on(clause: Clause, name: str, verb: str, rest: str) -> Phrase:
    """A button of the whole name; else that of the verb, in the row of what is named ("delete Emil Novak"),
    or by itself where what it is done to goes without saying ("send the request")."""
    bare = re.sub(rf"^(?:{DETERMINER}|me|us)\s+|\s+(?:from|in|on|of)\s+.+$", "", rest).strip(" .")
    alone = Phrase(words=clause.words, name=verb)
    row = Relation(how="in_row_of", anchor=Phrase(words=bare, name=clause.quotes.restored(bare)))
    if re.fullmatch(_GOES_WITHOUT_SAYING, rest.strip(" ."), re.I):
        return Phrase(words=clause.words, name=name, also=(alone,))
    owner = bare[:1].isupper() or re.search(rf"{MARK}|\.\w", bare) is not None
    return Phrase(
        words=clause.words, name=name, also=(alone.model_copy(update={"relations": (row,)}),) if owner else ()
    )


_GOES_WITHOUT_SAYING = (
    r"(?:the|my|this|a|an)\s+(?:request|reading|form|order|registration|booking|message|mail|e-?mail|letter|reply"
    r"|file|document|changes|settings|list|reservation|application|survey|answers?|parcel|address)|me|us"
)


def meant(name: str) -> Callable[[Match, Clause], Intents]:
    """A turn of phrase for something that programs call `name`."""
    return lambda m, clause: c.named(clause, name)


_VERB_AFTER_PLACE = (
    r"(?:click|press|type|enter|choose|select|pick|open|tick|check|untick|uncheck|scroll"
    r"|write|double"
    r"|right|hover|drag|clear|take|push|tap|hit|turn|switch|set)"
)

RULES: list[c.Rule] = [
    *MODIFIER_RULES,
    rule(rf"(?P<what>{one_of(_KEYS_OF)})", shortcut),
    *MANY_STEPS_EN,
    *CLEAR_RULES_EN,
    rule(r"(?:in|on|inside|within|from|at|under)\s+(?P<where>[^,]+?)\s*,\s*(?P<rest>.+)", window_first),
    rule(
        rf"(?:in|on|inside|within|from|at|under)\s+(?P<where>(?:{DETERMINER})\s.+?)\s+"
        rf"(?P<rest>{_VERB_AFTER_PLACE}\b.+)",
        window_first,
    ),
    rule(
        r"(?:select|mark|highlight)\s+(?:everything|all(?:\s+(?:the|of\s+the))?(?:\s+text)?)\s+(?:in|of)\s+(?P<where>.+)",
        select_all_in,
    ),
    *FORM_RULES,
    *KEY_RULES,
    *MOVING_RULES,
    *CLICK_RULES,
    *TICK_RULES,
    rule(r"(?:switch|change|go|move|flip)\s+(?:over\s+)?to\s+(?P<what>.+)", click),
    *CLOSE_RULES_EN,
    rule(
        r"(?:hover|mouse)(?:\s+(?:the\s+)?(?:mouse|pointer|cursor))?(?:\s+(?:over|on|above|at))?\s+"
        r"(?P<what>.+)",
        hover,
    ),
    rule(r"point\s+(?:at|to|on)\s+(?P<what>.+)", hover),
    rule(
        r"(?:move|bring|put|place)\s+(?:the\s+|my\s+)?(?:mouse|pointer|cursor)(?:\s+(?:pointer"
        r"|cursor))?\s+(?:over\s+to|to|over|on\s?to|on)\s+(?P<what>.+)",
        hover,
    ),
    rule(r"drag(?:\s+and\s+drop)?\s+(?P<what>.+?)\s+(?P<to>and\s+(?:drop|release)\s.+)", drag),
    rule(
        r"(?:drag(?:\s+and\s+drop)?|drop|move|pull)\s+(?:from\s+)?(?P<what>.+)\s+(?:on\s?to|into|over\s+to|to"
        r"|over|on)\s+(?P<to>.+)",
        drag,
    ),
    rule(r"paste(?:\s+(?:it|the\s+text|the\s+clipboard))?\s+(?:into|in)\s+(?P<where>.+)", paste_into),
    rule(r"(?:load|open)\s+.+\s+again|(?:re)?load\s+(?:the|this)\s+page", meant("reload")),
    rule(r"throw\s+.+\s+away|throw\s+away\s+.+|get\s+rid\s+of\s+.+", meant("discard")),
    rule(r"give\s+.+\s+(?:another|a\s+new|a\s+different)\s+name", meant("rename")),
    rule(r"go\s+back(?:\s+to\s+.+)?(?:\s+without\s+.+)?", meant("go back")),
    *PLAIN_RULES,
    rule(rf"(?P<verb>{one_of(COMMANDS.split('|'))})(?:(?P<rest>[\s:]+.+|\s*{MARK}.*))?", command),
]


def read(clause: Clause) -> Intents:
    """The intents of one English step; None when no verb is known."""
    return c.find_rule(RULES, clause)
