"""The C library is told to keep few heaps, unless the environment says otherwise or it is another library."""

from __future__ import annotations

from typing import Any

import pytest

from vision import memory


class Library:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, ...]] = []

    def mallopt(self, what: int, value: int) -> int:
        self.calls.append((what, value))
        return 1

    def malloc_trim(self, pad: int) -> int:
        self.calls.append((pad,))
        return 1


class Model:
    """A compiled model."""

    released = 0

    def release_memory(self) -> None:
        self.released += 1


@pytest.mark.parametrize(("environment", "told"), [(None, [(-8, memory.ARENAS)]), ("8", [])])
def test_few_heaps(monkeypatch: pytest.MonkeyPatch, environment: str | None, told: list[Any]) -> None:
    library = Library()
    monkeypatch.setattr(memory, "_library", lambda: library)
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    if environment is not None:
        monkeypatch.setenv("MALLOC_ARENA_MAX", environment)
    memory.few_arenas()
    assert library.calls == told


def test_what_was_worked_in_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    library, model = Library(), Model()
    monkeypatch.setattr(memory, "_library", lambda: library)
    memory.give_back(model)
    assert (model.released, library.calls) == (1, [(0,)])


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_library", lambda: None)
    memory.few_arenas()
    memory.give_back(Model())
