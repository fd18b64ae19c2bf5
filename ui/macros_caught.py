"""What a recorder has just heard (agent/recording/saying.py), in the person's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
AT = re.compile(
    r"(?P<held>\S*\+)?(?P<what>(?:right |middle )?(?:double |triple )?click) at (?P<x>\d+), (?P<y>\d+)"
)
DRAG = re.compile(r"drag from (?P<x>\d+), (?P<y>\d+) to (?P<u>\d+), (?P<v>\d+)")


def caught_words(words: str) -> str:
    """The words, translated where they are known; keys are as they are."""
    if words == "typing":
        return translate("macro", "typing")
    if words.startswith("wheel "):
        return translate("macro", "mouse wheel")
    if found := DRAG.fullmatch(words):
        return translate("macro", "drag from {x}, {y} to {u}, {v}").format(**found.groupdict())
    if found := AT.fullmatch(words):
        held = found["held"] or ""
        return held + translate("macro", "click at {x}, {y}").format(x=found["x"], y=found["y"])
    return words
