"""The person's own lists: what Deskhand never touches, or the only programs and windows that it may. Pure.

An entry is a program's or a window's name with * and ? for what may stand there: "keepassxc", "*bank*".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from agent.policy_findings import judged, short
from agent.policy_programs import program_names
from agent.policy_scene import front_window
from agent.types import Action, Clear, Judgement, Observation, Press, TypeText, Wait, Window, targets_of


@dataclass(frozen=True)
class WindowLists:
    """`allowed` empty: all but the denied."""

    allowed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()

    def judge(self, action: Action, seen: Observation) -> Judgement | None:
        """Forbidden, where a window that the act goes to is denied or not allowed; else None."""
        for window in _windows_of(action, seen) if self.allowed or self.denied else ():
            entry = matching(window, self.denied)
            if entry is not None:
                return judged("forbidden", f"{_called(window)} is on your list of what is never touched.")
            if self.allowed and matching(window, self.allowed) is None:
                return judged("forbidden", f"{_called(window)} is not on your list of what may be used.")
        return None


def matching(window: Window | None, entries: Iterable[str]) -> str | None:
    """The first entry that names the window's program or title; None where none does."""
    if window is None:
        return None
    names = {window.title.casefold(), *program_names(window.app)}
    return next((entry for entry in entries if any(fnmatchcase(n, entry.casefold()) for n in names)), None)


def _windows_of(action: Action, seen: Observation) -> list[Window | None]:
    """Where its clicks and keys go; None is the bare desktop."""
    if isinstance(action, Wait):
        return []
    there = [seen.frame.window_at(target.point) for target in targets_of(action)]
    keys = isinstance(action, Press | TypeText | Clear) and not there
    return [front_window(seen)] if keys or not there else there


def _called(window: Window | None) -> str:
    if window is None:
        return "The desktop itself"
    return f"“{short(window.title or window.app)}”"
