"""Fits a piece of what was said to one thing on a form: a field and its value, a choice, a button."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from agent.filling.slots import Slot
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.verbs import verb_strength
from agent.tokens import (
    FILL,
    GOES_WITHOUT,
    NUMBERS,
    STOP,
    besides_button,
    is_chinese,
    meaning,
    name_words,
    number,
    words,
)

Deed = Literal["fill", "on", "off", "choose", "press", "nothing"]
T = TypeVar("T")
ENOUGH = 0.5
"""How much of the name of a choice has to be said."""
_DEED = re.compile(
    r"\b(?:confirm|press|click|finish|submit|send|pay|save|book|order|start|delete|buy)\b"
    r"|确认|点击|按下|提交|发送|保存|付款|下单",
    re.I,
)
"""Something is to be done, which words on the page alone do not explain."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d -]{4,}\d(?![\w-])")
_NUMBERED = frozenset(["phone", "number", "mobile", "telephone", "tel", "话", "机", "号", "码"])
_MONEY = re.compile(
    r"(?P<a>\d+(?:[.,]\d+)?)\s*(?:euros?|dollars?|pounds?|[€$£元块])|[€$£¥]\s?(?P<b>\d+(?:[.,]\d+)?)|(?P<c>\d+\.\d\d)(?!\d)",
    re.I,
)
_AMOUNT = frozenset(["amount", "sum", "price", "额"])
_TO_WHOM = re.compile(r"to\s+(?P<value>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)+)")
_PAYEE = frozenset(["payee", "recipient", "beneficiary", "to"])
_OFF = re.compile(r"\b(?:without|no|not|untick|uncheck|remove|off|deselect)\b|取消|不要|去掉|不选|不勾", re.I)
NEGATED = re.compile(
    r"(?:i['’]?\s?(?:ll|will)\b.*\bmyself\b|do\s+not|don['’]?t|never|without\s+\w+ing)\b|(?:不要|别|先不|不用)(?=\S)",
    re.I,
)
_NAMED = re.compile(
    r"(?:sign\s+up|register|add|in\s+the\s+name\s+of|under\s+the\s+name(?:\s+of)?|as|for|called|named)\s+"
    r"(?P<value>(?-i:[A-Z][\w'’.-]*)(?:\s+(?-i:[A-Z][\w'’.-]*|van|de|von|der|da|el|al)){0,4})",
    re.I,
)
_VALUE = "(?P<value>MARK|.+?)"
_LABEL = "(?P<label>MARK|.+?)"
_EN = [
    rf"{_VALUE}\s+(?:as|for|on|in|into|under|to)\s+{_LABEL}",
    r"(?P<value>MARK|.+)\s+(?:as|for|on|in|into|under|to)\s+(?P<label>.+?)",
    rf"{_LABEL}\s*(?:\s(?:is|are|to|with|be|reads?|says?|should\s+be|must\s+be|of)\s|[:：=])\s*{_VALUE}",
    rf"(?P<value>\d[\d.,:/]*|{'|'.join(NUMBERS)})\s+(?P<label>.+)",
]
_ZH_VERB = re.compile(
    r"(?:里面?|中|栏|那栏|处)?(?:填写?|输入|写|设[为成置]|改[成为]|选择?|勾选?|挑|[是为：:=]|叫|定[在为])[上为成]?"
)
_MOST_VALUE = 400
_SEVERAL = re.compile(r"[,，、;]|\s(?:and|with|for|in)\s")
_NO_LABEL = re.compile(rf"[,，、;；.。]|{MARK}")
_SHORT = 4  # words that name an entry and its list


@dataclass(frozen=True)
class Fit:
    """What a piece asks for. `value` is masked, to be written or chosen; `score` in 0..1."""

    deed: Deed
    slot: Slot | None = None
    value: str = ""
    score: float = 0.0
    words: str = ""  # the piece, masked


