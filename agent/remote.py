"""A language model behind an OpenAI-compatible server: vLLM, SGLang, llama.cpp, Ollama, or a hosted one.

The schema goes along as `response_format`; a server that does not know it, or another argument, is asked
again without. Nothing is followed elsewhere: a redirect could carry the key and the pictures away.
"""

from __future__ import annotations

import base64
import contextlib
import io
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from agent import remote_faults
from agent.errors import DeskhandError, ModelError, SettingsError
from agent.messages import Message, Part, Picture, Request, Usage
from agent.pieces import pieces_of
from agent.profiles import Profile, profile_for

RETRIES = 3  # after 429, 5xx and broken connections
WAITS = (1.0, 3.0, 8.0)  # seconds before each
LONGEST_WAIT = 30.0  # what a server may ask for with Retry-After
CONNECT = 10.0  # seconds
CHARACTERS = 12  # that a token has at the very most, on the whole: a server may not keep to `max_tokens`
PICTURE_TOKEN = 32 * 32  # pixels
NO_ADDRESS = "`server` in the settings is no address of a server; give it as in http://127.0.0.1:8000/v1"
NO_EXTRA = "A server is spoken to with the openai package; install it with: pip install 'deskhand[remote]'."


class RemoteModel:
    """Implements agent.ports.LanguageModel. `key`: asked for at the first question, and never kept."""

    kind = "remote"
    contributions: tuple[tuple[str, float], ...] = ()  # what is in it cannot be seen from here
    explain = False

    def __init__(
        self,
        url: str,
        model: str,
        profile: str = "",
        key: Callable[[], str] = lambda: "",
        wait: Callable[[Event, float], bool] = lambda stop, seconds: stop.wait(seconds),
    ) -> None:
        """Raises SettingsError for an address that is none, ModelError for a model of no known family, and
        where the client is not installed."""
        check_url(url)
        if not model:
            raise SettingsError("Say which of the server's models is meant: server_model in the settings.")
        self.url, self.name = url.rstrip("/"), model
        self.profile = answering_json(profile_for(model, profile))
        self.sends_to = "" if is_loopback(url) else where(url)
        self.used = Usage()
        self._key, self._wait = key, wait
        self._left_out: set[str] = set()  # arguments that this server does not know
        _need_client()

    def stream(self, request: Request, stop: Event) -> Iterator[str]:
        """The answer as it comes. Raises Stopped, ModelError."""
        halt = Event()
        late = (
            f"{self.where} did not answer within {request.seconds:g} s; see whether it is overloaded, or "
            "give it more time (model_seconds)."
        )
        work = self._work(request, halt)
        return pieces_of(work, stop, halt, request.seconds, late)

    @property
    def where(self) -> str:
        return f"The server {where(self.url)}"

    def _work(self, request: Request, halt: Event) -> Callable[[Callable[[str], None]], None]:
        return lambda hand_on: self._ask(request, halt, hand_on)

    def _ask(self, request: Request, halt: Event, hand_on: Callable[[str], None]) -> None:
        """Asks, with a pause between tries where another may help. Raises ModelError."""
        for attempt in range(RETRIES + 1):
            if halt.is_set():
                return
            said = Event()
            try:
                self._once(request, halt, _noting(hand_on, said))
                return
            except DeskhandError:
                raise
            except Exception as error:  # the client's and its transport's own kinds
                if halt.is_set():
                    return
                if self._adapt(error):
                    continue
                pause = remote_faults.pause_after(error, attempt, WAITS, LONGEST_WAIT)
                if said.is_set() or pause is None or attempt == RETRIES:
                    raise self._told(error, said.is_set()) from error
                if self._wait(halt, pause):
                    return
        raise ModelError(f"{self.where} takes none of the forms that it was asked in.")

    def _once(self, request: Request, halt: Event, hand_on: Callable[[str], None]) -> None:
        begun = time.monotonic()
        reading, line = _Reading(request, begun), _Line()
        with (
            _client(self.url, self._checked_key(), line) as client,
            _cut_by(halt, line),
            client.chat.completions.create(**self._arguments(request)) as chunks,
        ):
            for chunk in chunks:
                if halt.is_set():
                    return
                piece = reading.take(chunk)
                if piece:
                    hand_on(piece)
                if reading.too_long:
                    break
        self.used = reading.usage()
        if reading.fault:
            raise ModelError(f"{self.where} {reading.fault}")

    def _checked_key(self) -> str:
        """A line's end that was pasted along is no part of it. Raises ModelError for what no header takes."""
        key = self._key().strip()
        if not key.isascii() or not key.isprintable():
            raise ModelError(
                "The server's key holds signs that no key has; set it anew: " + remote_faults.KEY
            )
        return key

    def _arguments(self, request: Request) -> dict[str, Any]:
        found: dict[str, Any] = {
            "model": self.name,
            "messages": [_message(message) for message in request.messages],
            "max_tokens": request.most_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            "timeout": _timeout(request.seconds),
        }
        if request.schema is not None:
            schema = {"name": request.name, "schema": request.schema, "strict": True}
            found["response_format"] = {"type": "json_schema", "json_schema": schema}
        if "max_tokens" in self._left_out:
            found["max_completion_tokens"] = request.most_tokens
        return {name: value for name, value in found.items() if name not in self._left_out}

    def _adapt(self, error: Exception) -> bool:
        """Whether the server only refused an argument that the next try can do without."""
        name = remote_faults.refused_argument(error)
        if name is None or name in self._left_out:
            return False
        self._left_out.add(name)
        return True

    def _told(self, error: Exception, begun: bool) -> ModelError:
        if begun and remote_faults.is_connection(error):
            return ModelError(f"{self.where} broke off in the middle of its answer; try again.")
        return ModelError(remote_faults.sentence(error, self.where, self.name, self._models))

    def _models(self) -> list[str]:
        """What the server says that it has; nothing where it does not say."""
        try:
            with _client(self.url, self._checked_key()) as client:
                return [str(model.id) for model in client.models.list(timeout=CONNECT).data][:8]
        except Exception:  # noqa: BLE001 — of any version's transport; it was asked for the sake of a better sentence only
            return []


