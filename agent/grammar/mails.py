"""Mail and chat: "open the second mail and reply with 'on my way'", "forward it to eve@x.org"."""

from __future__ import annotations

import re

from agent.grammar import clause as c
from agent.grammar.clause import Clause
from agent.grammar.kind_words import ROW
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.superlatives import best_of
from agent.grammar.words import ORDINALS_EN, one_of
from agent.intents import ClickIntent, Intent, Phrase, PressIntent, TypeIntent

_MAIL = r"(?:e-?mail|mail|message|letter|conversation)"
_ORDINAL = rf"(?P<nth>{one_of(ORDINALS_EN)}|\d{{1,2}}(?:st|nd|rd|th))"
_WHICH = (
    rf"(?:(?:the|my)\s+{_ORDINAL}\s+{_MAIL}|(?:the|my)\s+(?P<best>newest|latest|oldest|most\s+recent)\s+{_MAIL}"
    rf"|(?:the|that)\s+{_MAIL}\s+(?:from|by|of)\s+(?P<who>MARK|\S.{{0,30}}?)|(?:the\s+)?{_MAIL}\s+(?P<title>MARK)"
    rf"|(?:the\s+)?(?:chat|conversation|thread)\s+with\s+(?P<chat>MARK|\S.{{0,30}}?)|(?:the\s+)?(?P<channel>\#[\w-]+)\s+channel)"
)
_IT = r"(?P<it>it|that|this)"
_OPEN = r"(?:open|click(?:\s+on)?|read|select|go\s+to)"
_TEXT = r"(?P<text>MARK|\S.*?)"
_TO = r"(?P<to>MARK|[\w.+-]+@[\w.-]+\w|[A-Z]\w+)"
_NTH_ZH = r"第(?P<nth>[一二两三四五六七八九十\d]{1,3})"
_WHICH_ZH = (
    rf"(?:{_NTH_ZH}封邮件|(?P<best>最新|最近|最早)的?(?:那?一?封)?邮件|(?P<who>MARK|[^\s，,。的]{{1,10}}?)(?:发来)?的邮件"
    r"|(?:和|跟|与)(?P<chat>MARK|[^\s，,。的]{1,10}?)的(?:聊天|对话)|群聊(?P<title>MARK))"
)
_DIGITS = {d: n for n, d in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("MARK", MARK) + r"[.。!！]?", re.I | re.S)


_OPENED = [
    _rule(rf"(?:in\s+(?:the|my)\s+inbox\s*,?\s+)?{_OPEN}\s+{_WHICH}"),
    _rule(rf"(?:打开|点开|查看|点击)\s*{_WHICH_ZH}"),
]
_REPLIED = [
    _rule(rf"(?:reply|answer|respond)\s*(?:with|saying|:|that)?\s*{_TEXT}\s+to\s+{_WHICH}"),
    _rule(
        rf"(?:reply\s+to|answer|respond\s+to)\s+{_WHICH}(?:\s+(?:with|saying)\s+|\s*[:,]\s*(?:with\s+)?|\s+(?=MARK)){_TEXT}"
    ),
    _rule(rf"(?:reply|answer|respond)(?:\s+to\s+{_IT})?\s*(?:with|saying|:)?\s*(?P<text>MARK)"),
    _rule(rf"(?:reply|answer|respond)(?:\s+to\s+{_IT})?\s+(?:with|saying)\s+{_TEXT}"),
    _rule(rf"回复\s*{_WHICH_ZH}\s*[，,]?\s*(?:内容)?(?:写|说|为|：|:)?\s*(?P<text>MARK)"),
    _rule(r"(?:并|再)?回复(?:说|道|：|:|一句)?\s*(?P<text>MARK)(?:并|再)?(?:发送|发出)?"),
]
_REPLY_ONLY = [_rule(rf"(?:reply\s+to|answer)\s+{_WHICH}"), _rule(rf"回复\s*{_WHICH_ZH}")]
_FORWARDED = [
    _rule(rf"forward\s+(?:{_IT}|{_WHICH})\s+to\s+{_TO}"),
    _rule(
        rf"(?:请?把|将)\s*(?:(?P<it>它|这封邮件)|{_WHICH_ZH})\s*转发给\s*(?P<to>MARK|[\w.+-]+@[\w.-]+\w|[^\s，,。]+)"
    ),
    _rule(r"转发(?:(?P<it>它))?给\s*(?P<to>MARK|[\w.+-]+@[\w.-]+\w|[^\s，,。]+)"),
]
_ZH = re.compile(r"[\u3400-\u9fff]")
_SENT = (
    ClickIntent(words="send the answer", target=Phrase(words="Send", name="Send")),
    ClickIntent(words="发送回复", target=Phrase(words="发送", name="发送")),
)
_SENDS = re.compile(r"send|submit|post|发送|提交", re.I)
_BODY = Phrase(words="the text of the mail", kinds=("text_area",))


