"""What a person calls one thing on the screen, in either language → Phrase.

The words are taken apart from the outside in: relation to another thing, container or window, place, label,
kind, then the modifiers before the name; what remains is the name. Each stage tries its English and its
Chinese patterns, since people mix them ("click the 登录 button"). English structure words count in lower case
only: a capital ("First Page", "New Window") makes a word part of a name, as do quotes.
"""

from __future__ import annotations

from agent.errors import InstructionError
from agent.grammar import phrases_en as en
from agent.grammar import phrases_zh as zh
from agent.grammar import rows
from agent.grammar import surroundings_en as around
from agent.grammar import surroundings_zh as zh_around
from agent.grammar.draft import DEEPEST, Draft
from agent.grammar.kind_words import (
    AREA,
    BOX,
    FIELD,
    ITEM,
    MENU,
    MENU_ITEM,
    ROW,
    SEARCH,
    SECRET,
    WINDOW,
    Kinds,
)
from agent.grammar.quoting import Quotes
from agent.intents import Phrase, Place, Relation

_LISTS = frozenset({"list", "table"})
_CONTAINERS = frozenset({"panel", "toolbar", "menu", "tab_bar", "notification"}) | _LISTS
_SEARCH = frozenset({"search", "搜索", "查找", "find"})
_SECRET = frozenset(
    [
        "password",
        "passcode",
        "passphrase",
        "pin",
        "pass",
        "pwd",
        "密码",
        "口令",
        "password",
        "again",
        "confirm",
        "password",
        "repeat",
        "password",
        "确认密码",
    ]
)


def phrase(text: str, quotes: Quotes, depth: int = 0) -> Phrase:
    """Parses masked words. Raises InstructionError when nothing is named."""
    words = en.tidy(text)
    if not words or depth > DEEPEST:
        raise InstructionError("A thing to act on is missing: name it, as in: click the Save button.")
    if en.SEVERAL.match(words) or zh.SEVERAL.match(words):
        said = quotes.restored(words)
        raise InstructionError(f"“{said}” means several things: name one, or put its name in quotes.")
    content = quotes.quoted(words)
    if content is not None:
        return _exactly(content, quotes.restored(words))
    draft = Draft(text=words, quotes=quotes, depth=depth)
    _outside(draft)
    _inside(draft)
    return _finished(draft, words)


def _exactly(content: str, words: str) -> Phrase:
    if not content.strip():
        raise InstructionError("There is nothing between the quotes: put the name of a thing there.")
    return Phrase(words=words, name=content, exact=True)


def _outside(draft: Draft) -> None:
    """Relations, containers, places and labels: what stands round the thing's own name."""
    for stage in (
        rows.english, rows.chinese, around.relation, zh_around.relation, around.location, zh_around.location,
        en.label, zh.label,
    ):  # fmt: skip
        stage(draft)
    for how, anchor in draft.anchors:
        draft.relations.append(Relation(how=how, anchor=phrase(anchor, draft.quotes, draft.depth + 1)))
    for where in draft.wheres:
        put_inside(draft, where)


def _inside(draft: Draft) -> None:
    """Kind, modifiers and name."""
    en.kind(draft)
    zh.kind(draft)
    en.modifiers(draft)
    zh.modifiers(draft)
    en.name(draft)
    zh.name(draft)


def put_inside(draft: Draft, where: str) -> None:
    """Narrows the draft to the window, dialog, panel, list … that the words `where` name."""
    if around.is_screen(where) or zh_around.is_screen(where):
        return
    found = phrase(where, draft.quotes, draft.depth + 1)
    if around.is_screen(found.name) and not found.exact:
        draft.place = draft.place or found.place
        return
    if found.name == "菜单" and not found.exact:  # by itself it is a name: see phrases_zh
        draft.kinds_by_place = MENU_ITEM
        return
    bare = not found.name and found.ordinal is None and found.colour is None
    if found.kinds == MENU and (bare or found.name in en.PASSING_MENUS or found.name in zh.PASSING_MENUS):
        draft.kinds_by_place = MENU_ITEM
    elif bare and _LISTS & set(found.kinds):
        draft.kinds_by_place = ROW
    elif bare and found.kinds == WINDOW:
        return
    elif found.kinds == AREA or (set(found.kinds) <= {"window", "dialog"} and found.name):
        draft.window = found.name if found.kinds != AREA else en.bare(found.words)
    elif found.kinds:
        draft.relations.append(Relation(how="inside", anchor=_container(found)))
    else:
        draft.window = found.window or found.name
        draft.relations.extend(found.relations)


def place_of(words: str) -> tuple[Place, str] | None:
    """Reads "the top left corner of X" as ("top_left", "X"), in either language."""
    return around.place_of(words) or zh_around.place_of(words)


def _container(found: Phrase) -> Phrase:
    """The same phrase, meant as a container where its word can mean one ("the Edit menu")."""
    kinds = tuple(kind for kind in found.kinds if kind in _CONTAINERS)
    return found.model_copy(update={"kinds": kinds}) if kinds else found


def placed(target: Phrase, where: str, quotes: Quotes) -> Phrase:
    """`target` narrowed to the window or container named before it: "in the Find window, click Close"."""
    draft = Draft(text="", quotes=quotes)
    place = place_of(where)
    if place:
        draft.place, where = place
    if where:
        put_inside(draft, where)
    return target.model_copy(
        update={
            "words": target.words,
            "window": target.window or draft.window,
            "place": target.place or draft.place,
            "kinds": target.kinds or draft.kinds_by_place,
            "relations": (*target.relations, *draft.relations),
        }
    )


def _finished(draft: Draft, words: str) -> Phrase:
    said = draft.quotes.restored(words)
    kinds = draft.kinds_by_place if draft.kinds in (ITEM, ()) and draft.kinds_by_place else draft.kinds
    of_a_name = (
        draft.extreme is not None and draft.name
    )  # "the largest file": that is not how large it is drawn
    if of_a_name or not (draft.name or kinds or draft.relations or draft.ordinal or draft.generic):
        name = draft.quotes.restored(en.bare(words))
        return Phrase(words=said, name=name, window=draft.window)
    return Phrase(
        words=said,
        name=draft.name,
        exact=draft.exact,
        kinds=_by_name(draft.name, kinds),
        ordinal=draft.ordinal,
        place=draft.place,
        colour=draft.colour,
        extreme=draft.extreme,
        states=tuple(dict.fromkeys(draft.states)),
        window=draft.window,
        relations=tuple(draft.relations),
    )


def _by_name(name: str, kinds: Kinds) -> Kinds:
    """The field that "the search box" and "the password box" say by their names."""
    if kinds in (FIELD, BOX):
        if name.lower() in _SEARCH:
            return SEARCH
        if is_secret(name):
            return SECRET
    return kinds


def is_secret(name: str) -> bool:
    """Whether a field of that name holds a password."""
    lower = name.lower().strip()
    return lower in _SECRET or lower.endswith(("password", "passcode", "密码"))
