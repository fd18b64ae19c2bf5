"""The Chinese verbs: one rule for each way of saying a step, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.grammar import clause as c
from agent.grammar.addresses import URL, address
from agent.grammar.chords import chords
from agent.grammar.clause import Clause, rule
from agent.grammar.clearing import CLEAR_RULES_ZH
from agent.grammar.closing import CLOSE_RULES_ZH
from agent.grammar.counting import NUMBER, repeats_of
from agent.grammar.forms_zh import FORM_RULES
from agent.grammar.kind_words import KINDS_ZH
from agent.grammar.many_steps import MANY_STEPS_ZH
from agent.grammar.moving_zh import MOVING_RULES
from agent.grammar.narrowing import inside
from agent.grammar.pointing_zh import DRAG_RULES, HOVER_FIRST_RULES, HOVER_RULES, RIGHT_RULES
from agent.grammar.switches import is_switched
from agent.grammar.verbs import PICKED_FOR
from agent.grammar.words import one_of
from agent.intents import (
    ClearIntent,
    Intent,
    PressIntent,
)

Match = re.Match[str]
Intents = list[Intent] | None

IN = "(?:里面|里边|里|中间|中|当中|之中|内|上面|上|处)"
_ONCE = r"(?:一下|一次)?\s*"
_CLICK = (
    "(?:点击|单击|左键点击|左键单击|点选(?!中的)|点按|点开(?![具票通户启])"
    "|轻点|轻触|点一下|点|选择|选中|选取|挑选|选)"
)
_TIMES = rf"(?:(?P<times>{NUMBER})\s*(?:次|下|遍|回))"
_SHORTCUTS: dict[str, tuple[str, ...]] = {
    "全选|全部选中|选择全部|选中全部|全部选择": ("ctrl", "a"),
    "复制|拷贝|复制它|复制选中的内容|复制文本": ("ctrl", "c"),
    "剪切|剪切它": ("ctrl", "x"),
    "粘贴|粘贴进来|粘贴到这里": ("ctrl", "v"),
    "撤销|撤消|撤销操作|撤销一步": ("ctrl", "z"),
    "重做|恢复操作": ("ctrl", "shift", "z"),
}
_KEYS_OF = {words: keys for all_words, keys in _SHORTCUTS.items() for words in all_words.split("|")}
_COMMANDS = (
    "保存|另存为|删除|提交|发送|确定|确认|取消|关闭|退出|登录|注销|注册|打印|刷新|返回|后退|前进"
    "|下载|上传|安装|卸载|新建|应用|继续"
    "|下一步|上一步|完成|接受|同意|拒绝|跳过|重试|重命名|编辑|添加|创建|最大化|最小化|还原|放大"
    "|缩小|支付|付款|购买|预览|分享|更新|播放|暂停|停止|开始|运行"
)
_PURPOSE = re.compile(
    r"\s*(?:键)?(?:来|以|进行)?(?:保存|提交|确认|发送|搜索|关闭|退出|复制|粘贴|全选|撤销|刷新|换行)(?:文件|它)?$"
)
_KEYBOARD = r"(?:ctrl|control|shift|alt|super|cmd|command|win)"
_ON_OFF = {
    "on": "勾选上|勾选|勾上|选上|打上勾|打上钩|打勾|打钩|启用|打开|开启|选中",
    "off": "取消勾选|勾去掉|取消选中|勾掉|禁用|关掉|关上|关闭|停用|取消",
}


def press(m: Match, clause: Clause) -> Intents:
    """Keys where the words name keys, otherwise a click on what they name."""
    said = m["keys"].rstrip(" 。!！") or m["keys"]
    words = clause.literal(said) if clause.quotes.quoted(said) else _PURPOSE.sub("", said) or said
    times = repeats_of_zh(m)
    found = chords(words)
    if found is None:
        return None
    return [PressIntent(words=clause.words, keys=keys, repeat=n * times) for keys, n in found]


def repeats_of_zh(m: Match) -> int:
    return repeats_of_words(m.groupdict().get("times"))


def repeats_of_words(words: str | None) -> int:
    match = re.match(_TIMES + "(?P<once>x)?", f"{words}次") if words else None
    return repeats_of(match) if match else 1


def click(m: Match, clause: Clause) -> Intents:
    return c.menu_path(clause, m["what"]) or c.clicked(clause, clause.phrase(m["what"])) * repeats_of_zh(m)


def clicking(button: str, count: int) -> Callable[[Match, Clause], Intents]:
    def act(m: Match, clause: Clause) -> Intents:
        return c.clicked(clause, clause.phrase(m["what"]), button=button, count=count)

    return act


def with_modifiers(m: Match, clause: Clause) -> Intents:
    names = [name for name in re.split(r"[\s+-]+|和|键", m["mods"]) if name]
    keys = tuple(key for name in names for key in (chords(name) or [((), 1)])[0][0])
    how = {"button": "right"} if "右" in m["sort"] else {"count": 2} if "双" in m["sort"] else {}
    return c.clicked(clause, clause.phrase(m["what"]), modifiers=keys, **how)


def in_place(m: Match, clause: Clause) -> Intents:
    """在…里 + a step: a field to type into, a list to choose from, otherwise a window or panel."""
    rest = m["rest"].strip(" ，,")
    option = re.fullmatch(r"(?:选择|选中|选取|选|挑选|点击|点|单击|打开)(?:一下)?\s*(?P<what>.+)", rest, re.S)
    if option:
        picked = c.chosen(clause, option["what"], m["where"])
        if picked and (rest.startswith(("选", "挑")) or picked[0].kind == "menu"):
            return picked
    intents = read(clause.part(rest))
    return inside(clause, m["where"], intents) if intents else None


def choose(m: Match, clause: Clause) -> Intents:
    return c.chosen(clause, m["what"], m["within"])


def check(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=True)


def uncheck(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=False)


def switch(m: Match, clause: Clause) -> Intents:
    """打开/关闭 … 开关, 选中 … 复选框, 关闭蓝牙: only where the kind or the name is one to switch."""
    if re.fullmatch(r"[它这那]个?", m["what"]):
        return None
    target = clause.phrase(m["what"])
    if target.kinds not in _SWITCHED and (m["verb"][0] in "选" or not is_switched(m["what"])):
        return None
    return c.checked(clause, target, on=m["verb"] not in ("关闭", "关掉", "关上"))


_SWITCHED = frozenset(KINDS_ZH[words] for words in KINDS_ZH if re.match("开关|复选框|单选", words))


def clear(m: Match, clause: Clause) -> Intents:
    what = re.sub(r"(?:里面?|中)?的?(?:内容|文字|文本)$", "", m["what"].strip())
    what = "" if re.fullmatch(r"(?:它|当前)?(?:输入框|文本框|框)?", what) and clause.before is None else what
    return [ClearIntent(words=clause.words, target=c.as_field(clause.phrase(what)) if what else None)]


def shortcut(m: Match, clause: Clause) -> Intents:
    return [PressIntent(words=clause.words, keys=_KEYS_OF[m["what"]])]


def command(m: Match, clause: Clause) -> Intents:
    return c.named(clause, m["verb"])


MODIFIER_RULES: list[c.Rule] = [
    rule(
        r"按住\s*(?P<mods>.+?)\s*键?\s*(?:并|再|同时|的同时|，|,)?\s*(?P<sort>点击|单击|双击|右击"
        r"|右键点击|点)\s*(?P<what>.+)",
        with_modifiers,
    ),
    rule(
        rf"(?P<mods>{_KEYBOARD}(?:\s*[+＋]\s*{_KEYBOARD})*)\s*[+＋-]?\s*(?P<sort>点击|单击|双击"
        rf"|右击|右键点击|点)\s*(?P<what>.+)",
        with_modifiers,
    ),
]

RULES: list[c.Rule] = [
    rule(rf"(?P<what>{one_of(_KEYS_OF)})(?:一下)?", shortcut),
    rule(
        r"(?:按下|按|敲击?|敲一?下)?\s*(?P<keys>(?:回车|换行)键?)(?:一下)?",
        lambda m, k: [PressIntent(words=k.words, keys=("enter",))],
    ),
    *MODIFIER_RULES,
    rule(rf"(?:连续|再)?(?:按下|按住|敲击|敲){_ONCE}(?P<keys>.+?)(?:一下)?", press),
    rule(rf"(?:连续|再)?按{_ONCE}(?P<keys>.+?)(?:一下)?", press),
    *MANY_STEPS_ZH,
    *CLEAR_RULES_ZH,
    *HOVER_FIRST_RULES,
    *FORM_RULES,
    *RIGHT_RULES,
    *HOVER_RULES,
    *MOVING_RULES,
    *DRAG_RULES,
    rule(
        rf"(?:把|将)\s*(?P<what>.+?)\s*(?:前面?|旁边?)?的?\s*(?:{one_of(_ON_OFF['off'].split('|'))})", uncheck
    ),
    rule(r"(?:把|将)\s*(?P<what>.+?)\s*(?:清空|清除|清掉)", clear),
    rule(rf"(?:把|将)\s*(?P<what>.+?)\s*(?:{one_of(_ON_OFF['on'].split('|'))})", check),
    rule(
        rf"(?:把|将)?\s*(?P<what>(?!点|单击|双击|右[键击]|选|勾|打开|开启|启用|关闭|禁用).+?)\s*"
        rf"(?:(?<![热重焦节据地景观特优缺要难起终零几])点|点击|单击|按){_ONCE}",
        click,
    ),
    rule(rf"(?:把|将)\s*(?P<what>.+?)\s*双击{_ONCE}", clicking("left", 2)),
    rule(
        rf"(?:从|在)\s*(?P<within>(?:(?!点击|单击|双击|右击|点选)[^，,])+?)\s*{IN}?\s*[，,]?\s*"
        rf"(?:选择|选中|选取|挑选|选)(?:一下)?\s*(?P<what>.+)",
        choose,
    ),
    rule(r"(?:把|将)\s*(?P<within>.+?)\s*(?:切换|选|换|改|调)(?:为|成|到)\s*(?P<what>.+)", choose),
    rule(
        rf"(?:在|从)\s*(?P<where>.+?)\s*{IN}\s*[，,]?\s*(?P<rest>(?:点|单击|双击|三击|右|左键|中键"
        rf"|选|勾|取消|按|打开|关|悬停|清|滚|向|往|拖|输入|启用|禁用|切换|全选|复制|粘贴|搜索|三).*)",
        in_place,
    ),
    rule(r"在\s*(?P<where>.+?)\s*[，,]\s*(?P<rest>.+)", in_place),
    rule(
        r"[在从]\s*(?P<where>[^，,点击选]+?(?:菜单|对话框|窗口|列表|工具栏|面板))\s*"
        r"(?P<rest>(?:点|单击|双击|右|勾|选|取消).+)",
        in_place,
    ),
    rule(r"(?:双击|双击一下|连点两下)\s*(?P<what>.+)", clicking("left", 2)),
    rule(r"(?:三击|三连击)\s*(?P<what>.+)", clicking("left", 3)),
    rule(rf"(?:用?(?:鼠标)?右键(?:点击|单击|点)?|右击|右单击){_ONCE}(?P<what>.+)", clicking("right", 1)),
    rule(rf"(?:用?(?:鼠标)?中键(?:点击|单击|点)?){_ONCE}(?P<what>.+)", clicking("middle", 1)),
    rule(rf"(?:取消勾选|取消选中|取消选择|去掉勾选|去勾选|禁用|停用|不勾选){_ONCE}(?P<what>.+)", uncheck),
    rule(rf"(?:勾选上?|勾上|勾|启用|开启|打勾){_ONCE}(?P<what>.+)", check),
    rule(rf"(?P<verb>打开|选中|选择|选|关闭|关掉|关上){_ONCE}(?P<what>.+)", switch),
    rule(rf"(?:清空|清除){_ONCE}(?P<what>.*)", clear),
    rule(r"(?P<within>[^，,点击按选]{1,12}?)\s*选择\s*(?P<what>.+)", choose),
    rule(rf"(?P<within>{PICKED_FOR})选(?P<what>.+)", choose),
    rule(r"(?P<what>按.+排序)", lambda m, k: c.named(k, k.literal(m["what"]))),
    *CLOSE_RULES_ZH,
    rule(rf"(?:连续)?(?:点击|单击|点)\s*{_TIMES}\s*(?P<what>.+)", click),
    rule(rf"(?:连续)?(?:点击|单击|点)\s*(?P<what>.+?)\s*{_TIMES}", click),
    rule(rf"(?:依次)?{_CLICK}{_ONCE}(?:菜单(?:中的|里的|栏的)?\s*(?=.*[>→]))?(?P<what>.+)", click),
    rule(rf"(?:打开|访问|前往|进入|去|转到)(?:网页|网站|网址)?\s*{URL}", address),
    rule(rf"(?:打开|启动|访问|进入){_ONCE}(?P<what>.+)", lambda m, k: c.opened(k, m["what"])),
    rule(
        rf"(?:切换(?:到|至|回)?|转到|跳到|跳转到|前往|去|展开|收起|折叠|找到|回到){_ONCE}(?P<what>.+)", click
    ),
    rule(rf"(?:按下(?![一载拉])|按|敲击|敲){_ONCE}(?P<what>.+)", click),
    rule(
        r"(?:重新加载|重新载入|刷新)(?:一下)?(?:这个|此|当前)?(?:页面|网页)", lambda m, k: c.named(k, "刷新")
    ),
    rule(r"(?P<what>(?:标记为|标为)\S{1,10})", lambda m, k: c.named(k, k.literal(m["what"]))),
    rule(r"(?P<what>设为默认\S{0,8})", lambda m, k: c.checked(k, k.phrase(m["what"]), on=True)),
    rule(
        r"(?P<verb>创建|新建|添加)(?:一个|一份|一张|一条)(?P<what>\S{1,10})",
        lambda m, k: c.named(k, m["verb"] + k.literal(m["what"])),
    ),
    rule(
        rf"(?P<verb>{one_of(_COMMANDS.split('|'))})(?:一下)?(?:(?:这个|此|当前|该)?(?:窗口|文件|文档"
        rf"|更改|修改|页面|表单|设置|它))?",
        command,
    ),
]


def read(clause: Clause) -> Intents:
    """The intents of one Chinese step; None when no verb is known."""
    return c.find_rule(RULES, clause)