def _noting(hand_on: Callable[[str], None], said: Event) -> Callable[[str], None]:
    """Notes that words have come: what was said cannot be asked for once more."""

    def note(piece: str) -> None:
        said.set()
        hand_on(piece)

    return note


class _Reading:
    """Takes in the chunks of one answer."""

    def __init__(self, request: Request, begun: float) -> None:
        self._request, self._begun = request, begun
        self._first: float | None = None
        self._characters = 0
        self._finish: str | None = None
        self._refusal = ""
        self._counted: Any = None
        self._chunks = 0

    def take(self, chunk: Any) -> str:
        """The words of a chunk."""
        self._chunks += 1
        self._counted = getattr(chunk, "usage", None) or self._counted
        choices = getattr(chunk, "choices", None) or []
        if not choices:
            return ""
        self._finish = getattr(choices[0], "finish_reason", None) or self._finish
        delta = getattr(choices[0], "delta", None)
        self._refusal += getattr(delta, "refusal", None) or ""
        piece = getattr(delta, "content", None)
        if not isinstance(piece, str) or not piece:
            return ""
        self._first = self._first or time.monotonic()
        self._characters += len(piece)
        return piece

    @property
    def too_long(self) -> bool:
        return self._characters > CHARACTERS * self._request.most_tokens

    @property
    def fault(self) -> str:
        """What is wrong with the answer as a whole, in words that follow the server's name."""
        if self._refusal or self._finish == "content_filter":
            return f"refused to answer ({self._refusal[:100] or 'its filter'}); say it in other words."
        if not self._chunks:
            return "does not answer as an OpenAI-compatible server does; see that `server` ends in /v1."
        if self._finish is None and not self.too_long:
            return "broke off in the middle of its answer; try again."
        return ""

    def usage(self) -> Usage:
        now = time.monotonic()
        asked = getattr(self._counted, "prompt_tokens", None)
        answered = getattr(self._counted, "completion_tokens", None)
        counted = isinstance(asked, int) and isinstance(answered, int)
        return Usage(
            asked=asked if isinstance(asked, int) else _estimate(self._request),
            answered=answered if isinstance(answered, int) else self._characters // 3,
            first=(self._first or now) - self._begun,
            seconds=now - self._begun,
            cut=self._finish == "length" or self.too_long,
            counted=counted,
        )


