"""A date as a field wants it: "14 August 2026" is typed as 08142026 where mm/dd/yyyy stands. Pure."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"(?P<a>mm|dd|yyyy|年|月|日)\s*(?P<sep>[/.\-\s年月日])\s*(?P<b>mm|dd)\s*(?P=sep)?[/.\-\s年月日]?\s*(?P<c>yyyy|mm|dd)",
    re.I,
)
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_ISO = re.compile(r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?")
_DAY_FIRST = re.compile(
    r"(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>[A-Za-z]{3,9})\.?,?\s+(?P<y>\d{4})"
)
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I)


def as_wanted(text: str, shown: str) -> str:
    """The date in the order of what the empty field shows, digits alone; the text itself where it shows no
    such thing, or the text is no date."""
    pattern = _PARTS.search(shown)
    date = date_of(text)
    if pattern is None or date is None:
        return text
    year, month, day = date
    parts = {"mm": f"{month:02d}", "dd": f"{day:02d}", "yyyy": f"{year:04d}"}
    return "".join(parts[pattern[name].lower()] for name in ("a", "b", "c"))


def wants_date(shown: str) -> bool:
    """Whether an empty field for a date shows this."""
    return _PARTS.search(shown) is not None


def date_of(text: str) -> tuple[int, int, int] | None:
    """Year, month, day; None where the text is no whole date."""
    plain = _WEEKDAY.sub("", text.strip())
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        word = match["m"]
        month = int(word) if word.isdecimal() else _MONTHS.get(word[:3].lower(), 0)
        if 1 <= month <= 12 and 1 <= int(match["d"]) <= 31:
            return int(match["y"]), month, int(match["d"])
    return None
