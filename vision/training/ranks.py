"""Several processes that train one model: `torchrun --nproc-per-node N -m vision.training.train …`.

Each has a GPU of its own (or shares the processor) and crops of its own; gradients are averaged before every
step, so all stay the same; the first one alone writes and tells. One process alone needs none of this.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

import torch  # noqa: TID253 — training only
import torch.distributed as dist  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

OWN_CROPS = 1_000_003  # what each rank adds to the seed of its crops


@dataclass(frozen=True)
class Ranks:
    """Which of how many processes this is."""

    rank: int = 0
    count: int = 1
    local: int = 0  # on this machine: the number of its GPU

    @property
    def first(self) -> bool:
        return self.rank == 0

    def device(self, wanted: str) -> torch.device:
        """The device of this process: `wanted`, or the GPU that is its own where there is one."""
        if wanted == "auto":
            wanted = "cuda" if torch.cuda.is_available() else "cpu"
        if wanted == "cuda" and self.count > 1:
            wanted = f"cuda:{self.local % torch.cuda.device_count()}"
        return torch.device(wanted)

    def seed(self, seed: int) -> int:
        """A seed of its own for each process's crops."""
        return seed + OWN_CROPS * self.rank

    def same(self, model: nn.Module) -> None:
        """Gives every process the first one's weights."""
        if self.count > 1:
            for tensor in model.state_dict().values():
                dist.broadcast(tensor, 0)

    def average(self, parameters: Iterable[nn.Parameter]) -> None:
        """Replaces gradients by their mean over all processes; where one has none it counts as zero."""
        if self.count == 1:
            return
        learning = [p for p in parameters if p.requires_grad]
        flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in learning])
        dist.all_reduce(flat)
        parts = torch.split(flat / self.count, [p.numel() for p in learning])
        for parameter, part in zip(learning, parts, strict=True):
            parameter.grad = part.view_as(parameter)

    def agreed(self, spent: float, device: torch.device) -> float:
        """The share of the time that is over, as the slowest clock has it: all stop at the same step."""
        if self.count == 1:
            return spent
        told: Tensor = torch.tensor([spent], device=device)
        dist.all_reduce(told, dist.ReduceOp.MAX)
        return float(told.item())


def join() -> Ranks:
    """The processes that torchrun started together; one alone where it did not."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        return Ranks()
    if not dist.is_initialized():
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return Ranks(dist.get_rank(), count, int(os.environ.get("LOCAL_RANK", "0")))


def leave(ranks: Ranks) -> None:
    """Ends what `join` began."""
    if ranks.count > 1:
        dist.destroy_process_group()
