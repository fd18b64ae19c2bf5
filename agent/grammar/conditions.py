"""Steps that hang on something: "if a dialog appears", 如果…, "click Close after clicking Save"."""

from __future__ import annotations

import re

_FRONT = re.compile(
    r"(?:if|unless|after|when|whenever|once|in\s+case|as\s+soon\s+as)\s+\S"
    r"|如果|要是|若(?!干)|假如|假设|倘若|除非|一旦|万一|当.+?时候?(?:$|[就点再按选单双关打])|.*(?:完|成|好|了|打开|关闭|加载|弹出|出现|显示)(?:之后|以后|后)$|.+?的话(?:$|[就点再按选单双关打])",
    re.I | re.S,
)
_WITHIN = re.compile(
    r"\s(?:(?:if|unless|when|once|as\s+soon\s+as)\s+(?:the|a|an|it|there|you|any)|(?:after|before)\s+(?:[a-z-]+ing|you))\b",
    re.S,
)


def is_conditional(step: str) -> bool:
    """The step (masked, with no text to type in it) is to be done only in some case, or out of its order."""
    return _FRONT.match(step) is not None or _WITHIN.search(step) is not None
