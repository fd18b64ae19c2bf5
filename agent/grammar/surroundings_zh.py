"""Where a thing stands, in Chinese: beside another thing, in a window or container, at an edge.

Stages of `agent.grammar.phrases`, as `surroundings_en` for English; each takes its words off the draft.
"""

from __future__ import annotations

import re

from agent.grammar.draft import Draft
from agent.grammar.words import PLACES_ZH, RELATIONS_ZH, one_of, spread
from agent.intents import Place

_PLACES = spread(PLACES_ZH)
_RELATIONS = spread(RELATIONS_ZH)

_IN = "(?:里面|里边|里头|里|中间|中|之中|当中|内|上面|上)"
_SCREEN_WORD = "(?:桌面|屏幕|页面|网页|界面|窗口|画面|表单|程序|应用|文档)"
_SCREEN = re.compile(rf"(?:(?:整个|当前|这个|本|该)的?)?{_SCREEN_WORD}{_IN}?")
_CONTAINER = "(?:窗口|对话框|列表|菜单|工具栏|面板|表格|页面|侧边栏|区域|弹窗|窗体)"
_RELATION = re.compile(
    rf"^(?P<anchor>.+?)\s*的?(?:正|紧挨着?的?|最靠近的)?(?P<how>{one_of(_RELATIONS)})(?:的|那个"
    rf")+\s*(?P<head>.*)$",
    re.S,
)
_CORNERS: dict[str, Place] = {
    "top_left": "top_left",
    "top_right": "top_right",
    "bottom_left": "bottom_left",
    "bottom_right": "bottom_right",
}
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
    side = _PLACES.get(anchor)
    if side and place:
        draft.place = _CORNERS.get(f"{place}_{side}", _CORNERS.get(f"{side}_{place}", place))
    elif anchor:
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
