"""What a training run is told: `deskhand train --help`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

ABOUT = """Training: `deskhand train --scenes DIR --out DIR --minutes M`, on a CPU or a GPU.

A run goes on where it stopped. The first minute is a probe of the throughput, from which the number of steps
in the given minutes is foretold. With `--meaning-from STEP` the ViT and the fusion join at that step (exact,
since their way in starts at zero). Progress goes to standard output, to <out>/log.jsonl and, as a picture, to
<out>/curves.png; a checkpoint is written every `--every` seconds. Several GPUs: start it with torchrun.
"""


@dataclass(frozen=True)
class Options:
    """What a run is told. `minutes` counts this call; the rest may be changed when resuming."""

    scenes: Path
    out: Path
    # weights to begin from when `out` holds no checkpoint, several parted by commas (later ones take
    # precedence); what does not fit begins afresh
    start: str = ""
    minutes: float = 60.0
    steps: int = 0  # stop at this step (0: when the minutes are over)
    batch: int = 8
    side: int = 384
    rate: float = 1.5e-3
    warm_up: int = 60
    decay_from: float = 0.7  # of the minutes; the rate then falls in a line to a fiftieth
    average: float = 0.997
    meaning_from: int = 0
    skip: float = 0.0  # share of steps without the ViT: quicker, and the model learns to see without it too
    every: float = 60.0
    seed: int = 0
    threads: int = 2
    workers: int = -1  # processes that cut crops; -1: one a core beside a GPU, none on a CPU
    share: int = 2  # crops from one picture
    taught: float = 0.33  # the rate of what icon_school taught, as a share of the others' (0: left as it is)
    frozen: int = -1  # fine-tuning: the pyramid and so many of the ViT's layers stay as they are (-1: none)
    also: str = ""  # fine-tuning: a folder of general scenes, which half of the crops then come from
    device: str = "auto"


def options_of(arguments: Sequence[str] | None = None) -> Options:
    """The options of a command line (this process's own where none is given)."""
    parser = argparse.ArgumentParser(
        prog="deskhand train", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for field in fields(Options):
        name = f"--{field.name.replace('_', '-')}"
        if field.name in ("scenes", "out"):
            parser.add_argument(name, type=Path, required=True)
        else:
            parser.add_argument(name, type=type(field.default), default=field.default)
    return Options(**vars(parser.parse_args(arguments)))
