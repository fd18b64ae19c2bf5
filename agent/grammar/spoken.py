"""Turns of speech that say a step in a roundabout way, said plainly, before anything is read.

"Would you mind putting …, then pressing Preview", "Before you click Create, enter …", "… and submit it",
填完点计算, "when done". All on masked text: what stands in quotes is not touched.
"""

from __future__ import annotations

import re

_GERUNDS = {
    "putting": "put", "pressing": "press", "typing": "type", "clicking": "click", "entering": "enter",
    "filling": "fill", "opening": "open", "selecting": "select", "choosing": "choose", "ticking": "tick",
    "writing": "write", "setting": "set", "hitting": "hit", "closing": "close", "saving": "save",
    "sending": "send", "picking": "pick", "changing": "change",
}  # fmt: skip
_MIND = re.compile(rf"^\s*(?:please\s+)?(?:would|do)\s+you\s+mind\s+(?P<verb>{'|'.join(_GERUNDS)})\b", re.I)
_NEXT = re.compile(rf"(?P<join>(?:,\s*|\s+)(?:and\s+)?(?:then\s+)?)(?P<verb>{'|'.join(_GERUNDS)})\b", re.I)
_BEFORE = re.compile(
    r"^\s*before\s+(?:you\s+)?(?P<verb>click|press|hit)(?:ing)?\s+(?P<what>[^,]{1,40}?)\s*,\s*(?P<rest>.+?)[.!]?$",
    re.I | re.S,
)
_WHEN_DONE = re.compile(
    r"\s*,?\s*(?:when|once|after)\s+(?:you(?:['’]re|\s+are)\s+|that['’]s\s+|all\s+(?:is\s+)?)?(?:done|finished|ready)(?=[.!]?$)",
    re.I,
)
_AND_SEND = re.compile(
    r"(?:\s*,)?\s+(?:and|then)\s+(?:then\s+)?(?P<verb>submit|send|post|save|publish|confirm|share|upload|order)"
    r"\s+(?:it|that|this|them|the\s+form)(?=\s*[.!]?\s*$)",
    re.I,
)
_FILLED_ZH = re.compile(
    r"[，,、\n]\s*(?:都)?(?:填好|填完|写好|写完|选好|弄好|弄完|做完|搞定|完)(?:以后|之后|后|了)?\s*[，,]?\s*(?=点|按|单击|提交|保存|发送|确认|确定)"
)
_FORWARD_EN = re.compile(r"^\s*(?:hey|hi|hello)\s+(?=(?:can|could|please|would)\b)", re.I)
_QUESTION = re.compile(r"^\s*(?P<body>.{6,}?)\s*,?\s+(?:would|will|could|can)\s+you\s*[?.]?$", re.I | re.S)
_TAG = re.compile(r"[？?]\s*$")


_PLAIN: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\n\s*[-•*]\s+"), "\n"),
    (
        re.compile(r"\s*[;,.]?\s*fill\s+(?:those|these|them|that|it)\s+in\s*(?:,|and)?\s*(?:then\s+)?", re.I),
        ", then ",
    ),
    (
        re.compile(
            r"(?P<head>^\s*(?:search|look)\s+for\s.+?)\s+(?:using|with|in)\s+the\s+search\s+(?:field|box|bar)(?=[.,;!]|$|\s+and)",
            re.I,
        ),
        r"\g<head>",
    ),
    (
        re.compile(
            r"\b\w+\s+(?:it|that|them)\s+(?:with|using|by\s+clicking)\s+the\s+(?P<what>[\w "
            r"]{1,20}?)\s+button",
            re.I,
        ),
        r"click \g<what>",
    ),
    (
        re.compile(
            r"(?P<head>^\s*(?:please\s+)?(?:(?:tick|check|untick|uncheck|switch|turn|mark|select|clear|enable|disable)\b.*\b(?:all|every|each)\b|(?:copy|set|mark)\b).*?)\s+and\s+(?P<verb>save|submit|send|confirm|apply|search)(?=[.!]?$)",
            re.I | re.S,
        ),
        r"\g<head>, then \g<verb>",
    ),
    (re.compile(r"\s*,?\s*one\s+(?:after|by)\s+(?:the\s+)?(?:other|another|one)(?=[.!]?$|,)", re.I), ""),
    (re.compile(r"^\s*(?:(?:在)?计算器(?:上|里)?\s*)?依次(?=点.*、)"), ""),
    (
        re.compile(
            r"^(?!.*\b(?:lowest|highest|cheapest|newest|most|least)\b)\s*[^?？]{3,60}[?？]\s+(?=just\s)", re.I
        ),
        "",
    ),
    (re.compile(r"\s*,?\s*but\s+(?:do\s+not|don['’]t)\s+[^,.]*\byet(?=[.!]?$)", re.I), ""),
    (re.compile(r"(?<=[，,])\s*(?!取消|没有|否则|不|就|再|然后|并|请)[^\s，,勾取话]{1,6}勾选(?=\S)"), "勾选"),
    (
        re.compile(
            r"(?P<head>全选(?:文字|文本|内容)?)\s*[，,]\s*(?:改写成|替换成|换成|改成)\s*(?=[\ue000-\uf8ff])"
        ),
        r"\g<head>，然后输入",
    ),
    (re.compile(r"把它\s*(?:关了|关掉|关上|关闭)"), "关掉它"),
]


def plainly(text: str) -> str:
    """The same words, said plainly."""
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    text = _FORWARD_EN.sub("", text)
    text = _QUESTION.sub(lambda m: m["body"], text)
    if _MIND.match(text):
        text = _MIND.sub(lambda m: _GERUNDS[m["verb"].lower()], text)
        text = _TAG.sub("", _NEXT.sub(lambda m: m["join"] + _GERUNDS[m["verb"].lower()], text))
    text = _WHEN_DONE.sub("", text)
    text = _BEFORE.sub(lambda m: f"{m['rest']}, then {m['verb']} {m['what']}", text)
    text = _AND_SEND.sub(lambda m: f", then {m['verb']}", text)
    return _FILLED_ZH.sub("，然后", text)
