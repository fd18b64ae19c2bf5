"""A Qwen3-VL, or one of its kin, on this machine: transformers' own classes behind the LanguageModel port.

Loading and generating happen in a thread of their own, so that a stop is heeded at once wherever the model
is: hooks on its layers end a pass in the middle, and whoever waits does not wait for that.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, Literal

from agent.errors import ModelError
from agent.messages import Picture, Request, Usage
from agent.pieces import pieces_of
from agent.profiles import Profile, profile_for
from vision.model_files import ModelFiles, Seen, files_in, picture_bounds

Device = Literal["auto", "cuda", "cpu"]


class Halted(Exception):
    """Inside the model's own thread: the stop flag is set."""


@dataclass(frozen=True)
class Loaded:
    """What stands ready in memory."""

    processor: Any
    model: Any
    grammars: Any
    device: str


class QwenModel:
    """Implements agent.ports.LanguageModel. Nothing is loaded before the first question.

    `temperature` 0 takes the likeliest token always, as grounding wants it.
    """

    kind = "qwen"
    sends_to = ""

    def __init__(
        self,
        folder: Path,
        device: Device = "auto",
        profile: str = "",
        cache: Path | None = None,
        temperature: float = 0.0,
        name: str = "",
    ) -> None:
        """Raises ModelError for a folder that is not whole, a family that is not known, and a device that is
        not there."""
        self._files = files_in(folder)
        self.name = name or folder.name
        self.profile = _as_its_processor(profile_for(self.name, profile, self._files.model_type), self._files)
        self._device = device_for(device, self.name)
        self._seen = Seen(cache) if cache is not None else None
        self._temperature = temperature
        self._loaded: Loaded | None = None
        self._busy = threading.Lock()  # one job at a time
        self._active: Event | None = None  # the stop flag of the answer that is being made
        self.used = Usage()
        self.explain = False
        self.contributions: tuple[tuple[str, float], ...] = ()

    def stream(self, request: Request, stop: Event) -> Iterator[str]:
        """The answer as it comes. Raises Stopped, ModelError."""
        halt = Event()
        late = (
            f"{self.name} did not answer within {request.seconds:g} s; give it more time (model_seconds), "
            "or use a smaller model or a server."
        )
        return pieces_of(
            lambda hand_on: self._work(request, hand_on, halt), stop, halt, request.seconds, late,
            waits=lambda: self._loaded is None,
        )  # fmt: skip

    def ready(self) -> Loaded:
        """Loads the model, where it is not loaded yet. Raises ModelError."""
        if self._loaded is None:
            if self._seen is not None:
                self._seen.check(self._files)
            self._loaded = load(self._files, self._device)
            _heed(self._loaded.model, lambda: self._active is not None and self._active.is_set())
        return self._loaded

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nothing else is asked of it inside the block. Raises ModelError for what fails there."""
        with self._busy:
            try:
                yield
            except (MemoryError, RuntimeError) as error:
                raise self._told(error) from error

    def _work(self, request: Request, hand_on: Callable[[str], None], halt: Event) -> None:
        """In a thread of its own. Raises ModelError."""
        with self._busy:
            try:
                self._active = halt
                if not halt.is_set():
                    self._answer(request, hand_on, halt)
            except Halted:
                return
            except (MemoryError, RuntimeError) as error:
                raise self._told(error) from error
            finally:
                self._active = None

    def _answer(self, request: Request, hand_on: Callable[[str], None], halt: Event) -> None:
        from vision import qwen_generate

        loaded = self.ready()
        inputs = encoded(loaded, request)
        self._check_room(inputs, request)
        with self._watching(loaded, inputs, bool(request.pictures)):
            self.used = qwen_generate.generate(
                loaded, inputs, request, hand_on, halt, self._temperature,
                marks=self.profile.form == "os_atlas",
            )  # fmt: skip

    @contextlib.contextmanager
    def _watching(self, loaded: Loaded, inputs: Any, pictures: bool) -> Iterator[None]:
        """While it is to explain itself, each level's contribution is measured as the answer begins."""
        from vision import qwen_levels

        self.contributions = ()
        if not (self.explain and pictures and has_levels(loaded.model)):
            yield
            return
        with qwen_levels.tap(loaded.model) as record:
            yield
        shares = qwen_levels.norm_ratio(loaded.model, inputs, record).shares
        self.contributions = tuple(shares.items())

    def _check_room(self, inputs: Any, request: Request) -> None:
        asked = int(inputs["input_ids"].shape[1])
        text = self._files.config.get("text_config", self._files.config)
        most = int(text.get("max_position_embeddings", 0) or 0)
        if most and asked + request.most_tokens > most:
            raise ModelError(
                f"The question has {asked} tokens, and {self.name} takes {most} with its answer; send "
                "fewer or smaller pictures (model_frames, a smaller window)."
            )

    def _told(self, error: Exception) -> ModelError:
        from vision.qwen_parts import out_of_memory

        if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
            with contextlib.suppress(Exception):
                _free()
            return ModelError(out_of_memory(self.name, self._device))
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return ModelError(
            f"{self.name} failed ({type(error).__name__}: {lines[0][:120]}); try again, or use another model."
        )


