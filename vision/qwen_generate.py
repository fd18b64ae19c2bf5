"""One answer of a loaded model, token by token, held to its schema, halted by a flag."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

import torch  # noqa: TID253 — this file is imported only by those who run a model
from transformers import LogitsProcessorList, StoppingCriteria, StoppingCriteriaList, TextStreamer  # noqa: TID253

from agent.messages import Request, Usage

if TYPE_CHECKING:
    from vision.qwen import Loaded


class _Words(TextStreamer):  # type: ignore[misc]
    """Hands words on as soon as they are whole, and notes when the first token came."""

    def __init__(self, tokenizer: Any, hand_on: Callable[[str], None], marks: bool) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=not marks)
        self._hand_on = hand_on
        self.first: float | None = None

    def put(self, value: Any) -> None:
        if not self.next_tokens_are_prompt and self.first is None:
            self.first = time.monotonic()
        super().put(value)

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        if text:
            self._hand_on(text)


class _Flag(StoppingCriteria):  # type: ignore[misc]
    def __init__(self, halt: Event) -> None:
        self._halt = halt

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **more: Any) -> torch.Tensor:
        return torch.full((input_ids.shape[0],), self._halt.is_set(), device=input_ids.device)


def generate(
    loaded: Loaded,
    inputs: Any,
    request: Request,
    hand_on: Callable[[str], None],
    halt: Event,
    temperature: float = 0.0,
    marks: bool = False,
) -> Usage:
    """Hands the answer on as it comes; what it took. `marks`: special tokens stay in the words."""
    constraint = loaded.grammars.constraint(request)
    words = _Words(loaded.processor.tokenizer, hand_on, marks)
    begun = time.monotonic()
    with torch.inference_mode():
        tokens = loaded.model.generate(
            **inputs,
            max_new_tokens=request.most_tokens,
            streamer=words,
            logits_processor=LogitsProcessorList([constraint] if constraint is not None else []),
            stopping_criteria=StoppingCriteriaList([_Flag(halt)]),
            **sampling(temperature),
        )
    asked = int(inputs["input_ids"].shape[1])
    answered = int(tokens.shape[1]) - asked
    ended = int(tokens[0, -1]) in _ends(loaded.model)
    return Usage(
        asked=asked,
        answered=answered,
        first=(words.first or begun) - begun,
        seconds=time.monotonic() - begun,
        cut=not ended and answered >= request.most_tokens,
        counted=True,
    )


def sampling(temperature: float) -> dict[str, Any]:
    if temperature <= 0:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    return {"do_sample": True, "temperature": temperature, "top_p": 1.0, "top_k": 0}


def _ends(model: Any) -> set[int]:
    end = model.generation_config.eos_token_id
    return set(end) if isinstance(end, list) else {end}
