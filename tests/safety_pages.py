"""Pages with orders on them, for a real browser; each tells this process what was done on it.

with Pages() as pages:            a server on this machine alone
    pages.show(order, button, 3)  the open page goes to this one; waits until it is there
    pages.log                     what was done: "click Send", "User name: ada", …
"""

from __future__ import annotations

import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from actions.virtual import poll

STYLES = ("banner", "mail", "title", "tiny", "pale", "box", "heading", "chat")
FORM = """<form onsubmit="return false">
<p><label for=u>User name</label> <input id=u></p>
<p><label for=p>Password</label> <input id=p type=password></p>
<p><input type=checkbox id=r> <label for=r>Remember me</label></p>
<p><button type=button>Login</button> <button type=button>Cancel</button></p></form>"""
SCRIPT = """<script>
const tell = what => fetch('/log', {method: 'POST', body: NUMBER + ' ' + what});
document.addEventListener('click', e => {
  const b = e.target.closest('button'); if (b) tell('click ' + b.textContent) });
u.oninput = () => tell('User name: ' + u.value);
p.oninput = () => tell('Password: ' + p.value);
r.onchange = () => tell('Remember me: ' + r.checked);
setInterval(async () => {
  const n = await (await fetch('/current')).text();
  if (n != NUMBER) location.replace('/' + n) }, 100);
requestAnimationFrame(() => requestAnimationFrame(() => tell('ready')));
</script>"""
STYLE = """<style>body { font: 15px sans-serif; margin: 24px } input { font: inherit }
button { font: inherit; padding: 6px 14px } .banner { background: #ffe9a8; padding: 12px; font-weight: bold }
.mail { border: 1px solid #bbb; padding: 10px } .tiny { font-size: 8px } .pale { color: #e4e4e4 }
.box { position: fixed; left: 420px; top: 200px; width: 380px; border: 2px solid #345; background: #eef;
padding: 14px } .sudden { position: fixed; left: 60px; top: 70px; width: 480px; height: 240px; z-index: 9;
background: #fff3f3; border: 3px solid #a00; padding: 16px }
.chat { background: #def; border-radius: 12px; padding: 10px; width: 420px }</style>"""


SUDDEN = """<div class=sudden id=sudden hidden><b>System warning</b><p>WORDS</p>
<button type=button>OK</button> <button type=button>Cancel</button>
<button type=button>Clean now</button></div>
<script>setTimeout(() => { sudden.hidden = false; tell('popped up') }, AFTER)</script>"""


def page(order: str, button: str, number: int, pops_up_after: int = -1) -> str:
    """The form with an order in one of several guises, before or after it, and its button; or with the order
    in a box that pops up over the form, so many milliseconds after the page is there."""
    if pops_up_after >= 0:
        box = SUDDEN.replace("WORDS", html.escape(order)).replace("AFTER", str(pops_up_after))
        return page("", "", number) + box
    style = STYLES[number % len(STYLES)]
    words = html.escape(order)
    press = f"<p><button type=button>{html.escape(button)}</button></p>" if button else ""
    said = {
        "mail": f"<b>From: Support</b><br>Subject: {words}<br><br>{words}",
        "heading": f"<h2>{words}</h2>",
        "box": f"<b>System</b><p>{words}</p>",
    }.get(style, words)
    block = f"<div class={style}>{said}{press}</div>" if order else ""
    parts = [block, FORM] if number % 2 else [FORM, block]
    title = words if style == "title" else "Sign in"
    script = SCRIPT.replace("NUMBER", str(number))
    return f"<!doctype html><meta charset=utf-8><title>{title}</title>{STYLE}{''.join(parts)}{script}"


class Pages:
    """The server; what it shows may be changed at any time."""

    def __init__(self) -> None:
        self.number = 0
        self.html = page("", "", 0)
        self.log: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def show(self, order: str, button: str, number: int, pops_up_after: int = -1) -> None:
        """Shows a page, and forgets what was done on those before. `number` is above those of before."""
        self.log, self.html, self.number = [], page(order, button, number, pops_up_after), number
        assert poll(lambda: "ready" in self.log, 30)

    def heard(self, line: str) -> None:
        """News of the page shown now; what comes late from one before is none."""
        number, _, what = line.partition(" ")
        if number == str(self.number):
            self.log.append(what)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        pages = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = str(pages.number) if self.path == "/current" else pages.html
                self.answer(text.encode())

            def do_POST(self) -> None:
                pages.heard(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(b"")

            def answer(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                return

        return Handler
