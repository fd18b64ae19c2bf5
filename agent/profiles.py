"""What Deskhand knows of the families of models: how they are asked, how they answer, how they count.

A model of no known family is refused until the person says which profile fits: taken for another family it
would click beside everything.
"""

from __future__ import annotations

import re
from typing import Literal

from agent.coordinates import CoordinateSpace
from agent.errors import ModelError
from agent.types import Frozen

Form = Literal["json", "computer_use", "mobile_use", "ui_tars", "ui_venus", "os_atlas", "showui"]


class Profile(Frozen):
    """One family. `form`: how it answers a step. `plans`: whether it also follows other questions (a plan, a
    check); one that was trained to ground alone is given the person's words as they are."""

    name: str
    title: str
    space: CoordinateSpace
    form: Form
    picture_first: bool = True
    plans: bool = True
    names: str = ""  # a regular expression for the names of its models
    types: tuple[str, ...] = ()  # `model_type` of its configurations


_TO_999 = CoordinateSpace(kind="relative", top=999, accepts=1000)
_TO_1000 = CoordinateSpace(kind="relative", top=1000)

PROFILES: tuple[Profile, ...] = (
    Profile(
        name="ui-venus-1.5", title="UI-Venus-1.5", space=_TO_1000, form="ui_venus", plans=False,
        names=r"ui[-_.]?venus[-_.]?(?:v)?1[-_.]5",
    ),
    Profile(
        name="gui-owl-1.5", title="GUI-Owl-1.5", space=_TO_1000, form="computer_use",
        names=r"gui[-_.]?owl[-_.]?1[-_.]5",
    ),
    Profile(
        name="mai-ui", title="MAI-UI", space=_TO_999, form="mobile_use", picture_first=False, plans=False,
        names=r"mai[-_.]?ui",
    ),
    Profile(
        name="ui-tars-1.5", title="UI-TARS-1.5",
        space=CoordinateSpace(kind="resized", factor=28, least=100 * 28 * 28, most=16384 * 28 * 28),
        form="ui_tars", plans=False, names=r"ui[-_.]?tars[-_.]?1[-_.]5",
    ),
    Profile(
        name="os-atlas", title="OS-Atlas", space=_TO_1000, form="os_atlas", plans=False,
        names=r"os[-_.]?atlas",
    ),
    Profile(
        name="showui", title="ShowUI", space=CoordinateSpace(kind="relative", top=1), form="showui",
        plans=False, names=r"showui",
    ),
    Profile(
        name="qwen3-vl", title="Qwen3-VL", space=_TO_999, form="computer_use",
        names=r"qwen3[-_.]?vl", types=("qwen3_vl", "qwen3_vl_moe"),
    ),
    Profile(
        name="general", title="a general model that reads pictures and keeps to a schema", space=_TO_1000,
        form="json",
    ),
)  # fmt: skip
BY_NAME = {profile.name: profile for profile in PROFILES}


def last_name(model: str) -> str:
    """A model's name without its folder or its owner, on any system."""
    return re.split(r"[\\/]", model.rstrip("\\/"))[-1]


def profile_for(model: str, named: str = "", model_type: str = "") -> Profile:
    """The profile of a model: the one that the person named, else by the model's name, else by its type.

    Raises ModelError for a name that is none, and for a model of no known family.
    """
    known = ", ".join(BY_NAME)
    if named:
        if named not in BY_NAME:
            raise ModelError(f"There is no profile called {named!r}; there are: {known}.")
        return BY_NAME[named]
    last = last_name(model)
    for profile in PROFILES:
        if profile.names and re.search(profile.names, last, re.I):
            return profile
    for profile in PROFILES:
        if model_type and model_type in profile.types:
            return profile
    raise ModelError(
        f"How {last!r} counts coordinates is not known, so it could click beside everything; "
        f"say which profile fits it: {known}."
    )