@dataclass(frozen=True)
class Form:
    """What the screen asks for. `entries`: of a list by its key, where it was opened once."""

    slots: Sequence[Slot]
    around: frozenset[str]
    quotes: Quotes
    entries: Mapping[tuple[str, str, tuple[str, ...]], tuple[str, ...]]


def fits(piece: str, form: Form) -> list[Fit]:
    """All that a piece may mean, the likeliest first."""
    if match := NEGATED.match(piece):
        boxes = [replace(fit, deed="off") for fit in _chosen(piece[match.end() :], form)]
        return [*boxes, Fit("nothing", score=0.5)]
    found = [*_filled(piece, form), *_chosen(piece, form), *_entries(piece, form), *_pressed(piece, form)]
    if besides_button(piece) <= form.around and not re.search(MARK, piece) and not _DEED.search(piece):
        found.append(Fit("nothing", score=0.3))
    return sorted(found, key=lambda fit: -fit.score)


# ---- fields and their values ----


def _filled(piece: str, form: Form) -> Iterator[Fit]:
    for label, value, least in _said(piece, form):
        plain = number(_without_lead(value))
        if _is_value(plain):
            yield from _into(label, plain, form, least)
    yield from _by_its_look(piece, form)
    yield from _of_list(piece, form)


def _is_value(value: str) -> bool:
    """A quotation by itself, or words in which no next step begins."""
    if re.fullmatch(MARK, value):
        return True
    steps = re.split(r"\s*[,，;；。]\s*(?:and\s+|then\s+)*|\s+and\s+|然后|再", value)[1:]
    whole = 0 < len(value) <= _MOST_VALUE and not re.search(MARK, value)
    return whole and not any(step and (verb_strength(step) or _is_filler(step.split()[0])) for step in steps)


def _said(piece: str, form: Form) -> Iterator[tuple[str, str, float]]:
    """Label and value, however they are put; the least share of a field's label that has to be said."""
    if is_chinese(piece):
        yield from _prefixed(piece, form)
        for verb in _ZH_VERB.finditer(piece):
            if verb.start() > 0 and verb.end() < len(piece):
                yield piece[: verb.start()], piece[verb.end() :], 0.0
        return
    for pattern in _ENGLISH:
        for text in dict.fromkeys([piece, _without_filler(piece)]):
            if match := pattern.fullmatch(text):
                yield match["label"], match["value"], 0.0
    yield from _side_by_side(piece)
    first, _, rest = piece.partition(" ")
    if re.match(r"[A-Z\d]", rest):
        yield first, rest, 0.99  # "from Lowmere", where a field is called From


def _prefixed(piece: str, form: Form) -> Iterator[tuple[str, str, float]]:
    """As in 收件人电话13611112222, 重量3公斤: the label, and at once the value."""
    for slot in form.slots:
        rest = piece.removeprefix(slot.name).lstrip(" 是为：:")
        if slot.kind in ("text", "list") and rest and rest != piece and not _ZH_VERB.match(rest):
            counted = re.match(r"(\d+(?:\.\d+)?)\D{1,3}$", rest) if slot.value.isdecimal() else None
            yield slot.name, counted[1] if counted else rest, 0.99


def _side_by_side(piece: str) -> Iterator[tuple[str, str, float]]:
    """As in "the subject Broken lid", "order number KC-3310"."""
    parts = _without_filler(piece).split()
    for cut in range(1, min(5, len(parts))):
        value = " ".join(parts[cut:])
        if _is_filler(parts[cut]) and not parts[cut][0].isupper():
            continue
        telling = re.match(rf"[A-Z\d]|{MARK}", value) is not None
        yield " ".join(parts[:cut]), value, 0.5 if telling else 0.99


