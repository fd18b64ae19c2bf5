"""Small valid macros for tests: marks, steps, macros, and bundles with pictures."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    CommentStep,
    DragAct,
    IfStep,
    LoopStep,
    Macro,
    Mark,
    Neighbour,
    PressAct,
    SubStep,
    TypeAct,
    Variable,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.types import Box, Kind

BOX = Box(x0=40, y0=60, x1=120, y1=84)
WINDOW = "notes.txt – Mousepad"


def a_png(colour: tuple[int, int, int] = (40, 90, 200), size: tuple[int, int] = (24, 12)) -> bytes:
    """A picture of one colour with a darker frame, so that it has edges."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).rectangle((2, 2, size[0] - 3, size[1] - 3), outline=(0, 0, 0))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def picture_name(png: bytes) -> str:
    """The name under which a picture stands in a bundle: that of its content."""
    return f"pictures/{hashlib.sha256(png).hexdigest()[:16]}.png"


def a_mark(name: str = "Save", kind: Kind = "button", box: Box = BOX, **more: Any) -> Mark:
    return Mark(name=name, kind=kind, box=box, **({"window": WINDOW} | more))


def click_step(id: str = "s1", name: str = "Save", kind: Kind = "button", **more: Any) -> ActStep:
    return ActStep(id=id, act=ClickAct(), target=a_mark(name, kind), **more)


def type_step(id: str, text: str, field: str = "Name", **more: Any) -> ActStep:
    return ActStep(id=id, act=TypeAct(text=text), target=a_mark(field, "text_field"), **more)


def press_step(id: str, *keys: str, **more: Any) -> ActStep:
    return ActStep(id=id, act=PressAct(keys=keys), **more)


def a_macro(*steps: Any, name: str = "Save it", **more: Any) -> Macro:
    """A macro of these steps; of one click where none are given."""
    return Macro(name=name, steps=steps or (click_step(),), **more)


def a_bundle(macro: Macro | None = None, *pngs: bytes, raw: bytes | None = None) -> Bundle:
    """A macro with pictures; without one, a macro of one click on a target whose picture is `a_png()`."""
    if macro is None:
        pngs = pngs or (a_png(),)
        target = a_mark(picture=picture_name(pngs[0]))
        macro = a_macro(ActStep(id="s1", act=ClickAct(), target=target))
    return Bundle(macro=macro, pictures={picture_name(png): png for png in pngs}, raw=raw)


def whole_macro(name: str = "All there is", picture: str = "") -> Macro:
    """One that has each kind of step, and nearly each field."""
    near = (Neighbour(name="Cancel", kind="button", dx=-6.25, dy=0.0),)
    target = a_mark(
        program="mousepad", window_box=Box(x0=0, y0=0, x1=800, y1=600), point=(0.25, 0.5), unit=18.5,
        row=("Ada", "Save"), column="Action", heading="File", neighbours=near, twins=3, turn=1,
        picture=picture, embedding=(0.125, -0.5, 0.25),
    )  # fmt: skip
    saved = Check(words="Saved", kind="label")
    ticked = Check(sees="mark", mark=a_mark("Agree", "checkbox"), state="checked")
    steps = (
        CommentStep(id="c1", text="First\nsave “it”"),
        ActStep(id="s1", act=ClickAct(count=2, modifiers=("ctrl",)), target=target, expect=saved, timeout=3),
        type_step("s2", "{who} {{braces}} 你好", on_failure="retry"),
        type_step("s3", "secret:bank", "Password"),
        press_step("s4", "ctrl", "s"),
        ActStep(id="s5", act=DragAct(), target=a_mark("a.txt", "icon"), to=a_mark("Bin", "icon")),
        WaitUntilStep(id="w1", check=saved),
        WaitStep(id="w2", seconds=1.5),
        IfStep(id="i1", check=ticked, then=(click_step("i2", "Next"),), otherwise=(click_step("i3", "No"),)),
        LoopStep(id="l1", data="rows.csv", steps=(type_step("l2", "{city}", "City"),)),
        SubStep(id="m1", macro="Log in", values={"who": "{who}"}),
        CheckStep(id="k1", check=Check(sees="window", words="notes", present=False)),
    )
    variables = (
        Variable(name="who", default="Ada", help="Whom to greet"),
        Variable(name="size", type="choice", choices=("small", "large"), default="small"),
    )
    return a_macro(
        *steps, name=name, description="Does\nall", made="2026-01-31", made_by="recording",
        screen=(1280, 800), variables=variables,
    )  # fmt: skip
