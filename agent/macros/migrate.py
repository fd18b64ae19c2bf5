"""Macros of earlier formats, brought to this one step by step before they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from agent.errors import MacroError
from agent.macro import FORMAT

Document = dict[str, Any]
Migration = Callable[[Document], Document]

MIGRATIONS: Mapping[int, Migration] = {}
"""For each earlier format, how a document of it becomes one of the next. There is none before 1."""


def migrate(
    document: Document, migrations: Mapping[int, Migration] = MIGRATIONS, newest: int = FORMAT
) -> Document:
    """The document in the newest format; the given one is left as it is. Raises MacroError."""
    version = _format_of(document)
    if version > newest:
        raise MacroError(
            f"The macro was made by a newer Deskhand (its format is {version}, the newest known here is "
            f"{newest}); update Deskhand."
        )
    if version < newest:
        document = deepcopy(document)
    for earlier in range(version, newest):
        document = _one(document, earlier, migrations)
    return document


def _format_of(document: Document) -> int:
    version = document.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise MacroError(f'The macro does not say its format; add "format": {FORMAT} to its macro.json.')
    return version


def _one(document: Document, earlier: int, migrations: Mapping[int, Migration]) -> Document:
    step = migrations.get(earlier)
    if step is None:
        raise MacroError(f"The macro's format {earlier} is no longer known; record it again.")
    try:
        return step(document) | {"format": earlier + 1}
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # not shaped as its format says
        raise MacroError(f"The macro is damaged: it is not as its format {earlier} wants it.") from error
