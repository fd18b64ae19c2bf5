"""Names that are nearly, or partly, the one that was said: taken, asked about, or not found."""

from __future__ import annotations

import pytest
from grounding import element, say, screen, to

from agent.ground import Grounding, ground


def among(name: str, *seen: str, exact: bool = False) -> Grounding:
    on = screen(*[("button", text, (100 * i, 0, 100 * i + 90, 24)) for i, text in enumerate(seen)])
    return ground(say(name, exact=exact), on)


def names(answer: Grounding) -> list[str]:
    return [candidate.element.text for candidate in answer.candidates]


OTHER_NAMES = [
    ("不同意", "同意"), ("不保存", "保存"), ("不允许", "允许"), ("上一步", "下一步"), ("上一页", "下一页"),
    ("最大化", "最小化"), ("左对齐", "右对齐"), ("未完成", "已完成"), ("第一章", "第二章"),
    ("星期三", "星期二"), ("王小明", "王小红"), ("湖南省", "湖北省"), ("清空回收站", "回收站"),
    ("Uninstall", "Install"), ("Subscribe", "Unsubscribe"), ("Select all", "Deselect all"),
    ("Turn on notifications", "Turn off notifications"), ("Available", "Unavailable"),
    ("Published", "Unpublished"), ("Increment", "Decrement"), ("Unarchive", "Archive"),
    ("Contact", "Contract"), ("Hotel", "Motel"), ("Upload", "Unload"), ("Resend", "Send"),
    ("report1.txt", "report2.txt"), ("Sheet1", "Sheet2"), ("Player1", "Player2"),
    ("user1@x.com", "user2@x.com"), ("附件1.doc", "附件2.doc"), ("3月1日", "3月2日"),
    ("Option A", "Option B"), ("Plan B", "Plan A"), ("3.14", "314"), ("C", "C#"), ("C++", "C#"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHER_NAMES)
def test_a_neighbour_or_an_opposite_is_another_name(one: str, other: str) -> None:
    for name, seen in ((one, other), (other, one)):
        if name == "回收站":
            continue  # a part of 清空回收站: a question
        for exact in (False, True):
            answer = among(name, seen, exact=exact)
            assert answer.outcome == "not_found"
            assert all(candidate.score < 0.55 for candidate in answer.candidates)


def test_the_nearest_name_is_told() -> None:
    assert names(among("最大化", "最小化", "关闭")) == ["最小化"]
    assert "“Motel”" in among("Hotel", "Motel", "Cancel").reason


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Save", "Don't Save"), ("Allow", "Don’t allow"), ("Send", "Don't send"), ("Accept", "Do not accept"),
        ("Recommended", "Not recommended"), ("Send", "Send Later"), ("Save", "Close without saving"),
        ("同意", "不同意"), ("保存", "不保存"), ("发送", "不发送"), ("我同意条款", "我不同意条款"),
        ("登录", "退出登录"), ("关注", "取消关注"), ("订阅", "取消订阅"), ("支付", "稍后支付"),
        ("speichern", "Nicht speichern"), ("enregistrer", "Ne pas enregistrer"), ("guardar", "No guardar"),
    ],
)  # fmt: skip
def test_what_a_longer_name_turns_round_is_not_there(name: str, seen: str) -> None:
    answer = among(name, seen, "Help")
    assert answer.outcome == "not_found"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Delete", "Delete All"), ("Reply", "Reply All"), ("Replace", "Replace All"), ("Yes", "Yes to All"),
        ("Remove", "Remove all"), ("Clear", "Clear all history"), ("Reset", "Reset to factory settings"),
        ("Buy", "Order history"), ("Save", "Save As…"), ("Save", "Save All"),
        ("Delete", "Delete permanently"), ("Save", "Save and submit"),
        ("Cancel", "Cancel subscription"), ("File", "Delete file"),
        ("删除", "全部删除"), ("删除", "彻底删除"), ("回收站", "清空回收站"),
        ("Preferances", "Preferences"), ("Serch", "Search"), ("gear", "Settings"), ("disk", "Save"),
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_a_question_about_it(name: str, seen: str) -> None:
    answer = among(name, seen, "Help")
    assert (answer.outcome, names(answer)) == ("ambiguous", [seen])
    assert seen in answer.reason


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Prefrences", "Preferences"), ("Setings", "Settings"), ("Notifications", "Notfications"),
        ("Contact", "Contacts"), ("Regular expression", "Regu1ar expresson"), ("Login", "Logln"),
        ("未完成", "末完成"), ("Search", "Search files"), ("Preferences", "Preferences…"), ("Cafe", "Café"),
        ("C#", "C#"), ("C++", "C++"), ("Delete all", "Delete all"), ("取消订阅", "取消订阅"),
        ("gear", "⚙"), ("Save and Close", "Save & Close"), ("关闭", "關閉"), ("gear", "Gear"),
    ],
)  # fmt: skip
def test_plain_slips_and_harmless_shortenings_are_taken(name: str, seen: str) -> None:
    answer = among(name, seen, "Help")
    assert (answer.outcome, answer.candidates[0].element.text) == ("found", seen)


def test_quoted_names_forgive_only_a_reader() -> None:
    assert among("Setings", "Settings", exact=True).outcome == "not_found"
    assert among("Regular expression", "Regu1ar expression", exact=True).outcome == "found"


def test_only_a_sure_thing_is_an_anchor() -> None:
    on = screen(("button", "Delete All", (0, 0, 90, 24)), ("button", "OK", (100, 0, 190, 24)))
    answer = ground(say(kinds=("button",), relations=(to("right_of", "Delete"),)), on)
    assert answer.outcome == "not_found"


def test_a_sign_goes_by_its_look() -> None:
    on = screen(
        element("icon_button", "", (0, 0, 30, 30), label="settings"), ("button", "Help", (40, 0, 99, 24))
    )
    assert ground(say("gear"), on).outcome == "found"
