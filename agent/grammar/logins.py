"""Logging in, however it is said: the user name, the password, and then the button that does it.

"log in as ada with password x", "My login is f.k and my password is D@tes; sign me in", 用账号a、密码x登录.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.grammar import clause as c
from agent.grammar.clause import Clause
from agent.grammar.kind_words import FIELD, SECRET
from agent.grammar.passwords import PASSWORD_FIELD, USER_FIELD
from agent.grammar.quoting import MARK
from agent.intents import CheckIntent, ClickIntent, Intent, Phrase, PressIntent

_LOG_IN = (
    r"(?:(?:get\s+me\s+)?(?:log(?:ged)?|sign(?:ed)?)\s*(?:me\s+)?(?:in"
    r"|on)(?:to)?|login|log\s+me\s+in|log\s+into|sign\s+into)"
)
_SITE = r"(?:\s+(?:to|into)?\s*(?!(?:as|with|using)\b)(?:the\s+|my\s+)?[\w .-]{1,30}?)?"
_USER_WORD = (
    r"(?:(?:the|my)\s+)?(?:user\s?name|user|login(?:\s+name)?|account(?:\s+name)?|e-?mail(?:\s+address)?)"
)
_WORD = r"(?:(?:the|my)\s+)?(?:password|passcode|passphrase|pass|pw)"
_IS = r"(?:\s+is\s+|\s*[:=]\s*|\s+)"
_U, _P = r"(?P<user>MARK|[^\s,;]+?)", r"(?P<password>MARK|[^\s,;]+?)"
_AND = r"(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+)(?:with\s+|using\s+)?"
_END = r"(?=\.?(?:\s*$|\s*[,;)]|\.?\s+(?:and|then|to)\b|\s))"
_PAIR = rf"(?:{_USER_WORD}{_IS})?{_U}{_AND}{_WORD}{_IS}{_P}{_END}"
_NAMED_PAIR = rf"{_USER_WORD}{_IS}{_U}{_AND}{_WORD}{_IS}{_P}{_END}"
_OVER = r"[.)]?(?:\s*[,;.)]\s*|\s+)?(?:(?:and\s+)?then\s+|and\s+)?"
_ENGLISH = (
    rf"{_LOG_IN}{_SITE}\s*(?:as|with|using|,|:|\()?\s*(?:with\s+|as\s+|using\s+)?{_PAIR}",
    rf"{_LOG_IN}{_SITE}\s+(?:with|using)\s+(?:these\s+credentials\s*:\s*)?{_U}\s*/\s*{_P}{_END}",
    rf"(?:use\s+|with\s+|enter\s+)?{_NAMED_PAIR}{_OVER}(?:to\s+|for\s+|please\s+)?{_LOG_IN}(?:\s+please|\s+with\s+(?:that|those|them))?",
    rf"(?:the\s+)?{_WORD}\s+(?:for|of)\s+{_U}{_IS}{_P}{_END}{_OVER}{_LOG_IN}(?:\s+with\s+(?:that|those|them))?",
    rf"(?:enter|type|put|use)\s+{_U}\s+(?:as|for)\s+{_USER_WORD}{_AND}{_P}\s+(?:as|for)\s+{_WORD}{_OVER}{_LOG_IN}",
)
_ACC_ZH = r"(?:我的|管理员)?(?:用户名?|账号|账户|帐号|读者证号|工号|学号|卡号|邮箱)"
_PW_ZH = r"(?:我的)?(?:密码|口令)"
_IS_ZH = r"\s*(?:是|为|[:：=])?\s*"
_UZ, _PZ = r"(?P<user>MARK|[^\s，,、；;。]+?)", r"(?P<password>MARK|[^\s，,、；;。）)]+?)"
_SEP = r"(?:\s*[，,、；;]\s*|\s*和\s*|\s+)"
_LOGIN_ZH = r"(?:登录|登陆|登入|登进去?)"
_CHINESE = (
    rf"(?:用|拿|以|使用)?\s*{_ACC_ZH}{_IS_ZH}{_UZ}{_SEP}{_PW_ZH}{_IS_ZH}{_PZ}\s*[，,]?\s*(?:来|帮我|再|然后)?\s*{_LOGIN_ZH}(?:系统|后台|网站)?(?:一下)?",
    rf"(?:用|拿|以|使用)\s*(?:{_ACC_ZH})?{_IS_ZH}{_UZ}\s*(?:这个账号|的身份|账号)?\s*{_LOGIN_ZH}(?:系统|后台)?\s*[，,]\s*{_PW_ZH}{_IS_ZH}{_PZ}(?=\s*(?:$|[，,。；;]))",
    rf"{_LOGIN_ZH}(?:系统|后台|一下|网站)?\s*[，,:：(（]?\s*{_ACC_ZH}{_IS_ZH}{_UZ}{_SEP}{_PW_ZH}{_IS_ZH}{_PZ}(?=\s*(?:$|[，,。；;)）]))[)）]?",
)


def _compiled(patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(p.replace("MARK", MARK), re.I) for p in patterns]


_PATTERNS = [*_compiled(_ENGLISH), *_compiled(_CHINESE)]
_ANY = re.compile(r"log|sign|登", re.I)
_POLITE = re.compile(r"(?:(?:please|kindly|could you|can you|i need you to|帮我|请|麻烦你?|先)\s*)+", re.I)
_REST = re.compile(
    r"(?:\s+(?:to|into)\s+(?:the\s+)?[\w "
    r"]{1,30}?(?=[.,;]|$|\s+and\b))?\s*[.。!！)）]*\s*[,，;；]?\s*(?:(?:and\s+)?then\s+|and\s+|然后|接着|再)?(?:(?:please|thanks|谢谢|吧)[.!]?$)?",
    re.I,
)
_ZH = re.compile(r"[\u3400-\u9fff]")
_NO_NAME = frozenset(
    ["with", "using", "as", "the", "my", "and", "user", "username", "account", "password", "in", "to"]
)


def at_front(text: str) -> tuple[re.Match[str], str] | None:
    """The log-in that masked words begin with, and what they say after it; None where there is none."""
    begun = _POLITE.match(text)
    body = text[begun.end() :] if begun else text
    if not _ANY.search(body):
        return None
    for pattern in _PATTERNS:
        match = pattern.match(body)
        if match and match["user"].lower() not in _NO_NAME and match["password"].lower() not in _NO_NAME:
            rest = body[match.end() :]
            return match, rest[_end_of_joiner(rest) :]
    return None


def _end_of_joiner(rest: str) -> int:
    match = _REST.match(rest)
    return match.end() if match else 0


def intents(match: re.Match[str], clause: Clause) -> list[Intent]:
    """The two fields, and the button; the password stands in no words."""
    chinese = _ZH.search(match.group()) is not None
    password = match["password"].rstrip(".。") if len(match["password"]) > 1 else match["password"]
    words = c.hidden(clause.words, clause.quotes.restored(password))
    own = Clause(text=match.group(), quotes=clause.quotes, before=clause.before)
    user, secret = (_USER_ZH, _SECRET_ZH) if chinese else (USER_FIELD, PASSWORD_FIELD)
    filled = [
        *c.typed(own, match["user"], user, replace=True),
        *c.typed(own, password, secret, replace=True),
    ]
    return [*(one.model_copy(update={"words": words}) for one in filled), button(chinese)]


def joined(found: list[Intent], more: list[Intent]) -> list[Intent]:
    """A login with what the person says after it; "keep me signed in" is ticked before the button."""
    if not more:
        return found
    first = more[0]
    if isinstance(first, ClickIntent | CheckIntent) and _STAY.search(first.target.name):
        ticked = CheckIntent(words=first.words, target=first.target.model_copy(update={"kinds": ()}))
        rest = joined(found, more[1:])
        at = rest.index(found[-1]) if found[-1] in rest else len(found) - 1
        return [*rest[:at], ticked, *rest[at:]]
    return [*goes_on(found, more), *more]


def goes_on(intents: Sequence[Intent], found: Sequence[Intent]) -> list[Intent]:
    """The steps so far, without the button where the person names it themselves, or Enter."""
    steps, after = list(intents), found[0]
    if len(steps) < 3 or not isinstance(steps[-1], ClickIntent) or steps[-1].target not in _BUTTONS:
        return steps
    names_it = isinstance(after, ClickIntent) and _NAMES_IT.fullmatch(after.target.name.strip())
    enter = isinstance(after, PressIntent) and after.keys == ("enter",)
    return steps[:-1] if names_it or enter else steps


def button(chinese: bool) -> ClickIntent:
    """What logs in; under whichever of its names."""
    return ClickIntent(words=_BUTTONS[chinese].words, target=_BUTTONS[chinese])


_BUTTONS = (Phrase(words="Log in", name="Log in"), Phrase(words="登录", name="登录"))
_NAMES_IT = re.compile(
    r"(?:log|sign)\s*(?:me\s+)?(?:in|on)(?:\s+button)?|login|submit|continue|next|enter|go|ok|登[录陆入]|提交|确定|继续|下一步",
    re.I,
)
_STAY = re.compile(r"remember|signed\s+in|logged\s+in|keep\s+me|stay|记住|保持|自动登录", re.I)
_USER_ZH = Phrase(words="用户名", name="用户名", kinds=FIELD)
_SECRET_ZH = Phrase(words="密码", name="密码", kinds=SECRET)