def device_for(wanted: Device, name: str) -> str:
    """Where the model runs. A CPU takes minutes for a step, so it has to be asked for. Raises ModelError."""
    import torch

    if wanted == "cpu":
        return "cpu"
    if torch.cuda.is_available():
        return "cuda"
    if wanted == "cuda":
        raise ModelError("torch finds no CUDA graphics card here; use model_device = 'cpu', or a server.")
    raise ModelError(
        f"{name} needs a CUDA graphics card to be of use, and torch finds none; set model_device = 'cpu' "
        "to run it here all the same (minutes for a step), or use a server with --planner remote."
    )


def has_levels(model: Any) -> bool:
    """Whether its vision is tapped at several depths (Qwen3-VL; the family's next generation is not)."""
    return bool(len(getattr(model.model.visual, "deepstack_merger_list", ())))


def load(files: Any, device: str) -> Loaded:
    """Processor, weights and grammars. Raises ModelError."""
    import torch

    from vision.qwen_grammar import Grammars
    from vision.qwen_parts import load_processor, load_weights, out_of_memory

    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    if (room := _room(device)) is not None and files.size * (2 if dtype == torch.float32 else 1) > room:
        if device == "cuda" or files.size > room:
            raise ModelError(out_of_memory(files.folder.name, device))
        dtype = torch.bfloat16
    processor = load_processor(files)
    model = load_weights(files, device, dtype)
    text = getattr(model.config, "text_config", model.config)
    return Loaded(processor, model, Grammars(processor.tokenizer, text.vocab_size), device)


def encoded(loaded: Loaded, request: Request) -> Any:
    """The request as tensors on the model's device."""
    from PIL import Image

    turns = [
        {
            "role": message.role,
            "content": [
                {"type": "image", "image": Image.fromarray(part.pixels)}
                if isinstance(part, Picture)
                else {"type": "text", "text": part}
                for part in message.parts
            ],
        }
        for message in request.messages
    ]
    found = loaded.processor.apply_chat_template(
        turns, add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt"
    )
    return found.to(loaded.device)


def _as_its_processor(profile: Profile, files: ModelFiles) -> Profile:
    """A family that counts in pixels of the resized picture: as this model's own processor resizes."""
    bounds = picture_bounds(files)
    if profile.space.kind != "resized" or bounds is None:
        return profile
    space = profile.space.model_copy(update={"least": bounds[0], "most": bounds[1]})
    return profile.model_copy(update={"space": space})


def _heed(model: Any, halted: Callable[[], bool]) -> None:
    """Each layer looks at the stop flag before it computes: a long first pass ends in the middle."""

    def check(module: Any, inputs: Any) -> None:
        if halted():
            raise Halted

    for layer in (*model.model.language_model.layers, *model.model.visual.blocks):
        layer.register_forward_pre_hook(check)


def _room(device: str) -> int | None:
    """Bytes of memory that are free; None where that cannot be told."""
    if device == "cuda":
        import torch

        return int(torch.cuda.mem_get_info()[0])
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(found[0]) * 1024 if found else None


def _free() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
