"""What a step was recorded with, for a report that shows beside it what was seen when it was lost."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape

from agent.macro import Mark, marks, walk
from agent.macros.bundle import Bundle
from agent.macros.words import mark_words
from agent.replaying.turn import StepResult
from agent.visible import visible

NEAR = 5  # neighbours that are told


def lost_html(bundles: Iterable[Bundle], results: Iterable[StepResult]) -> str:
    """HTML for the head of a report: each step that failed, with its recorded target; "" where none did."""
    steps = {step.id: (step, bundle) for bundle in bundles for step in walk(bundle.macro.steps)}
    failed = [result for result in results if result.state == "failed" and result.id in steps]
    return "".join(_step(result, *steps[result.id]) for result in failed)


def _step(result: StepResult, step: object, bundle: Bundle) -> str:
    recorded = "".join(_mark(mark, bundle) for mark in marks(step))
    said = f"<p>{escape(visible(result.sentence))}</p>" if result.sentence else ""
    head = f'<div class="head"><h2>{escape(visible(result.words))}</h2></div>'
    return (
        f'<section class="run">{head}{said}{recorded}'
        "<p>What was seen instead stands in the last picture below.</p></section>"
    )


def _mark(mark: Mark, bundle: Bundle) -> str:
    data = bundle.pictures.get(mark.picture)
    picture = ""
    if data is not None:
        source = base64.b64encode(data).decode("ascii")
        picture = f'<img alt="As it was recorded" src="data:image/png;base64,{source}"> '
    near = ", ".join(f"“{visible(n.name)}”" for n in mark.neighbours[:NEAR])
    beside = f" It stood near {escape(near)}." if near else ""
    return f"<p>{picture}Recorded: {escape(mark_words(mark))}.{beside}</p>"