def _into(label: str, value: str, form: Form, least: float) -> Iterator[Fit]:
    """Into the field that the label names best; none where two are named as well."""
    label = form.quotes.literal(label) if re.fullmatch(MARK, label) else label
    said = meaning(label) or name_words(label)
    if not said or _NO_LABEL.search(label):
        return
    share = 0.75 if is_chinese(label) else 1.0
    ranked = []
    for slot in form.slots:
        if slot.kind not in ("text", "list") or not slot.about:
            continue
        both = len(said & slot.about)
        if both and both >= share * len(said) and both >= least * len(slot.about):
            ranked.append((0.7 * both / len(said) + 0.3 * both / len(slot.about), slot))
    ranked.sort(key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.02):
        return
    score, slot = ranked[0]
    if slot.kind == "text":
        yield Fit("fill", slot, value, score)
    elif (entry := _entry_of(value, slot, form)) is not None:
        yield Fit("choose", slot, entry, score)


def _entry_of(value: str, slot: Slot, form: Form) -> str | None:
    """The entry of a list that a value names; the value itself while the list was never opened."""
    entries = form.entries.get(slot.key)
    if entries is None:
        return form.quotes.literal(value)
    return entry_named(form.quotes.literal(value), entries, slot.about)


def _by_its_look(piece: str, form: Form) -> Iterator[Fit]:
    """An address goes where mail addresses go, and a name where names go."""
    restored = form.quotes.restored(piece)
    mails = _EMAIL.findall(restored)
    if len(mails) == 1:
        left = meaning(restored.replace(mails[0], " "))
        fields = [s for s in form.slots if s.kind == "text" and s.about & {"mail", "email", "邮"}]
        if len(fields) == 1 and left <= fields[0].about | {"e", "mail", "email", "addres"}:
            yield Fit("fill", fields[0], mails[0], 0.9)
    numbers = _NUMBER.findall(restored)
    if len(numbers) == 1:
        left = meaning(restored.replace(numbers[0], " "))
        fields = [s for s in form.slots if s.kind == "text" and s.about & _NUMBERED]
        if len(fields) == 1 and left <= fields[0].about | form.around:
            yield Fit("fill", fields[0], numbers[0], 0.85)
    yield from _amount(restored, form)
    payee = _TO_WHOM.fullmatch(restored)
    fields = [s for s in form.slots if s.kind == "text" and s.about & _PAYEE]
    if payee is not None and len(fields) == 1:
        yield Fit("fill", fields[0], payee["value"], 0.85)
    named = _NAMED.fullmatch(restored)
    if named is not None:
        fields = [s for s in form.slots if s.kind == "text" and s.about & {"name", "姓"}]
        fields = min(([f] for f in fields), key=lambda f: len(f[0].about), default=[])
        if fields:
            yield Fit("fill", fields[0], named["value"], 0.8)


def _amount(said: str, form: Form) -> Iterator[Fit]:
    """Money goes where an amount goes."""
    money = _MONEY.search(said)
    fields = [s for s in form.slots if s.kind == "text" and s.about & _AMOUNT]
    if money is not None and len(fields) == 1:
        left = meaning(said.replace(money.group(), " "))
        if left <= fields[0].about | form.around:
            yield Fit("fill", fields[0], money["a"] or money["b"] or money["c"], 0.85)


def _of_list(piece: str, form: Form) -> Iterator[Fit]:
    """As in "the family room" beside a list called Room: what is said besides its name is its entry."""
    said = meaning(piece)
    if _SEVERAL.search(piece) or len(said) > _SHORT:
        return
    for slot in form.slots:
        if slot.kind == "list" and slot.key not in form.entries and said & slot.about and said - slot.about:
            rest = [part for part in piece.split() if meaning(part) and not set(words(part)) <= slot.about]
            if rest and not is_chinese(piece):
                yield Fit("choose", slot, " ".join(rest), 0.55)


def _without_lead(value: str) -> str:
    """Without "enter", "the", "set the choice to" before it; a quotation is itself."""
    value = value.strip(" ,，;:：")
    if re.fullmatch(MARK, value):
        return value
    value = re.sub(r"^(?:on|at|by|from)\s+(?=\d)", "", value, flags=re.I)
    return re.sub(
        r"^(?:(?:please|enter|put|type|write|use|fill\s+in|insert|give|set|change|pick|choose|select|take)\s+)+(?:(?:it|in)\s+)?|^(?:成|为|上)(?=\S)",
        "", value, flags=re.I,
    ).strip()  # fmt: skip


