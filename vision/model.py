"""The eye's model, whole: pyramid, ViT, fusion, heads.

    picture [B, 3, H, W] ─▶ Pyramid ─▶ s4 s8 s16 s32 ──────────────┐
                                  s16 ─▶ WindowedViT ─▶ taps ──────┤ all brought to the s16 grid
                                                                   ▼
                            FeatureAligner ─▶ GatedFusion(query) ─▶ fused [B, d, H/16, W/16], gates
                                                                   ▼
                    Neck(pyramid, fused) ─▶ Maps ─▶ DenseHead ─▶ centres and sides
                                                 └▶ ElementHead(boxes) ─▶ kinds, states, embeddings

`see` does the trunk once for a picture; `describe` may follow for any boxes, and `phrases` (phrase_head.py)
for any phrases. Where lines of text stand, and which of them are but icons, is told by two small
networks beside it (line_net.py, letter_net.py).
"""

from __future__ import annotations

from typing import NamedTuple

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.backbone import EyeConfig, Pyramid, WindowedViT
from vision.fusion import FeatureAligner, make_fusion
from vision.heads import Dense, DenseHead, Described, ElementHead, Maps, Neck
from vision.letter_net import LetterNet
from vision.line_net import LineNet
from vision.phrase_head import Elements, Grounded, PhraseHead, levels_at, place_of
from vision.runtime import padded_side
from vision.text import TextEncoder


class Seen(NamedTuple):
    """One pass over a batch. `aligned` [B, k, N, d] lets a new query be fused without another pass (None: no
    meaning)."""

    dense: Dense
    maps: Maps
    gates: Tensor | None  # [B, k], shallow to deep: s4 s8 s16 s32, then the ViT's taps
    aligned: Tensor | None


class Eye(nn.Module):
    """The multi-level ViT fusion model. Pictures are float [B, 3, H, W], RGB, 0 … 1, of any size from 1×1."""

    def __init__(self, config: EyeConfig | None = None) -> None:
        super().__init__()
        self.config = config or EyeConfig()
        c = self.config
        self.pyramid = Pyramid(c)
        self.vit = WindowedViT(c)
        self.channels = channels = [*(c.pyramid if c.shallow else ()), *[c.vit] * len(c.taps)]
        self.single = c.fusion.startswith("last")
        self.aligner = FeatureAligner(channels[-1:] if self.single else channels, c.width)
        self.fusion = make_fusion(c.fusion, channels, c.width)
        self.neck = Neck(c)
        self.dense = DenseHead(c)
        self.element = ElementHead(c)
        self.words = TextEncoder(c.embedding)
        self.phrases = PhraseHead(c, len(self.levels))
        self.lines = LineNet()
        self.letters = LetterNet()

    @property
    def levels(self) -> tuple[str, ...]:
        """What the gates weigh, shallow to deep."""
        shallow = ("s4", "s8", "s16", "s32") if self.config.shallow else ()
        levels = (*shallow, *(f"ViT {tap}" for tap in self.config.taps))
        return levels[-1:] if self.single else levels

    @property
    def knows_phrases(self) -> bool:
        """Whether it can be asked what a phrase means."""
        return self.has_meaning and self.phrases.taught

    @property
    def has_meaning(self) -> bool:
        """Whether the ViT and the fusion have a say: their way in starts closed, and training opens it."""
        return bool(self.neck.scale.detach().abs().max() > 0)

    def see(self, picture: Tensor, query: Tensor | None = None, meaning: bool = True) -> Seen:
        """picture [B, 3, H, W], query [B, d] or None. Maps cover the picture padded to multiples of 32.

        Without `meaning` the ViT and the fusion are left out: exact as long as the neck's scale is zero, so
        training begins that way, at half the cost.
        """
        return self.see_whole(padded(picture), query, meaning)

    def see_whole(self, picture: Tensor, query: Tensor | None = None, meaning: bool = True) -> Seen:
        """The same for a picture whose sides are multiples of 32."""
        picture = picture * 2 - 1
        pyramid = self.pyramid(picture)
        fused = gates = aligned = None
        if meaning:
            aligned = self.aligner(self._levels(pyramid))
            tokens, gates = self.fusion(aligned, query)
            fused = tokens.transpose(1, 2).reshape(tokens.shape[0], -1, *pyramid[2].shape[2:])
        maps = self.neck(picture, pyramid, fused)
        return Seen(self.dense(maps), maps, gates, aligned)

    def levels_of(self, picture: Tensor) -> list[Tensor]:
        """All levels of a padded picture [B, 3, H, W], -1 … 1, not yet aligned: [B, c, H/16, W/16]."""
        return self._levels(self.pyramid(picture))

    def _levels(self, pyramid: tuple[Tensor, Tensor, Tensor, Tensor]) -> list[Tensor]:
        """All levels on the s16 grid, shallow to deep."""
        s4, s8, s16, s32 = pyramid
        deep: list[Tensor] = self.vit(s16)
        if self.single or not self.config.shallow:
            return deep[-1:] if self.single else deep
        return [
            F.avg_pool2d(s4, 4), F.avg_pool2d(s8, 2), s16, F.interpolate(s32, scale_factor=2.0), *deep
        ]  # fmt: skip

    def describe(self, maps: Maps, boxes: Tensor) -> Described:
        """What stands in the boxes [B, n, 4] (pixels of the picture that gave the maps)."""
        described: Described = self.element(maps, boxes)
        return described

    def ground(
        self, seen: tuple[Tensor, Maps], boxes: Tensor, texts: Tensor, phrases: Tensor, shared: Tensor
    ) -> Grounded:
        """Which of the boxes [n, 4] each phrase means: `seen` are the aligned levels and the maps of one
        picture; texts [n, p] and phrases [Q, p] means of word pieces, shared [Q, n, SHARED] (pieces.py)."""
        aligned, maps = seen
        height, width = maps.m16.shape[2:]
        hidden = self.describe(maps, boxes[None]).hidden[0]
        place = place_of(boxes, height * 16, width * 16)
        elements = Elements(levels_at(aligned, boxes, height, width), hidden, place, texts)
        grounded: Grounded = self.phrases(elements, phrases, shared)
        return grounded

    def forward(
        self, picture: Tensor, boxes: Tensor, meaning: bool = True, icons: Tensor | None = None
    ) -> tuple[Seen, Described, Tensor | None]:
        """Training's pass: the trunk, the description of the true boxes, and what is drawn in those of them
        that are icons ([B, n], true or false)."""
        seen = self.see(picture, meaning=meaning)
        shown = None if icons is None else self.element.pictures(seen.maps.m1, boxes, icons)
        return seen, self.describe(seen.maps, boxes), shown


def laid_out(model: Eye, device: torch.device | str) -> Eye:
    """The model on its device with channels last, which convolutions like best."""
    model.to(device)
    model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's stubs miss this form
    return model


def padded(picture: Tensor) -> Tensor:
    """The picture with grey added at the right and bottom, as runtime.as_input."""
    height, width = picture.shape[2:]
    return F.pad(picture, (0, padded_side(width) - width, 0, padded_side(height) - height), value=0.5)


def parameters_of(model: nn.Module) -> int:
    """How many numbers the model has learnt."""
    return sum(p.numel() for p in model.parameters())
