"""A known secret is taken out of everything a macro holds, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.macro import ActStep, Check, ClickAct, Macro, Mark, Neighbour, TypeAct, WaitUntilStep
from agent.recording.scrub import scrubbed, shows
from agent.types import Box

PICTURE = "pictures/0123456789abcdef.png"


def mark(name: str, near: str = "Show") -> Mark:
    box = Box(x0=0, y0=0, x1=10, y1=10)
    return Mark(
        name=name, box=box, picture=PICTURE, neighbours=(Neighbour(name=near, kind="button", dx=1, dy=0),)
    )


def macro(*steps: object) -> Macro:
    return Macro(name="x", steps=tuple(steps))  # type: ignore[arg-type]


def test_names_neighbours_texts_and_waits_lose_it_and_the_marks_their_pictures() -> None:
    made = scrubbed(
        macro(
            ActStep(id="a", act=ClickAct(), target=mark("Zx9 Canary!")),
            ActStep(id="b", act=ClickAct(), target=mark("Save", "zx9canary!")),
            ActStep(id="c", act=TypeAct(text="my zx9canary! is"), target=mark("Notes")),
            WaitUntilStep(id="d", check=Check(sees="mark", mark=mark("zx9canary!"))),
        ),
        {"Zx9canary!"},
    )
    assert "canary" not in made.model_dump_json().casefold()
    pictures = [step.target.picture for step in made.steps if isinstance(step, ActStep) and step.target]
    assert pictures == ["", "", PICTURE]


def test_what_does_not_show_it_is_as_it_was() -> None:
    before = macro(ActStep(id="a", act=TypeAct(text="hello"), target=mark("Save")))
    assert scrubbed(before, {"Zx9canary!"}) == before
    assert scrubbed(before, set()) == before


def test_a_short_number_is_looked_for_as_a_whole_only() -> None:
    assert not shows("Order 12345 of 2024", {"1234", "20"})
    assert shows("1234", {"1234"})
    assert shows("Order 1234567", {"1234567"})


@given(st.text(alphabet="abcXY 12", min_size=4, max_size=12).filter(lambda text: text.strip() != ""))
def test_a_secret_is_found_whatever_its_case_and_blanks(secret: str) -> None:
    assert shows(secret, {secret.swapcase()})
