"""What each DeepStack level of a Qwen3-VL contributes to an answer, measured by hooks that change nothing.

In DeepStack (Meng et al., 2024; Qwen3-VL, transformers' `modeling_qwen3_vl`) the vision tower is tapped after
some blocks, and what each merger makes of a tap is added to the visual positions after the first layers of
the language model. There are no gates: three measures tell what a level did.

- *norm ratio*: ‖what is added‖ / ‖what it is added to‖ for each visual token. Free during an answer, and no
  proof that it mattered.
- *leave one out*: how much less likely the answer is with one level at zero. Causal; a pass for each level.
- *gradient × input*: how the answer's log-probability changes along each level, for each token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch  # noqa: TID253 — this file is imported only by those who run a model
from numpy.typing import NDArray
from torch import Tensor  # noqa: TID253

from agent.errors import ModelError

Map = NDArray[np.float32]
"""[rows, columns] of visual tokens of the last picture."""
FINAL = "last block"
Hook = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, eq=False)
class Contributions:
    """For each level, shallow to deep, a measure: its share of all, and where in the picture it lies."""

    shares: dict[str, float]
    maps: dict[str, Map]


@dataclass
class Record:
    """What the hooks saw in one pass over a prompt."""

    added: dict[str, Tensor] = field(default_factory=dict)  # level → [tokens, width]
    stream: dict[str, Tensor] = field(default_factory=dict)  # level → [sequence, width]


def level_names(model: Any) -> list[str]:
    """“block 6” for what is tapped after the sixth block. Raises ModelError for a model without levels."""
    visual = getattr(getattr(model, "model", None), "visual", None)
    mergers = getattr(visual, "deepstack_merger_list", None)
    if mergers is None or not len(mergers):
        raise ModelError("This model adds no levels of its vision to its words, so there are none to show.")
    return [f"block {index + 1}" for index in model.config.vision_config.deepstack_visual_indexes]


@contextmanager
def tap(model: Any) -> Iterator[Record]:
    """Records the first pass inside the block; nothing that is computed changes."""
    record, names = Record(), level_names(model)

    def merged(name: str) -> Hook:
        def keep(module: Any, inputs: Any, output: Tensor) -> None:
            record.added.setdefault(name, output.detach())

        return keep

    def layered(name: str) -> Hook:
        def keep(module: Any, inputs: Any, output: Any) -> None:
            hidden = output[0] if isinstance(output, tuple) else output
            record.stream.setdefault(name, hidden.detach()[0])

        return keep

    with _hooks(model, {name: merged(name) for name in names}, {name: layered(name) for name in names}):
        yield record


def norm_ratio(model: Any, inputs: Any, record: Record) -> Contributions:
    """‖added‖ / ‖stream‖ for the tokens of the last picture, from a `tap` over the prompt."""
    places = (inputs["input_ids"][0] == model.config.image_token_id).nonzero().flatten()
    maps = {}
    for name, added in record.added.items():
        stream = record.stream[name][places]
        maps[name] = _grid(added.norm(dim=-1) / stream.norm(dim=-1).clamp_min(1e-9), model, inputs)
    return Contributions(_shares({name: float(found.mean()) for name, found in maps.items()}), maps)


def leave_one_out(model: Any, inputs: Any, answer: Tensor) -> dict[str, float]:
    """By how much the answer [1, n] is less likely (in nats) with each level at zero, and with all of
    them."""
    names = level_names(model)

    def nothing(module: Any, inputs: Any, output: Tensor) -> Tensor:
        return torch.zeros_like(output)

    with torch.inference_mode():
        whole = float(log_probability(model, inputs, answer))
        lost = {}
        for name, silenced in [*((name, [name]) for name in names), ("all levels", names)]:
            with _hooks(model, dict.fromkeys(silenced, nothing), {}):
                lost[name] = whole - float(log_probability(model, inputs, answer))
    return lost


def gradient_times_input(model: Any, inputs: Any, answer: Tensor) -> Contributions:
    """|∂ log p(answer) / ∂ level · level| for each token of the last picture; the last block's own output is
    among the levels. Needs memory for one pass backward."""
    kept: dict[str, Tensor] = {}

    def leaf(name: str) -> Hook:
        def keep(module: Any, inputs: Any, output: Tensor) -> Tensor:
            kept[name] = output.detach().requires_grad_()
            return kept[name]

        return keep

    wanted = [(p, p.requires_grad) for p in model.parameters()]
    try:
        model.requires_grad_(False)
        with _hooks(model, {name: leaf(name) for name in [*level_names(model), FINAL]}, {}):
            log_probability(model, inputs, answer).backward()  # type: ignore[no-untyped-call]
    finally:
        for parameter, before in wanted:
            parameter.requires_grad_(before)
    maps = {
        name: _grid((found.grad * found.detach()).sum(-1).abs(), model, inputs)
        for name, found in kept.items()
        if found.grad is not None
    }
    return Contributions(_shares({name: float(found.sum()) for name, found in maps.items()}), maps)


def log_probability(model: Any, inputs: Any, answer: Tensor) -> Tensor:
    """Of the tokens `answer` [1, n] after the prompt, summed, in nats."""
    rest = {k: v for k, v in inputs.items() if k not in ("input_ids", "attention_mask", "mm_token_type_ids")}
    ids = torch.cat([inputs["input_ids"], answer], dim=1)
    kinds = inputs["mm_token_type_ids"]
    more = torch.zeros_like(answer).to(kinds.dtype)
    found = model(
        input_ids=ids, attention_mask=torch.ones_like(ids), mm_token_type_ids=torch.cat([kinds, more], dim=1),
        logits_to_keep=answer.shape[1] + 1, **rest,
    )  # fmt: skip
    likely = torch.log_softmax(found.logits[:, :-1].float(), dim=-1)
    return likely.gather(-1, answer[..., None]).sum()


@contextmanager
def _hooks(model: Any, mergers: dict[str, Hook], layers: dict[str, Hook]) -> Iterator[None]:
    """The hooks by level: on its merger, and on the language layer after which it is added."""
    visual, language = model.model.visual, model.model.language_model
    places = {name: place for place, name in enumerate(level_names(model))}
    handles = []
    for name, hook in mergers.items():
        merger = visual.merger if name == FINAL else visual.deepstack_merger_list[places[name]]
        handles.append(merger.register_forward_hook(hook))
    handles += [language.layers[places[name]].register_forward_hook(hook) for name, hook in layers.items()]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _grid(values: Tensor, model: Any, inputs: Any) -> Map:
    """One value for each visual token → the map of the last picture."""
    _, rows, columns = inputs["image_grid_thw"][-1].tolist()
    merge = model.config.vision_config.spatial_merge_size
    height, width = rows // merge, columns // merge
    last = values.flatten()[-height * width :].reshape(height, width)
    return np.asarray(last.detach().float().cpu().numpy(), dtype=np.float32)


def _shares(values: dict[str, float]) -> dict[str, float]:
    total = sum(values.values())
    return {name: value / total if total > 0 else 0.0 for name, value in values.items()}
