"""Sizes that come again and again get a graph of their own, in the background; nothing else changes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vision import shaped_graph
from vision.memory import KEPT
from vision.shaped_graph import AGAIN, AMONG, LEAST, Shape, ShapedGraph

SMALL: Shape = (1, 3, 512, 640)


class Compiled:
    def __init__(self, name: str) -> None:
        self.name, self.relieved, self.busy = name, 0, False

    def __call__(self, picture: Any) -> tuple[str, Shape]:
        return self.name, picture.shape

    def release_memory(self) -> None:
        if self.busy:
            raise RuntimeError("a compiled model in a busy state")
        self.relieved += 1


class Read:
    name = "any"

    def reshape(self, shape: list[int]) -> None:
        self.name = "x".join(map(str, shape[2:]))


class Core:
    """Counts what it compiles."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.compiled: list[Compiled] = []
        self.tries, self._fault = 0, fault

    def read_model(self, path: Path) -> Read:
        return Read()

    def compile_model(self, graph: Any, device: str, options: dict[str, Any]) -> Compiled:
        self.tries += isinstance(graph, Read)
        if self._fault and isinstance(graph, Read):
            raise self._fault
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
    assert ask(graph, SMALL) == "512x640"
    assert ask(graph, (1, 3, 128, 64)) == "any"
    assert [c.name for c in core.compiled] == ["any", "512x640"]


def test_only_the_size_that_costs_most_is_kept() -> None:
    core = Core()
    graph = graph_of(core)
    small, large = SMALL, (1, 3, 512, 1280)
    assert ask(graph, small, AGAIN + 1) == "512x640"
    assert ask(graph, large, AGAIN + 2) == "512x1280"
    assert ask(graph, small, AGAIN + 1) == "any"  # it came more often, but costs less
    assert [c.name for c in core.compiled] == ["any", "512x640", "512x1280"]
    assert ask(graph, small, AMONG) == "512x640"
    assert ask(graph, large) == "any"


@pytest.mark.parametrize("area", [LEAST // 2, KEPT * 2])
def test_small_and_large_pictures_stay_with_the_graph_of_any_size(area: int) -> None:
    core = Core()
    assert ask(graph_of(core), (1, 3, 64, area // 64), 2 * AGAIN) == "any"
    assert len(core.compiled) == 1


@pytest.mark.parametrize("fault", [RuntimeError("no such layer"), MemoryError()])
def test_what_cannot_be_compiled_is_tried_once(fault: Exception) -> None:
    core = Core(fault)
    assert ask(graph_of(core), SMALL, 4 * AGAIN) == "any"
    assert (len(core.compiled), core.tries) == (1, 1)


def test_the_memory_of_large_pictures_goes_first() -> None:
    core = Core()
    graph = graph_of(core)
    large = (1, 3, 64, 2 * KEPT // 64)
    assert ask(graph, SMALL, AGAIN + 1) == "512x640"
    assert [ask(graph, shape) for shape in (large, SMALL)] == ["any", "any"]
    assert ask(graph, SMALL, AMONG - 2) == "any"
    assert ask(graph, SMALL, 2) == "512x640"  # the large one is long ago


def test_two_sizes_in_turn_do_not_push_each_other_out() -> None:
    core = Core()
    graph = graph_of(core)
    for _ in range(AMONG):
        ask(graph, SMALL)
        ask(graph, (1, 3, 640, 512))
    assert [c.name for c in core.compiled] == ["any", "512x640"]


def test_giving_memory_back_twice_at_once_is_no_fault() -> None:
    core = Core()
    graph = graph_of(core)
    core.compiled[0].busy = True
    graph.relieve()
    assert ask(graph, SMALL, AGAIN + 1) == "512x640"


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


def test_a_while_without_work_is_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaped_graph, "LEISURE", 0.02)
    worked = iter([0.0, 0.02, 0.04, 0.0401])
    monkeypatch.setattr(time, "process_time", lambda: next(worked))
    core = Core()
    graph = graph_of(core)
    for _ in range(AGAIN):
        graph(np.zeros(SMALL, np.float32))
    assert graph._work is not None
    graph._work.join(5)
    assert [c.name for c in core.compiled] == ["any", "512x640"]
    assert next(worked, None) is None
