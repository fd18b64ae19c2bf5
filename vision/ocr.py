"""The text models of rapidocr (PP-OCR, ONNX files in its wheel): where text stands, and what a crop says.

Knows no screens and keeps nothing between calls. Models are read from the wheel, never from the network.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import queue
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import numpy as np

from agent.errors import ReadError
from agent.types import Box, Pixels
from vision.crops import NARROWEST, ROW_HEIGHT, Reading, cuts, fitted, joined, pieces
from vision.memory import LARGE, give_back
from vision.openvino_setup import prepare_openvino

Engine = Literal["auto", "openvino", "onnxruntime"]
MOST_AT_ONCE = 576_000  # pixels of one detection, some 350 bytes each; larger pictures go in strips
LARGEST = (480, 1200)  # a strip of so many pixels
OVERLAP = 96
GROUP = 4  # narrow crops that are read in one go
MANY = 20  # crops after which the recognisers' memory is given back
MOST_BESIDE = 2  # recognisers that read at the same time


class TextModels:
    """Detector and recogniser, loaded at the first call. Raises ReadError."""

    def __init__(self, engine: Engine = "auto", threads: int = 0) -> None:
        self.engine = _available(engine)
        self._threads = threads or os.cpu_count() or 1
        self._detector: Any = None
        self._recognisers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._beside = 0

    def detect(self, pixels: Pixels) -> list[Box]:
        """Boxes round lines of text, in pixels of the picture [H, W, 3] RGB."""
        height, width = pixels.shape[:2]
        found: list[Box] = []
        for top, bottom in strips(height, max(256, MOST_AT_ONCE // max(1, width))):
            boxes = self._detect_strip(pixels[top:bottom])
            found += _whole(boxes, top, bottom, height, found)
        if height * width > LARGE:
            _relieve(self._detector)
        return found

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]:
        """What lines of text say; each crop is [H, W, 3] RGB."""
        cut_at = [cuts(crop) for crop in crops]
        parts = [part for crop, at in zip(crops, cut_at, strict=True) for part in pieces(crop, at)]
        readings = iter(self._read(parts))
        return [
            joined([next(readings) for _ in range(len(at) + 1)], at, crop.shape[1])
            for crop, at in zip(crops, cut_at, strict=True)
        ]

    def _read(self, parts: Sequence[Pixels]) -> list[Reading]:
        """Two recognisers with a thread each read more in a second than one with two: lines are small
        pictures."""
        if self._beside == 0:
            self._beside = max(1, min(self._threads, MOST_BESIDE))
            for recogniser in _recognisers(self.engine, self._threads, self._beside):
                self._recognisers.put(recogniser)
        pictures = [fitted(part) for part in parts]
        with ThreadPoolExecutor(self._beside, "deskhand-reader") as pool:
            tasks = together([picture.shape[1] * ROW_HEIGHT / picture.shape[0] for picture, _ in pictures])
            said = pool.map(lambda task: self._recognise([pictures[i] for i in task]), tasks)
            readings = dict(zip(chain(*tasks), chain(*said), strict=True))
        if len(parts) >= MANY:
            self._relieve_recognisers()
        return [readings[i] for i in range(len(parts))]

    def _relieve_recognisers(self) -> None:
        taken = [self._recognisers.get() for _ in range(self._beside)]
        _relieve(*taken)
        for recogniser in taken:
            self._recognisers.put(recogniser)

    def _recognise(self, pictures: Sequence[tuple[Pixels, float]]) -> list[Reading]:
        """Pictures of the same width, with the share of each that is text."""
        recogniser = self._recognisers.get()
        try:
            bgr = [np.ascontiguousarray(picture[:, :, ::-1]) for picture, _ in pictures]
            result = _read_all(recogniser, bgr)
        finally:
            self._recognisers.put(recogniser)
        words = result.word_results
        said = zip(result.txts, result.scores, words, pictures, strict=True)
        return [_reading(text, score, info, share) for text, score, info, (_, share) in said]

    def _detect_strip(self, pixels: Pixels) -> list[Box]:
        height, width = pixels.shape[:2]
        if height < 8 or width < 8:
            return []
        first = self._detector is None
        if first:
            self._detector = _load(self.engine, self._threads)
        if first and self.engine == "openvino":
            # it takes memory anew for each larger shape, and keeps the old: so the largest comes first
            _call(self._detector, np.zeros((*LARGEST, 3), np.uint8), det=True)
        result = _call(self._detector, np.ascontiguousarray(pixels[:, :, ::-1]), det=True)
        if result.boxes is None:
            return []
        corners = np.asarray(result.boxes)
        low, high = np.floor(corners.min(axis=1)), np.ceil(corners.max(axis=1))
        return [
            Box(
                x0=max(0, int(a[0])),
                y0=max(0, int(a[1])),
                x1=min(width, int(b[0])),
                y1=min(height, int(b[1])),
            )
            for a, b in zip(low, high, strict=True)
        ]


def _relieve(*ocrs: Any) -> None:
    """Gives back the memory that OpenVINO worked in."""
    sessions = [part.session for ocr in ocrs for part in (ocr.text_det, ocr.text_rec) if part is not None]
    requests = [session.session for session in sessions if hasattr(session.session, "get_compiled_model")]
    give_back(*(request.get_compiled_model() for request in requests))


def _call(ocr: Any, bgr: Pixels, det: bool) -> Any:
    try:
        # all three switches each time: rapidocr keeps those of the call before
        return ocr(bgr, use_det=det, use_cls=False, use_rec=not det, return_word_box=not det)
    except (RuntimeError, ValueError, OSError) as error:
        raise ReadError(f"The text reader failed ({type(error).__name__}); try again.") from error


def strips(height: int, rows: int) -> list[tuple[int, int]]:
    """Rows [top, bottom) of overlapping strips of one height, `rows` at the most: each new shape costs
    memory."""
    count = 1 if height <= rows else -(-(height - OVERLAP) // (rows - OVERLAP))
    high = -(-(height + (count - 1) * OVERLAP) // count)
    tops = [min(i * (high - OVERLAP), height - high) for i in range(count)]
    return [(top, top + high) for top in tops]


def _whole(boxes: list[Box], top: int, bottom: int, height: int, before: list[Box]) -> list[Box]:
    """A strip's boxes in picture pixels, without those that an inner edge cuts or that were found before."""
    moved = [b.moved(0, top) for b in boxes]
    if top > 0:
        moved = [b for b in moved if b.y0 > top + 2 and all(b.iou(a) < 0.3 for a in before)]
    return [b for b in moved if bottom == height or b.y1 < bottom - 2]


