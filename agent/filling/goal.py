"""Whether words that the grammar does not know state a goal with details, which a form may explain. Pure."""

from __future__ import annotations

import re

_DETAIL = re.compile(
    r"\d|[\"“”'‘]|\s(?:with|for|in\s+the\s+name\s+of|called|named|as|on|to)\s|,|，|、|为|叫|填|选|写|和", re.I
)
_QUESTION = re.compile(
    r"(?:为什么|怎么|什么|哪|谁|多少|几|what|who|why|when|where|which|how|is|are|do|does|did|was|were|should)(?:\b|(?<=[\u3400-\u9fff]))|.*[?？吗]\s*$",
    re.I | re.S,
)
_LEAST_WORDS, _LEAST_CHINESE = 4, 6


def states_goal(instruction: str) -> bool:
    """Long enough, with at least one detail, and no question."""
    text = instruction.strip()
    long = len(text.split()) >= _LEAST_WORDS or len(re.findall(r"[\u3400-\u9fff]", text)) >= _LEAST_CHINESE
    return long and _DETAIL.search(text) is not None and not _QUESTION.match(text)
