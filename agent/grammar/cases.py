"""Steps that hang on what is there: "if a cookie banner is there, dismiss it", 如果弹出广告就点以后再说.

The condition is a thing that is seen or not. What hangs on it goes to the end of the sentence; a "then" that
follows a whole step ends it too. Everything else about cases ("after clicking Save", "whenever") is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.grammar.quoting import MARK

_THERE = r"(?:is|are|'s|’s)"
_SEEN = (
    r"(?:(?:is|are)\s+(?:still\s+)?(?:there|here|shown|showing|visible|present|available|displayed|open|on\s+(?:the\s+)?(?:screen|page))"
    r"|(?:is|are)\s+(?:in|on|among)\s+the\s+(?:table|list|page|results)|gets?\s+in\s+the\s+way|(?:shows?|pops?|comes?)\s+up|appears?|exists?|shows|(?:shall\s+)?appear)"
)
_GONE = (
    r"(?:(?:is|are)(?:\s+not|n['’]t)\s+(?:there|here|shown|showing"
    r"|visible|present|available|displayed|on\s+(?:the\s+)?(?:screen"
    r"|page))|does(?:\s+not|n['’]t)\s+(?:appear|show(?:\s+up)?"
    r"|exist))"
)
_ART = r"(?:(?:a|an|the|any|some)\s+)?"
_PLACE = r"(?:\s+(?:there|here|on\s+(?:the\s+)?(?:screen|page)|shown|visible|left))?"
_X = r"(?P<what>MARK(?:\s+\w+){0,2}|\S.{0,60}?)"
_VERB = (
    r"(?:click|press|tick|untick|uncheck|check|close|dismiss"
    r"|open|choose|select|type|enter|hit|tap|reject|accept|right-click"
    r"|double-click|log|sign|scroll|pick|get)\b"
)
_POSITIVE = (
    rf"(?:there\s*{_THERE}|you\s+(?:can\s+)?(?:see|find|get)|it\s+(?:says|shows|asks\s+for)|the\s+screen\s+shows)\s+{_ART}{_X}{_PLACE}",
    rf"{_ART}{_X}\s+{_SEEN}",
)
_NEGATIVE = (
    rf"there\s*(?:{_THERE}\s+(?:no|not\s+{_ART}?)|isn['’]t|aren['’]t)\s*{_ART}{_X}{_PLACE}",
    rf"you\s+(?:do\s+not|don['’]t|cannot|can['’]t|can\s+not)\s+(?:see|find)\s+{_ART}{_X}{_PLACE}",
    rf"{_ART}{_X}\s+{_GONE}",
)
_THEN = rf"(?:\s*,\s*(?:then\s+|please\s+|just\s+)*|\s+then\s+|\s*:\s*|\s+(?={_VERB}))"
_ELSE_EN = re.compile(r"\s*(?:[,;.]\s*|\s+)(?:and\s+)?(?:otherwise|or\s+else|else|if\s+not)\s*,?\s+", re.I)
_IF_FRONT = r"(?P<word>if|when|in\s+case|should|unless)\s+"
_IF_BACK = re.compile(
    r"\s+(?P<word>if|unless|in\s+case)\s+(?P<rest>[^,]+?)\s*[.!]?$".replace("MARK", MARK), re.I
)
_WORD_ZH = r"(?P<word>如果|要是|假如|假设|倘若|若是?|万一|除非)"
_SEE_ZH = (
    r"(?:页面上?|屏幕上?|界面上?)?(?:还)?(?:有|出现了?|弹出了?|看到|看见|显示|能找到|能看到|存在|跳出了?)"
)
_NOT_ZH = r"(?:页面上?|屏幕上?)?(?:没有|没看到|没看见|看不到|找不到|没出现|不显示|没弹出|不存在|没找到)"
_XZ = r"(?P<what>MARK|[^，,。]{1,24}?)(?:字样|的话|这几个字)?"
_SUFFIX_ZH = r"(?:出现|弹出|显示|还?在|存在)(?:了|的话)?"
_THEN_ZH = r"\s*[，,]?\s*(?:那?就|那么|则|请|否则|先)\s*|\s*[，,]\s*|(?<=[钮])(?=点)"
_ELSE_ZH = re.compile(
    r"\s*[，,；;。]\s*(?:否则|不然|要不然|没有的话|没有就|如果没有|要是没有|没有则?|若没有)\s*[，,]?\s*(?:的话)?[，,]?(?:那?就)?"
)
_SENTENCE = re.compile(
    r"(?<=[^\s.])[.!]\s+(?=[A-Z\ue000-\uf8ff\u3400-\u9fff])|。\s*|\n+|[；;]\s*(?=\S)|\s*[，,]\s*(?=然后(?!如果))|,\s+(?=then\s)"
)
_MAYBE = re.compile(
    r"\b(?:if|unless|should|in\s+case|when)\b|如果|要是|假如|假设|倘若|若|除非|万一|有.{1,20}就", re.I
)
_WITHIN = re.compile(
    r"(?:^|(?<=[^\s])\s*[,，.。;；]\s*(?:and\s+|then\s+|but\s+)*|\s+and\s+)(?=(?:if|unless|should|in\s+case)\s|如果|要是|假如|假设|倘若|若(?!干)|除非|万一)",
    re.I,
)


@dataclass(frozen=True)
class Case:
    """`then` is done where `what` is seen (`gone`: is not), `otherwise` in the other case; all masked."""

    what: str
    gone: bool
    then: str
    otherwise: str


def parts(text: str) -> Iterator[str | Case]:
    """Masked words as plain stretches and cases, in order."""
    if not _MAYBE.search(text):
        yield text
        return
    at = 0
    while at < len(text):
        match = _WITHIN.search(text, at)
        if match is None:
            break
        end = _end_of_sentence(text, match.end())
        case = _front(text[match.end() : end])
        if case is None:
            break
        if text[at : match.start()].strip(" ,，"):
            yield text[at : match.start()]
        yield case
        at = end
    yield from _behind(text[at:])


def _behind(text: str) -> Iterator[str | Case]:
    """ "click Retry if there is an error": the last step of each sentence may hang on something behind it."""
    rest = text.strip()
    if not rest:
        return
    case = _back(rest) or _front_zh(rest)
    if case is None:
        yield text
    else:
        yield case


def _end_of_sentence(text: str, begin: int) -> int:
    """Where the case that begins there ends: an "otherwise" still belongs to it."""
    at = begin
    while match := _SENTENCE.search(text, at):
        after = text[match.start() :]
        if _ELSE_EN.match(after) or _ELSE_ZH.match(after):
            at = match.end()
            continue
        return match.end()
    return len(text)


def _front(sentence: str) -> Case | None:
    return _front_en(sentence.strip()) or _front_zh(sentence.strip())


def _front_en(sentence: str) -> Case | None:
    for patterns, gone in ((_NEGATIVE, True), (_POSITIVE, False)):
        for pattern in patterns:
            match = _match(rf"{_IF_FRONT}{pattern}{_THEN}(?P<then>.+)", sentence)
            if match is not None:
                return _case(match, gone, _ELSE_EN)
    return None


def _front_zh(sentence: str) -> Case | None:
    ways = (
        (rf"{_WORD_ZH}\s*{_NOT_ZH}\s*{_XZ}(?:{_THEN_ZH})(?P<then>.+)", True),
        (rf"{_WORD_ZH}\s*{_SEE_ZH}\s*{_XZ}(?:{_THEN_ZH})(?P<then>.+)", False),
        (rf"{_WORD_ZH}\s*{_XZ}\s*{_SUFFIX_ZH}(?:{_THEN_ZH})(?P<then>.+)", False),
        (rf"{_XZ}\s*(?:要是|如果)\s*(?:还?在|有|存在|出现)(?:的话)?\s*[，,]?\s*就?(?P<then>.+)", False),
        (r"(?P<word>有)\s*(?P<what>MARK|[^，,。]{1,16}?)就(?P<then>.+)", False),
    )
    for pattern, gone in ways:
        match = _match(pattern, sentence)
        if match is not None:
            return _case(match, gone, _ELSE_ZH)
    return None


def _back(sentence: str) -> Case | None:
    found = _IF_BACK.search(sentence)
    if found is None:
        return None
    before = sentence[: found.start()].strip()
    for patterns, gone in ((_NEGATIVE, True), (_POSITIVE, False)):
        for pattern in patterns:
            match = _match(pattern, found["rest"])
            if match is not None and before:
                unless = found["word"].lower() == "unless"
                return Case(match["what"], gone != unless, before, "")
    if re.fullmatch(
        r"it(?:['’]s|\s+is)\s+(?:there|here|shown|visible|on\s+(?:the\s+)?screen)", found["rest"], re.I
    ):
        return Case("it", False, before, "")
    return None


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern.replace("MARK", MARK), text, re.I | re.S)


def _case(match: re.Match[str], gone: bool, otherwise: re.Pattern[str]) -> Case:
    word = (match.groupdict().get("word") or "").lower()
    halves = otherwise.split(match["then"], maxsplit=1)
    gone = gone != (word in ("unless", "除非"))
    other = halves[1] if len(halves) > 1 else ""
    what = match["what"].strip()
    quoted = re.search(MARK, what)
    what = quoted.group() if quoted else what
    then = _ITS_ROW.sub(
        lambda m: f"the row of {what}" if m.group().isascii() else f"{what}那行", halves[0].strip(" ,，.。")
    )
    return Case(what, gone, _with_it(then), _with_it(other.strip(" ,，.。")))


_ITS_ROW = re.compile(r"\b(?:her|his|their|its|that)\s+row\b|[他她它]那一?行", re.I)
_BARE_DEED = re.compile(
    r"(?:取消勾选|勾选|勾上|点击?|点一下|点它|双击|click|tick|untick|press|close|dismiss)(?:一下)?", re.I
)


def _with_it(deed: str) -> str:
    """A bare verb is said of what is there."""
    if not _BARE_DEED.fullmatch(deed):
        return deed
    return f"{deed} it" if deed.isascii() else f"{deed.removesuffix('一下').removesuffix('它')}它"
