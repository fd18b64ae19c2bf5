"""Names that mean the same, in English and Chinese."""

from __future__ import annotations

import pytest

from agent.grounding.match import SAME
from agent.grounding.synonym_table import GROUPS
from agent.grounding.synonyms import STRENGTH, WHOLE, alike, meanings

PAIRS = [
    ("log in", "Sign in"),
    ("登录", "Log In"),
    ("login", "登陆"),
    ("log out", "退出登录"),
    ("sign up", "注册"),
    ("register", "Create an account"),
    ("delete", "Remove"),
    ("删除", "Trash"),
    ("erase", "移除"),
    ("确定", "OK"),
    ("confirm", "Okay"),
    ("取消", "Cancel"),
    ("保存", "Save"),
    ("另存为", "Save As…"),
    ("打开", "Open"),
    ("exit", "Quit"),
    ("关闭", "Close"),
    ("close", "×"),
    ("文件", "File"),
    ("编辑", "Edit"),
    ("视图", "View"),
    ("find", "Search"),
    ("搜索", "Find"),
    ("替换", "Replace"),
    ("settings", "Preferences"),
    ("设置", "Options"),
    ("帮助", "Help"),
    ("continue", "Next"),
    ("上一步", "Back"),
    ("提交", "Submit"),
    ("send", "发送"),
    ("user name", "账号"),
    ("login", "Username"),
    ("密码", "Password"),
    ("electronic mail address", "E-mail"),
    ("邮箱", "Email address"),
    ("复制", "Copy"),
    ("粘贴", "Paste"),
    ("全选", "Select All"),
    ("打印", "Print"),
    ("refresh", "Reload"),
    ("load the page again", "Reload"),
    ("主页", "Home"),
    ("maximise", "Maximize"),
    ("应用", "Apply"),
    ("add", "+"),
    ("plus", "＋"),
    ("subtraction", "−"),
    ("divide", "÷"),
    ("除", "/"),
    ("square root", "√"),
    ("square root", "sqrt"),
    ("pi", "π"),
    ("back", "←"),
    ("放大", "Zoom In"),
    ("hamburger", "☰"),
    ("bookmark", "收藏"),
    ("throw away", "Delete"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_synonyms_hold_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one) == STRENGTH < SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delete file", "Remove Files"),
        ("删除文件", "Delete file"),
        ("打开设置", "Open Preferences"),
        ("find a folder", "搜索文件夹"),
    ],
)
def test_names_of_several_words_are_compared_part_by_part(one: str, other: str) -> None:
    assert 0.8 < alike(one, other) <= STRENGTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("save", "Open"),
        ("保存", "打开"),
        ("plus", "−"),
        ("yes", "No"),
        ("next", "Previous"),
        ("delete file", "Delete folder"),
        ("log in", "Log out"),
        ("undo", "Redo"),
        ("username", "Password"),
        ("save", "Save as"),
        ("flarb", "wug"),
        ("", "Save"),
    ],
)
def test_other_things_are_not_the_same(one: str, other: str) -> None:
    assert alike(one, other) < 0.7


def test_a_part_of_a_meaning_is_weaker_than_the_whole() -> None:
    assert 0 < alike("删除", "Delete Line") < alike("删除", "Delete")
    assert alike("删除", "Do not ever delete any line") < alike("删除", "Delete Line")


def test_a_word_may_stand_for_several_things() -> None:
    assert alike("×", "multiply") == alike("×", "close") == STRENGTH
    assert alike("multiply", "close") == 0


def test_words_outside_the_table_stand_for_themselves() -> None:
    assert meanings("flarb")[0] == frozenset({"flarb"})
    assert alike("flarb file", "flarb 文件") > 0.8


def test_the_table_is_large_and_clean() -> None:
    assert len(GROUPS) >= 120
    for group in GROUPS:
        names = group.split("|")
        assert len(names) > 1, group
        assert all(name and name == name.strip() for name in names), group
        assert len(set(names)) == len(names), group


def test_a_sign_is_no_part_of_another() -> None:
    assert alike("+", "+/-") == 0
    assert alike("+", "plus") > 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gear", "Settings"), ("cog", "设置"), ("齿轮", "Settings"), ("pencil", "Edit"), ("铅笔", "编辑"),
        ("bell", "Notifications"), ("铃铛", "通知"), ("heart", "Like"),
        ("heart", "Favourite"), ("house", "Home"),
        ("floppy disk", "Save"), ("disk", "Save"), ("trash can", "Delete"), ("垃圾桶", "删除"),
        ("paperclip", "Attach"), ("回形针", "附件"), ("three dots", "More"), ("three dots", "Menu"),
        ("hamburger", "Menu"), ("tick", "OK"), ("check mark", "Accept"), ("cross", "Close"), ("叉", "关闭"),
        ("magnifier", "Search"), ("放大镜", "搜索"),
        ("關閉", "Close"), ("設定", "设置"), ("儲存", "保存"), ("刪除", "Delete"),
        ("檢視", "View"), ("編輯", "编辑"),
        ("傳送", "发送"), ("資料夾", "Folder"), ("重新整理", "刷新"), ("登入", "登录"),
    ],
)  # fmt: skip
def test_what_signs_look_like_and_traditional_words(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one) == STRENGTH


def test_and_by_its_sign() -> None:
    assert alike("Save and Close", "Save & Close") > WHOLE
    assert alike("保存和关闭", "Save & Close") > WHOLE
