"""Macros of earlier formats are brought to this one, and those of later ones are told."""

from __future__ import annotations

from typing import Any

import pytest

from agent.errors import MacroError
from agent.macro import FORMAT
from agent.macros.migrate import MIGRATIONS, Document, migrate


def titled(document: Document) -> Document:
    """1 → 2: the name is called a title."""
    document["title"] = document.pop("name")
    return document


def listed(document: Document) -> Document:
    """2 → 3: steps are numbered."""
    return document | {"steps": [step | {"number": i} for i, step in enumerate(document["steps"])]}


CHAIN = {1: titled, 2: listed}
OLD: Document = {"format": 1, "name": "x", "steps": [{"do": "wait"}]}


def test_each_step_is_taken_in_order() -> None:
    assert migrate(OLD, CHAIN, 3) == {"format": 3, "title": "x", "steps": [{"do": "wait", "number": 0}]}
    assert migrate({"format": 2, "steps": []}, CHAIN, 3) == {"format": 3, "steps": []}
    assert OLD == {"format": 1, "name": "x", "steps": [{"do": "wait"}]}


def test_the_newest_is_left_as_it_is() -> None:
    document = {"format": 3, "steps": None}
    assert migrate(document, CHAIN, 3) is document
    assert migrate(OLD) is OLD


def test_every_format_that_was_ever_written_can_be_read() -> None:
    assert set(MIGRATIONS) == set(range(1, FORMAT))


def test_a_newer_one_is_told_plainly() -> None:
    with pytest.raises(
        MacroError, match=r"newer Deskhand .*format is 4.*newest known here is 3.*update Deskhand"
    ):
        migrate({"format": 4}, CHAIN, 3)


@pytest.mark.parametrize("version", [None, "1", 1.0, True, 0, -1, [1]])
def test_what_is_no_format_is_told(version: Any) -> None:
    with pytest.raises(MacroError, match="does not say its format"):
        migrate({"format": version}, CHAIN, 3)
    with pytest.raises(MacroError, match="does not say its format"):
        migrate({}, CHAIN, 3)


@pytest.mark.parametrize("steps", [None, 5, [None], [[]], "wait", {"a": 1}])
def test_a_document_that_is_not_of_its_format_is_told(steps: Any) -> None:
    with pytest.raises(MacroError, match="damaged: it is not as its format 2 wants it"):
        migrate({"format": 2, "steps": steps}, CHAIN, 3)
    with pytest.raises(MacroError, match="format 1 wants it"):
        migrate({"format": 1}, CHAIN, 3)


def test_a_format_that_was_dropped_is_told() -> None:
    with pytest.raises(MacroError, match="format 1 is no longer known"):
        migrate(OLD, {2: listed}, 3)
