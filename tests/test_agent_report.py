"""The report: one page that needs nothing else, says what happened, and lets no screen text become HTML."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from agent.fake import FakeDesktop, OracleEyes, Widget, login_scene
from agent.journal import SqliteJournal
from agent.journal_records import RunRow
from agent.report import html, html_of, run_lines, summary_lines
from agent.report_picture import LARGE, family
from agent.types import (
    KINDS,
    Act,
    Ask,
    Candidate,
    Click,
    Element,
    End,
    Frame,
    Judgement,
    Outcome,
    Press,
    Step,
    Target,
    Timings,
    TypeText,
    Verdict,
    Window,
    box_of,
)

EVIL = '<script>alert("x")</script>\'"&<b>'
VOID = {"meta", "image", "use", "rect", "circle", "path", "br"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    journal = SqliteJournal(tmp_path)
    yield journal
    journal.close()


def step_on(desktop: FakeDesktop, name: str = "Login", index: int = 1) -> Step:
    widget = desktop.find(name)
    place = Target(point=widget.box.centre, box=widget.box, description=f"button “{name}”", kind="button")
    return Step(
        index=index,
        stage="confirmed",
        observation=OracleEyes(desktop).look(desktop.grab()),
        decision=Act(action=Click(target=place), words=f"click {name}", why="The only one.", score=0.9),
        judgement=Judgement(consequence="consequential", reason="It logs in."),
        verdict=Verdict(kind="allow", by="policy"),
        timings=Timings(capture=0.01, perceive=0.5, perform=0.1),
    )


def written(journal: SqliteJournal, desktop: FakeDesktop, step: Step, end: End, words: str = "click") -> int:
    number = journal.begin(words)
    journal.intend(number, step)
    outcome = Outcome(effect="seen", detail="A greeting came.", changed=box_of((60, 300, 300, 320)))
    journal.conclude(number, replace(step, outcome=outcome, after=desktop.grab()))
    journal.end(number, end)
    return number


class Checker(HTMLParser):
    """Holds that every tag is closed, and collects what the page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in ("src", "href") and value is not None:
                self.loads.append(value)
            if name == "id" and value is not None:
                self.ids.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def check(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert all(load.startswith(("#", "data:image/")) for load in checker.loads)
    assert {"script", "link", "iframe"}.isdisjoint(checker.tags)
    assert {load[1:] for load in checker.loads if load.startswith("#")} <= set(checker.ids)
    assert len(checker.ids) == len(set(checker.ids))
    return checker


def test_the_page_says_what_happened(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = written(journal, desktop, step_on(desktop), End(outcome="done", reason="All of it."))
    page = html(journal.run(number), journal)
    check(page)
    for words in (
        "Click on the button “Login” at (210, 215)", "The only one.", "Consequential", "It logs in.",
        "Allowed by the policy, without a question", "A greeting came.", "Effect seen", "All of it.",
        "perceive 0.50 s", "640 × 400", "7 elements seen", 'class="target"', 'class="change"',
    ):  # fmt: skip
        assert words in page, words
    assert page.count('class="e ') == 7


def test_a_picture_is_in_the_page_once_and_whole(journal: SqliteJournal) -> None:
    from PIL import Image

    desktop = login_scene()
    number = written(journal, desktop, step_on(desktop), End(outcome="done"))
    page = html(journal.run(number), journal)
    uris = re.findall(r"data:image/webp;base64,([A-Za-z0-9+/=]+)", page)
    assert len(uris) == 1  # before and after are the same, and the crop is cut from it
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(uris[0]))).convert("RGB"))
    assert np.array_equal(shown, desktop.grab().pixels)


def test_no_text_becomes_html(journal: SqliteJournal) -> None:
    desktop = FakeDesktop([Widget("button", EVIL, box_of((20, 20, 200, 60)), label=EVIL)])
    desktop.windows.append(Window(id=1, title=EVIL, box=box_of((0, 0, 640, 400)), focused=True))
    step = step_on(desktop, EVIL)
    assert isinstance(step.decision, Act)
    step = replace(
        step,
        decision=step.decision.model_copy(update={"why": EVIL, "planner": EVIL, "words": EVIL}),
        judgement=Judgement(consequence="write", reason=EVIL),
    )
    near = Candidate(element=Element(id=1, box=box_of((0, 0, 9, 9)), kind="button", text=EVIL),
                     point=box_of((0, 0, 9, 9)).centre, score=0.5)  # fmt: skip
    number = written(journal, desktop, step, End(outcome="not_found", reason=EVIL, nearest=(near,)), EVIL)
    page = html_of([journal.run(number)], journal, EVIL, EVIL)
    check(page)
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("&lt;script&gt;") >= 10


