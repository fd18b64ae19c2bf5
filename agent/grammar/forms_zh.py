"""The Chinese ways of putting text into fields: 输入, 填写, 设为, 搜索, 登录, whole forms."""

from __future__ import annotations

import re

from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.forms_en import credentials, fill, pairs, set_to
from agent.grammar.kind_words import FIELD, KINDS_ZH, SEARCH, SECRET
from agent.grammar.narrowing import inside
from agent.grammar.phrases import is_secret
from agent.grammar.verbs import WRITTEN_IN
from agent.grammar.words import spread
from agent.intents import Intent, Phrase, PressIntent

Match = re.Match[str]
Intents = list[Intent] | None

_TYPE = (
    "(?:输入(?![框栏法区域])|键入|填写上?(?![框栏])|填上|填入|填进|填(?!写)|写入|写上|写下|写|打入|打上|录入)"
)
_IN = "(?:里面|里边|里|中间|中|当中|内|上面|上|处|那里)"
_TO = "(?:到|至|进|入)"
_FIELD = f"(?:{'|'.join(w for w, kinds in spread(KINDS_ZH).items() if set(kinds) & set(FIELD))})"
USER_FIELD = Phrase(words="用户名输入框", name="用户名", kinds=FIELD)
PASSWORD_FIELD = Phrase(words="密码输入框", name="密码", kinds=SECRET)


def type_into_it(m: Match, clause: Clause) -> Intents:
    """Only where something was spoken of before."""
    return None if clause.before is None else c.typed(clause, m["text"], clause.before)


def type_into(m: Match, clause: Clause) -> Intents:
    return c.typed(clause, m["text"], clause.phrase(_place(m["target"])))


def type_here(m: Match, clause: Clause) -> Intents:
    return c.typed(clause, m["text"], None)


def _place(words: str) -> str:
    return re.sub(rf"\s*{_IN}(?:去|面)?$", "", words.strip()) or words


def search(m: Match, clause: Clause) -> Intents:
    """Typed into the search field, then Enter."""
    where = Phrase(words="搜索框", name="搜索", kinds=SEARCH)
    typed = c.typed(clause, m["text"], where, replace=True)
    if m.groupdict().get("where"):
        typed = inside(clause, m["where"], typed)
    return [*typed, PressIntent(words=clause.words, keys=("enter",))]


def log_in(m: Match, clause: Clause) -> Intents:
    return credentials(clause, m["user"], m.groupdict().get("password"), USER_FIELD, PASSWORD_FIELD)


def form(m: Match, clause: Clause) -> Intents:
    return pairs(clause, m["pairs"])


def fields(m: Match, clause: Clause) -> Intents:
    """用户名填 ada，密码填 secret: several fields in one breath."""
    filled: list[Intent] = []
    for piece in re.split(r"\s*[,，;；、\n]\s*(?=[^,，;；]{1,20}(?:填写?|输入|写))", clause.text):
        match = re.fullmatch(
            rf"(?:在)?\s*(?P<target>[^填输写]{{1,40}}?)\s*{_TYPE}\s*[:：]?\s*(?P<text>.+)", piece, re.S
        )
        if match is None:
            return None
        alone = Clause(text=piece, quotes=clause.quotes, before=clause.before)
        target = alone.phrase(_place(match["target"]))
        filled += c.typed(alone, match["text"], target, replace=is_secret(target.name))
    return filled


_PASSWORD = r"(?:[,，;；、\s]+|和)\s*密码\s*(?:是|为|[:：=])?\s*(?P<password>MARK|\S.*?)"
_FILLED = r"(?P<text>MARK|.+)"

