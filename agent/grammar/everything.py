"""The same for all of a sort: "tick all boxes in the Options group", "click every Delete"."""

from __future__ import annotations

import re
from typing import Literal

from agent.grammar.clause import Clause
from agent.grammar.kind_words import TICKABLE
from agent.grammar.quoting import MARK
from agent.grammar.verbs import without_thanks
from agent.intents import EachIntent, Intent, Phrase, Relation

Deed = Literal["tick", "untick", "click"]
_ALL = (
    r"(?:all(?:\s+of)?(?:\s+the)?|every(?:\s+single)?(?:\s+one\s+of\s+the)?"
    r"|each(?:\s+of\s+the|\s+one\s+of\s+the)?|both(?:\s+of\s+the)?"
    r"|everything)"
)
_BOXES = (
    r"(?:check\s?boxes|check\s?box|tick\s?boxes|tick\s?box|boxes"
    r"|box|switches|switch|toggles?|options?|choices|items?"
    r"|ones?|settings|things?|entries|entry|rows?)"
)
_IN = (
    r"(?:\s+(?:in|under|of|on|from|within|below|inside)\s+(?:the\s+)?(?:(?:group"
    r"|section)\s+)?(?P<group>MARK(?:\s+\w+)?|\S.*?)(?:\s+(?:group"
    r"|section|list|panel|box|area|category|heading|table|page"
    r"|form))?)"
)
_TICK = r"(?:tick|check|enable|turn\s+on|switch\s+on|activate)"
_UNTICK = r"(?:untick|uncheck|deselect|disable|turn\s+off|switch\s+off|unselect|deactivate|unmark)"
_CLICK = r"(?:click(?:\s+on)?|press|hit|tap|push|expand|dismiss)"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("MARK", MARK) + r"[.!。！]?", re.I | re.S)


_AFTER = re.compile(
    r"\s*,?\s*(?:one\s+(?:after|by)\s+(?:the\s+other|another|one)|in\s+turn)[.!]?$|\s*[，,]?\s*(?:一个一个地?)$",
    re.I,
)
_HERE = re.compile(r"(?:this|the|that)?\s*(?:page|screen|form|list|window)|here|it|there", re.I)
_ENGLISH: list[tuple[re.Pattern[str], Deed]] = [
    (_rule(rf"{_UNTICK}\s+{_ALL}(?:\s+{_BOXES})?{_IN}?"), "untick"),
    (_rule(rf"clear\s+{_ALL}\s+(?:check|tick)\s?boxes{_IN}?"), "untick"),
    (_rule(rf"(?:tick|check|enable)\s+{_ALL}\s+\w+{_IN}"), "tick"),
    (_rule(rf"(?:select|mark)\s+{_ALL}\s+{_BOXES}{_IN}?"), "tick"),
    (_rule(rf"{_TICK}\s+{_ALL}(?:\s+{_BOXES})?{_IN}?(?:\s+as\s+(?:done|read|complete|completed))?"), "tick"),
    (
        _rule(
            rf"(?:mark|check|tick)\s+{_ALL}\s+(?P<kind>\w+){_IN}(?:\s+as\s+(?:done|read|complete|completed))"
        ),
        "tick",
    ),
    (_rule(rf"(?:turn|switch)\s+{_ALL}(?:\s+{_BOXES})?{_IN}?\s+off"), "untick"),
    (_rule(rf"(?:turn|switch)\s+{_ALL}(?:\s+{_BOXES})?{_IN}?\s+on"), "tick"),
    (
        _rule(
            rf"(?:(?:i['’]?d\s+like|i\s+want|have|get)\s+)?{_ALL}\s+{_BOXES}{_IN}?\s+(?:un(?:ticked|checked)|(?:turned|switched)\s+off|off)"
        ),
        "untick",
    ),
    (
        _rule(
            rf"(?:(?:i['’]?d\s+like|i\s+want|have|get)\s+)?{_ALL}\s+{_BOXES}{_IN}?\s+(?:ticked|checked|selected|enabled|(?:turned|switched)\s+on)"
        ),
        "tick",
    ),
    (_rule(rf"{_CLICK}\s+{_ALL}\s+(?P<what>MARK|\S.*?)(?:\s+(?:buttons?|links?|icons?))?{_IN}?"), "click"),
    (
        _rule(
            rf".*?\bby\s+(?:clicking|pressing|hitting)\s+(?:on\s+)?{_ALL}\s+(?P<what>MARK|\S.*?)(?:\s+(?:buttons?|links?))?"
        ),
        "click",
    ),
]
_ALL_ZH = r"(?:所有的?|全部的?|每一?个|每一?项|每一?[条天]|各个|一切)"
_BOX_ZH = r"(?:复选框|勾选框|选项|开关|方框|框|选择框|项目?|东西|条目)"
_GROUP_ZH = (
    r"(?P<group>MARK|[^，,。的]{1,16}?)\s*(?:那一?)?(?:分组"
    r"|组|一组|部分|栏目?|分类|列表|面板|区域?)?(?:里面?|中"
    r"|下面?|内|之?下)?(?:的)?"
)
_ON_ZH = r"(?:勾选上?|勾上|打勾|打上勾|选上|选中|勾起来|打开|开启|启用|勾)"
_OFF_ZH = r"(?:取消勾选|取消选中|取消|去掉勾选|关闭|关掉|关上|禁用|不勾)"
_DO_ZH = r"(?:点[击开掉]?|单击|按)(?:一下|一遍|一次)?"
_ALL_OF_ZH = r"(?:都|全部?|统统|通通|一个不落地|全都|挨个|逐个|一个个)"
_CHINESE: list[tuple[re.Pattern[str], Deed]] = [
    (
        _rule(rf"(?:请?把|将)?\s*(?:{_GROUP_ZH})??\s*{_ALL_ZH}{_BOX_ZH}?\s*{_ALL_OF_ZH}?\s*{_OFF_ZH}"),
        "untick",
    ),
    (_rule(rf"(?:请?把|将)?\s*(?:{_GROUP_ZH})??\s*{_ALL_ZH}{_BOX_ZH}?\s*{_ALL_OF_ZH}?\s*{_ON_ZH}"), "tick"),
    (_rule(rf"(?:请?把|将)?\s*(?:{_GROUP_ZH})??\s*{_BOX_ZH}\s*{_ALL_OF_ZH}\s*{_OFF_ZH}"), "untick"),
    (_rule(rf"(?:请?把|将)?\s*(?:{_GROUP_ZH})??\s*{_BOX_ZH}\s*{_ALL_OF_ZH}\s*{_ON_ZH}"), "tick"),
    (_rule(rf"(?:请|帮我)?{_OFF_ZH}\s*(?:{_GROUP_ZH})??\s*{_ALL_ZH}{_BOX_ZH}?"), "untick"),
    (_rule(rf"(?:请|帮我)?{_ON_ZH}\s*(?:{_GROUP_ZH})??\s*{_ALL_ZH}{_BOX_ZH}?"), "tick"),
    (
        _rule(
            rf"(?:请?把|将)?\s*{_ALL_ZH}\s*(?P<what>MARK|[^，,。都]{{1,14}}?)(?:按钮|链接)?\s*{_ALL_OF_ZH}\s*{_DO_ZH}"
        ),
        "click",
    ),
    (
        _rule(
            rf"(?:逐个|依次|挨个){_DO_ZH}\s*(?:{_ALL_ZH})?(?P<what>MARK|[^，,。、]{{1,14}}?)(?:按钮|链接)?"
        ),
        "click",
    ),
    (
        _rule(
            rf"{_DO_ZH}\s*(?:页面上)?(?!全部(?!的)){_ALL_ZH}\s*(?P<what>MARK|[^，,。]{{1,14}}?)(?:按钮|链接)?"
        ),
        "click",
    ),
]
_SEVERAL = re.compile(r"\s*(?:\band\b|和|以及|、)\s*", re.I)
_NUMBER_OF = re.compile(r"(?:这)?[两三几](?:个)?(?:组|分组|部分)?$")