def answering_json(profile: Profile) -> Profile:
    """Behind a server a schema is kept by `response_format`, which knows no tool call: the same family, the
    same coordinates, in Deskhand's own JSON."""
    return profile.model_copy(update={"form": "json"}) if profile.form == "computer_use" else profile


def check_url(url: str) -> None:
    """Raises SettingsError for what is no address of a server."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise SettingsError(NO_ADDRESS) from None
    if not known:
        raise SettingsError(NO_ADDRESS)
    if parts.username or parts.password:
        raise SettingsError("`server` holds a name or a password; keep the key in the keyring instead.")


def is_loopback(url: str) -> bool:
    """Whether what is sent there stays on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def where(url: str) -> str:
    """The server's name, and a word of warning where the way there can be listened to."""
    parts = urlsplit(url)
    open_way = parts.scheme == "http" and not is_loopback(url)
    return f"{parts.netloc}{' (not encrypted)' if open_way else ''}"


def _need_client() -> None:
    """Raises ModelError where the client is not installed."""
    try:
        import openai  # noqa: F401
    except ImportError as error:
        raise ModelError(NO_EXTRA) from error


def _client(url: str, key: str, line: _Line | None = None) -> Any:
    """For one question: no connection stays open between a person's steps."""
    import openai

    transport = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not is_loopback(url))
    if line is not None:
        transport.event_hooks["request"].append(line.follow)
    client = openai.OpenAI(base_url=url, api_key=key or "none", max_retries=0, http_client=transport)
    client.organization = client.project = None  # the environment's are for another server
    return client


class _Line:
    """The connection of one question, to be cut from another thread: to close a client does not wake what
    waits for the server."""

    def __init__(self) -> None:
        self._stream: Any = None

    def follow(self, request: Any) -> None:
        """For the transport's `request` hook: hears of the connection as it is made."""
        request.extensions["trace"] = self._hear

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = told.get("return_value")

    def cut(self) -> None:
        """What is read or written on it ends at once."""
        found = self._stream.get_extra_info("socket") if self._stream is not None else None
        with contextlib.suppress(OSError):
            if found is not None:
                found.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _cut_by(halt: Event, line: _Line) -> Iterator[None]:
    """Cuts the line as soon as the halt comes."""
    over = Event()

    def watch() -> None:
        while not over.wait(0.05):
            if halt.is_set():
                line.cut()

    watcher = threading.Thread(target=watch, name="deskhand-model-halt", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _timeout(seconds: float) -> Any:
    import openai

    return openai.Timeout(seconds + 1, connect=min(CONNECT, seconds))  # `pieces_of` is the one that tells


def _message(message: Message) -> dict[str, Any]:
    if all(isinstance(part, str) for part in message.parts):
        return {"role": message.role, "content": message.words}
    return {"role": message.role, "content": [_part(part) for part in message.parts]}


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    return {"type": "image_url", "image_url": {"url": _data_url(part)}}


def _data_url(picture: Picture) -> str:
    """Without loss: small print is what it is about."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(picture.pixels).save(file, "PNG", compress_level=3)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")


def _estimate(request: Request) -> int:
    letters = sum(len(message.words) for message in request.messages)
    pixels = sum(picture.size[0] * picture.size[1] for picture in request.pictures)
    return letters // 3 + pixels // PICTURE_TOKEN
