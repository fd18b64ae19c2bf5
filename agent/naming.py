"""How well one element of a scene answers to a name, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent.kinds import FIELDS
from agent.match import NONE, Match, similarity
from agent.scene import Scene
from agent.synonyms import alike
from agent.types import Element

_LABEL = 0.98  # what is written on a thing counts a little more than what it is called by
_BESIDE = 0.97
_CONTENT = 0.92  # what is in a field may be its name (a placeholder), or just its contents
_WHOLE = 0.78  # what is below is but a part of a name
_OCCURS = 0.6
_QUOTED_OTHERWISE = 0.5  # of names in quotes that fit only loosely: shown as near, never taken


@dataclass(frozen=True)
class Naming:
    """How well a name fits (0..1), and the evidence in words."""

    score: float
    evidence: str = ""


def naming(scene: Scene, index: int, name: str, exact: bool, labels: Mapping[int, int]) -> Naming:
    """The best of what is written on the element, what it is called, and the label beside it."""
    element = scene.elements[index]
    on_it = _CONTENT if element.kind in FIELDS and (element.label or index in labels) else 1.0
    fits = [_on_it(name, element, exact, on_it), _fit(name, element.label, exact, _LABEL, "label")]
    if index in labels:
        fits.append(_fit(name, scene.elements[labels[index]].text, exact, _BESIDE, "label beside it"))
    return max(fits, key=lambda n: n.score)


def _on_it(name: str, element: Element, exact: bool, weight: float) -> Naming:
    """What is written on it. What merely occurs in the contents of a field is no name of it."""
    fit = _fit(name, element.text, exact, weight, "name")
    occurs = element.kind in FIELDS and fit.score < _WHOLE
    return Naming(fit.score * _OCCURS, fit.evidence) if occurs else fit


def _fit(name: str, text: str, exact: bool, weight: float, source: str) -> Naming:
    match = similarity(name, text, exact)
    if exact and match is NONE:
        loose = max(similarity(name, text), _meaning(name, text), key=lambda m: m.score)
        match = Match(loose.score * _QUOTED_OTHERWISE, loose.how)
    elif not exact:
        match = max(match, _meaning(name, text), key=lambda m: m.score)
    return Naming(match.score * weight, f"{source} {_short(text)!r} {match.how}" if match.score else "")


def _meaning(name: str, text: str) -> Match:
    return Match(alike(name, text), f"means about the same as {name!r}")


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
