"""What typing into a field can cause: it may run in a terminal, be a secret, or hold Enter. Pure."""

from __future__ import annotations

from agent import policy_words as words
from agent.grammar.passwords import names_secret
from agent.policy_enter import enter_danger
from agent.policy_findings import grave, judged
from agent.policy_scene import CONTAINERS, front_window, is_terminal, texts, under
from agent.policy_text import plain
from agent.types import Clear, Element, Judgement, Observation, TypeText

NAME_LENGTH = 60  # characters of a field's name and text that are looked at


def text_findings(action: TypeText | Clear, seen: Observation) -> list[Judgement]:
    """All that speaks for a class; the first is the class that typing has by itself."""
    found = [judged("write", "It changes a text.")]
    window = seen.frame.window_at(action.target.point) if action.target else front_window(seen)
    near = [text for text, _ in texts(action.target, seen)] if action.target else []
    if is_terminal(window) or any(words.PROMPT.search(text) for text in near):
        found.append(grave("It types into a terminal or a field for commands, where text can run."))
    if _is_secret(action, seen):
        found.append(grave("It is a password or another secret."))
    if isinstance(action, TypeText):
        found += _typed_text(action.text, seen)
    return found


def _is_secret(action: TypeText | Clear, seen: Observation) -> bool:
    if isinstance(action, TypeText) and action.secret:
        return True
    if isinstance(action, Clear) or action.target is None:
        focused = [e for e in seen.elements if "focused" in e.states]
        return isinstance(action, TypeText) and any(_secret_element(e) for e in focused)
    here = under(action.target, seen)
    said = action.target.kind == "password_field" or names_secret(plain(action.target.description))
    return said or any(_secret_element(e) for e in here)


def _secret_element(element: Element) -> bool:
    if element.kind == "password_field":
        return True
    return element.kind not in CONTAINERS and names_secret(
        plain(f"{element.label} {element.text}"[:NAME_LENGTH])
    )


def _typed_text(text: str, seen: Observation) -> list[Judgement]:
    found = []
    if plain(text).startswith(("javascript:", "data:text/html", "vbscript:")):
        found.append(grave("The text is a program for a browser."))
    if "\n" in text or "\r" in text:
        reason = enter_danger(seen)
        found += [grave(f"The text holds Enter: {reason}.")] if reason else []
    return found
