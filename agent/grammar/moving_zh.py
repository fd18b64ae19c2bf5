"""The Chinese ways of scrolling and waiting."""

from __future__ import annotations

import re

from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.counting import NUMBER
from agent.grammar.moving_en import scroll, wait, wait_until
from agent.intents import Intent

Match = re.Match[str]
Intents = list[Intent] | None

_WAYS = {"上": "up", "下": "down", "左": "left", "右": "right"}
_SEEN = r"(?:直到|直至|到)\s*(?:能)?(?:看到|看见|出现|显示|找到|见到)了?\s*(?P<see>.+?)(?:为止|出现)?"
_SEEN_LAST = r"(?:直到|直至)\s*(?P<shows>.+?)\s*(?:出现|显示(?:出来)?|可见|加载出来)(?:为止)?"
_TIMES = (
    rf"(?:\s*(?:{NUMBER}(?=\s*页))?\s*(?:(?P<times>{NUMBER})\s*(?:次|下|格|行)|(?P<pages>{NUMBER})"
    rf"\s*[页屏]|(?P<amount>一点点?|一些)|一下)?)"
)
_ROLL = "(?:滚动|滚|滑动|滑|翻动?|拉)"
_END = "(?:最)?(?P<end>底部|底端|底|下面|下方|下|末尾|结尾|顶部|顶端|顶|上面|上方|上|开头)"


def roll(m: Match, clause: Clause) -> Intents:
    """Reads the Chinese direction words and leaves the rest to the English rule."""
    return scroll(_Directed(m), clause)  # type: ignore[arg-type]


class _Directed:
    """A match whose Chinese directions read as English ones."""

    def __init__(self, match: Match) -> None:
        self._match = match

    def groupdict(self) -> dict[str, str | None]:
        groups = self._match.groupdict()
        if groups.get("way"):
            groups["way"] = _WAYS[groups["way"]]
        if groups.get("end"):
            groups["end"] = "top" if groups["end"].removeprefix("最")[0] in "顶上开" else "bottom"
        return groups

    def group(self, name: str) -> str | None:
        return self.groupdict().get(name)


_WAY = r"(?:向|往|朝)?\s*(?P<way>[上下左右])"

MOVING_RULES: list[c.Rule] = [
    rule(
        rf"(?:把|将|在)?\s*(?P<within>[^，,]*?)\s*(?:里面|里|中|内|上)?\s*{_WAY}\s*{_ROLL}(?:页面"
        rf"|网页|屏幕)?\s*[，,]?\s*{_SEEN}",
        roll,
    ),
    rule(
        rf"(?:把|将|在)?\s*(?P<within>[^，,]*?)\s*(?:里面|里|中|内|上)?\s*{_WAY}\s*{_ROLL}(?:页面"
        rf"|网页|屏幕)?\s*[，,]?\s*{_SEEN_LAST}",
        roll,
    ),
    rule(rf"(?:一直)?{_ROLL}(?:页面|网页)?\s*[，,]?\s*{_SEEN}", roll),
    rule(rf"(?:一直)?{_ROLL}(?:页面|网页)?\s*[，,]?\s*{_SEEN_LAST}", roll),
    rule(
        rf"(?:一直)?(?:(?:把|将)\s*)?(?P<within>.*?)(?:一直)?(?:(?:向|往)?[上下])?\s*{_ROLL}\s*"
        rf"(?:到|至)\s*(?:页面|网页|窗口|屏幕)?的?\s*{_END}",
        roll,
    ),
    rule(rf"{_ROLL}\s*(?P<within>.*?)\s*(?:到|至)\s*(?:页面|网页)?的?\s*{_END}", roll),
    rule(
        rf"(?:一直)?(?:(?:向|往)?[上下])?{_ROLL}\s*(?:到|至)\s*(?P<within>[^，,]+?)的?\s*"
        r"(?P<end>最?(?:底部|底端|末尾|结尾|顶部|顶端|开头)|最(?:下面|上面|后))",
        roll,
    ),
    rule(rf"(?:把|将|在)\s*(?P<within>.+?)\s*(?:里面|里|中|内|上)?\s*{_WAY}\s*{_ROLL}{_TIMES}", roll),
    rule(rf"(?:一直)?{_WAY}\s*{_ROLL}{_TIMES}(?:页面|网页|屏幕)?", roll),
    rule(rf"(?:一直)?{_WAY}\s*{_ROLL}\s*(?P<within>.+?)", roll),
    rule(rf"{_ROLL}\s*(?:到|至)\s*(?P<until>.+?)(?:处|那里|的位置)?", roll),
    rule(rf"{_ROLL}(?:一下|页面|网页)?", roll),
    rule(r"(?:等待|等候|等|暂停)\s*(?:一下\s*)?(?P<for>.+)", wait),
    rule(
        r"(?:等待|等候|等)(?:到|直到)?\s*(?P<gone>.+?)\s*(?:消失|不见|关闭|结束|没了|不再显示)(?:了"
        r"|为止|后|之后)*",
        wait_until,
    ),
    rule(r"直到\s*(?P<gone>.+?)\s*(?:消失|不见)(?:了|为止)*", wait_until),
    rule(r"(?:等待|等候|等)(?:到|直到)?\s*(?:看到|看见|出现|显示)了?\s*(?P<see>.+?)(?:为止)?", wait_until),
    rule(
        r"(?:等待|等候|等)(?:到|直到)?\s*(?P<shows>.+?)\s*(?:出现|显示(?:出来)?|弹出|打开|加载"
        r"(?:完成|完毕|完|出来)|可见)(?:了|为止|后|之后)*",
        wait_until,
    ),
    rule(r"等到\s*(?P<until>.+)", wait_until),
    rule(r"(?:等待|等)\s*(?P<until>.+)", wait_until),
]
