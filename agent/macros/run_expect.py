"""What a run saw after an act, as what a macro is to see after it; and what a wait had been for. Proposals:
only what will surely come again is taken."""

from __future__ import annotations

import re

from agent.describe import HIDDEN
from agent.grounding.letters import normalise
from agent.journal_records import StepRecord
from agent.macro import Check, Mark
from agent.macros.values import escaped_line
from agent.policy_text import QUOTED
from agent.privacy import CALLED
from agent.types import Act, Click, Drag, Element, Target, Wait, Window, targets_of

BOXES = frozenset({"checkbox", "radio", "switch"})
SAME = 0.7  # IoU of a thing that stayed where it was
TOLD = ("heading", "label", "notification", "dialog")
SENTENCE = re.compile(r"[^\W\d][^\d]{2,58}[^\W\d][.!…]?")  # a few words without a figure, which may change


def expected(record: StepRecord, following: StepRecord | None, target: Mark | None) -> Check | None:
    """`following`: what was seen next."""
    if following is None or not isinstance(record.decision, Act):
        return None
    found = _opened(record, following) or _closed(record, following) or _ticked(record, following, target)
    grave = record.judgement is not None and record.judgement.consequence == "consequential"
    return found or (_words(record, following) if grave else None)


def _titled(record: StepRecord) -> list[Window]:
    """The windows of others, topmost first, that have a title of their own."""
    return [w for w in reversed(record.windows) if not w.ours and _own_title(w)]


def _own_title(window: Window) -> bool:
    title = window.title.strip()
    hidden = HIDDEN in title or title == CALLED
    return bool(title) and not hidden and title.casefold() != window.app.casefold()  # menus, in GTK


def _opened(record: StepRecord, following: StepRecord) -> Check | None:
    known = {window.id for window in record.windows}
    titles = {window.title for window in record.windows}
    opened = [w for w in _titled(following) if w.id not in known and w.title not in titles]
    return Check(sees="window", words=escaped_line(opened[0].title)) if opened else None


def _closed(record: StepRecord, following: StepRecord) -> Check | None:
    """The window that was acted on, where it has gone and none of its name is left."""
    points = [target.point for target in _targets(record)]
    own = next((w for w in _titled(record) if any(w.box.contains(point) for point in points)), None)
    if own is None or any(w.id == own.id or own.title in w.title for w in following.windows):
        return None
    return Check(sees="window", words=escaped_line(own.title), present=False)


def _targets(record: StepRecord) -> tuple[Target, ...]:
    action = record.decision.action if isinstance(record.decision, Act) else None
    return targets_of(action) if isinstance(action, Click | Drag) else ()


def _ticked(record: StepRecord, following: StepRecord, mark: Mark | None) -> Check | None:
    """The tick that the click set or took away."""
    targets = _targets(record)
    before = _element_at(record, targets[0]) if targets else None
    after = _element_at(following, targets[0]) if targets else None
    if (
        mark is None
        or before is None
        or after is None
        or before.kind not in BOXES
        or after.kind != before.kind
    ):
        return None
    was, now = ("checked" in element.states for element in (before, after))
    if was == now or before.box.iou(after.box) < SAME:
        return None
    return Check(sees="mark", mark=mark, state="checked", present=now)


def _element_at(record: StepRecord, target: Target) -> Element | None:
    here = [e for e in record.elements if e.kind in BOXES and e.box.contains(target.point)]
    return min(here, key=lambda e: e.box.area, default=None)


def _words(record: StepRecord, following: StepRecord) -> Check | None:
    """A sentence that came up after something of consequence."""
    came = [e for e in new_texts(record, following) if e.kind in TOLD and SENTENCE.fullmatch(e.text)]
    best = min(came, key=lambda e: TOLD.index(e.kind), default=None)
    return Check(words=escaped_line(best.text)) if best is not None else None


def new_texts(record: StepRecord, following: StepRecord) -> list[Element]:
    """What can be read after a step and could not before."""
    known = {normalise(element.text) for element in record.elements}
    shown = [e for e in following.elements if e.text.strip() and HIDDEN not in e.text]
    return [e for e in shown if normalise(e.text) not in known]


# -- waits --------------------------------------------------------------------------------


def awaited(record: StepRecord, following: StepRecord | None) -> Check | None:
    """What a wait had been for, where it came: what it was said to wait for, or a window that opened."""
    decision = record.decision
    if following is None or not isinstance(decision, Act) or not isinstance(decision.action, Wait):
        return None
    said = [normalise(name) for name in QUOTED.findall(decision.why)]
    for present, first, second in ((True, record, following), (False, following, record)):
        for element in new_texts(first, second):
            name = normalise(element.text)
            if name and any(name == one or f" {name} " in f" {one} " for one in said):
                return Check(words=escaped_line(element.text), present=present)
    return _opened(record, following)
