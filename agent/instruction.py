"""An instruction in plain English or Chinese words → intents. Pure: no screen, no files, no clock.

What happens, in order: quoted text is set aside (`quoting`), the rest is cut into steps (`steps`), each step
is read by the grammar of its language (`english`, `chinese`) with the phrases for things (`phrases`),
and "open the File menu, then Save As" becomes one menu path. A step without a verb is a click when it plainly
names a thing ("the Save button", "Save As", 登录按钮); one that begins with an unknown verb is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agent.errors import InstructionError, UnknownStepError
from agent.grammar import cases, copying, everything, free_forms, idioms, logins, mails, spoken, superlatives
from agent.grammar import chinese as grammar_zh
from agent.grammar import english as grammar_en
from agent.grammar.chords import chords
from agent.grammar.clause import (
    Clause,
    clicked,
    hidden,
    is_menu,
    is_path_of_names,
    menu,
    menu_path,
    typed,
    within_name,
)
from agent.grammar.conditions import is_conditional
from agent.grammar.kind_words import KINDS_EN, KINDS_ZH
from agent.grammar.lists import taken_over, value_for_field
from agent.grammar.passwords import PASSWORD_FIELD, USER_FIELD, password_in, user_in
from agent.grammar.quoting import MARK, Quotes
from agent.grammar.steps import is_typing, steps_of
from agent.grammar.surroundings_en import DETERMINER
from agent.grammar.verbs import is_incomplete, is_negated, verb_strength, without_thanks
from agent.grammar.words import one_of, spread
from agent.intents import (
    ClickIntent,
    CloseIntent,
    GoalIntent,
    Intent,
    MenuIntent,
    Phrase,
    PressIntent,
    Relation,
    ScrollIntent,
    TypeIntent,
    WhenIntent,
    flat,
)

LONGEST = 2000
"""Characters that an instruction may have."""
MOST_STEPS = 100
_LONGEST_GOAL = 6  # words of a step that a menu may name
_CJK = re.compile(r"[\u3400-\u9fff]")
_KIND_WORD = re.compile(
    rf"(?:\b{one_of(spread(KINDS_EN))}\b|{one_of(w for w in spread(KINDS_ZH) if len(w) > 1)}|{MARK})", re.I
)
_FOREIGN = re.compile(
    r"\b(?:a|an|the|my|your|his|her|this|that|these|those|it|them|me|you|i|we|us|is|are|was|were|am"
    r"|be|do|does|did|have|has|had"
    r"|why|who|when|some|any)\b|^[把将]|[你我他她它吗呢吧啊]|什么|怎么|为什么|这个|那个|谁|哪",
    re.I,
)
_THING_ZH = re.compile(rf"{one_of(w for w in spread(KINDS_ZH) if len(w) > 1 or w == '框')}$")
_DISMISS = re.compile(r"(?:dismiss|get rid of|discard|hide)(?: it| that| this)?", re.I)
_SYMBOL = re.compile(r"[×÷+\-−=*/%√^]")
_COORDINATES = re.compile(r"\bat\s+\(?\d+\s*[,;x]\s*\d+|\(\s*\d+\s*[,，]\s*\d+\s*\)|坐标", re.I)
_EXAMPLES = (
    "click, type, press, choose, tick, scroll, drag or wait (点击、输入、按、选择、勾选、滚动、拖、等待)"
)


def parse(instruction: str, goals: bool = False) -> tuple[Intent, ...]:
    """The steps that the words ask for, in order; never empty. With `goals` a step that no grammar knows is
    kept as a goal where others are known.

    Raises InstructionError when there are no words, too many of them, or some are not understood, and
    KeyNameError for a key that does not exist; each message names the part in question.
    """
    _check(instruction)
    quotes = Quotes(instruction, goals)
    intents = _sequence(spoken.plainly(quotes.masked), quotes, None)
    if not intents:
        raise InstructionError(f"The instruction has no words in it: begin with a verb such as {_EXAMPLES}.")
    if len(intents) > MOST_STEPS:
        raise InstructionError(f"The instruction has more than {MOST_STEPS} steps: give it in parts.")
    return tuple(intents)


def _sequence(text: str, quotes: Quotes, before: Phrase | None) -> list[Intent]:
    """All that masked words ask for: steps, and steps that hang on what is there. Raises InstructionError."""
    intents: list[Intent] = []
    for part in cases.parts(text):
        found = _case(part, quotes) if isinstance(part, cases.Case) else _steps(part, quotes, before, intents)
        intents += found
        before = _spoken_of(found) if found else before
    return intents


def _case(case: cases.Case, quotes: Quotes) -> list[Intent]:
    """Raises InstructionError."""
    clause = Clause(text=case.then, quotes=quotes)
    known = None if case.what == "it" else clause.phrase(case.what)
    then = _sequence(case.then, quotes, known)
    condition = known or _spoken_of(then)
    if condition is None or not then:
        raise InstructionError(f"It is not clear on what “{quotes.restored(case.then)}” hangs: name it.")
    then = [_closes_it(one, known) for one in then]
    otherwise = _sequence(case.otherwise, quotes, known) if case.otherwise else []
    words = quotes.restored(f"{'unless' if case.gone else 'if'} {case.what}: {case.then}")
    for inner in flat((*then, *otherwise)):
        words = hidden(words, inner.text) if isinstance(inner, TypeIntent) and inner.secret else words
    return [
        WhenIntent(
            words=words, condition=condition, gone=case.gone, then=tuple(then), otherwise=tuple(otherwise)
        )
    ]


def _closes_it(intent: Intent, known: Phrase | None) -> Intent:
    """ "Close it" is said of the banner that the case is about."""
    if known is None or not known.name:
        return intent
    if isinstance(intent, ClickIntent) and _DISMISS.fullmatch(intent.target.name):
        intent = CloseIntent(words=intent.words)
    if not isinstance(intent, CloseIntent) or intent.target is not None:
        return intent
    target = Phrase(words=known.words, name="Close", window=known.name, kinds=("button", "icon_button"))
    return intent.model_copy(update={"target": target})


def _steps(text: str, quotes: Quotes, before: Phrase | None, earlier: Sequence[Intent]) -> list[Intent]:
    """Steps that hang on nothing."""
    front = logins.at_front(text)
    if front is not None:
        match, rest = front
        found = logins.intents(match, Clause(text=match.group(), quotes=quotes))
        more = _steps(rest, quotes, None, found) if rest.strip(" .。") else []
        return logins.joined(found, more)
    for read in (mails.at_front, copying.at_front, free_forms.at_front):
        begun = read(text, quotes)
        if begun is not None and (read is not free_forms.at_front or _says_more(begun, text, quotes)):
            more = _steps(begun[1], quotes, None, begun[0]) if begun[1].strip(" .。") else []
            return [*begun[0], *more]
    intents: list[Intent] = []
    row: Phrase | None = None
    steps = steps_of(text)
    for number, step in enumerate(steps):
        clause = Clause(text=step.text, quotes=quotes, before=row or before)
        best = superlatives.only_found(step.text, quotes)
        if best is not None and number + 1 < len(steps):
            row = best  # "find the cheapest row and click its Buy"
            continue
        found = _read(clause, intents, step.listed)
        found = [_of_row(one, step.text, row) for one in found]
        found = [_where_it_was_scrolled(one, intents) for one in found]
        intents = _joined(
            mails.goes_on(logins.goes_on(intents, found), found), found, step.text if number else "", clause
        )
        before = _spoken_of(found) or before
    return intents


def _says_more(begun: tuple[list[Intent], str], text: str, quotes: Quotes) -> bool:
    """Whether reading it freely finds more fields, or as many without the next step in a value."""
    plain = _fields(text, quotes)
    glued = any(i.kind == "type" and quotes.restored(begun[1]).strip(" .。") in i.text for i in plain)
    return len(begun[0]) > len(plain) or (glued and len(begun[0]) == len(plain))


def _fields(text: str, quotes: Quotes) -> list[Intent]:
    """The fields that the plain way of reading finds in the words."""
    found: list[Intent] = []
    try:
        for step in steps_of(text):
            found += _read(Clause(text=step.text, quotes=quotes), found, step.listed)
    except InstructionError:
        return []
    return [intent for intent in found if intent.kind in ("type", "choose", "clear")]


def _where_it_was_scrolled(intent: Intent, earlier: Sequence[Intent]) -> Intent:
    """ "Scroll down to Meter reading, enter 48213": into what it was scrolled to."""
    last = earlier[-1] if earlier else None
    if not isinstance(intent, TypeIntent) or intent.target is not None or not isinstance(last, ScrollIntent):
        return intent
    return intent.model_copy(update={"target": last.until})


def _of_row(intent: Intent, text: str, row: Phrase | None) -> Intent:
    """“Its” Buy is the one in the row that was found before."""
    if row is None or not isinstance(intent, ClickIntent):
        return intent
    target = intent.target
    name = re.sub(
        r"^(?:its?|the|that|his|her)\s+|\s+(?:in\s+that\s+row|on\s+it|for\s+it)$|^[它他她](?:那行)?的",
        "",
        target.name,
        flags=re.I,
    )
    held = Relation(how="in_row_of", anchor=row)
    return intent.model_copy(
        update={"target": target.model_copy(update={"name": name, "relations": (held,), "window": ""})}
    )


def _check(instruction: str) -> None:
    if not instruction.strip():
        raise InstructionError('The instruction is empty: say what to do, as in "click Save" or "点击保存".')
    if len(instruction) > LONGEST:
        raise InstructionError(f"The instruction is longer than {LONGEST} characters: give it in parts.")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in instruction):
        raise InstructionError("The instruction has broken characters in it: type it again.")


def _read(clause: Clause, earlier: Sequence[Intent], listed: bool) -> list[Intent]:
    """The intents of one step: read freely where that finds more than the plain grammar does.

    Raises InstructionError when it is not understood.
    """
    sure = idioms.in_replace_dialog(clause, earlier) or _surely(clause)
    if sure:
        return sure
    free = _freely(clause)
    one = free_forms.read_one(clause) if not free or len(free) == 1 else None
    if one:
        return one
    try:
        plain = _plainly(clause, earlier, listed)
    except InstructionError:
        freer = free or free_forms.read(clause, least=1)
        if freer:
            return freer
        raise
    return free if free and len(free) > len(plain) else plain


def _freely(clause: Clause) -> list[Intent] | None:
    """Several fields in one breath."""
    return free_forms.read(clause)


def _surely(clause: Clause) -> list[Intent] | None:
    """What the plain grammars would take for something else: a login, a value to copy, all of a sort, a row
    by its price."""
    front = logins.at_front(clause.text)
    if front is not None and not front[1].strip(" .。"):
        return logins.intents(front[0], clause)
    for read in (everything.read, copying.read, superlatives.read, mails.read, idioms.read):
        found = read(clause)
        if found:
            return found
    return None


def _plainly(clause: Clause, earlier: Sequence[Intent], listed: bool) -> list[Intent]:
    """By the plain grammars. Raises InstructionError."""
    _refuse(clause)
    if is_path_of_names(clause.text):
        return menu_path(clause, clause.text) or []
    repeated = _more_keys(clause, earlier)
    if repeated:
        return repeated
    clause = value_for_field(clause, earlier) or clause
    thankless = without_thanks(clause.text)
    order = (clause.text, thankless) if is_typing(clause.text) else (thankless,)
    for text in dict.fromkeys(order):
        for read in _grammars(text):
            found = read(Clause(text=text, quotes=clause.quotes, before=clause.before, whole=clause.whole))
            if found:
                return found
    return _bare(clause.part(thankless), _before(thankless, earlier, listed))


def _before(text: str, earlier: Sequence[Intent], listed: bool) -> Intent | None:
    """The step before, where this one only counts on."""
    counts_on = listed or _SYMBOL.fullmatch(text.strip(" .")) is not None
    return earlier[-1] if counts_on and earlier else None


def _refuse(clause: Clause) -> None:
    """Raises InstructionError for what is no step to do: a negation, a condition, half a step …"""
    said = f"“{clause.words}”"
    if is_negated(clause.text):
        raise InstructionError(f"{said} says what not to do: say only what to do, and leave the rest out.")
    if is_incomplete(clause.text):
        raise InstructionError(f"{said} does not say with what: name it, as in: click Save, type hello.")
    if is_typing(clause.text):
        return
    if is_conditional(clause.text):
        raise InstructionError(
            f"{said} hangs on something else: say what to do, step by step, as in: wait until … appears."
        )
    if _COORDINATES.search(clause.text):
        raise InstructionError("Deskhand acts on things that it sees, not on coordinates: name the thing.")


def _grammars(text: str) -> tuple[Callable[[Clause], list[Intent] | None], ...]:
    """The grammars to try: the one first whose language the step begins in."""
    english = re.match(r"[A-Za-z]", text) and verb_strength(text) and not _CJK.match(text)
    if english or not _CJK.search(text):
        return (grammar_en.read, grammar_zh.read)
    return (grammar_zh.read, grammar_en.read)


def _more_keys(clause: Clause, earlier: Sequence[Intent]) -> list[Intent]:
    """After "press Ctrl+A", a bare "then Delete" is a key too."""
    if not earlier or not isinstance(earlier[-1], PressIntent) or verb_strength(clause.text) == "strong":
        return []
    keys = chords(clause.text.rstrip(" .。!！"))
    return [PressIntent(words=clause.words, keys=key, repeat=times) for key, times in keys or []]


def _bare(clause: Clause, before: Intent | None) -> list[Intent]:
    """A step without a verb: a menu path, one more of a list, or the plain name of a thing to click."""
    path = menu_path(clause, clause.text)
    if path:
        return path
    if user_in(clause.text) or password_in(clause.text):
        return _credential(clause)
    symbol = clause.text.strip(" .")
    if before is not None and isinstance(before, ClickIntent) and _SYMBOL.fullmatch(symbol):
        return clicked(clause, Phrase(words=symbol, name=symbol))  # "click 9, then ×, then 6"
    if _names_a_thing(clause.text) and (
        verb_strength(clause.text) != "strong" or _THING_ZH.search(clause.text)
    ):
        more = taken_over(clause, clause.text, before) if before else None
        return more or clicked(clause, clause.phrase(clause.text))
    words = clause.words if len(clause.words) <= 60 else clause.words[:57] + "…"
    refusal = f"I do not understand “{words}”: begin with a verb such as {_EXAMPLES}."
    if clause.quotes.goals and 2 <= len(clause.text.split()) <= _LONGEST_GOAL:
        return [GoalIntent(words=clause.words, refusal=refusal)]
    raise UnknownStepError(refusal)


def _credential(clause: Clause) -> list[Intent]:
    """ "username ada" and "password hunter2" without a verb are typed into the fields of these names."""
    user = user_in(clause.text)
    if user is not None:
        return typed(clause, user, USER_FIELD, replace=True)
    return typed(clause, clause.text, PASSWORD_FIELD, replace=True)


def _names_a_thing(text: str) -> bool:
    """Quoted, or with a kind word, or at most four words; never with an unknown verb before "the"."""
    if re.fullmatch(MARK, text.strip()):
        return True
    if not re.search(rf"\w|{MARK}", text):
        return False
    rest = re.sub(rf"^(?:(?:{DETERMINER})\s+|[那这]个)", "", text, flags=re.I)
    head = re.split(
        r"\s(?:of|above|below|next|beside|near|in|on|at|left|right|under|to|between|with|that)\s|的", rest
    )[0]
    if _FOREIGN.search(head):
        return False
    if _KIND_WORD.search(text):
        return True
    words = len(re.findall(r"[\u3400-\u9fff]{1,2}|[^\s\u3400-\u9fff]+", text))
    return rest == text and words <= 4


def _joined(earlier: list[Intent], found: list[Intent], step: str, clause: Clause) -> list[Intent]:
    """Makes "open the File menu, then Save As" one menu path; "click Save" after it stays a click."""
    last, first = (earlier[-1] if earlier else None), found[0]
    if step and isinstance(first, ClickIntent) and _plain(first) and _picks(step):
        words = f"{last.words}, {first.words}" if last else ""
        if isinstance(last, ClickIntent) and _plain(last) and is_menu(last.target) and last.target.name:
            path = menu(clause, [within_name(last.target), first.target])
            return [*earlier[:-1], path.model_copy(update={"words": words}), *found[1:]]
        if isinstance(last, MenuIntent) and not last.words.count(">"):
            path = menu(clause, [*last.path, first.target])
            return [*earlier[:-1], path.model_copy(update={"words": words}), *found[1:]]
    return [*earlier, *found]


def _plain(intent: ClickIntent) -> bool:
    return (
        intent.button == "left" and intent.count == 1 and not intent.modifiers and not intent.target.relations
    )


def _picks(step: str) -> bool:
    """The step picks a menu item: by "choose", "select", 选择, or by its bare name."""
    if re.match(r"(?:choose|select|pick|take)\b|选|点选", step, re.I):
        return True
    return verb_strength(step) != "strong" and not re.search(_KIND_WORD, re.sub(MARK, "", step))


def _spoken_of(intents: Sequence[Intent]) -> Phrase | None:
    """The thing that "it" means in the next step."""
    last = intents[-1]
    for field in ("to", "target", "option", "until"):
        found = getattr(last, field, None)
        if isinstance(found, Phrase):
            return found
    return None
