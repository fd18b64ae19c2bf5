"""What is said to a language model: messages of texts and pictures, and the bounds of one answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from agent.types import Pixels

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, eq=False)
class Picture:
    """[H, W, 3], uint8, RGB: what the model is shown. Its coordinates count from the top left corner."""

    pixels: Pixels

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        height, width = self.pixels.shape[:2]
        return width, height


Part = str | Picture


@dataclass(frozen=True)
class Message:
    """One turn of the conversation; its parts are read in order."""

    role: Role
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """Its texts alone."""
        return "\n".join(part for part in self.parts if isinstance(part, str))


def system(text: str) -> Message:
    return Message("system", (text,))


def user(*parts: Part) -> Message:
    return Message("user", parts)


def assistant(text: str) -> Message:
    return Message("assistant", (text,))


@dataclass(frozen=True)
class ToolCall:
    """The answer is a sentence, then a JSON of the request's schema between these two marks, as a model that
    was trained on tool calls gives it."""

    opening: str = "<tool_call>"
    closing: str = "</tool_call>"


@dataclass(frozen=True)
class Request:
    """One question. Where there is a `schema` the answer must meet it (by itself, or inside a `call`).

    Without either the model answers as it will, as models do that were trained on a form of their own.
    """

    messages: tuple[Message, ...]
    schema: dict[str, Any] | None = None
    call: ToolCall | None = None
    most_tokens: int = 1024
    seconds: float = 120.0  # until the last token
    name: str = field(default="answer")  # of the schema, for servers that want one

    @property
    def pictures(self) -> list[Picture]:
        return [part for message in self.messages for part in message.parts if isinstance(part, Picture)]


@dataclass(frozen=True)
class Usage:
    """What the last answer took."""

    asked: int = 0  # tokens of the question
    answered: int = 0
    first: float = 0.0  # seconds until the first token
    seconds: float = 0.0
    cut: bool = False  # it was not over when its tokens were used up
    counted: bool = False  # the tokens are the model's own count, else an estimate

    @property
    def tokens(self) -> int:
        return self.asked + self.answered
