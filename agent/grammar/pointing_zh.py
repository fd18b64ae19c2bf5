"""The Chinese ways of hovering, dragging and right-clicking: rules for `agent.grammar.chinese`."""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.intents import HoverIntent, Intent

Match = re.Match[str]
Intents = list[Intent] | None

_ON = "(?:的?(?:上面|上方|上|处))?"
_PUT = "(?:移动?|放|悬停|停)(?:到|至|在)"
_RIGHT = (
    "(?:(?:点击?|单击|按)(?:一下)?(?:鼠标)?右键|(?:鼠标)?右键(?:点击|单击|点一下|点)?|右击|右单击)(?:一下)?"
)


def hover(m: Match, clause: Clause) -> Intents:
    return [HoverIntent(words=clause.words, target=clause.phrase(m["what"]))]


def drag(m: Match, clause: Clause) -> Intents:
    to = re.sub(r"(?:里面|里|中|上面|上|内|处)$", "", m["to"].strip()) or m["to"]
    return [c.dragged(clause, clause.phrase(m["what"]), to)]


def right_click(m: Match, clause: Clause) -> Intents:
    return c.clicked(clause, clause.phrase(m["what"]), button="right")


def right_click_it(m: Match, clause: Clause) -> Intents:
    """点右键 by itself: on the thing spoken of before. Raises InstructionError where there is none."""
    if clause.before is None:
        raise InstructionError(f"“{clause.words}” does not say on what: name it, as in: 右键点击 report.txt.")
    return c.clicked(clause, clause.before, button="right")


RIGHT_RULES: list[c.Rule] = [
    rule(_RIGHT, right_click_it),
    rule(rf"(?:在|对着?|朝)\s*(?P<what>[^，,]+?)\s*(?:里面|里|中|上面|上)?\s*{_RIGHT}", right_click),
]
HOVER_FIRST_RULES: list[c.Rule] = [
    rule(rf"(?:把|将)\s*(?:鼠标|指针)+\s*{_PUT}\s*(?P<what>.+?){_ON}", hover),
    rule(rf"鼠标\s*(?:移动?到|放到|放在|停在)\s*(?P<what>.+?){_ON}", hover),
]
HOVER_RULES: list[c.Rule] = [
    rule(rf"(?:把|将)\s*(?:鼠标)?(?:光标|指针)\s*{_PUT}\s*(?P<what>.+?){_ON}", hover),
    rule(
        rf"(?:鼠标)?\s*(?:悬停|停留|指向|移动鼠标|移动|移)(?:在|到|至|于)?\s*(?P<what>.+?){_ON}",
        hover,
    ),
    rule(rf"在\s*(?P<what>.+?){_ON}\s*(?:悬停|停留)(?:鼠标)?", hover),
]
DRAG_RULES: list[c.Rule] = [
    rule(
        r"(?:把|将)\s*(?P<what>.+?)\s*(?:拖动?放?|拖拽|移动|移|放|丢|扔)(?:到|至|进|入|往)\s*(?P<to>.+)",
        drag,
    ),
    rule(r"(?:拖动|拖拽|拖放|拖)\s*(?P<what>.+?)\s*(?:到|至|进)\s*(?P<to>.+)", drag),
]
