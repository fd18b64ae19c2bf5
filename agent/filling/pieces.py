"""Cuts what was said into pieces that may each be about one thing on a form. Liberally: they are joined again
where only together they make sense. Pure, on masked text (agent/grammar/quoting.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.grammar.quoting import MARK

MOST = 30
_CUT = re.compile(
    r"\s*[,，、;；\n]\s*(?:(?:and|but|then)\s+)*(?:then\s+)?"
    r"|\s*[。！!？?]\s*|(?<=[^\s.])\.\s+(?:(?:Then|And|Finally)\s+)?(?=\S)"
    rf"|(?<={MARK})\s+(?:(?:Then|then|and)\s+)+"
    r"|\s+(?:and|but)\s+(?:then\s+)?|\s+then\s+"
    r"|\s+(?=(?:with|without|for|in\s+the\s+name\s+of|about|including|plus)\s)"
    r"|\s+(?=as\s+[A-Z]|(?:from|to|at)\s+(?:the\s+)?[A-Z]|(?:on|to|at)\s+(?:an?\s+)?[\w.+-]*[\d@]|out\s+of\s)"
    r"|(?<=\S)\s*(?:和|以及|还有|并且?|然后|最后|再)\s*(?=\S)",
)
_LAST_STOP = re.compile(r"[.。!！\s]+$")


@dataclass(frozen=True)
class Pieces:
    """The masked text, and where its pieces begin and end."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def joined(self, first: int, end: int) -> str:
        """The text from one piece up to another one, with what stood between."""
        return self.text[self.spans[first][0] : self.spans[end - 1][1]].strip()


def pieces_of(masked: str) -> Pieces:
    """Raises nothing; more than `MOST` pieces are none."""
    text = _LAST_STOP.sub("", masked.strip())
    spans, begin = [], 0
    for cut in _CUT.finditer(text):
        if cut.start() > begin and text[begin : cut.start()].strip():
            spans.append((begin, cut.start()))
            begin = cut.end()
        elif not text[begin : cut.start()].strip():
            begin = cut.end()
    if text[begin:].strip():
        spans.append((begin, len(text)))
    return Pieces(text, tuple(spans) if len(spans) <= MOST else ())
