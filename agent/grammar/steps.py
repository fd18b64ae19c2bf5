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

from agent.grammar.quoting import MARK
from agent.grammar.verbs import ends_with_command, verb_strength, without_courtesy

_JOINER = re.compile(
    r"""
      (?P<line>\s*\n\s*)
    | (?P<hard>\s*[;；]\s*|\s*。\s*|(?<=[^\s.])[.!]\s+(?=\S))
    | (?P<comma>\s*[,，、]\s*(?P<tail>
        (?:(?:and\s+)?(?:then|finally|after\s+that)|next|and|afterwards|but)\s*,?\s+
        |然后再?|接着再?|随后|最后再?|之后再?|接下来|再|并且|并)?)
    | \s+(?P<then>and\s+then|then|and\s+after\s+that|after\s+that)\s*,?\s+
    | \s+(?P<and>and|&|but)\s+
    | \s*(?P<ranhou>然后再?|接着再?|随后|之后再?|接下来)\s*[,，]?
    | (?<=[秒钟])(?P<after>以后|之后|后)\s*
    | \s*(?P<zai>再|并且|并|最后|同时)
    """,
    re.X | re.I,
)
_NUMBERED = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:\(?\d{1,2}[.)、:：]|[①-⑳]|[-*•]|(?:step|步骤)\s*\d{1,2}\s*[:.：、]?"
    r"|第[一二三四五六七八九十\d]+步\s*[:：,，、]?)[ \t]+(?=\S)"
    r"|(?:^|(?<=\n))[ \t]*(?:[①-⑳]|\d{1,2}、|第[一二三四五六七八九十\d]+步\s*[:：,，、]?"
    r"|步骤\s*\d{1,2}\s*[:：、])\s*(?=\S)",
    re.I,
)
_FIND, _REPLACE = re.compile(r"find|search", re.I), re.compile(r"replace\b", re.I)  # one command's name
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
    r"|写|搜|查找|(?:[在从].+[里中内])(?:搜|查找)|(?:以|用|使用).*登录|登录\s*[,，:：]|用户名|账号)"
)
_SAID_IN_QUOTES = re.compile(rf"(?:type|write|enter|input|put|输入|键入|写|填写?)\s*{MARK}", re.I)
_CLICKING = re.compile(
    r"(?:double[\s-]?|right[\s-]?)?(?:click|tap|press|hit|push|tick|check|open|choose|select|go\s+to)\b|点|单击"
    r"|双击|按|打开|勾选|选",
    re.I,
)
_HOLDING = re.compile(r"(?:hold|keep)\s+(?:down\s+)?[\w+ ]+$|按住[^点击双右]+$", re.I)
_LOCATIVE = re.compile(
    r"(?:in|on|inside|within|from|at|under|into)\b(?:(?!,|\s(?-i:click|press|type|choose|select"
    r"|pick|open|tick|check|enter)\s).)+"
    r"|[在从][^,，]*(?:里面|里|中|内|上|处|中间|窗口|对话框|菜单)",
    re.I | re.S,
)
_SHORT = re.compile(
    rf"(?:[^\s,，。;；\u3400-\u9fff]+(?:\s+[^\s,，。;；\u3400-\u9fff]+){{0,3}}"
    rf"|[\u3400-\u9fff\w{MARK[1:-1]} ]{{1,10}})[.。]?$"
)


def steps_of(masked: str) -> list[str]:
    """The steps in order, masked, without joiners, courtesies and list numbers."""
    text = _NUMBERED.sub("", masked)
    steps: list[str] = []
    begin = at = 0
    while match := _JOINER.search(text, at):
        at = match.end()
        current = without_courtesy(text[begin : match.start()].strip())
        if current and _cuts(_with_verb(steps, current), match, without_courtesy(text[at:].strip())):
            steps.append(current)
            begin = at
        elif not current:
            begin = at
    last = without_courtesy(text[begin:].strip())
    last = last if is_typing(last) else _DANGLING.sub("", last) or last
    return [*steps, last] if last else steps


def _with_verb(steps: list[str], current: str) -> str:
    """The step, with the verb that it takes over where it is a bare name: "click 7, 8"."""
    bare = steps and not verb_strength(current) and _SHORT.match(current)
    return f"click {current}" if bare and _CLICKING.match(steps[-1]) else current


def _cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    if _is_open(current, rest):
        return False
    strength = verb_strength(rest)
    if is_typing(current) and not _SAID_IN_QUOTES.match(current):
        return strength == "strong" or (strength == "weak" and ends_with_command(_up_to_joiner(rest)))
    if joiner["comma"] and _LOCATIVE.fullmatch(current):
        return False
    if joiner["line"] or joiner["hard"] or joiner["then"] or joiner["ranhou"]:
        return True
    if joiner["comma"]:
        return _comma_cuts(current, joiner, rest)
    return _and_cuts(current, joiner, rest)


def _is_open(current: str, rest: str) -> bool:
    """The step is not over: a key to hold, coordinates, "… until", "find and replace"."""
    if not rest or re.match(r"直到|直至|until\b|till?\b", rest, re.I):
        return True
    if _HOLDING.match(current) or _COORDINATES.match(current):
        return True
    name = re.split(r"[>→›»]\s*", current)[-1]  # at the end of a menu path, too
    return _FIND.fullmatch(name) is not None and _REPLACE.match(rest) is not None


def is_typing(step: str) -> bool:
    """The step has a text to type in it, which is taken to the letter."""
    return bool(_TYPING_EN.match(step) or _TYPING_ZH.match(step))


def _comma_cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    if verb_strength(rest) or (joiner["tail"] or "").strip(" ,").lower() not in ("", "and"):
        return True
    return _CLICKING.match(current) is not None and _SHORT.match(_up_to_joiner(rest)) is not None


def _and_cuts(current: str, joiner: re.Match[str], rest: str) -> bool:
    """Whether "and" joins steps: only where a verb follows that is no part of a name."""
    strength = verb_strength(rest)
    if strength is None:
        return False
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
