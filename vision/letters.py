"""Crops of a picture as letter_net.py takes them, and which of them it is asked about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.types import Pixels

SIDE = 24  # pixels
NARROW = 1.7  # of a crop's height: a wider one is no icon
NO_LETTERS = -2.0  # logit below which there are none: of letters one in a hundred is called so
FAINT = 8.0  # levels: a weaker picture is not made stronger than this allows


def is_narrow(crop: Pixels) -> bool:
    return bool(crop.shape[1] < NARROW * crop.shape[0])


def as_signs(crops: Sequence[Pixels]) -> NDArray[np.float32]:
    """[H, W, 3] each → [n, 1, 24, 24]: how far it differs from its rim, ink positive, at most 1."""
    return np.stack([_sign(crop) for crop in crops])[:, None]


def _sign(crop: Pixels) -> NDArray[np.float32]:
    import cv2

    grey = crop.astype(np.float32).mean(axis=2)
    height, width = grey.shape
    scale = SIDE / max(height, width)
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(grey, (wide, high), interpolation=way), np.float32)
    rim = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    ink = small - np.median(rim)
    ink /= max(float(np.abs(ink).max()), FAINT)
    sign = np.zeros((SIDE, SIDE), np.float32)
    top, left = (SIDE - high) // 2, (SIDE - wide) // 2
    sign[top : top + high, left : left + wide] = ink if ink.sum() >= 0 else -ink
    return sign
