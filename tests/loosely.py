"""Intents against hand-written steps (instructions_tasks.json), which know nothing of the parser's own forms.

A name is the same in another case, and with or without an article, a kind word or “my”. Where a person's
words leave it open, so does this: a field set to a value may be typed into or chosen from; a click
on a box is a tick of it.
"""

from __future__ import annotations

import re
from typing import Any

from agent.grammar.numbering import without_numbers
from agent.intents import Intent, Phrase

_SPARE = re.compile(
    r"^(?:(?:the|a|an|my|your|this|that|for|of|to|in|on|at|into|say|it|as)\s+|我的|这个|那个|里的?)+|\s+(?:button|link|tab|field|box|"
    r"text ?box|text ?area|input|list|menu|drop-?down|checkbox|check "
    r"?box|option|switch|toggle|icon|page|item|section|mail|e-?mail|"
    r"message|conversation|column|file|folder|radio|group|panel|banner|popup|pop-up|dialog|window|notice|chat|tickbox|row|entry"
    r"|(?:in|on) the screen|here)s?$|(?:按钮|链接|标签页?|选项卡"
    r"|输入框|文本框|搜索框|框|栏|列表|菜单|下拉框|复选框|开关"
    r"|图标|"
    r"选项|一栏|字段|单选|的?那一?[封条个项]|邮件|消息|页面|文件夹?|处|里面?|中|上|按键|面板|标签|分组|分类|部分|区域?|组|弹窗|横幅|提示|窗口|"
    r"对话框|下)$",
    re.I,
)
_USER = re.compile(r"user ?name|login name|account(?: name)?|账号|账户|用户名?", re.I)
_LOG_IN = re.compile(r"log ?[io]n|sign ?in|log on|登录|登陆", re.I)
SAME = {"ok": "okay", "x": "×", "user": "username"}


def plain(name: str) -> str:
    """A name as it is compared."""
    text = " ".join(str(name).strip(" .。!！?？:：,，“”\"'‘’「」《》").split()).casefold()
    for _ in range(4):
        shorter = _SPARE.sub("", text).strip()
        if not shorter or shorter == text:
            break
        text = shorter
    return re.sub(r"[\s_-]+", "", SAME.get(text, text))


def agrees(intents: tuple[Intent, ...], wanted: list[Any]) -> str:
    """ "" where all steps agree; otherwise the first that does not."""
    found = [one for intent in intents for one in _steps(intent)]
    meant = [one for step in wanted for one in _meant(step)]
    for number, step in enumerate(meant):
        if number >= len(found):
            return f"missing {step}"
        if not _same(found[number], step):
            return f"{found[number]} for {step}"
    return f"too much: {found[len(meant)]}" if len(found) > len(meant) else ""


Flat = list[Any]


def _meant(step: list[Any]) -> list[Flat]:
    """Hand-written steps; a menu path is a click on each."""
    if step[0] == "menu":
        return [["menu", [_thing(part) for part in step[1].split(">")]]]
    if step[0] == "if":
        return [["if", _thing(step[1]), _flat(step[2]), _flat(step[3])]]
    if step[0] == "unless":
        return [["if", _thing(step[1]), [], _flat(step[2])]]
    if step[0] == "each":
        return [["each", step[1], _thing(step[2]) if step[2] else None]]
    return [[step[0], *(_thing(v) if isinstance(v, str | dict) else v for v in step[1:])]]


def _flat(steps: list[Any]) -> list[Flat]:
    return [one for step in steps for one in _meant(step)]


