"""A real Qwen3-VL of 357,000 random weights through all of the local path: load, ask, hold, stop, explain."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import threading
import time
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
import tiny_qwen

from agent.errors import ModelError, Stopped
from agent.fake import FakeHands, MemoryJournal, OracleEyes, ScriptedConfirmer, login_scene
from agent.loop import Stages, run
from agent.messages import Picture, Request, assistant, user
from agent.mind import forms, prompt
from agent.mind.answers import CheckAnswer, PlanAnswer, StepAnswer, schema_of
from agent.mind.deciding import Deciding
from agent.mind.faults import Unusable
from agent.mind.planner import Limits, ModelPlanner
from agent.mind.shown import Shown
from agent.profiles import BY_NAME
from agent.settings import load
from agent.types import Act, End, Step

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
LONG = os.environ.get("DESKHAND_SAFETY") == "long"
SAMPLES, BATCH = (500, 50) if LONG else (24, 24)
ROOM = 3000  # tokens: the longest answer of single letters


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_qwen.build(tmp_path_factory.mktemp("models") / "Qwen3-VL-tiny")


def made(folder: Path, **how: Any) -> Any:
    from vision.qwen import QwenModel

    return QwenModel(folder, "cpu", **how)


@pytest.fixture(scope="module")
def model(folder: Path) -> Any:
    return made(folder)


def noise(width: int = 224, height: int = 160, seed: int = 0) -> Picture:
    return Picture(np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8))


def ask(model: Any, request: Request, stop: Event | None = None) -> str:
    return "".join(model.stream(request, stop or Event()))


def test_it_is_known_by_its_type_and_its_pictures_stay_here(model: Any) -> None:
    assert model.profile.name == "qwen3-vl"
    assert model.sends_to == ""
    assert model.kind == "qwen"


def test_a_conversation_with_two_pictures(model: Any) -> None:
    request = Request(
        (
            user("<0.0 seconds>", noise(), "and"),
            assistant("yes"),
            user("<1.5 seconds>", noise(320, 96, 1), "now?"),
        ),
        most_tokens=12,
    )
    first, second = ask(model, request), ask(model, request)
    assert first == second  # temperature 0
    assert model.used.answered <= 12
    assert model.used.asked > (160 // 32) * (224 // 32) + (96 // 32) * (320 // 32)
    assert 0 < model.used.first <= model.used.seconds


def test_a_schema_is_kept_at_any_temperature(folder: Path) -> None:
    wild = made(folder, temperature=1.0)
    for schema, kind in ((schema_of(PlanAnswer), PlanAnswer), (schema_of(CheckAnswer), CheckAnswer)):
        forms.read_json(ask(wild, Request((user("?"),), schema, most_tokens=ROOM, seconds=300)), kind)


def steps_asked(profile: str) -> tuple[Request, Shown]:
    """The question of a step on the log-in form, as the planner asks it."""
    desktop = login_scene()
    shown = Shown(OracleEyes(desktop).look(desktop.grab()))
    known = BY_NAME[profile]
    form = forms.form_of(known, shown.picture.size)
    messages = prompt.step_messages(known, prompt.Story(goal="click Login"), shown, form.how)
    return Request(messages, form.schema, form.call, most_tokens=ROOM), shown


@pytest.mark.safety
@pytest.mark.parametrize("profile", ["qwen3-vl", "general"] if LONG else ["qwen3-vl"])
def test_every_answer_under_the_schema_is_an_act_of_the_union(model: Any, profile: str, capsys: Any) -> None:
    """500 of 500 at length (`make safety`); without the schema none, told beside."""
    held, free = sampled(model, profile, True, SAMPLES), sampled(model, profile, False, BATCH)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{profile}: {held} of {SAMPLES} valid under the schema, {free} of {BATCH} without\n"
        )
    assert held == SAMPLES
    assert free == 0


def sampled(model: Any, profile: str, held: bool, count: int) -> int:
    """How many of so many sampled answers are valid acts."""
    import torch
    from transformers import LogitsProcessorList

    from vision.qwen import encoded
    from vision.qwen_generate import sampling

    loaded, (request, _) = model.ready(), steps_asked(profile)
    inputs, valid = encoded(loaded, Request((user("?"),))), 0  # what is asked weighs nothing here
    length = inputs["input_ids"].shape[1]
    for seed in range(count // BATCH):
        torch.manual_seed(seed)
        hold = [loaded.grammars.constraint(request, BATCH)] if held else []
        with torch.inference_mode():
            tokens = loaded.model.generate(
                **inputs, max_new_tokens=ROOM if held else 200, num_return_sequences=BATCH,
                logits_processor=LogitsProcessorList(hold), **sampling(1.0),
            )  # fmt: skip
        texts = loaded.processor.tokenizer.batch_decode(tokens[:, length:], skip_special_tokens=True)
        valid += sum(is_valid(text, profile) for text in texts)
    return valid


def is_valid(text: str, profile: str) -> bool:
    try:
        return isinstance(forms.read(text, BY_NAME[profile]), StepAnswer)
    except Unusable:
        return False


def test_through_the_whole_loop_on_the_fake_desktop(folder: Path) -> None:
    """Random weights: whatever they say is an act that was shown and asked about, a question, or an end."""
    planner = ModelPlanner(made(folder, temperature=1.0), Limits(seconds=300))
    ends, acts = [], []
    for _ in range(3 if LONG else 1):
        desktop = login_scene()
        hands, person = FakeHands(desktop), ScriptedConfirmer()
        stages = Stages(
            screen=desktop, eyes=OracleEyes(desktop), planner=planner, confirmer=person, hands=hands,
            notary=hands.notary, journal=MemoryJournal(),
        )  # fmt: skip
        *steps, end = run("click Login", stages, load(settle=0.0, max_steps=2), Event())
        assert isinstance(end, End)
        ends.append(end.outcome)
        acts += [s.decision for s in steps if isinstance(s, Step) and s.final and isinstance(s.decision, Act)]
    assert ends
    assert all(act.planner == "qwen" for act in acts)


def test_a_stop_is_heeded_at_once_wherever_it_is(model: Any) -> None:
    """Also in the long first pass: a large picture takes a second of it."""
    request = Request((user(noise(1600, 1200), "?"),), most_tokens=400)
    took = []
    for wait_for_words in (True, False, True, False, False):
        stop = Event()
        stream = model.stream(Request((user("?"),), most_tokens=400) if wait_for_words else request, stop)
        if wait_for_words:
            next(stream)
        else:
            threading.Timer(0.1, stop.set).start()
        begun = time.monotonic() + (0 if wait_for_words else 0.1)
        if wait_for_words:
            stop.set()
        with pytest.raises(Stopped):
            for _ in stream:
                pass
        took.append(time.monotonic() - begun)
    assert sorted(took)[2] <= 0.2
    assert ask(model, Request((user("?"),), most_tokens=3)) is not None  # and it answers the next


def test_a_stop_while_it_loads(folder: Path) -> None:
    fresh, stop = made(folder), Event()
    stream = fresh.stream(Request((user("?"),), most_tokens=3), stop)
    stop.set()
    with pytest.raises(Stopped):
        next(stream)


def test_the_time_for_an_answer_is_bounded(model: Any) -> None:
    with pytest.raises(ModelError, match="give it more time"):
        ask(model, Request((user("?"),), most_tokens=20000, seconds=0.3))


def test_a_question_that_is_too_long_is_refused(tmp_path: Path) -> None:
    short = made(tiny_qwen.build(tmp_path / "Qwen3-VL-short", longest=256))
    with pytest.raises(ModelError, match="takes 256 with its answer"):
        ask(short, Request((user("x" * 300),), most_tokens=100))


def test_tokens_used_up_are_told(model: Any) -> None:
    ask(model, Request((user("?"),), schema_of(PlanAnswer), most_tokens=3))
    assert model.used.cut


@pytest.fixture
def short_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.qwen._room", lambda device: 1000)


def test_out_of_memory_on_load(folder: Path, short_of_memory: None) -> None:
    with pytest.raises(ModelError, match="not enough memory on this machine for Qwen3-VL-tiny"):
        ask(made(folder), Request((user("?"),)))


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("CUDA out of memory. Tried to allocate 20 GiB")]
)
def test_out_of_memory_in_the_middle(model: Any, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(*some: object, **more: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(model.ready().model, "generate", fails)
        with pytest.raises(ModelError, match="not enough memory"):
            ask(model, Request((user("?"),)))
    assert ask(model, Request((user("?"),), most_tokens=3)) is not None


def test_weights_that_lack_a_part_are_refused(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tiny_qwen.build(tmp_path / "Qwen3-VL-lacking")
    weights = load_file(folder / "model.safetensors")
    weights.pop(next(name for name in weights if "layers.2.mlp" in name))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="lacks weights"):
        ask(made(folder), Request((user("?"),)))


def test_without_a_card_a_cpu_has_to_be_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vision.qwen import QwenModel

    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(ModelError, match="set model_device = 'cpu'"):
        QwenModel(folder)
    with pytest.raises(ModelError, match="finds no CUDA"):
        QwenModel(folder, "cuda")


# -- levels ---------------------------------------------------------------------


def test_to_watch_the_levels_changes_nothing_at_all(model: Any) -> None:
    import torch

    from vision.qwen import encoded
    from vision.qwen_levels import norm_ratio, tap

    loaded = model.ready()
    inputs = encoded(loaded, Request((user("a", noise(), "b", noise(256, 128, 1), "c"),)))
    with torch.inference_mode():
        plain = loaded.model(**inputs).logits
        with tap(loaded.model) as record:
            tapped = loaded.model(**inputs).logits
        after = loaded.model(**inputs).logits
    assert float((plain - tapped).abs().max()) == 0
    assert float((plain - after).abs().max()) == 0
    found = norm_ratio(loaded.model, inputs, record)
    assert list(found.shares) == ["block 1", "block 2", "block 3"]
    assert sum(found.shares.values()) == pytest.approx(1)
    assert all(one.shape == (128 // 32, 256 // 32) and (one > 0).all() for one in found.maps.values())


def test_an_answer_is_the_same_with_and_without(model: Any) -> None:
    request = Request((user(noise(), "?"),), most_tokens=20)
    plain = ask(model, request)
    assert model.contributions == ()
    model.explain = True
    try:
        assert ask(model, request) == plain
        assert [name for name, _ in model.contributions] == ["block 1", "block 2", "block 3"]
        ask(model, Request((user("no picture"),), most_tokens=2))
        assert model.contributions == ()
    finally:
        model.explain = False


def test_what_a_level_did_is_measured_by_leaving_it_out_and_by_its_gradient(model: Any) -> None:
    from vision.qwen import encoded
    from vision.qwen_levels import FINAL, gradient_times_input, leave_one_out, log_probability

    loaded = model.ready()
    inputs = encoded(loaded, Request((user(noise(), "?"),)))
    answer = loaded.processor.tokenizer("click", return_tensors="pt").input_ids
    lost = leave_one_out(loaded.model, inputs, answer)
    assert list(lost) == ["block 1", "block 2", "block 3", "all levels"]
    assert all(value != 0 for value in lost.values())
    found = gradient_times_input(loaded.model, inputs, answer)
    assert set(found.maps) == {"block 1", "block 2", "block 3", FINAL}
    assert sum(found.shares.values()) == pytest.approx(1)
    assert all(parameter.requires_grad for parameter in loaded.model.parameters())
    assert float(log_probability(loaded.model, inputs, answer).detach()) < 0


def test_the_levels_of_an_answer_are_drawn(
    model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from agent import cli_ask
    from agent.cli import main

    monkeypatch.setattr(cli_ask, "build_model", lambda settings: model)
    monkeypatch.setattr(cli_ask, "MOST_TOKENS", 6)
    monkeypatch.setattr(cli_ask, "_now", lambda settings, leaves: noise())
    assert main(["ask", "what is this?", "--levels", str(tmp_path / "levels")]) == 0
    said = capsys.readouterr().out
    assert "block 1: contribution" in said
    assert "without all of them" in said
    names = {path.name for path in (tmp_path / "levels").iterdir()}
    assert names == {"added.png", "gradient.png", *(f"block-{n}.png" for n in (1, 2, 3)), "last-block.png"}
    assert picture_of(tmp_path / "levels" / "block-1.png").shape == noise().pixels.shape


def picture_of(path: Path) -> np.ndarray:
    from PIL import Image

    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_our_gates_run_over_its_levels(model: Any) -> None:
    """The experiment of spikes/: untrained, so all levels weigh the same, and there is something to learn."""
    spec = importlib.util.spec_from_file_location("qwen_gates", ROOT / "spikes" / "qwen_gates.py")
    assert spec is not None
    assert spec.loader is not None
    spike = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(spike)
    fused, gates, fusion = spike.gated_levels(model, noise(), "where is the login button?")
    assert gates[0].tolist() == pytest.approx([1 / 3] * 3)
    fused.square().mean().backward()
    assert float(fusion.gate.weight.grad.abs().sum()) > 0


def test_a_model_without_levels_says_so(tmp_path: Path) -> None:
    from vision.qwen_levels import level_names

    bare = made(tiny_qwen.build(tmp_path / "Qwen3-VL-bare", levels=[]))
    bare.explain = True
    ask(bare, Request((user(noise(), "?"),), most_tokens=2))
    assert bare.contributions == ()
    with pytest.raises(ModelError, match="none to show"):
        level_names(bare.ready().model)


def test_the_answer_of_a_step_can_be_decided_on(model: Any) -> None:
    request, shown = steps_asked("qwen3-vl")
    answer = forms.read(ask(model, request), model.profile)
    deciding = Deciding(shown, model.profile, {})
    with contextlib.suppress(Unusable):  # a number that is none of the list
        action = deciding.action(answer.act)
        assert action is None or action.kind
