"""The single events of a recording as the raw list that `deskhand replay --raw` sends again. Pure.

In the place of a secret's keys stands its name, once: neither what they were nor how many nor when. What an
input method or a dead key made of keys stands there as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agent.macros.raw import RawEvent, RawList
from agent.recording.caught import LOCKS, MODIFIERS
from agent.recording.heard import (
    Answered,
    ButtonPress,
    ButtonRelease,
    Commit,
    Heard,
    KeyPress,
    KeyRelease,
    Motion,
    Wheel,
)

MOTION_SECONDS = 0.008  # mice tell of a motion every 1 to 8 ms; more is of no use
DEAD_KEYSYMS = range(0xFE50, 0xFEA0)
DIGITS = 3  # of milliseconds
Numbered = tuple[int, Heard]  # with its number


def raw_json(events: Sequence[Numbered], secrets: Mapping[int, str], screen: tuple[int, int] | None) -> bytes:
    """`secrets`: the numbers of the keys that belong to secrets, with their names."""
    kept = list(_without_secrets(_without_composed(events), secrets))
    began = kept[0][0] if kept else 0.0
    listed, last = [], 0.0
    for at, values in kept:
        last = max(last, round((at - began) * 1000, DIGITS))
        listed.append(RawEvent(t=last, **values))
    raw = RawList(size=screen, events=tuple(_thinned(listed)))
    return raw.model_dump_json(exclude_defaults=True).encode()


def _thinned(events: Sequence[RawEvent]) -> Iterator[RawEvent]:
    last = -1000.0
    for event in events:
        if event.e == "move":
            if event.t - last < MOTION_SECONDS * 1000:
                continue
            last = event.t
        yield event


# -- secrets


def _without_secrets(
    events: Sequence[Numbered], secrets: Mapping[int, str]
) -> Iterator[tuple[float, dict[str, Any]]]:
    """Each event's time and values; the keys of a secret, with what was held for them, are one event."""
    gone = _gone(events, secrets)
    held: set[int] = set()
    told = ""
    for number, event in events:
        if number in gone:
            if (name := secrets.get(number, told)) != told:
                told = name
                yield event.at, {"e": "secret", "name": name}
            continue
        if isinstance(event, KeyPress):
            held.add(event.keycode)
        elif isinstance(event, KeyRelease):
            if event.keycode not in held:  # its press is no part of this
                continue
            held.discard(event.keycode)
        if not isinstance(event, KeyRelease | Motion):
            told = ""
        if (values := _values(event)) is not None:
            yield event.at, values


def _gone(events: Sequence[Numbered], secrets: Mapping[int, str]) -> set[int]:
    """Those events, and the modifiers and dead keys that come before one."""
    gone, into_secret = set(secrets), False
    for number, event in reversed(events):
        if not isinstance(event, KeyPress):
            into_secret &= isinstance(event, KeyRelease | Motion | Answered)
        elif number in secrets:
            into_secret = True
        elif into_secret and (not event.key or event.key in MODIFIERS or event.key in LOCKS):
            gone.add(number)
        else:
            into_secret = False
    return gone


# -- what keys became of


def _without_composed(events: Sequence[Numbered]) -> list[Numbered]:
    """Without the keys that an input method kept, and with the text of a dead key and its letter."""
    kept = _kept(events)
    found: list[Numbered] = []
    gone: set[int] = set()
    dead = False
    for number, event in events:
        if isinstance(event, KeyRelease) and event.keycode in gone:
            gone.discard(event.keycode)
        elif not isinstance(event, KeyPress):
            found.append((number, event))
        elif number in kept or event.keysym in DEAD_KEYSYMS:
            gone.add(event.keycode)
            dead |= event.keysym in DEAD_KEYSYMS
        elif dead and event.character:
            gone.add(event.keycode)
            found.append((number, Commit(event.time, event.at, event.character)))
            dead = False
        else:
            found.append((number, event))
            gone.discard(event.keycode)
    return found


def _kept(events: Sequence[Numbered]) -> set[int]:
    """The presses that an input method kept."""
    waiting: dict[int, list[int]] = {}
    kept = set()
    for number, event in events:
        if isinstance(event, KeyPress):
            waiting.setdefault(event.keycode, []).append(number)
        elif isinstance(event, Answered) and waiting.get(event.keycode):
            press = waiting[event.keycode].pop(0)
            kept |= {press} if event.kept else set()
    return kept


def _values(event: Heard) -> dict[str, Any] | None:
    match event:
        case Motion():
            return {"e": "move", "x": event.x, "y": event.y}
        case ButtonPress() | ButtonRelease():
            do = "down" if isinstance(event, ButtonPress) else "up"
            return {"e": do, "button": event.button, "x": event.x, "y": event.y}
        case Wheel():
            return {"e": "wheel", "x": event.x, "y": event.y, "dx": event.dx, "dy": event.dy}
        case KeyPress(key=key) if key:
            return {"e": "key", "key": key}
        case KeyRelease(key=key) if key:
            return {"e": "key_up", "key": key}
        case Commit(text=text):
            return {"e": "text", "text": text}
    return None
