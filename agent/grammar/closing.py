"""Closing a dialog, window, menu or tab, in both languages: rules for the two grammars.

Without a name it is the one in front that closes, by its keys; a named one is closed by its own button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from agent.grammar.clause import Clause, Rule, named, rule
from agent.grammar.kind_words import BUTTON, WINDOW
from agent.grammar.phrases import phrase
from agent.grammar.quoting import MARK
from agent.grammar.surroundings_en import DETERMINER
from agent.grammar.words import one_of, spread
from agent.intents import CloseIntent, Intent, Phrase, Relation

Sort = Literal["dialog", "window", "menu", "tab"]

_SORTS: dict[str, Sort] = {
    "dialog|dialogue|dialog box|popup|pop-up|message|message box|alert|modal|prompt|notification": "dialog",
    "window|app|application|program": "window",
    "menu": "menu",
    "tab": "tab",
    "对话框|弹窗|弹出框|消息框|提示框|提示|弹出窗口|通知": "dialog",
    "窗口|程序|应用": "window",
    "菜单": "menu",
    "标签页|选项卡|页签|标签": "tab",
}
_SORT_OF = spread(_SORTS)
_SORT = re.compile(rf"(?:^|\s|(?<={MARK})|(?<=[\u3400-\u9fff]))(?P<sort>{one_of(_SORT_OF)})$", re.I)
_FRONT = re.compile(
    r"(?:it|this|that|current|active|open|front|topmost|它|这个|那个|此|当前的?|活动的?|打开的|该|本)?", re.I
)


def _close(button: str) -> Callable[[re.Match[str], Clause], list[Intent]]:
    """`button` is what close buttons are called in the language."""

    def act(m: re.Match[str], clause: Clause) -> list[Intent]:
        what = (m["what"] or "").strip()
        match = _SORT.search(what)
        sort = _SORT_OF[" ".join(match["sort"].lower().split())] if match else "dialog"
        rest = re.sub(rf"^{DETERMINER}(?:\s+|$)|的$", "", (what[: match.start()] if match else what).strip())
        if _FRONT.fullmatch(rest):
            return [CloseIntent(words=clause.words, what=sort)]
        target = _button_of(clause, button, rest if match else what, sort if match else None, what)
        return [CloseIntent(words=clause.words, what=sort if match else "window", target=target)]

    return act


def _button_of(clause: Clause, button: str, name: str, sort: Sort | None, whole: str) -> Phrase:
    """The close button of the named window, or inside the named or counted tab, panel …"""
    closer = Phrase(words=clause.words, name=button, kinds=("window_control", *BUTTON[:2]))
    thing = phrase(whole if sort else name, clause.quotes)
    counted = thing.ordinal is not None or thing.place is not None
    if sort == "tab" or counted or (sort is None and thing.kinds not in ((), WINDOW)):
        anchor = thing.model_copy(update={"kinds": ("tab",)}) if sort == "tab" else thing
        return closer.model_copy(update={"relations": (Relation(how="inside", anchor=anchor),)})
    return closer.model_copy(update={"window": clause.literal(name) if sort else thing.name})


CLOSE_RULES_EN: list[Rule] = [
    rule(
        r"close\s+.*(?:without\s+saving|(?:and|but)\s+(?:lose|discard|throw\s+away|forget|do\s*n[o'’]t\s+save)"
        r"\b.*)",
        lambda m, clause: named(clause, "close without saving"),
    ),
    rule(r"close(?:\s+(?P<what>.+))?", _close("close")),
]
CLOSE_RULES_ZH: list[Rule] = [
    rule(
        r"(?:不保存(?:就|并|直接)?关闭|关闭.*(?:不保存|放弃(?:更改|修改)?))",
        lambda m, clause: named(clause, "不保存"),
    ),
    rule(r"(?:关闭|关掉|关上)(?:一下)?\s*(?P<what>.*)", _close("关闭")),
]
