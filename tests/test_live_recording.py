"""The recording matrix: what a person does in real programs is caught, named and exact; secrets are not."""

from __future__ import annotations

import json
import logging
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from recording_stage import HERE, Page, Stage
from typing_fields import FLAGS, set_layout

from actions.virtual import VirtualDesktop, end_group, poll
from agent.macro import ActStep, ClickAct, DragAct, PressAct, ScrollAct, TypeAct
from agent.macros.bundle import Bundle, pack, unpack
from agent.types import Point

pytestmark = pytest.mark.live

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
CANARY = "Zx9canary!Qv"
TEXTS = {"us": "Hello World, 42% (a_b)", "de": "Größe@Haus: ß|{x}"}
CJK = "你好世界 日本語 한국어"


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with VirtualDesktop(1024, 768) as desktop:
        stage = Stage(desktop)
        yield stage
        stage.close()


def acts(bundle: Bundle, kind: str = "") -> list[ActStep]:
    """Its steps, as they are after it was written and read again."""
    steps = [step for step in unpack(pack(bundle)).macro.steps if isinstance(step, ActStep)]
    return [step for step in steps if kind in ("", step.act.kind)]


def named(step: ActStep) -> str:
    assert step.target is not None
    return step.target.name


def texts(bundle: Bundle) -> list[str]:
    return [step.act.text for step in acts(bundle) if isinstance(step.act, TypeAct)]


def escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def test_everything_done_in_mousepad_is_caught(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("".join(f"line {number}\n" for number in range(100)))
    program = stage.desktop.start(["mousepad", "--disable-server", str(file)])
    box = stage.desktop.wait_for_window(file.name).box
    assert stage.focused(file.name)
    person, middle = stage.person, (box.x0 + 200, box.y0 + 260)
    with stage.recording() as found:
        person.click(*middle)
        person.turn(3)
        person.turn(-5)
        person.chord("ctrl", "end")
        for layout, text in TEXTS.items():
            set_layout(stage.desktop, layout)
            person.type(text)
            person.chord("enter")
        set_layout(stage.desktop, "us")
        person.type(CJK)
        person.chord("ctrl", "s")
        person.drag((box.x0 + 30, box.y0 + 200), (box.x0 + 120, box.y0 + 240))
        person.click(*middle, button="right")
        person.chord("escape")
        person.click(*middle, count=2)
    whole = f"{TEXTS['us']}\n{TEXTS['de']}\n{CJK}"
    assert poll(lambda: file.read_text(encoding="utf-8").endswith(whole), 5)
    end_group(program)
    told = [step.act for step in acts(found[0])]
    assert isinstance(told[0], ClickAct)
    assert [(a.dy, a.dx) for a in told if isinstance(a, ScrollAct)] == [(3, 0), (-5, 0)]
    presses = [a.keys for a in told if isinstance(a, PressAct)]
    assert presses == [("ctrl", "end"), ("ctrl", "s"), ("escape",)]
    assert "".join(texts(found[0])) == escaped(whole)
    assert sum(isinstance(a, DragAct) for a in told) == 1
    assert [(a.button, a.count) for a in told if isinstance(a, ClickAct)] == [
        ("left", 1),
        ("right", 1),
        ("left", 2),
    ]
    assert all(step.target is None or step.target.program == "Mousepad" for step in acts(found[0]))


def test_everything_done_in_a_form_of_chromium_is_caught_and_named(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    caplog.set_level(logging.DEBUG)
    person = stage.person
    with Page(HERE / "recording_page.html") as page:
        at = page.open(stage, BROWSER, tmp_path / "profile")
        with stage.recording() as found:
            person.click(*at["customer"])
            person.type("Ada Lovelace")
            person.chord("tab")
            person.type("München 东京")
            person.click(*at["password"])
            person.type(CANARY)
            person.click(*at["notes"])
            person.type("leave it")
            person.click(*at["express"])
            person.click(*at["double"], count=2)
            person.click(*at["menu"], button="right")
            person.drag(at["apple"], at["basket"])
            person.chord("ctrl", "b")
            person.click(*at["submit"])
            person.click(*at["reset"])
            person.turn(2)
        check_truth(page)
        page.close()
    check_form(found[0])
    check_nowhere(found[0], caplog, tmp_path)


def check_truth(page: Page) -> None:
    """What the page got is what the person did."""
    assert page.told("input", id="customer")[-1]["value"] == "Ada Lovelace"
    assert page.told("input", id="city")[-1]["value"] == "München 东京"
    assert page.told("input", id="password")[-1]["length"] == len(CANARY)
    for event, values in (
        ("change", {"on": True}),
        ("dblclick", {}),
        ("contextmenu", {}),
        ("chord", {"key": "b"}),
    ):
        assert len(page.told(event, **values)) == 1, event
    assert page.told("drop", on="basket")
    assert poll(lambda: page.told("wheel", down=True), 5)


def check_form(bundle: Bundle) -> None:
    told = acts(bundle)
    typed = [
        (step.act.text, step.target.name if step.target else None)
        for step in told
        if isinstance(step.act, TypeAct)
    ]
    assert typed[0] == ("Ada Lovelace", "Customer")
    assert typed[1][0] == "München 东京"
    assert typed[1][1] in ("City", None)
    assert typed[2][0].startswith("secret:")
    assert typed[2][1] == "Password"
    assert typed[3][0] == "leave it"
    clicks = [
        (named(step), step.act.button, step.act.count) for step in told if isinstance(step.act, ClickAct)
    ]
    assert clicks == [
        ("Express delivery", "left", 1), ("Rename report", "left", 2), ("Invoices folder", "right", 1),
        ("Submit order", "left", 1), ("Reset", "left", 1),
    ]  # fmt: skip
    drags = [
        (named(step), step.to.name) for step in told if isinstance(step.act, DragAct) and step.to is not None
    ]
    assert drags == [("Apple", "Basket")]
    assert [step.act.keys for step in told if isinstance(step.act, PressAct)] == [("tab",), ("ctrl", "b")]
    assert [step.act.dy for step in told if isinstance(step.act, ScrollAct)] == [2]


def check_nowhere(bundle: Bundle, caplog: pytest.LogCaptureFixture, folder: Path) -> None:
    """Neither the secret nor a telling part of it, in any form."""
    file = folder / "recorded.deskhand"
    file.write_bytes(pack(bundle))
    again = unpack(file.read_bytes())
    assert again.raw is not None
    for text in (again.macro.model_dump_json(), again.raw.decode(), caplog.text, str(found_strings(bundle))):
        assert "canary" not in text.casefold()
    keys = [event.get("key", "") for event in json.loads(again.raw)["events"]]
    assert "canary" not in "".join(key for key in keys if len(key) == 1)
    assert sum(event["e"] == "secret" for event in json.loads(again.raw)["events"]) == 1


def found_strings(bundle: Bundle) -> list[Any]:
    return [bundle.macro, bundle.raw]


def test_everything_done_in_a_window_of_qt_is_caught_and_named(stage: Stage, tmp_path: Path) -> None:
    log = tmp_path / "log"
    program = stage.desktop.start([sys.executable, "-m", "ui.sample", "--log", str(log)], cwd=HERE.parent)
    box = stage.desktop.wait_for_window("Sample mail").box
    assert stage.focused("Sample mail")
    at = places(stage, "Login", "Cancel", "Remember me", "User name", "Password")
    person = stage.person
    with stage.recording() as found:
        person.click(at["User name"].x + 150, at["User name"].y)
        person.type("ada")
        person.chord("tab")
        person.type(CANARY)
        person.click(at["Remember me"].x, at["Remember me"].y)
        person.click(at["Login"].x, at["Login"].y)
        person.click(at["Cancel"].x, at["Cancel"].y)
    end_group(program)
    assert box.contains(at["Login"])
    told = [json.loads(line) for line in log.read_text().splitlines()]
    login = next(entry for entry in told if entry["event"] == "login")
    assert (login["user"], login["password_length"], login["remember"]) == ("ada", len(CANARY), True)
    said = [(step.act.kind, step.target.name if step.target else None) for step in acts(found[0])]
    assert said[0] == ("type", "User name")
    assert [kind for kind, _ in said] == ["type", "press", "type", "click", "click", "click"]
    assert [name for kind, name in said if kind == "click"] == ["Remember me", "Login", "Cancel"]
    assert texts(found[0])[0] == "ada"
    assert texts(found[0])[1].startswith("secret:")
    assert CANARY not in found[0].macro.model_dump_json()


def places(stage: Stage, *names: str) -> dict[str, Point]:
    """Where the eye sees these words, once they are drawn."""
    found: dict[str, Point] = {}

    def drawn() -> bool:
        for element in stage.eyes.look(stage.screen().grab()).elements:
            if element.text in names:
                found[element.text] = element.box.centre
        return len(found) == len(names)

    assert poll(drawn, 20), found
    return found


def test_it_costs_next_to_nothing_while_nothing_happens(stage: Stage) -> None:
    recorder = stage.recorder()
    recorder.start()
    try:
        time.sleep(1.0)  # the first pictures
        wall, cpu = time.monotonic(), time.process_time()
        time.sleep(4.0)
        share = (time.process_time() - cpu) / (time.monotonic() - wall)
    finally:
        recorder.cancel()
    assert share < 0.05, f"{share:.1%} of a core"


@pytest.mark.parametrize("kind", ["bare", "hint", "silent", "chinese", "plain"])
def test_a_secret_is_one_without_a_click_into_its_field(stage: Stage, kind: str) -> None:
    """The focus is there from the beginning."""
    command = [sys.executable, str(HERE / "recording_secrets.py"), kind]
    program = stage.desktop.start(command)
    stage.desktop.wait_for_window(f"Window {kind}")
    assert stage.focused(f"Window {kind}")
    assert stage.still()
    with stage.recording() as found:
        stage.person.type(CANARY if kind != "plain" else "ada lovelace")
    end_group(program)
    (text,) = texts(found[0])
    assert text.startswith("secret:") if kind != "plain" else text == "ada lovelace"
    whole = found[0].macro.model_dump_json() + str(found[0].raw)
    assert "canary" not in whole.casefold()


def test_a_secret_in_a_page_without_any_words_is_one(stage: Stage, tmp_path: Path) -> None:
    """The dots alone tell."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "bare.html"
    page.write_text("<title>Bare page</title><input type=password autofocus style='margin:60px;width:300px'>")
    flags = [*FLAGS, f"--user-data-dir={tmp_path}/profile", f"--app=file://{page}"]
    program = stage.desktop.start([BROWSER, *flags])
    stage.desktop.wait_for_window("Bare page", 60)
    assert stage.focused("Bare page")
    assert stage.still()
    with stage.recording() as found:
        stage.person.type(CANARY)
    end_group(program)
    assert [text.startswith("secret:") for text in texts(found[0])] == [True]
    assert "canary" not in f"{found[0].macro}{found[0].raw!r}".casefold()


def test_what_was_pointed_at_for_a_menu_to_open_is_a_step(stage: Stage) -> None:
    program = stage.desktop.start(["mousepad", "--disable-server"])
    stage.desktop.wait_for_window("Mousepad")
    assert stage.focused("Mousepad")
    person = stage.person
    with stage.recording() as found:
        for words in ("Document", "Filetype", "Plain Text"):
            place = places(stage, words)[words]
            person.move(place.x - 3, place.y)
            person.move(place.x, place.y)
            if words != "Filetype":
                person.click(place.x, place.y)
    end_group(program)
    assert [(s.act.kind, named(s)) for s in acts(found[0])] == [
        ("click", "Document"), ("hover", "Filetype"), ("click", "Plain Text"),
    ]  # fmt: skip
