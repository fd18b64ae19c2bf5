"""A value that stands on the screen goes into a field: "copy the order number into the search field",
"read the total and put it in the amount field", 把订单号复制到搜索框."""

from __future__ import annotations

import re

from agent.grammar.clause import Clause, as_field
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.superlatives import best_of
from agent.grammar.verbs import without_courtesy
from agent.intents import CopyIntent, Intent, Phrase, Relation

_THE = r"(?:the|my|our|its?|this|that)\s+"
_SHOWN = (
    r"(?:\s+(?:that\s+is\s+)?(?:shown|displayed|written|listed|given|printed|visible)?\s*(?:(?:on|at|in|from)\s+(?:the\s+)?(?:screen|page|top|window)|above|below|there))?"
    r"(?:\s+(?:shown|displayed))?"
)
_SOURCE = r"(?P<source>MARK|\S.{0,60}?)"
_TARGET = r"(?P<target>MARK(?:\s+\w+)?|\S.{0,90}?)"
_INTO = r"(?:into|in\s+to|to|in|under|as)"
_TAKE = r"(?:read|take|grab|find|get|look\s+(?:at|up)|note|see|fetch|copy)"
_PUT = r"(?:put|type|paste|enter|write|fill|use|insert|copy)"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("MARK", MARK) + r"[.!。！]?", re.I | re.S)


