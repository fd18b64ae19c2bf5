"""The commands that only look: `see` and `find`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any

from agent.batch import BatchLine, read_batch
from agent.compose import build_eyes, build_screen
from agent.errors import DeskhandError, UsageError
from agent.finding import found, not_looked, wanted
from agent.ports import Eyes
from agent.settings import load
from agent.types import Observation
from agent.visible import visible

EXIT = {"found": 0, "ambiguous": 3, "not_found": 3}


def see_command(arguments: argparse.Namespace) -> int:
    """`deskhand see`: the elements of the screen or of pictures."""
    from vision.perceive import see_json

    _check_out(arguments.json)
    for folder in (arguments.overlay, arguments.gates):
        if folder is not None:
            _make_folder(folder)
    if arguments.query is not None and arguments.gates is None:
        raise UsageError("--query goes with --gates DIR, where the answer is drawn.")
    eyes = build_eyes(load(explain=True if arguments.query else None))
    screens: dict[str, list[dict[str, Any]]] = {}
    took: list[float] = []
    for name, observation in _look_at_all(arguments.images, eyes, arguments.query or ""):
        screens[name] = see_json(observation)
        if arguments.overlay is not None:
            _write_overlay(arguments.overlay, name, observation)
        if arguments.gates is not None:
            _write_gates(arguments.gates, name, observation, arguments.query or "")
        if arguments.json is None:
            _print_elements(name, observation)
        took.append(observation.took)
    if arguments.json is None and len(took) > 1:
        print(f"{len(took)} pictures: median {median(took):.2f} s, slowest {max(took):.2f} s")
    if arguments.json is not None:
        _write_json(arguments.json, {"screens": screens})
    return 0


def _look_at_all(images: list[Path], eyes: Eyes, query: str) -> Iterator[tuple[str, Observation]]:
    stems = [image.stem for image in images]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice is not None:
        raise UsageError(f"Two pictures are called “{twice}”; give them one at a time.")
    if not images:
        yield "screen", eyes.look(build_screen().grab(), query)
    for image in images:
        yield image.stem, _look_at(image, eyes, query)


def _look_at(image: Path, eyes: Eyes, query: str = "") -> Observation:
    from vision.capture import PictureScreen

    return eyes.look(PictureScreen(image).grab(), query)


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
    with _drawing(folder):
        picture.save(folder / f"{name}.png")


def _write_gates(folder: Path, name: str, observation: Observation, query: str) -> None:
    """The levels' weights as bars, and what the query is taken to mean as warmth on the picture.

    Raises UsageError where no model looked: the rules have no levels.
    """
    from PIL import Image

    from vision.gates import bars, warmth

    if not observation.gates:
        raise UsageError(
            "The gates are the model's, and it did not look here: choose it with DESKHAND_EYE=auto, and see "
            "`deskhand doctor` for what it needs."
        )
    title = f"{name}: what each level weighed" + (f" for “{query}”" if observation.meant else "")
    with _drawing(folder):
        Image.fromarray(bars(observation.gates, title)).save(folder / f"{name}-gates.png")
        if observation.meant:
            Image.fromarray(warmth(observation)).save(folder / f"{name}-meant.png")


def _make_folder(folder: Path) -> None:
    """Raises UsageError before any work when the pictures could not be written."""
    with _drawing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass


@contextmanager
def _drawing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"The picture cannot be written to {folder}: {error.strerror}.") from error


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if str(path) == "-":
        print(text)
        return
    with _writing(path):
        path.write_text(text + "\n", encoding="utf-8")


def _check_out(path: Path | None) -> None:
    """Raises UsageError before any work when its outcome could not be written. Nothing is left behind."""
    if path is None or str(path) == "-" or (path.exists() and not path.is_file() and not path.is_dir()):
        return  # a pipe is not opened twice
    new = not path.exists()
    with _writing(path):
        path.open("ab").close()
        if new:
            path.unlink()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"The answer cannot be written to {path}: {error.strerror}.") from error


def find_command(arguments: argparse.Namespace) -> int:
    """`deskhand find`: where something is."""
    if arguments.query is not None and arguments.batch is not None:
        raise UsageError("Give either one thing to find or --batch FILE, not both.")
    _check_out(arguments.json)
    if arguments.batch is not None:
        if arguments.screen is not None:
            raise UsageError("--screen goes with a single query; in a batch each line names its image.")
        return _find_batch(arguments.batch, arguments.json)
    if not (arguments.query or "").strip():
        raise UsageError(
            'Say what to find, for example: deskhand find "the Save button", or give --batch FILE.'
        )
    phrase = wanted(arguments.query)
    eyes = build_eyes(load())
    observation = _look_at(arguments.screen, eyes) if arguments.screen else eyes.look(build_screen().grab())
    record = found(phrase, observation)
    _write_json(arguments.json or Path("-"), record)
    return EXIT[record["outcome"]]


def _find_batch(batch: Path, out: Path | None) -> int:
    """Every picture is looked at once, however many instructions ask about it; a bad one costs no other."""
    lines = read_batch(batch)
    eyes = build_eyes(load())
    answers: dict[str, dict[str, Any]] = {}
    for image in dict.fromkeys(line.image for line in lines):
        asked = [line for line in lines if line.image == image]
        answers |= _answers(asked, asked[0].image_beside(batch), eyes)
    _write_json(out or Path("-"), {"instructions": {line.key: answers[line.key] for line in lines}})
    errors = [answers[line.key]["error"] for line in lines if "error" in answers[line.key]]
    if errors:
        raise DeskhandError(f"{len(errors)} of {len(lines)} lines were not answered; the first: {errors[0]}")
    return 0


def _answers(lines: list[BatchLine], image: Path, eyes: Eyes) -> dict[str, dict[str, Any]]:
    """What one picture says to the lines that ask about it."""
    try:
        observation = _look_at(image, eyes)
    except DeskhandError as error:
        return {line.key: not_looked(str(error)) for line in lines}
    return {line.key: _answer(line.instruction, observation) for line in lines}


def _answer(instruction: str, observation: Observation) -> dict[str, Any]:
    try:
        return found(wanted(instruction), observation)
    except UsageError as error:
        return not_looked(str(error))
