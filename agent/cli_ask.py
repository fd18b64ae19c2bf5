"""`deskhand ask`: a question on what was on the screen, asked of the language model that is set up.

The run's pictures go to it in the order of time, each with its mark: "what changed since I clicked Send?"
"""

from __future__ import annotations

import argparse
import io
import secrets
import sys
from pathlib import Path
from threading import Event

import numpy as np

from agent.compose import build_model, build_screen
from agent.errors import JournalError, UsageError
from agent.journal import SqliteJournal
from agent.journal_records import Picture as Stored
from agent.journal_records import RunRecord
from agent.messages import Picture, Request
from agent.mind.hiding import plain
from agent.mind.prompt import Moment, one_line, question_messages
from agent.mind.prompt import told as in_words
from agent.mind.shown import PAST_PIXELS, shrunk
from agent.ports import LanguageModel
from agent.privacy import Private
from agent.settings import Settings, load
from agent.types import Act, Frame
from agent.visible import visible

MOST_PICTURES = 8
MOST_TOKENS = 500


def ask_command(arguments: argparse.Namespace) -> int:
    """Prints the answer as it comes."""
    settings = load(planner=arguments.planner)
    model = build_model(settings)
    moments, done = _told(arguments, settings, bool(model.sends_to))
    if model.sends_to:
        print(f"{len(moments)} pictures go to {model.sends_to}.", file=sys.stderr)
    request = Request(
        question_messages(plain(arguments.question), moments, done, f"=== {secrets.token_hex(4)} ==="),
        most_tokens=MOST_TOKENS,
        seconds=settings.model_seconds,
    )
    if arguments.levels is not None:
        _check_levels(model, arguments.levels)
    answer = ""
    for piece in model.stream(request, Event()):
        answer += piece
        print(visible(piece), end="", flush=True)
    print("…" if model.used.cut else "")
    if model.used.cut:
        print(f"The answer was cut short after {MOST_TOKENS} tokens.", file=sys.stderr)
    if arguments.levels is not None:
        _show_levels(model, request, answer, arguments.levels)
    return 0


def _check_levels(model: LanguageModel, folder: Path) -> None:
    """Raises UsageError before anything is asked."""
    if model.kind != "qwen":
        raise UsageError(
            "What is in a model behind a server cannot be seen from here; --levels takes one on this machine."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The pictures cannot be written to {folder}: {error.strerror}.") from error


def _show_levels(model: LanguageModel, request: Request, answer: str, folder: Path) -> None:
    from vision.qwen import QwenModel
    from vision.qwen_explained import draw, explained, told

    assert isinstance(model, QwenModel)
    found = explained(model, request, answer)
    for line in told(found):
        print(line)
    try:
        made = draw(found, request.pictures[-1].pixels, folder)
    except OSError as error:
        raise UsageError(f"The pictures cannot be written to {folder}: {error.strerror}.") from error
    print(f"Drawn: {', '.join(str(path) for path in made)}")


def _told(arguments: argparse.Namespace, settings: Settings, leaves: bool) -> tuple[list[Moment], list[str]]:
    """The pictures of a run and what was done in it; the screen alone where none is named."""
    if arguments.run is None:
        return [Moment(0.0, _now(settings, leaves))], []
    journal = SqliteJournal(settings.data_dir)
    return moments_of(journal.run(arguments.run), journal)


def _now(settings: Settings, leaves: bool) -> Picture:
    from agent.journal_redact import masked

    frame: Frame = build_screen().grab()
    private = Private(settings.private_windows, settings.private_regions)
    return Picture(masked(frame, private.boxes(frame) if leaves else ()))


def moments_of(record: RunRecord, journal: SqliteJournal) -> tuple[list[Moment], list[str]]:
    """The last pictures of a run, in order, each a moment after it began; the acts with their times.

    What was secret or private is blacked out in them already. Raises JournalError where there are none.
    """
    moments, done, begun = [], [], record.row.begun
    for step in record.steps:
        at = step.intended_at - begun
        if isinstance(step.decision, Act):
            done.append(one_line(f"<{at:.1f} seconds> {in_words(step.decision.action)}"))
        for stored, seconds in (
            (step.before, at),
            (step.after, (step.concluded_at or step.intended_at) - begun),
        ):
            if stored is not None:
                moments.append((seconds, stored))
    if not moments:
        raise JournalError(f"Run {record.row.number} has no pictures to ask about.")
    kept = moments[-MOST_PICTURES:]
    return [Moment(seconds, _picture(stored, journal)) for seconds, stored in kept], done


def _picture(stored: Stored, journal: SqliteJournal) -> Picture:
    from PIL import Image

    with Image.open(io.BytesIO(journal.picture(stored.digest))) as image:
        pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return Picture(shrunk(pixels, PAST_PIXELS))
