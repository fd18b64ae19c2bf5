"""Words that ask nothing: "please" and 谢谢 at the end, "First," and "Hello!" in front; "after clicking"."""

from __future__ import annotations

import re

from agent.grammar.verbs import DECLINED, verb_strength

_THANKS = (
    r"(?:please|pls|plz|thanks?(?:\s+you)?(?:\s+(?:a\s+lot|(?:very|so)\s+much|in\s+advance))?|thx|cheers"
    r"|谢谢(?:你|您)?(?:了|啦)?|多谢(?:了)?|谢了|感谢|拜托(?:你|您)?了?|麻烦(?:你|您)?了?|辛苦了|好吗|可以吗|行吗|好不好)"
)
_TAIL = re.compile(rf"(?:\s*[,，.。!！;；、]\s*{_THANKS})+[\s.。!！?？~]*$", re.I)
_ORDER = re.compile(
    r"(?:first(?:ly)?|first\s+of\s+all|second(?:ly)?|third(?:ly)?|now|then|finally|lastly|afterwards"
    r"|after\s+that|to\s+begin\s+with|to\s+start(?:\s+with)?|go\s+ahead|so|well|首先|第[一二三四五六七八九十]步?"
    r"|其次|然后|接着|接下来|随后|最后|现在|那么|请)",
    re.I,
)
_POLITE = re.compile(
    rf"{_THANKS}|(?:hello|hi|hey)(?:\s+(?:there|deskhand))?|good\s+(?:morning|afternoon|evening)|great|all\s*right"
    r"|你好|您好|嗨|好的?",
    re.I,
)
_OR_A_BUTTON = re.compile(r"(?:ok|okay|next|下一步)", re.I)
_GERUNDS = {
    **{f"{verb}ing": verb for verb in ("click", "double-click", "right-click", "press", "select", "open")},
    **{f"{verb}ing": verb for verb in ("tick", "untick", "check", "uncheck", "scroll", "wait", "fill")},
    "typing": "type", "writing": "write", "choosing": "choose", "closing": "close", "saving": "save",
    "entering": "enter", "hitting": "hit", "tapping": "tap", "logging": "log", "signing": "sign",
    "setting": "set",
}  # fmt: skip
_AFTER = re.compile(r"after\s+(?P<verb>[a-z-]+ing)\s+(?P<rest>.+)", re.I | re.S)
_AFTER_YOU = re.compile(
    r"after\s+you(?:\s+have|['’]ve)?\s+(?P<verb>[a-z-]+?)(?:ed)?\s+(?P<rest>.+)", re.I | re.S
)
_DONE_ZH = re.compile(r"(?P<step>.+?)(?:之后|以后|(?<![最然随稍今先前往背])后)", re.S)
_PERFECT = re.compile(
    r"^(?P<verb>点击?|单击|双击|选择?|勾选|按下?|打开|关闭|输入|填写?|保存|登录)[了完好]+(?=\S)(?!解)"
)


def without_tail(text: str) -> str:
    """Without ", please" and ，谢谢 at the very end; a text that is nothing else stays."""
    shorter = _TAIL.sub("", text)
    return shorter if shorter.strip() and not DECLINED.search(text) else text


def says_nothing(step: str, rest: str, first: bool) -> bool:
    """The step is only thanks, greetings or order before a verb: "First, click …". "OK" may be a button."""
    bare = step.strip(" .!！。,，")
    strength = verb_strength(rest)
    before_a_verb = strength == "strong" or (first and strength == "weak")
    if _POLITE.fullmatch(bare):
        return first or before_a_verb or bare.lower() in ("please", "thanks", "谢谢")
    if _ORDER.fullmatch(bare):
        return before_a_verb
    return first and strength == "strong" and _OR_A_BUTTON.fullmatch(bare) is not None


def in_order(step: str) -> str:
    """A step that is told as done is one to do: "after clicking Save" and 点了保存之后, before the next."""
    for pattern in (_AFTER, _AFTER_YOU):
        said = pattern.fullmatch(step)
        verb = _GERUNDS.get(said["verb"].lower(), said["verb"]) if said else ""
        if said and verb in _GERUNDS.values():
            return f"{verb} {said['rest']}"
    done = _DONE_ZH.fullmatch(step)
    step = done["step"] if done and verb_strength(done["step"]) else step
    return _PERFECT.sub(r"\g<verb>", step)
