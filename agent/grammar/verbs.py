"""Which words begin a step: the verbs of both languages, the polite words before them, the negations.

A *strong* verb begins a step wherever it stands with an object ("press Enter", 点击…). A *weak* one may
just as well be part of a name ("Save", "Paste", 保存): what it is depends on what stands round it, as
agent/grammar/steps.py decides.
"""

from __future__ import annotations

import re
from typing import Literal

from agent.grammar.quoting import MARK
from agent.grammar.words import COMMANDS, one_of

Strength = Literal["strong", "weak"]

_NEEDING_OBJECT = (
    "click|double-click|double click|doubleclick|right-click|right click|middle-click|middle click"
    "|triple-click"
    "|triple click|press|tap|hit|push|select|choose|pick|open|type|write|enter|input|key in|insert"
    "|put|fill|set"
    "|change|search|look for|find|hover|point|mouse over|move|tick|untick|check|uncheck|deselect"
    "|unselect|enable"
    "|disable|turn|switch|toggle|drag|wait for|wait until|close|clear|empty|erase|go to|follow|visit|hold"
    "|make sure|replace|log in|log on|sign in|log in to|navigate|activate|deactivate|opt|don't"
    "|don’t|do not|never"
    "|left-click|left click|ctrl-click|ctrl click|shift-click|shift click|alt-click|alt click|ctrl\\+click"
    "|shift\\+click|mark|unmark|focus|get rid of|throw"
)
_ALONE = "scroll|wait|pause|select all|undo|redo|close it|press enter|hit enter|page down|page up"
_STRONG_EN = re.compile(
    rf"(?:(?:{_NEEDING_OBJECT.replace(' ', chr(92) + 's+')})(?:\s+(?=\S)|\s*(?={MARK}))(?!\s*[=:：])"
    rf"|{one_of(_ALONE.split('|'))}(?![\w=]))",
    re.I,
)
_ALSO_WEAK = ("close", "enter", "clear", "select all")
_WEAK_EN = re.compile(rf"(?:{one_of([*COMMANDS.split('|'), *_ALSO_WEAK])})(?![\w'’]|\s*[=:：])", re.I)

_NO_VERB_YET = (
    "(?!点|单击|双击|右|选|打开|勾|切换|关|按|双|在|从|把|将|滚|向|往|拖|等|用(?!户)|以|去|到|请|再|取消"
    "|删除)"
)
PICKED_FOR = (
    rf"{_NO_VERB_YET}[^\s，,点击按选写填输]{{1,7}}"
    r"(?<![单多全首可筛候精自复勾当挑必任评优备反待被已])(?=选(?![项择中框取定区单手票题集修用购举]))"
)
"""The field of 语言选法语: what stands before 选, where that picks something and is no part of a word."""
WRITTEN_IN = (
    rf"{_NO_VERB_YET}[^\s，,点击按选写填输]{{1,12}}"
    r"(?<![大小拼手编书改重读速听缩特抄])(?=写(?![作信字入邮日笔法着上下]))"
)
"""The field of 姓名写李四."""
_VERB_ZH = (
    "(?:点击|单击|双击|三击|右键|右击|中键|点选|点开(?![具票通户启])|点按|轻点|轻触|点一下|按下|按住|按|敲|选择"
    "|选中|选取|挑选|选"
    "|打开|输入(?![框栏法])|键入|填写|填入|填上|填|写入|写上|写|粘贴到|清空|清除|勾选|勾上|勾"
    "|取消勾选|取消选中|取消选择|启用|禁用|开启|停用"
    "|关闭|关掉|关上|切换|转到|跳到|跳转|前往|进入|访问|滚动|滚|上滑|下滑|滑动|拖动|拖拽|拖|移动"
    "|移到|等待|等到|等|悬停|指向"
    "|搜索|查找|搜|登录|设置|设为|设成|设|改为|改成|调到|调成|换成|点)"
)
_STRONG_ZH = re.compile(
    rf"(?:{_VERB_ZH}(?![赞数阵评心缀])(?=\s*[^\s。，,！!.])|(?:向|往)[上下左右](?:滚|滑|翻|拖)|"
    rf"(?:在|从|往|向|把|将|以|用|给|对|按住).+?{_VERB_ZH}"
    r"|回车|不要|不许|千万别|别|勿|请勿|全选|翻页|[^\s，,]{1,12}?(?:里|中)?(?:输入(?![框法])|填写?|填入|选择)\s*\S"
    rf"|{PICKED_FOR}选.|{WRITTEN_IN}写.)"
)
_WEAK_ZH = re.compile(
    "保存|删除|提交|发送|确定|确认|取消|复制|粘贴|剪切|撤销|重做|关闭|退出|登录|注册|打印|刷新|返回"
    "|下载|上传|安装|新建|标记为|创建|付款|支付"
)

