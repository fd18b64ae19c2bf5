"""The hands: an act is carried out event by event, guarded, and leaves no key or button pressed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event as Flag
from typing import assert_never

from actions import guard
from actions.clipboard import Clipboard, open_clipboard
from actions.desktop import hand_back_focus
from actions.events import (
    ButtonDown,
    ButtonUp,
    CheckFocus,
    CheckPointer,
    CheckTarget,
    CheckWindow,
    Event,
    KeyDown,
    KeyUp,
    Pause,
    PointerMove,
    Sent,
    TypeString,
    WheelTurn,
    events_of,
    shortcut_key,
)
from actions.gate import Gate
from actions.input import Input, open_input
from actions.keys import is_typable
from actions.person import Attention, Person
from agent.errors import CaptureError, InputError, PolicyError, Stopped, TargetChanged
from agent.ports import Screen
from agent.settings import Settings
from agent.types import Action, Approval, Box, Frame, Target, TypeText, Window

Redeem = Callable[[Approval | None, Action, Frame], None]
BURST = 20  # characters between two looks at the focus
FOCUS_SECONDS = 1.0  # that a clicked window may take to get the focus
SAME_PROGRAM_SECONDS = 0.25  # the same, before the focus of its program's other window is taken as meant
SIGN_SECONDS = 0.15  # that a clicked field may take to show it; one that had the focus may show nothing
LOOK_PAUSE = 0.02
PACE = 0.15  # seconds between paced keys: Qt shows a button pressed for 0.1
PULSE_SECONDS = 1.0  # between two looks at the display in a long wait
KEYS_TO_OURS = (
    "The keys would go to Deskhand's own window or terminal; say where they are meant to go, "
    "for example: click the text, then press ctrl+s."
)


def no_secret(name: str) -> str:
    """Where there is no vault."""
    raise InputError(f"There is no secret called {name!r} here.")


class DesktopHands:
    """Acts on this process's display. `screen` must list windows for the guard to know them; `redeem` spends
    the approval of an act, or raises PolicyError (agent/consent.py).

    Input opens with the first act, and `close` gives it back. Keeps the contract of `agent.ports.Hands`.
    """

    def __init__(
        self,
        screen: Screen,
        redeem: Redeem,
        settings: Settings | None = None,
        open_hands: Callable[[float], Input] = open_input,
        clipboard: Callable[[], Clipboard | None] = open_clipboard,
        hand_back_focus: Callable[[], bool] = hand_back_focus,
        person: Person | None = None,
        secret: Callable[[str], str] = no_secret,
        trial: Callable[[Input, Frame], None] = lambda hands, seen: None,
    ) -> None:
        """`trial` is made when input has been opened, before the first act (actions/trial.py)."""
        self._screen = screen
        self._redeem = redeem
        self._secret = secret
        self._trial = trial
        self._person: Person = person or Attention()
        self._delay = settings.typing_delay if settings else 0.0
        self._paste_over = settings.paste_over if settings else Settings.model_fields["paste_over"].default
        self._open_hands = open_hands
        self._open_clipboard = clipboard
        self._hand_back = hand_back_focus
        self._opened: Input | None = None

    def perform(self, action: Action, seen: Frame, stop: Flag, approval: Approval | None) -> None:
        if stop.is_set():
            raise Stopped("Stopped before the act began.")
        self._redeem(approval, action, seen)
        action = self._with_secret(action)
        hands = self._hands(seen)
        try:
            with _as_input_error():
                _Performance(self._screen, hands, seen, stop, self._paste, self._hand_back, self._person).run(
                    events_of(action)
                )
        finally:
            hands.release_all()

    def _with_secret(self, action: Action) -> Action:
        """The act with what a secret's name stands for. It is known here alone, for the time of the act."""
        if not isinstance(action, TypeText) or not action.reference:
            return action
        return action.model_copy(update={"text": self._secret(action.reference)})

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _hands(self, seen: Frame) -> Input:
        if self._opened is None:
            with _as_input_error():
                opened = self._open_hands(self._delay)
                try:
                    self._trial(opened, seen)
                except BaseException:
                    opened.close()
                    raise
            self._opened = opened
        return self._opened

    def _paste(self, text: str, hands: Input) -> bool:
        """Whether the text was long enough to paste, and was pasted."""
        if len(text) <= self._paste_over or not all(c in "\r\n\t" or is_typable(c) for c in text):
            return False
        clipboard = self._open_clipboard()
        return clipboard is not None and clipboard.paste(text, lambda: _chord(hands, shortcut_key(), "v"))


