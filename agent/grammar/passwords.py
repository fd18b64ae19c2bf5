"""Passwords said in passing: "enter the password hunter2", 输入密码 hunter2, "hunter2 as my password".

What is typed for them goes into the password field and is a secret, and never the whole saying.
"""

from __future__ import annotations

import re

from agent.grammar.kind_words import FIELD, KINDS_EN, KINDS_ZH, SECRET
from agent.grammar.quoting import MARK
from agent.grammar.words import spread
from agent.intents import Phrase

_OWN = r"(?:(?:the|my|your|this)\s+)?"
_EN = r"(?:password|passcode|passphrase|passwd)"
_ZH = "(?:密码|口令)"
_IS = r"(?:\s+is\s+|\s*[:：=]\s*|\s*(?:是|为)\s*|\s+)"
_SAID = (
    re.compile(rf"{_OWN}(?:{_EN}|{_ZH}){_IS}(?P<value>{MARK}|\S+)", re.I),
    re.compile(rf"(?P<value>{MARK}|\S+)\s+(?:as|for)\s+{_OWN}{_EN}", re.I),
    re.compile(rf"(?P<value>{MARK}|\S+)\s*(?:作为|当作?|做)\s*{_ZH}"),
)
_SPOKEN = re.compile(rf"\b{_EN}\b|{_ZH}", re.I)
_USER = re.compile(rf"{_OWN}(?:user\s?name|login\s+name|用户名|账号|账户){_IS}(?P<value>{MARK}|\S+)", re.I)
_KIND_WORDS = frozenset(word.lower() for word in (*spread(KINDS_EN), *spread(KINDS_ZH)))

_SECRET_NAME = re.compile(
    r"\b(?:pass ?words?|passwd|pass ?codes?|pass[- ]?phrases?|pin|cvv2?|cvc2?|csc"
    r"|card (?:number|no|nr|verification)|(?:credit|debit|bank) card|account number|sort code|routing "
    r"number"
    r"|one[- ]time (?:code|password|pin)|t?otp|[m2]fa|2sv|two[- ](?:factor|step)"
    r"|(?:security|sms|verification|auth|authentication|authenticator|authorization|confirmation|access"
    r"|backup|recovery|login|unlock|6-digit) (?:code|pin|answer)"
    r"|(?:recovery|seed|secret|mnemonic|backup) (?:key|phrase|words)|(?:client|app|shared|api) secret"
    r"|(?:private|api|access|secret|encryption|master|license|ssh|pairing|app) key"
    r"|token|credentials?|ssn|social security|iban)\b"
    r"|密码|密碼|口令|验证码|驗證碼|动态码|動態碼|校验码|校驗碼|卡号|卡號|安全码|安全碼|助记词|私钥|密钥"
    r"|令牌|授权码|激活码|恢复码|备份码|提取码|短信码|身份证号|安全问题",
    re.I,
)

PASSWORD_FIELD = Phrase(words="the password field", name="password", kinds=SECRET)
USER_FIELD = Phrase(words="the username field", name="username", kinds=FIELD)


def password_in(text: str) -> str | None:
    """The (masked) password in a masked text that says nothing but it; None otherwise."""
    return next((value for said in _SAID if (value := _value(said, text))), None)


def user_in(text: str) -> str | None:
    """The (masked) user name in a text that says nothing but it; None otherwise."""
    return _value(_USER, text)


def speaks_of_password(text: str) -> bool:
    """Outside quotes (which are masked) the text has the word in it."""
    return _SPOKEN.search(text) is not None


def names_secret(name: str) -> bool:
    """Whether a field of that name holds a secret: a password, a code, a card's number, a key, a token."""
    return _SECRET_NAME.search(name) is not None


def _value(said: re.Pattern[str], text: str) -> str | None:
    match = said.fullmatch(text.strip(" .。"))
    if match is None or match["value"].lower() in _KIND_WORDS:
        return None
    return match["value"]
