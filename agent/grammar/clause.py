"""One step of an instruction while it is read, and the intents that both grammars build from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agent.errors import InstructionError
from agent.grammar.kind_words import APPS, AREA, BOX, DIALOG, FIELD, MENU, MENU_ITEM, TICKABLE, WINDOW, Kinds
from agent.grammar.passwords import PASSWORD_FIELD, names_secret, password_in, speaks_of_password
from agent.grammar.phrases import is_secret, phrase, place_of
from agent.grammar.quoting import MARK, Quotes
from agent.intents import (
    CheckIntent,
    ChooseIntent,
    ClearIntent,
    ClickIntent,
    DragIntent,
    Intent,
    MenuIntent,
    Phrase,
    Relation,
    TypeIntent,
)

HIDDEN = "•••"
MENU_BAR: Kinds = ("menu_bar_item", "menu_item", "button", "icon_button")
_MESSAGE_BOX = re.compile(
    r"(?:(?:the|this|that|your)\s+)?(?P<name>message(?=\s+box$)|消息(?=框$))(?:\s+box|框)", re.I
)
SLIDING = frozenset({"slider", "scroll_bar", "splitter", "progress_bar"})
COMBOS = frozenset({"combo_box", "list", "table", "spin_box", "tab_bar"})
CONTAINERS = frozenset({"window", "dialog", "panel", "toolbar", "notification"})
PATH = re.compile(r"\s*(?:>|→|->|=>|»|›|▸|➜|➔|⇒)\s*")
_PRONOUN = re.compile(r"(?:it|this|that|this one|that one|the same|它|这个|那个|此)", re.I)


@dataclass
class Clause:
    """`text` is masked. `before`: the last thing that the steps before spoke of, for "then click it"."""

    text: str
    quotes: Quotes
    before: Phrase | None = None
    whole: str = field(default="")

    def __post_init__(self) -> None:
        self.whole = self.whole or self.text

    @property
    def words(self) -> str:
        return self.quotes.restored(self.whole).strip()

    def part(self, text: str) -> Clause:
        """A part of the step, to be read by itself."""
        return Clause(text=text.strip(), quotes=self.quotes, before=self.before, whole=self.whole)

    def phrase(self, text: str) -> Phrase:
        """The thing that the words name; "it" is the one spoken of before. Raises InstructionError."""
        if _PRONOUN.fullmatch(text.strip(" .。")):
            if self.before is None:
                raise InstructionError(
                    f"It is not clear what “{text.strip()}” is: name the thing, as in: click Save."
                )
            return self.before
        return phrase(text, self.quotes)

    def literal(self, text: str) -> str:
        return self.quotes.literal(text)


Act = Callable[[re.Match[str], Clause], Sequence[Intent] | None]


@dataclass(frozen=True)
class Rule:
    """One way of saying a step; the pattern is compiled when first asked, so that importing stays quick."""

    source: str
    act: Act

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source, re.I | re.S)


def typed(clause: Clause, text: str, target: Phrase | None, replace: bool = False) -> list[Intent]:
    """Typing masked `text` into `target`; into a password field it is a secret and leaves the words.

    Raises InstructionError when it is unclear what is to be typed, as of a text that speaks of a password.
    """
    said = password_in(text)
    if said is not None and (target is None or is_password(target)):
        text, target, replace = said, target or PASSWORD_FIELD, True
    elif speaks_of_password(text):
        raise InstructionError(
            "It is not clear what is to be typed: put it in quotes, or say: type … into the password field."
        )
    content = clause.literal(text)
    if not content:
        if replace:
            return [ClearIntent(words=clause.words, target=target)]
        raise InstructionError(
            'There is nothing to type: put the text in quotes, as in: type "hello" into Name.'
        )
    secret = target is not None and is_password(target)
    words = hidden(clause.words, content) if secret else clause.words
    return [TypeIntent(words=words, text=content, target=as_field(target), secret=secret, replace=replace)]


def is_password(target: Phrase) -> bool:
    """What is typed there is a secret."""
    return is_secret(target.name) or names_secret(target.name) or "password_field" in target.kinds[:1]


def hidden(words: str, secret: str) -> str:
    """The words without the secret: they are shown and kept."""
    return words.replace(secret, HIDDEN) if secret else words


def as_field(target: Phrase | None) -> Phrase | None:
    """A "box" to type into is a field; a window or program to type into means the field in it."""
    if target is None:
        return None
    if target.name.lower() in ("search bar", "搜索栏") and not target.exact:
        return target.model_copy(
            update={"name": "search", "kinds": ("search_field", "text_field", "combo_box")}
        )
    if target.kinds == BOX:
        return target.model_copy(update={"kinds": FIELD})
    if target.kinds == DIALOG and (message := _MESSAGE_BOX.fullmatch(target.words)):
        return Phrase(words=target.words, name=message["name"], kinds=FIELD)
    if target.kinds and set(target.kinds) <= {"window", "dialog"} and target.name:
        return Phrase(words=target.words, kinds=(*AREA, "search_field"), window=target.name)
    if not target.kinds and not target.exact and target.name.lower() in APPS:
        return Phrase(words=target.words, kinds=(*AREA, "search_field"), window=target.name)
    return target


def checked(clause: Clause, target: Phrase, on: bool) -> list[Intent]:
    """Ticking: "the box …" and …的框 are then boxes to tick."""
    if target.kinds in (BOX, FIELD):
        target = target.model_copy(update={"kinds": TICKABLE})
    return [CheckIntent(words=clause.words, target=target, on=on)]


def chosen(clause: Clause, option: str, within: str) -> list[Intent]:
    """Picking `option` in a list or combo box; in a menu it is a menu path, in a window a click."""
    place = clause.phrase(within)
    if is_menu(place):
        bare = not place.name or place.name in ("context", "右键", "上下文")
        return [] if bare else [menu(clause, [within_name(place), clause.phrase(option)])]
    if set(place.kinds) & CONTAINERS and not set(place.kinds) & COMBOS - {"list", "table"}:
        return []
    if not place.kinds and (place.place or place.window):
        return []
    what = clause.phrase(option)
    return [ChooseIntent(words=clause.words, option=what, within=place)]


def is_menu(place: Phrase) -> bool:
    return place.kinds == MENU


def within_name(place: Phrase) -> Phrase:
    """A menu as the first stop of a path."""
    return place.model_copy(update={"kinds": MENU_BAR})


def menu(clause: Clause, path: Sequence[Phrase]) -> MenuIntent:
    """A menu path; the kinds of its stops follow from where they stand."""
    first, *rest = path
    if not first.kinds or is_menu(first):
        first = first.model_copy(update={"kinds": MENU_BAR})
    stops = [stop if stop.kinds else stop.model_copy(update={"kinds": MENU_ITEM}) for stop in rest]
    return MenuIntent(words=clause.words, path=(first, *stops))


def menu_path(clause: Clause, text: str) -> list[Intent] | None:
    """As in "File > Save As"; None where the text is no path."""
    stops = [stop for stop in PATH.split(text)]
    if len(stops) < 2 or not all(stop.strip() for stop in stops):
        return None
    return [menu(clause, [clause.phrase(stop) for stop in stops])]


def is_path_of_names(text: str) -> bool:
    """A menu path by its capitals: "Edit > Find" and "Insert > Table" do not edit or insert."""
    stops = PATH.split(text)
    if re.match(r"(?:go\s+to|open|choose|select|click)\b", stops[0], re.I):
        return False
    return len(stops) > 1 and all(stop[:1].isupper() for stop in stops)


def clicked(clause: Clause, target: Phrase, **how: object) -> list[Intent]:
    return [ClickIntent.model_validate({"words": clause.words, "target": target, **how})]


def opened(clause: Clause, what: str) -> list[Intent]:
    """For "open X": a menu path or a click; a dialog to open is not there yet, so its kind says nothing."""
    target = clause.phrase(what) if not (path := menu_path(clause, what)) else None
    if target is None:
        return path or []
    closed = target.name and target.kinds in (DIALOG, WINDOW)
    return clicked(clause, target.model_copy(update={"kinds": ()}) if closed else target)


def named(clause: Clause, name: str, kinds: Kinds = ()) -> list[Intent]:
    """A click on the thing of that name, for commands such as "save"."""
    return clicked(clause, Phrase(words=clause.words, name=name, kinds=kinds))


def dragged(clause: Clause, source: Phrase, to: str) -> DragIntent:
    """A drag; "to the right end" means the end of what is dragged, as of a slider.

    Raises InstructionError for other things: they are dropped on things, and a corner of the screen is none.
    """
    place = place_of(to)
    if place is None or place[1]:
        return DragIntent(words=clause.words, source=source, to=clause.phrase(to))
    if "_" in place[0] or not set(source.kinds) <= SLIDING:
        raise InstructionError(
            f"“{clause.words}” does not say onto what: name the thing, as in: drag a.txt to Documents."
        )
    own = Relation(how="inside", anchor=source)
    end = Phrase(words=clause.quotes.restored(to).strip(), place=place[0], relations=(own,))
    return DragIntent(words=clause.words, source=source, to=end)


def find_rule(rules: Sequence[Rule], clause: Clause) -> list[Intent] | None:
    """The intents of the first rule that fits and has something to say."""
    for one in rules:
        match = one.pattern.match(clause.text)
        if match is not None:
            intents = one.act(match, clause)
            if intents:
                return list(intents)
    return None


def rule(pattern: str, act: Act) -> Rule:
    """A rule whose pattern must fit the whole step; MARK in it stands for one quotation."""
    return Rule(rf"(?:{pattern.replace('MARK', MARK)})[.。!！]*$", act)
