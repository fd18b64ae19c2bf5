"""Whether a condition of a macro holds on what is seen now. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from agent.grounding.kinds import TICKABLE, akin
from agent.grounding.letters import fold, normalise, squeeze
from agent.grounding.scene import scene_of
from agent.macro import ActStep, Check
from agent.replaying.finding import find
from agent.types import Candidate, Element, Observation


def holds(check: Check, seen: Observation, pictures: Mapping[str, bytes] | None = None) -> bool:
    """Also right for what must not be there (`present` false)."""
    return _there(check, seen, pictures or {}) == check.present


def asks_tick(check: Check | None) -> bool:
    """Whether it is about a box that is to be ticked, or is not to be."""
    return check is not None and check.sees == "mark" and check.state == "checked" and not check.words


def is_so_already(
    step: ActStep, found: Mapping[str, Candidate], seen: Observation, pictures: Mapping[str, bytes]
) -> bool:
    """Whether a click that is to tick a box, or to take its tick away, has nothing to do."""
    target = found.get("target")
    if target is None or step.expect is None or not asks_tick(step.expect) or step.act.kind != "click":
        return False
    return target.element.kind in TICKABLE and holds(step.expect, seen, pictures)


def _there(check: Check, seen: Observation, pictures: Mapping[str, bytes]) -> bool:
    if check.sees == "window":
        return any(says(w.title, check.words) for w in seen.frame.windows if not w.ours)
    if check.sees == "words":
        scene = scene_of(seen)
        shown = [e for i, e in enumerate(scene.elements) if not scene.is_ours(i)]
        return any(_shows(e, check) for e in shown) or (check.kind is None and _in_lines(shown, check.words))
    assert check.mark is not None
    found = find(check.mark, seen, pictures)
    if found.outcome != "found":
        return False
    element = found.candidates[0].element
    right_state = check.state is None or check.state in element.states
    return right_state and (not check.words or says(element.text, check.words))


def _shows(element: Element, check: Check) -> bool:
    if check.kind is not None and not akin(element.kind, check.kind):
        return False
    return says(element.text, check.words) or says(element.label, check.words)


def _in_lines(shown: list[Element], words: str) -> bool:
    """A sentence may go over several lines of text."""
    return says(" ".join(e.text for e in shown if e.kind in ("label", "heading")), words)


def says(text: str, words: str) -> bool:
    """Whether a text holds the words, spaces and a reader's slips forgiven."""
    if not text:
        return False
    one, other = normalise(text), normalise(words)
    if other in one or squeeze(other) in squeeze(one):
        return True
    return len(other) >= 4 and fold(other) in fold(one)