_UNQUOTED = re.compile(
    rf"(?:reply\s+to|answer|respond\s+to)\s+{_WHICH}\s+(?:with|saying)\s+(?P<text>[^\ue000-\uf8ff]+?)"
    r"(?:\s*,?\s+(?:and|then)\s+(?:then\s+)?send(?:\s+(?:it|that))?)?[.!]?".replace("MARK", MARK),
    re.I | re.S,
)


_SUBJECT = r"(?:the\s+)?(?:subject|title)(?:\s+line)?\s*(?:is|:|as)?\s*"
_CONTENT = r"(?:the\s+)?(?:text|body|message|content)\s*(?:is|:|as|saying|says)?\s*"
_AND = r"(?:\s*,\s*(?:(?:with|and)\s+)*|\s+(?:(?:with|and)\s+)+)"
_STEP = (
    r"\s*[,.;]?\s+(?:and\s+|but\s+)?"
    r"(?:then|after|do\s+not|don['’]?t|send|save|close|click|press|discard)\b"
)
_SAID = rf"(?:MARK|(?:(?!{_STEP}|{_AND}(?:{_SUBJECT}|{_CONTENT})\S).)+?)"
_END = rf"(?=(?P<rest>{_STEP}.*|[.!]?)$)"
_WRITTEN = [
    re.compile(
        rf"(?P<verb>write|compose|create|draft|send)\s+(?:an?\s+)?(?:new\s+)?{_MAIL}\s+to\s+"
        rf"(?P<to>MARK|\S+@\S+\w|\S+\w){parts}{_END}".replace("MARK", MARK),
        re.I | re.S,
    )
    for parts in (
        rf"(?:{_AND}{_SUBJECT}(?P<subject>{_SAID}))?(?:{_AND}{_CONTENT}(?P<text>{_SAID}))?",
        rf"{_AND}{_CONTENT}(?P<text>{_SAID}){_AND}{_SUBJECT}(?P<subject>{_SAID})",
    )
] + [
    re.compile(
        r"(?P<verb>写|新建|发送?)(?:一封|个)?(?:新)?的?邮件给\s*(?P<to>MARK|[\w.+-]+@[\w.-]+\w|[^\s，,。]+)"
        r"(?:[，,]\s*(?:主题|标题)(?:是|写|为|填|：|:)?\s*(?P<subject>MARK|[^，,。]+))?"
        r"(?:[，,]\s*(?:正文|内容)(?:是|写|为|填|：|:)?\s*(?P<text>MARK|[^，,。]+))?"
        r"(?=(?P<rest>[，,。]\s*\S.*|[。.!]?)$)".replace("MARK", MARK),
        re.S,
    )
]
_SENDING = ("send", "发", "发送")
_SENDS_IT = re.compile(r"send(?:\s+(?:it|that|the\s+\w+))?|(?:最后)?(?:发送|发出|寄出)", re.I)
_KEEPS_IT = re.compile(r"(?:do\s+not|don['’]?t)\s+send\b|(?:先)?(?:不要|别)(?:发|寄)", re.I)
_COMPOSE = (
    ("Compose", "New mail", "New message", "New email", "Write"),
    ("写邮件", "写信", "新邮件", "新建邮件"),
)


