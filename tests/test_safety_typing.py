"""Any text arrives as it was meant, in the fields of three toolkits (research: R10)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safety import LONG, record, tries
from typing_fields import Field, open_chromium, open_toolkit, set_layout

from actions.desktop_x11 import X11Desktop
from actions.input import X11Keys
from actions.keys import is_typable
from actions.virtual import VirtualDesktop, end_group, poll

pytestmark = [pytest.mark.live, pytest.mark.safety]

TOOLKITS = ("chromium", "gtk", "qt")
EMOJI = [chr(code) for first, last in ((0x1F300, 0x1F5FF), (0x1F600, 0x1F64F), (0x1F900, 0x1F9FF))
         for code in range(first, last + 1)]  # fmt: skip
PLAIN = [
    chr(code)
    for code in range(0x20, 0xFFFE)
    if is_typable(chr(code))
    and unicodedata.category(chr(code))[0] in "LNPSZ"
    and chr(code) not in "\u2028\u2029"
]
TEXTS = st.text(st.one_of(st.sampled_from(PLAIN), st.sampled_from(EMOJI)), min_size=1, max_size=24)
COUNT = len(tries(8, 334))


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(900, 600) as opened:
        yield opened


@pytest.fixture(scope="module")
def keys(desktop: VirtualDesktop) -> Iterator[X11Keys]:
    made = X11Keys(display=desktop.display)
    yield made
    made.close()


@pytest.fixture(scope="module", params=TOOLKITS)
def field(
    request: pytest.FixtureRequest,
    desktop: VirtualDesktop,
    keys: X11Keys,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Field]:
    set_layout(desktop, "us")
    if request.param == "chromium":
        with X11Desktop(desktop.display) as eyes:
            opened = open_chromium(desktop, keys, eyes, tmp_path_factory.mktemp("chromium"))
            if opened is None:
                pytest.skip("no Chromium on this machine")
            yield opened
            end_group(desktop._programs.pop())
        return
    opened, program = open_toolkit(desktop, keys, request.param)
    yield opened
    end_group(program)


def test_random_texts_are_exact(field: Field, request: pytest.FixtureRequest) -> None:
    typed = [0, 0.0]

    @settings(max_examples=COUNT, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(TEXTS)
    def each(text: str) -> None:
        begun = time.monotonic()
        field.type(text)
        typed[0] += len(text)
        typed[1] += time.monotonic() - begun
        assert field.holds(text), field.read()
        field.clear()

    each()
    name = request.node.callspec.params["field"]
    speed = typed[0] / typed[1]
    record(f"random texts in {name}: exact", f"{COUNT} of {COUNT}, {speed:.0f} characters a second", "all")


ENGLISH = "The quick brown fox jumps over the lazy dog, 42 times; then it sleeps. " * 3
MIXED = "Größe żółw, Привет, 你好世界 " * 3
PYAUTOGUI = "import sys, pyautogui; pyautogui.PAUSE = 0; pyautogui.write(sys.argv[1])"


@pytest.mark.skipif(not LONG, reason="only in make safety")
@pytest.mark.parametrize("text", [ENGLISH, MIXED], ids=["English", "several scripts"])
def test_speed_beside_others(
    field: Field, desktop: VirtualDesktop, request: pytest.FixtureRequest, text: str
) -> None:
    """Characters a second until the field holds them, by ours and by what people use instead."""
    program = request.node.callspec.params["field"]
    script = request.node.callspec.id.split("-")[-1]
    others = {
        "pyautogui": [sys.executable, "-c", PYAUTOGUI, text],
        "xdotool": ["xdotool", "type", "--", text],
        "xdotool, no delay": ["xdotool", "type", "--delay", "0", "--", text],
    }
    figures = [f"ours {_speed(field, text, lambda: field.type(text))}"]
    for name, command in others.items():
        if shutil.which(command[0]) is None:
            continue
        run = partial(subprocess.run, command, env=desktop.environment(), check=False, capture_output=True)
        figures.append(f"{name} {_speed(field, text, run)}")
    record(f"characters a second in {program}, {script}", "; ".join(figures), "ours exact")
    assert "wrong" not in figures[0]


def _speed(field: Field, text: str, type_it: Callable[[], object]) -> str:
    """In a second, and whether they are right."""
    field.clear()
    begun = time.monotonic()
    type_it()
    exact = poll(lambda: field.read() == text, 3)
    took = time.monotonic() - begun
    field.clear()
    return f"{len(text) / took:.0f}" if exact else "wrong"
