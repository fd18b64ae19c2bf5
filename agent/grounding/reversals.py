"""Words that turn a longer name round, or make another command of it: "Don't Save" and "Save All" for "Save".

A name that a longer one turns round is not there at all. One that the longer name widens, narrows or gives to
another deed may be meant, but the person is to be asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agent.grounding.letters import is_cjk, words

_REVERSERS = {
    "not": "don't dont doesn't not no never none cannot can't won't without nicht kein keine keinen nie ohne"
    " ne pas sans jamais nunca sin",
    "cancel": "cancel abbrechen annuler cancelar",
    "exit": "exit quit",
    "later": "later später",
}
_SORT_OF = {word: sort for sort, group in _REVERSERS.items() for word in group.split()}
_REVERSERS_ZH = {"not": "不|未|非(?!常)|^别|勿|没有", "cancel": "取消", "exit": "退出", "later": "稍后|以后"}
_PREFIX = re.compile(r"(?<!\w)(?:un|de|dis|re|non)-")
_WIDER_WORDS = (
    "all as everything every each both forever permanently submit send and & anyway always factory"
    " selected multiple delete remove erase clear discard uninstall reset stop disable off undo leave"
    " alle alles tout tous todo todos"
)
_WIDER = frozenset(_WIDER_WORDS.split())
_WIDER_ZH = re.compile(
    "全部|所有|一切|另存|永久|彻底|批量|强制|并|和|及|提交|始终|总是|删除|移除|清空|清除|卸载|重置|停止|禁用|关闭"
)
_ANSWERS = frozenset(
    [
        "cancel",
        "yes",
        "no",
        "ok",
        "okay",
        "stop",
        "quit",
        "exit",
        "取消",
        "确定",
        "确认",
        "是",
        "否",
        "退出",
        "停止",
    ]
)


@lru_cache(maxsize=8192)
def reverses(wanted: str, seen: str) -> bool:
    """Whether one of two normalised names says "not", "cancel" or "later" where the other does not."""
    return _turned(wanted) != _turned(seen)


@lru_cache(maxsize=8192)
def widens(wanted: str, seen: str) -> bool:
    """Whether the longer name may be another command: "Delete All", "Yes to All", "Cancel subscription"."""
    return bool(_wider(seen) - _wider(wanted)) or wanted in _ANSWERS


def _turned(name: str) -> set[str]:
    found = {_SORT_OF[word] for word in words(name) if word in _SORT_OF}
    if is_cjk(name):
        found |= {sort for sort, pattern in _REVERSERS_ZH.items() if re.search(pattern, name)}
    return found | set(_PREFIX.findall(name))


def _wider(name: str) -> set[str]:
    return {*_WIDER.intersection(words(name)), *_WIDER_ZH.findall(name)}