class _Performance:
    """One act under way."""

    def __init__(
        self,
        screen: Screen,
        hands: Input,
        seen: Frame,
        stop: Flag,
        paste: Callable[[str, Input], bool],
        hand_back: Callable[[], bool],
        person: Person,
    ) -> None:
        self._screen = screen
        self._hands = hands
        self._seen = seen
        self._paste = paste
        self._hand_back = hand_back
        self._gate = Gate(hands, seen, stop, person)
        self._focus: int | None = None  # the window that the keys must go to
        self._pressed: Frame | None = None  # the target's surroundings, just before the press

    def run(self, events: tuple[Event, ...]) -> None:
        if any(isinstance(event, ButtonDown | KeyDown | TypeString) for event in events):
            self._gate.await_free()
        if any(isinstance(event, Sent) for event in events):
            self._gate.await_rest()
        with self._hands.behind(self._gate.check):
            for event in events:
                self._gate.check()
                self._do(event)

    def _do(self, event: Event) -> None:
        match event:
            case CheckTarget():
                guard.check_target(event.target, self._seen, self._screen)
            case CheckWindow():
                self._pressed = guard.check_window(event.target, self._seen, self._screen)
            case CheckPointer():
                self._check_pointer()
            case CheckFocus():
                self._check_focus(event.target)
            case Pause():
                self._pause(event.seconds)
            case _:
                self._send(event)

    def _send(self, event: Sent) -> None:
        match event:
            case TypeString():
                self._type(event)
            case PointerMove():
                self._gate.at = event.point
                self._hands.move(*self._seen.to_native(event.point))
            case ButtonDown():
                self._gate.check_arrived()
                self._hands.button_down(event.button)
            case ButtonUp():
                self._hands.button_up(event.button)
            case KeyDown():
                self._hands.key_down(event.key)
            case KeyUp():
                self._hands.key_up(event.key)
            case WheelTurn():
                self._gate.check_arrived()
                self._hands.turn(event.dx, event.dy)
            case _:
                assert_never(event)

    def _pause(self, seconds: float) -> None:
        """Waits; in a long wait it looks now and then whether the display is still there."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._gate.stop.wait(min(left, PULSE_SECONDS))
            self._gate.check()
            if left > PULSE_SECONDS:
                self._look()

    def _check_pointer(self) -> None:
        guard.refuse_ours(self._look().window_at(self._seen.from_native(*self._hands.position())))

    def _check_focus(self, target: Target | None) -> None:
        focused = self._focused_at(target) if target else self._focused_as_seen()
        if focused is not None and focused.ours and target is None:
            focused = self._focused_behind_ours()
        if focused is not None and focused.ours:
            raise PolicyError(KEYS_TO_OURS)
        self._focus = focused.id if focused is not None else None
        if target is not None and not target.focused:
            self._await_sign(target)

    def _await_sign(self, target: Target) -> None:
        """The click shows in the field, by its frame or its text cursor, before keys follow it: a program of
        several processes (Chromium) may else give them to the field that had the focus before."""
        end = time.monotonic() + SIGN_SECONDS
        while self._pressed is not None and time.monotonic() < end:
            if guard.has_changed(self._pressed, self._screen.grab(guard.region_of(target))):
                return
            self._gate.stop.wait(LOOK_PAUSE)
            self._gate.check()

    def _focused_as_seen(self) -> Window | None:
        now, then = _focused(self._look()), _focused(self._seen)
        if now and not now.ours and then and not then.ours and then.id != now.id:
            raise TargetChanged(f"The keys would now go to the window {now.title!r}; looking again.")
        return now

    def _focused_behind_ours(self) -> Window | None:
        """The person answered in our window or terminal: the keys go back to the program in front."""
        if not self._hand_back():
            raise PolicyError(KEYS_TO_OURS)
        end = time.monotonic() + FOCUS_SECONDS
        while True:
            now = _focused(self._look())
            if (now is not None and not now.ours) or time.monotonic() > end:
                return now
            self._gate.stop.wait(LOOK_PAUSE)
            self._gate.check()

    def _focused_at(self, target: Target) -> Window | None:
        """The window with the focus, once it is the clicked one or stays with another of its program."""
        begun = time.monotonic()
        while True:
            fresh = self._look()
            now, clicked = _focused(fresh), fresh.window_at(target.point)
            if now is None or clicked is None or now.id == clicked.id:
                return now
            waited = time.monotonic() - begun
            if now.pid and now.pid == clicked.pid and waited > SAME_PROGRAM_SECONDS:
                return now
            if waited > FOCUS_SECONDS:
                raise InputError(f"The keys would go to the window {now.title!r}, not to the one clicked.")
            self._gate.stop.wait(LOOK_PAUSE)
            self._gate.check()

    def _type(self, event: TypeString) -> None:
        self._keep_focus()
        if event.paced:
            self._hands.type(event.text, self._after_a_moment, 1)
            return
        if not event.secret and self._paste(event.text, self._hands):
            return
        self._hands.type(event.text, self._keep_focus, 1 if event.secret else BURST)

    def _after_a_moment(self) -> None:
        """A button that shows itself pressed takes no second press meanwhile."""
        time.sleep(PACE)
        self._keep_focus()

    def _keep_focus(self) -> None:
        now = _focused(self._look())
        if self._focus is not None and (now is None or now.id != self._focus):
            where = f"to the window {now.title!r}" if now else "away"
            raise InputError(f"The focus went {where} while typing; the rest was not typed.")

    def _look(self) -> Frame:
        """The windows as they are now."""
        origin = self._seen.origin
        return self._screen.grab(Box(x0=origin.x, y0=origin.y, x1=origin.x + 1, y1=origin.y + 1))


class DryHands:
    """Hands that only write down what they would do."""

    def __init__(self) -> None:
        self.performed: list[Action] = []
        self.events: list[Event] = []

    def perform(self, action: Action, seen: Frame, stop: Flag, approval: Approval | None) -> None:
        if stop.is_set():
            raise Stopped("Stopped before the act began.")
        self.performed.append(action)
        self.events.extend(events_of(action))


def _focused(frame: Frame) -> Window | None:
    return next((window for window in frame.windows if window.focused), None)


def _chord(hands: Input, *names: str) -> None:
    for name in names:
        hands.key_down(name)
    for name in reversed(names):
        hands.key_up(name)


@contextmanager
def _as_input_error() -> Iterator[None]:
    """The screen's own errors in the middle of an act mean that the act cannot be carried out."""
    try:
        yield
    except CaptureError as error:
        raise InputError(str(error)) from error
