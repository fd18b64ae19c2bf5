"""What was typed is read back in the next look: a field that shows something else ends the run."""

from __future__ import annotations

from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.fake import (
    FakeDesktop,
    FakeHands,
    MemoryJournal,
    OracleEyes,
    ScriptedConfirmer,
    login_scene,
)
from agent.loop import Stages, run
from agent.plan import EmbeddedPlanner
from agent.readback import mismatch
from agent.settings import load
from agent.types import Box, Element, End, Frame, Kind, Observation, Outcome, Target, TypeText

FIELD = Box(x0=100, y0=100, x1=400, y1=130)
SEEN = Outcome(effect="seen", changed=Box(x0=104, y0=105, x1=300, y1=125))
NEAR = Target(point=FIELD.centre, box=FIELD, description="the field", kind="text_field")


def shows(text: str, kind: Kind = "text_field", box: Box = FIELD) -> Observation:
    frame = Frame(np.zeros((300, 500, 3), np.uint8))
    return Observation(frame, (Element(id=0, box=box, kind=kind, text=text),))


def typed(text: str, target: Target | None = NEAR, secret: bool = False) -> TypeText:
    return TypeText(text=text, target=target, secret=secret)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello world", "hello world"),
        ("hello world", "HELLO WORLD"),  # a field of capitals
        ("hello world", "he11o wor1d"),  # the reader's slips
        ("hello world", "dear reader, hello world"),  # there was something before
        ("a very long text that does not fit into it", "does not fit into it"),
        ("5551234567", "(555) 123-4567"),
        ("Grüße aus Köln", "Grusse aus Koln"),
        ("你好世界", "你好世界"),
        ("Привет, мир", "npnBeT mnp"),  # not read well
        ("نص عربي هنا", "uo wise lia"),
        ("abc", "xyz"),  # too little to judge
        ("hello world", ""),  # nothing is read
        ("hello world", "…"),
        ("hello world\n", "Search or type an address"),  # Enter has sent it off
        ("12*3456=", "41472"),
        ("1000", "IOOO"),
        ("0011", "OOll"),
        ("9371 5628", "oooooooo"),  # a mask
    ],
)
def test_what_is_there_all_the_same(text: str, shown: str) -> None:
    assert mismatch(typed(text), SEEN, shows(shown)) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [("nihao ma", "你好吗你好吗"), ("hello world", "jrkkq vxfkg"), ("1234567", "&é\"'(-è abcd")],
)
def test_what_is_something_else(text: str, shown: str) -> None:
    assert f"“{text}” was typed, but the field shows" in mismatch(typed(text), SEEN, shows(shown))


def test_a_secret_is_never_read() -> None:
    assert mismatch(typed("hello world", secret=True), SEEN, shows("jrkkq vxfkg")) == ""


def test_only_the_field_itself_counts() -> None:
    elsewhere = Box(x0=100, y0=200, x1=400, y1=230)
    assert mismatch(typed("hello world"), SEEN, shows("jrkkq vxfkg", box=elsewhere)) == ""
    assert mismatch(typed("hello world"), SEEN, shows("jrkkq vxfkg", kind="label")) == ""


def test_a_field_that_only_touches_the_place_is_another() -> None:
    below = Box(x0=100, y0=128, x1=400, y1=160)
    assert mismatch(typed("hello world"), SEEN, shows("jrkkq vxfkg", box=below)) == ""


def test_what_stands_in_the_field_is_not_told_on() -> None:
    assert "jrkkq" not in mismatch(typed("hello world"), SEEN, shows("jrkkq vxfkg"))


def test_at_the_focus_it_is_read_where_something_changed() -> None:
    changed = Box(x0=104, y0=104, x1=300, y1=126)
    assert mismatch(typed("hello world", None), SEEN, shows("jrkkq vxfkg", "label", changed)) != ""
    whole = Outcome(effect="seen", changed=Box(x0=0, y0=0, x1=500, y1=300))
    assert mismatch(typed("hello world", None), whole, shows("jrkkq vxfkg", "label", changed)) == ""


OTHER = Box(x0=100, y0=60, x1=400, y1=90)


def two(other: str, here: str, kind: Kind = "text_field") -> Observation:
    one = Element(id=0, box=OTHER, kind=kind, text=other, label="Customer")
    meant = Element(id=1, box=FIELD, kind="text_field", text=here, label="Article")
    return Observation(Frame(np.zeros((300, 500, 3), np.uint8)), (one, meant))


def test_a_text_that_another_field_has_got_is_told() -> None:
    before, after = two("Niels Bohr", ""), two("Niels BohrBrass lamp", "")
    told = mismatch(typed("Brass lamp"), SEEN, after, before.elements)
    assert told == "“Brass lamp” was typed, but it went into “Customer”."


def test_a_text_that_stood_in_another_field_before_or_stands_in_both_is_not() -> None:
    had = two("Brass lamp", "")
    assert mismatch(typed("Brass lamp"), SEEN, had, had.elements) == ""
    both = two("Brass lamp", "Brass lamp")
    assert mismatch(typed("Brass lamp"), SEEN, both, two("", "").elements) == ""
    listed = two("Brass lamp", "", "label")
    assert mismatch(typed("Brass lamp"), SEEN, listed, two("", "", "label").elements) == ""


def test_nothing_is_said_of_a_field_that_is_not_seen_or_of_one_that_has_come_with_the_click() -> None:
    after, before = two("Brass lamp", ""), two("", "")
    unseen = Observation(after.frame, after.elements[:1])
    assert mismatch(typed("Brass lamp"), SEEN, unseen, before.elements) == ""
    assert mismatch(typed("Brass lamp"), SEEN, after, before.elements[1:]) == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_judged_without_an_error(text: str, shown: str) -> None:
    assert mismatch(typed(text), SEEN, shows(text)) == ""
    mismatch(typed(text), SEEN, shows(shown))
    mismatch(typed(text, None), Outcome(effect="seen"), shows(shown))


class Composing(FakeDesktop):
    """A desktop whose input method makes signs of letters."""

    def type(self, text: str, replace_all: bool = False) -> None:
        super().type("漢字かな交じり文", replace_all)


def carry_out(desktop: FakeDesktop) -> End:
    hands = FakeHands(desktop)
    stages = Stages(
        desktop,
        OracleEyes(desktop),
        EmbeddedPlanner(),
        ScriptedConfirmer(),
        hands,
        MemoryJournal(),
        hands.notary,
    )
    *_, end = run("type hello world into User name, then click Login", stages, load(settle=0.0), Event())
    assert isinstance(end, End)
    return end


def test_a_run_ends_where_something_else_was_made_of_it() -> None:
    desktop = Composing(login_scene().widgets)
    end = carry_out(desktop)
    assert end.outcome == "failed"
    assert end.reason.startswith("“hello world” was typed, but the field shows something else")
    assert "left click x1 on Login" not in desktop.log
    assert carry_out(login_scene()).outcome == "done"