def read(clause: Clause) -> list[Intent] | None:
    """The repetition that the step asks for; None where it asks for none."""
    text = _AFTER.sub("", without_thanks(clause.text.strip()))
    for pattern, deed in (*_ENGLISH, *_CHINESE):
        match = pattern.fullmatch(text)
        if match is not None:
            return _intents(clause, match.groupdict(), deed)
    return None


_AS_DONE = re.compile(r"\s+as\s+(?P<state>done|read|complete|completed)[.!]?$", re.I)


def _intents(clause: Clause, said: dict[str, str | None], deed: Deed) -> list[Intent] | None:
    group = (said.get("group") or "").strip()
    what = (said.get("what") or "").strip()
    if deed == "click" and (
        not what or re.fullmatch(r"(?:of\s+)?(?:them|it|text|words?)|(?:in|of|on)\s.*", what, re.I)
    ):
        return None
    groups = [""] if not group or _HERE.fullmatch(group) else _SEVERAL.split(_NUMBER_OF.sub("", group))
    found = [EachIntent(words=clause.words, target=_target(clause, what, one), do=deed) for one in groups]
    state = _AS_DONE.search(clause.text)
    return [_or_marked(one, state["state"]) for one in found] if state else list(found)


def _or_marked(intent: EachIntent, state: str) -> EachIntent:
    """ "Mark every chore as done": where there are no boxes, there are buttons that say so."""
    button = intent.target.model_copy(update={"name": f"mark {state}", "kinds": ()})
    return intent.model_copy(update={"target": intent.target.model_copy(update={"also": (button,)})})


def _target(clause: Clause, what: str, group: str) -> Phrase:
    name = clause.literal(what) if what else ""
    relations: tuple[Relation, ...] = ()
    if group:
        anchor = Phrase(words=clause.quotes.restored(group), name=clause.literal(group))
        relations = (Relation(how="inside", anchor=anchor),)
    kinds = () if what else TICKABLE
    words = " ".join(part for part in (name, clause.quotes.restored(group)) if part) or "all boxes"
    return Phrase(words=words, name=name, kinds=kinds, relations=relations)
