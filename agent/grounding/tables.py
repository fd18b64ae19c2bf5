"""Rows by what stands in a column: the cheapest, the newest, the one with the highest rating.

A screen has no tables, only texts with places. A column is what stands under its header; where no header says
the measure, it is every text that is written like one (a price with its currency, a date, a size). Cards that
stand side by side are rows, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agent.grounding.kinds import CONTAINERS
from agent.grounding.place import same_column, same_row
from agent.grounding.scene import Scene
from agent.types import Box, Element

_SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"price", "cost", "amount", "total", "fare", "fee", "rate",
               "价格", "价钱", "单价", "售价", "票价", "金额", "费用"}),
    frozenset({"date", "time", "modified", "created", "updated", "when", "received", "sent", "departure",
               "日期", "时间", "修改时间", "修改日期", "创建时间", "更新时间"}),
    frozenset({"size", "大小", "文件大小", "体积"}),
    frozenset({"rating", "score", "stars", "评分", "得分", "星级"}),
    frozenset({"balance", "余额"}),
    frozenset({"weight", "重量"}),
    frozenset({"age", "年龄"}),
)  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\d.])(?P<sign>[-−–]?)\s*(?P<number>\d{1,3}(?:[,\s’']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
)
_PRICE = re.compile(r"[$€£¥￥₹]|\b(?:USD|EUR|GBP|CNY|CHF|SEK)\b|元|kr\b", re.I)
_SIZE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>bytes?|[kmgt]i?b)\b", re.I)
_UNITS = {"b": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_ISO = re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .]+(?P<m>[A-Za-z]{3,9})\.?,?(?:[ ]+(?P<y>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<y>\d{4}))?")
_ZH_DATE = re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_CLOCK = re.compile(r"(?P<h>\d{1,2}):(?P<min>\d{2})")
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}


@dataclass(frozen=True)
class Cell:
    """A value of the measure, and the element that shows it."""

    index: int
    value: float


def extremes(scene: Scene, measure: str, most: bool) -> list[int]:
    """The elements that show the most, or the least, of the measure; one where one row has it."""
    cells = _cells(scene, measure)
    if len(cells) < 2:
        return [cell.index for cell in cells]
    best = (max if most else min)(cell.value for cell in cells)
    return [cell.index for cell in cells if cell.value == best]


def header_of(scene: Scene, name: str) -> int | None:
    """The header that a column is called by: a short text of that name with values under it."""
    words = _alike(name)
    heads = [i for i, e in enumerate(scene.elements) if _plain(e.text) in words and e.kind not in CONTAINERS]
    under = {i: len(_under(scene, i)) for i in heads}
    best = max(under, key=lambda i: (under[i], -scene.elements[i].box.y0), default=None)
    return best if best is not None and under[best] >= 2 else None


def _cells(scene: Scene, measure: str) -> list[Cell]:
    read = _reader(measure)
    head = header_of(scene, measure)
    if head is not None:
        found = [Cell(i, v) for i in _under(scene, head) if (v := read(scene.elements[i].text)) is not None]
        if len(found) >= 2:
            return found
    shown = _written_like(measure)
    texts = ((i, e.text) for i, e in enumerate(scene.elements) if e.kind not in CONTAINERS and e.text)
    return _one_a_place(
        scene, [Cell(i, v) for i, text in texts if shown(text) and (v := read(text)) is not None]
    )


def _under(scene: Scene, head: int) -> list[int]:
    """What stands below a header in its column, down to the first wide gap."""
    box, unit = scene.elements[head].box, scene.unit
    below = [
        i
        for i, e in enumerate(scene.elements)
        if i != head and e.kind not in CONTAINERS and e.text and e.box.y0 >= box.y1 - 0.3 * unit
        and same_column(e.box, box) >= 0.5 and e.box.width < 3 * max(box.width, 6 * unit)
    ]  # fmt: skip
    below.sort(key=lambda i: scene.elements[i].box.y0)
    rows: list[int] = []
    for i in below:
        last = scene.elements[rows[-1]].box if rows else box
        if scene.elements[i].box.y0 - last.y1 > 6 * unit:
            break
        rows.append(i)
    return rows


def _one_a_place(scene: Scene, cells: list[Cell]) -> list[Cell]:
    """A text and the cell round it say the value once."""
    kept: list[Cell] = []
    for cell in sorted(cells, key=lambda c: scene.elements[c.index].box.area):
        box = scene.elements[cell.index].box
        if all(box.intersection(scene.elements[k.index].box) is None for k in kept):
            kept.append(cell)
    return kept


def row_of(scene: Scene, index: int) -> Box:
    """The row, or the card, that an element stands in: what belongs to it rather than to another value."""
    own = scene.elements[index]
    mates = [e for i, e in enumerate(scene.elements) if i != index and _alike_in_look(own, e)]
    if not any(same_row(own.box, e.box) >= 0.5 for e in mates):
        return Box(x0=scene.screen.x0, y0=own.box.y0, x1=scene.screen.x1, y1=own.box.y1)
    return _card(scene, own, mates)


def _card(scene: Scene, own: Element, mates: Iterable[Element]) -> Box:
    """Halfway to the neighbours of the same look on each side; upwards and downwards to the next row."""
    others = list(mates)
    lefts = [e.box.middle_x for e in others if same_row(e.box, own.box) >= 0.5 and e.box.x1 <= own.box.x0]
    rights = [e.box.middle_x for e in others if same_row(e.box, own.box) >= 0.5 and e.box.x0 >= own.box.x1]
    step = min([own.box.middle_x - x for x in lefts] + [x - own.box.middle_x for x in rights])
    half = max(step // 2, own.box.width // 2)
    ups = [e.box.middle_y for e in others if e.box.y1 <= own.box.y0]
    downs = [e.box.middle_y for e in others if e.box.y0 >= own.box.y1]
    tall = min([own.box.middle_y - y for y in ups] + [y - own.box.middle_y for y in downs] + [3 * step])
    x, y0, y1 = own.box.middle_x, own.box.y0 - tall // 2, own.box.y1 + tall // 2
    return Box(x0=x - half, y0=y0, x1=x + half, y1=y1)


def _alike_in_look(one: Element, other: Element) -> bool:
    """Texts of the same sort: both prices, both dates, both sizes."""
    return other.kind not in CONTAINERS and any(
        pattern.search(one.text) and pattern.search(other.text) for pattern in (_PRICE, _SIZE, _ISO, _CLOCK)
    )


def _reader(measure: str) -> Callable[[str], float | None]:
    words = _alike(measure)
    if "date" in words:
        return _date
    return _bytes if "size" in words else _number


def _written_like(measure: str) -> Callable[[str], bool]:
    words = _alike(measure)
    if "price" in words:
        return lambda text: _PRICE.search(text) is not None and len(text) <= 30
    if "date" in words:
        return lambda text: _date(text) is not None and len(text) <= 40
    if "size" in words:
        return lambda text: _SIZE.search(text) is not None and len(text) <= 30
    return lambda text: any(w in text.casefold() for w in words) and len(text) <= 40


def _alike(measure: str) -> frozenset[str]:
    plain = _plain(measure)
    return next((group for group in _SYNONYMS if plain in group), frozenset({plain}))


def _plain(text: str) -> str:
    return re.sub(r"[\s:：▲▼↑↓()（）]+|\([^)]*\)", " ", text).strip().casefold()


def _number(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = re.sub(r"[\s’']", "", match["number"])
    if "," in digits:
        grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits)
        digits = digits.replace(",", "" if grouped else ".")
    return float(digits) * (-1 if match["sign"] else 1)


def _bytes(text: str) -> float | None:
    match = _SIZE.search(text)
    if match is None:
        return _number(text)
    return float(match["number"].replace(",", ".")) * 1024.0 ** _UNITS[match["unit"][0].lower()]


def _date(text: str) -> float | None:
    """Days since the year 0, roughly, with the time of day; None where the text is no date."""
    clock = _CLOCK.search(text)
    of_day = (int(clock["h"]) * 60 + int(clock["min"])) / 1440 if clock else 0.0
    for pattern in (_ISO, _ZH_DATE, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.search(text)
        found = _day(match.groupdict()) if match else None
        if found is not None:
            return found + of_day
    return of_day if clock else None


def _day(parts: dict[str, str | None]) -> float | None:
    month, day = parts["m"] or "", int(parts["d"] or 0)
    number = int(month) if month.isdecimal() else _MONTHS.get(month[:3].casefold(), 0)
    if not 1 <= number <= 12 or not 1 <= day <= 31:
        return None
    return int(parts.get("y") or 9999) * 372 + number * 31 + day
