"""Why an answer is of no use; each message is for the model, which may mend it."""

from __future__ import annotations

from pydantic import ValidationError


class Unusable(Exception):
    """An answer of which no act can be made."""


class NotThere(Unusable):
    """A point on which nothing stands."""


def wrong(error: ValidationError) -> Unusable:
    """The first thing that is wrong, and where."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"])) or "its beginning"
    return Unusable(f"The answer is wrong at {where}: {first['msg']}.")
