"""What an ear hears of the person: keys, buttons, motion and the wheel, as plain data.

`time` is the display's own clock in milliseconds, `at` that of this process (time.monotonic). Places are in
native input units, which on X11 are desktop pixels. Key names are those of actions/keys.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agent.types import Button


@dataclass(frozen=True)
class KeyPress:
    """`key`: its name, or the character on it with nothing held; "" for one that has no name. `character`:
    what it types with what is held; "" for nothing. `unsure`: it types something that cannot be told."""

    time: int
    at: float
    key: str
    character: str = ""
    keysym: int = 0
    keycode: int = 0
    modifiers: frozenset[str] = frozenset()
    unsure: bool = False


@dataclass(frozen=True)
class KeyRelease:
    time: int
    at: float
    key: str
    keysym: int = 0
    keycode: int = 0
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ButtonPress:
    time: int
    at: float
    button: Button
    x: int
    y: int
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ButtonRelease:
    time: int
    at: float
    button: Button
    x: int
    y: int
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Motion:
    time: int
    at: float
    x: int
    y: int


@dataclass(frozen=True)
class Wheel:
    """One notch or more: dy > 0 down, dx > 0 right."""

    time: int
    at: float
    x: int
    y: int
    dx: int = 0
    dy: int = 0
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answered:
    """The input method was given this press of a key, and has `kept` it or let the program have it."""

    time: int
    at: float
    keycode: int
    kept: bool


@dataclass(frozen=True)
class Commit:
    """The input method has put this text into the program."""

    time: int
    at: float
    text: str


@dataclass(frozen=True)
class Blind:
    """An input method is `on` of which only the keys are heard, and not what it makes of them; or no more."""

    time: int
    at: float
    on: bool


Heard = KeyPress | KeyRelease | ButtonPress | ButtonRelease | Motion | Wheel | Answered | Commit | Blind
Hear = Callable[[Heard], None]


class Ear(Protocol):
    """Hears what is done on a display, whoever does it, and delays nobody."""

    @property
    def failed(self) -> str:
        """Why it went deaf by itself; "" while it hears."""
        ...

    def start(self, hear: Hear) -> None:
        """From now on `hear` is called with each event, in order, in a thread of the ear's own.

        Raises NoDisplayError, NotSupportedError, InputError.
        """
        ...

    def stop(self) -> None:
        """Nothing more is heard once it returns. May be called twice."""
        ...