FORM_RULES: list[c.Rule] = [
    rule(
        rf"(?:把|将)\s*(?:光标|焦点|插入点)\s*(?:移动?|放|定位|置)(?:到|至|在|于)\s*(?P<what>.+?)\s*{_IN}?",
        lambda m, k: c.clicked(k, k.phrase(m["what"])),
    ),
    rule(rf"{_TYPE}\s*(?:用户名|账号|账户|帐号)\s*[:：]?\s*(?P<user>MARK|.+?){_PASSWORD}", log_in),
    rule(
        rf"(?:以|用(?!户)|使用)\s*(?:用户名?|账号|账户|帐号)?\s*(?P<user>MARK|.+?)\s*(?:的?(?:身份|账号"
        rf"|账户))?\s*登[录陆](?:系统)?{_PASSWORD}",
        log_in,
    ),
    rule(
        rf"(?:以|用(?!户)|使用)\s*(?:用户名?|账号|账户|帐号)?\s*[:：]?\s*(?P<user>MARK|.+?){_PASSWORD}\s*"
        rf"(?:来|进行)?登[录陆]",
        log_in,
    ),
    rule(
        rf"登[录陆](?:系统)?\s*[,，:：\s]\s*(?:用户名?|账号|账户|帐号)\s*(?:是|为|[:：=])?\s*"
        rf"(?P<user>MARK|.+?){_PASSWORD}",
        log_in,
    ),
    rule(
        rf"(?:用户名|账号|账户|帐号)\s*(?:是|为|[:：=]|\s)\s*(?P<user>MARK|[^,，]+?){_PASSWORD}"
        rf"(?:\s+(?:来|进行)?登[录陆])?",
        log_in,
    ),
    rule(
        r"(?:以|用(?!户)|使用)\s*(?:用户名?|账号|账户|帐号)?\s*(?P<user>MARK|.+?)\s*(?:的?(?:身份|账号"
        r"|账户))?\s*登[录陆](?:系统)?",
        log_in,
    ),
    rule(
        r"(?:填写|填好|填入|填)(?:一下)?(?:这个|这张|该)?(?:表单|表格|表|资料|信息)?\s*[:：,，]?\s*"
        r"(?P<pairs>[^=:：]{1,60}[=:：].+)",
        form,
    ),
    rule(
        rf"(?:把|将)\s*{_FILLED}\s*(?:输入|键入|填写?|写|打|粘贴)(?:到|至|进|入|在)\s*(?P<target>.+)",
        type_into,
    ),
    rule(
        rf"(?:把|将)\s*(?P<text>MARK)\s*放(?:到|至|进|入|在)\s*"
        rf"(?P<target>(?!.*(?:回收站|垃圾桶|废纸篓|桌面|文件夹|目录){_IN}?$).+)",
        type_into,
    ),
    rule(rf"(?:把|将)\s*{_FILLED}\s*放(?:到|至|进|入|在)\s*(?P<target>.*{_FIELD}{_IN}?)", type_into),
    rule(
        rf"(?:把|将)\s*(?P<target>.+?)\s*(?:的?(?:内容|文字|文本|值))?\s*(?:设置?为|设置?成|设到"
        rf"|改为|改成|填为|填成|填上|填写为|写成|调到|调成|调整?为|替换为|(?<!切)换成)\s*{_FILLED}",
        set_to,
    ),
    rule(rf"在?(?:里面|其中|里边|那里)\s*{_TYPE}\s*(?P<text>MARK|.+)", type_into_it),
    rule(
        rf"(?:在|往|向|给|对|到)\s*(?P<target>.+?)\s*{_IN}?\s*[,，]?\s*{_TYPE}(?:文字|文本|内容"
        rf"|一下)?\s*[:：]?\s*(?P<text>MARK|.+)",
        type_into,
    ),
    rule(rf"在\s*(?P<where>.+?)\s*{_IN}\s*(?:搜索|查找|搜)(?:一下)?\s*(?P<text>MARK|.+)", search),
    rule(
        rf"{_TYPE}(?:文字|文本)?\s*(?P<text>MARK|.+?)\s*{_TO}\s*(?P<target>[^，,]*(?:框|栏|编辑器"
        rf"|区|域|字段|里|中|内|MARK))",
        type_into,
    ),
    rule(rf"(?:设置|设定|修改|更改)\s*(?P<target>.+?)\s*(?:为|成)\s*{_FILLED}", set_to),
    rule(rf"填写\s*(?P<target>.+?)\s*(?:为|成|是)\s*{_FILLED}", fill),
    rule(
        r"(?!点|单击|双击|右|选|打开|勾|切换|关|按|双)[^输填写键]{1,40}(?:填写?|输入)(?![框栏法区域])\s*\S.*",
        fields,
    ),
    rule(rf"{WRITTEN_IN}写.+", fields),
    rule(r"(?P<target>[^，,]{1,30}?)(?:设置?为|设置?成|改为|改成|调到)\s*(?P<text>.+)", set_to),
    rule(
        r"(?:搜索一下|搜索|搜一下|搜一搜|搜|查找一下|查找)\s*(?P<text>(?!(?:框|栏|按钮|图标|结果))"
        r"(?:MARK|.+))",
        search,
    ),
    rule(
        rf"(?:再|请)?{_TYPE}(?:文字|文本|内容|(?:数字|验证码)(?=\s*\d+$))?\s*[:：]?\s*(?P<text>MARK|.+)",
        type_here,
    ),
]
