"""What a text on a control means when the control is pressed. Pure; the words are in
agent/policy_english.py and agent/policy_chinese.py.

A verb counts where it commands ("Send", "Save and send", "Yes, delete it"), not where it names
("Sender", "Deleted items", "Payment history"). Nothing here knows an action or a screen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from agent import policy_chinese as zh
from agent import policy_english as en
from agent.policy_verbs import END, LOGS_IN, NUMBER, PUBLISHES, SENDS, Verb

Strictness = Literal["loose", "medium", "strict"]
"""How little a text must look like a command: loose for buttons and menu items, medium for links, rows and
plain text, strict for what is only gone to or into (tabs, menu bars, fields)."""
ZH_LENGTH: dict[Strictness, int] = {"loose": 20, "medium": 8, "strict": 4}  # characters
EN_LENGTH: dict[Strictness, int] = {"loose": 12, "medium": 4, "strict": 2}  # words
ZH_LONGEST: dict[Strictness, int] = {"loose": 60, "medium": 24, "strict": 8}
EN_LONGEST: dict[Strictness, int] = {"loose": 40, "medium": 14, "strict": 4}
"""The same of texts that plainly command."""
HINTED = frozenset({SENDS, PUBLISHES, LOGS_IN})
"""What the hints in fields speak of: "Send a message", 发表你的看法."""
ARTICLES = frozenset({"my", "your", "the", "this", "a", "an"})
RELATION = re.compile(r" (?:below|above|next to|left of|right of|beside|near|under|inside|in the row of) ")
QUOTED = re.compile(r"[“\"「‘]([^“”\"「」]+)[”\"」’]")


def plain(text: str) -> str:
    """Lower case, simplified characters, one kind of quote; no ellipsis, accelerator letter or shortcut."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").casefold()
    text = text.translate(zh.TO_SIMPLIFIED)
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
    return _meaning(without_kinds(description), strictness)


def without_kinds(description: str) -> str:
    """A description's name alone: "the OK button next to Cancel" → "ok"."""
    words = RELATION.split(plain(description))[0]
    return " ".join(word for word in words.split() if word not in en.KIND_WORDS)


def tokens_of(text: str) -> list[str]:
    """Words (file names whole) and the signs that join commands."""
    found = re.findall(r"[a-z0-9@][\w'@]*(?:[.-][\w'@]+)*|[&+,;:/|!>—–-]|\.(?=\s)", text)
    return [part for token in found for part in (token.split("-") if _hyphened(token) else [token])]


def _hyphened(token: str) -> bool:
    """ "sign-in" is two words, "delete-me.txt" is a name."""
    return "-" in token[1:] and "." not in token


def _english(text: str, strictness: Strictness) -> str | None:
    tokens = tokens_of(text)
    words = [token for token in tokens if token not in en.JOINS]
    if not words or len(words) > EN_LONGEST[strictness]:
        return None
    long = len(words) > EN_LENGTH[strictness]
    said = frozenset(tokens)
    may = (verb for verb in en.ENGLISH if verb.words[0] in said)
    found = [verb for verb in may if _commands(verb, tokens, strictness, long)]
    return max(found, key=lambda verb: len(verb.words)).meaning if found else None


def _commands(verb: Verb, tokens: list[str], strictness: Strictness, long: bool) -> bool:
    if not _counts(verb, strictness, long):
        return False
    sentence = long and strictness != "strict"
    size = len(verb.words)
    return any(
        _stands_as_command(verb, tokens, at, strictness == "loose" and not long)
        and not (sentence and not _plainly_commands(tokens, at + size))
        for at in range(len(tokens) - size + 1)
        if tuple(tokens[at : at + size]) == verb.words
    )


def _counts(verb: Verb, strictness: Strictness, long: bool) -> bool:
    """Weak verbs count in no field or tab and, alone, in no long text; a hint says "Send a message"."""
    if strictness == "strict":
        return verb.strong and not (long and verb.meaning in HINTED)
    return verb.strong or not long or len(verb.words) > 1


def _plainly_commands(tokens: list[str], after: int) -> bool:
    """Whether a long text is a command and not a sentence: it opens like one, or says whose thing it is."""
    return tokens[0] in en.OPENERS or bool(set(tokens[after : after + 1]) & en.OWNED)


def _stands_as_command(verb: Verb, tokens: list[str], at: int, anywhere: bool) -> bool:
    rest = tokens[at + len(verb.words) :]
    if (verb.only and not verb.only & _next(rest)) or _names_something(verb, rest):
        return False
    joined = max((i + 1 for i in range(at) if tokens[i] in en.JOINS), default=0)
    before = tokens[joined:at]  # "No, delete it": what stands before the comma says nothing
    if any(word in en.NEGATIONS for word in before):
        return False
    return all(word in en.LEAD for word in before) or (verb.strong and anywhere)


def _next(rest: list[str]) -> set[str]:
    """What comes next, as `Verb.only` names it: the word, the word after an article, the end, a number."""
    if not rest or rest[0] in en.JOINS:
        return {END}
    object_ = next((token for token in rest if token not in ARTICLES), "")  # "Cancel my plan"
    return {rest[0], object_} | ({NUMBER} if rest[0][0].isdigit() else set())


def _names_something(verb: Verb, rest: list[str]) -> bool:
    """Whether what follows makes a noun of the verb; after a strong one it must be all that follows."""
    for phrase in verb.unless:
        size = len(phrase)
        if tuple(rest[:size]) == phrase and (not verb.strong or set(rest[size : size + 1]) <= en.JOINS):
            return True
    return False


def _chinese(text: str, strictness: Strictness) -> str | None:
    squeezed = re.sub(r"[\s,，。.!！?？:：「」“”\"'《》【】、]+", "", text)
    if not squeezed or len(squeezed) > ZH_LONGEST[strictness]:
        return None
    long = len(squeezed) > ZH_LENGTH[strictness]
    strict = strictness == "strict"
    best: tuple[int, str] | None = None
    for means, strong, weak in zh.CHINESE:
        if long and strict and means in HINTED:
            continue
        for term in strong.split() + ([] if strict or long else weak.split()):
            if (best is None or len(term) > best[0]) and _zh_commands(term, squeezed, long and not strict):
                best = (len(term), means)
    return best[1] if best else None


def _zh_commands(term: str, text: str, sentence: bool) -> bool:
    for found in re.finditer(re.escape(term), text):
        before, after = text[: found.start()], text[found.end() :]
        plainly = zh.OPENERS.match(text) or (not before and zh.OWNED.match(after))
        if (
            not before.endswith(zh.BEFORE)
            and not zh.names_something(term, after)
            and (plainly or not sentence)
        ):
            return True
    return False
