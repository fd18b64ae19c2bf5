"""The parts of the Qwen-VL family that transformers builds: processor without its video half, and model.

`Qwen3VLVideoProcessor` needs torchvision, which Deskhand does without; the processors read their attributes
from the signature of `__init__`, so a subclass that names no video processor does not ask for one.
"""

from __future__ import annotations

from typing import Any

import torch  # noqa: TID253 — this file is imported only by those who run a model
import transformers  # noqa: TID253
from transformers import AutoModelForImageTextToText, AutoTokenizer  # noqa: TID253

from agent.errors import ModelError
from vision.model_files import ModelFiles

_PROCESSORS = {
    "qwen3_vl": "Qwen3VLProcessor",
    "qwen3_vl_moe": "Qwen3VLProcessor",
    "qwen2_5_vl": "Qwen2_5_VLProcessor",
    "qwen2_vl": "Qwen2VLProcessor",
}
_TOKENS = {
    "image_token": "<|image_pad|>",
    "video_token": "<|video_pad|>",
    "vision_start_token": "<|vision_start|>",
    "vision_end_token": "<|vision_end|>",
}


def load_processor(files: ModelFiles) -> Any:
    """Texts and pictures → tensors. Raises ModelError."""
    base = getattr(transformers, _PROCESSORS[files.model_type])

    def init(
        self: Any, image_processor: Any = None, tokenizer: Any = None, chat_template: Any = None
    ) -> None:
        for name, token in _TOKENS.items():
            setattr(self, name, token)
            setattr(self, f"{name}_id", tokenizer.convert_tokens_to_ids(token))
        super(base, self).__init__(image_processor, tokenizer, chat_template=chat_template)

    kind = type("PicturesOnly", (base,), {"__init__": init, "__doc__": "Without the video half."})
    try:
        processor = kind.from_pretrained(files.folder, local_files_only=True, trust_remote_code=False)  # type: ignore[attr-defined]
    except (OSError, ValueError, ImportError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(
            f"The processor of {files.folder.name} cannot be read ({_first(error)}); download the model "
            "again."
        ) from error
    if getattr(processor, "chat_template", None) is None:
        tokenizer = AutoTokenizer.from_pretrained(files.folder, local_files_only=True)
        processor.chat_template = tokenizer.chat_template
    if processor.chat_template is None:
        raise ModelError(f"{files.folder.name} has no chat template; download the model again.")
    return processor


def load_weights(files: ModelFiles, device: str, dtype: Any) -> Any:
    """The model, ready to answer. Raises ModelError, also where memory does not suffice."""
    try:
        model, found = AutoModelForImageTextToText.from_pretrained(
            files.folder, dtype=dtype, local_files_only=True, trust_remote_code=False, use_safetensors=True,
            output_loading_info=True,
        )  # fmt: skip
        if found["missing_keys"]:
            some = ", ".join(sorted(found["missing_keys"])[:2])
            raise ModelError(f"{files.folder.name} lacks weights ({some} …); download the model again.")
        return model.to(device).eval()
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise ModelError(out_of_memory(files.folder.name, device)) from error
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
        if "memory" in str(error).lower():
            raise ModelError(out_of_memory(files.folder.name, device)) from error
        raise ModelError(
            f"{files.folder.name} cannot be loaded ({_first(error)}); download the model again."
        ) from error


def out_of_memory(name: str, device: str) -> str:
    where = "the graphics card" if device.startswith("cuda") else "this machine"
    return (
        f"There is not enough memory on {where} for {name}; end other programs, use a smaller model, or a "
        "server (--planner remote)."
    )


def _first(error: BaseException) -> str:
    """The first line of an error, short."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:120].rstrip(".")
