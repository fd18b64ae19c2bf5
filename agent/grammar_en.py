"""The English verbs: one rule for each way of saying a step, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent import clause as c
from agent.addresses import URL, address
from agent.chords import chords
from agent.clause import Clause, rule
from agent.counting import TIMES, repeats_of
from agent.errors import InstructionError
from agent.forms_en import FORM_RULES
from agent.intents import (
    ClearIntent,
    ClickIntent,
    CloseIntent,
    HoverIntent,
    Intent,
    Phrase,
    PressIntent,
    Relation,
)
from agent.kind_words import BOX, BUTTON, TICKABLE
from agent.moving_en import MOVING_RULES
from agent.quoting import MARK
from agent.surroundings_en import DETERMINER
from agent.words import COMMANDS, one_of

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
_MODS = r"(?P<mods>(?:(?:ctrl|control|shift|alt|super|cmd|command|win|meta|option)\s*(?:\+|-|\s)\s*)+)"
_HELD = (
    r"(?:ctrl|control|shift|alt|super|cmd|command|option)(?:\s*(?:\+|and)\s*(?:ctrl|control|shift|alt"
    r"|super|cmd))*"
)
_CLICK = r"(?:click|tap|select|choose|pick|push|follow|visit|activate|focus|click\s+on)"
_ON = r"(?:\s+(?:on\s+to|onto|on|into|in|at)(?=\s))?"
_WORTHLESS = (
    r"(?:it|this|that|them|(?:the|this|my|these|all|your)\s+(?:open\s+|current\s+)?(?:file|document"
    r"|changes|change|page|form|settings|message|order|dialog|selection))"
)


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
    """ "open the File menu", "open File > Recent", "open the tab Advanced", "open https://…"."""
    return c.opened(clause, m["what"])


def choose(m: Match, clause: Clause) -> Intents:
    """ "choose X from Y": in a list or combo box, or along a menu."""
    return c.chosen(clause, m["what"], m["within"])


def check(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=True)


def uncheck(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=False)


def uncheck_box(m: Match, clause: Clause) -> Intents:
    """ "clear the Newsletter checkbox" unticks it."""
    target = clause.phrase(m["what"])
    is_box = bool(target.kinds) and set(target.kinds) <= set(TICKABLE) | {"button"} and target.kinds != BUTTON
    return c.checked(clause, target, on=False) if is_box and target.kinds != BOX else None


def make_sure(m: Match, clause: Clause) -> Intents:
    on = re.match(r"(?:not\s|un|off|disabled|deselected)", m["state"], re.I) is None
    return c.checked(clause, clause.phrase(m["what"]), on=on)


def clear(m: Match, clause: Clause) -> Intents:
    what = (m["what"] or "").strip()
    if re.fullmatch(r"all", what, re.I):
        return c.named(clause, "clear all")
    if (
        re.fullmatch(rf"(?:(?:{DETERMINER})\s+)?(?:it|field|text|box|input|contents?)?", what)
        and clause.before is None
    ):
        what = ""
    return [ClearIntent(words=clause.words, target=c.as_field(clause.phrase(what)) if what else None)]


def close(m: Match, clause: Clause) -> Intents:
    """ "close it", "close the dialog"; a named window is closed by its own button."""
    what = _CLOSABLE.search(m["what"] or "")
    sort = _SORT[what["sort"].lower()] if what else "dialog"
    rest = re.sub(
        rf"^(?:{DETERMINER})\s*", "", (m["what"] or "")[: what.start()] if what else (m["what"] or "")
    ).strip()
    if re.fullmatch(r"(?:it|this|that|current|active|open|front|topmost|)", rest, re.I):
        return [CloseIntent(words=clause.words, what=sort)]
    if what is None and clause.phrase(m["what"]).kinds:
        return [
            CloseIntent(
                words=clause.words, what="window", target=clause.phrase(f"the close button in {m['what']}")
            )
        ]
    if sort == "tab":
        anchor = Phrase(words=m["what"], name=clause.literal(rest), kinds=("tab",))
        target = Phrase(
            words=clause.words,
            name="close",
            kinds=BUTTON,
            relations=(Relation(how="inside", anchor=anchor),),
        )
    else:
        target = c.close_button(clause.words, clause.literal(rest))
    return [CloseIntent(words=clause.words, what=sort if what else "window", target=target)]


_SORT = {
    word: sort
    for sort, words in {
        "dialog": "dialog|dialogue|dialog box|popup|pop-up|message|message box|alert|modal|prompt"
        "|notification",
        "window": "window|app|application|program",
        "menu": "menu",
        "tab": "tab",
    }.items()
    for word in words.split("|")
}
_CLOSABLE = re.compile(rf"(?:^|\s|(?<={MARK}))(?P<sort>{one_of(_SORT)})$", re.I)


def close_unsaved(m: Match, clause: Clause) -> Intents:
    return c.named(clause, "close without saving")


def shortcut(m: Match, clause: Clause) -> Intents:
    return [PressIntent(words=clause.words, keys=_KEYS_OF[" ".join(m["what"].lower().split())])]


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
    """ "in the Find window, click Close"; "from the File menu, choose Save As"."""
    rest = m["rest"]
    option = re.fullmatch(
        r"(?:choose|select|pick|click|click\s+on|open|take)\s+(?P<what>.+)", rest, re.I | re.S
    )
    if option:
        picked = c.chosen(clause, option["what"], m["where"])
        if picked and (not re.match("click|open", rest, re.I) or picked[0].kind == "menu"):
            return picked
    intents = read(clause.part(rest))
    return c.inside(clause, m["where"], intents) if intents else None


def command(m: Match, clause: Clause) -> Intents:
    """ "save", "save the file", "send message": a click on what is called so."""
    verb, rest = m["verb"], (m["rest"] or "").strip()
    if not rest or re.fullmatch(_WORTHLESS, rest, re.I):
        return c.named(clause, " ".join(verb.split()))
    if re.match(r"(?:of|is|are|was)\b", rest, re.I):
        return None
    if re.search(rf"(?:^|\s){MARK}|\b(?:button|link|icon|tab)$", rest):
        return c.clicked(clause, clause.phrase(f"{verb} {rest}"))
    return c.named(clause, clause.quotes.restored(re.sub(rf"\b(?:{DETERMINER})\s+", "", f"{verb} {rest}")))


def meant(name: str) -> Callable[[Match, Clause], Intents]:
    """A turn of phrase for something that programs call `name`."""
    return lambda m, clause: c.named(clause, name)


_STATE = r"(?P<state>(?:not\s+|un)?(?:checked|ticked|selected|enabled|set)|on|off|disabled|deselected)"
_VERB_AFTER_PLACE = (
    r"(?:click|press|type|enter|choose|select|pick|open|tick|check|untick|uncheck|scroll"
    r"|write|double"
    r"|right|hover|drag|clear|take|push|tap|hit|turn|switch|set)"
)

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

RULES: list[c.Rule] = [
    *MODIFIER_RULES,
    rule(rf"(?P<what>{one_of(_KEYS_OF)})", shortcut),
    rule(r"(?:in|on|inside|within|from|at|under)\s+(?P<where>[^,]+?)\s*,\s*(?P<rest>.+)", window_first),
    rule(
        rf"(?:in|on|inside|within|from|at|under)\s+(?P<where>(?:{DETERMINER})\s.+?)\s+"
        rf"(?P<rest>{_VERB_AFTER_PLACE}\b.+)",
        window_first,
    ),
    *FORM_RULES,
    rule(
        r"(?:press|hit|tap|push|strike|use|type)\s+(?:down\s+)?(?P<keys>.+)",
        lambda m, k: (
            press(m, k)
            if not re.match("type", k.text, re.I) or re.search(r"ctrl|control|alt\s*\+", k.text, re.I)
            else None
        ),
    ),
    rule(r"(?P<keys>(?:enter|return|escape|esc|tab|page\s+(?:up|down)|backspace)(?:\s+key)?)", press),
    *MOVING_RULES,
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
    rule(rf"(?:make\s+sure|ensure)\s+(?:that\s+)?(?P<what>.+?)\s+(?:is|are)\s+{_STATE}", make_sure),
    rule(rf"(?:mark|set|turn|switch|leave)\s+(?P<what>.+?)\s+(?:as\s+|to\s+)?{_STATE}", make_sure),
    rule(
        r"(?:tick|check|enable|turn\s+on|switch\s+on|tick\s+off|mark|opt\s+in\s+(?:to|for))\s+(?P<what>.+)",
        check,
    ),
    rule(
        r"(?:untick|uncheck|un-tick|un-check|disable|turn\s+off|switch\s+off|deselect|unselect"
        r"|unmark|opt\s+out\s+of)\s+(?P<what>.+)",
        uncheck,
    ),
    rule(r"(?:clear|remove\s+the\s+(?:tick|check)\s+(?:from|at)|empty)\s+(?P<what>.+)", uncheck_box),
    rule(
        r"(?:clear|empty|erase|wipe)(?:\s+out)?(?:\s+(?:the\s+)?(?:text|contents?)\s+(?:of|in|from)"
        r")?(?:\s+(?P<what>.+))?",
        clear,
    ),
    rule(r"(?:switch|change|go|move|flip)\s+(?:over\s+)?to\s+(?P<what>.+)", click),
    rule(
        r"close\s+.*(?:without\s+saving|(?:and|but)\s+(?:lose|discard|throw\s+away|forget"
        r"|do\s*n[o'’]t\s+save)\b.*)",
        close_unsaved,
    ),
    rule(r"close(?:\s+(?P<what>.+))?", close),
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
        r"(?:drag(?:\s+and\s+drop)?|drop|move|pull)\s+(?P<what>.+)\s+(?:on\s?to|into|over\s+to|to"
        r"|over|on)\s+(?P<to>.+)",
        drag,
    ),
    rule(r"paste(?:\s+(?:it|the\s+text|the\s+clipboard))?\s+(?:into|in)\s+(?P<where>.+)", paste_into),
    rule(r"(?:load|open)\s+.+\s+again|(?:re)?load\s+(?:the|this)\s+page", meant("reload")),
    rule(r"throw\s+.+\s+away|throw\s+away\s+.+|get\s+rid\s+of\s+.+", meant("discard")),
    rule(r"give\s+.+\s+(?:another|a\s+new|a\s+different)\s+name", meant("rename")),
    rule(r"go\s+back(?:\s+to\s+.+)?(?:\s+without\s+.+)?", meant("go back")),
    rule(rf"(?:left[\s-]?)?{_CLICK}{_ON}\s+(?P<what>.+)", click),
    rule(r"(?:press|hit|toggle|trigger)(?:\s+on)?\s+(?P<what>.+)", click),
    rule(r"(?:open|go\s+to|expand|unfold|launch|start|show|collapse|find)(?:\s+up)?\s+(?P<what>.+)", open_),
    rule(rf"(?P<verb>{one_of(COMMANDS.split('|'))})(?:(?P<rest>[\s:]+.+|\s*{MARK}.*))?", command),
]


def read(clause: Clause) -> Intents:
    """The intents of one English step; None when no verb is known."""
    return c.find_rule(RULES, clause)
