"""What a server did wrong, or refused, in one plain sentence; and whether another try may help."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

ARGUMENTS = ("response_format", "stream_options", "max_tokens", "temperature")
KEY = "keep the right one with: deskhand secret set server-key"
_TOO_LONG = re.compile(
    r"context[ _]length|maximum context|too many tokens|prompt is too long|max_model_len"
    r"|exceeds? .{0,40}(?:context|tokens)",
    re.I,
)
_NO_PICTURES = re.compile(
    r"(?:image|vision|multi-?modal|mmproj).{0,60}(?:not|un)\s?-?support|not.{0,40}(?:support|accept|multi-?modal).{0,40}"
    r"(?:image|vision)|at most 0 image|is not a multimodal",
    re.I | re.S,
)
_NO_MODEL = re.compile(
    r"model.{0,80}(?:not.{0,5}(?:found|exist)|unknown|no such)|(?:unknown|no such) model", re.I
)


def status_of(error: Exception) -> int | None:
    """The HTTP status that came back; None where none did."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def words_of(error: Exception) -> str:
    """What the server said, on one line."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    return " ".join(str(message or error).split())


def refused_argument(error: Exception) -> str | None:
    """The argument that the server does not know or take, where it says so and can be done without."""
    if status_of(error) not in (400, 422):
        return None
    words = words_of(error)
    if _TOO_LONG.search(words):
        return None
    named = [name for name in ARGUMENTS if name in words]
    if not named and re.search(r"json_schema|schema|grammar|guided|structured", words, re.I):
        return "response_format"
    return named[0] if named else None


def pause_after(error: Exception, attempt: int, waits: Sequence[float], longest: float) -> float | None:
    """Seconds to wait before another try; None where another would end the same."""
    status = status_of(error)
    if status is not None and status != 408 and status != 429 and status < 500:
        return None
    if status is None and not is_connection(error):
        return None
    wanted = _retry_after(error)
    pause = waits[min(attempt, len(waits) - 1)]
    if wanted is None:
        return pause
    return None if wanted > longest else max(wanted, 0.0)


def is_connection(error: Exception) -> bool:
    """Whether it is the way to the server that failed, and not time."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"APITimeoutError", "TimeoutException"}:
        return False
    return bool(names & {"APIConnectionError", "TransportError", "ConnectionError"})


def sentence(error: Exception, where: str, model: str, models: Callable[[], list[str]]) -> str:
    """What is wrong, what to do. `models`: what the server has, asked for only where it helps."""
    status, words = status_of(error), words_of(error)
    if status is None:
        return _unreached(error, where)
    if status in (401, 403):
        return f"{where} does not take the key; {KEY}"
    if 300 <= status < 400:
        return f"{where} sends its callers elsewhere, which is not followed; give the right `server`."
    if status == 404 or _NO_MODEL.search(words):
        return _no_model(where, model, models())
    if status == 429:
        return f"{where} has too much to do, or your share is used up (429); wait a while and try again."
    if status >= 500:
        return f"{where} failed ({status}: {_short(words)}); see its own log, and try again."
    if status == 413 or _TOO_LONG.search(words):
        return (
            f"The question is too long for {model} on that server; give the model a longer context there, or "
            "send fewer pictures (model_frames)."
        )
    if _NO_PICTURES.search(words):
        return f"{model} takes no pictures on that server; use a model that sees (llama.cpp needs --mmproj)."
    return f"{where} does not take the question ({status}: {_short(words)})."


def _unreached(error: Exception, where: str) -> str:
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"APITimeoutError", "TimeoutException"}:
        return f"{where} did not answer in time; see whether it is overloaded, or give it more time."
    if is_connection(error):
        cause: Any = error.__cause__ or error
        if "certificate" in str(cause).lower():
            return f"{where} shows a certificate that is not trusted here; see to it, or use another address."
        return f"{where} cannot be reached; see that it runs, and that `server` is right."
    return (
        f"{where} does not answer as an OpenAI-compatible server does ({type(error).__name__}); see that "
        "`server` is right and ends in /v1."
    )


def _no_model(where: str, model: str, models: list[str]) -> str:
    if not models:
        return f"{where} knows no model {model!r} at that address; set server_model and `server` right."
    return f"{where} has no model {model!r}; it has: {', '.join(models)}. Set server_model to one of them."


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119]}…"


def _retry_after(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    value = response.headers.get("retry-after") if response is not None else None
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None
