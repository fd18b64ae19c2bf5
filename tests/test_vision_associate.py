"""Fields are called by their captions, and not by messages that happen to stand above them."""

from __future__ import annotations

import pytest

from agent.types import box_of
from vision.associate import name_by_neighbours
from vision.scene import Thing


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("User name:", "User name"),
        ("Please enter your e-mail address", "Please enter your e-mail address"),
        ("Go to...", "Go to..."),
        ("Warning: you are using the root account. You may harm your system.", ""),
        ("您正在使用管理员账号。", ""),
    ],
)
def test_a_message_is_no_caption(text: str, label: str) -> None:
    above = Thing(box_of((105, 70, 400, 90)), "label", text)
    field = Thing(box_of((100, 100, 700, 500)), "text_area")
    name_by_neighbours([above, field])
    assert field.label == label
