"""At every scale factor of Qt the marks lie round their target on the real screen, and our windows are known
at their true size (research: R11).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from actions.desktop_x11 import X11Desktop
from actions.virtual import VirtualDesktop, end_group
from agent.types import Box
from ui import theme
from vision.capture import ScreenCapture

HERE = Path(__file__).parent
TARGET = Box(x0=500, y0=300, x1=620, y1=340)
BESIDE = 14  # pixels from the target's edge to the outer edge of its mark, at the most, at 100 %


@pytest.mark.live
@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_marks_lie_round_their_target(scale: str) -> None:
    with VirtualDesktop(1000, 700) as desktop, X11Desktop(desktop.display) as eyes:
        environment = desktop.environment() | {
            "QT_SCALE_FACTOR": scale,
            "PYTHONPATH": f"{HERE.parent}:{HERE}",
        }
        command = [sys.executable, str(HERE / "scaled_app.py"), *map(str, TARGET.as_list())]
        app: subprocess.Popen[str] = desktop.start(
            command, environment=environment, stdout=subprocess.PIPE, text=True
        )
        assert app.stdout is not None
        assert app.stdout.readline() == "shown\n"
        eyes.own(app.pid)
        ours = [w for w in eyes.windows() if w.title == "Scaled"]
        pixels = ScreenCapture(display=desktop.display).grab().pixels
        end_group(app)
    assert len(ours) == 1
    assert ours[0].ours
    factor = float(scale)
    assert abs(ours[0].box.width - 200 * factor) <= 12  # with its frame
    mark = np.array([int(theme.LIGHT.mark[i : i + 2], 16) for i in (1, 3, 5)])
    ys, xs = np.nonzero((np.abs(pixels.astype(int) - mark) < 24).all(axis=2))
    assert len(ys) > 100
    round_it = TARGET.grown(round(BESIDE * factor))
    assert round_it.x0 <= xs.min() <= TARGET.x0
    assert round_it.y0 <= ys.min() <= TARGET.y0
    assert TARGET.x1 - 1 <= xs.max() < round_it.x1
    assert TARGET.y1 - 1 <= ys.max() < round_it.y1