def _thing(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


def _steps(intent: Any) -> list[Flat]:
    kind = intent.kind
    if kind == "click":
        word = {("right", 1): "right_click", ("left", 2): "double_click"}.get(
            (intent.button, intent.count), "click"
        )
        return [[word, intent.target]]
    if kind == "menu":
        return [["menu", list(intent.path)]]
    if kind == "press":
        return [["press", "+".join(intent.keys)]] * intent.repeat
    if kind == "type":
        return [["type", intent.text, intent.target]]
    if kind == "check":
        return [["tick" if intent.on else "untick", intent.target]]
    if kind == "choose":
        return [["choose", intent.option, intent.within]]
    if kind == "scroll":
        return [["scroll_until", intent.until]] if intent.until else [["scroll", intent.direction]]
    if kind == "drag":
        return [["drag", intent.source, intent.to]]
    if kind == "wait":
        if intent.until is None:
            return [["wait", intent.seconds]]
        return [["wait_gone" if intent.gone else "wait_for", intent.until]]
    if kind == "close":
        return [["close", intent.what, intent.target]]
    if kind == "copy":
        return [["copy", intent.source, intent.target]]
    if kind == "each":
        return [["each", intent.do, intent.target]]
    if kind == "when":
        inner = [[one for i in part for one in _steps(i)] for part in (intent.then, intent.otherwise)]
        return [["if", intent.condition, *(reversed(inner) if intent.gone else inner)]]
    return [[kind, getattr(intent, "target", None)]]


def _same(found: Flat, meant: Flat) -> bool:
    one, other = found[0], meant[0]
    if other == "if":
        return (
            one == "if"
            and _fits(found[1], meant[1])
            and all(
                len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
                for a, b in zip(found[2:], meant[2:], strict=True)
            )
        )
    if other == "menu":
        return _same_path(found, meant)
    if other in ("type", "choose"):
        return _same_value(found, meant)
    if other in ("tick", "click") and one in ("tick", "click", "choose"):
        return _fits(found[1], meant[1])
    if other == "close" and one in ("click", "close"):
        return one == "click" or meant[2] is None or _closes(found[-1], meant[2])
    if one != other:
        return False
    if other == "press":
        return str(found[1]) == str(meant[1]["name"])
    if other == "wait":
        return float(found[1] or 0) == float(meant[1])
    if other == "scroll":
        return bool(str(found[1]) == meant[1]["name"])
    if other == "each":
        return found[1] == meant[1] and (meant[2] is None or _fits(found[2], meant[2]))
    return all(_fits(f, m) for f, m in zip(found[1:], meant[1:], strict=False))


def _same_path(found: Flat, meant: Flat) -> bool:
    """A menu path; of two stops it may be said as the second one inside the first."""
    if found[0] == "menu":
        return len(found[1]) == len(meant[1]) and all(map(_fits, found[1], meant[1]))
    held = [r.anchor.name for r in found[1].relations] if isinstance(found[1], Phrase) else []
    return (
        found[0] == "click"
        and _fits(found[1], meant[1][-1])
        and plain(meant[1][0]["name"]) in map(plain, held)
    )


def _closes(found: Any, meant: dict[str, Any]) -> bool:
    """What closes a thing is its own button: the thing stands round it."""
    if not isinstance(found, Phrase):
        return False
    round_it = [found.window, found.name, *(r.anchor.name for r in found.relations)]
    return any(plain(name) == plain(meant["name"]) for name in round_it)


def _same_value(found: Flat, meant: Flat) -> bool:
    """A value typed, or chosen, in a field."""
    if found[0] not in ("type", "choose", "click", "tick"):
        return False
    if "name" not in meant[1]:
        return isinstance(found[1], Phrase) and _narrowed(found[1], meant[1])
    value = found[1].name if isinstance(found[1], Phrase) else found[1]
    if plain(value) != plain(meant[1]["name"]) and without_numbers(str(value)) != meant[1]["name"]:
        return False
    if found[0] in ("click", "tick") or meant[2] is None or (len(found) > 2 and found[2] is None):
        return meant[0] == "choose" or meant[2] is None
    return _fits(found[2], meant[2])


def _fits(found: Any, meant: Any) -> bool:
    if meant is None:
        return True
    if not isinstance(found, Phrase):
        return False
    return _named(found, meant) and _narrowed(found, meant)


def _named(found: Phrase, meant: dict[str, Any]) -> bool:
    name = meant.get("name")
    if isinstance(name, dict):
        return _fits(found, {**meant, **name})
    if name is None:
        row = meant.get("row") if meant.get("kind") == "mail" else None
        return row is None or plain(found.name) == plain(row) or bool(found.relations)
    called = plain(found.name or found.words)
    if _USER.fullmatch(name) and _USER.search(found.name or found.words):
        return True
    if _LOG_IN.fullmatch(name) and _LOG_IN.search(found.name or found.words):
        return True
    return called == plain(name) or plain(found.words) == plain(name)


def _narrowed(found: Phrase, meant: dict[str, Any]) -> bool:
    if "ordinal" in meant and found.ordinal != meant["ordinal"]:
        return False
    anchors = {(r.how, plain(r.anchor.name)) for r in found.relations} | {("window", plain(found.window))}
    for key in ("row", "beside", "within", "group"):
        if key == "row" and meant.get("kind") == "mail" and not found.relations:
            continue
        if key in meant and not any(plain(str(meant[key])) == name for _, name in anchors):
            return False
    if "row_by" in meant:
        order = {"lowest": "least", "highest": "most"}[meant["row_by"][0]]
        measures = [r.anchor for r in found.relations] + [found]
        return any(p.extreme == order and p.measure for p in measures)
    return "colour" not in meant or found.colour == meant["colour"]
