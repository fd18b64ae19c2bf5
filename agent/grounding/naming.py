"""How well one element of a scene answers to a name, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agent.grounding.kinds import FIELDS, WRITABLE
from agent.grounding.letters import is_cjk, normalise
from agent.grounding.match import NONE, Match, similarity
from agent.grounding.scene import Scene
from agent.grounding.synonyms import WHOLE, alike, is_look
from agent.types import Element

_LABEL = 0.98  # what is written on a thing counts a little more than what it is called by
_BESIDE = 0.97
_CHANCE = 0.85  # a text by a field that nothing is to be written into
_BORROWED = 0.85  # called by a text that names another field
_CONTENT = 0.92  # what is in a field may be its name (a placeholder), or just its contents
_WHOLE = 0.78  # what is below is but a part of a name
_LIKE = 0.87  # what is below is called so by its meaning
_DRAWN = 0.94  # the eye may be wrong about a picture …
_FAINT = 0.55  # … and this is what one counts that hardly looks like it
_ALIAS = 0.9  # so much of an alias must be said
_PLACEHOLDER = 0.9
_OCCURS = 0.6
_IN_ROW = 0.63
_QUOTED_OTHERWISE = 0.5  # of names in quotes that fit only loosely: shown as near, never taken
_LINES = frozenset({"label", "heading", "link"})  # as wide as what is written on them

Part = tuple[float, float]


@dataclass(frozen=True)
class Naming:
    """How well a name fits (0..1), the evidence in words, and where along the element's text the name stands
    (from, to in 0..1) when it is only a part of it. Not `sure`: it may be another name, to be asked about."""

    score: float
    evidence: str = ""
    part: Part | None = None
    sure: bool = True


def naming(scene: Scene, index: int, name: str, exact: bool, writing: bool) -> Naming:
    """The best of what is written on the element, what it is called, and the label beside it."""
    element, labels = scene.elements[index], scene.labels_for(writing)
    on_it = _CONTENT if element.kind in FIELDS and (element.label or index in labels) else 1.0
    called = _LABEL if writing or element.kind not in WRITABLE else _CHANCE
    called = called * _BORROWED if index in scene.borrowed else called
    called = _guessed(element.aliases[0][1]) if element.aliases else called
    fits = [_on_it(name, element, exact, on_it), _fit(name, element.label, exact, called, "label")]
    if index in labels:
        fits.append(_fit(name, scene.elements[labels[index]].text, exact, _BESIDE, "label beside it"))
    fits.append(_drawn(name, element))
    return max(fits, key=lambda n: n.score)


def _drawn(name: str, element: Element) -> Naming:
    """What the picture of a thing without words may mean; in quotes too, since there is nothing to quote."""
    if element.text or not element.aliases:
        return Naming(0.0)
    fits = ((similarity(name, called).score * _guessed(chance), called) for called, chance in element.aliases)
    fit, called = max(fits)
    if fit < _FAINT * _ALIAS:
        return Naming(0.0)
    return Naming(fit, f"its picture looks like {called!r}")


def _guessed(chance: float) -> float:
    """What a name counts that is a guess at a picture."""
    return _FAINT + (_DRAWN - _FAINT) * chance


def _on_it(name: str, element: Element, exact: bool, weight: float) -> Naming:
    """What is written on it. A gear may well be drawn beside "Settings", but was not seen."""
    fit = _fit(name, element.text, exact, weight, "name")
    if fit.score < _LIKE and is_look(name) and any(letter.isalnum() for letter in element.text):
        fit = replace(fit, sure=False)
    if fit.score >= _WHOLE or not fit.score:
        return fit
    if element.kind in FIELDS:
        short = len(element.text.split()) <= 4 and "/" not in element.text
        return replace(fit, score=fit.score * (_PLACEHOLDER if short else _OCCURS))
    if element.kind in _LINES:
        part = _part(normalise(name), normalise(element.text))
        in_row = part is not None and not exact and _is_row(name, element.text)
        return replace(fit, part=part, score=max(fit.score, _IN_ROW) if in_row else fit.score)
    return fit


def _part(name: str, text: str) -> Part | None:
    """Where in a line of text a name stands, in shares of its length."""
    at = f" {text} ".find(f" {name} ")
    at = at if at >= 0 else text.find(name)
    return (at / len(text), (at + len(name)) / len(text)) if at >= 0 and text else None


def _is_row(name: str, text: str) -> bool:
    """Whether a line is several names that the reader took for one: "Edit View Help", "文件 编辑 查看"."""
    names = text.split()
    run = len(name.split())
    starts = range(len(names) - run + 1)
    return (
        3 <= len(names) <= 8
        and all(n[0].isupper() or is_cjk(n[0]) for n in names)
        and any(normalise(" ".join(names[i : i + run])) == normalise(name) for i in starts)
    )


def _fit(name: str, text: str, exact: bool, weight: float, source: str) -> Naming:
    match = similarity(name, text, exact)
    if exact and match is NONE:
        loose = max(similarity(name, text), _meaning(name, text), key=lambda m: m.score)
        match = Match(loose.score * _QUOTED_OTHERWISE, loose.how)
    elif not exact:
        match = max(match, _meaning(name, text), key=lambda m: m.score)
    evidence = f"{source} {_short(text)!r} {match.how}" if match.score else ""
    return Naming(match.score * weight, evidence, sure=match.sure)


def _meaning(name: str, text: str) -> Match:
    score = alike(name, text)
    return Match(score, f"means about the same as {name!r}", sure=score >= WHOLE)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
