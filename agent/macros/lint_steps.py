"""What may be wrong with one step of a macro: each rule looks at it and yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from agent.grammar.passwords import names_secret
from agent.macro import (
    ActStep,
    CheckStep,
    ClearAct,
    ClickAct,
    CommentStep,
    HoverAct,
    IfStep,
    LoopStep,
    Mark,
    PressAct,
    SubStep,
    TypeAct,
    Variable,
    WaitStep,
    WaitUntilStep,
    marks,
    walk,
)
from agent.macros.consequence import consequence_of
from agent.macros.values import PART, names_in, variables_of
from agent.macros.words import mark_words
from agent.policy_text import plain
from agent.types import secret_name

Severity = Literal["warning", "error"]
Found = Iterator[tuple[Severity, str]]
TWICE_IS_ONCE = frozenset(
    frozenset(chord)
    for chord in (
        ("escape",),
        ("home",),
        ("end",),
        ("f5",),
        *(("ctrl", key) for key in (*"acfls", "home", "end")),
    )
)


@dataclass(frozen=True)
class Finding:
    """`step`: the id of the step that it is about, "" for the macro as a whole."""

    step: str
    severity: Severity
    sentence: str


@dataclass(frozen=True)
class Here:
    """Where a step stands."""

    variables: Mapping[str, Variable]
    pictures: Collection[str]
    columns: bool  # inside a loop over a file, whose columns are variables
    following: Any = None  # the step after it in its group, comments left out
    before: Mark | None = None  # the last target before it


Rule = Callable[[Any, Here], Found]


def fixed_wait(step: Any, here: Here) -> Found:
    if isinstance(step, WaitStep):
        advice = "wait until something is seen instead" if step.seconds else "delete it"
        yield "warning", f"It waits {step.seconds:g} s whatever is on the screen; {advice}."


def no_time(step: Any, here: Here) -> Found:
    """Only a question may look once and go on."""
    if isinstance(step, ActStep | WaitUntilStep | CheckStep) and not step.timeout:
        yield "warning", "Its timeout is 0: it gives up where it is not so at once; give it some seconds."


def hard_to_find(step: Any, here: Here) -> Found:
    """Targets that are told by their place alone, or by a picture that is not there."""
    for mark in marks(step):
        if mark.picture and mark.picture not in here.pictures:
            yield "error", f"The picture {mark.picture} of {mark_words(mark)} is missing; point at it anew."
        elif not mark.name.strip() and not mark.picture:
            if mark.neighbours or mark.embedding or mark.row:
                yield (
                    "warning",
                    f"{_capital(mark_words(mark))} has neither a name nor a picture; point at it anew.",
                )
            else:
                yield "error", "Nothing but its place tells what is meant; point at it anew."


def unverified(step: Any, here: Here) -> Found:
    """What cannot be undone should be seen to have happened."""
    if not isinstance(step, ActStep) or step.expect is not None or _types_secret(step):
        return
    if isinstance(here.following, CheckStep | WaitUntilStep | IfStep):
        return
    judgement = consequence_of(step, here.before)
    if judgement.consequence == "consequential":
        yield "warning", f"Nothing tells that it worked; say what is to be seen. {judgement.reason}"


def _types_secret(step: ActStep) -> bool:
    secret = step.target is not None and step.target.kind == "password_field"
    return isinstance(step.act, TypeAct | ClearAct) and (secret or _is_reference(step.act))


def _is_reference(act: TypeAct | ClearAct) -> bool:
    return isinstance(act, TypeAct) and bool(secret_name(act.text))


def undeclared(step: Any, here: Here) -> Found:
    for name in variables_of(step):
        if name not in here.variables and not here.columns:
            yield "error", f"{{{name}}} is not a variable of this macro; declare it, or double the braces."


def open_secret(step: Any, here: Here) -> Found:
    """A password in plain words, as a text or as the default of a variable."""
    target = step.target if isinstance(step, ActStep) and isinstance(step.act, TypeAct) else None
    if target is None or secret_name(step.act.text):
        return
    certain = target.kind == "password_field"
    if not certain and not names_secret(plain(target.name[:60])):
        return
    severity: Severity = "error" if certain else "warning"
    if PART.sub(lambda found: "" if found[1] else found[0], step.act.text).strip():
        advice = "keep it with `deskhand secret set NAME` and write secret:NAME"
        yield severity, f"What goes into {mark_words(target)} stands here in plain words; {advice}."
    for name in names_in(step.act.text):
        variable = here.variables.get(name)
        if variable is not None and variable.type != "secret":
            yield (
                severity,
                f"{{{name}}} goes into {mark_words(target)}; make it a variable of the type secret.",
            )


def done_twice(step: Any, here: Here) -> Found:
    """Only what may be done twice may be tried again."""
    if step.on_failure != "retry":
        return
    inside = [one for one in walk((step,)) if isinstance(one, ActStep | SubStep)]
    judged = [consequence_of(one, here.before) for one in inside if isinstance(one, ActStep)]
    if any(judgement.consequence == "consequential" for judgement in judged):
        yield (
            "error",
            "It is tried again when it fails, and could do twice what cannot be undone; let it ask.",
        )
    elif not all(is_idempotent(one) for one in inside):
        yield "warning", "It is tried again when it fails, and done twice it is not the same; let it ask."


def is_idempotent(step: Any) -> bool:
    """Whether doing the act twice is doing it once."""
    act = getattr(step, "act", None)
    match act:
        case HoverAct() | ClearAct():
            return True
        case TypeAct():
            return act.replace
        case PressAct():
            return act.repeat == 1 and frozenset(key.casefold() for key in act.keys) in TWICE_IS_ONCE
        case ClickAct():
            once = act.button == "left" and not act.modifiers
            return once and consequence_of(step).consequence in ("look", "navigate")
        case _:
            return False


def idle(step: Any, here: Here) -> Found:
    """Questions and loops of which nothing, or not all, can ever be done."""
    if isinstance(step, IfStep):
        yield from _idle_question(step)
    elif isinstance(step, LoopStep):
        if not _acts(step.steps):
            yield "warning", "There is nothing in this loop; delete it or put steps into it."
        if step.times == 0:
            yield "warning", "It is done 0 times: the steps in it never run."
        if step.times is None and not step.data:
            yield "warning", "It names no file of data: it only runs with --data FILE."


def _idle_question(step: IfStep) -> Found:
    if not _acts(step.then) and not _acts(step.otherwise):
        yield "warning", "It does nothing either way; delete it or put steps into it."
    for branch, holds in ((step.then, True), (step.otherwise, False)):
        first = next(iter(_acts(branch)), None)
        if isinstance(first, IfStep) and first.check == step.check:
            dead = "otherwise" if holds else "then"
            if getattr(first, dead):
                advice = "what stands there for the other case never runs"
                yield "warning", f"It asks the same again at once (step {first.id}); {advice}."


def _acts(steps: tuple[Any, ...]) -> list[Any]:
    return [step for step in steps if not isinstance(step, CommentStep)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


RULES: tuple[Rule, ...] = (
    fixed_wait,
    no_time,
    hard_to_find,
    unverified,
    undeclared,
    open_secret,
    done_twice,
    idle,
)
