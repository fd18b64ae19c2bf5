"""The policy by table: what is clicked, typed or pressed, and the class that it must fall in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.policy import ORDER, ask_rule, judge
from agent.types import (
    KINDS,
    Action,
    Box,
    Clear,
    Click,
    Consequence,
    Drag,
    Element,
    Frame,
    Hover,
    Judgement,
    Kind,
    Observation,
    Point,
    Press,
    Scroll,
    State,
    Target,
    TypeText,
    Wait,
    Window,
)

PIXELS = np.zeros((800, 1280, 3), np.uint8)
MAIN = Window(id=1, title="Notes", app="notes", pid=7, box=Box(x0=0, y0=0, x1=1280, y1=800), focused=True)
HERE = Box(x0=100, y0=100, x1=220, y1=130)


def element(
    number: int, kind: Kind, text: str, box: Box = HERE, label: str = "", states: tuple[State, ...] = ()
) -> Element:
    return Element(id=number, kind=kind, text=text, label=label, box=box, states=frozenset(states))


def seen(*elements: Element, windows: tuple[Window, ...] = (MAIN,)) -> Observation:
    return Observation(frame=Frame(pixels=PIXELS, windows=windows), elements=elements)


def target(kind: Kind = "label", description: str = "thing", box: Box = HERE) -> Target:
    return Target(point=box.centre, box=box, description=description, kind=kind)


def click_on(kind: Kind, text: str) -> Consequence:
    """The class of a click on one element of that kind and text, described as the planner does."""
    where = target(kind, f"{kind.replace('_', ' ')} “{text}”")
    return judge(Click(target=where), seen(element(1, kind, text))).consequence


CLICKS: list[tuple[Kind, str, Consequence]] = [
    # English, consequential
    ("button", "Send", "consequential"),
    ("button", "Send message", "consequential"),
    ("button", "&Send", "consequential"),
    ("button", "Save and send", "consequential"),
    ("button", "Reply & Send", "consequential"),
    ("label", "Send", "consequential"),
    ("menu_item", "Send Later… Ctrl+Shift+Return", "consequential"),
    ("button", "Resend code", "consequential"),
    ("button", "Pay", "consequential"),
    ("button", "Pay $12.90", "consequential"),
    ("button", "Pay now", "consequential"),
    ("button", "Confirm and pay", "consequential"),
    ("button", "Buy now", "consequential"),
    ("button", "1-click buy", "consequential"),
    ("button", "Place your order", "consequential"),
    ("button", "Order now", "consequential"),
    ("button", "Proceed to checkout", "consequential"),
    ("link", "Check out", "consequential"),
    ("button", "Complete purchase", "consequential"),
    ("button", "Transfer", "consequential"),
    ("button", "Transfer 500 EUR", "consequential"),
    ("button", "Subscribe", "consequential"),
    ("button", "Cancel subscription", "consequential"),
    ("button", "Delete", "consequential"),
    ("menu_item", "Delete… Del", "consequential"),
    ("menu_item", "_Delete", "consequential"),
    ("icon_button", "Delete", "consequential"),
    ("list_item", "Delete", "consequential"),
    ("button", "Yes, delete it", "consequential"),
    ("button", "No, delete everything", "consequential"),
    ("button", "Permanently delete", "consequential"),
    ("tab", "Delete", "consequential"),  # the eye may take a button for a tab
    ("text_field", "Delete", "consequential"),  # … or for a field
    ("button", "Remove", "consequential"),
    ("button", "Remove from cart", "consequential"),
    ("button", "Erase disk", "consequential"),
    ("menu_item", "Move to Trash", "consequential"),
    ("menu_item", "Empty Trash", "consequential"),
    ("button", "Empty Recycle Bin", "consequential"),
    ("button", "Format disk", "consequential"),
    ("button", "Clear browsing data", "consequential"),
    ("button", "Clear all", "consequential"),
    ("button", "End task", "consequential"),
    ("button", "Unsubscribe", "consequential"),
    ("button", "Install", "consequential"),
    ("button", "Install now", "consequential"),
    ("button", "Uninstall", "consequential"),
    ("button", "Update", "consequential"),
    ("button", "Update all", "consequential"),
    ("button", "Run anyway", "consequential"),
    ("button", "Submit", "consequential"),
    ("button", "Submit form", "consequential"),
    ("button", "Post", "consequential"),
    ("button", "Post comment", "consequential"),
    ("button", "Publish", "consequential"),
    ("button", "Share", "consequential"),
    ("button", "Upload", "consequential"),
    ("button", "Merge pull request", "consequential"),
    ("button", "Apply for leave", "consequential"),
    ("button", "Sign", "consequential"),
    ("button", "Sign document", "consequential"),
    ("checkbox", "I agree to the Terms of Service", "consequential"),
    ("button", "Accept all", "consequential"),
    ("button", "Log in", "consequential"),
    ("button", "LOGIN", "consequential"),
    ("link", "Sign in", "consequential"),
    ("button", "Sign-in", "consequential"),
    ("button", "Create account", "consequential"),
    ("button", "Sign up", "consequential"),
    ("menu_item", "Log Out…", "consequential"),
    ("button", "Shut Down", "consequential"),
    ("button", "Restart", "consequential"),
    ("button", "Power off", "consequential"),
    ("button", "Overwrite", "consequential"),
    ("button", "Replace", "consequential"),
    ("button", "Discard", "consequential"),
    ("button", "Don’t Save", "consequential"),
    ("button", "Do not save", "consequential"),
    ("button", "Close without saving", "consequential"),
    ("button", "Discard changes", "consequential"),
    ("menu_item", "Quit Ctrl+Q", "consequential"),
    ("button", "Allow", "consequential"),
    ("button", "Always allow", "consequential"),
    ("button", "Grant access", "consequential"),
    ("button", "Authorize app", "consequential"),
    ("button", "Trust this device", "consequential"),
    ("button", "Reset", "consequential"),
    ("button", "Restore defaults", "consequential"),
    # Chinese, consequential
    ("button", "发送", "consequential"),
    ("button", "发送(S)", "consequential"),
    ("label", "发送", "consequential"),
    ("button", "付款", "consequential"),
    ("button", "立即支付", "consequential"),
    ("button", "确认支付 ¥12.90", "consequential"),
    ("button", "购买", "consequential"),
    ("button", "立即购买", "consequential"),
    ("button", "提交订单", "consequential"),
    ("button", "下单", "consequential"),
    ("button", "去结算", "consequential"),
    ("button", "转账", "consequential"),
    ("menu_item", "删除(D)", "consequential"),
    ("list_item", "删除", "consequential"),
    ("button", "全部删除", "consequential"),
    ("button", "移除", "consequential"),
    ("menu_item", "清空回收站", "consequential"),
    ("menu_item", "移到回收站", "consequential"),
    ("button", "格式化", "consequential"),
    ("button", "安装", "consequential"),
    ("button", "卸载", "consequential"),
    ("button", "立即更新", "consequential"),
    ("button", "提交", "consequential"),
    ("button", "发布", "consequential"),
    ("button", "分享", "consequential"),
    ("button", "签署", "consequential"),
    ("checkbox", "我已阅读并同意用户协议", "consequential"),
    ("button", "登录", "consequential"),
    ("button", "登 录", "consequential"),
    ("button", "注册", "consequential"),
    ("menu_item", "退出登录", "consequential"),
    ("button", "覆盖", "consequential"),
    ("button", "替换", "consequential"),
    ("button", "不保存", "consequential"),
    ("button", "放弃更改", "consequential"),
    ("menu_item", "关机…", "consequential"),
    ("button", "重新启动", "consequential"),
    ("menu_item", "注销", "consequential"),
    ("button", "授权", "consequential"),
    ("button", "始终允许", "consequential"),
    ("button", "恢复出厂设置", "consequential"),
    ("button", "重置", "consequential"),
    # look like it, and are not
    ("label", "Sender", "navigate"),
    ("table_header", "Sender", "navigate"),
    ("list_item", "Deleted items", "navigate"),  # a folder that is opened
    ("tree_item", "Trash", "navigate"),
    ("button", "Trash", "consequential"),
    ("tree_item", "Sent", "navigate"),
    ("link", "Payment history", "navigate"),
    ("link", "Order history", "navigate"),
    ("link", "Purchase history", "navigate"),
    ("tab", "Order by", "navigate"),
    ("menu_item", "Sort by name", "navigate"),
    ("tab", "Updates", "navigate"),
    ("tab", "Installed", "navigate"),
    ("link", "Installation guide", "navigate"),
    ("menu_bar_item", "Format", "navigate"),
    ("menu_item", "Format", "navigate"),
    ("button", "Undo delete", "write"),
    ("button", "Cancel", "write"),
    ("button", "Don't send", "write"),
    ("menu_item", "Save As…", "write"),
    ("button", "Save", "write"),
    ("button", "OK", "write"),
    ("menu_item", "Find and Replace…", "navigate"),
    ("menu_item", "Replace... Ctrl+H", "navigate"),
    ("menu_bar_item", "File", "navigate"),
    ("menu_item", "Paste", "write"),
    ("menu_item", "Open…", "navigate"),
    ("menu_item", "Reset zoom", "navigate"),
    ("text_field", "Send a message to Ada", "navigate"),  # a placeholder: the click only gives focus
    ("search_field", "Search or type a command", "navigate"),
    ("link", "How to delete a file", "navigate"),
    ("list_item", "Please send me the report you wrote", "navigate"),  # a mail's subject
    ("heading", "What happens when you press delete on this page", "navigate"),
    ("link", "Shareholders", "navigate"),
    ("link", "Post office", "navigate"),
    ("link", "Postage", "navigate"),
    ("tab", "Permissions", "navigate"),
    ("link", "Resetting your router", "navigate"),
    ("list_item", "delete_me.txt", "navigate"),
    ("list_item", "send-all.md", "navigate"),
    ("link", "Signature", "navigate"),
    ("menu_item", "Exit Full Screen", "navigate"),
    ("menu_item", "Delete Line", "navigate"),  # of a text, with undo beside it
    ("link", "Book List", "navigate"),
    ("menu_item", "Go", "navigate"),
    ("label", "Transfer files in parallel:", "navigate"),  # a caption
    ("label", "发送至：", "navigate"),
    ("list_item", "已发送", "navigate"),
    ("list_item", "已删除邮件", "navigate"),
    ("label", "发送者", "navigate"),
    ("label", "发件人", "navigate"),
    ("link", "支付记录", "navigate"),
    ("link", "购买历史", "navigate"),
    ("tab", "安装说明", "navigate"),
    ("label", "更新时间", "navigate"),
    ("button", "取消发送", "write"),
    ("button", "不同意", "write"),
    ("menu_bar_item", "格式(O)", "navigate"),
    ("menu_bar_item", "文件(F)", "navigate"),
    ("menu_item", "查找和替换…", "navigate"),
    ("menu_item", "另存为…", "write"),
    ("button", "保存", "write"),
    ("button", "取消", "write"),
    ("link", "登录记录", "navigate"),
    ("list_item", "最近删除", "navigate"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), CLICKS)
def test_click_by_what_is_written(kind: Kind, text: str, expected: Consequence) -> None:
    assert click_on(kind, text) == expected


def test_the_table_is_large() -> None:
    assert len(CLICKS) >= 120


TERMINAL = Window(id=2, title="ada@host: ~", app="XTerm", pid=9, box=MAIN.box, focused=True)
THUNAR = Window(id=2, title="ada - Thunar", app="Thunar", pid=9, box=MAIN.box, focused=True)
CHAT = Window(id=2, title="Ada | 微信", app="wechat", pid=9, box=MAIN.box, focused=True)

KEYS: list[tuple[tuple[str, ...], Window, Consequence]] = [
    (("escape",), MAIN, "navigate"),
    (("Esc",), MAIN, "navigate"),
    (("tab",), MAIN, "navigate"),
    (("shift", "tab"), MAIN, "navigate"),
    (("alt", "tab"), MAIN, "navigate"),
    (("alt", "left"), MAIN, "navigate"),
    (("ctrl", "f"), MAIN, "navigate"),
    (("ctrl", "c"), MAIN, "navigate"),
    (("ctrl", "a"), MAIN, "navigate"),
    (("pagedown",), MAIN, "navigate"),
    (("ctrl", "v"), MAIN, "write"),
    (("ctrl", "s"), MAIN, "write"),
    (("ctrl", "z"), MAIN, "write"),
    (("delete",), MAIN, "write"),
    (("enter",), MAIN, "write"),
    (("space",), MAIN, "write"),
    (("alt", "f"), MAIN, "write"),
    (("alt", "f4"), MAIN, "consequential"),
    (("ctrl", "q"), MAIN, "consequential"),
    (("Control", "W"), MAIN, "consequential"),
    (("ctrl", "alt", "delete"), MAIN, "consequential"),
    (("ctrl", "alt", "t"), MAIN, "consequential"),
    (("ctrl", "alt", "f2"), MAIN, "consequential"),
    (("win", "r"), MAIN, "consequential"),
    (("alt", "f2"), MAIN, "consequential"),
    (("shift", "delete"), MAIN, "consequential"),
    (("ctrl", "enter"), MAIN, "consequential"),
    (("enter",), TERMINAL, "consequential"),
    (("y",), TERMINAL, "consequential"),
    (("ctrl", "c"), TERMINAL, "consequential"),
    (("ctrl", "v"), TERMINAL, "consequential"),
    (("up",), TERMINAL, "navigate"),
    (("delete",), THUNAR, "consequential"),
    (("enter",), CHAT, "consequential"),
]


@pytest.mark.parametrize(("keys", "window", "expected"), KEYS)
def test_keys_by_the_window_that_gets_them(
    keys: tuple[str, ...], window: Window, expected: Consequence
) -> None:
    windows = (MAIN.model_copy(update={"focused": False}), window)
    assert judge(Press(keys=keys), seen(windows=windows)).consequence == expected


@pytest.mark.parametrize(
    ("title", "app", "terminal"),
    [
        ("root@box:~#", "", True),
        ("(venv) ada@host: ~/src", "", True),
        ("Terminal", "", True),
        ("终端", "", True),
        ("mc - Konsole", "", True),
        ("anything", "QTerminal", True),
        ("anything", "org.gnome.Terminal", True),
        ("Windows PowerShell", "powershell.exe", True),
        (r"C:\Users\ada>", "", True),
        ("Run", "xfrun4", True),
        ("The best terminal emulators of 2025 - Chromium", "Chromium", False),
        ("terminal.txt - Mousepad", "Mousepad", False),
        ("ada@example.com - Mail - Chromium", "Chromium", False),
    ],
)
def test_typing_into_terminals(title: str, app: str, terminal: bool) -> None:
    window = Window(id=5, title=title, app=app, box=MAIN.box, focused=True)
    judged = judge(TypeText(text="ls"), seen(windows=(window,)))
    assert (judged.consequence == "consequential") is terminal
    assert judge(TypeText(text="ls", target=target()), seen(windows=(window,))) == judged


TYPED: list[tuple[TypeText | Clear, Element, Consequence]] = [
    (TypeText(text="ada", target=target("text_field")), element(1, "text_field", "", label="Name"), "write"),
    (TypeText(text="hello\nworld", target=target("text_area")), element(1, "text_area", ""), "write"),
    (Clear(target=target("text_field")), element(1, "text_field", "old"), "write"),
    (TypeText(text="x", secret=True), element(1, "text_field", ""), "consequential"),
    (TypeText(text="x", target=target("password_field")), element(1, "text_field", ""), "consequential"),
    (TypeText(text="x", target=target("text_field")), element(1, "password_field", ""), "consequential"),
    (
        TypeText(text="x", target=target("text_field")),
        element(1, "text_field", "", label="Password"),
        "consequential",
    ),
    (
        TypeText(text="x", target=target("text_field")),
        element(1, "text_field", "", label="银行卡号"),
        "consequential",
    ),
    (TypeText(text="x", target=target("text_field")), element(1, "text_field", "密码"), "consequential"),
    (
        TypeText(text="123", target=target("text_field")),
        element(1, "text_field", "", label="Shipping"),
        "write",
    ),
    (TypeText(text="x"), element(1, "password_field", "", states=("focused",)), "consequential"),
    (TypeText(text="javascript:alert(1)"), element(1, "text_field", ""), "consequential"),
    (
        TypeText(text="x", target=target("text_field", "a field")),
        element(1, "button", "Delete"),
        "consequential",
    ),
    (
        TypeText(text="x", target=target("text_field")),
        element(1, "label", "root@box:~# "),
        "consequential",
    ),
]


@pytest.mark.parametrize(("action", "there", "expected"), TYPED)
def test_typing(action: TypeText | Clear, there: Element, expected: Consequence) -> None:
    assert judge(action, seen(there)).consequence == expected


# -- lies, and what the eye may miss -----------------------------------------


def test_a_kind_description_does_not_lower_the_class() -> None:
    lie = Click(target=target("link", "link “open help”"))
    judged = judge(lie, seen(element(1, "button", "Delete")))
    assert judged.consequence == "consequential"
    assert "Delete" in judged.reason


def test_a_box_that_is_not_the_elements_does_not_help() -> None:
    tiny = Box(x0=150, y0=110, x1=152, y1=112)
    judged = judge(Click(target=target("tab", "help", tiny)), seen(element(1, "button", "Delete")))
    assert judged.consequence == "consequential"


def test_text_that_is_an_element_of_its_own_inside_the_button() -> None:
    label = element(2, "label", "Permanently erase all of my data", Box(x0=110, y0=105, x1=150, y1=125))
    judged = judge(Click(target=target("button")), seen(element(1, "button", ""), label))
    assert judged.consequence == "consequential"


def test_words_of_the_description_alone_raise_the_class() -> None:
    assert judge(Click(target=target("icon", "button “Delete”")), seen()).consequence == "consequential"


def test_an_icon_by_its_meaning_and_a_nameless_one_by_the_instruction() -> None:
    trash = element(1, "icon_button", "", label="trash")
    assert judge(Click(target=target("icon_button", "icon")), seen(trash)).consequence == "consequential"
    nameless = Click(target=target("icon_button", "icon"))
    assert judge(nameless, seen(element(1, "icon_button", ""))).consequence == "write"
    asked = judge(nameless, seen(element(1, "icon_button", "")), "delete the first mail")
    assert asked.consequence == "consequential"


def test_the_instruction_says_nothing_about_named_things() -> None:
    judged = judge(Click(target=target("tab")), seen(element(1, "tab", "View")), "delete the first mail")
    assert judged.consequence == "navigate"


def test_a_button_elsewhere_in_a_long_row_is_not_meant() -> None:
    row = element(1, "list_item", "Report", Box(x0=0, y0=100, x1=1000, y1=130))
    button = element(2, "button", "Delete", Box(x0=900, y0=100, x1=1000, y1=130))
    where = Target(point=Point(x=60, y=115), box=row.box, description="list item “Report”", kind="list_item")
    assert judge(Click(target=where), seen(row, button)).consequence == "navigate"


def test_a_right_click_opens_a_menu_and_a_middle_click_is_a_click() -> None:
    button = seen(element(1, "button", "Delete"))
    assert judge(Click(target=target(), button="right"), button).consequence == "write"
    assert judge(Click(target=target(), button="middle"), button).consequence == "consequential"


def test_paste_buttons_in_a_terminal() -> None:
    terminal = seen(windows=(TERMINAL,))
    assert judge(Click(target=target(), button="middle"), terminal).consequence == "consequential"
    assert judge(Click(target=target()), terminal).consequence == "navigate"


def test_a_double_click_that_starts_a_program() -> None:
    for name, expected in (("setup.exe", "consequential"), ("notes.txt", "navigate")):
        there = seen(element(1, "list_item", name))
        assert judge(Click(target=target("list_item"), count=2), there).consequence == expected


# -- dialogs -------------------------------------------------------------------

DIALOG = Window(
    id=3, title="Question", app="notes", pid=7, box=Box(x0=300, y0=200, x1=700, y1=400), focused=True
)
YES = Box(x0=320, y0=350, x1=400, y1=380)
ANSWERS: list[tuple[str, str, Consequence]] = [
    ("Are you sure you want to delete 3 files?", "Yes", "consequential"),
    ("Are you sure you want to delete 3 files?", "OK", "consequential"),
    ("This cannot be undone.", "Continue", "consequential"),
    ("A file named a.txt already exists. Do you want to replace it?", "Yes", "consequential"),
    ("Do you want to save the changes?", "Yes", "write"),
    ("Do you want to save the changes?", "No", "consequential"),
    ("您要保存更改吗？", "否", "consequential"),
    ("确定要删除这些文件吗？", "确定", "consequential"),
    ("确定要删除这些文件吗？", "取消", "write"),
    ("文件已存在，是否覆盖？", "是", "consequential"),
    ("Choose a colour", "OK", "write"),
    ("Apply", "OK", "write"),  # the button beside it
    ("", "Yes", "consequential"),
    ("", "确认", "consequential"),
]


def _dialog(question: str, answer: str, title: str = "") -> Observation:
    elements = [element(1, "button", answer, YES)]
    if question:
        elements.append(element(2, "label", question, Box(x0=320, y0=230, x1=680, y1=260)))
    window = DIALOG.model_copy(update={"title": title})
    return seen(*elements, windows=(MAIN.model_copy(update={"focused": False}), window))


@pytest.mark.parametrize(("question", "answer", "expected"), ANSWERS)
def test_an_answer_means_what_its_question_asks(question: str, answer: str, expected: Consequence) -> None:
    where = target("button", f"button “{answer}”", YES)
    assert judge(Click(target=where), _dialog(question, answer)).consequence == expected


@pytest.mark.parametrize(
    ("question", "answer", "title", "expected"),
    [
        ("Are you sure you want to delete 3 files?", "Yes", "Question", "consequential"),
        ("Pick a colour", "OK", "Colours", "write"),
        ("", "", "Question", "consequential"),  # its default cannot be read
        ("Search for:", "Find", "Find", "write"),
        ("Replace with:", "Replace", "Find and Replace", "write"),
        ("Name:", "Save", "Save As", "write"),
        ("Enter the password to go on", "OK", "Authenticate", "consequential"),
    ],
)
@pytest.mark.parametrize("key", ["enter", "space"])
def test_enter_presses_the_default_of_the_dialog_in_front(
    question: str, answer: str, title: str, expected: Consequence, key: str
) -> None:
    assert judge(Press(keys=(key,)), _dialog(question, answer, title)).consequence == expected


def test_an_accelerator_in_a_grave_dialog_and_escape_out_of_it() -> None:
    grave = _dialog("Delete 3 files?", "Delete")
    assert judge(Press(keys=("alt", "d")), grave).consequence == "consequential"
    assert judge(Press(keys=("escape",)), grave).consequence == "navigate"


def test_enter_in_a_form_submits_it() -> None:
    password = element(1, "password_field", "")
    assert judge(Press(keys=("enter",)), seen(password)).consequence == "consequential"
    assert judge(Press(keys=("space",)), seen(password)).consequence == "write"
    pay = element(1, "button", "Pay now")
    assert judge(Press(keys=("enter",)), seen(pay)).consequence == "consequential"
    assert judge(TypeText(text="7\n"), seen(pay)).consequence == "consequential"
    assert judge(Press(keys=("enter",)), seen(element(1, "tab", "Share"))).consequence == "write"


def test_space_on_a_focused_button() -> None:
    delete = element(1, "button", "Delete", states=("focused",))
    assert judge(Press(keys=("space",)), seen(delete)).consequence == "consequential"


def test_a_close_button_by_the_window_that_it_closes() -> None:
    cross = Box(x0=670, y0=205, x1=690, y1=225)
    windows = (MAIN.model_copy(update={"focused": False}), DIALOG)
    there = seen(element(1, "window_control", "×", cross), windows=windows)
    act = Click(target=target("window_control", "window control", cross))
    assert judge(act, there).consequence == "navigate"
    assert judge(act, seen(element(1, "window_control", "×", cross))).consequence == "consequential"
    minimise = seen(element(1, "window_control", "", cross, label="minimize"))
    assert judge(act, minimise).consequence == "navigate"


def test_replace_in_a_search_is_not_a_file() -> None:
    finder = DIALOG.model_copy(update={"title": "Find and Replace"})
    there = seen(element(1, "button", "Replace", YES), windows=(MAIN, finder))
    assert judge(Click(target=target("button", "x", YES)), there).consequence == "write"


# -- the rest ------------------------------------------------------------------


def test_looking_and_dragging() -> None:
    bin_box = Box(x0=600, y0=600, x1=650, y1=650)
    bin_ = element(2, "icon", "Trash", bin_box)
    assert judge(Wait(seconds=1), seen()).consequence == "look"
    assert judge(Hover(target=target()), seen(element(1, "button", "Delete"))).consequence == "look"
    assert judge(Scroll(dy=3), seen()).consequence == "look"
    spin = seen(element(1, "spin_box", "5"))
    assert judge(Scroll(dy=3, target=target("spin_box")), spin).consequence == "write"
    onto_bin = Drag(source=target(), to=target("icon", "icon", bin_box))
    assert judge(onto_bin, seen(element(1, "list_item", "a.txt"), bin_)).consequence == "consequential"
    assert judge(Drag(source=target(), to=target(box=bin_box)), seen()).consequence == "write"
    slide = seen(element(1, "slider", "", HERE, label=""), element(2, "label", "Slide to power off", HERE))
    assert judge(Drag(source=target("slider"), to=target(box=bin_box)), slide).consequence == "consequential"


OURS = Window(id=9, title="Deskhand", pid=1, box=Box(x0=90, y0=90, x1=400, y1=400), ours=True)


@pytest.mark.parametrize(
    "action",
    [
        Click(target=target()),
        Hover(target=target()),
        TypeText(text="x", target=target()),
        Clear(target=target()),
        Scroll(target=target(), dy=1),
        Drag(source=target(), to=target(box=Box(x0=900, y0=700, x1=910, y1=710))),
        Drag(source=target(box=Box(x0=900, y0=700, x1=910, y1=710)), to=target()),
    ],
)
def test_our_own_windows_are_never_touched(action: Action) -> None:
    assert judge(action, seen(windows=(MAIN, OURS))).consequence == "forbidden"
    assert judge(action, seen(windows=(OURS, MAIN))).consequence != "forbidden"  # another one covers ours


def test_keys_are_judged_by_the_window_behind_ours() -> None:
    ours = OURS.model_copy(update={"focused": True})
    behind = TERMINAL.model_copy(update={"focused": False})
    assert judge(Press(keys=("enter",)), seen(windows=(behind, ours))).consequence == "consequential"


@pytest.mark.parametrize(
    ("consequence", "plain", "yes", "all_"),
    [
        ("look", "free", "free", "free"),
        ("navigate", "ask", "free", "free"),
        ("write", "ask", "free", "free"),
        ("consequential", "ask", "ask", "free"),
        ("forbidden", "refuse", "refuse", "refuse"),
    ],
)
def test_ask_rule(consequence: Consequence, plain: str, yes: str, all_: str) -> None:
    judged = Judgement(consequence=consequence, reason="x")
    rules = [
        ask_rule(judged, *flags) for flags in ((False, False), (True, False), (False, True), (True, True))
    ]
    assert rules == [plain, yes, all_, all_]


@given(
    kind=st.sampled_from(KINDS),
    description=st.text(max_size=30),
    danger=st.sampled_from(["Delete", "Pay now", "发送", "Don't Save", "Allow"]),
)
def test_no_words_of_the_planner_lower_a_class(kind: Kind, description: str, danger: str) -> None:
    act = Click(target=target(kind, description))
    judged = judge(act, seen(element(1, "button", danger)), description)
    assert ORDER.index(judged.consequence) >= ORDER.index("consequential")


@given(text=st.text(max_size=60), kind=st.sampled_from(KINDS))
def test_any_text_is_judged_with_a_reason(text: str, kind: Kind) -> None:
    judged = judge(Click(target=target(kind, text)), seen(element(1, kind, text)), text)
    assert judged.reason.endswith(".")
    assert "\n" not in judged.reason
