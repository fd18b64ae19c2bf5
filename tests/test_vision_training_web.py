"""Web scenes: pages are whole, and in a real Chromium their truth is proved by hiding things."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import numpy as np
import pytest

from agent.errors import NotSupportedError
from agent.types import KINDS
from vision.icon_names import MEANINGS
from vision.training import chromium
from vision.training.icons import SHAPES
from vision.training.pages import Page, svg
from vision.training.scene import scene_names
from vision.training.shells import Shell
from vision.training.skins import pick_skin
from vision.training.web import TRUTH, draw, draw_pages
from vision.training.words import Words

needs_chromium = pytest.mark.skipif(chromium.executable() is None, reason="no Chromium on this machine")


def page_of(seed: int) -> str:
    random = Random(seed)
    return Page(random, Words.any_language(random), pick_skin(random)).html()


class Kinds(HTMLParser):
    """Collects what a page marks for labelling."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()
        self.icons: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.kinds.add(found.get("data-kind") or "label")
        self.icons.add(found.get("data-icon") or "save")


def test_pages_mark_only_words_of_the_vocabulary() -> None:
    seen = Kinds()
    for seed in range(40):
        seen.feed(page_of(seed))
    assert seen.kinds <= set(KINDS)
    assert seen.icons <= set(SHAPES)
    assert {
        "link",
        "button",
        "icon_button",
        "text_field",
        "tab",
        "table_cell",
        "switch",
        "slider",
    } <= seen.kinds


def desktop_of(seed: int) -> str:
    random = Random(seed)
    return Shell(random, Words.any_language(random), pick_skin(random)).html_of(1280, 800)


def test_desktops_mark_only_words_of_the_vocabulary_and_repeat() -> None:
    seen = Kinds()
    for seed in range(30):
        seen.feed(desktop_of(seed))
    assert seen.kinds <= set(KINDS)
    assert seen.icons <= set(MEANINGS)
    assert {"window", "window_control", "menu_item", "tree_item", "spin_box", "slider"} <= seen.kinds
    assert desktop_of(3) == desktop_of(3)


COVERED = """<style>body{margin:0} div{position:absolute;background:#ddd}
[data-kind]{border:1px solid #000}</style>
<div data-top data-kind=window style="left:20px;top:10px;width:300px;height:150px">
<div data-kind=button style="left:20px;top:20px;width:100px;height:30px">whole</div>
<div data-kind=button style="left:150px;top:20px;width:100px;height:30px">cut</div>
<div data-kind=button style="left:205px;top:70px;width:80px;height:30px">gone</div>
<div data-kind=list data-scroll style="left:10px;top:60px;width:120px;height:60px;overflow-y:scroll">
<p style="height:400px"></p></div></div>
<div data-top data-kind=menu style="left:230px;top:0;width:200px;height:190px"></div>"""


@needs_chromium
def test_what_a_later_window_covers_is_cut_or_left_out() -> None:
    with chromium.Browser() as browser:
        browser.show(COVERED, 500, 200, 1.0)
        found = browser.ask(TRUTH)
    by_kind = [(e["kind"], [round(v) for v in e["box"]]) for e in found]
    assert ("button", [41, 31, 143, 63]) in by_kind
    assert ("button", [171, 31, 230, 63]) in by_kind
    assert sum(kind == "button" for kind, _ in by_kind) == 2
    assert ("window", [20, 10, 322, 162]) in by_kind
    bar = next(box for kind, box in by_kind if kind == "scroll_bar")
    assert bar[2] == 152
    assert 100 < bar[0] < 152


def test_pages_repeat_by_seed() -> None:
    assert page_of(5) == page_of(5)
    assert page_of(5) != page_of(6)


@pytest.mark.parametrize("meaning", sorted(SHAPES))
def test_every_icon_is_also_svg(meaning: str) -> None:
    assert re.search(r"<(circle|rect|polyline|polygon) ", svg(meaning, 16, 2, False))


def test_a_missing_chromium_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "executable", lambda: None)
    with pytest.raises(NotSupportedError, match="no Chromium"):
        chromium.Browser()


@needs_chromium
@pytest.mark.slow
def test_hiding_an_element_changes_only_its_box(tmp_path: Path) -> None:
    assert draw_pages(tmp_path, 1, 0, 1) == 1
    assert scene_names(tmp_path) == ["w1-000000"]
    html = (
        "<body style='margin:20px;font:16px sans-serif'><button data-kind=button>Save</button> "
        "<input data-kind=text_field value=ada> some <a href='#' data-kind=link data-tight>link here</a> "
        "<label data-kind=checkbox data-tight><input type=checkbox checked disabled> Tick</label>"
        "<div style='height:2000px'></div>"
    )
    with chromium.Browser() as browser:
        browser.show(html, 800, 200, 1.5)
        whole = browser.picture()
        found = browser.ask(TRUTH)
        assert [e["kind"] for e in found] == ["button", "text_field", "link", "checkbox", "scroll_bar"]
        assert found[3]["states"] == ["disabled", "checked"]
        for number, element in enumerate(found[:4]):
            each = f"document.querySelectorAll('[data-kind]')[{number}].style.visibility"
            browser.ask(f"{each} = 'hidden'")
            ys, xs = np.nonzero((whole != browser.picture()).any(axis=2))
            browser.ask(f"{each} = ''")
            x0, y0, x1, y1 = (v * 1.5 for v in element["box"])
            assert x0 - 2 <= xs.min() <= xs.max() <= x1 + 2
            assert y0 - 2 <= ys.min() <= ys.max() <= y1 + 2
            assert xs.max() - xs.min() > 0.8 * (x1 - x0)
        one, other = draw(browser, 4, 2), draw(browser, 4, 2)
    assert one[1] == other[1]
    assert one[0].shape == (one[1].size[1], one[1].size[0], 3)