_PAIR = rf"{_SOURCE}{_SHOWN}\s+(?:into|to|in)\s+{_TARGET}"
_ENGLISH = [
    _rule(
        rf"{_TAKE}\s+(?:{_THE})?{_SOURCE}{_SHOWN}\s*(?:,|\s+and(?:\s+then)?|;)\s*(?:then\s+)?{_PUT}\s+(?:it|that|this|the\s+value)\s+(?:over\s+)?(?:down\s+)?{_INTO}\s+{_TARGET}"
    ),
    _rule(rf"copy(?:\s+over)?\s+{_PAIR}"),
    _rule(
        rf"(?:i['’]?d\s+like|i\s+want|have|get)\s+{_THE}{_SOURCE}{_SHOWN}\s+copied\s+(?:into|to|in)\s+{_TARGET}"
    ),
    _rule(rf"{_PUT}\s+whatever\s+{_THE}{_SOURCE}\s+(?:says|is|shows|reads)\s+(?:into|to|in)\s+{_TARGET}"),
    _rule(
        rf"(?:fill|set)\s+(?:in\s+)?{_TARGET}\s+(?:with|to)\s+{_THE}(?P<source>\S.{{0,40}}?(?:\s+(?:shown|displayed|listed|given)\b.*|\s+(?:from|on)\s+(?:the\s+)?(?:screen|page)|\s+of\s+.+))"
    ),
    _rule(
        rf"use\s+(?:the\s+)?(?:value|text|number|figure)\s+(?:of|in|from)\s+{_SOURCE}\s+(?:for|in|as)\s+{_TARGET}"
    ),
    _rule(rf"(?:put|enter|write|fill)\s+{_THE}{_SOURCE}{_SHOWN}\s+(?:into|in|under)\s+{_TARGET}"),
]
_LITERAL = re.compile(
    r"(?:word|text|phrase|letters?|string|sentence|words|number|code|digits?|value|amount|name)\s+(?:MARK|\S+)$".replace(
        "MARK", MARK
    ),
    re.I,
)
_MORE_PAIRS = re.compile(
    r"\s*(?:,|\band\b)\s*(?:and\s+)?(?=(?:the|my)\s+\S.{0,40}?\s+(?:into|to|in)\s+)", re.I
)
_SHOWN_ZH = r"(?:页面上?|屏幕上?|上面)?(?:显示|写着?|给出)?的?"
_TO_ZH = r"(?:复制|拷贝|粘贴|填|抄|输入?|写|誊|照着输入|照抄)(?:一下)?(?:进|到|入|至|在)"
_TZ = r"(?P<target>MARK(?:一?栏|框|里|处)?|[^，,。]{1,16}?)(?:那里|那一?栏|一栏|里面?|中|处|上|去)?"
_SZ = r"(?P<source>MARK|[^，,。]{1,24}?)(?:的?(?:数值|内容|数字|值))?"
_CHINESE = [
    _rule(rf"(?:请?把|将)\s*{_SHOWN_ZH}{_SZ}\s*(?:照着)?{_TO_ZH}\s*{_TZ}"),
    _rule(
        rf"(?:读|看|记|找|查)(?:一下|取|到|出)?\s*{_SHOWN_ZH}{_SZ}(?:是多少|是什么)?\s*[，,]\s*(?:然后|再)?(?:把它)?{_TO_ZH}\s*{_TZ}"
    ),
    _rule(rf"复制\s*{_SZ}\s*[，,]?\s*(?:然后|再|并)?(?:把它)?(?:{_TO_ZH}|到)\s*{_TZ}"),
    _rule(rf"用\s*(?P<source>MARK|[^，,。]{{1,20}}?)的(?:数字|数值|值|内容)\s*(?:来)?填写?\s*{_TZ}"),
]
_ENDS = r"(?=\s*(?:[,.;]|$|\s(?:and|then)\s))"
_IN_TWO = [
    re.compile(
        rf"{_TAKE}\s+(?:{_THE})?{_SOURCE}{_SHOWN}\s*(?:,|\s+and(?:\s+then)?|;)\s*(?:then\s+)?{_PUT}\s+(?:it|that|this|the\s+value)"
        rf"\s+(?:over\s+|down\s+)?{_INTO}\s+{_TARGET}{_ENDS}".replace("MARK", MARK),
        re.I,
    ),
    re.compile(
        rf"(?:读|看|记|找|查)(?:一下|取|到|出)?\s*{_SHOWN_ZH}{_SZ}(?:是多少|是什么)?\s*[，,]\s*(?:然后|再)?(?:把它)?{_TO_ZH}".replace(
            "MARK", MARK
        )
        + r"\s*(?P<target>[^，,。]{1,16}?)(?:那里|里面?|中|处|去)?(?=\s*[，,。]|\s*$)"
    ),
    re.compile(
        rf"复制\s*{_SZ}\s*[，,]\s*(?:然后|再|并)?(?:把它)?{_TO_ZH}".replace("MARK", MARK)
        + r"\s*(?P<target>[^，,。]{1,16}?)(?:那里|里面?|中|处|去)?(?=\s*[，,。]|\s*$)"
    ),
]
_IT = re.compile(r"\b(?:it|that|the\s+value)\b|[，,]\s*(?:然后|再)?(?:把它)?[复拷粘填抄输写誊]", re.I)
_JOINER = re.compile(r"\s*[,.;，。；]?\s*(?:(?:and\s+)?then\s+|and\s+|然后|再|并)?", re.I)
_IS_SAID_ZH = re.compile(r"\d|[A-Za-z]{2,}")
_VALUE_ZH = re.compile(
    r"(?:号码?|码|金额|总额|合计|小计|价格?|数量?|名称?|地址|余额|电话|手机|邮箱|时间|日期|期|内容|姓名|编号|代码|值|款|费用?|结果|答案)$"
    r"|那一?[行个]|最[低高便贵新]"
)
_OWNER = re.compile(
    r"(?P<head>.+?)\s+(?:of|for|in\s+the\s+row\s+(?:of|for)|shown\s+in\s+the\s+row\s+of)\s+(?:the\s+)?(?P<row>.+)",
    re.I | re.S,
)
_OWNER_ZH = re.compile(r"(?P<row>.+?)(?:那一?行|这一?行|所在行)?的(?P<head>[^的]+)")
_FIELD_WORD = re.compile(
    r"^(?:the|my|your)\s+|\s+(?:field|box|input|text\s?box)$|(?:输入框|文本框|一栏|栏|框)$", re.I
)


