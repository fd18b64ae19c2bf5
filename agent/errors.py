"""All errors that a person may meet. Each message is one plain sentence: what is wrong, what to do.

DeskhandError
├── UsageError             the command line or a file's contents is wrong          (exit 2)
│   ├── InstructionError   the words of an instruction are not understood
│   │   └── UnknownStepError  … for a step that no grammar knows; the screen may still explain it
│   ├── KeyNameError       no such key
│   ├── SettingsError      the settings file or an option is wrong
│   └── MacroError         a macro's file or a value given to it is wrong
├── NotFoundError          nothing on the screen fits, or several things do        (exit 3)
├── Stopped                the person stopped it; never caught inside the loop     (exit 4)
├── Interrupted            the person took the mouse or keyboard; the run pauses   (exit 4)
├── PolicyError            the policy refuses the act                              (exit 5)
├── CaptureError           the screen or picture cannot be read                    (exit 1)
│   └── NoDisplayError     no display, or one that we do not support (Wayland)
├── ReadError              the text reader failed                                  (exit 1)
├── InputError             an input event cannot be sent                           (exit 1)
│   ├── UntypableError     a character cannot be produced here; raised before the first key
│   └── TargetChanged      the target is not what was perceived; the loop looks again
├── ModelError             a language model cannot be loaded or reached, or says nothing of use  (exit 1)
├── JournalError           the journal cannot be written or read                   (exit 1)
└── NotSupportedError      not in this version or not on this machine              (exit 1)
"""

from __future__ import annotations

from typing import ClassVar


class DeskhandError(Exception):
    """Base of all; `exit_code` is what the command returns for it."""

    exit_code: ClassVar[int] = 1


class UsageError(DeskhandError):
    """The command line, an option or a file's contents is wrong."""

    exit_code = 2


class InstructionError(UsageError):
    """The words of an instruction are not understood."""


class UnknownStepError(InstructionError):
    """A step is none that the grammar knows; a form on the screen may still explain it."""


class KeyNameError(UsageError):
    """There is no key of that name."""


class SettingsError(UsageError):
    """The settings file or an option is wrong."""


class MacroError(UsageError):
    """A macro's file, or a value given to it, is wrong."""


class NotFoundError(DeskhandError):
    """Nothing on the screen fits, or several things fit equally well."""

    exit_code = 3


class Stopped(DeskhandError):
    """The person stopped the run. Nothing inside the loop may catch and swallow it."""

    exit_code = 4


class Interrupted(DeskhandError):
    """The person used the mouse or the keyboard during an act. `sent`: some of the act had been sent."""

    exit_code = 4

    def __init__(self, message: str, sent: bool) -> None:
        super().__init__(message)
        self.sent = sent


class PolicyError(DeskhandError):
    """The policy refuses the act."""

    exit_code = 5


class CaptureError(DeskhandError):
    """The screen or a picture cannot be read."""


class NoDisplayError(CaptureError):
    """There is no display, or one of a kind that is not supported."""


class ReadError(DeskhandError):
    """The text reader failed."""


class InputError(DeskhandError):
    """An input event cannot be sent."""


class UntypableError(InputError):
    """A character cannot be produced on this keyboard; raised before the first key goes down."""


class TargetChanged(InputError):
    """What stands at the target is no longer what was perceived; look again."""


class ModelError(DeskhandError):
    """A language model is not there, not reachable, or its answers are of no use."""


class JournalError(DeskhandError):
    """The journal cannot be written or read."""


class NotSupportedError(DeskhandError):
    """Not in this version, or not on this machine."""
