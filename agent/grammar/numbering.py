"""The numbers of a list of steps: "1. click Save 2. click Close", each step on a line or all on one."""

from __future__ import annotations

import re

from agent.grammar.verbs import verb_strength

_NUMBERED = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:\(?\d{1,2}[.)、:：]|[①-⑳]|[-*•]|(?:step|步骤)\s*\d{1,2}\s*[:.：、]?"
    r"|第[一二三四五六七八九十\d]+步\s*[:：,，、]?)[ \t]+(?=\S)"
    r"|(?:^|(?<=\n))[ \t]*(?:[①-⑳]|\d{1,2}、|第[一二三四五六七八九十\d]+步\s*[:：,，、]?"
    r"|步骤\s*\d{1,2}\s*[:：、])\s*(?=\S)",
    re.I,
)


def without_numbers(masked: str) -> str:
    """The steps of a numbered list on lines of their own, without the numbers."""
    return _NUMBERED.sub("", _on_lines(masked))


def _on_lines(text: str) -> str:
    """A list that begins with 1 has a line for each number that comes next and stands before a verb."""
    if not re.match(r"\s*(?:\(?1[.)、:：]|①)", text):
        return text
    pieces, at = [], 0
    for number in range(2, 21):
        sign = rf"(?:[\s,，;；。]+\(?{number}[.)、:：]\s*|[\s,，;；。]*{chr(0x245F + number)}\s*)"
        match = re.compile(sign).search(text, at)
        if match is None or not verb_strength(text[match.end() :]):
            break
        pieces.append(text[at : match.start()])
        at = match.end()
    return "\n".join([*pieces, text[at:]])
