"""The row that a thing stands in: "in row 2", "in Alice's row", "Bob's Edit button", 第二行的删除.

The first stages of `agent.grammar.phrases`, one for each language, on a Draft.
"""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar.draft import Draft
from agent.grammar.kind_words import KINDS_EN
from agent.grammar.quoting import MARK
from agent.grammar.words import ORDINALS_EN, one_of, spread

_NUMBER_ZH = r"[一二两三四五六七八九十\d]{1,4}"
_CELL = re.compile(
    r"\brow\s+\d+\s*(?:,|and)?\s*(?:in\s+)?(?:the\s+)?column\s+\d|\bcolumn\s+\d+\s*(?:,|and|of|in)?\s*(?:the\s+)?row\s+\d"
    rf"|第\s*{_NUMBER_ZH}\s*行[的、,，]?\s*第\s*{_NUMBER_ZH}\s*列|第\s*{_NUMBER_ZH}\s*列[的、,，]?\s*第\s*{_NUMBER_ZH}\s*行",
    re.I,
)
_COUNTED = re.compile(
    r"(?P<head>.+?)\s+(?:in|on|of|at)\s+(?P<anchor>(?:the\s+)?(?:row|line)\s+\d{1,3}"
    rf"|the\s+(?:{one_of(ORDINALS_EN)}|\d+(?:st|nd|rd|th))\s+(?:row|line))",
    re.S,
)
_OWN_ROW = re.compile(
    rf"(?P<head>.+?)\s+(?:in|on|from)\s+(?P<anchor>(?:{MARK}|\w\S*?)(?:\s+[A-Z]\S*?)?)['’]s\s+(?:row|line)",
    re.S,
)
_DEED = (
    r"(?i:edit|delete|remove|view|download|rename|reply|approve|reject|details|print|share"
    r"|archive|restore|retry)"
)
_THING = r"(?:button|link|icon)"
_OWNER = rf"(?P<anchor>{MARK}|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)?)"
_OWNED = (
    re.compile(rf"(?:the\s+)?{_OWNER}['’]s\s+(?P<head>{_DEED}\s+{_THING}|check\s?box|radio\s+button|switch)"),
    re.compile(
        rf"(?:the\s+)?(?P<head>(?i:edit|delete|remove|rename|reply|approve|reject|details)(?:\s+{_THING})?)\s+for\s+"
        rf"(?P<anchor>{MARK}|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){{0,2}}|\S+\.\w+)"
    ),
)
_ROW_WITH = re.compile(
    r"(?:the\s+)?(?P<kind>row|line)\s+(?:with|containing|of|for|that\s+(?:says|contains|has|shows))\s+(?P<name>.+)",
    re.S,
)
_CONTAINER_ZH = "(?P<where>.*?(?:窗口|对话框|列表|面板|表格|页面|表))(?:里面?|中|上)?的?"
_DEED_ZH = "(?:删除|移除|编辑|修改|查看|下载|回复|详情|重命名|打印|批准|拒绝|分享|归档|恢复|重试)"
_COUNTED_ZH = re.compile(
    rf"(?:{_CONTAINER_ZH})?\s*(?P<anchor>(?:倒数)?第\s*{_NUMBER_ZH}\s*行|最后一行)"
    rf"(?:(?:里面?|中|上)?的\s*|(?={_DEED_ZH}|第))(?P<head>.+)",
    re.S,
)
_OWNED_ZH = re.compile(rf"(?P<anchor>[^的，,]{{1,20}}?)\s*的\s*(?P<head>{_DEED_ZH}(?:按钮|图标|链接)?)", re.S)
_NO_OWNER_ZH = re.compile(
    "(?:名|叫|写|标|带|显示|有|最|被|已).*|.*(?:[色边侧面方角部中里上下个项条行列大小空栏框页我你他这那新旧前后处]|选中|选定"
    "|勾选|禁用|当前|高亮|窗口|窗体|对话框|菜单|面板|列表|表格|区域|程序|应用|弹窗|屏幕|桌面|红|橙|黄|绿|蓝|紫|粉|黑|白|灰)"
)


def english(draft: Draft) -> None:
    """Raises InstructionError for a cell by row and column, which nothing can count yet."""
    text = draft.text
    if _CELL.search(text):
        raise InstructionError(
            "Deskhand counts no cells by row and column: name what stands in the cell, or next to it."
        )
    row = _ROW_WITH.fullmatch(text)
    if row:
        draft.kinds, draft.text = spread(KINDS_EN)[row["kind"]], row["name"]
        return
    for pattern in (_COUNTED, _OWN_ROW, *_OWNED):
        match = pattern.fullmatch(text)
        if match:
            draft.text = match["head"]
            draft.anchors.append(("in_row_of", match["anchor"]))
            return


def chinese(draft: Draft) -> None:
    """第二行的删除按钮, Bob的删除按钮; not 红色的删除按钮."""
    counted = _COUNTED_ZH.fullmatch(draft.text)
    if counted and counted["where"]:
        draft.wheres.append(counted["where"])
    owned = None if counted else _OWNED_ZH.fullmatch(draft.text)
    if owned and _NO_OWNER_ZH.fullmatch(owned["anchor"]):
        return
    match = counted or owned
    if match:
        draft.text = match["head"]
        draft.anchors.append(("in_row_of", match["anchor"]))
