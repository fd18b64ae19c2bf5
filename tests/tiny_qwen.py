"""A tiny Qwen3-VL with random weights, built offline in a moment: all of the local path without a download.

Byte-level tokens without merges, so that any text is coded and nothing has to be trained. Its words mean
nothing; that is the point: what comes out of the loop is held together by the grammar alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MARKS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>",
         "<|vision_pad|>", "<|image_pad|>", "<|video_pad|>"]  # fmt: skip
PLAIN = ["<tool_call>", "</tool_call>", "<think>", "</think>"]
TEMPLATE = (
    "{%- for m in messages %}<|im_start|>{{ m.role }}\n"
    "{%- if m.content is string %}{{ m.content }}{%- else %}{%- for part in m.content %}"
    "{%- if part.type == 'image' or 'image' in part or 'image_url' in part %}"
    "<|vision_start|><|image_pad|><|vision_end|>"
    "{%- elif 'text' in part %}{{ part.text }}{%- endif %}{%- endfor %}{%- endif %}<|im_end|>\n"
    "{%- endfor %}{%- if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LEVELS = [0, 1, 2]


def build(folder: Path, seed: int = 0, longest: int = 32768, levels: list[int] | None = None) -> Path:
    """Writes a complete checkpoint; `levels`: after which of the four blocks a level is tapped."""
    import torch
    from transformers import GenerationConfig, Qwen3VLConfig, Qwen3VLForConditionalGeneration

    torch.manual_seed(seed)
    tokenizer = _tokenizer()
    number = tokenizer.convert_tokens_to_ids
    config = Qwen3VLConfig(
        image_token_id=number("<|image_pad|>"), video_token_id=number("<|video_pad|>"),
        vision_start_token_id=number("<|vision_start|>"), vision_end_token_id=number("<|vision_end|>"),
        tie_word_embeddings=True,
        text_config=_text(len(tokenizer), longest, tokenizer.pad_token_id, tokenizer.eos_token_id),
        vision_config=_vision(LEVELS if levels is None else levels),
    )  # fmt: skip
    model = Qwen3VLForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, do_sample=False
    )
    model.save_pretrained(folder)
    _save_processor(folder, tokenizer)
    return folder


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    inner = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(letters)}, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, eos_token="<|im_end|>", pad_token="<|endoftext|>",
        additional_special_tokens=[m for m in MARKS if m not in ("<|im_end|>", "<|endoftext|>")],
    )  # fmt: skip
    tokenizer.add_tokens(PLAIN)
    tokenizer.chat_template = TEMPLATE
    return tokenizer


def _text(vocabulary: int, longest: int, pad: int, end: int) -> dict[str, Any]:
    return dict(
        vocab_size=vocabulary, hidden_size=64, intermediate_size=128, num_hidden_layers=4,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16, max_position_embeddings=longest,
        pad_token_id=pad, eos_token_id=end, tie_word_embeddings=True,
        rope_parameters=dict(
            rope_type="default", rope_theta=5e6, mrope_section=[4, 2, 2], mrope_interleaved=True
        ),
    )  # fmt: skip


def _vision(levels: list[int]) -> dict[str, Any]:
    return dict(
        depth=4, hidden_size=32, intermediate_size=64, num_heads=2, patch_size=16, spatial_merge_size=2,
        temporal_patch_size=2, out_hidden_size=64, num_position_embeddings=256,
        deepstack_visual_indexes=levels,
    )  # fmt: skip


def _save_processor(folder: Path, tokenizer: Any) -> None:
    """As a downloaded checkpoint has it: each part in a file of its own."""
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    tokenizer.save_pretrained(folder)
    (folder / "chat_template.jinja").write_text(TEMPLATE, encoding="utf-8")
    pictures = Qwen2VLImageProcessorPil(
        patch_size=16, temporal_patch_size=2, merge_size=2, image_mean=[0.5] * 3, image_std=[0.5] * 3,
        size={"shortest_edge": 64 * 64, "longest_edge": 256 * 256},
    )  # fmt: skip
    pictures.save_pretrained(folder)
    video = {"video_processor_type": "Qwen3VLVideoProcessor", "patch_size": 16, "temporal_patch_size": 2,
             "merge_size": 2, "size": {"shortest_edge": 4096, "longest_edge": 25165824}}  # fmt: skip
    (folder / "video_preprocessor_config.json").write_text(json.dumps(video), encoding="utf-8")
