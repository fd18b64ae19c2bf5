"""A paced text goes key by key, with a moment and a look at the focus before each, and is never pasted."""

from __future__ import annotations

import pytest
from test_actions_perform import APP, OTHER, Scene

from actions.perform import PACE
from agent.errors import InputError
from agent.types import TypeText


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that would have been made."""
    made: list[float] = []
    monkeypatch.setattr("actions.perform.time.sleep", made.append)
    return made


def test_each_key_comes_by_itself_after_a_moment(moments: list[float]) -> None:
    assert Scene().do(TypeText(text="37*24", paced=True)) == [f"type {key}" for key in "37*24"]
    assert moments == [PACE] * 5


def test_a_text_that_is_not_paced_goes_at_once(moments: list[float]) -> None:
    assert Scene().do(TypeText(text="37*24")) == ["type 37*24"]
    assert moments == []


def test_a_long_paced_text_is_not_pasted(moments: list[float]) -> None:
    scene = Scene()
    assert len(scene.do(TypeText(text="1+" * 30 + "1", paced=True))) == 61
    assert scene.pasted == []
    assert len(moments) == 61


@pytest.mark.usefixtures("moments")
def test_where_the_focus_goes_elsewhere_no_further_key_follows() -> None:
    scene = Scene(APP, OTHER)
    away = (APP.model_copy(update={"focused": False}), OTHER.model_copy(update={"focused": True}))
    scene.sent.on["type 7"] = lambda: scene.focus(*away)
    with pytest.raises(InputError, match="focus"):
        scene.do(TypeText(text="37*24", paced=True))
    assert scene.sent.log == ["type 3", "type 7"]