def test_an_interrupted_step_is_called_unknown(journal: SqliteJournal) -> None:
    number = journal.begin("click Login")
    journal.intend(number, step_on(login_scene()))
    page = html(journal.run(number), journal)
    check(page)
    assert "Unknown whether it happened" in page
    assert "no outcome was written after it" in page
    assert "Effect seen" not in page


def test_a_secret_is_shown_as_dots(journal: SqliteJournal) -> None:
    desktop = login_scene()
    box = box_of((160, 106, 400, 134))
    action = TypeText(
        text="hunter22", target=Target(point=box.centre, box=box, description="field"), secret=True
    )
    number = written(
        journal,
        desktop,
        replace(step_on(desktop), decision=Act(action=action, words="")),
        End(outcome="done"),
    )
    page = html(journal.run(number), journal)
    check(page)
    assert "hunter22" not in page
    assert "Type •••• into the field" in page
    assert 'class="hidden"' in page


def test_a_lost_picture_leaves_a_grey_field(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = written(journal, desktop, step_on(desktop), End(outcome="done"))
    for path in list(journal.pictures.folder.rglob("*.webp")):
        path.unlink()
    page = html(journal.run(number), journal)
    assert "This picture is gone." in page
    assert "data:image" not in page


def test_a_step_without_target_or_pictures(journal: SqliteJournal) -> None:
    desktop = login_scene()
    step = replace(step_on(desktop), decision=Act(action=Press(keys=("ctrl", "s")), words="save"))
    number = written(journal, desktop, step, End(outcome="done"))
    asked = replace(
        step_on(desktop), decision=Ask(question="Which?", candidates=()), judgement=None, verdict=None
    )
    other = written(journal, desktop, asked, End(outcome="ambiguous"))
    page = html_of([journal.run(number), journal.run(other)], journal, "Two", "")
    check(page)
    assert "Press Ctrl+S" in page
    assert "Which?" in page


def test_a_heavy_picture_is_made_lighter(journal: SqliteJournal) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (500, 700, 3), np.uint8)
    desktop = login_scene()
    step = step_on(desktop)
    step = replace(step, observation=replace(step.observation, frame=Frame(pixels=noise)))
    number = journal.begin("click")
    journal.intend(number, step)
    (stored,) = journal.run(number).steps
    assert stored.before is not None
    assert len(journal.picture(stored.before.digest)) > LARGE
    assert len(html(journal.run(number), journal)) < len(journal.picture(stored.before.digest))


def test_several_runs_on_one_page(journal: SqliteJournal) -> None:
    desktop = login_scene()
    for words in ("one", "two"):
        written(journal, desktop, step_on(desktop), End(outcome="done"), words)
    records = [journal.run(row.number) for row in journal.runs()]
    page = html_of(records, journal, "The demo", "Two runs.", extra="<p>checks</p>")
    check(page)
    assert page.count('<section class="run"') == 2
    assert "<p>checks</p>" in page


def test_the_terminal_tells_the_run(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = written(
        journal, desktop, step_on(desktop), End(outcome="done", reason="All of it."), "click Login"
    )
    lines = summary_lines(journal.run(number))
    assert lines[0].startswith("Run 1, ")
    assert lines[0].endswith(": click Login")
    assert lines[1] == "  1. Click on the button “Login” at (210, 215)"
    assert lines[2] == "     effect seen: A greeting came. (0.6 s)"
    assert lines[3].startswith("Done. All of it. 1 step, ")


def test_the_list_of_runs() -> None:
    assert run_lines([])[0].startswith("No runs yet.")
    rows = [
        RunRow(number=10, instruction="click\n Save", begun=0, state="not_found", steps=1),
        RunRow(number=9, instruction="点击登录", begun=0, state="done", steps=12),
    ]
    first, second = run_lines(rows)
    assert first.split()[0] == "10"
    assert first.endswith("not_found    1 step  click Save")
    assert second.startswith(" 9  ")
    assert second.endswith("done       12 steps  点击登录")


def test_every_kind_has_a_colour() -> None:
    assert {family(kind) for kind in KINDS} == {"control", "field", "text", "image", "container"}
