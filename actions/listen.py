"""The ear of this machine: hears the person's keys, buttons and motion for a recording.

What is heard, and the Protocol `Ear`, are in agent/recording/heard.py.
"""

from __future__ import annotations

import os
import sys

from agent.recording.heard import Ear


def open_ear(display: str | None = None) -> Ear:
    """For `display` (None: this process's). Hears nothing before it is started.

    Raises NoDisplayError, NotSupportedError.
    """
    if sys.platform in ("win32", "darwin"):
        from actions.listen_other import OtherEar

        return OtherEar()
    from actions.listen_x11 import X11Ear

    return X11Ear(display or os.environ.get("DISPLAY", ""))
