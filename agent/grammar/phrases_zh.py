"""The Chinese patterns of phrases: one function for each stage of `agent.grammar.phrases`, on a Draft."""

from __future__ import annotations

import re

from agent.grammar.counting import number_of
from agent.grammar.draft import Draft
from agent.grammar.kind_words import KINDS_ZH
from agent.grammar.quoting import MARK
from agent.grammar.words import COLOURS, EXTREMES, STATES_ZH, one_of, spread

PASSING_MENUS = frozenset({"右键", "上下文", "弹出", "快捷", "打开的", "当前"})
_KINDS = spread(KINDS_ZH)
_STATES = spread(STATES_ZH)
_COLOURS = {word: value for word, value in COLOURS.items() if not word.isascii()}

SEVERAL = re.compile(
    "(?:所有|全部(?!回复|保存|关闭|选择|接受|拒绝|替换|展开|收起|删除|清除)|每一?个)的?(?=[^\\s的])"
)
_LABEL = re.compile(
    r"^(?P<mod>.*?)(?:(?:标签|名字|名称|标题|文字|文本|内容)?(?:为|是|叫做?|名为|名叫|写着|标着"
    r"|标有|写有|显示着?|带有|带着))\s*(?P<name>.+?)\s*的\s*"
    r"(?P<head>[^的]+)$",
    re.S,
)
_NUMBER = r"[一二两三四五六七八九十\d]{1,4}"
_MEASURE = "(?:个|项|条|张|款|只|枚|份|处)"
_ORDINAL = re.compile(
    rf"(?:(?P<back>倒数)?第\s*(?P<n>{_NUMBER})\s*{_MEASURE}?(?![页章步课节天季季度步次])|"
    rf"(?P<last>最后)(?:一?{_MEASURE}|一(?=[行列])|一$))的?\s*"
)
_COLOUR = re.compile(rf"(?:深|浅|暗|亮|淡|大)?(?P<colour>{one_of(_COLOURS)})(?:色的?|的)\s*")
_STATE = re.compile(rf"(?P<state>{one_of(_STATES)})(?:了|状态)?的\s*")
_OTHER = re.compile(r"(?:那一?个|这一?个|该|一个)(?=.)\s*|[大小空](?:的\s*|$)|一$")
_SOFT = frozenset(["选项", "项目", "标签", "文本", "文字", "通知", "提示", "标题", "菜单", "列表框", "条目"])
_STRICT = frozenset(["行", "列", "项"])
_COMMAND = re.compile("新建|新的?|插入|删除|添加|增加|复制|关闭|打开|保存|重命名|移动|创建|显示|隐藏|合并")
_CONTENT = frozenset(
    [
        "窗口",
        "标签页",
        "选项卡",
        "标签",
        "图片",
        "图像",
        "照片",
        "链接",
        "行",
        "列",
        "项",
        "项目",
        "条目",
        "菜单",
        "列表",
        "表格",
        "文本",
        "文字",
        "标题",
        "单元格",
        "分组",
        "通知",
        "区域",
        "面板",
        "工具栏",
        "侧边栏",
        "选项",
        "提示",
    ]
)
_EXTREME = re.compile(rf"(?P<extreme>{one_of(w for w in EXTREMES if not w.isascii())})(?!化)的?\s*")
_LEADING_KIND = re.compile(rf"(?P<kind>{one_of(_KINDS)})\s*(?P<mark>{MARK})")
_BARS = re.compile("(?:任务|状态|标题|菜单|收藏|书签|导航|工具)栏$|边框$|首选项$")
_CJK = re.compile(r"[\u3400-\u9fff]")


def label(draft: Draft) -> None:
    """标签为“邮箱”的输入框, 名为 X 的按钮."""
    match = _LABEL.match(draft.text)
    if match is None or not any(match["head"].endswith(word) for word in (*_KINDS, "文件", "文件夹", "东西")):
        return
    draft.text = match["mod"] + match["head"]
    kind(draft)
    modifiers(draft)
    draft.text = match["name"]
    name(draft)
    draft.name = draft.name or draft.quotes.restored(match["name"]).strip()
    draft.text = ""


def kind(draft: Draft) -> None:
    """The kind word at the end: 登录按钮, “FAQs” 链接."""
    if draft.kinds:
        return
    leading = _LEADING_KIND.fullmatch(draft.text.strip())
    if leading:
        draft.kinds, draft.text = _KINDS[leading["kind"]], leading["mark"]
        return
    word = next((word for word in _KINDS if draft.text.endswith(word)), None)
    if word is None or not _means_kind(draft.text[: -len(word)], word):
        return
    draft.kinds = _KINDS[word]
    draft.text = draft.text[: -len(word)].strip()


def _means_kind(rest: str, word: str) -> bool:
    """Whether the last word is a kind, and not part of a name such as 新建窗口, 运行 or 状态栏."""
    if not rest.strip():
        return word not in _SOFT
    if _BARS.search(rest + word) or (word in _CONTENT and _COMMAND.match(rest)):
        return False
    if word in _STRICT:
        return (
            re.search(rf"(?:^一|第\s*{_NUMBER}\s*个?|最后一?|这一?|那一?|的|{MARK}|[\sA-Za-z0-9])$", rest)
            is not None
        )
    return True


def modifiers(draft: Draft) -> None:
    """Ordinal, colour, states and demonstratives before the name."""
    if not _CJK.search(draft.text):
        return
    text = draft.text.strip()
    while True:
        ordinal, colour, state = _ORDINAL.match(text), _COLOUR.match(text), _STATE.match(text)
        extreme = _EXTREME.match(text)
        match = ordinal or colour or state or extreme or _OTHER.match(text)
        if match is None or (match.end() == len(text) and not (draft.kinds or ordinal)):
            break
        if extreme:
            draft.extreme = EXTREMES[extreme["extreme"]]
        elif ordinal:
            draft.ordinal = _ordinal(ordinal)
        elif colour:
            draft.colour = _COLOURS[colour["colour"]]
        elif state:
            draft.states.append(_STATES[state["state"]])
        text = text[match.end() :]
    draft.text = text


def _ordinal(match: re.Match[str]) -> int | None:
    if match["last"]:
        return -1
    count = int(number_of(match["n"]) or 0)
    return (-count if match["back"] else count) or None


def name(draft: Draft) -> None:
    """What is left is the name, without a 的 or a generic noun round it."""
    text = re.sub(r"^(?:那个|这个|名为)\s*|\s*的$", "", draft.text.strip())
    if draft.name or not text:
        return
    owner = re.fullmatch(r"(?P<window>.+?)\s*的\s*(?P<name>[^的]+)", text)
    if owner and "menu_bar_item" in draft.kinds:
        draft.window, text = draft.quotes.literal(owner["window"]), owner["name"]
    marks = draft.quotes.marks(text)
    around = re.sub(MARK, "", text).strip()
    if len(marks) == 1 and re.fullmatch(r"(?:文件夹?|文件|这个|那个|名叫|叫|选项|项|一个|的|\s)*", around):
        draft.name, draft.exact = draft.quotes.quoted(marks[0]) or "", True
        return
    text = re.sub(rf"^(?:文件夹?|程序|应用)\s*(?={MARK}|[A-Za-z0-9]+\.)", "", text)
    text = re.sub(r"^(?:数字|字母)\s*(?=[A-Za-z\d]+$)", "", text)
    text = re.sub(r"^(?P<n>(?!新建?|打开)\S{2,})文件夹$", r"\g<n>", text)
    draft.name = " ".join(draft.quotes.restored(text).split())
