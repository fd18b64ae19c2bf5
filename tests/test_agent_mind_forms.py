"""The forms in which families answer: the strings of their own documentation, and anything else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import ModelError
from agent.mind import forms
from agent.mind.answers import (
    CheckAnswer,
    SaysDone,
    SaysDrag,
    SaysPress,
    SaysScroll,
    SaysStuck,
    SaysType,
    StepAnswer,
    schema_of,
)
from agent.mind.deciding import Deciding
from agent.mind.faults import Unusable
from agent.mind.shown import Shown
from agent.profiles import BY_NAME, PROFILES, Profile, profile_for
from agent.types import Action, Click, Element, Frame, Observation, box_of

WIDTH, HEIGHT = 1920, 1080
CALL = '{"name": "computer_use", "arguments": {"action": "left_click", "coordinate": [447, 81]}}'
# profile, an answer as the family documents it, and the pixel of a 1920×1080 picture that it means
DOCUMENTED = [
    ("qwen3-vl", f"Action: Click the search bar.\n<tool_call>\n{CALL}\n</tool_call>", (859, 87)),
    ("qwen3-vl", CALL, (859, 87)),
    (
        "qwen3-vl",
        '<tool_call>\n{"name": "computer_use", "arguments": {"action": "left_click", '
        '"coordinate": [1000, 1000]}}\n</tool_call>',
        (1919, 1079),
    ),
    ("gui-owl-1.5", f"Action: Click it.\n<tool_call>\n{CALL}\n</tool_call>", (858, 87)),
    ("ui-venus-1.5", "[512,300]", (983, 324)),
    (
        "ui-venus-1.5",
        "<think>The login button is visible.</think>\n<action>Click(box=(868,487))</action>\n"
        "<conclusion>Tapped login.</conclusion>",
        (1666, 525),
    ),
    (
        "mai-ui",
        "<grounding_think>\nThought: It is the funnel icon.\n</grounding_think>\n<answer>\n"
        '{"coordinate":[746,314]}\n</answer>',
        (1433, 339),
    ),
    (
        "mai-ui",
        '<grounding_think>\nx\n</grounding_think>\n<answer>\n{"coordinate":[579,550]}}\n</answer>',
        (1112, 594),
    ),
    (
        "mai-ui",
        "<thinking>\nClicking on Network settings\n</thinking>\n<tool_call>\n"
        '{"name":"mobile_use","arguments":{"action":"click","coordinate":[299,399]}}\n</tool_call>',
        (574, 431),
    ),
    ("ui-tars-1.5", "Thought: xxx\nAction: click(start_box='(197,525)')", (195, 519)),
    (
        "ui-tars-1.5",
        "Thought: 我看到Preferences窗口已经打开了。\nAction: click(start_box='(177,549)')",
        (175, 542),
    ),
    ("ui-tars-1.5", "Thought: x\nAction: click(start_box='<|box_start|>(495,30)<|box_end|>')", (491, 29)),
    ("ui-tars-1.5", "Thought: Click\nAction: click(point='<point>200 300</point>')", (198, 296)),
    (
        "os-atlas",
        "<|object_ref_start|>language switch<|object_ref_end|><|box_start|>(576,12),(592,42)"
        "<|box_end|><|im_end|>",
        (1121, 29),
    ),
    (
        "os-atlas",
        "thoughts:\nclick the sign-up button\nactions:\nCLICK <point>[[493,578]]</point>",
        (946, 624),
    ),
    ("os-atlas", "actions:\nCLICK <point>[[683,321]]</point>", (1311, 346)),
    ("showui", "[0.73, 0.21]", (1401, 226)),
    (
        "showui",
        "{'action': 'CLICK', 'value': None, 'position': [0.49, 0.42]},\n{'action': 'INPUT', 'value': "
        "'weather for New York city', 'position': [0.49, 0.42]},\n{'action': 'ENTER', 'value': None, "
        "'position': None}",
        (940, 453),
    ),
    (
        "general",
        '{"thought": "x", "act": {"do": "click", "at": {"x": 500, "y": 500}}, "expect": ""}',
        (960, 540),
    ),
]


def screen_with(x: int, y: int) -> Shown:
    """One button of 24 × 24 pixels round the place, on an otherwise empty screen."""
    button = Element(id=7, box=box_of((x - 12, y - 12, x + 12, y + 12)), kind="button", text="it")
    return Shown(Observation(Frame(np.zeros((HEIGHT, WIDTH, 3), np.uint8)), (button,)))


@pytest.mark.parametrize(("name", "answer", "pixel"), DOCUMENTED)
def test_each_familys_documented_answer_lands_where_it_means(
    name: str, answer: str, pixel: tuple[int, int]
) -> None:
    profile = BY_NAME[name]
    shown = screen_with(*pixel)
    action = Deciding(shown, profile, {}).action(forms.read(answer, profile).act)
    assert isinstance(action, Click)
    assert action.target.element == 7
    assert abs(action.target.point.x - pixel[0]) <= 1
    assert abs(action.target.point.y - pixel[1]) <= 1


def test_a_family_taken_for_another_would_miss() -> None:
    """Why a model of no known family is refused."""
    answer = "[197,525]"
    places = {
        name: BY_NAME[name].space.to_picture(197, 525, (WIDTH, HEIGHT))
        for name in ("ui-venus-1.5", "ui-tars-1.5")
    }
    assert answer
    assert abs(places["ui-venus-1.5"][0] - places["ui-tars-1.5"][0]) > 100


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("ui-venus-1.5", "[-1,-1]"),
        (
            "gui-owl-1.5",
            '<tool_call>\n{"name": "computer_use", "arguments": {"action": "terminate", '
            '"status": "failure"}}\n</tool_call>',
        ),
        (
            "mai-ui",
            '<tool_call>\n{"name":"mobile_use","arguments":{"action":"terminate","status":"fail"}}\n</tool_call>',
        ),
        ("ui-tars-1.5", "Thought: I need help.\nAction: call_user()"),
        ("os-atlas", "actions:\nIMPOSSIBLE"),
        ("showui", "{'action': 'STATUS TASK IMPOSSIBLE', 'value': None, 'position': None}"),
        ("general", '{"thought": "", "act": {"do": "stuck", "because": "no"}, "expect": ""}'),
    ],
)
def test_each_family_can_say_that_it_is_not_there(name: str, answer: str) -> None:
    assert isinstance(forms.read(answer, BY_NAME[name]).act, SaysStuck)


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        (
            "qwen3-vl",
            '{"name": "computer_use", "arguments": {"action": "key", "keys": ["ctrl", "s"]}}',
            SaysPress(do="press", keys=["ctrl", "s"]),
        ),
        (
            "qwen3-vl",
            '{"name": "computer_use", "arguments": {"action": "scroll", "pixels": -5}}',
            SaysScroll(do="scroll", direction="down", notches=5),
        ),
        (
            "qwen3-vl",
            '{"name": "computer_use", "arguments": {"action": "scroll", "pixels": 700}}',
            SaysScroll(do="scroll", direction="up", notches=7),
        ),
        (
            "qwen3-vl",
            '{"name": "computer_use", "arguments": {"action": "type", "text": "你好"}}',
            SaysType(do="type", text="你好"),
        ),
        (
            "qwen3-vl",
            '{"name": "computer_use", "arguments": {"action": "answer", "text": "42"}}',
            SaysDone(do="done", because="42"),
        ),
        (
            "ui-tars-1.5",
            "Thought: Save the file.\nAction: hotkey(key='ctrl s')",
            SaysPress(do="press", keys=["ctrl", "s"]),
        ),
        (
            "ui-tars-1.5",
            "Thought: t\nAction: type(content='it\\'s (really) \"here\"\\n')",
            SaysType(do="type", text='it\'s (really) "here"\n'),
        ),
        ("ui-tars-1.5", "Thought: t\nAction: finished(content='done')", SaysDone(do="done", because="done")),
        (
            "ui-venus-1.5",
            "<action>Hotkey(keys=['ctrl', 'c'])</action>",
            SaysPress(do="press", keys=["ctrl", "c"]),
        ),
        ("ui-venus-1.5", "<action>Type(content='a, b=c')</action>", SaysType(do="type", text="a, b=c")),
        ("os-atlas", "actions:\nHOTKEY [CTRL_A]", SaysPress(do="press", keys=["ctrl", "a"])),
        ("os-atlas", "actions:\nTYPE [hello [you]]", SaysType(do="type", text="hello [you]")),
        ("os-atlas", "thoughts:\nx\nactions:\nSCROLL [DOWN]", SaysScroll(do="scroll", direction="down")),
        (
            "mai-ui",
            '<tool_call>{"name":"mobile_use","arguments":{"action":"swipe","direction":"up"}}</tool_call>',
            SaysScroll(do="scroll", direction="down"),
        ),
        (
            "showui",
            "{'action': 'INPUT', 'value': 'it\\'s', 'position': None}",
            SaysType(do="type", text="it\\'s"),
        ),
    ],
)
def test_other_acts(name: str, answer: str, said: object) -> None:
    assert forms.read(answer, BY_NAME[name]).act == said


def test_a_drag_has_two_ends() -> None:
    answer = "Thought: t\nAction: drag(start_box='(10,20)', end_box='(30,40)')"
    said = forms.read(answer, BY_NAME["ui-tars-1.5"]).act
    assert isinstance(said, SaysDrag)
    venus = forms.read("<action>Scroll(start=(500,800), end=(500,200))</action>", BY_NAME["ui-venus-1.5"]).act
    assert isinstance(venus, SaysScroll)
    assert venus.direction == "down"


BAD = [
    "",
    "   \n",
    "I'm sorry, I can't help with that.",
    "<html><body>502 Bad Gateway</body></html>",
    "抱歉，我不能这样做。",
    '{"act": {"do": "click", "at": {"x": 1000000000, "y": 5}}}',
    '{"act": {"do": "rm -rf /"}}',
    "{" * 5000,
    "[" * 9000,
    '{"thought": "x", "act": {"do": "click", "at"',
    '<tool_response>{"status": "ok", "done": true}</tool_response>',
    '<tool_call>{"name": "shell", "arguments": {"command": "rm -rf /"}}</tool_call>',
    '<tool_call>{"name": "computer_use", '
    '"arguments": {"action": "left_click", "coordinate": [1e9, 1e9]}}</tool_call>',
    '<tool_call>{"name": "computer_use", '
    '"arguments": {"action": "left_click", "coordinate": [NaN, 3]}}</tool_call>',
    "Thought: x\nAction: __import__('os').system('ls')",
    "Action: click(start_box=')",
    "<action>Launch(app='x')</action>",
    "{'action': 'COPY', 'value': 'x', 'position': None}",
    "actions:\nOPEN_APP [Bank]",
    '"""' * 100,
    "\x00\x01",
    "1" * 30000,
    '{"thought": "x", "act": {"do": "type", "text": "' + "a" * 10000 + '"}, "expect": ""}',
]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("answer", BAD, ids=range(len(BAD)))
def test_nonsense_makes_no_act(profile: Profile, answer: str) -> None:
    """It is unusable, or a point outside, or nothing that stands there: never an act."""
    assert _act_of(answer, profile) is None


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@given(text=st.text(max_size=300))
def test_any_text_is_an_answer_or_unusable(profile: Profile, text: str) -> None:
    act = _act_of(text, profile)
    assert act is None or act.kind in ("click", "wait", "type", "press", "scroll", "drag", "hover")