_POLITE_EN = re.compile(
    r"(?:please|pls|plz|kindly|ok(?:ay)?(?:\s*,|(?=\s+(?:now|please|then)\b))|(?:could|can|would|will)\s+you(?:\s+please|\s+kindly)?"
    r"|i(?:\s+want|\s+need|'?d\s+like|’d\s+like"
    r"|\s+would\s+like)(?:\s+you)?\s+to|i(?:\s+want|\s+need)\s+you\s+to|help\s+me(?:\s+to)?"
    r"|try\s+to|go\s+ahead\s+and"
    r"|let'?s|let\s+us|(?:hey\s+|hi\s+|hello\s+)?deskhand\s*,?|you\s+(?:should|must|can)"
    r"|now\s+please|be\s+so\s+kind\s+(?:and|as\s+to))\s*,?\s+",
    re.I,
)
_ORDER_EN = re.compile(
    r"(?:and\s+|but\s+)?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|next|now|then|after\s+that"
    r"|afterwards|finally|lastly|also|just"
    r"|simply|again|and|to)\s*,?\s+",
    re.I,
)
_POLITE_ZH = re.compile(
    r"(?:请你?(?!假|求|柬)|麻烦你?|劳驾|帮我|帮忙|帮|给我|能不能|能否|可不可以|可以|我想要?|我要"
    r"|我需要|你|现在|先|首先|其次|然后|随后|接着|接下来"
    r"|最后|之后|再|就|去|来|让我们|并且|并|同时|一直|持续|不断|用鼠标(?=[单双点右左中]))\s*[,，]?\s*"
)
_SURE_ZH = re.compile(r"(?:请你?|麻烦你?|劳驾|帮我|能不能|能否|可不可以|我想要?|我要)")
_THANKS = re.compile(
    r"\s*[,，]?\s*(?:\bplease|\bpls|\bthanks|\bthank\s+you|\bfor\s+me|谢谢你?|好吗|可以吗|行吗|吧"
    r"|好不好)\s*[.!?。！？]*$",
    re.I,
)
DECLINED = re.compile(r"(?:\bno|不[了用]?)\s*[,，]?\s*(?:thanks|thank\s+you|谢谢)[.!。！\s]*$", re.I)
"""“No, thanks” is what a button says."""
_NEGATION = re.compile(
    r"(?:do\s+not|don['’]?t|never|must\s+not|should\s+not|shouldn['’]t|avoid|refrain)\b|(?:请|你)?"
    r"(?:不要|别(?!名|人|的)|勿|请勿|不许|千万别|不能|不可以|不准|不用|禁止)"
    r"|不(?=点击|单击|点|按|选|勾|打开|输入)",
    re.I,
)


_NEEDS_MORE = re.compile(
    r"(?:(?:double|right|middle|triple|left)?[\s-]?click(?:\s+on)?|press|tap|hit|push|type|write"
    r"|drag|hover(?:\s+over)?|point(?:\s+at)?"
    r"|tick|untick|uncheck|choose|pick|put|fill(?:\s+in)?|move|toggle|set|turn\s+(?:on|off)|go\s+to"
    r"|switch\s+to|scroll\s+to"
    r"|wait\s+(?:for|until)|search\s+for|点击|单击|双击|右击|右键点击|点|按下?|输入|键入|填写?"
    r"|拖动?|选择|选中|勾选|取消勾选|切换到|搜索|打开)"
    r"[\s.!?。！？]*",
    re.I,
)
_NO_VERB = re.compile(r"(?:please|pls|then|and|or|the|a|an|请|然后|再|并|和|接着|最后|[\s,.])+", re.I)


def verb_strength(text: str) -> Strength | None:
    """How surely the words begin a step of their own; decided by their first hundred characters."""
    text = text[:_ENOUGH]
    if _STRONG_EN.match(text) or _STRONG_ZH.match(text):
        return "strong"
    return "weak" if _WEAK_EN.match(text) or _WEAK_ZH.match(text) else None


def ends_with_command(text: str) -> bool:
    """The words are one weak verb and nothing else."""
    match = _WEAK_EN.match(text) or _WEAK_ZH.match(text)
    return match is not None and not text[match.end() :].strip(" .!。！")


_ENOUGH = 100
_MOST_COURTESY = 8  # "ok, could you please then first …": nobody says more, and the time stays bounded


def without_courtesy(text: str) -> str:
    """Without "please", "could you", 请, 帮我 and words of order in front, where an instruction follows."""
    asked = False
    for _ in range(_MOST_COURTESY):
        match = _POLITE_EN.match(text) or _sequence(text)
        if match is None or not text[match.end() :].strip():
            break
        asked = asked or re.search(r"you|能|可", match.group(), re.I) is not None
        text = text[match.end() :]
    return re.sub(r"\s*吗?\s*[?？]$", "", text) if asked else text


def _sequence(text: str) -> re.Match[str] | None:
    """Words of order ("next", 再): also names, so they go only before a verb."""
    match = _ORDER_EN.match(text) or _POLITE_ZH.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    again = _POLITE_EN.match(rest) or _ORDER_EN.match(rest) or _POLITE_ZH.match(rest)
    if verb_strength(rest) or again or _SURE_ZH.match(match.group()):
        return match
    return None


def without_thanks(text: str) -> str:
    """Without "please", "thanks", 谢谢, 吧 at the end."""
    shorter = _THANKS.sub("", text)
    kept = not shorter.strip() or is_incomplete(shorter) or DECLINED.search(text)
    return text if kept else shorter


def is_incomplete(text: str) -> bool:
    """A verb that needs an object, without one; or no verb at all, only "please" or "then"."""
    return _NEEDS_MORE.fullmatch(text) is not None or _NO_VERB.fullmatch(text) is not None


def is_negated(text: str) -> bool:
    """The words say what not to do."""
    return _NEGATION.match(text.strip()) is not None