def _written(text: str, quotes: Quotes) -> tuple[list[Intent], str] | None:
    """A new mail, and the steps after it: its button, its fields, and sending where nothing else is said."""
    match = next((m for pattern in _WRITTEN if (m := pattern.match(text.strip()))), None)
    if match is None or not (match["subject"] or match["text"]):
        return None
    chinese = _ZH.search(match.group()) is not None
    rest = re.sub(r"^[\s,.;，。]*(?:(?:and|but|then)\s+)*|[.。!\s]*$", "", match["rest"], flags=re.I)
    clause = Clause(text=match.group(), quotes=quotes)
    first, *others = (Phrase(words=name, name=name) for name in _COMPOSE[chinese])
    begin = ClickIntent(words=clause.words, target=first.model_copy(update={"also": tuple(others)}))
    names = ("收件人", "主题") if chinese else ("To", "Subject")
    fields = [
        (match[group], Phrase(words=n, name=n)) for group, n in zip(("to", "subject"), names, strict=True)
    ]
    typed = [
        TypeIntent(words=clause.words, text=clause.literal(said), target=field, replace=field is not _BODY)
        for said, field in (*fields, (match["text"], _BODY))
        if said
    ]
    sends = _SENDS_IT.fullmatch(rest) is not None or (not rest and match["verb"].lower() in _SENDING)
    rest = "" if sends or _KEEPS_IT.match(rest) else rest
    return [begin, *typed, *([_SENT[chinese]] if sends else [])], rest


def at_front(text: str, quotes: Quotes) -> tuple[list[Intent], str] | None:
    """An answer without quotes is taken to the letter, its commas and its "please" too."""
    written = _written(text, quotes)
    if written is not None:
        return written
    match = _UNQUOTED.fullmatch(text.strip())
    if match is None:
        return None
    found = _replied(Clause(text=match.group(), quotes=quotes), match)
    return (found, "") if found else None


def read(clause: Clause) -> list[Intent] | None:
    """Opening, answering and forwarding; None where the step is about something else."""
    text = clause.text.strip()
    for patterns, act in (
        (_OPENED, _opened),
        (_REPLIED, _replied),
        (_FORWARDED, _forwarded),
        (_REPLY_ONLY, _reply),
    ):
        for pattern in patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return act(clause, match)
    return None


def _opened(clause: Clause, match: re.Match[str]) -> list[Intent] | None:
    which = _which(clause, match)
    return c.clicked(clause, which) if which is not None else None


def _replied(clause: Clause, match: re.Match[str]) -> list[Intent] | None:
    typed = TypeIntent(words=clause.words, text=clause.literal(match["text"]), target=_BODY)
    return [*_reply(clause, match), typed, _SENT[_ZH.search(match.group()) is not None]]


def goes_on(intents: list[Intent], found: list[Intent]) -> list[Intent]:
    """The steps so far, without sending an answer where the person says that themselves, or adds to it."""
    if not intents or intents[-1] not in _SENT:
        return intents
    first = found[0]
    says_so = isinstance(first, ClickIntent) and _SENDS.search(first.target.name)
    adds = isinstance(first, TypeIntent) or (isinstance(first, PressIntent) and "enter" in first.keys)
    return intents[:-1] if says_so or adds else intents


def _reply(clause: Clause, match: re.Match[str]) -> list[Intent]:
    return [
        *(_opened(clause, match) or []),
        *c.named(clause, "回复" if _ZH.search(match.group()) else "Reply"),
    ]


def _forwarded(clause: Clause, match: re.Match[str]) -> list[Intent] | None:
    chinese = _ZH.search(match.group()) is not None
    field = Phrase(words="收件人", name="收件人") if chinese else Phrase(words="To", name="To")
    forward = c.named(clause, "转发" if chinese else "Forward")
    to = TypeIntent(words=clause.words, text=clause.literal(match["to"]), target=field)
    return [*(_opened(clause, match) or []), *forward, to]


def _which(clause: Clause, match: re.Match[str]) -> Phrase | None:
    """The mail that is meant; None where it is "it", which is open already."""
    said = match.groupdict()
    words = match.group().strip(" .。")
    if said.get("nth"):
        return Phrase(words=words, kinds=ROW, ordinal=_nth(said["nth"]))
    if said.get("best"):
        return best_of(
            f"{said['best']}的邮件" if _ZH.search(said["best"]) else f"the {said['best']} mail", clause.quotes
        )
    name = said.get("who") or said.get("chat") or said.get("title") or said.get("channel")
    if not name:
        return None
    quoted = re.fullmatch(MARK, name) is not None
    return Phrase(words=clause.quotes.restored(name), name=clause.literal(name), exact=quoted)


def _nth(word: str) -> int:
    low = " ".join(word.lower().split())
    if low in ORDINALS_EN:
        return ORDINALS_EN[low]
    digits = re.match(r"\d+", low)
    return int(digits.group()) if digits else _DIGITS.get(low[:1], 1)