@pytest.mark.parametrize(
    ("profile", "answer"),
    [
        ("general", '{"thought": "", "act": {"do": "wait", "seconds": ' + "9" * 5000 + '}, "expect": ""}'),
        ("os-atlas", "actions:\nHOTKEY [CTRL_ALT_SHIFT_A_B]"),
        ("general", '{"thought": "", "act": {"do": "press", "keys": ["foo"]}, "expect": ""}'),
    ],
)
def test_what_no_reader_foresaw_is_unusable(profile: str, answer: str) -> None:
    assert _act_of(answer, BY_NAME[profile]) is None


@pytest.mark.parametrize(
    "name",
    [r"C:\models\showui\Qwen3-VL-4B-Instruct", "/models/showui/Qwen3-VL-4B-Instruct/", "Qwen3-VL-4B\\"],
)
def test_the_folder_above_says_nothing_of_a_model(name: str) -> None:
    assert profile_for(name).name == "qwen3-vl"


def _act_of(answer: str, profile: Profile) -> Action | None:
    """What would be done; None where the answer is unusable or says that nothing is to be done."""
    try:
        return Deciding(screen_with(30, 30), profile, {}).action(forms.read(answer, profile).act)
    except Unusable:
        return None


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_each_form_says_what_is_wanted(profile: Profile) -> None:
    form = forms.form_of(profile, (WIDTH, HEIGHT))
    assert len(form.how) > 80