def at_front(text: str, quotes: Quotes) -> tuple[list[Intent], str] | None:
    """A value to be copied that is said in two steps ("read it and put it there"), and what comes after."""
    body = without_courtesy(text.strip())
    if not _IT.search(body):
        return None
    for pattern in _IN_TWO:
        match = pattern.match(body)
        if match is not None:
            clause = Clause(text=match.group(), quotes=quotes)
            rest = _JOINER.sub("", body[match.end() :], count=1)
            return [_copy(clause, match["source"], match["target"])], rest
    return None


def read(clause: Clause) -> list[Intent] | None:
    """The values to be copied; None where none is."""
    text = clause.text.strip()
    for pattern in _ENGLISH:
        match = pattern.fullmatch(text)
        if match is not None and not _is_literal(match["source"], text):
            return _all(clause, match)
    pieces = [_chinese(clause, piece) for piece in re.split(r"\s*[，,]\s*(?=[把将])", text)]
    return [one for one in pieces if one is not None] if all(pieces) else None


def _chinese(clause: Clause, text: str) -> Intent | None:
    for pattern in _CHINESE:
        match = pattern.fullmatch(text)
        if match is not None and not _is_said_zh(match["source"], text):
            return _copy(clause, match["source"], match["target"])
    return None


def _all(clause: Clause, match: re.Match[str]) -> list[Intent]:
    """As in "copy the billing address into the delivery address and the landline into the mobile field"."""
    pieces = _MORE_PAIRS.split(match["target"])
    found = [_copy(clause, match["source"], pieces[0])]
    for piece in pieces[1:]:
        pair = re.fullmatch(_PAIR.replace("MARK", MARK), piece.strip(), re.I | re.S)
        if pair is not None:
            found.append(_copy(clause, pair["source"], pair["target"]))
    return list(found)


def _is_literal(source: str, text: str) -> bool:
    """A quoted text, or "the word hello", is what is to be typed, and not what stands somewhere."""
    if re.match(r"(?:cursor|caret|focus|pointer|mouse|insertion)\b", source, re.I):
        return True
    copies = re.match(r"copy|use\s+the\s+value", text, re.I)
    return bool((re.fullmatch(MARK, source) and not copies) or _LITERAL.fullmatch(source))


def _is_said_zh(source: str, text: str) -> bool:
    """把13800138000填到手机里 says the value itself."""
    plain = (
        re.match(r"(?:请?把|将)", text)
        and re.search(r"填|输|写", text)
        and not re.search(r"复制|抄|粘贴", text)
    )
    said = re.fullmatch(MARK, source) or _IS_SAID_ZH.search(source) or not _VALUE_ZH.search(source)
    return bool(plain and said)


def _copy(clause: Clause, source: str, target: str) -> Intent:
    target = target.strip()
    bare = _FIELD_WORD.sub("", target) or target
    field = as_field(clause.phrase(target)) if bare != target else clause.phrase(bare)
    return CopyIntent(words=clause.words, source=_source(clause, source.strip()), target=field)


def _source(clause: Clause, words: str) -> Phrase:
    """The name of the value; "the phone number of Greta Holm" stands in her row."""
    words = re.sub(rf"^(?:{_THE})+|^我的(?=..)", "", words, flags=re.I)
    words = re.sub(
        r"\s+(?:shown|displayed|listed|given)(?:\s+(?:above|below|here|there|on\s+.+))?$",
        "",
        words,
        flags=re.I,
    )
    said = clause.quotes.restored(words)
    owner = _OWNER.fullmatch(words) or _OWNER_ZH.fullmatch(words)
    if owner is None or re.search(MARK, owner["head"]):
        return Phrase(words=said, name=clause.literal(words))
    best = best_of(owner["row"], clause.quotes)
    anchor = best or Phrase(words=clause.quotes.restored(owner["row"]), name=clause.literal(owner["row"]))
    row = Relation(how="in_row_of", anchor=anchor)
    return Phrase(words=said, name=clause.literal(owner["head"]), relations=(row,))
