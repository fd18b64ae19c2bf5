"""The text of macro.json ↔ the macro. Written so that a change shows as a short difference; read as hostile.

What has its default is left out. Small things stand on one line: a box, a neighbour, an embedding. Characters
that cannot be seen, or that turn the direction of writing, are written as escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from agent.errors import MacroError
from agent.macro import Macro
from agent.macros.migrate import migrate
from agent.macros.names import check_name, plain_letters, shown

LINE = 100  # characters
QUOTED = 200  # characters of a sentence
UNSEEN = re.compile(
    "[\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
)
MOST_PARTS = 32_000  # lists and objects; a click with a dozen neighbours has 20
MOST_COMMAS = 600_000
MOST_DEEP = 40  # lists and objects within one another
LONGEST_LIST = 2000
MOST_FIELDS = 200
MOST_NUMBER = 10**9
TOO_LARGE = "The macro's macro.json holds a number that is too large."

ALWAYS = object()
SIMPLE = frozenset((str, int, float, bool, type(None)))
_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


# -- writing ----------------------------------------------------------------------


def written(macro: Macro) -> bytes:
    """The text of macro.json, in UTF-8. Raises MacroError for what JSON cannot hold."""
    try:
        text = _laid_out(_plain(macro), "") + "\n"
        return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text).encode()
    except ValueError as error:  # not a number, or half of a character
        raise MacroError(
            "The macro holds a number or a character that cannot be written to a file."
        ) from error


def _plain(value: Any) -> Any:
    """Models as dictionaries, without what has its default."""
    if isinstance(value, BaseModel):
        held = value.__dict__
        told = [(n, held[n]) for n, usual in _fields(type(value)) if usual is ALWAYS or held[n] != usual]
        return {name: part if type(part) in SIMPLE else _plain(part) for name, part in told}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [part if type(part) in SIMPLE else _plain(part) for part in value]
    return value


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """Each field's name and default: ALWAYS for one without, and for what says of which kind the whole is."""
    return tuple((name, _default(field)) for name, field in model.model_fields.items())


def _default(field: FieldInfo) -> Any:
    is_kind = get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    return ALWAYS if is_kind or field.is_required() else field.get_default(call_default_factory=True)


def _laid_out(value: Any, indent: str) -> str:
    if not isinstance(value, dict | list) or not value:
        return _json(value)
    if SIMPLE.issuperset(map(type, value.values() if isinstance(value, dict) else value)):
        line = _json(value)
        if len(line) <= LINE or not any(isinstance(part, str) for part in value):
            return line
    further = indent + "  "
    if isinstance(value, list):
        parts = [_laid_out(part, further) for part in value]
        return f"[\n{further}" + f",\n{further}".join(parts) + f"\n{indent}]"
    parts = [f"{_json(name)}: {_laid_out(part, further)}" for name, part in value.items()]
    return f"{{\n{further}" + f",\n{further}".join(parts) + f"\n{indent}}}"


# -- reading ----------------------------------------------------------------------


def read(data: bytes) -> Macro:
    """The macro of a macro.json. Raises MacroError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MacroError("The macro's macro.json is not text in UTF-8.") from error
    document = _parsed(text)
    brought = migrate(document)
    if brought is not document:
        text = _json(brought)
    del document, brought  # a large one is not held twice
    macro = _validated(text)
    check_name(macro.name)
    for variable in macro.variables:
        plain_letters(variable.name)
    return macro


def _parsed(text: str) -> dict[str, Any]:
    if text.count("{") + text.count("[") > MOST_PARTS or text.count(",") > MOST_COMMAS:
        raise MacroError("The macro has too many parts; split it into several.")
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise MacroError(f"The macro's macro.json is not JSON: line {error.lineno}, {error.msg}.") from error
    except ValueError as error:  # thousands of digits
        raise MacroError(TOO_LARGE) from error
    except RecursionError as error:
        raise _too_deep() from error
    if not isinstance(value, dict):
        raise MacroError("The macro's macro.json holds no macro.")
    _check_shape(value)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise MacroError("The macro's macro.json names one field twice in one place; delete one of them.")
    return fields


def _no_number(word: str) -> float:
    raise MacroError(f"The macro's macro.json holds {word}, which is no number.")


def _check_shape(value: Any) -> None:
    """Neither deep nor wide beyond what a macro can be: what cannot be one is not worked through."""
    left = [(value, 1)]
    while left:
        part, deep = left.pop()
        if deep > MOST_DEEP:
            raise _too_deep()
        if len(part) > (LONGEST_LIST if isinstance(part, list) else MOST_FIELDS):
            raise MacroError("The macro's macro.json holds a list that is too long.")
        held = part if isinstance(part, list) else part.values()
        if not all(-MOST_NUMBER <= inside <= MOST_NUMBER for inside in held if type(inside) in (int, float)):
            raise MacroError(TOO_LARGE)
        left += [(inside, deep + 1) for inside in held if isinstance(inside, dict | list)]


def _too_deep() -> MacroError:
    return MacroError("The macro's macro.json has lists within lists too deep.")


def _validated(text: str) -> Macro:
    try:
        return Macro.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        what = first["msg"].removeprefix("Value error, ")
        where = ".".join(str(part) for part in first["loc"])
        at = f" at {shown(where, QUOTED)}" if where else ""
        raise MacroError(f"The macro is wrong{at}: {shown(what, QUOTED)}.") from error
