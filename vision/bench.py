"""How long looking takes here: `make bench`, or `python -m vision.bench [--screen FILE | --screens FOLDER]`.

Seconds of a warm process, and their ratio to one fixed product of two matrices that is timed beside them, so
that figures of two machines can be compared. Without a picture, one is drawn: a desktop full of controls at
1280×800. With a folder, all its pictures are looked at one after the other in one process, each changed in
parts: what one waits for in daily use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from agent.errors import UsageError
from agent.ground import ground
from agent.intents import Phrase
from agent.settings import load
from agent.types import Frame, Observation, Pixels
from vision.loading import WEIGHTS, eye_or_none, load_eye, reader_for, runtimes
from vision.perceive import SEEN_LEAST, DesktopEyes
from vision.proposals import GeometricProposer
from vision.reader import Reader
from vision.runtime import EyeModel
from vision.shaped_graph import AGAIN

SIDE = 1024  # of the yardstick's matrices
ROUNDS = 5
BANDS = (1, 3, 5, 7)
DIALOG = (400, 256)  # pixels, a tenth of 1280×800
WANTED = 0.6  # seconds after a change of a tenth
NAMES = ("Save", "Open", "Cancel", "OK", "Help", "Search", "File", "Edit", "Name", "Close")
Row = tuple[str, float]


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in seconds."""
    took = []
    for _ in range(rounds):
        start = perf_counter()
        act()
        took.append(perf_counter() - start)
    return min(took)


def yardstick() -> float:
    """Seconds for one product of two 1024×1024 matrices in single precision."""
    one = np.random.default_rng(0).random((SIDE, SIDE), np.float32)
    return best(lambda: one @ one, 7)


def model_rows(pixels: Pixels, models: Sequence[EyeModel]) -> Iterator[Row]:
    """Each runtime's model by itself."""
    for model in models:
        for _ in range(AGAIN):
            model.look(pixels, SEEN_LEAST)
        model.settle()
        yield f"the model, {model.name}", best(lambda m=model: m.look(pixels, SEEN_LEAST))  # type: ignore[misc]


def look_rows(pixels: Pixels, new_eyes: Callable[[], DesktopEyes]) -> Iterator[Row]:
    """The whole look: a first frame, a tenth of it changed, nothing changed, ten questions."""
    eyes = new_eyes()
    # loads what is loaded once, and meets the sizes of a screen: the same one, mirrored, says other things
    eyes.look(Frame(pixels=np.ascontiguousarray(pixels[:, ::-1])))
    start = perf_counter()
    seen = eyes.look(Frame(pixels=pixels))
    yield "look at a first frame", perf_counter() - start
    yield "… a tenth of it changed", median(_timed(eyes, pixels, changed) for changed in bands(pixels))
    same = Frame(pixels=pixels.copy())
    eyes.look(same)
    yield "… nothing changed", best(lambda: eyes.look(same))
    yield "ten questions about it", best(lambda: ask(seen))


def bands(pixels: Pixels) -> Iterator[Pixels]:
    """The screen with one of ten bands turned round, left to right, at four heights: its text is new."""
    high = pixels.shape[0] // 10
    for part in BANDS:
        changed, band = pixels.copy(), slice(part * high, (part + 1) * high)
        changed[band] = pixels[band][:, ::-1]
        yield changed


def boxes(pixels: Pixels, donors: Sequence[Pixels]) -> Iterator[Pixels]:
    """The screen with a piece of other screens laid over it, as large as a dialog."""
    width, height = DIALOG
    for donor in donors:
        high, wide = min(donor.shape[0], pixels.shape[0]), min(donor.shape[1], pixels.shape[1])
        if high > 272 + height and wide > 440 + width:
            changed = pixels.copy()
            changed[272 : 272 + height, 440 : 440 + width] = donor[250 : 250 + height, 420 : 420 + width]
            yield changed


def _timed(eyes: DesktopEyes, before: Pixels, after: Pixels) -> float:
    """Seconds of a look at a screen that was seen as it was before."""
    eyes.look(Frame(pixels=before))
    start = perf_counter()
    eyes.look(Frame(pixels=after))
    return perf_counter() - start


