"""Cuts an instruction into its steps: "… and then …", commas, lines, numbered lists, 然后, 再.

Works on masked text, so nothing in quotes is ever cut. Where a joiner may also be part of a name or of a text
to type, these rules decide:

- *then*, 然后, new lines and semicolons always cut, but in a text to type only before a verb;
- a comma cuts before a verb, and between the names of things to click ("click 7, 8, 9");
- *and*, 并, 再 cut before a strong verb in lower case ("type hello and press Enter"); after a click a last
  weak verb stays in the name ("click Cut and Paste", "click Save and close"); quote the name to be sure, or
  say "click Cut, then paste".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.grammar.chords import ENDS_IN_MODIFIER
from agent.grammar.courtesy import in_order, says_nothing, without_tail
from agent.grammar.numbering import without_numbers
from agent.grammar.quoting import MARK
from agent.grammar.verbs import WRITTEN_IN, ends_with_command, verb_strength, without_courtesy

_JOINER = re.compile(
    r"""
      (?P<line>\s*\n\s*)
    | (?P<hard>\s*[;；]\s*|\s*。\s*|！\s*(?=\S)|(?<=[^\s.])[.!]\s+(?=\S))
    | (?P<comma>\s*[,，、]\s*(?P<tail>
        (?:(?:and\s+)?(?:then|finally|after\s+that)|(?-i:next)(?=\s*,?\s+(?-i:[a-z]))|and|afterwards|but)\s*,?\s+
        |然后再?|接着再?|随后|最后再?|之后再?|接下来|再|并且|并)?)
    | \s+(?P<then>and\s+then|then|and\s+after\s+that|after\s+that)\s*,?\s+
    | \s+(?P<and>and|&|but)\s+
    | \s*(?P<ranhou>然后再?|接着再?|随后|之后再?|接下来)\s*[,，]?
    | (?<=[秒钟])(?P<after>以后|之后|后)\s*
    | (?P<hou>(?<![最然随稍今先前往])(?:以后|之后|后)
        (?=再?(?:点击|单击|双击|右击|点|选择|选中|按|输入|勾选|关闭|打开)\s*\S|删除|复制|粘贴|剪切))
    | (?P<next>(?:(?<=菜单|窗口|列表|按钮|图标|链接)|(?<=对话框|标签页|选项卡|下拉框))
        (?=(?:点击|单击|双击|点|选择|选中)\s*[^项中]))
    | \s*(?P<zai>再|并且|并|最后|同时)
    """,
    re.X | re.I,
)
_REPLACE_IT = re.compile(r"replace\s+(?:(?:it|them|that|this|all|every\S*)\s+)?(?:with|by)\b", re.I)
_FIND, _REPLACE = (
    re.compile(r"find|search|look\s+for", re.I),
    re.compile(r"replace\b", re.I),
)  # one command's name
_DANGLING = re.compile(r"(?:\s*[,，;；、]|\s+(?:and|then)|然后|再|并)+\s*$", re.I)
_COORDINATES = re.compile(r".*\(\s*\d+$|.*\bat\s+\(?\d+$", re.I | re.S)
_TYPING_EN = re.compile(
    r"(?:type|write|enter|input|key\s+in|insert|put|fill|set|change|search|find|look\s+for|replace"
    r"|log\s?[io]n|sign\s?in|into)\b"
    r"|(?:in|on)\s.+\s(?:type|write|enter)\b",
    re.I | re.S,
)
_TYPING_ZH = re.compile(
    r"(?!点|单击|双击|右|选|打开|勾|切换|关|按|滚|向|拖|等)(?:.*?(?:输入(?![框栏法区域])|键入|填"
    r"|写入|写上|设[为置成]|改[为成]|粘贴到)"
    rf"|{WRITTEN_IN}写.|写|搜|查找|(?:[在从].+[里中内])(?:搜|查找)|(?:以|用|使用).*登录|登录\s*[,，:：]|用户名|账号)"
)
_BRIEF = re.compile(r"(?:type|write|enter|put|input)\s+[\w.@+-]*\d[\w.@+-]*(?:\s+(?:in|into)\s+\S.*)?", re.I)
_SAID_IN_QUOTES = re.compile(rf"(?:type|write|enter|input|put|输入|键入|写|填写?)\s*{MARK}", re.I)
_CLICKING = re.compile(
    r"(?:double[\s-]?|right[\s-]?)?(?:click|tap|press|hit|push|tick|check|open|choose|select|go\s+to)\b|点|单击"
    r"|双击|按|打开|勾选|选",
    re.I,
)
_LISTING = re.compile(
    rf"{_CLICKING.pattern}|(?:middle|triple)[\s-]?click\b|(?:untick|uncheck|deselect|enable|disable|turn\s+o(?:n|ff)"
    r"|hover(?:\s+over)?)\b|右[击键]|取消(?:勾选|选[中择])|勾|启用|禁用|悬停",
    re.I,
)
_SELECT_ALL = re.compile(r"select\s+(?:all|everything)\b", re.I)
_OPENING = re.compile(r"(?:打开|点击|单击|双击|右击|右键点击|点开|点|切换到|选择|勾选)(?:一下)?\s*\S")
_LAST_AND = re.compile(r"\s+(?:and|&)\s+|\s*(?:和|以及)\s*", re.I)
_ROW, _COLUMN = (
    re.compile(r"\b(?:row|line)\s+\d+$|行$", re.I),
    re.compile(r"(?:column\s+\d|第.{1,3}列)", re.I),
)
_NO, _THANKS = re.compile(r"(?:\bno|不[了用]?)$", re.I), re.compile(r"thank|谢谢", re.I)
_HOLDING = re.compile(r"(?:hold|keep)\s+(?:down\s+)?[\w+ ]+$|按住[^点击双右]+$", re.I)
_LOCATIVE = re.compile(
    r"(?:in|on|inside|within|from|at|under|into)\b(?:(?!,|\s(?-i:click|press|type|choose|select"
    r"|pick|open|tick|check|enter|hit|tap|set|write|put)\s).)+"
    r"|[在从][^,，]*(?:里面|里|中|内|上|处|中间|窗口|对话框|菜单)",
    re.I | re.S,
)
_SHORT = re.compile(
    rf"(?:[^\s,，。;；\u3400-\u9fff]+(?:\s+[^\s,，。;；\u3400-\u9fff]+){{0,3}}"
    rf"|[\u3400-\u9fff\w{MARK[1:-1]} ]{{1,10}})[.。]?$"
)


@dataclass(frozen=True)
class Step:
    """`text` is masked. `listed`: a bare comma joins it to the step before, so it may be one more item."""

    text: str
    listed: bool = False


def steps_of(masked: str) -> list[Step]:
    """The steps in order, without joiners, courtesies and list numbers."""
    text = without_tail(without_numbers(masked))
    steps: list[Step] = []
    begin = at = 0
    listed = False
    while match := _JOINER.search(text, at):
        at = max(match.end(), match.start() + 1)
        current = without_courtesy(text[begin : match.start()].strip())
        rest = without_courtesy(text[match.end() :].strip())
        if not current or (rest and says_nothing(current, rest, not (listed or match["tail"]))):
            begin = at = match.end()
        elif _cuts(_with_verb(steps, current, listed), match, rest):
            steps.append(Step(in_order(current), listed))
            begin, listed = match.end(), _lists(match)
    last = without_courtesy(text[begin:].strip())
    last = last if is_typing(last) else _DANGLING.sub("", last) or last
    return _items_apart([*steps, Step(last, listed)] if last else steps)


def _lists(joiner: re.Match[str]) -> bool:
    """Whether it only counts up, and says no "then"."""
    return bool(joiner["comma"]) and (joiner["tail"] or "").strip(" ,").lower() in ("", "and")


def _items_apart(steps: list[Step]) -> list[Step]:
    """The last item of a list is cut at its "and": "tick Alice, Bob and Carol"."""
    apart: list[Step] = []
    for number, step in enumerate(steps):
        goes_on = number + 1 < len(steps) and steps[number + 1].listed
        last = step.listed and not goes_on and not verb_strength(step.text)
        items = _LAST_AND.split(step.text) if last else []
        short = len(items) > 1 and all(_SHORT.fullmatch(item) for item in items)
        apart += [Step(item, listed=True) for item in items] if short else [step]
    return apart


def _with_verb(steps: list[Step], current: str, listed: bool) -> str:
    """The step, with the verb that it takes over where it is a bare name: "click 7, 8"."""
    if not listed or verb_strength(current) or not _SHORT.match(current):
        return current
    begun = next((step.text for step in reversed(steps) if not step.listed), "")
    return f"click {current}" if _LISTING.match(begun) else current


def _cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    if _is_open(current, joiner, rest):
        return False
    if joiner["next"] is not None:
        return _OPENING.match(current) is not None and not is_typing(current)
    if joiner["hou"] and is_typing(current):
        return re.match(r"再?(?:点击|单击|双击|按下|按回车)", rest) is not None
    strength = verb_strength(rest)
    if is_typing(current) and not _SAID_IN_QUOTES.match(current):
        ends = ends_with_command(_up_to_joiner(rest)) or _BRIEF.fullmatch(current) is not None
        return strength == "strong" or (strength == "weak" and ends)
    if joiner["comma"] and _LOCATIVE.fullmatch(current):
        return False
    if joiner["line"] or joiner["hard"] or joiner["then"] or joiner["ranhou"]:
        return True
    if joiner["hou"]:
        return verb_strength(current) is not None and not _LOCATIVE.fullmatch(current)
    if joiner["comma"]:
        return _comma_cuts(current, joiner, rest)
    return _and_cuts(current, joiner, rest)


def _is_open(current: str, joiner: re.Match[str], rest: str) -> bool:
    """The step is not over: a key to hold, coordinates, "… until", "find and replace", a chord, a cell."""
    if not rest or re.match(r"直到|直至|until\b|till?\b", rest, re.I):
        return True
    if _HOLDING.match(current) or _COORDINATES.match(current):
        return True
    if joiner["comma"] and not joiner["tail"] and ENDS_IN_MODIFIER.fullmatch(current):
        return True
    if (_ROW.search(current) and _COLUMN.match(rest)) or (_NO.search(current) and _THANKS.match(rest)):
        return True
    name = re.split(r"[>→›»]\s*", current)[-1]  # at the end of a menu path, too
    name = re.sub(r"^(?:open|click(?:\s+on)?|choose|select)\s+", "", name, flags=re.I)
    if _FIND.match(current) and _REPLACE_IT.match(rest):
        return True
    return _FIND.fullmatch(name) is not None and _REPLACE.match(rest) is not None


def is_typing(step: str) -> bool:
    """The step has a text to type in it, which is taken to the letter."""
    return bool(_TYPING_EN.match(step) or _TYPING_ZH.match(step))


def _comma_cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    if verb_strength(rest) or (joiner["tail"] or "").strip(" ,").lower() not in ("", "and"):
        return True
    return _LISTING.match(current) is not None and _SHORT.match(_up_to_joiner(rest)) is not None


def _and_cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    """Whether "and" joins steps: only where a verb follows that is no part of a name."""
    strength = verb_strength(rest)
    if strength is None:
        return False
    if _SELECT_ALL.match(current):
        return True
    if strength == "strong" and rest[0].isupper() and current[0].islower():
        return False
    if strength == "strong":
        return True
    if _CLICKING.match(current):
        return not ends_with_command(_up_to_joiner(rest))
    return not rest[0].isupper()


def _up_to_joiner(rest: str) -> str:
    match = _JOINER.search(rest)
    return rest[: match.start()] if match else rest
