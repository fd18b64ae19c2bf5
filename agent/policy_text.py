"""What a text on a control means when the control is pressed. Pure; the words are in agent/policy_words.py.

A verb counts where it commands ("Send", "Save and send", "Yes, delete it"), not where it names
("Sender", "Deleted items", "Payment history"). Nothing here knows an action or a screen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from agent.policy_words import (
    CHINESE,
    DANGER_SENTENCE,
    ENGLISH,
    JOINS,
    KIND_WORDS,
    LEAD,
    LOGS_IN,
    NEGATIONS,
    ZH_AFTER,
    ZH_BEFORE,
    Verb,
)

Strictness = Literal["loose", "medium", "strict"]
"""How little a text must look like a command: loose for buttons and menu items, medium for links, rows and
plain text, strict for what is only gone to or into (tabs, menu bars, fields)."""
ZH_LENGTH: dict[Strictness, int] = {"loose": 20, "medium": 8, "strict": 4}  # characters
EN_LENGTH: dict[Strictness, int] = {"loose": 12, "medium": 4, "strict": 2}  # words
ARTICLES = frozenset({"my", "your", "the", "this", "a", "an"})
RELATION = re.compile(r" (?:below|above|next to|left of|right of|beside|near|under|inside|in the row of) ")
QUOTED = re.compile(r"[“\"「‘]([^“”\"「」]+)[”\"」’]")


def plain(text: str) -> str:
    """Lower case, one kind of quote, no ellipsis, accelerator letter, or shortcut at the end."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").casefold()
    text = re.sub(r"\.{3,}|…", " ", text)
    text = re.sub(r"[(\[]\s*[&_]?[a-z0-9]\s*[)\]]", " ", text)  # 删除(D)
    text = re.sub(r"\b(?:(?:ctrl|alt|shift|super|cmd)\s*\+\s*)+\S+\s*$", " ", text)
    text = re.sub(r"&(?=\w)|_", "", text)  # &Delete, _Delete
    return re.sub(r"\s+", " ", text).strip()


def meaning(text: str, strictness: Strictness = "loose") -> str | None:
    """What a control with this text brings about when pressed, if it is of consequence."""
    return _meaning(plain(text), strictness)


@lru_cache(maxsize=8192)
def _meaning(text: str, strictness: Strictness) -> str | None:
    if strictness != "loose" and text.endswith(":"):  # the caption of something else
        return None
    return _english(text, strictness) or _chinese(text, strictness)


def described(description: str, strictness: Strictness) -> str | None:
    """The same for a planner's description such as `button “Delete”`; its words can only add."""
    quoted = QUOTED.findall(description)
    if quoted:
        return next((found for text in quoted if (found := meaning(text, strictness))), None)
    words = RELATION.split(plain(description))[0]
    kept = [word for word in words.split() if word not in KIND_WORDS]
    return _meaning(" ".join(kept), strictness)


def danger(sentence: str) -> str | None:
    """What a dialog with this sentence in it may bring about when it is answered with yes."""
    text = plain(sentence)
    for words, means in DANGER_SENTENCE:
        if words in text:
            return means
    tokens = frozenset(_tokens(text))
    for verb in ENGLISH:
        plain_verb = verb.strong and len(verb.words) == 1 and not verb.only
        if plain_verb and verb.words[0] in tokens and verb.meaning != LOGS_IN:
            return verb.meaning
    return next((m for m, strong, weak in CHINESE for t in f"{strong} {weak}".split() if t in text), None)


def _tokens(text: str) -> list[str]:
    """Words (file names whole) and the signs that join commands."""
    found = re.findall(r"[a-z0-9@][\w'@]*(?:[.-][\w'@]+)*|[&+,;:/|!>—–-]|\.(?=\s)", text)
    return [part for token in found for part in (token.split("-") if _hyphened(token) else [token])]


def _hyphened(token: str) -> bool:
    """ "sign-in" is two words, "delete-me.txt" is a name."""
    return "-" in token[1:] and "." not in token


def _english(text: str, strictness: Strictness) -> str | None:
    tokens = _tokens(text)
    words = [t for t in tokens if t not in JOINS]
    if not words or len(words) > EN_LENGTH[strictness]:
        return None
    found = [verb for verb in ENGLISH if _commands(verb, tokens, strictness)]
    return max(found, key=lambda verb: len(verb.words)).meaning if found else None


def _commands(verb: Verb, tokens: list[str], strictness: Strictness) -> bool:
    if strictness == "strict" and not verb.strong:
        return False
    size = len(verb.words)
    for at in range(len(tokens) - size + 1):
        if tuple(tokens[at : at + size]) == verb.words and _stands_as_command(verb, tokens, at, strictness):
            return True
    return False


def _stands_as_command(verb: Verb, tokens: list[str], at: int, strictness: Strictness) -> bool:
    rest = tokens[at + len(verb.words) :]
    object_ = next((token for token in rest if token not in ARTICLES), "")  # "Cancel my plan"
    if (verb.only and not verb.only & {object_, *rest[:1]}) or set(rest[:1]) & verb.unless:
        return False
    joined = max((i + 1 for i in range(at) if tokens[i] in JOINS), default=0)
    before = tokens[joined:at]  # "No, delete it": what stands before the comma says nothing
    if any(word in NEGATIONS for word in before):
        return False
    return all(word in LEAD for word in before) or (verb.strong and strictness == "loose")


def _chinese(text: str, strictness: Strictness) -> str | None:
    squeezed = re.sub(r"[\s,，。.!！?？:：「」“”\"'《》【】]+", "", text)
    if not squeezed or len(squeezed) > ZH_LENGTH[strictness]:
        return None
    best: tuple[int, str] | None = None
    for means, strong, weak in CHINESE:
        for term in strong.split() + ([] if strictness == "strict" else weak.split()):
            if (best is None or len(term) > best[0]) and _zh_commands(term, squeezed):
                best = (len(term), means)
    return best[1] if best else None


def _zh_commands(term: str, text: str) -> bool:
    for found in re.finditer(re.escape(term), text):
        before, after = text[: found.start()], text[found.end() :]
        if not before.endswith(ZH_BEFORE) and not after.startswith(ZH_AFTER):
            return True
    return False
