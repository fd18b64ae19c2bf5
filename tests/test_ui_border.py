"""The frame round the screens, and a picture that is dropped on the window."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QRect, QUrl
from test_ui_app import OpenBench, bench, click_on

from agent.types import Frame, Observation
from ui.border import THICK, Border, sides
from ui.screen_view import picture_in

__all__ = ["bench"]
without_window_system = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("area", [QRect(0, 0, 1280, 800), QRect(-1920, 200, 1920, 1080)])
def test_the_sides_lie_at_the_edges_and_nowhere_on_each_other(area: QRect) -> None:
    made = sides(area)
    assert all(area.contains(side) for side in made)
    assert not any(one.intersects(other) for one, other in combinations(made, 2))
    inside = area.adjusted(THICK, THICK, -THICK, -THICK)
    assert not any(side.intersects(inside) for side in made)
    whole = sum(side.width() * side.height() for side in made)
    assert whole == area.width() * area.height() - inside.width() * inside.height()


@without_window_system
def test_it_is_shown_once_and_taken_away(bench: OpenBench) -> None:
    bench()
    border = Border()
    border.show()
    border.show()
    assert len(border.edges) == 4 * len(bench().app.screens())
    assert all(edge.isVisible() for edge in border.edges)
    border.hide()
    assert border.edges == []


def test_a_test_bench_has_none(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    assert b.conductor.placing.border.edges == []
    b.conductor.stop()
    b.until("idle")


@pytest.mark.parametrize(
    ("names", "found"),
    [(["a.txt", "B.PNG"], "B.PNG"), (["a.webp", "b.png"], "a.webp"), (["a.txt"], ""), ([], "")],
)
def test_the_first_picture_among_what_is_dropped_counts(tmp_path: Path, names: list[str], found: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    assert picture_in(data) == (str(tmp_path / found) if found else "")


def test_what_is_on_the_web_is_not_fetched() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/a.png")])
    assert picture_in(data) == ""


def test_a_dropped_picture_is_looked_at(bench: OpenBench, tmp_path: Path) -> None:
    b = bench()
    path = tmp_path / "screen.png"
    Image.fromarray(b.desktop.grab().pixels).save(path)
    looked: list[Frame] = []
    look = b.eyes.look

    def watch(frame: Frame, query: str = "") -> Observation:
        looked.append(frame)
        return look(frame, query)

    b.eyes.look = watch  # type: ignore[method-assign]
    b.window.view.dropped.emit(str(path))
    b.qtbot.waitUntil(lambda: "things seen" in b.window.status.text(), timeout=5000)
    assert [frame.digest for frame in looked] == [b.desktop.grab().digest]
    assert b.desktop.log == []


def test_a_file_that_is_no_picture_is_a_sentence(bench: OpenBench, tmp_path: Path) -> None:
    b = bench()
    path = tmp_path / "broken.png"
    path.write_bytes(b"no picture")
    b.window.view.dropped.emit(str(path))
    b.qtbot.waitUntil(lambda: "cannot be read" in b.window.status.text(), timeout=5000)
    assert b.conductor.state == "idle"
