"""The data factory: `python -m vision.training.scenes --out DIR --count N --seed S [--jobs J] [--assets
DIR]`.

Draws N scenes without a screen and writes them as lossless WebP with JSON beside (scene.py). Scene number i
of seed S is always the same scene on one machine (fonts and icon themes of the machine show in it).
`--assets` names a folder whose fonts (*.ttf, *.otf) and icon themes (*.svg, at any depth) are used too;
nothing of them is shipped.
`--web` draws web pages and desktops of programs in a headless Chromium instead (web.py).
`--pack DIR` puts all scenes of `--out` into zip files of at most 60 MiB, for a machine without Qt.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from agent.types import Pixels
from vision.training.scene import SceneTruth, pack, save_scene
from vision.training.web import draw_pages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FONTS = ("DejaVu Sans", "Noto Sans", "Cantarell", "Liberation Sans", "Open Sans", "Roboto", "Inter", "Lato")
RARE_FONTS = (
    "Nimbus Sans",
    "Liberation Serif",
    "DejaVu Serif",
    "Noto Serif",
    "Hack",
    "DejaVu Sans Mono",
    "P052",
)
PIXEL_SIZES = (11, 12, 12, 13, 13, 13, 13, 14, 14, 15, 16, 17, 18)


class Studio:
    """One process's Qt without a screen, its fonts, and a folder for small pictures. Use as a context."""

    def __init__(self, assets: Path | None = None) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.assets = assets
        self._marks = tempfile.TemporaryDirectory(prefix="deskhand-marks-")

    def __enter__(self) -> Studio:
        _ = self.app
        return self

    def __exit__(self, *_: object) -> None:
        self._marks.cleanup()

    @cached_property
    def app(self) -> QApplication:
        from PySide6.QtGui import QFontDatabase
        from PySide6.QtWidgets import QApplication

        existing = QApplication.instance()
        app = existing if isinstance(existing, QApplication) else QApplication(["scenes"])
        for file in sorted(self.assets.rglob("*.[ot]tf")) if self.assets else ():
            QFontDatabase.addApplicationFont(str(file))
        return app

    @cached_property
    def fonts(self) -> tuple[list[str], list[str]]:
        """Families at hand: (common, rare)."""
        from PySide6.QtGui import QFontDatabase

        there = set(QFontDatabase.families())
        common = [f for f in FONTS if f in there] or sorted(there)[:1] or ["Sans"]
        return common, [f for f in RARE_FONTS if f in there] or common

    def draw(self, seed: int, index: int, held_out: bool = False) -> tuple[Pixels, SceneTruth]:
        """Scene `index` of `seed`: picture [H, W, 3] uint8 RGB and truth."""
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QFont

        from vision.training import compose
        from vision.training.icons import Icons
        from vision.training.skin_sheet import Sheet
        from vision.training.skins import palette_of, pick_skin
        from vision.training.widgets import Kit
        from vision.training.words import RIGHT_TO_LEFT, Words

        random = Random(f"{seed}:{index}:{held_out}")
        skin, words = pick_skin(random, held_out), Words.any_language(random)
        self.app.setStyle(skin.style)
        self.app.setPalette(palette_of(skin))
        font = QFont(random.choice(self.fonts[0 if random.random() < 0.85 else 1]))
        font.setPixelSize(random.choice(PIXEL_SIZES))
        if random.random() < 0.15:
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.app.setFont(font)
        direction = Qt.LayoutDirection
        rtl = words.language in RIGHT_TO_LEFT
        self.app.setLayoutDirection(direction.RightToLeft if rtl else direction.LeftToRight)
        icons = Icons(random, skin, (str(self.assets),) if self.assets else ())
        sheet = "" if skin.native else Sheet(random, skin, Path(self._marks.name)).text()
        pixels, truth = compose.draw(Kit(random, words, skin, icons), sheet)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.app.processEvents()
        return pixels, truth


def draw_range(out: Path, seed: int, start: int, stop: int, held_out: bool, assets: Path | None) -> int:
    """Draws scenes start … stop - 1 into `out`, leaving alone those that are there; returns how many were
    drawn."""
    drawn = 0
    with Studio(assets) as studio:
        for index in range(start, stop):
            name = f"{'h' if held_out else 's'}{seed}-{index:06d}"
            if not (out / f"{name}.json").exists():
                save_scene(out, name, *studio.draw(seed, index, held_out))
                drawn += 1
    return drawn


def _submit(pool: ProcessPoolExecutor, options: argparse.Namespace, start: int, stop: int) -> Future[int]:
    if options.web:
        return pool.submit(
            draw_pages, options.out, options.seed, start, stop, options.held_out, options.assets
        )
    return pool.submit(draw_range, options.out, options.seed, start, stop, options.held_out, options.assets)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="in looks that training never sees")
    parser.add_argument("--web", action="store_true", help="pages in a headless Chromium instead of Qt")
    parser.add_argument("--assets", type=Path)
    parser.add_argument("--pack", type=Path)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    share = max(1, min(100, -(-options.count // max(1, options.jobs))))
    starts = range(0, options.count, share)
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [_submit(pool, options, a, min(a + share, options.count)) for a in starts]
        drawn = sum(job.result() for job in jobs)
    took = time.monotonic() - begun
    sys.stdout.write(f"{drawn} scenes drawn in {took:.0f} s ({took / max(1, drawn) * 1000:.0f} ms each)\n")
    if options.pack:
        packs = pack(options.out, options.pack)
        sys.stdout.write(f"{len(packs)} files in {options.pack}\n")


if __name__ == "__main__":
    main()
