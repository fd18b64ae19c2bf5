"""The vocabulary of instructions in English and Chinese: places, relations, colours, numbers, keys, commands.

Tables only; the words for kinds are in `kind_words`. `KEY_NAMES` is shared with the hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from agent.intents import Extreme, How, Place
from agent.types import State

_Value = TypeVar("_Value")

COMMANDS = (
    "save|save as|delete|remove|cancel|submit|send|log in|login|log out|logout|sign in|sign out|sign up|print"
    "|reload|refresh|apply|accept|continue|next|previous|back|forward|go back|go forward|install|uninstall"
    "|download|upload|rename|edit|new|create|add|insert|quit|exit|minimise|minimize|maximise|maximize|restore"
    "|zoom in|zoom out|find|replace|confirm|agree|decline|reject|skip|retry|reset|start|stop|run|play|pause"
    "|import|export|share|buy|pay|order|register|subscribe|unsubscribe|finish|browse|attach|reply|view|show"
    "|hide|expand|collapse|help|ok|okay|yes|no|preview|update|upgrade|load|lock|unlock|connect"
    "|disconnect|call|post|publish|archive|approve|activate|deactivate|invite|mute|follow"
    "|copy|cut|paste|undo|redo|dismiss|ignore|discard|keep|allow|deny|block|proceed|leave|shut down|restart"
)
"""Verbs that name what a button does; "print" or "send the message" asks for the button of that name."""

PLACES_EN: dict[str, Place] = {
    "top left|upper left|top-left|upper-left|left upper|left top": "top_left",
    "top right|upper right|top-right|upper-right|right upper|right top": "top_right",
    "bottom left|lower left|bottom-left|lower-left": "bottom_left",
    "bottom right|lower right|bottom-right|lower-right": "bottom_right",
    "top|topmost|uppermost|very top|upper": "top",
    "bottom|bottommost|lowest|lowermost|very bottom|lower": "bottom",
    "leftmost|left|far left|left-hand": "left",
    "rightmost|right|far right|right-hand": "right",
    "middle|centre|center|central": "centre",
}
PLACES_ZH: dict[str, Place] = {
    "左上角|左上方|左上": "top_left",
    "右上角|右上方|右上": "top_right",
    "左下角|左下方|左下": "bottom_left",
    "右下角|右下方|右下": "bottom_right",
    "顶部|最上面|最上方|最顶上|最顶端|顶端|上方|上面|上边|上部": "top",
    "底部|最下面|最下方|最底下|最底端|底端|下方|下面|下边|下部": "bottom",
    "左边|左侧|最左边|最左侧|左面|左方": "left",
    "右边|右侧|最右边|最右侧|右面|右方": "right",
    "中间|中央|正中|正中间|中部|中心": "centre",
}

RELATIONS_EN: dict[str, How] = {
    "to the left of|left of|on the left of|at the left of|on the left side of|left from"
    "|in front of": "left_of",
    "to the right of|right of|on the right of|at the right of|on the right side of|right from": "right_of",
    "above|on top of": "above",
    "below|under|underneath|beneath": "below",
    "next to|beside|alongside|adjacent to": "next_to",
    "in the same row as|in the same line as|on the same row as|on the same line as|in the row of"
    "|in the row with"
    "|in the row for|in the row that says|in the row containing|in the line of|on the row of|on the line of"
    "|on the row with|in line with": "in_row_of",
    "near|near to|close to": "near",
    "inside of|inside|within": "inside",
}
RELATIONS_ZH: dict[str, How] = {
    "左边|左侧|左面|左方|前面|前边": "left_of",
    "右边|右侧|右面|右方|后面|后边": "right_of",
    "上面|上方|上边|之上": "above",
    "下面|下方|下边|之下": "below",
    "旁边|旁|一旁|边上": "next_to",
    "那一行|那行|这一行|这行|所在行|所在的行|所在的那一行|同一行|一行|所在那一行": "in_row_of",
    "附近|周围": "near",
}

EXTREMES: dict[str, Extreme] = {
    "biggest": "largest", "largest": "largest", "smallest": "smallest", "tiniest": "smallest",
    "tallest": "tallest", "widest": "widest", "longest": "widest", "narrowest": "narrowest",
    "最大": "largest", "最小": "smallest", "最高": "tallest", "最宽": "widest", "最长": "widest",
    "最窄": "narrowest",
}  # fmt: skip
COLOURS: dict[str, str] = {
    "red": "red", "orange": "orange", "yellow": "yellow", "green": "green", "blue": "blue",
    "purple": "purple", "violet": "purple", "pink": "pink", "magenta": "pink", "brown": "brown",
    "black": "black", "white": "white", "grey": "grey", "gray": "grey", "cyan": "cyan",
    "teal": "cyan", "turquoise": "cyan",
    "红": "red", "橙": "orange", "橘": "orange", "黄": "yellow", "绿": "green", "蓝": "blue", "紫": "purple",
    "粉": "pink", "粉红": "pink", "棕": "brown", "褐": "brown", "黑": "black", "白": "white", "灰": "grey",
    "青": "cyan",
}  # fmt: skip

STATES_EN: dict[str, State] = {
    "disabled|greyed-out|greyed out|grayed-out|grayed out|inactive": "disabled",
    "checked|ticked": "checked",
    "focused|active": "focused",
    "selected|highlighted|current|chosen": "selected",
    "expanded|unfolded": "expanded",
    "editable": "editable",
}
STATES_ZH: dict[str, State] = {
    "被禁用|禁用|不可用|灰掉": "disabled",
    "已勾选|勾选|打勾|勾上|已打勾": "checked",
    "有焦点|获得焦点|聚焦": "focused",
    "已选中|被选中|选中|选定|高亮|当前": "selected",
    "已展开|展开": "expanded",
    "可编辑": "editable",
}

ORDINALS_EN: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "last": -1, "final": -1,
    "second to last": -2, "second-to-last": -2, "second last": -2, "next to last": -2, "penultimate": -2,
    "last but one": -2, "third to last": -3, "third-to-last": -3, "third last": -3,
}  # fmt: skip
NAMES_WITH_ORDINALS = re.compile(
    r"(?:first|last|second|middle) names?\b|last (?:modified|updated|used|changed|page)\b|first page\b", re.I
)
"""Common field and column names that begin with an ordinal without meaning one."""

NUMBERS_EN: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "a couple of": 2, "a few": 3, "half a": 0.5, "once": 1, "twice": 2, "thrice": 3,
}  # fmt: skip
DIGITS_ZH: dict[str, int] = {
    "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9,
}  # fmt: skip

_LETTERS = [c for c in map(chr, range(33, 127)) if not c.isupper() and c not in "+-"]
_NAMED_KEYS = [
    "ctrl",
    "alt",
    "shift",
    "super",
    "altgr",
    "enter",
    "tab",
    "escape",
    "space",
    "backspace",
    "delete",
    "insert",
    "home",
    "end",
    "pageup",
    "pagedown",
    "up",
    "down",
    "left",
    "right",
    "menu",
    "printscreen",
    "capslock",
    "numlock",
    "scrolllock",
    "pause",
    "plus",
    "minus",
    "volumeup",
    "volumedown",
    "volumemute",
    "playpause",
]
KEY_NAMES: frozenset[str] = frozenset(_NAMED_KEYS + [f"f{n}" for n in range(1, 25)] + _LETTERS)
"""Canonical key names: words in lower case, and printable ASCII characters but for capitals, "+" and "-"."""
MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "altgr"})

_KEY_WORDS: dict[str, str] = {
    "ctrl|control|ctl|strg|^|控制": "ctrl",
    "alt|option|opt|⌥": "alt",
    "shift|⇧|上档": "shift",
    "super|win|windows|cmd|command|meta|⌘|徽标": "super",
    "altgr|alt gr": "altgr",
    "enter|return|⏎|↵|carriage return|回车|换行|确认": "enter",
    "tab|tabulator|⇥|制表|制表符": "tab",
    "escape|esc|退出": "escape",
    "space|spacebar|space bar|空格": "space",
    "backspace|back space|bksp|⌫|退格|回退": "backspace",
    "delete|del|⌦": "delete",
    "insert|ins": "insert",
    "home": "home",
    "end": "end",
    "pageup|page up|pgup|pg up|上翻页|向上翻页|上一页": "pageup",
    "pagedown|page down|pgdn|pg dn|pgdown|下翻页|向下翻页|下一页": "pagedown",
    "up|up arrow|arrow up|upward arrow|↑|上箭头|向上箭头|上方向|方向上|向上": "up",
    "down|down arrow|arrow down|↓|下箭头|向下箭头|下方向|方向下|向下": "down",
    "left|left arrow|arrow left|←|左箭头|向左箭头|左方向|方向左|向左": "left",
    "right|right arrow|arrow right|→|右箭头|向右箭头|右方向|方向右|向右": "right",
    "menu|context menu|apps|application": "menu",
    "printscreen|print screen|prtsc|prtscn|prtscr|prntscrn|截屏": "printscreen",
    "capslock|caps lock|caps|大写锁定": "capslock",
    "numlock|num lock|数字锁定": "numlock",
    "scrolllock|scroll lock": "scrolllock",
    "pause|break|pause break": "pause",
    "plus|+|加号": "plus",
    "minus|-|dash|hyphen|减号": "minus",
    "volumeup|volume up|音量加|音量增大": "volumeup",
    "volumedown|volume down|音量减|音量减小": "volumedown",
    "volumemute|volume mute|mute|静音": "volumemute",
    "playpause|play pause|play/pause|播放暂停": "playpause",
    "comma|逗号": ",",
    "period|dot|full stop|句号": ".",
    "slash|斜杠": "/",
    "backslash|反斜杠": "\\",
    "semicolon|分号": ";",
    "colon|冒号": ":",
    "equals|equal|等号": "=",
    "question mark|问号": "?",
    "apostrophe|quote": "'",
    "backtick|grave": "`",
    "asterisk|star|星号": "*",
}
KEYS_NEEDING_KEY_ZH = frozenset(
    [
        "控制",
        "上档",
        "徽标",
        "换行",
        "确认",
        "制表",
        "退出",
        "上一页",
        "下一页",
        "向上",
        "向下",
        "向左",
        "向右",
        "截屏",
        "大写锁定",
        "静音",
        "删除",
        "插入",
        "暂停",
        "上",
        "下",
        "左",
        "右",
    ]
)
"""Chinese words that name a key only with 键 after them: 按删除 means the button, 按删除键 the key."""
EXTRA_KEYS_ZH = {"删除": "delete", "插入": "insert", "暂停": "pause", "上": "up", "下": "down", "左": "left",
                 "右": "right", "菜单": "menu"}  # fmt: skip


def spread(table: dict[str, _Value]) -> dict[str, _Value]:
    """A table with its "a|b|c" keys taken apart, longest first."""
    pairs = [(word, value) for words, value in table.items() for word in words.split("|")]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a space stands for any white space."""
    ordered = sorted(words, key=lambda word: -len(word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


KEY_WORDS: dict[str, str] = spread(_KEY_WORDS) | {f"f{n}": f"f{n}" for n in range(1, 25)}
"""What people call a key (lower case) → its canonical name."""
