"""The Chinese patterns of phrases: one function for each stage of `agent.grammar.phrases`, on a Draft."""

from __future__ import annotations

import re

from agent.grammar.counting import number_of
from agent.grammar.draft import Draft
from agent.grammar.kind_words import KINDS_ZH
from agent.grammar.quoting import MARK
from agent.grammar.words import COLOURS, PLACES_ZH, RELATIONS_ZH, STATES_ZH, one_of, spread
from agent.intents import Place

PASSING_MENUS = frozenset({"右键", "上下文", "弹出", "快捷", "打开的", "当前"})
_KINDS = spread(KINDS_ZH)
_PLACES = spread(PLACES_ZH)
_RELATIONS = spread(RELATIONS_ZH)
_STATES = spread(STATES_ZH)
_COLOURS = {word: value for word, value in COLOURS.items() if not word.isascii()}

_IN = "(?:里面|里边|里头|里|中间|中|之中|当中|内|上面|上)"
_SCREEN_WORD = "(?:桌面|屏幕|页面|网页|界面|窗口|画面|表单|程序|应用|文档)"
_SCREEN = re.compile(rf"(?:(?:整个|当前|这个|本|该)的?)?{_SCREEN_WORD}{_IN}?")
_CONTAINER = "(?:窗口|对话框|列表|菜单|工具栏|面板|表格|页面|侧边栏|区域|弹窗|窗体)"
SEVERAL = re.compile("(?:所有|全部|每一?个)的?(?=[^\\s的])")
_RELATION = re.compile(
    rf"^(?P<anchor>.+?)\s*的?(?:正|紧挨着?的?|最靠近的)?(?P<how>{one_of(_RELATIONS)})(?:的|那个"
    rf")+\s*(?P<head>.*)$",
    re.S,
)
_FRONT_AND_BACK = {"前面": 1, "前边": 1, "后面": -1, "后边": -1}
_PLACE = one_of(_PLACES)
_CORNER = "(?:左上角|右上角|左下角|右下角|顶部|底部|最左边|最右边|最左侧|最右侧|最上面|最下面)"
_AT_PLACE = re.compile(
    rf"^(?P<where>.*?)\s*的?(?:(?P<place>{_PLACE})(?:位置)?(?:的|那个)|(?P<corner>{_CORNER}|(?:左边"
    rf"|右边|左侧|右侧|上方|下方)(?={_CONTAINER}|按钮|图标|链接)))\s*(?P<head>.+)$",
    re.S,
)
_WITHIN = (
    re.compile(rf"^(?P<where>.+)(?<![其当选])\s*{_IN}的\s*(?P<head>.+)$", re.S),
    re.compile(rf"^(?P<where>.*?{_CONTAINER})\s*{_IN}\s*(?P<head>.+)$", re.S),
    re.compile(rf"^(?P<where>.*{_CONTAINER})的\s*(?P<head>.+)$", re.S),
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
_LEADING_KIND = re.compile(rf"(?P<kind>{one_of(_KINDS)})\s*(?P<mark>{MARK})")
_BARS = re.compile("(?:任务|状态|标题|菜单|收藏|书签|导航|工具)栏$|边框$")
_CJK = re.compile(r"[\u3400-\u9fff]")


def is_screen(words: str) -> bool:
    """The whole screen or page: says nothing about where."""
    return _SCREEN.fullmatch(words.strip()) is not None


def place_of(words: str) -> tuple[Place, str] | None:
    """窗口右上角 → ("top_right", "窗口")."""
    match = re.fullmatch(rf"(?P<where>.*?)\s*的?(?P<place>{_PLACE})", words.strip(), re.S)
    if match is None or (
        match["where"] and not re.search(rf"(?:{_CONTAINER}|{_SCREEN_WORD})$", match["where"])
    ):
        return None
    return _PLACES[match["place"]], match["where"]


def relation(draft: Draft) -> None:
    """取消按钮左边的…, 与 report.txt 同一行的…: the last such word rules, as Chinese builds to the left."""
    match = _last(_RELATION, draft.text)
    if match and _superlative(draft, match):
        return
    if match is None or is_screen(match["anchor"]) or match["anchor"] + match["how"] in _PLACES:
        return
    if re.fullmatch(rf".*(?:{_CONTAINER}|{_SCREEN_WORD})", match["anchor"]) and match["how"] in _PLACES:
        return
    draft.text = match["head"]
    anchor = re.sub(r"^(?:与|和|跟|同|紧挨着|在)\s*|\s*在$", "", match["anchor"].strip())
    if anchor:
        draft.anchors.append((_RELATIONS[match["how"]], anchor))


def _superlative(draft: Draft, match: re.Match[str]) -> bool:
    """工具栏最右边的…: a place inside the anchor; 最后面的… counts."""
    place = _PLACES.get(f"最{match['how']}")
    anchor = re.sub(rf"\s*{_IN}?的?最$", "", match["anchor"]).strip()
    if not match["anchor"].endswith("最") or not (place or match["how"] in _FRONT_AND_BACK):
        return False
    draft.place, draft.text = place, match["head"]
    draft.ordinal = _FRONT_AND_BACK.get(match["how"])
    if anchor:
        draft.wheres.append(anchor)
    return True


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match with the shortest head."""
    match = found = pattern.match(text)
    while match is not None and found is not None:
        match = pattern.match(found["head"])
        if match is None:
            break
        again = re.compile(pattern.pattern.replace("(?P<anchor>.+?)", "(?P<anchor>.+)"), re.S).match(text)
        return again or found
    return found


def location(draft: Draft) -> None:
    """文件列表中的…, 窗口右上角的…, 左边的…"""
    if not _CJK.search(draft.text):
        return
    match = _AT_PLACE.match(draft.text)
    if match and (not match["where"] or place_of(match["where"] + (match["place"] or match["corner"]))):
        draft.text = match["head"]
        draft.place = _PLACES[match["place"] or match["corner"]]
        if match["where"]:
            draft.wheres.append(match["where"])
    for pattern in _WITHIN:
        within = pattern.match(draft.text)
        if within:
            draft.text = within["head"]
            _within(draft, within["where"])
            return


def _within(draft: Draft, where: str) -> None:
    place = place_of(where)
    if place:
        draft.place, where = place
    if where:
        draft.wheres.append(where)


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
        match = ordinal or colour or state or _OTHER.match(text)
        if match is None or (match.end() == len(text) and not (draft.kinds or ordinal)):
            break
        if ordinal:
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