def _without_filler(piece: str) -> str:
    """From its first telling word on."""
    parts = piece.split()
    while parts and _is_filler(parts[0]):
        parts = parts[1:]
    return " ".join(parts)


def _is_filler(word: str) -> bool:
    return all(token in FILL | STOP for token in words(word)) and not re.search(MARK, word)


# ---- choices, entries, buttons ----


def _chosen(piece: str, form: Form) -> Iterator[Fit]:
    """The choice that explains the whole piece, with the words of its group and of the page."""
    scored = []
    for slot in form.slots:
        if slot.kind == "option" and (score := _named_by(piece, slot.name, slot.about, form.around)):
            scored.append((score, slot))
    best = _clear(scored)
    if best is not None:
        off = _OFF.search(piece) and not _OFF.search(best[1].name)
        yield Fit("off" if off else "on", best[1], score=best[0])


def _entries(piece: str, form: Form) -> Iterator[Fit]:
    """An entry of a list that was opened."""
    scored = []
    for slot in form.slots:
        for entry in form.entries.get(slot.key, ()):
            if score := _named_by(piece, entry, slot.about, form.around):
                scored.append((score, (slot, entry)))
    best = _clear(scored)
    if best is not None:
        yield Fit("choose", best[1][0], best[1][1], best[0])


def _clear(scored: list[tuple[float, T]]) -> tuple[float, T] | None:
    scored.sort(key=lambda one: -one[0])
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.02):
        return None
    return scored[0]


def entry_named(said: str, entries: Sequence[str], about: frozenset[str]) -> str | None:
    """The entry that the words name; None where none or several may be meant."""
    exact = [e for e in entries if words(e) == words(said)]
    best = _clear([(s, e) for e in entries if (s := _named_by(said, e, about))])
    return exact[0] if exact else best[1] if best is not None else None


def _named_by(piece: str, name: str, about: frozenset[str], around: frozenset[str] = frozenset()) -> float:
    """How surely the words name it: most of its name is said, and nothing but what is about it."""
    own = name_words(name)
    if is_chinese(name) or not re.search(r"[^\W\d_]", name):
        return _within(piece, name, about | around)
    said = meaning(piece) or frozenset(words(piece)) - STOP
    both = said & own
    least = frozenset(own - FILL) or own
    if (
        not both
        or (own - about and not both - about)
        or len(both) < ENOUGH * len(least)
        or not said - GOES_WITHOUT <= own | about | around
    ):
        return 0.0
    return 0.6 + 0.3 * len(both) / len(own) + 0.1 * bool(said & about - own)


def _within(piece: str, name: str, about: frozenset[str]) -> float:
    """As a stretch of the piece, and nearly all besides is about it."""
    if name not in piece:
        return 0.0
    left = besides_button(piece.replace(name, " ", 1))
    if left and len(left & about) < 0.7 * len(left):
        return 0.0
    return min(1.0, 0.7 + 0.03 * len(name) + 0.1 * bool(left))


def _pressed(piece: str, form: Form) -> Iterator[Fit]:
    said = besides_button(piece) or (frozenset(words(piece)) - STOP - GOES_WITHOUT)
    scored = []
    for slot in form.slots:
        both = said & slot.about
        if slot.kind == "button" and both and said <= slot.about | form.around:
            scored.append((0.6 + 0.35 * len(both) / len(slot.about), slot))
    best = _clear(scored)
    if best is not None:
        yield Fit("press", best[1], score=best[0])


_ENGLISH = [
    re.compile(rf"(?:(?:and|then)\s+)?{pattern}".replace("MARK", MARK) + r"\.?", re.I | re.S)
    for pattern in _EN
]
