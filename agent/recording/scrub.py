"""Takes a known secret out of whatever else it shows in, such as a password that was made visible. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from agent.macro import Macro

SHORT, SHORT_NUMBER = 4, 6  # characters: what is shorter is looked for as a whole text only
KEPT = frozenset({"do", "kind", "id", "picture"})  # fields that hold no words


def scrubbed(macro: Macro, secrets: Collection[str]) -> Macro:
    """The macro without these texts, case and blanks forgiven; a mark that held one loses its picture."""
    if not any(map(_plain, secrets)):
        return macro
    data = macro.model_dump(mode="json")
    data["steps"] = [_clean(step, secrets) for step in data["steps"]]
    return Macro.model_validate(data)


def _clean(value: Any, secrets: Collection[str]) -> Any:
    if isinstance(value, str):
        return "" if shows(value, secrets) else value
    if isinstance(value, list):
        return [_clean(item, secrets) for item in value]
    if not isinstance(value, dict):
        return value
    cleaned = {key: item if key in KEPT else _clean(item, secrets) for key, item in value.items()}
    if "picture" in value and cleaned != value:
        cleaned |= {"picture": "", "embedding": None}
    if value.get("kind") == "type" and cleaned != value:
        cleaned["text"] = ""
    return cleaned


def shows(text: str, secrets: Collection[str]) -> bool:
    """Whether one of them can be read in it, case and blanks forgiven."""
    shown, known = _plain(text), [_plain(secret) for secret in secrets]
    return any(shown == one if _is_short(one) else one in shown for one in known if one)


def _is_short(secret: str) -> bool:
    """Whether it may stand within many a text that has nothing to do with it."""
    return len(secret) < SHORT or (secret.isdecimal() and len(secret) <= SHORT_NUMBER)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
