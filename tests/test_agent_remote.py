"""A model behind a server: what is sent, what comes back, and every way in which a server can fail."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from collections.abc import Iterator
from threading import Event, Timer
from typing import Any

import numpy as np
import pytest
from model_server import Fault, ModelServer, error
from scripted_model import PLAN, REACHED, click, step

from agent import remote
from agent.compose import build_planner, has_model, server_key
from agent.errors import ModelError, SettingsError, Stopped
from agent.fake import FakeHands, MemoryJournal, OracleEyes, ScriptedConfirmer, login_scene
from agent.loop import Stages, run
from agent.messages import Picture, Request, system, user
from agent.mind.answers import CheckAnswer, schema_of
from agent.mind.planner import ModelPlanner
from agent.remote import RemoteModel
from agent.settings import load
from agent.types import End, Step

MODEL = "Qwen3-VL-4B-Instruct"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as made:
        yield made


def model_of(server: ModelServer, **how: Any) -> RemoteModel:
    waits: list[float] = []

    def wait(stop: Event, seconds: float) -> bool:
        waits.append(seconds)
        return False

    made = RemoteModel(server.url, MODEL, wait=wait, **how)
    made.waits = waits  # type: ignore[attr-defined]
    return made


def ask(model: RemoteModel, request: Request | None = None, stop: Event | None = None) -> str:
    wanted = request or Request((user("hello"),), seconds=5)
    return "".join(model.stream(wanted, stop or Event()))


def test_what_goes_out_and_what_comes_back(server: ModelServer) -> None:
    server.answers = [REACHED]
    model = model_of(server, key=lambda: "k-123")
    pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    schema = schema_of(CheckAnswer)
    request = Request(
        (system("be brief"), user("<0.0 seconds>", Picture(pixels), "done?")),
        schema,
        name="check",
        most_tokens=77,
    )
    assert ask(model, request) == REACHED
    sent = server.asked[0]
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == "Bearer k-123"
    body = sent.body
    assert (body["model"], body["max_tokens"], body["temperature"], body["stream"]) == (MODEL, 77, 0, True)
    assert body["response_format"]["json_schema"] == {"name": "check", "schema": schema, "strict": True}
    assert body["messages"][0] == {"role": "system", "content": "be brief"}
    kinds = [part["type"] for part in body["messages"][1]["content"]]
    assert kinds == ["text", "image_url", "text"]
    assert np.array_equal(_pixels(body["messages"][1]["content"][1]["image_url"]["url"]), pixels)
    assert (model.used.asked, model.used.answered, model.used.counted) == (1200, 30, True)


def _pixels(url: str) -> Any:
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


def test_a_whole_run_through_the_server(server: ModelServer) -> None:
    done = step({"do": "done", "because": "Welcome"})
    server.answers = [PLAN, click(6), done, REACHED]
    end, desktop, _ = _run(ModelPlanner(model_of(server)))
    assert end.outcome == "done"
    assert desktop.log == ["left click x1 on Login"]
    schema = server.asked[1].body["response_format"]["json_schema"]["schema"]
    assert schema["$defs"]["Pointed"]["properties"]["x"] == {"type": "integer", "minimum": 0, "maximum": 999}


def _run(planner: ModelPlanner) -> tuple[End, Any, ScriptedConfirmer]:
    desktop, person = login_scene(), ScriptedConfirmer()
    hands = FakeHands(desktop)
    stages = Stages(
        screen=desktop, eyes=OracleEyes(desktop), planner=planner, confirmer=person, hands=hands,
        notary=hands.notary, journal=MemoryJournal(),
    )  # fmt: skip
    *_, end = run("get me in", stages, load(settle=0.0), Event())
    assert isinstance(end, End)
    return end, desktop, person


LONG = error("This model's maximum context length is 8192 tokens. However, you requested 9000.")
FAULTS = [
    (Fault(status=401, body=error("Incorrect API key provided: sk-secret")), "does not take the key; keep"),
    (Fault(status=403, body=error("no")), "does not take the key"),
    (Fault(status=404, body=error("The model `x` does not exist.")), f"'{MODEL}'; it has: {MODEL}."),
    (Fault(status=400, body=error("model 'x' not found")), "no model"),
    (Fault(status=400, body=LONG), "too long for"),
    (Fault(status=400, body=error("image input is not supported - hint: --mmproj")), "takes no pictures"),
    (Fault(status=400, body=error("At most 0 image(s) may be provided.")), "takes no pictures"),
    (Fault(status=400, body="<html>Bad request</html>"), "does not take the question (400"),
    (Fault(status=429, body=error("slow"), headers={"Retry-After": "3600"}), "too much to do"),
    (Fault(status=301, body="", headers={"Location": "http://127.0.0.1:1/steal"}), "sends its callers"),
    (Fault("html"), "does not answer as an OpenAI-compatible server"),
    (Fault("broken"), "does not answer as an OpenAI-compatible server"),
    (Fault("refusal"), "refused to answer (I will not do that.)"),
    (Fault("filter"), "refused to answer"),
    (Fault("half"), "broke off in the middle"),
    (Fault("drop"), "broke off in the middle"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "words"), FAULTS, ids=[f"{f.kind}-{f.status}-{n}" for n, (f, _) in enumerate(FAULTS)]
)
def test_each_fault_is_one_clear_sentence_and_no_act(server: ModelServer, fault: Fault, words: str) -> None:
    server.answers = [fault] * 8
    end, desktop, person = _run(ModelPlanner(model_of(server)))
    assert desktop.log == []
    assert end.outcome == "failed"
    assert [pause.reason for pause in person.pauses] == [end.reason]
    assert words in end.reason
    assert "\n" not in end.reason
    assert "secret" not in end.reason.replace("deskhand secret set", "")
    assert "Traceback" not in end.reason


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_may_pass_is_tried_again_after_a_while(server: ModelServer, status: int) -> None:
    server.answers = [Fault(status=status, body=error("busy"), headers={"Retry-After": "2"})] * 2 + [REACHED]
    model = model_of(server)
    assert ask(model) == REACHED
    assert model.waits == [2.0, 2.0]  # type: ignore[attr-defined]


def test_what_does_not_pass_is_told_in_the_end(server: ModelServer) -> None:
    server.answers = [Fault(status=500, body="<html>oops</html>")] * 4
    model = model_of(server)
    with pytest.raises(ModelError, match=r"failed \(500"):
        ask(model)
    assert model.waits == [1.0, 3.0, 8.0]  # type: ignore[attr-defined]
    assert len(server.asked) == 4


def test_nobody_there() -> None:
    with ModelServer() as gone:
        url = gone.url
    model = RemoteModel(url, MODEL, wait=lambda stop, seconds: False)
    with pytest.raises(ModelError, match="cannot be reached; see that it runs"):
        ask(model)


def test_a_server_that_stalls_costs_no_more_than_its_time(server: ModelServer) -> None:
    server.answers = [Fault("stall")]
    begun = time.monotonic()
    with pytest.raises(ModelError, match=r"did not answer within 0\.5 s"):
        ask(model_of(server), Request((user("hello"),), seconds=0.5))
    assert time.monotonic() - begun < 3


def test_a_stop_is_heeded_at_once_while_a_server_stalls(server: ModelServer) -> None:
    took = []
    for _ in range(5):
        server.answers = [Fault("stall")]
        stop, pieces = Event(), []
        stream = model_of(server).stream(Request((user("hello"),), seconds=30), stop)
        pieces.append(next(stream))
        stop.set()
        begun = time.monotonic()
        with pytest.raises(Stopped):
            next(stream)
        took.append(time.monotonic() - begun)
    assert sorted(took)[2] <= 0.2


def test_after_a_stop_nothing_more_is_asked(server: ModelServer) -> None:
    server.answers = [Fault("stall"), Fault(status=503, body=error("busy")), REACHED]
    stop = Event()
    stream = model_of(server).stream(Request((user("hello"),), seconds=30), stop)
    next(stream)
    stop.set()
    with pytest.raises(Stopped):
        next(stream)
    for thread in threading.enumerate():
        if thread.name.startswith("deskhand-model"):
            thread.join(3)
            assert not thread.is_alive()  # the stalled line was closed, too
    assert len(server.asked) == 1


def test_the_environments_accounts_stay_here(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-secret")
    server.answers = [REACHED]
    ask(model_of(server))
    assert "secret" not in json.dumps(server.asked[0].headers)


def test_a_line_end_pasted_with_the_key_is_left_out(server: ModelServer) -> None:
    server.answers = [REACHED]
    ask(model_of(server, key=lambda: "k-123\n"))
    assert server.asked[0].headers["authorization"] == "Bearer k-123"


@pytest.mark.parametrize("key", ["k\n123", "schlüssel"])
def test_a_key_that_is_none_is_told(server: ModelServer, key: str) -> None:
    with pytest.raises(ModelError, match="The server's key holds signs"):
        ask(model_of(server, key=lambda: key))
    assert server.asked == []


def test_a_stop_ends_the_pause_between_two_tries(server: ModelServer) -> None:
    server.answers = [Fault(status=503, body=error("busy"), headers={"Retry-After": "20"})] * 4
    stop = Event()
    model = RemoteModel(server.url, MODEL)
    Timer(0.3, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        ask(model, Request((user("hello"),), seconds=60), stop)
    assert time.monotonic() - begun < 5


def test_an_answer_without_end_is_cut(server: ModelServer) -> None:
    server.answers = [Fault("endless")]
    model = model_of(server)
    assert len(ask(model, Request((user("hello"),), most_tokens=20, seconds=20))) < 2000
    assert model.used.cut


@pytest.mark.parametrize(
    ("message", "gone"),
    [("Unrecognized request argument supplied: stream_options", "stream_options"),
     ("response_format is not supported by this engine", "response_format"),
     ("Invalid schema for guided decoding", "response_format"),
     ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens"),
     ("Unsupported value: 'temperature' does not support 0 with this model.", "temperature")],
)  # fmt: skip
def test_an_argument_that_a_server_does_not_know_is_left_out_from_then_on(
    server: ModelServer, message: str, gone: str
) -> None:
    server.answers = [Fault(status=400, body=error(message)), REACHED, REACHED]
    model = model_of(server)
    request = Request((user("done?"),), schema_of(CheckAnswer), seconds=5)
    assert ask(model, request) == REACHED
    assert ask(model, request) == REACHED
    assert len(server.asked) == 3
    assert gone not in server.asked[1].body
    assert gone not in server.asked[2].body
    assert ("max_completion_tokens" in server.asked[2].body) == (gone == "max_tokens")


def test_a_wrong_answer_is_mended_once(server: ModelServer) -> None:
    done = step({"do": "done", "because": "Welcome"})
    server.answers = [PLAN, "Sure! I'd click the Login button.", click(6), done, REACHED]
    end, desktop, _ = _run(ModelPlanner(model_of(server)))
    assert end.outcome == "done"
    assert desktop.log == ["left click x1 on Login"]
    assert server.asked[2].body["messages"][-2]["role"] == "assistant"
    assert "no JSON object" in server.asked[2].body["messages"][-1]["content"]


@pytest.mark.parametrize(
    "url",
    ["", "example.org/v1", "ftp://example.org", "http://", "javascript:alert(1)", "http://[::1/v1",
     "http://127.0.0.1:99999/v1", "http://:80"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="no address of a server"):
        RemoteModel(url, MODEL)


def test_a_key_in_the_address_is_refused() -> None:
    with pytest.raises(SettingsError, match="keyring"):
        RemoteModel("https://user:key@example.org/v1", MODEL)


def test_a_model_of_no_known_family_is_refused() -> None:
    with pytest.raises(ModelError, match="say which profile"):
        RemoteModel("http://127.0.0.1:1/v1", "llama-9000")
    with pytest.raises(SettingsError, match="server_model"):
        RemoteModel("http://127.0.0.1:1/v1", "")


@pytest.mark.parametrize(
    ("url", "there"),
    [("http://127.0.0.1:8000/v1", ""), ("http://localhost:8000/v1", ""), ("http://[::1]:8000/v1", ""),
     ("https://api.example.org/v1", "api.example.org"),
     ("http://10.0.0.7:8000/v1", "10.0.0.7:8000 (not encrypted)"),
     ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org (not encrypted)")],
)  # fmt: skip
def test_it_is_told_where_pictures_go(url: str, there: str) -> None:
    assert RemoteModel(url, MODEL).sends_to == there


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openai", None)
    with pytest.raises(ModelError, match=r"pip install 'deskhand\[remote\]'"):
        RemoteModel("http://127.0.0.1:1/v1", MODEL)


def test_the_key_never_stands_in_settings_that_are_shown(tmp_path: Any) -> None:
    environ = {"DESKHAND_HOME": str(tmp_path), "DESKHAND_SERVER_KEY": "k-123"}
    settings = load(environ)
    assert "k-123" not in repr(settings)
    assert "k-123" not in settings.model_dump_json()
    assert server_key(settings) == "k-123"
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('server_key = "k-123"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="keyring"):
        load({"DESKHAND_HOME": str(tmp_path)})


def test_the_planner_that_the_settings_name(server: ModelServer) -> None:
    options: dict[str, Any] = {"server": server.url, "server_model": MODEL}
    assert isinstance(build_planner(load(planner="remote", **options)), ModelPlanner)
    assert has_model(load(planner="auto", **options))
    assert not has_model(load(planner="embedded", **options))
    assert not has_model(load(planner="auto"))
    with pytest.raises(SettingsError, match="No server is set up"):
        build_planner(load(planner="remote"))
    with pytest.raises(SettingsError, match="No model is set up"):
        build_planner(load(planner="qwen"))


def test_steps_tell_who_decided(server: ModelServer) -> None:
    server.answers = [PLAN, click(6), step({"do": "done", "because": "x"}), REACHED]
    desktop = login_scene()
    hands = FakeHands(desktop)
    stages = Stages(
        screen=desktop, eyes=OracleEyes(desktop), confirmer=ScriptedConfirmer(), hands=hands,
        planner=build_planner(load(planner="auto", server=server.url, server_model=MODEL)),
        notary=hands.notary, journal=MemoryJournal(),
    )  # fmt: skip
    steps = [
        s
        for s in run("would love to be inside of it", stages, load(settle=0.0), Event())
        if isinstance(s, Step)
    ]
    told = {
        s.decision.planner
        for s in steps
        if s.final and s.decision is not None and s.decision.decision == "act"
    }
    assert told == {"remote"}
    assert remote.is_loopback(server.url)


def test_bodies_are_json(server: ModelServer) -> None:
    server.answers = [REACHED]
    ask(
        model_of(server),
        Request((user("你好 \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")),)),
    )
    assert json.dumps(server.asked[0].body)
