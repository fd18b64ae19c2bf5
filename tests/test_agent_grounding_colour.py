"""Named colours."""

from __future__ import annotations

import pytest

from agent.grounding.colour import colour_fit

SWATCHES = {
    "red": [(220, 53, 69), (255, 0, 0), (198, 40, 40)],
    "orange": [(253, 126, 20), (255, 152, 0)],
    "yellow": [(255, 221, 0), (255, 235, 59)],
    "green": [(40, 167, 69), (76, 175, 80), (0, 128, 0)],
    "blue": [(0, 123, 255), (33, 150, 243), (53, 132, 228), (13, 71, 161)],
    "purple": [(111, 66, 193), (156, 39, 176)],
    "pink": [(255, 105, 180), (233, 30, 99)],
    "brown": [(121, 85, 72), (139, 69, 19)],
    "black": [(0, 0, 0), (30, 30, 32)],
    "white": [(255, 255, 255), (246, 245, 244)],
    "grey": [(128, 128, 128), (108, 117, 125), (200, 200, 200)],
}


@pytest.mark.parametrize(("name", "colour"), [(n, c) for n, all_of in SWATCHES.items() for c in all_of])
def test_common_colours_answer_to_their_names_best(name: str, colour: tuple[int, int, int]) -> None:
    fits = {other: colour_fit(other, colour) for other in SWATCHES}
    assert fits[name] > 0.5
    assert fits[name] == max(fits.values())


def test_other_names_and_none() -> None:
    assert colour_fit("gray", (128, 128, 128)) == colour_fit("grey", (128, 128, 128)) > 0.5
    assert colour_fit("Violet", (111, 66, 193)) > 0.5
    assert colour_fit("ultramarinish", (0, 0, 255)) == 0
    assert colour_fit("red", None) == 0
