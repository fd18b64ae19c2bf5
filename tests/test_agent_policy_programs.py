"""Keys, terminals and fields for secrets, by table."""

from __future__ import annotations

import pytest
from test_agent_policy import MAIN, THUNAR, element, seen, target

from agent.grammar.passwords import names_secret
from agent.policy import judge
from agent.policy_programs import program_names
from agent.types import Press, TypeText, Window

MAIL = Window(id=2, title="Inbox", app="thunderbird", pid=9, box=MAIN.box, focused=True)


@pytest.mark.parametrize(
    ("keys", "window"),
    [
        (("ctrl", "shift", "enter"), MAIN),
        (("alt", "s"), MAIN),
        (("super", "shift", "q"), MAIN),
        (("ctrl", "delete"), THUNAR),
        (("ctrl", "d"), MAIL),
    ],
)
def test_chords_of_consequence(keys: tuple[str, ...], window: Window) -> None:
    assert judge(Press(keys=keys), seen(windows=(window,))).consequence == "consequential"


@pytest.mark.parametrize("keys", [("ctrl", "delete"), ("ctrl", "d"), ("alt", "f")])
def test_chords_that_do_it_only_there(keys: tuple[str, ...]) -> None:
    assert judge(Press(keys=keys), seen(windows=(MAIN,))).consequence == "write"


@pytest.mark.parametrize(
    "app",
    [
        "org.kde.konsole",
        "wezterm-gui",
        "Hyper",
        "tabby",
        "warp",
        "termite",
        "sakura",
        "roxterm",
        "com.raggesilver.BlackBox",
        "ConEmu64",
        "Cmder",
        "org.wezfurlong.wezterm",
        "org.gnome.Console",
        "org.gnome.Ptyxis",
        "cmd.exe",
        "WindowsTerminal.exe",
    ],
)
def test_terminals_by_the_ids_of_their_programs(app: str) -> None:
    window = Window(id=5, title="anything", app=app, box=MAIN.box, focused=True)
    assert judge(TypeText(text="ls"), seen(windows=(window,))).consequence == "consequential"


def test_names_of_a_program() -> None:
    assert program_names("com.raggesilver.BlackBox") >= {"com.raggesilver.blackbox", "blackbox"}
    assert "wezterm" in program_names("wezterm-gui")


SECRETS = [
    "Password",
    "Token",
    "Access token",
    "API key",
    "Client secret",
    "2FA code",
    "SMS code",
    "Verification code",
    "Pass phrase",
    "CVV2",
    "CVC",
    "Card no.",
    "Card number",
    "PIN",
    "One-time code",
    "Recovery phrase",
    "密码",
    "动态码",
    "校验码",
    "验证码",
    "卡号",
    "銀行卡號",
    "密碼",
    "驗證碼",
]


@pytest.mark.parametrize("name", SECRETS)
def test_fields_for_secrets(name: str) -> None:
    field = element(1, "text_field", "", label=name)
    assert names_secret(name)
    assert judge(TypeText(text="x", target=target("text_field")), seen(field)).consequence == "consequential"
    named = TypeText(text="x", target=target("text_field", f"text field “{name}”"))
    assert judge(named, seen()).consequence == "consequential"


@pytest.mark.parametrize(
    "name", ["Name", "Shipping", "Postcode", "Tokenizer", "Cards", "地址", "卡片", "代码"]
)
def test_fields_for_other_things(name: str) -> None:
    assert not names_secret(name)
