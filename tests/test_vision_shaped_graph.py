"""Sizes that come again and again get a graph of their own, in the background; nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vision import shaped_graph
from vision.shaped_graph import AGAIN, AMONG, LARGEST, Shape, ShapedGraph

SMALL: Shape = (1, 3, 64, 64)


class Compiled:
    def __init__(self, name: str) -> None:
        self.name, self.relieved = name, 0

    def __call__(self, picture: Any) -> tuple[str, Shape]:
        return self.name, picture.shape

    def release_memory(self) -> None:
        self.relieved += 1


class Read:
    name = "any"

    def reshape(self, shape: list[int]) -> None:
        self.name = "x".join(map(str, shape[2:]))


class Core:
    """Counts what it compiles."""

    def __init__(self, fails: bool = False) -> None:
        self.compiled: list[Compiled] = []
        self._fails = fails

    def read_model(self, path: Path) -> Read:
        return Read()

    def compile_model(self, graph: Any, device: str, options: dict[str, Any]) -> Compiled:
        if self._fails and isinstance(graph, Read):
            raise RuntimeError("no such layer")
        self.compiled.append(Compiled(graph.name if isinstance(graph, Read) else "any"))
        return self.compiled[-1]


def graph_of(core: Core) -> ShapedGraph:
    return ShapedGraph(core, Path("trunk.xml"), {})


def ask(graph: ShapedGraph, shape: Shape, times: int = 1) -> str:
    """Which graph the last of so many pictures was given to."""
    for _ in range(times):
        name, _ = graph(np.zeros(shape, np.float32))
        graph.settle()
    return str(name)


def test_a_size_gets_its_own_graph_when_it_came_three_times() -> None:
    core = Core()
    graph = graph_of(core)
    assert ask(graph, SMALL, AGAIN) == "any"
    assert ask(graph, SMALL) == "64x64"
    assert ask(graph, (1, 3, 128, 64)) == "any"
    assert [c.name for c in core.compiled] == ["any", "64x64"]


def test_only_the_size_that_costs_most_is_kept() -> None:
    core = Core()
    graph = graph_of(core)
    small, large = SMALL, (1, 3, 64, 640)
    assert ask(graph, small, AGAIN + 1) == "64x64"
    assert ask(graph, large, AGAIN + 1) == "64x640"
    assert ask(graph, small, AGAIN + 1) == "any"  # it came more often, but costs less
    assert [c.name for c in core.compiled] == ["any", "64x64", "64x640"]
    assert ask(graph, small, AMONG) == "64x64"
    assert ask(graph, large) == "any"


def test_large_pictures_and_failures_stay_with_the_graph_of_any_size() -> None:
    side = int(LARGEST**0.5) // 64 * 64 + 64
    core = Core()
    assert ask(graph_of(core), (1, 3, side, side), 2 * AGAIN) == "any"
    failing = Core(fails=True)
    assert ask(graph_of(failing), SMALL, 2 * AGAIN) == "any"
    assert len(core.compiled) == len(failing.compiled) == 1


def test_all_of_them_give_their_memory_back() -> None:
    core = Core()
    graph = graph_of(core)
    ask(graph, SMALL, AGAIN)
    assert [c.relieved for c in core.compiled] == [1, 0]  # the other takes its place
    graph.relieve()
    assert [c.relieved for c in core.compiled] == [2, 1]


@pytest.mark.parametrize("times", [0, 1])
def test_there_is_nothing_to_wait_for_at_first(times: int) -> None:
    graph = graph_of(Core())
    for _ in range(times):
        graph(np.zeros(SMALL, np.float32))
    graph.settle()


def test_it_is_compiled_at_leisure_and_not_at_all_when_the_process_ends() -> None:
    core = Core()
    graph = graph_of(core)
    for _ in range(AGAIN):
        graph(np.zeros(SMALL, np.float32))
    assert graph._work is not None
    assert [c.name for c in core.compiled] == ["any"]
    graph._end()
    assert not graph._work.is_alive()
    assert [c.name for c in core.compiled] == ["any"]


def test_a_second_without_pictures_is_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaped_graph, "LEISURE", 0.02)
    core = Core()
    graph = graph_of(core)
    for _ in range(AGAIN):
        graph(np.zeros(SMALL, np.float32))
    assert graph._work is not None
    graph._work.join(5)
    assert [c.name for c in core.compiled] == ["any", "64x64"]
