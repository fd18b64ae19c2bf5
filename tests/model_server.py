"""An OpenAI-compatible server on this machine alone, which answers from a script and can do everything wrong.

with ModelServer() as server:
    server.answers = [...]      each the text of an answer, or a Fault
    server.asked                the bodies that came in, with their headers
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Fault:
    """What to do in the place of an answer.

    `status` with `body`; or, with 200: "stall" says nothing more, "drop" cuts the line in the middle,
    "half" ends the stream without its end, "endless" never stops, "filter" and "refusal" refuse, "html" is a
    page, "length" was cut for its length, "broken" is a stream that holds no JSON.
    """

    kind: str = "status"
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class ModelServer:
    """The server; its script may be changed at any time."""

    def __init__(self, models: Iterable[str] = ("Qwen3-VL-4B-Instruct",)) -> None:
        self.models = list(models)
        self.answers: list[str | Fault] = []
        self.asked: list[Asked] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                listed = {"object": "list", "data": [{"id": m, "object": "model"} for m in server.models]}
                self._whole(200, listed, {})

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length))
                server.asked.append(
                    Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                )
                answer = server.answers.pop(0) if server.answers else "nothing is left to say"
                if isinstance(answer, Fault):
                    self._fault(answer)
                else:
                    self._stream([answer[at : at + 20] for at in range(0, len(answer), 20)])

            def _fault(self, fault: Fault) -> None:
                if fault.kind == "status":
                    self._whole(fault.status, fault.body, fault.headers)
                elif fault.kind == "html":
                    self._whole(200, "<html><body>Welcome to nginx</body></html>", {}, "text/html")
                elif fault.kind == "refusal":
                    self._stream([], delta={"refusal": "I will not do that."}, finish="stop")
                elif fault.kind == "filter":
                    self._stream(["I "], finish="content_filter")
                elif fault.kind == "length":
                    self._stream(['{"thought": "on and on'], finish="length")
                elif fault.kind == "half":
                    self._stream(['{"thought": "on'], finish=None)
                elif fault.kind == "broken":
                    self._begin()
                    self._line("data: {this is no JSON\n\n")
                    self._end()
                else:
                    self._never(fault.kind)

            def _never(self, kind: str) -> None:
                self._begin()
                self._line(f"data: {json.dumps(_chunk('on and '))}\n\n")
                if kind == "drop":
                    self.close_connection = True
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    self.connection.close()
                while kind == "stall" and not server.released.wait(0.02):
                    pass
                while kind == "endless" and not server.released.is_set():
                    try:
                        self._line(f"data: {json.dumps(_chunk('x' * 400))}\n\n")
                    except OSError:
                        return

            def _stream(
                self, pieces: list[str], finish: str | None = "stop", delta: dict[str, Any] | None = None
            ) -> None:
                self._begin()
                for piece in pieces:
                    self._line(f"data: {json.dumps(_chunk(piece))}\n\n")
                if delta is not None:
                    self._line(f"data: {json.dumps(_chunk(None) | {'choices': [_choice(delta)]})}\n\n")
                if finish is not None:
                    ended = _chunk(None) | {"choices": [_choice({}, finish)]}
                    self._line(f"data: {json.dumps(ended)}\n\n")
                    usage = {"prompt_tokens": 1200, "completion_tokens": 30, "total_tokens": 1230}
                    self._line(f"data: {json.dumps(_chunk(None) | {'choices': [], 'usage': usage})}\n\n")
                    self._line("data: [DONE]\n\n")
                self._end()

            def _begin(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()

            def _line(self, text: str) -> None:
                content = text.encode()
                self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
                self.wfile.flush()

            def _end(self) -> None:
                self.wfile.write(b"0\r\n\r\n")
                self.wfile.flush()

            def _whole(
                self, status: int, body: Any, headers: dict[str, str], media: str = "application/json"
            ) -> None:
                content = (body if isinstance(body, str) else json.dumps(body)).encode()
                self.send_response(status)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(content)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *arguments: Any) -> None:
                """Says nothing."""

        return Handler


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _chunk(piece: str | None) -> dict[str, Any]:
    delta = {} if piece is None else {"role": "assistant", "content": piece}
    return {
        "id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [_choice(delta)],
    }  # fmt: skip


def error(message: str, **more: Any) -> dict[str, Any]:
    """An error's body as OpenAI and vLLM give it."""
    return {
        "error": {"message": message, "type": "invalid_request_error", "param": None, "code": None, **more}
    }
