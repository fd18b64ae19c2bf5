"""Quoted text, set aside before any word is looked at and put back to the letter afterwards.

Each quoted stretch is replaced by one private-use character, so that the grammars can work on plain strings
and can never split, trim or understand what a person put in quotes.
"""

from __future__ import annotations

import re

_FIRST, _LAST = 0xE000, 0xF8FF  # the private use area of the basic plane
MARK = "[\ue000-\uf8ff]"
"""A regular expression for one set-aside stretch."""

_CLOSERS = {
    '"': '"', "'": "'", "`": "`", "＂": "＂", "“": "”", "”": "”", "„": "“”", "‘": "’", "「": "」", "『": "』",
    "«": "»", "»": "«", "‹": "›", "〝": "〞", "【": "】",
}  # fmt: skip
_NEVER_WITHIN_WORDS = "\"'`’”"  # these also mean inches, apostrophes and the like
_LATIN_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


class Quotes:
    """The instruction with its quoted stretches masked (`masked`), and the way back.

    A character of the private use area that the person typed is masked too, without becoming a quotation.
    """

    def __init__(self, text: str, goals: bool = False) -> None:
        self.goals = goals  # whether a step that no grammar knows is kept as a goal
        self._whole: list[str] = []  # with the quotation marks
        self._content: list[str | None] = []  # without; None: not a quotation
        self.masked = self._mask(text)

    def _mask(self, text: str) -> str:
        out: list[str] = []
        at = 0
        while at < len(text):
            end = _closing(text, at)
            if end is not None:
                out.append(self._set_aside(text[at : end + 1], text[at + 1 : end]))
                at = end + 1
                continue
            private = _FIRST <= ord(text[at]) <= _LAST
            out.append(self._set_aside(text[at], None) if private else text[at])
            at += 1
        return "".join(out)

    def _set_aside(self, whole: str, content: str | None) -> str:
        self._whole.append(whole)
        self._content.append(content)
        return chr(_FIRST + len(self._whole) - 1)

    def restored(self, masked: str) -> str:
        """The text as the person wrote it, quotation marks and all."""
        return re.sub(MARK, lambda m: self._whole[ord(m.group()) - _FIRST], masked)

    def quoted(self, masked: str) -> str | None:
        """What stands in the quotes, where the text is one quotation and nothing else; to the letter."""
        mark = masked.strip()
        if len(mark) != 1 or not _FIRST <= ord(mark) <= _LAST:
            return None
        return self._content[ord(mark) - _FIRST]

    def literal(self, masked: str) -> str:
        """The contents of a single quotation, or else the text as written without outer white space."""
        content = self.quoted(masked)
        return self.restored(masked).strip() if content is None else content

    def marks(self, masked: str) -> list[str]:
        """The placeholders of all quotations in the text."""
        return [c for c in re.findall(MARK, masked) if self.quoted(c) is not None]


def _closing(text: str, at: int) -> int | None:
    """Where the quotation that begins at `at` ends; None when none begins there."""
    opener = text[at]
    closers = _CLOSERS.get(opener)
    if closers is None or not _may_open(text, at) or not any(text.find(c, at + 1) > 0 for c in closers):
        return None
    depth = 1
    for here in range(at + 1, len(text)):
        if text[here] in closers and _may_close(text, here):
            depth -= 1
            if depth == 0:
                return here
        elif text[here] == opener and opener not in closers:
            depth += 1
    return None


def _may_open(text: str, at: int) -> bool:
    if text[at] not in _NEVER_WITHIN_WORDS:
        return True
    return at == 0 or _LATIN_WORD.match(text[at - 1]) is None


def _may_close(text: str, at: int) -> bool:
    """An apostrophe within a word closes nothing: ‘Don’t save’."""
    return text[at] not in "'’" or _LATIN_WORD.match(text[at + 1 : at + 2]) is None
