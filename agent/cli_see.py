"""The commands that only look: `see` and `find`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from pydantic import Field, ValidationError

from agent.compose import build_eyes, build_screen
from agent.errors import DeskhandError, InstructionError, UsageError
from agent.ground import Grounding, ground
from agent.instruction import parse
from agent.intents import Phrase
from agent.moves import sought
from agent.ports import Eyes
from agent.settings import load
from agent.types import Candidate, Frozen, Kind, Observation
from agent.visible import visible

EXIT = {"found": 0, "ambiguous": 3, "not_found": 3}


class BatchLine(Frozen):
    """One line of `find --batch`."""

    id: str
    image: Path
    instruction: str = Field(max_length=10_000)


def see_command(arguments: argparse.Namespace) -> int:
    """`deskhand see`: the elements of the screen or of pictures."""
    from vision.perceive import see_json

    eyes = build_eyes(load())
    screens: dict[str, list[dict[str, Any]]] = {}
    took: list[float] = []
    for name, observation in _look_at_all(arguments.images, eyes):
        screens[name] = see_json(observation)
        if arguments.overlay is not None:
            _write_overlay(arguments.overlay, name, observation)
        if arguments.json is None:
            _print_elements(name, observation)
        took.append(observation.took)
    if arguments.json is None and len(took) > 1:
        print(f"{len(took)} pictures: median {median(took):.2f} s, slowest {max(took):.2f} s")
    if arguments.json is not None:
        _write_json(arguments.json, {"screens": screens})
    return 0


def _look_at_all(images: list[Path], eyes: Eyes) -> Iterator[tuple[str, Observation]]:
    stems = [image.stem for image in images]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice is not None:
        raise UsageError(f"Two pictures are called “{twice}”; give them one at a time.")
    if not images:
        yield "screen", eyes.look(build_screen().grab())
    for image in images:
        yield image.stem, _look_at(image, eyes)


def _look_at(image: Path, eyes: Eyes) -> Observation:
    from vision.capture import PictureScreen

    return eyes.look(PictureScreen(image).grab())


def _print_elements(name: str, observation: Observation) -> None:
    print(f"{name}: {len(observation.elements)} elements in {observation.took:.1f} s")
    for element in observation.elements:
        states = f" ({', '.join(sorted(element.states))})" if element.states else ""
        box = ",".join(str(value) for value in element.box.as_list())
        print(visible(f"  {element.kind:<14} {box:<20} {element.name}{states}"))


def _write_overlay(folder: Path, name: str, observation: Observation) -> None:
    from PIL import Image

    from vision.overlay import draw

    picture = Image.fromarray(draw(observation.frame.pixels, observation.elements))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(folder / f"{name}.png")
    except OSError as error:
        raise UsageError(f"The overlay cannot be written to {folder}: {error.strerror}.") from error


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    if str(path) == "-":
        print(text)
        return
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The answer cannot be written to {path}: {error.strerror}.") from error


def find_command(arguments: argparse.Namespace) -> int:
    """`deskhand find`: where something is."""
    if (arguments.query is None) == (arguments.batch is None):
        raise UsageError(
            'Say what to find, for example: deskhand find "the Save button", or give --batch FILE.'
        )
    if arguments.batch is not None:
        if arguments.screen is not None:
            raise UsageError("--screen goes with a single query; in a batch each line names its image.")
        return _find_batch(arguments.batch, arguments.json)
    if not arguments.query.strip():
        raise UsageError('Say what to find, for example: deskhand find "the Save button".')
    eyes = build_eyes(load())
    observation = _look_at(arguments.screen, eyes) if arguments.screen else eyes.look(build_screen().grab())
    record = _found(arguments.query, observation)
    _write_json(arguments.json or Path("-"), record)
    return EXIT[record["outcome"]]


def _find_batch(batch: Path, out: Path | None) -> int:
    """Every picture is looked at once, however many instructions ask about it."""
    lines = _read_batch(batch)
    eyes = build_eyes(load())
    answers: dict[str, dict[str, Any]] = {}
    for image in dict.fromkeys(line.image for line in lines):
        path = image if image.is_absolute() or image.exists() else batch.parent / image
        observation = _look_at(path, eyes)
        for line in lines:
            if line.image == image:
                answers[line.id] = _found(line.instruction, observation)
    _write_json(out or Path("-"), {"instructions": {line.id: answers[line.id] for line in lines}})
    return 0


def _read_batch(batch: Path) -> list[BatchLine]:
    try:
        text = batch.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The batch file {batch} cannot be read: {error}.") from error
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                lines.append(BatchLine.model_validate_json(line))
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                raise UsageError(f"Line {number} of {batch} is wrong: {reason}.") from error
    return lines


def _found(query: str, observation: Observation) -> dict[str, Any]:
    try:
        phrase, prefer = _phrase(query)
    except DeskhandError as error:
        return _record(Grounding(outcome="not_found", candidates=(), reason=str(error)))
    return _record(ground(phrase, observation, prefer))


def _phrase(query: str) -> tuple[Phrase, frozenset[Kind]]:
    """What an instruction looks for first; words that are no instruction are taken as a name."""
    try:
        intents = parse(query)
    except InstructionError:
        return Phrase(words=query, name=query.strip()), frozenset()
    wanted = sought(intents[0])
    if wanted is None:
        raise UsageError(f"“{query}” names nothing that could be found on a screen.")
    return wanted


def _record(grounding: Grounding) -> dict[str, Any]:
    best = grounding.candidates[0] if grounding.candidates else None
    second = grounding.candidates[1] if len(grounding.candidates) > 1 else None
    found = grounding.outcome == "found" and best is not None
    return {
        "point": [best.point.x, best.point.y] if found and best else None,
        "box": best.element.box.as_list() if found and best else None,
        "score": round(best.score, 4) if best else 0.0,
        "runner_up": _brief(second) if second else None,
        "outcome": grounding.outcome,
        "reason": grounding.reason,
        "candidates": [_brief(candidate) for candidate in grounding.candidates],
    }


def _brief(candidate: Candidate) -> dict[str, Any]:
    return {
        "point": [candidate.point.x, candidate.point.y],
        "box": candidate.element.box.as_list(),
        "kind": candidate.element.kind,
        "text": candidate.element.name,
        "score": round(candidate.score, 4),
    }
