"""Several fields in one breath, however they are said: "Ada as the first name, Lovelace as the last name and
…", "email is a@b.c, company is Ortiz", 收货人填林小雨，手机号码填138…, 身高172，体重65.

The step is cut at its commas and its "and"s, and the pieces are joined again only where one alone says no
value of a field: a value may hold a comma, and is taken to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from agent.grammar import clause as c
from agent.grammar.clause import Clause
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.verbs import verb_strength, without_courtesy
from agent.intents import ChooseIntent, Intent

MOST_PIECES = 40
_CUT = re.compile(
    r"\s*[;；\n]\s*(?:-\s+)?(?:(?:and|then)\s+)?|\s*(?:(?<!\d)[,，、]|[,，、](?!\d))\s*(?:(?:and|then)\s+|并且?|再|然后)?|\s+and\s+(?:then\s+)?"
    r"|[。]\s*|(?<=[^\s])\s*(?:和|以及|并且?|还有)\s*(?=[把将])|\.\s+(?=[A-Z])",
    re.I,
)
_FORM = re.compile(
    r"(?:(?:please|kindly)\s+)?(?:(?:fill|complete)(?:\s+(?:in|out|up))?|write\s+to|register|sign\s+up)\s+"
    r"[^,:=]{0,40}?(?:\s*[:：]\s*|\s+-\s+|\s+(?:with|using|as\s+follows:?)\s+|,\s+)(?=\S)",
    re.I,
)
_FORM_ZH = re.compile(
    r"(?:请|帮我|麻烦)?(?:填写?(?:一下)?|新增|添加|新建|完成)[^，,：:]{0,12}(?:表单?|地址|信息|资料|联系人|一下)?\s*[：:，,]\s*"
)
_LEAD = re.compile(r"^(?:my|the|your|its?)\s+", re.I)
_VERB = r"(?:(?:enter|put|use|type|write|fill\s+in|input|key\s+in|insert|add|give|have)\s+)"
_KIND = r"(?:\s+(?:input\s+)?(?:field|box|input|text\s?box|entry|slot|line))?"
_NAME = (
    r"(?:(?:the|my|your|our|his|her|their)\s+)?(?P<field>MARK"
    r"|(?!(?:it|that|this|them|me)\b)\w[\w'’./()&%# -]{0,38}?)"
)
_CHOICE = r"(?:pick|choose|select|take|set\s+the\s+choice\s+to)\s+"


@dataclass(frozen=True)
class Said:
    """One field and what is to stand in it; both masked. `choose`: the words say that it is picked."""

    field: str
    value: str
    choose: bool = False


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("MARK", MARK) + r"[.!。！]?", re.I | re.S)


_VALUE = "(?P<value>MARK|.+?)"
_ENGLISH = [
    (_rule(rf"{_CHOICE}{_VALUE}\s+(?:as|for|from|in|under)\s+{_NAME}(?:\s+(?:list|menu|drop-?down))?"), True),
    (_rule(rf"(?:in|from|under)\s+{_NAME}(?:\s+(?:list|menu|drop-?down))?\s*,?\s+{_CHOICE}{_VALUE}"), True),
    (_rule(rf"for\s+{_NAME}{_KIND}\s+{_CHOICE}{_VALUE}"), True),
    (_rule(rf"{_VERB}?{_VALUE}\s+(?:as|for)\s+{_NAME}{_KIND}"), False),
    (_rule(rf"(?:(?:in|into|under|for)\s+){_NAME}{_KIND}\s*,?\s+{_VERB}{_VALUE}"), False),
    (_rule(rf"{_VERB}?{_VALUE}\s+(?:in|into|under|on)\s+(?=the\s|my\s|MARK|[A-Z]){_NAME}{_KIND}"), False),
    (_rule(rf"{_NAME}{_KIND}\s*(?:->|→|=|[:：](?!//)(?<!\d:)|(?<!\d)[:：](?!//))\s*{_VALUE}"), False),
    (_rule(rf"{_NAME}{_KIND}\s+(?:is|are|to\s+be|becomes|reads?)\s+{_VALUE}"), False),
    (
        _rule(
            rf"(?:set|change|update|adjust|make|fill(?:\s+in)?)\s+{_NAME}{_KIND}\s+(?:to|with|=)\s+{_VALUE}"
        ),
        False,
    ),
    (_rule(rf"{_NAME}{_KIND}\s+(?:to|with)\s+{_VALUE}"), False),
]
_KNOWN = (
    r"(?:full|first|last|middle|given|family|user|nick|pet|company|project|event|display)?\s?name|surname|e-?mail"
    r"(?:\s+address)?|phone(?:\s+number)?|mobile(?:\s+number)?|telephone|street|city|town|zip(?:\s+code)?|post\s?code"
    r"|country|state|province|county|address|company|title|subject|message|topic|age|height|weight|birthday|date|time"
    r"|quantity|amount|price|department|extension|nationality|website|url|username|password|passcode|location|size|colour"
    r"|color|job\s+title|guest\s+code|order\s+number|room|guests|nights"
)
_NUMBERED = _rule(r"(?P<field>[A-Za-z][A-Za-z -]{1,30}?)\s+(?P<value>\d[\w./:,-]*)")
_BARE = _rule(rf"(?:with\s+)?(?:(?:the|my)\s+)?(?P<field>{_KNOWN})\s+{_VALUE}")
_NAME_ZH = (
    r"(?P<field>MARK|(?!(?:点|点击|单击|按|打开|勾选|取消|选择"
    r"|选|如果|等)(?![^\s]{0,4}(?:填|写|是|为|：|:)))[^\s，,。=:：“”\ue000-\uf8ff]{1,14}?)"
)
_TAIL_ZH = r"(?:那?一?栏|那里|里面?|中|处|上|框|输入框|字段|这一项|那一项)?"
_INTO_ZH = (
    r"(?:填写?(?:成(?!都))?[为上入]?|输入[成为]?|键入|写[成为上入]?"
    r"|写的?是|设置?[成为]|改[成为到]|换成|调[成到]|是|为|叫做?"
    r"|→|->|=|[:：])"
)
_PICK_ZH = r"(?:选择?[成为]?|挑选?|选上|切换?[成到])"
_CHINESE = [
    (_rule(rf"(?:请?把|将)\s*{_NAME_ZH}{_TAIL_ZH}\s*{_PICK_ZH}\s*{_VALUE}"), True),
    (
        _rule(rf"(?:在|从)\s*{_NAME_ZH}{_TAIL_ZH}(?:列表|菜单|下拉框)?(?:里面?|中)?\s*{_PICK_ZH}\s*{_VALUE}"),
        True,
    ),
    (_rule(rf"(?:请?把|将)\s*{_NAME_ZH}{_TAIL_ZH}\s*{_INTO_ZH}\s*{_VALUE}"), False),
    (_rule(rf"在\s*{_NAME_ZH}{_TAIL_ZH}\s*(?:{_INTO_ZH}|打)\s*{_VALUE}"), False),
    (_rule(rf"用\s*{_VALUE}\s*(?:作为|当作?|做)\s*{_NAME_ZH}"), False),
    (_rule(rf"{_VALUE}\s*(?:作为|当作?)\s*{_NAME_ZH}"), False),
    (_rule(rf"{_NAME_ZH}{_TAIL_ZH}\s*{_PICK_ZH}\s*{_VALUE}"), True),
    (_rule(rf"{_NAME_ZH}{_TAIL_ZH}\s*{_INTO_ZH}\s*{_VALUE}"), False),
]
_KNOWN_ZH = (
    r"收货人|联系人|姓名|名字|手机号?码?|电话号?码?|邮箱|邮件地址|省份?|城市|地址|详细地址|身高|体重|年龄|数量|价格|金额|日期|时间"
    r"|昵称|公司|部门|备注|标题|内容|邮编|区县|用户名|账号|密码|口令|生日|张数|天数|人数"
)
_BARE_ZH = _rule(rf"(?P<field>{_KNOWN_ZH})\s*(?P<value>MARK|[^\s，,].*?)")
_CJK = re.compile(r"[\u3400-\u9fff]")
_STRAY = re.compile(
    r"(?:click|press|tick|untick|double-click|right-click|hover|scroll|drag|wait)\s+\S|(?:search|look)$|点击|单击|双击",
    re.I,
)
_NO_VALUE = re.compile(
    r"(?:on|off|checked|unchecked|ticked|unticked|it|them|that|gone|there|shown|visible)[.!]?$", re.I
)
_SAYS_DEED = re.compile(
    r"(?:click|press|tick|untick|check(?!-)|open|hit|tap|scroll|wait|drag|close|log|sign|submit|send|save|go|turn|switch|if|unless|make)\b"
    r"|点|按|勾|打开|关闭|滚|等|拖|如果|提交|保存|发送|登录",
    re.I,
)


def read(clause: Clause, least: int = 2) -> list[Intent] | None:
    """The fields that the step says, where it says nothing else and at least so many of them."""
    body, opened = _body(clause.text)
    said = _all_said(body)
    if said is None and opened:
        body, opened = clause.text, False
        said = _all_said(body)
    if said is None or len(said) < (1 if opened else least):
        return None
    if len(said) == 1 and not opened and not _surely(said[0]):
        return None
    return [intent for one in said for intent in _intents(clause, one)]


_ONE = [
    (_rule(rf"{_CHOICE}{_VALUE}\s+(?:as|for)\s+(?=the\s|my\s){_NAME}"), True),
    (_rule(rf"for\s+{_NAME}{_KIND}\s+{_CHOICE}{_VALUE}"), True),
    (_rule(r"make\s+(?:the|my)\s+(?P<field>\w[\w ]{0,30}?)\s+(?P<value>MARK|[\d$€£][\w.,:/%-]*)"), False),
    (
        _rule(
            rf"(?:i['’]?d\s+like|i\s+want|have)\s+{_NAME}{_KIND}\s+(?:changed|set|updated)\s+to\s+{_VALUE}"
        ),
        False,
    ),
    (_rule(rf"(?:in|under)\s+{_NAME}{_KIND}\s*,?\s+(?:put|input|write)\s+{_VALUE}"), False),
    (_rule(rf"在\s*{_NAME_ZH}{_TAIL_ZH}(?:列表|菜单|下拉框)?(?:里面?|中)?\s*挑选?\s*{_VALUE}"), True),
    (_rule(rf"在\s*{_NAME_ZH}{_TAIL_ZH}(?:里面?|中)?\s*打\s*(?P<value>MARK)"), False),
    (_rule(rf"用\s*{_VALUE}\s*(?:作为|当作?)\s*{_NAME_ZH}"), False),
    (
        _rule(
            rf"(?:请|我想|帮我)?(?:把|将)?\s*{_NAME_ZH}{_TAIL_ZH}\s*(?:填|写|设|改)成(?!都(?:$|[，,。]))\s*{_VALUE}"
        ),
        False,
    ),
    (_rule(rf"(?:请|我想|帮我)?(?:把|将)\s*{_VALUE}\s*(?:填入|填到|填进)\s*{_NAME_ZH}{_TAIL_ZH}"), False),
    (_rule(rf"{_NAME_ZH}那一?栏\s*填\s*{_VALUE}"), False),
]


def read_one(clause: Clause) -> list[Intent] | None:
    """One field, said in a way that means nothing else."""
    text = clause.text.strip()
    for pattern, choose in _ONE:
        match = pattern.fullmatch(text)
        if match is not None and _is_value(match):
            said = Said(match["field"].strip(), match["value"].strip(), choose)
            return _intents(clause, said)
    return None


def at_front(text: str, quotes: Quotes) -> tuple[list[Intent], str] | None:
    """Several fields that masked words begin with, and the steps after them; None where there are none."""
    if not _SIGNS.search(text):
        return None
    for cut in reversed([m for m in _CUT.finditer(text)][:MOST_PIECES]):
        rest = re.sub(r"^(?:and\s+|then\s+)+", "", text[cut.end() :].strip(), flags=re.I)
        if not rest or not (_SAYS_DEED.match(rest) or verb_strength(rest)):
            continue
        front = without_courtesy(text[: cut.start()].strip())
        found = read(Clause(text=front, quotes=quotes))
        if found and len(found) > 1:
            return found, rest
    return None


_SIGNS = re.compile(r"[=:：→]|->|\s(?:is|as|for)\s|\b(?:choose|pick|select)\b|[填写是为]|\d", re.I)


def _surely(said: Said) -> bool:
    """A single one is a field only where its name is one that forms have, or its value stands in quotes."""
    if re.fullmatch(MARK, said.value):
        return not _SAYS_DEED.match(said.field) and not re.fullmatch(MARK, said.field)
    return re.fullmatch(rf"(?:(?:the|my|your)\s+)?{_KNOWN}|{_KNOWN_ZH}", said.field, re.I) is not None and (
        not _SAYS_DEED.match(said.value)
    )


def _body(text: str) -> tuple[str, bool]:
    """Without "fill in the form with"; whether that was said."""
    text = re.sub(r"\s+(?:please|thanks|thank you)[.!]*$", "", text.strip(), flags=re.I)
    for opening in (_FORM, _FORM_ZH):
        match = opening.match(text)
        if match is not None and match.end() < len(text):
            return text[match.end() :], True
    return text, False


def _all_said(text: str) -> list[Said] | None:
    """The pieces as so many fields as can be made of them; None where some are none."""
    pieces, cuts = _pieces(text)
    if not 0 < len(pieces) <= MOST_PIECES:
        return None

    @cache
    def from_here(at: int) -> tuple[Said, ...] | None:
        if at == len(pieces):
            return ()
        for end in range(at + 1, min(at + 6, len(pieces)) + 1):
            said = _one(text[cuts[at][0] : cuts[end - 1][1]].strip(" -"))
            rest = from_here(end) if said is not None else None
            if said is not None and rest is not None:
                return (said, *rest)
        return None

    found = from_here(0)
    return list(found) if found else None


def _pieces(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    spans, begin = [], 0
    for match in _CUT.finditer(text):
        if match.start() > begin:
            spans.append((begin, match.start()))
        begin = match.end()
    if begin < len(text):
        spans.append((begin, len(text)))
    return [text[a:b] for a, b in spans], spans


def _one(piece: str) -> Said | None:
    """What one piece says; None where it is no field with its value."""
    for pattern, choose in _tables(piece):
        match = pattern.fullmatch(piece)
        if match is not None and _is_value(match):
            return Said(match["field"].strip(), match["value"].strip(), choose)
    return None


def _tables(piece: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    if _CJK.search(piece):
        yield from _CHINESE
        yield _BARE_ZH, False
    if re.search(r"[A-Za-z]", piece):
        yield from _ENGLISH
        yield _BARE, False
        yield _NUMBERED, False


def _is_value(match: re.Match[str]) -> bool:
    value, field = match["value"].strip(), match["field"].strip()
    if _STRAY.match(value):
        return False
    if not value or _NO_VALUE.fullmatch(value) or _SAYS_DEED.match(field):
        return False
    if field in ("全", "不", "可", "自", "再", "请"):
        return False
    return len(field.split()) <= 5 and not re.match(r"(?:is|as|the)\b", field, re.I)


def _intents(clause: Clause, said: Said) -> list[Intent]:
    own = Clause(
        text=said.value, quotes=clause.quotes, before=clause.before, whole=f"{said.field}: {said.value}"
    )
    field = clause.phrase(_LEAD.sub("", said.field))
    if said.choose:
        return [ChooseIntent(words=own.words, option=clause.phrase(said.value), within=field)]
    return c.typed(own, said.value.rstrip("."), field, replace=True)
