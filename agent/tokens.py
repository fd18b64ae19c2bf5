"""Words as names on forms are compared: stems of what carries meaning, a Chinese character each. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+", re.U)


NUMBERS = {
    name: str(n)
    for n, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
_IRREGULAR = {"children": "child", "people": "person", "men": "man", "women": "woman"}


def _stem(token: str) -> str:
    if token in NUMBERS or token in _IRREGULAR:
        return NUMBERS.get(token) or _IRREGULAR[token]
    for ending, least in (("ing", 4), ("es", 4), ("s", 4)):
        if not token.endswith(ending) or len(token) < least + len(ending) - 1:
            continue
        if ending == "es" and not re.search(r"(?:x|ss|ch|sh|z)es$", token):
            continue
        if token.endswith("ss"):
            continue
        return token[: -len(ending)]
    return token


def _set(listed: str) -> frozenset[str]:
    """The words and their stems."""
    return frozenset(listed.split()) | frozenset(_stem(word) for word in listed.split())


STOP = _set(
    "a an the my your our his her their its of to that this it me us i we you they them he she will shall "
    "would is"
    " are am be and or but by at do does when as im d ll ve re m s yes"
)
FILL = _set(
    "take make choose pick select set put add tick check mark enter type write fill use ask get have let "
    "give want"
    " need like include including plus also please with for in on into under from about out up so just "
    "then finally"
    " turn switch without not no untick uncheck remove off deselect"
)
"""Words that say that something is to be filled in or chosen, and not what."""
GOES_WITHOUT = _set(
    "it form request page everything all confirm press click finish done now yet later tab section menu "
    "dialog window"
)
"""Words that stand beside the name of a button: "send the request"."""
_SAYS_NOTHING = re.compile(
    "希望|想要|取消勾选|取消|不要|去掉|不选|不勾|发送?一?[条个封]|写一?[条个封]|帮我|帮忙|我们|填写?|写上?|选择?|勾选|勾上?|输入|最后|然后|请|[的了是我您你吗呢啊吧对把将给在再并就让要]"
)
_GOES_WITHOUT_ZH = re.compile("问卷|消息|表单|表格|申请|信息|点击|按下|一下|它")
_CJK = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """All tokens in order: stems in lower case, a Chinese character each."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return tuple(_stem(token) for token in _TOKEN.findall(plain))


def name_words(text: str) -> frozenset[str]:
    """What a name on the screen consists of, without the words that every name may have."""
    found = frozenset(words(text))
    return found - STOP or found


def meaning(text: str) -> frozenset[str]:
    """What in the person's words has to be explained."""
    return frozenset(words(_SAYS_NOTHING.sub(" ", text))) - STOP - FILL


def besides_button(text: str) -> frozenset[str]:
    """`meaning`, without what may stand beside the name of a button."""
    return meaning(_GOES_WITHOUT_ZH.sub(" ", text)) - GOES_WITHOUT


def is_chinese(text: str) -> bool:
    return _CJK.search(text) is not None


def number(word: str) -> str:
    """A small number that is written as a word, in digits; else the word itself."""
    return NUMBERS.get(word.casefold(), word)
