"""The vocabulary of instructions in English and Chinese: what things, places, colours and keys are called.

Tables only. The kind sets are generous on purpose: a person who says "button" means anything that is pressed,
and the eye may have called it something close by. `KEY_NAMES` is shared with the hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from agent.intents import How, Place
from agent.types import Kind, State

_Value = TypeVar("_Value")
Kinds = tuple[Kind, ...]

BUTTON: Kinds = ("button", "icon_button", "window_control")
FIELD: Kinds = ("text_field", "search_field", "password_field", "text_area", "combo_box", "spin_box")
AREA: Kinds = ("text_area", "text_field")
TICKABLE: Kinds = ("checkbox", "radio", "switch")
BOX: Kinds = (*TICKABLE, *FIELD)
COMBO: Kinds = ("combo_box",)
MENU: Kinds = ("menu_bar_item", "menu_item", "menu", "button", "icon_button")
MENU_ITEM: Kinds = ("menu_item", "menu_bar_item")
ITEM: Kinds = ("list_item", "menu_item", "tree_item", "table_cell")
ROW: Kinds = ("list_item", "tree_item", "table_cell")
ICON: Kinds = ("icon", "icon_button", "image", "button", "list_item", "window_control")
TEXT: Kinds = ("label", "heading", "link")
PANEL: Kinds = ("panel", "list", "table", "toolbar", "dialog")
WINDOW: Kinds = ("window", "dialog")
DIALOG: Kinds = ("dialog", "window")
SEARCH: Kinds = ("search_field", "text_field", "combo_box")
SECRET: Kinds = ("password_field", "text_field")

KINDS_EN: dict[str, Kinds] = {
    "button|btn|push button|key|knob": BUTTON,
    "icon button": ("icon_button", "button", "window_control"),
    "icon|symbol": ICON,
    "link|hyperlink": ("link",),
    "heading link": ("link", "heading"),
    "field|input|input field|input box|text field|text box|textbox|entry field|entry box|edit box|edit field"
    "|form field|text entry|text input|blank": FIELD,
    "box": BOX,
    "text area|textarea|editor|text editor|edit area|editing area|text pane|text view": AREA,
    "checkbox|check box|tick box|tickbox|check mark": ("checkbox", "switch"),
    "radio|radio button|option button|radio box": ("radio",),
    "switch|toggle|toggle switch|toggle button": ("switch", "checkbox", "button"),
    "dropdown|drop-down|drop down|drop-down list|dropdown list|drop down list|dropdown menu|drop-down menu"
    "|drop down menu|dropdown box|drop-down box|combo|combo box|combobox|select box|selector|picker"
    "|pull-down menu|pulldown": COMBO,
    "spin box|spinbox|spin button|number box|number field|stepper": ("spin_box", "text_field"),
    "slider|track bar|volume bar": ("slider",),
    "progress bar": ("progress_bar",),
    "scroll bar|scrollbar": ("scroll_bar",),
    "tab|tab page": ("tab",),
    "menu": MENU,
    "menu item|menu entry|menu option|menu command|submenu": MENU_ITEM,
    "item|entry": ITEM,
    "option|choice": ("radio", "list_item", "menu_item", "checkbox", "tree_item", "table_cell"),
    "list item|list entry|row|line": ROW,
    "cell": ("table_cell",),
    "tree item|node": ("tree_item", "list_item"),
    "column|column header|table header|column heading": ("table_header",),
    "header": ("table_header", "heading"),
    "heading|title": ("heading", "label"),
    "text|label|caption|word": TEXT,
    "image|picture|photo|thumbnail|logo": ("image", "icon"),
    "tooltip": ("tooltip",),
    "splitter|divider|sash": ("splitter",),
    "window": WINDOW,
    "dialog|dialogue|dialog box|dialogue box|popup|pop-up|message box": DIALOG,
    "toolbar|tool bar": ("toolbar",),
    "panel|pane|side bar|sidebar|group|section|frame": PANEL,
    "list|list box|listbox": ("list", "table", "combo_box"),
    "table|grid": ("table", "list"),
    "tab bar": ("tab_bar",),
    "notification|toast": ("notification", "dialog"),
}

KINDS_ZH: dict[str, Kinds] = {
    "按钮|按键|按钮图标": BUTTON,
    "图标按钮": ("icon_button", "button", "window_control"),
    "图标": ICON,
    "链接|超链接": ("link",),
    "输入框|文本框|输入栏|编辑框|字段|栏|框|栏位|输入区|填写框": FIELD,
    "方框|小框|勾选框的框": BOX,
    "文本区|文本区域|编辑器|编辑区|文本编辑器|编辑区域|多行文本框": AREA,
    "复选框|勾选框|多选框|选择框|勾选项|复选": ("checkbox", "switch"),
    "单选|单选框|单选按钮|单选钮|单选项": ("radio",),
    "开关|切换开关|开关按钮": ("switch", "checkbox", "button"),
    "下拉框|下拉菜单|下拉列表|下拉列表框|组合框|下拉选框|下拉选择框|下拉": COMBO,
    "数字框|微调框|调节框|数值框": ("spin_box", "text_field"),
    "滑块|滑动条|滑条": ("slider",),
    "进度条": ("progress_bar",),
    "滚动条": ("scroll_bar",),
    "标签页|选项卡|页签|标签": ("tab",),
    "菜单": MENU,
    "菜单项|菜单选项|子菜单": MENU_ITEM,
    "项|选项|条目|列表项|项目": (*ITEM, "radio"),
    "行": ROW,
    "单元格|格子": ("table_cell",),
    "节点": ("tree_item", "list_item"),
    "列|列头|表头|列标题": ("table_header",),
    "标题": ("heading", "label"),
    "文字|文本|文本标签": TEXT,
    "图片|图像|照片|缩略图": ("image", "icon"),
    "提示|工具提示": ("tooltip",),
    "分隔条|分割条": ("splitter",),
    "窗口|窗体": WINDOW,
    "对话框|弹窗|弹出框|弹出窗口|消息框|提示框": DIALOG,
    "工具栏|工具条": ("toolbar",),
    "面板|侧边栏|侧栏|区域|分组|边栏": PANEL,
    "列表|列表框": ("list", "table"),
    "表格": ("table", "list"),
    "标签栏": ("tab_bar",),
    "通知": ("notification", "dialog"),
}

CONTENT_NOUNS = frozenset(
    [
        "window",
        "tab",
        "list",
        "image",
        "row",
        "column",
        "item",
        "link",
        "page",
        "menu",
        "text",
        "line",
        "icon",
        "header",
        "table",
        "panel",
        "cell",
        "option",
        "title",
        "label",
        "line",
        "word",
        "entry",
        "choice",
        "section",
        "group",
        "frame",
        "grid",
        "picture",
        "photo",
        "logo",
        "editor",
        "toolbar",
        "sidebar",
        "key",
        "input",
        "node",
        "heading",
        "column",
        "notification",
        "line",
        "view",
        "field",
        "box",
        "switch",
    ]
)
"""English kind words that often end a name ("New Window", "Copy Link"): a capital makes them part of it."""

COMMANDS = (
    "save|save as|delete|remove|cancel|submit|send|log in|login|log out|logout|sign in|sign out|sign up|print"
    "|reload|refresh|apply|accept|continue|next|previous|back|forward|go back|go forward|install|uninstall"
    "|download|upload|rename|edit|new|create|add|insert|quit|exit|minimise|minimize|maximise|maximize|restore"
    "|zoom in|zoom out|find|replace|confirm|agree|decline|reject|skip|retry|reset|start|stop|run|play|pause"
    "|import|export|share|buy|pay|order|register|subscribe|unsubscribe|finish|browse|attach|reply|view|show"
    "|hide|expand|collapse|help|ok|okay|yes|no|preview|update|upgrade|load|lock|unlock|connect|disconnect|call"
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
    "to the left of|left of|on the left of|at the left of|on the left side of|left from|in front of": "left_of",
    "to the right of|right of|on the right of|at the right of|on the right side of|right from": "right_of",
    "above|on top of": "above",
    "below|under|underneath|beneath": "below",
    "next to|beside|alongside|adjacent to": "next_to",
    "in the same row as|in the same line as|on the same row as|on the same line as|in the row of|in the row with"
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

COLOURS: dict[str, str] = {
    "red": "red", "orange": "orange", "yellow": "yellow", "green": "green", "blue": "blue", "purple": "purple",
    "violet": "purple", "pink": "pink", "magenta": "pink", "brown": "brown", "black": "black", "white": "white",
    "grey": "grey", "gray": "grey", "cyan": "cyan", "teal": "cyan", "turquoise": "cyan",
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
    "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
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
