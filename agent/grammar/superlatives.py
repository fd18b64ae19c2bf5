"""The row with the most or the least of something: "the cheapest row", "the newest backup's Restore link",
给评分最高的酒店点预订. What is compared is a column, and not how large something is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.grammar import clause as c
from agent.grammar.clause import Clause
from agent.grammar.kind_words import ROW
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.verbs import without_thanks
from agent.intents import ChooseIntent, Extreme, Intent, Phrase, Relation

_WORDS: dict[str, tuple[Extreme, str]] = {
    "cheapest": ("least", "price"), "least expensive": ("least", "price"),
    "most expensive": ("most", "price"),
    "priciest": ("most", "price"), "dearest": ("most", "price"), "newest": ("most", "date"),
    "latest": ("most", "date"), "most recent": ("most", "date"), "oldest": ("least", "date"),
    "earliest": ("least", "date"), "best rated": ("most", "rating"), "best-rated": ("most", "rating"),
    "highest rated": ("most", "rating"), "highest-rated": ("most", "rating"), "lightest": ("least", "weight"),
    "heaviest": ("most", "weight"), "youngest": ("least", "age"), "fastest": ("least", "time"),
}  # fmt: skip
_SIZES: dict[str, tuple[Extreme, str]] = {
    "largest": ("most", "size"), "biggest": ("most", "size"), "smallest": ("least", "size"),
}  # fmt: skip
_NOUN = (
    r"(?:row|line|item|file|backup|record|entry|product|ticket"
    r"|flight|train|offer|one|order|invoice|hotel|room|lamp"
    r"|plan|version|mail|message|user|customer|download|option"
    r"|[a-z]+)"
)
_SIZED = r"(?:file|backup|folder|download|attachment|image|video|document)"
_ADJ = "|".join(sorted(_WORDS, key=len, reverse=True))
_SIZE = "|".join(_SIZES)
_BEST = (
    rf"(?:the\s+)?(?:(?P<word>{_ADJ})\s+(?P<noun>{_NOUN})|(?P<size>{_SIZE})\s+(?P<sized>{_SIZED})"
    rf"|(?:{_NOUN}\s+)?(?:with|that\s+has|having)\s+the\s+(?P<order>lowest"
    rf"|highest|smallest|largest|fewest|most|least|biggest|best"
    rf"|earliest|latest)\s+(?P<measure>\w[\w ]{{0,20}}?)|(?:the\s+)?(?P<order2>lowest"
    rf"|highest)[- ](?P<measure2>\w+)\s+{_NOUN})"
)
_BEST_EN = re.compile(_BEST + r"(?:\s+in\s+the\s+(?:list|table))?", re.I)
_LEAST = frozenset({"lowest", "smallest", "fewest", "least", "earliest"})
_ZH: dict[str, tuple[Extreme, str]] = {
    "最便宜": ("least", "价格"), "最贵": ("most", "价格"), "最新": ("most", "日期"), "最近": ("most", "日期"),
    "最早": ("least", "日期"), "最旧": ("least", "日期"), "最晚": ("most", "日期"),
}  # fmt: skip
_SIZES_ZH: dict[str, tuple[Extreme, str]] = {"最大": ("most", "大小"), "最小": ("least", "大小")}
_NOUN_ZH = (
    r"(?:的?那?一?(?:行|个|条|封|件|趟|款|项|份)?(?:的)?(?:文件"
    r"|邮件|商品|记录|订单|酒店|用户|车|车次|票|备份|产品|房间"
    r"|附件|消息|套餐)?)"
)
_BEST_ZH = re.compile(
    rf"(?:(?P<word>{'|'.join(_ZH)})|(?P<size>{'|'.join(_SIZES_ZH)})(?=.*(?:文件|备份|附件|图片|视频|文档))"
    rf"|(?P<measure>(?!右键|双击|点击|打开|选)[^\s，,。把给在点的]{{1,6}}?)(?P<order>最低|最高|最少|最多|最大|最小)){_NOUN_ZH}"
)
_FIND = r"(?:find|locate|look\s+for|go\s+to|pick\s+out|choose|select)\s+"


def best_of(words: str, quotes: Quotes) -> Phrase | None:
    """The row that the words mean, as an anchor; None where they mean no such row."""
    text = words.strip(" .,，。")
    match = _BEST_EN.fullmatch(text)
    if match is not None:
        return _row(quotes.restored(text), *_english(match))
    zh = _BEST_ZH.fullmatch(text)
    return _row(quotes.restored(text), *_chinese(zh)) if zh is not None else None


def _english(match: re.Match[str]) -> tuple[Extreme, str]:
    if match["word"]:
        return _WORDS[match["word"].lower()]
    if match["size"]:
        return _SIZES[match["size"].lower()]
    order = (match["order"] or match["order2"]).lower()
    return ("least" if order in _LEAST else "most"), match["measure"] or match["measure2"]


def _chinese(match: re.Match[str]) -> tuple[Extreme, str]:
    if match["word"]:
        return _ZH[match["word"]]
    if match["size"]:
        return _SIZES_ZH[match["size"]]
    return ("least" if match["order"] in ("最低", "最少", "最小") else "most"), match["measure"]


def _row(words: str, extreme: Extreme, measure: str) -> Phrase:
    return Phrase(words=words, kinds=ROW, extreme=extreme, measure=measure)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(
        pattern.replace("MARK", MARK).replace("BEST", r"(?P<best>.+?)") + r"[.!。！?]?", re.I | re.S
    )


_WHAT = r"(?P<what>MARK|[\w][\w '’-]{0,30}?)(?:\s+(?:button|link|icon))?"
_CLICK = r"(?P<verb>(?:double|right)?[- ]?click(?:\s+on)?|press|hit|tap|open|choose|select)"
_ITS = r"(?:its?|the|his|her|their|that\s+row['’]s)\s+"
_ENGLISH = [
    _rule(
        rf"{_FIND}BEST\s*(?:,|\s+and)\s*(?:then\s+)?(?:just\s+)?{_CLICK}\s+(?:on\s+)?(?:{_ITS})?{_WHAT}(?:\s+(?:in\s+(?:that|its)\s+row|on\s+it|there))?"
    ),
    _rule(
        rf"{_CLICK}\s+(?:the\s+)?{_WHAT}\s+(?:for|of|on|in|next\s+to|beside)\s+(?:the\s+row\s+(?:of|with)\s+)?BEST"
    ),
    _rule(rf"{_CLICK}\s+BEST['’]s\s+{_WHAT}"),
    _rule(rf"(?:in|for|on)\s+BEST\s*,?\s+{_CLICK}\s+(?:on\s+)?(?:the\s+)?{_WHAT}"),
    _rule(
        rf".{{0,20}}?(?:buy|get|take|order)\s+BEST\s*[?.,]\s*(?:just\s+)?{_CLICK}\s+{_WHAT}(?:\s+in\s+that\s+row)?"
    ),
]
_PLAIN = _rule(rf"{_CLICK}\s+BEST")
_DEED = _rule(
    r"(?P<what>buy|order|book|delete|remove|download|restore|open|archive|reply\s+to|edit|view)\s+BEST"
)
_CLICK_ZH = r"(?P<verb>双击|右[键击](?:点击)?|点击|点开|点一下|点|单击|按|打开|选)"
_WHAT_ZH = r"(?P<what>MARK|[^\s，,。的]{1,10}?)(?:按钮|链接)?"
_CHINESE = [
    _rule(
        rf"(?:找到|找出|找|选)?\s*BEST\s*[，,]?\s*(?:然后|再)?{_CLICK_ZH}\s*(?:一下)?(?:它|他|她)(?:那行)?的\s*{_WHAT_ZH}"
    ),
    _rule(rf"(?:给|在|对)\s*BEST(?:那一?行|里|上|后面)?\s*{_CLICK_ZH}\s*{_WHAT_ZH}"),
    _rule(rf"{_CLICK_ZH}\s*BEST的\s*{_WHAT_ZH}"),
]
_ROWS = [
    _rule(
        rf"(?:in|on)\s+the\s+row\s+(?:for|of|with)\s+(?P<row>MARK|\S.{{0,40}}?)\s*,?\s+{_CLICK}\s+(?:on\s+)?(?:the\s+)?{_WHAT}"
    ),
    _rule(
        rf"(?:在|给)?\s*(?P<row>MARK|[^\s，,。的]{{1,16}}?)(?:那一?|这一?|所在的?)行(?:里|中|上)?\s*{_CLICK_ZH}\s*{_WHAT_ZH}"
    ),
]
_ROW_DEED_ZH = _rule(
    r"(?:给|对|把|将)\s*(?P<row>MARK|[^\s，,。的]{1,16}?)(?:那一?|这一?|所在的?)行(?:的[^\s，,。付支删退批]{0,4})?\s*(?P<what>付款|支付|删除|退款|批准|发货|下载|取消|编辑)"
)
_PLAIN_ZH = _rule(rf"{_CLICK_ZH}\s*BEST")
_NAMED_ROW = _rule(
    r"(?:find|locate|look\s+for|go\s+to)\s+the\s+(?:row|line|entry)\s+(?:for|of|with|that\s+says)\s+(?P<name>MARK|\S.{0,40}?)"
    r"|(?:找到|找出|找)\s*(?P<zh>MARK|[^\s，,。]{1,16}?)(?:那一?|所在的?|的那?一?)行"
)
_FOUND_ONLY = _rule(r"(?:find|locate|look\s+for|pick\s+out|找到|找出|找|选|挑)\s*BEST")


def read(clause: Clause) -> list[Intent] | None:
    """A click in such a row, or on it; None where the step means none."""
    text = without_thanks(clause.text.strip())
    for pattern in (*_ENGLISH, *_CHINESE):
        match = pattern.fullmatch(text)
        best = best_of(match["best"], clause.quotes) if match else None
        if match is not None and best is not None:
            return _clicked(clause, match["verb"], _in_row(clause, match["what"], best))
    for pattern in _ROWS:
        match = pattern.fullmatch(text)
        if match is not None:
            row = Phrase(words=clause.quotes.restored(match["row"]), name=clause.literal(match["row"]))
            return _clicked(clause, match["verb"], _in_row(clause, match["what"], row))
    deed = _ROW_DEED_ZH.fullmatch(text)
    if deed is not None:
        row = Phrase(words=clause.quotes.restored(deed["row"]), name=clause.literal(deed["row"]))
        return c.clicked(clause, _in_row(clause, deed["what"], row))
    for pattern in (_PLAIN, _PLAIN_ZH):
        match = pattern.fullmatch(text)
        best = best_of(match["best"], clause.quotes) if match else None
        if match is not None and best is not None:
            return _clicked(clause, match["verb"], best)
    role = _ROLE_ZH.fullmatch(text)
    if role is not None:
        row = Phrase(words=clause.quotes.restored(role["row"]), name=clause.literal(role["row"]))
        field = _in_row(clause, role["field"], row)
        return [ChooseIntent(words=clause.words, option=clause.phrase(role["value"]), within=field)]
    return _deed(clause, text)


_ROLE_ZH = _rule(
    r"(?:在)?\s*(?P<row>MARK|[^\s，,。的]{1,16}?)(?:那一?|这一?|所在的?)行(?:里|中)?\s*(?:把|将)\s*(?P<field>[^\s，,。]{1,10}?)(?:选成|选为|设为|设置为|改成|改为)\s*(?P<value>MARK|[^，,。]+)"
)


def _deed(clause: Clause, text: str) -> list[Intent] | None:
    """As in "buy the cheapest lamp": the button of that name in its row."""
    match = _DEED.fullmatch(text)
    best = best_of(match["best"], clause.quotes) if match else None
    if match is None or best is None:
        return None
    return c.clicked(clause, _in_row(clause, match["what"], best))


def only_found(text: str, quotes: Quotes) -> Phrase | None:
    """The row of "find the cheapest row": what "its" in the next step means."""
    best = best_of(text, quotes)
    if best is not None:
        return best
    match = _FOUND_ONLY.fullmatch(text.strip())
    best = best_of(match["best"], quotes) if match else None
    if best is not None:
        return best
    named = _NAMED_ROW.fullmatch(text.strip())
    if named is not None:
        name = named["name"] or named["zh"]
        return Phrase(words=quotes.restored(name), name=quotes.literal(name))
    return None


def _in_row(clause: Clause, what: str, row: Phrase) -> Phrase:
    found = clause.phrase(what)
    return found.model_copy(update={"relations": (*found.relations, Relation(how="in_row_of", anchor=row))})


def _clicked(clause: Clause, verb: str, target: Phrase) -> list[Intent]:
    word = verb.lower()
    how: dict[str, object] = {}
    if word.startswith("double") or word == "双击":
        how = {"count": 2}
    elif word.startswith(("right", "右")):
        how = {"button": "right"}
    return c.clicked(clause, target, **how)


Reader = Callable[[Clause], "list[Intent] | None"]