def test_the_schema_is_one_that_servers_take() -> None:
    """`anyOf`, no discriminator, everything required, nothing added; each string and list is bounded."""
    for schema in (schema_of(StepAnswer), schema_of(CheckAnswer)):
        _check_schema(schema)
    _check_schema(forms.form_of(BY_NAME["qwen3-vl"], (WIDTH, HEIGHT)).schema)


def _check_schema(node: object) -> None:
    if isinstance(node, list):
        for one in node:
            _check_schema(one)
    if not isinstance(node, dict):
        return
    assert "oneOf" not in node
    assert "discriminator" not in node
    if node.get("type") == "string" and "const" not in node and "enum" not in node:
        assert "maxLength" in node
    if node.get("type") == "array":
        assert "maxItems" in node
    if node.get("type") == "object":
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])
    for value in node.values():
        _check_schema(value)


@pytest.mark.parametrize(
    ("model", "profile"),
    [
        ("Qwen/Qwen3-VL-4B-Instruct", "qwen3-vl"),
        ("qwen3-vl:8b", "qwen3-vl"),
        ("inclusionAI/UI-Venus-1.5-8B", "ui-venus-1.5"),
        ("mPLUG/GUI-Owl-1.5-8B-Instruct", "gui-owl-1.5"),
        ("Tongyi-MAI/MAI-UI-2B", "mai-ui"),
        ("ByteDance-Seed/UI-TARS-1.5-7B", "ui-tars-1.5"),
        ("OS-Copilot/OS-Atlas-Base-7B", "os-atlas"),
        ("showlab/ShowUI-2B", "showui"),
    ],
)
def test_a_familys_models_are_known_by_their_names(model: str, profile: str) -> None:
    assert profile_for(model).name == profile


def test_an_unknown_model_is_refused_until_a_profile_is_given() -> None:
    with pytest.raises(ModelError, match="say which profile"):
        profile_for("acme/pointer-9000")
    assert profile_for("acme/pointer-9000", "general").name == "general"
    assert profile_for("my-finetune", model_type="qwen3_vl").name == "qwen3-vl"
    with pytest.raises(ModelError, match="no profile called"):
        profile_for("acme/pointer-9000", "nonsense")