def folder_lines(
    screens: dict[str, Pixels], eyes: DesktopEyes, settle: Callable[[], object] = lambda: None
) -> Iterator[str]:
    """Each screen's first look and its changes in seconds, then all of them."""
    pictures = list(screens.values())
    for _ in range(AGAIN):
        eyes.look(Frame(pixels=np.ascontiguousarray(pictures[0][:, ::-1])))
        eyes.look(Frame(pixels=pictures[0]))
    settle()
    firsts, changes = [], []
    for number, (name, pixels) in enumerate(screens.items()):
        start = perf_counter()
        eyes.look(Frame(pixels=pixels))
        firsts.append(perf_counter() - start)
        donors = [pictures[(number + apart) % len(pictures)] for apart in (1, 2)]
        took = [_timed(eyes, pixels, changed) for changed in (*bands(pixels), *boxes(pixels, donors))]
        changes += took
        yield f"{name:24s} first {firsts[-1]:.2f}  changes {' '.join(f'{t:.2f}' for t in took)}"
    yield f"first looks: median {median(firsts):.2f} s, slowest {max(firsts):.2f} s"
    within = sum(took <= WANTED for took in changes)
    yield (
        f"changes of a tenth: median {median(changes):.2f} s, slowest {max(changes):.2f} s, "
        f"{within} of {len(changes)} within {WANTED} s"
    )


def ask(seen: Observation) -> None:
    for name in NAMES:
        ground(Phrase(words=name, name=name), seen)


def other_rows(pixels: Pixels, reader: Callable[[], Reader]) -> Iterator[Row]:
    """What one would use instead: shapes alone, and reading the whole screen."""
    proposer = GeometricProposer()
    yield "shapes alone (contours)", best(lambda: proposer.propose(pixels, []))
    warm = reader()
    warm.read(np.ascontiguousarray(pixels[:, ::-1]))
    start = perf_counter()
    warm.read(pixels)
    yield "reading the whole screen", perf_counter() - start


def drawn_screen() -> Pixels:
    """A desktop full of controls, 1280×800, the same wherever the same fonts are."""
    from vision.training.scenes import Studio

    with Studio() as studio:
        for index in range(40):
            pixels, truth = studio.draw(77, index)
            if truth.size == (1280, 800) and len(truth.elements) > 120:
                break
    return pixels


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--screen", type=Path)
    parser.add_argument("--screens", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    if options.screens:
        _folder(options.screens)
        return
    pixels = _pixels(options.screen) if options.screen else drawn_screen()
    settings = load()
    names = runtimes(settings.cache_dir) if WEIGHTS.is_file() else []
    models = [load_eye(name, settings.cache_dir) for name in names]  # type: ignore[arg-type]
    unit = yardstick()
    height, width = pixels.shape[:2]
    sys.stdout.write(f"{width}×{height}; the yardstick, a {SIDE}² matrix product: {unit * 1000:.1f} ms\n")
    fastest = models[0] if models else None
    rows = [
        *model_rows(pixels, models),
        *look_rows(pixels, lambda: DesktopEyes(reader_for(fastest), fastest)),
        *other_rows(pixels, Reader),
    ]
    for name, seconds in rows:
        sys.stdout.write(f"{name:28s} {seconds:8.3f} s {seconds / unit:9.1f} ×\n")


def _folder(folder: Path) -> None:
    """All pictures of a folder."""
    model = eye_or_none("auto", load().cache_dir, 0)
    screens = {path.stem: _pixels(path) for path in sorted(folder.glob("*.png"))}
    if not screens:
        raise UsageError(f"There are no pictures (*.png) in {folder}.")
    sys.stdout.write(f"the yardstick: {yardstick() * 1000:.1f} ms\n")
    for line in folder_lines(screens, DesktopEyes(reader_for(model), model), model.settle if model else int):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"the yardstick: {yardstick() * 1000:.1f} ms\n")


def _pixels(path: Path) -> Pixels:
    from vision.capture import PictureScreen

    return PictureScreen(path).grab().pixels


if __name__ == "__main__":
    main()
