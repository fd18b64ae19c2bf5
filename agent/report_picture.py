"""The report's pictures: each stored picture once in the page, with boxes drawn over it as SVG.

Boxes in SVG stay crisp at any size, cost little, and can be pointed at: each says what it was taken for.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from html import escape
from typing import get_args

from agent.describe import HIDDEN
from agent.errors import JournalError
from agent.journal import SqliteJournal
from agent.journal_records import Picture, StepRecord
from agent.types import Act, Box, ContainerKind, Element, Point, Target, TypeText, bounding, targets_of

LARGE = 400_000  # bytes; a larger file is embedded with loss
MARGIN = 30  # pixels
LEAST, MOST = 0.06, 0.75  # shares of the screen between which its busy part is shown alone
FIELDS = {"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"}
IMAGES = {"icon", "image"}
TEXTS = {"label", "heading", "tooltip", "table_header", "splitter"}
FAMILIES = {
    "control": "controls",
    "field": "fields",
    "text": "texts",
    "image": "pictures",
    "container": "containers",
}


@dataclass
class Gallery:
    """The pictures of one page. `defs` gives all that were used, once."""

    journal: SqliteJournal
    used: dict[str, str] = field(default_factory=dict)  # digest → data URI

    def image(self, picture: Picture) -> str:
        """SVG that shows the picture at its place on the desktop; a grey field where its file is gone."""
        box = picture.box
        if picture.digest not in self.used:
            self.used[picture.digest] = self._data_uri(picture.digest)
        if not self.used[picture.digest]:
            return f'<rect {_corners(box)} fill="#888"><title>This picture is gone.</title></rect>'
        return f'<use href="#p{picture.digest[:16]}" x="{box.x0}" y="{box.y0}"/>'

    def defs(self) -> str:
        images = "".join(
            f'<image id="p{digest[:16]}" href="{uri}" preserveAspectRatio="none"/>'
            for digest, uri in self.used.items()
            if uri
        )
        return f'<svg class="store" width="0" height="0" aria-hidden="true"><defs>{images}</defs></svg>'

    def _data_uri(self, digest: str) -> str:
        try:
            content, media = self.journal.picture(digest), self.journal.pictures.media_type(digest)
        except JournalError:
            return ""
        if len(content) > LARGE:
            content, media = _with_loss(content), "image/webp"
        return f"data:{media};base64,{base64.b64encode(content).decode('ascii')}"


def before_marks(step: StepRecord, gallery: Gallery) -> str:
    """The screen as it was seen, all elements lightly, the target strongly: the inside of an SVG."""
    assert step.before is not None
    containers_first = sorted(step.elements, key=lambda e: (family(e.kind) != "container", -e.box.area))
    marks = [_element(element) for element in containers_first]
    marks += [_target(target) for target in step_targets(step)]
    return gallery.image(step.before) + "".join(marks) + _hidden(step)


def after_marks(step: StepRecord, gallery: Gallery) -> str:
    """The screen after the act, with the part that changed: the inside of an SVG."""
    assert step.after is not None
    changed = step.outcome.changed if step.outcome else None
    mark = f'<rect class="change" {_corners(changed)} rx="3"/>' if changed else ""
    return gallery.image(step.after) + mark + _hidden(step)


def is_closer(step: StepRecord) -> bool:
    """The target is small enough for its crop to show more than the whole picture does."""
    return step.crop is not None and (step.before is None or step.crop.box.area < focus(step).area / 3)


def crop_svg(step: StepRecord, gallery: Gallery) -> str:
    """The target and a margin, enlarged."""
    assert step.crop is not None
    source = step.before or step.crop
    box = step.crop.box
    zoom = max(1.0, min(3.0, 300 / max(1, box.width), 170 / max(1, box.height)))
    size = f'width="{box.width * zoom:.0f}" height="{box.height * zoom:.0f}"'
    marks = "".join(_target(target) for target in step_targets(step))
    return (
        f'<svg {size} viewBox="{_view(box)}" role="img">{gallery.image(source)}{marks}{_hidden(step)}</svg>'
    )


def step_targets(step: StepRecord) -> tuple[Target, ...]:
    return targets_of(step.decision.action) if isinstance(step.decision, Act) else ()


def family(kind: str) -> str:
    """The colour group of a kind of element."""
    if kind in get_args(ContainerKind):
        return "container"
    for name, kinds in (("field", FIELDS), ("image", IMAGES), ("text", TEXTS)):
        if kind in kinds:
            return name
    return "control"


def legend() -> str:
    parts = [f'<span><b style="color:var(--{key})"></b>{word}</span>' for key, word in FAMILIES.items()]
    parts += ['<span><b style="color:#e8430a;border-width:3px"></b>target</span>']
    parts += ['<span><b style="color:#d6228a;border-style:dashed"></b>what changed</span>']
    return f'<p class="legend">{"".join(parts)}</p>'


def focus(step: StepRecord) -> Box:
    """The part of the screen where things are: nearly all of it, or the windows that matter with a margin."""
    assert step.before is not None
    whole = step.before.box
    boxes = [element.box for element in step.elements] + [target.box for target in step_targets(step)]
    boxes += [step.outcome.changed] if step.outcome and step.outcome.changed else []
    part = bounding(boxes).grown(MARGIN).intersection(whole) if boxes else None
    return part if part is not None and LEAST * whole.area < part.area < MOST * whole.area else whole


def figure(name: str, view: Box, whole: Box, inside: str, caption: str) -> str:
    """A picture of `view`; all of it fills the window when it is clicked, by :target alone."""
    small = f'<svg class="screen" viewBox="{_view(view)}" role="img"><g id="{name}-g">{inside}</g></svg>'
    large = f'<svg viewBox="{_view(whole)}"><use href="#{name}-g"/></svg>'
    return (
        f'<figure id="{name}-at"><a class="shot" href="#{name}">{small}</a>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        f'<a class="zoom" id="{name}" href="#{name}-at" aria-label="Close">{large}</a>'
    )


def _element(element: Element) -> str:
    states = f" ({', '.join(sorted(element.states))})" if element.states else ""
    title = escape(f"{element.kind.replace('_', ' ')} “{element.name}”{states}, score {element.score:.2f}")
    return f'<rect class="e {family(element.kind)}" {_corners(element.box)}><title>{title}</title></rect>'


def _target(target: Target) -> str:
    box = _corners(target.box.grown(2))
    return f'<rect class="halo" {box} rx="3"/><rect class="target" {box} rx="3"/>{_spot(target.point)}'


def _spot(point: Point) -> str:
    return f'<circle class="spot" cx="{point.x}" cy="{point.y}" r="3.5"/>'


def _hidden(step: StepRecord) -> str:
    """Says in the masked field of a secret that something was typed there."""
    action = step.decision.action if isinstance(step.decision, Act) else None
    if not isinstance(action, TypeText) or not action.secret or action.target is None:
        return ""
    box = action.target.box
    size = max(10, min(18, box.height // 2))
    place = f'x="{box.x0 + 8}" y="{box.centre.y + size // 3}" font-size="{size}"'
    return f'<text class="hidden" {place}>{HIDDEN}</text>'


def _view(box: Box) -> str:
    return f"{box.x0} {box.y0} {box.width} {box.height}"


def _corners(box: Box) -> str:
    return f'x="{box.x0}" y="{box.y0}" width="{box.width}" height="{box.height}"'


def _with_loss(content: bytes) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    image = Image.open(io.BytesIO(content)).convert("RGB")
    if max(image.size) > 3840:
        image.thumbnail((3840, 3840))
    image.save(file, "WEBP", quality=80, method=3)
    return file.getvalue()
