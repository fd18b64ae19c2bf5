"""The tree drawn at the top of agent/errors.py is the tree that is there."""

from __future__ import annotations

import inspect
import re

from agent import errors
from agent.errors import DeskhandError


def test_the_drawn_tree_is_the_real_one() -> None:
    drawn = set(re.findall(r"\b(?:[A-Z]\w*Error|Stopped|Interrupted|TargetChanged)\b", errors.__doc__ or ""))
    real = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, DeskhandError)
    }
    assert drawn == real


def test_exit_codes_as_other_programs_rely_on_them() -> None:
    codes = {name: getattr(errors, name).exit_code for name in (
        "DeskhandError", "UsageError", "InstructionError", "KeyNameError", "SettingsError", "NotFoundError",
        "Stopped", "PolicyError", "CaptureError", "InputError", "JournalError", "NotSupportedError",
    )}  # fmt: skip
    assert [codes[n] for n in ("UsageError", "InstructionError", "KeyNameError", "SettingsError")] == [2] * 4
    assert (codes["NotFoundError"], codes["Stopped"], codes["PolicyError"]) == (3, 4, 5)
    assert {codes[n] for n in ("DeskhandError", "CaptureError", "InputError", "JournalError")} == {1}
