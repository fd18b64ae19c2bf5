"""A phrase while it is being taken apart: what is known of the thing so far, and the words still to read."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.grammar.kind_words import Kinds
from agent.grammar.quoting import Quotes
from agent.intents import Extreme, How, Place, Relation
from agent.types import State

DEEPEST = 6
"""How many things may be described by one another ("left of the box below the … next to …")."""


@dataclass
class Draft:
    """`text` is masked and shrinks stage by stage; `anchors` and `wheres` are words still to be parsed."""

    text: str
    quotes: Quotes
    depth: int = 0
    name: str = ""
    exact: bool = False
    kinds: Kinds = ()
    kinds_by_place: Kinds = ()  # "… in the menu" says that a menu item is meant
    generic: bool = False  # "the red one": a thing without a name
    determined: bool = False  # "the …"
    ordinal: int | None = None
    place: Place | None = None
    colour: str | None = None
    extreme: Extreme | None = None
    states: list[State] = field(default_factory=list)
    window: str = ""
    relations: list[Relation] = field(default_factory=list)
    anchors: list[tuple[How, str]] = field(default_factory=list)
    wheres: list[str] = field(default_factory=list)