def together(widths: Sequence[float]) -> list[list[int]]:
    """Which crops are read in one go: the narrowest by four, which is a sixth quicker; the others, of which
    each number and width would cost memory of its own, one by one, the widest first."""
    narrow = [i for i, width in enumerate(widths) if round(width) <= NARROWEST]
    whole = len(narrow) // GROUP * GROUP
    groups = [narrow[i : i + GROUP] for i in range(0, whole, GROUP)]
    single = sorted(set(range(len(widths))) - set(narrow[:whole]), key=lambda i: -widths[i])
    return [*([i] for i in single), *groups]


def _reading(text: str, score: float, info: Any, share: float) -> Reading:
    if not text:
        return Reading("", 0.0, ())
    return Reading(text, float(score), tuple(min(p / share, 1.0) for p in _places(text, info)))


def _read_all(ocr: Any, bgr: list[Pixels]) -> Any:
    """What pictures of one size say."""
    ocr.return_word_box = True
    try:
        return ocr.recognize_txt(bgr)
    except (RuntimeError, ValueError, OSError) as error:
        raise ReadError(f"The text reader failed ({type(error).__name__}); try again.") from error


def _places(text: str, info: Any) -> tuple[float, ...]:
    """Middles of all characters as shares of the width; the decoder tells columns of all but the spaces."""
    solid = [i for i, letter in enumerate(text) if not letter.isspace()]
    columns = [column for word in info.word_cols for column in word] if info is not None else []
    if not solid or len(columns) != len(solid):
        return tuple((i + 0.5) / len(text) for i in range(len(text)))
    known = [(column + 0.5) / float(info.line_txt_len) for column in columns]
    return tuple(float(p) for p in np.interp(range(len(text)), solid, known))


def _available(engine: Engine) -> Engine:
    if engine != "onnxruntime" and importlib.util.find_spec("openvino") is not None:
        return "openvino"
    if engine == "openvino":
        raise ReadError("OpenVINO is not installed; run: pip install openvino, or set reader_engine to auto.")
    return "onnxruntime"


def _recognisers(engine: Engine, threads: int, count: int) -> list[Any]:
    """So many that may read at the same time. With OpenVINO they share the weights. Raises ReadError."""
    if engine == "onnxruntime":
        return [_load(engine, max(1, threads // count)) for _ in range(count)]
    first = _load(engine, threads, count)
    _call(first, np.zeros((ROW_HEIGHT, NARROWEST, 3), np.uint8), det=False)  # loads the model
    return [first, *(_twin(first) for _ in range(count - 1))]


def _twin(ocr: Any) -> Any:
    """A RapidOCR with the same recogniser, which may be called while the other is at work."""
    other = copy(ocr)
    other.text_rec = copy(ocr.text_rec)
    other.text_rec.session = copy(ocr.text_rec.session)
    other.text_rec.session.session = ocr.text_rec.session.session.get_compiled_model().create_infer_request()
    return other


def _load(engine: Engine, threads: int, streams: int = 1) -> Any:
    """A RapidOCR with the wheel's own models, silent; `streams` calls may run at once. Raises ReadError."""
    try:
        import rapidocr
    except ImportError as error:
        raise ReadError("The text reader is not installed; run: pip install rapidocr.") from error
    prepare_openvino()
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    models = Path(rapidocr.__file__).parent / "models"
    found = {kind: next(iter(sorted(models.glob(f"*{kind}*.onnx"))), None) for kind in ("det", "rec")}
    if None in found.values():
        raise ReadError("The text reader's models are missing; run: pip install --force-reinstall rapidocr.")
    options = _options(rapidocr.EngineType(engine), threads, streams)
    options |= {"Det.model_path": str(found["det"]), "Rec.model_path": str(found["rec"])}
    try:
        return rapidocr.RapidOCR(params=options)
    except (RuntimeError, ValueError, OSError) as error:
        raise ReadError(f"The text reader cannot be loaded ({type(error).__name__}).") from error


def _options(engine: Any, threads: int, streams: int) -> dict[str, Any]:
    return {
        "Global.log_level": "critical",
        "Global.use_preprocess_img": False,  # sizes are chosen here
        "Global.use_vertical_padding": False,
        "Global.text_score": 0.0,
        "Det.engine_type": engine,
        "Rec.engine_type": engine,
        "Det.limit_type": "max",  # the default enlarges crops to the cost of a whole screen
        "Det.limit_side_len": 20_000,
        "Rec.rec_img_shape": [3, ROW_HEIGHT, NARROWEST],
        "Rec.rec_batch_num": GROUP,
        "EngineConfig.openvino.num_streams": streams,
        "EngineConfig.openvino.enable_cpu_pinning": False,  # else two recognisers share one core
        "EngineConfig.openvino.inference_num_threads": threads,
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
