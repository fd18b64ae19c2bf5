"""Emptying a field by its text, in both languages: "delete the text in Name", 把备注里的内容删掉."""

from __future__ import annotations

import re

from agent.grammar.clause import Clause, Rule, as_field, rule
from agent.intents import ClearIntent, Intent

_TEXT_EN = r"(?:everything|(?:all\s+(?:of\s+)?)?(?:the\s+)?(?:text|contents?|value))"
_TEXT_ZH = "的?(?:所有|全部)?的?(?:内容|文字|文本|(?<=的)字)"
_IN_ZH = "(?:里面|里|中|内|上)"
_DELETE_ZH = "(?:删除|删掉|删去|删了|清空|清除|清掉|去掉)"


def clear(m: re.Match[str], clause: Clause) -> list[Intent]:
    return [ClearIntent(words=clause.words, target=as_field(clause.phrase(m["what"])))]


CLEAR_RULES_EN: list[Rule] = [
    rule(
        rf"(?:delete|remove|clear|erase|empty|wipe)(?:\s+out)?\s+{_TEXT_EN}\s+(?:in|of|from|inside)\s+(?P<what>.+)",
        clear,
    ),
]
CLEAR_RULES_ZH: list[Rule] = [
    rule(rf"{_DELETE_ZH}\s*(?P<what>(?!选中|选定|被选|高亮)[^，,]+?)\s*{_IN_ZH}{_TEXT_ZH}", clear),
    rule(rf"{_DELETE_ZH}\s*(?P<what>[^，,]+?(?:框|栏|字段|编辑器|文本区))\s*{_TEXT_ZH}", clear),
    rule(
        rf"(?:把|将)\s*(?P<what>(?!选中|选定|被选|高亮)[^，,]+?)\s*{_IN_ZH}?\s*{_TEXT_ZH}\s*(?:都|全部)?\s*{_DELETE_ZH}掉?",
        clear,
    ),
]
