"""What was said as a whole, against a form: its pieces are joined and fitted so that all of it is explained.

A search over cuts (Viterbi with a small beam): each stretch is one field, choice, entry or button, nothing
is used twice, and what nothing explains is told, so that nothing is done by halves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agent.filling.fitting import NEGATED, Fit, Form, fits
from agent.filling.pieces import Pieces, pieces_of
from agent.filling.slots import Slot
from agent.tokens import besides_button, words

_LONGEST = 5  # pieces that one field may take
_BEAM = 24
_UNKNOWN = -1.5
_JOINED = 0.2  # what a further piece in one stretch is worth: less than one with a meaning of its own


@dataclass(frozen=True)
class Reading:
    """What is to be done, in order; `unknown` are the pieces that nothing on the form explains."""

    fits: tuple[Fit, ...] = ()
    unknown: tuple[str, ...] = ()
    score: float = 0.0

    @property
    def whole(self) -> bool:
        """Everything is explained, and something is to be filled in or chosen."""
        return not self.unknown and any(f.deed not in ("nothing", "press") for f in self.fits)


def read(masked: str, form: Form) -> Reading:
    """The likeliest reading."""
    deed, rest = _leading_deed(masked, form)
    pieces = pieces_of(rest)
    if not pieces.spans:
        return Reading(unknown=(masked,))
    best = _search(pieces, form)
    refused = _refused(pieces, form)
    kept = tuple(f for f in best.fits if f.deed != "nothing" and (f.deed != "press" or f.slot not in refused))
    if deed is not None and not any(f.deed == "press" for f in kept) and deed not in refused:
        kept = (*kept, Fit("press", deed, score=0.8))
    return Reading(_in_order(kept), best.unknown, best.score)


def _leading_deed(masked: str, form: Form) -> tuple[Slot | None, str]:
    """ "Book a suite …": the button that the first word names; the words after it."""
    match = re.match(r"(?:(?:please|帮我|请)\s*)?(?P<verb>[A-Za-z]+)\s+", masked)
    if match is None:
        return None, masked
    verb = words(match["verb"])[:1]
    buttons = [s for s in form.slots if s.kind == "button" and words(s.name)[:1] == verb]
    return (buttons[0], masked[match.end() :]) if len(buttons) == 1 else (None, masked)


def _refused(pieces: Pieces, form: Form) -> list[Slot]:
    """The buttons that the person says not to press."""
    said = [pieces.joined(i, i + 1) for i in range(len(pieces.spans))]
    negated = [besides_button(piece[match.end() :]) for piece in said if (match := NEGATED.match(piece))]
    return [s for s in form.slots if s.kind == "button" and any(no and no <= s.about for no in negated)]


def _in_order(found: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """Lists first, for they may not offer what is wanted; buttons last; else as it was said."""
    return tuple(sorted(found, key=lambda f: {"choose": 0, "press": 2}.get(f.deed, 1)))


def _search(pieces: Pieces, form: Form) -> Reading:
    count = len(pieces.spans)
    beams: list[list[Reading]] = [[Reading()], *([] for _ in range(count))]
    for begin in range(count):
        for end in range(begin + 1, min(begin + _LONGEST, count) + 1):
            text = pieces.joined(begin, end)
            found = [replace(fit, words=text) for fit in fits(text, form) if _is_of_one_piece(fit)]
            for so_far in beams[begin]:
                beams[end] += _further(so_far, found, text, end - begin)
        if begin + 1 <= count:
            beams[begin + 1] = sorted(beams[begin + 1], key=lambda r: -r.score)[:_BEAM]
    return max(beams[count], key=lambda r: r.score, default=Reading(unknown=(pieces.text,)))


def _further(so_far: Reading, found: list[Fit], text: str, length: int) -> list[Reading]:
    """The reading with one more stretch."""
    used = {_place(f.slot) for f in so_far.fits if f.slot is not None and f.deed != "nothing"}
    longer = []
    for fit in found:
        if fit.slot is None or _place(fit.slot) not in used:
            score = so_far.score + fit.score + _JOINED * (length - 1)
            longer.append(Reading((*so_far.fits, fit), so_far.unknown, score))
    if length == 1:
        longer.append(Reading(so_far.fits, (*so_far.unknown, text), so_far.score + _UNKNOWN))
    return longer


def _is_of_one_piece(fit: Fit) -> bool:
    """A value that goes on over a cut would take in what nothing explains; in quotes it is whole."""
    return fit.deed not in ("fill", "choose") or len(pieces_of(fit.value).spans) == 1


def _place(slot: Slot) -> tuple[str, object]:
    """What is used once: a field, a button, a box; of choices that exclude each other their whole group."""
    return ("group", slot.about) if slot.alone and slot.about else (slot.kind, slot.key)
