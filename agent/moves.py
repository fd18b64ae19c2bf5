"""The scripts of the embedded planner: one for each kind of intent, each a generator of *moves*.

A move looks at one observation and answers with a decision, or None when nothing is left to do for it ("the
box is ticked already"). The same move is asked again until its act was observed, so a target that has moved
is simply found again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from agent import moves_tasks
from agent.dates import as_wanted, wants_date
from agent.exploring import Exploring
from agent.ground import Grounding, ground
from agent.grounding.fallbacks import other_field
from agent.grounding.letters import normalise
from agent.grounding.ticks import closed_by_name, has_window, is_on, opens, tick_of
from agent.intents import (
    CheckIntent,
    ChooseIntent,
    ClearIntent,
    ClickIntent,
    CloseIntent,
    CopyIntent,
    DragIntent,
    EachIntent,
    GoalIntent,
    HoverIntent,
    Intent,
    MenuIntent,
    Phrase,
    PressIntent,
    ScrollIntent,
    TypeIntent,
    WaitIntent,
    WhenIntent,
)
from agent.moves_goals import goal
from agent.types import (
    Act,
    Action,
    Ask,
    Candidate,
    Clear,
    Click,
    Decision,
    Drag,
    Element,
    End,
    Expectation,
    Hover,
    Kind,
    Observation,
    Outcome,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
)

Move = Callable[[Observation], Decision | None]
Script = Generator[Move, Outcome, None]

# what is written into a named field of one line takes the place of what stood there
ONE_LINE: frozenset[Kind] = frozenset(
    ["text_field", "search_field", "password_field", "spin_box", "combo_box"]
)
FIELDS: frozenset[Kind] = frozenset(
    {"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"}
)
BOXES: frozenset[Kind] = frozenset({"checkbox", "radio", "switch"})
CHOICES: frozenset[Kind] = frozenset(
    {"list_item", "menu_item", "tree_item", "table_cell", "radio", "tab", "icon", "button"}
)
LISTS: frozenset[Kind] = frozenset({"combo_box", "list", "menu", "spin_box", "table", "tab_bar"})
MENU_BAR: frozenset[Kind] = frozenset({"menu_bar_item"})
MENU_ITEMS: frozenset[Kind] = frozenset({"menu_item", "menu_bar_item"})
CLICKABLE: frozenset[Kind] = frozenset(
    {"button", "icon_button", "link", "checkbox", "radio", "switch", "tab", "menu_item", "menu_bar_item",
     "list_item", "tree_item", "combo_box", "window_control", "icon", "table_cell", "table_header"}
)  # fmt: skip

MAY_BE_GREYED: frozenset[Kind] = frozenset({"button", "icon_button", "link", "menu_item"})

PATIENCE = 2  # looks, a second apart, before something that an act should have brought up is given up
WAIT_LIMIT = 30.0  # seconds that "wait until …" waits at the most
SCROLL_LIMIT = 40  # screenfuls that "scroll until …" goes at the most
SCREENFUL = 5  # wheel notches


@dataclass
class Moves:
    """The scripts of all intents, with what they share: choices made, patience, whether anything was done."""

    clock: Callable[[], float]
    acted: bool = False
    waiting: bool = False
    greyed: bool = False  # what was found last looks disabled
    patience: int = PATIENCE
    searches: bool = True  # whether menus are opened to look for what is not in view
    before: Observation | None = None  # what was seen before the last act
    exploring: Exploring = field(default_factory=Exploring)
    _asked: tuple[Phrase, tuple[Candidate, ...]] | None = None
    _choices: dict[Phrase, Candidate] = field(default_factory=dict)

    def script(self, intent: Intent) -> Script:
        match intent:
            case TypeIntent() if intent.replace and intent.target is not None:
                return self._fill(intent)
            case ClickIntent() | HoverIntent() | DragIntent() | ClearIntent() | TypeIntent():
                return self._single(intent)
            case PressIntent():
                return self._press(intent)
            case CheckIntent():
                return self._check(intent)
            case ChooseIntent():
                return self._choose_option(intent)
            case MenuIntent():
                return self._menu(intent)
            case ScrollIntent():
                return self._scroll(intent)
            case WaitIntent():
                return self._wait(intent)
            case CloseIntent() | CopyIntent() | EachIntent() | GoalIntent() | WhenIntent():
                return moves_tasks.script(self, intent)
            case _:
                assert_never(intent)

    # -- finding ----------------------------------------------------------

    def choose(self, index: int) -> None:
        if self._asked is not None:
            phrase, candidates = self._asked
            self._choices[phrase] = candidates[index]

    def choice_of(self, phrase: Phrase) -> Candidate | None:
        """What the person chose for the phrase, where they were asked."""
        return self._choices.get(phrase)

    def wait_for(self, phrase: Phrase, words: str) -> Act:
        """A moment for something to come up."""
        self.patience -= 1
        self.waiting = True
        return Act(action=Wait(seconds=1.0), words=words, why=f"Waiting for “{phrase.words}” to appear.")

    def clicked(self, found: Candidate, words: str) -> Act:
        return _act(Click(target=target_of(found)), words, [found])

    def typed(self, found: Candidate, text: str, words: str) -> Act:
        """What was read off the screen takes the place of what the field holds."""
        action = TypeText(text=text, target=target_of(found), replace=True, origin="screen")
        return _act(action, words, [found])

    def find(
        self, phrase: Phrase, seen: Observation, prefer: frozenset[Kind], words: str
    ) -> Candidate | Decision:
        """The one thing that the phrase means, or what to do instead: ask, wait a little, give up."""
        found = self._came_up(phrase, seen, prefer) or ground(phrase, seen, prefer)
        if found.outcome == "not_found" and (bare := self.exploring.bare(phrase)) is not None:
            found = ground(bare, seen, prefer)
        if found.outcome == "found":
            return self._enabled(phrase, found.candidates[0], seen, words)
        if (
            found.outcome == "not_found"
            and prefer in (FIELDS, LISTS)
            and (other := other_field(phrase, seen, prefer)) is not None
        ):
            return other
        doubtful = found.outcome == "not_found" or (
            len(found.candidates) == 1 and phrase not in self._choices
        )
        if doubtful and self.acted and self.patience > 0:
            return self.wait_for(phrase, words)
        if found.outcome == "ambiguous":
            return self._ambiguous(phrase, found, words)
        further = self.exploring.next(phrase, seen, words)
        if further is not None:
            self.waiting = True
            return further
        return End(outcome="not_found", reason=found.reason, nearest=found.candidates)

    def _came_up(self, phrase: Phrase, seen: Observation, prefer: frozenset[Kind]) -> Grounding | None:
        """The thing among what the last act brought up, for a phrase that speaks of that."""
        if not phrase.fresh or self.before is None:
            return None
        new = came_up(seen, self.before)
        found = ground(phrase, replace(seen, elements=new), prefer) if new else None
        return found if found is not None and found.outcome == "found" else None

    def _enabled(
        self, phrase: Phrase, candidate: Candidate, seen: Observation, words: str
    ) -> Candidate | Decision:
        """What looks greyed out is given a moment, and then asked about, where that can be told: a field may
        look so for the hint that stands in it, and all of a window that has not the focus."""
        element, window = candidate.element, seen.frame.window_at(candidate.point)
        self.greyed = "disabled" in element.states
        in_front = window is None or window.focused
        told = self.greyed and element.kind in MAY_BE_GREYED and in_front
        if not told or "disabled" in phrase.states or phrase in self._choices:
            return candidate
        if self.acted and self.patience > 0:
            self.patience -= 1
            self.waiting = True
            return Act(
                action=Wait(seconds=1.0), words=words, why=f"Waiting for “{phrase.words}” to be enabled."
            )
        question = f"“{phrase.words}” looks greyed out. Is it to be used all the same?"
        return self.ask(phrase, (candidate,), question, words)

    def _ambiguous(self, phrase: Phrase, found: Grounding, words: str) -> Candidate | Decision:
        chosen = self._choices.get(phrase)
        if chosen is not None:
            best = max(found.candidates, key=lambda c: c.element.box.iou(chosen.element.box))
            if best.element.box.iou(chosen.element.box) > 0.5:
                return best
        return self.ask(phrase, found.candidates, found.reason, words)

    def ask(self, phrase: Phrase, candidates: tuple[Candidate, ...], question: str, words: str) -> Ask:
        self._asked = (phrase, candidates)
        return Ask(question=question, words=words, candidates=candidates)

    # -- scripts ----------------------------------------------------------

    def _single(self, intent: ClickIntent | HoverIntent | DragIntent | ClearIntent | TypeIntent) -> Script:
        if isinstance(intent, ClickIntent) and opens(intent):
            yield lambda seen: self._open(intent, seen)
        elif isinstance(intent, ClickIntent) and (keys := shortcut_of(intent)):
            yield lambda seen: self._by_keys(intent, keys, seen)
        elif isinstance(intent, ClickIntent) and may_be_in_menu(intent):
            missing: list[End] = []
            yield lambda seen: self._or_missing(intent, seen, missing)
            if missing:
                yield from goal(self, GoalIntent(words=intent.target.name), missing[0])
        else:
            yield lambda seen: self._simple(intent, seen)

    def _or_missing(self, intent: ClickIntent, seen: Observation, missing: list[End]) -> Decision | None:
        """What is not in view may stand in a menu, where the window has a bar of them."""
        decision = self._simple(intent, seen)
        bar = self.searches and any(e.kind == "menu_bar_item" and e.text for e in seen.elements)
        if not bar or not isinstance(decision, End) or decision.outcome != "not_found":
            return decision
        missing.append(decision)
        return None

    def _by_keys(self, intent: ClickIntent, keys: tuple[str, ...], seen: Observation) -> Decision:
        """A command that no button offers is given by its keys, which most programs share."""
        if ground(intent.target, seen, CLICKABLE).outcome == "not_found":
            return Act(action=Press(keys=keys), words=intent.words, why="No button says so; these keys do.")
        return self._simple(intent, seen)

    def _open(self, intent: ClickIntent, seen: Observation) -> Decision | None:
        """Clicks the thing; a box or switch that is on already is left alone."""
        found = self.find(intent.target, seen, CLICKABLE, intent.words)
        if isinstance(found, Candidate) and found.element.kind in BOXES and is_on(found):
            return None
        return self._simple(intent, seen)

    def _simple(
        self, intent: ClickIntent | HoverIntent | DragIntent | ClearIntent | TypeIntent, seen: Observation
    ) -> Decision:
        """An act whose targets are grounded and that is then made in one go."""
        places: list[Target] = []
        evidence: list[Candidate] = []
        for phrase, prefer in _phrases(intent):
            found = self.find(phrase, seen, prefer, intent.words)
            if not isinstance(found, Candidate):
                return found
            places.append(target_of(found))
            evidence.append(found)
        return _act(_simple_action(_fitted(intent, evidence), places), intent.words, evidence)

    def _fill(self, intent: TypeIntent) -> Script:
        """Replaces what a field holds; in a drop-down list, which takes no text, picks the choice instead."""
        choices: list[int] = []  # how many there were before the list was opened
        yield lambda seen: self._fill_or_open(intent, seen, choices)
        if choices:
            yield lambda seen: self._pick_or_fill(intent, seen, choices[0])

    def _fill_or_open(self, intent: TypeIntent, seen: Observation, choices: list[int]) -> Decision:
        assert intent.target is not None
        choices.clear()  # an earlier look may have been one too early
        found = self.find(intent.target, seen, FIELDS, intent.words)
        if isinstance(found, Candidate) and is_drop_down(found.element):
            choices.append(_choices_in(seen))
            return _act(Click(target=target_of(found)), intent.words, [found])
        return self._simple(intent, seen)

    def _pick_or_fill(self, intent: TypeIntent, seen: Observation, before: int) -> Decision:
        """Clicks the choice; where no list came up it was a field all the same, and has the focus now."""
        option = Phrase(words=intent.text, name=intent.text)
        offered = any(
            e.kind in CHOICES and normalise(e.text) == normalise(intent.text) for e in seen.elements
        )
        if not offered and _choices_in(seen) <= before:
            return self._simple(intent, seen)
        return self._click(option, seen, CHOICES, intent.words)

    def _press(self, intent: PressIntent) -> Script:
        action = Press(keys=intent.keys, repeat=intent.repeat)
        yield lambda seen: Act(action=action, words=intent.words, why="You named the keys.")

    def _check(self, intent: CheckIntent) -> Script:
        """One box; or several of a list, where none has the whole name."""
        several = moves_tasks.listed(intent)
        whole: list[bool] = []
        if several:
            yield lambda seen: moves_tasks.is_whole(intent, seen, BOXES, whole)
        if not several or whole[0]:
            yield from self._check_one(intent)
            return
        for one in several:
            yield from self._check_one(one)

    def _check_one(self, intent: CheckIntent) -> Script:
        def move(seen: Observation) -> Decision | None:
            found = self.find(intent.target, seen, BOXES, intent.words)
            return self._tick(intent, found, seen) if isinstance(found, Candidate) else found

        yield move

    def _tick(self, intent: CheckIntent, found: Candidate, seen: Observation) -> Decision | None:
        """Brings the box to the state that was asked for; asks about what is no box."""
        box = tick_of(seen, found)
        if box is None and intent.target not in self._choices:
            question = f"The {target_of(found).description} is no box to tick. Is it meant all the same?"
            return self.ask(intent.target, (found,), question, intent.words)
        return _switched(box or found, intent.on, intent.words)

    def _choose_option(self, intent: ChooseIntent) -> Script:
        opened: list[int] = []  # how many choices there were before the list was opened
        if intent.within is not None:
            yield lambda seen: self._open_list(intent, seen, opened)
        yield lambda seen: self._pick(intent, seen, opened)

    def _pick(self, intent: ChooseIntent, seen: Observation, opened: list[int]) -> Decision | None:
        """Clicks the option; a list that has shown none is opened once more."""
        shut = bool(opened) and _choices_in(seen) <= opened[0]
        if shut and self.patience == 0 and ground(intent.option, seen, CHOICES).outcome == "not_found":
            opened.clear()
            self.patience, self.waiting = PATIENCE, True
            return self._click(intent.within or intent.option, seen, LISTS, intent.words)
        return self._click(intent.option, seen, CHOICES, intent.words)

    def _open_list(self, intent: ChooseIntent, seen: Observation, opened: list[int]) -> Decision | None:
        """Clicks the list or combo box, unless the option is in sight already."""
        assert intent.within is not None
        option = ground(intent.option, seen, CHOICES)
        if option.outcome == "found" and option.candidates[0].element.kind in CHOICES:
            return None
        opened[:] = [_choices_in(seen)]
        return self._click(intent.within, seen, LISTS, intent.words)

    def _menu(self, intent: MenuIntent) -> Script:
        for depth, phrase in enumerate(intent.path):
            prefer = MENU_BAR if depth == 0 else MENU_ITEMS
            yield self._click_move(phrase, prefer, intent.words)

    def _click_move(self, phrase: Phrase, prefer: frozenset[Kind], words: str) -> Move:
        return lambda seen: self._click(phrase, seen, prefer, words)

    def _click(self, phrase: Phrase, seen: Observation, prefer: frozenset[Kind], words: str) -> Decision:
        found = self.find(phrase, seen, prefer, words)
        if not isinstance(found, Candidate):
            return found
        return _act(Click(target=target_of(found)), words, [found])

    def _scroll(self, intent: ScrollIntent) -> Script:
        limit = SCROLL_LIMIT if intent.until or intent.to_end else 1
        seen_it: list[bool] = []
        for _ in range(limit):
            outcome = yield lambda seen: self._scroll_once(intent, seen, seen_it)
            if seen_it or (intent.to_end and outcome.effect == "none"):
                return
            if intent.until is not None and outcome.effect == "none":
                break
        if intent.until is not None:
            reason = f"I scrolled as far as it goes and did not see “{intent.until.words}”."
            yield lambda seen: End(outcome="not_found", reason=reason)

    def _scroll_once(self, intent: ScrollIntent, seen: Observation, seen_it: list[bool]) -> Decision | None:
        if intent.until is not None and ground(intent.until, seen).outcome != "not_found":
            seen_it.append(True)
            return None
        target = None
        if intent.within is not None:
            found = self.find(intent.within, seen, LISTS, intent.words)
            if not isinstance(found, Candidate):
                return found
            target = target_of(found)
        notches = intent.amount or SCREENFUL
        dx, dy = {"down": (0, 1), "up": (0, -1), "right": (1, 0), "left": (-1, 0)}[intent.direction]
        scroll = Scroll(target=target, dx=dx * notches, dy=dy * notches)
        return Act(action=scroll, words=intent.words, why="Looking further along.")

    def _wait(self, intent: WaitIntent) -> Script:
        if intent.until is None:
            pause = Wait(seconds=1.0 if intent.seconds is None else intent.seconds)
            yield lambda seen: Act(action=pause, words=intent.words, why="You asked to wait.")
            return
        begun = self.clock()
        met: list[bool] = []
        while True:
            yield lambda seen: self._wait_once(intent, seen, begun, met)
            if met:
                return

    def _wait_once(
        self, intent: WaitIntent, seen: Observation, begun: float, met: list[bool]
    ) -> Decision | None:
        assert intent.until is not None
        there = ground(intent.until, seen).outcome != "not_found"
        if there != intent.gone:
            met.append(True)
            return None
        limit = WAIT_LIMIT if intent.seconds is None else intent.seconds
        if self.clock() - begun > limit:
            what = "is still there" if intent.gone else "did not appear"
            return End(outcome="not_found", reason=f"“{intent.until.words}” {what} after {limit:g} s.")
        return Act(action=Wait(seconds=0.5), words=intent.words, why=f"Waiting for “{intent.until.words}”.")

    def close(self, intent: CloseIntent) -> Script:
        if intent.target is not None:
            target = intent.target
            yield lambda seen: self._close_named(intent, target, seen)
            return
        keys = {"dialog": ("escape",), "menu": ("escape",), "tab": ("ctrl", "w"), "window": ("alt", "f4")}
        press = Press(keys=keys[intent.what])
        outcome = yield lambda seen: Act(
            action=press,
            words=intent.words,
            why=f"These keys close the {intent.what} in front.",
            expectation=Expectation(words="something closes"),
        )
        if outcome.effect == "none":
            closer = Phrase(words="Close", name="Close", kinds=("button", "icon_button", "window_control"))
            yield lambda seen: self._click(closer, seen, CLICKABLE, intent.words)

    def close_named(self, intent: CloseIntent, seen: Observation) -> Decision | None:
        """By its own button; nothing named: by the keys that close what is in front."""
        assert intent.target is not None
        return self._close_named(intent, intent.target, seen)

    def _close_named(self, intent: CloseIntent, target: Phrase, seen: Observation) -> Decision | None:
        """Clicks the close button of a window, or turns off a switch; asks where both bear the name."""
        switch = _switch_called(closed_by_name(intent), seen)
        if switch is None:
            return self._click(target, seen, CLICKABLE, intent.words)
        closers = ground(target, seen, CLICKABLE).candidates if has_window(seen, target.window) else ()
        if not closers:
            return _switched(switch, False, intent.words)
        chosen = self._choices.get(target)
        if chosen is None:
            question = f"Both a window and a switch are called “{target.window}”."
            return self.ask(target, (switch, *closers), question, intent.words)
        if chosen.element.box.iou(switch.element.box) > 0.5:
            return _switched(switch, False, intent.words)
        return self._click(target, seen, CLICKABLE, intent.words)


def _fitted(intent: SimpleIntent, found: list[Candidate]) -> SimpleIntent:
    """A date is typed as the field wants it, from its first part on."""
    if not isinstance(intent, TypeIntent) or not found or not wants_date(found[0].element.text):
        return intent
    text = as_wanted(intent.text, found[0].element.text)
    return intent.model_copy(update={"text": text}) if text != intent.text else intent


_SAVES = frozenset({"save", "save file", "save document", "save the file", "保存", "保存文件", "存盘"})


def shortcut_of(intent: ClickIntent) -> tuple[str, ...]:
    """The keys of a command that every program knows; none for others."""
    plain = " ".join(intent.target.name.casefold().split())
    bare = not intent.target.relations and not intent.target.window and not intent.target.kinds
    if plain == "=" and intent.target.exact:
        return ("enter",)
    return ("ctrl", "s") if plain in _SAVES and bare and not intent.target.exact else ()


def may_be_in_menu(intent: ClickIntent) -> bool:
    """A plain click on something that has but a name."""
    target = intent.target
    plain = intent.button == "left" and intent.count == 1 and not intent.modifiers
    bare = not (target.relations or target.window or target.kinds or target.ordinal or target.also)
    return plain and bare and bool(target.name)


SimpleIntent = ClickIntent | HoverIntent | DragIntent | ClearIntent | TypeIntent


def _switch_called(name: str, seen: Observation) -> Candidate | None:
    """The box or switch that surely bears the name."""
    found = ground(Phrase(words=name, name=name), seen, BOXES)
    sure = name and found.outcome == "found" and found.candidates[0].element.kind in BOXES
    return found.candidates[0] if sure else None


def _switched(box: Candidate, on: bool, words: str) -> Act | None:
    """The click that brings a box to a state; None when it is so already."""
    return (
        None
        if is_on(box) == on and box.element.kind in BOXES
        else _act(Click(target=target_of(box)), words, [box])
    )


def came_up(seen: Observation, before: Observation) -> tuple[Element, ...]:
    """What stands where nothing of its kind and words stood before."""
    old = {(e.kind, e.text) for e in before.elements}
    places = [(e.kind, e.text, e.box) for e in before.elements]
    return tuple(
        e for e in seen.elements
        if (e.kind, e.text) not in old
        or not any(k == e.kind and t == e.text and box.iou(e.box) > 0.3 for k, t, box in places)
    )  # fmt: skip


def is_drop_down(element: Element) -> bool:
    """A list to choose from, and no field with a list to it. (A greyed one is rather a field with a hint.)"""
    return element.kind == "combo_box" and not element.states & {"editable", "disabled"}


def _choices_in(seen: Observation) -> int:
    return sum(element.kind in ("menu_item", "list_item") for element in seen.elements)


def _phrases(
    intent: ClickIntent | HoverIntent | DragIntent | ClearIntent | TypeIntent,
) -> Iterator[tuple[Phrase, frozenset[Kind]]]:
    """The things that the act needs to find, with the kinds that it makes sense on."""
    match intent:
        case ClickIntent() | HoverIntent():
            yield intent.target, CLICKABLE
        case DragIntent():
            yield intent.source, frozenset()
            yield intent.to, frozenset()
        case ClearIntent() | TypeIntent():
            if intent.target is not None:
                yield intent.target, FIELDS
        case _:
            assert_never(intent)


def _simple_action(
    intent: ClickIntent | HoverIntent | DragIntent | ClearIntent | TypeIntent, places: list[Target]
) -> Action:
    target = places[0] if places else None
    match intent:
        case ClickIntent():
            return Click(
                target=places[0], button=intent.button, count=intent.count, modifiers=intent.modifiers
            )
        case HoverIntent():
            return Hover(target=places[0])
        case DragIntent():
            return Drag(source=places[0], to=places[1])
        case ClearIntent():
            return Clear(target=target)
        case TypeIntent():
            anew = intent.replace or (target is not None and target.kind in ONE_LINE)
            return TypeText(
                text=intent.text, target=target, replace=anew, secret=intent.secret, paced=intent.paced
            )
        case _:
            assert_never(intent)


def _act(action: Action, words: str, found: list[Candidate]) -> Act:
    why = "; ".join(", ".join(candidate.evidence) for candidate in found if candidate.evidence)
    score = min((candidate.score for candidate in found), default=1.0)
    return Act(action=action, words=words, why=why or "The words say so.", score=score)


def target_of(candidate: Candidate) -> Target:
    """The exact place of a candidate, with what stands there in words."""
    element = candidate.element
    kind = element.kind.replace("_", " ")
    description = f"{kind} “{element.name}”" if element.name else kind
    return Target(
        point=candidate.point,
        box=element.box,
        description=description,
        kind=element.kind,
        element=element.id,
    )


def sought(intent: Intent) -> tuple[Phrase, frozenset[Kind]] | None:
    """The thing that an intent looks for first, with the kinds it prefers; None when it needs none."""
    match intent:
        case ClickIntent() | HoverIntent() | DragIntent() | ClearIntent() | TypeIntent():
            return next(_phrases(intent), None)
        case CheckIntent():
            return intent.target, BOXES
        case ChooseIntent():
            return (intent.option, CHOICES)
        case MenuIntent():
            return intent.path[-1], MENU_ITEMS
        case ScrollIntent() | WaitIntent():
            phrase = getattr(intent, "within", None) or intent.until
            return (phrase, frozenset()) if phrase else None
        case CloseIntent():
            return (intent.target, CLICKABLE) if intent.target else None
        case PressIntent() | GoalIntent():
            return None
        case CopyIntent() | EachIntent() | WhenIntent():
            return moves_tasks.sought(intent)
        case _:
            assert_never(intent)
