"""Where no field bears the name that was said, it may be the only one under the heading of that name."""

from __future__ import annotations

import pytest
from grounding import FIELDS, Spec, say, screen

from agent.grounding.fallbacks import other_field

NOTE: Spec = ("heading", "Delivery note", (40, 20, 240, 44))
LABEL: Spec = ("label", "Delivery note", (40, 20, 240, 44))
AREA: Spec = ("text_area", "", (40, 200, 500, 300))
NEXT: Spec = ("heading", "Invoice", (40, 320, 240, 344))
LOWER: Spec = ("text_field", "", (40, 400, 500, 430))


def found(name: str, *specs: Spec) -> list[int] | None:
    candidate = other_field(say(name), screen(*specs), FIELDS)
    return candidate.element.box.as_list() if candidate is not None else None


@pytest.mark.parametrize("head", [NOTE, LABEL])
def test_the_only_field_down_to_the_next_heading_is_meant(head: Spec) -> None:
    assert found("Delivery note", head, AREA, NEXT, LOWER) == list(AREA[2])


def test_each_heading_has_its_own_field() -> None:
    assert found("invoice", NOTE, AREA, NEXT, LOWER) == list(LOWER[2])


def test_of_two_fields_under_it_none_is_meant() -> None:
    assert found("Delivery note", NOTE, AREA, LOWER) is None


def test_of_two_such_headings_none_is_meant() -> None:
    assert (
        found("Delivery note", NOTE, AREA, ("heading", "Delivery note", (40, 320, 240, 344)), LOWER) is None
    )


def test_a_field_of_another_column_is_not_under_it() -> None:
    assert found("Delivery note", NOTE, ("text_area", "", (520, 200, 700, 300))) is None
