"""Texts from the screen and from the person as they may be shown in a terminal: nothing in them acts.

Titles of windows and words that were read are data. Printed as they are, control characters in them could
move the cursor, recolour or rewrite lines; direction marks could show a text as another one.
"""

from __future__ import annotations

import re

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""C0 and C1 controls but for tab and newline, and the marks that turn the direction of writing."""


def visible(text: str) -> str:
    """The text with a replacement character in the place of each character that would act."""
    return ACTING.sub("\ufffd", text)
