"""The families that answer in a form of their own: what each is told, and which reader takes its answer.

Sources of the forms: the families' own repositories (inclusionAI/UI-Venus, Tongyi-MAI/MAI-UI, bytedance/
UI-TARS, OS-Copilot/OS-Atlas, showlab/ShowUI). What each is told is said here in Deskhand's words.
"""

from __future__ import annotations

from agent.mind.answers import StepAnswer
from agent.mind.call_text import read_tars, read_venus
from agent.mind.faults import Unusable
from agent.mind.literal_text import read_atlas, read_showui
from agent.mind.mobile_use import read as read_mobile
from agent.profiles import Form, Profile

_READERS = {
    "mobile_use": read_mobile,
    "ui_tars": read_tars,
    "ui_venus": read_venus,
    "os_atlas": read_atlas,
    "showui": read_showui,
}
_HOW: dict[Form, str] = {
    "mobile_use": (
        "## Output Format\n<thinking>\n...\n</thinking>\n<tool_call>\n"
        '{"name": "mobile_use", "arguments": <args-json-object>}\n</tool_call>\n\n## Action Space\n'
        '{"action": "click", "coordinate": [x, y]}\n{"action": "double_click", "coordinate": [x, y]}\n'
        '{"action": "long_press", "coordinate": [x, y]} (opens the context menu)\n'
        '{"action": "type", "text": ""}\n'
        '{"action": "swipe", "direction": "up or down or left or right", "coordinate": [x, y]}\n'
        '{"action": "drag", "start_coordinate": [x1, y1], "end_coordinate": [x2, y2]}\n'
        '{"action": "system_button", "button": "enter"}\n{"action": "wait"}\n'
        '{"action": "ask_user", "text": "xxx"}\n'
        '{"action": "terminate", "status": "success or fail"}'
    ),
    "ui_tars": (
        "## Output Format\n```\nThought: ...\nAction: ...\n```\n\n## Action Space\n"
        "click(start_box='<|box_start|>(x1,y1)<|box_end|>')\n"
        "left_double(start_box='<|box_start|>(x1,y1)<|box_end|>')\n"
        "right_single(start_box='<|box_start|>(x1,y1)<|box_end|>')\n"
        "drag(start_box='<|box_start|>(x1,y1)<|box_end|>', end_box='<|box_start|>(x3,y3)<|box_end|>')\n"
        "hotkey(key='ctrl c')\ntype(content='')\n"
        "scroll(start_box='<|box_start|>(x1,y1)<|box_end|>', direction='down or up or right or left')\n"
        "wait()\ncall_user()\nfinished(content='xxx')"
    ),
    "ui_venus": (
        "### Available Actions\nClick(box=(x1,y1))\nDoubleClick(box=(x1,y1))\nHover(box=(x1,y1))\n"
        "LongPress(box=(x1,y1)) (opens the context menu)\nDrag(start=(x1,y1), end=(x2,y2))\n"
        "Scroll(direction='down or up')\nType(content='')\nHotkey(keys=['ctrl', 'c'])\nPressEnter()\nWait()\n"
        "CallUser(content='')\nFinished(content='')\n\n### Output Format\n<think> your thinking process "
        "</think>\n<action> the next action </action>\n<conclusion> the conclusion about the next action "
        "</conclusion>"
    ),
    "os_atlas": (
        "Basic actions: CLICK <point>[[x-axis, y-axis]]</point>, TYPE [input text], SCROLL [direction "
        "(UP/DOWN/LEFT/RIGHT)]. Custom actions: DOUBLECLICK <point>[[x-axis, y-axis]]</point>, RIGHTCLICK "
        "<point>[[x-axis, y-axis]]</point>, MOVETO <point>[[x-axis, y-axis]]</point>, HOTKEY [CTRL_A], "
        "PRESS_ENTER, PRESS_TAB, PRESS_ESC, WAIT, COMPLETE, IMPOSSIBLE. Answer in two sections:\n"
        "thoughts:\n...\nactions:\n..."
    ),
    "showui": (
        "Here is the action space:\nCLICK: click an element, value is not applicable, position [x,y]\n"
        "INPUT: type a text into an element, value is the text, position [x,y]\n"
        "HOVER: position [x,y]\nENTER: press Enter\nSCROLL: value is the direction\n"
        "ANSWER: the task is complete, value is 'task complete'\n"
        "Format the action as a dictionary with the keys "
        "{'action': 'ACTION_TYPE', 'value': 'element', 'position': [x,y]}; position is relative to the "
        "picture, from 0 to 1."
    ),
}  # fmt: skip


def how(profile: Profile) -> str:
    """What the system's message says of the form."""
    return _HOW[profile.form]


def read(text: str, profile: Profile) -> StepAnswer:
    """An answer in the profile's own form. Raises Unusable."""
    reader = _READERS.get(profile.form)
    if reader is None:
        raise Unusable("This form is read elsewhere.")
    return reader(text)
