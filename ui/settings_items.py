"""What the page of the settings offers: each setting in its section, and the texts of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
Form = Literal["choice", "switch", "text", "number", "lines"]


@dataclass(frozen=True)
class Item:
    """One setting. `live`: it takes effect at once; else when Deskhand starts again."""

    name: str
    form: Form
    live: bool = False


@dataclass(frozen=True)
class Section:
    name: str
    items: tuple[Item, ...]


SECTIONS = (
    Section("look", (Item("appearance", "choice", True), Item("language", "choice", True))),
    Section(
        "safety",
        (
            Item("stop_key", "text"),
            Item("allow", "lines"),
            Item("deny", "lines"),
            Item("injected_answers", "switch"),
        ),
    ),
    Section(
        "privacy",
        (
            Item("private_windows", "lines"),
            Item("private_regions", "lines"),
            Item("keep_days", "number"),
            Item("keep_megabytes", "number"),
        ),
    ),
    Section(
        "planner",
        (
            Item("planner", "choice"),
            Item("model", "text"),
            Item("model_device", "choice"),
            Item("server", "text"),
            Item("server_model", "text"),
            Item("model_seconds", "number"),
        ),
    ),
    Section(
        "eye",
        (
            Item("eye", "choice"),
            Item("reader_engine", "choice"),
            Item("threads", "number"),
        ),
    ),
    Section(
        "acting",
        (
            Item("bar_key", "text"),
            Item("record_key", "text"),
            Item("max_steps", "number"),
            Item("timeout", "number"),
            Item("settle", "number"),
            Item("typing_delay", "number"),
            Item("paste_over", "number"),
        ),
    ),
)
ITEMS = {item.name: item for section in SECTIONS for item in section.items}


def section_title(name: str) -> str:
    return {
        "look": translate("settings", "Appearance"),
        "safety": translate("settings", "Safety"),
        "privacy": translate("settings", "Privacy"),
        "planner": translate("settings", "Planner and language model"),
        "eye": translate("settings", "The eye"),
        "acting": translate("settings", "Acting and recording"),
    }[name]


def words_of(name: str) -> tuple[str, str]:
    """What the setting is called, and one sentence on it."""
    return {**_look(), **_safety(), **_privacy(), **_planner(), **_eye(), **_acting()}[name]


def choice_word(name: str, value: str) -> str:
    """One of the values of a choice, in words."""
    own = {
        ("appearance", "auto"): translate("settings", "As the system sets it"),
        ("appearance", "light"): translate("settings", "Light"),
        ("appearance", "dark"): translate("settings", "Dark"),
        ("language", "auto"): translate("settings", "As the system sets it"),
        ("language", "en"): "English",
        ("language", "zh"): "简体中文",
        ("planner", "embedded"): translate("settings", "Built in, without a model"),
        ("planner", "qwen"): translate("settings", "A model on this machine"),
        ("planner", "remote"): translate("settings", "A model behind a server"),
        ("model_device", "cuda"): translate("settings", "Graphics card"),
        ("model_device", "cpu"): translate("settings", "Processor (slow)"),
        ("eye", "classic"): translate("settings", "Without its trained model"),
    }
    names = {"openvino": "OpenVINO", "torch": "PyTorch", "onnxruntime": "ONNX Runtime"}
    auto = translate("settings", "What suits this machine")
    return own.get((name, value), names.get(value, auto if value == "auto" else value))


def _look() -> dict[str, tuple[str, str]]:
    return {
        "appearance": (translate("settings", "Colours"), ""),
        "language": (translate("settings", "Language"), ""),
    }


def _safety() -> dict[str, tuple[str, str]]:
    return {
        "stop_key": (
            translate("settings", "Stop key"),
            translate("settings", "Pressed anywhere, it stops at once what Deskhand does."),
        ),
        "allow": (
            translate("settings", "Only these programs"),
            translate("settings", "One program or window a line, as in notes*. Empty: all but those below."),
        ),
        "deny": (
            translate("settings", "Never these programs"),
            translate("settings", "One program or window a line. They are never touched."),
        ),
        "injected_answers": (
            translate("settings", "Programs may answer for me"),
            translate(
                "settings",
                "For remote desktops and on-screen keyboards: keys that a program sends count as yours.",
            ),
        ),
    }


def _privacy() -> dict[str, tuple[str, str]]:
    return {
        "private_windows": (
            translate("settings", "Private windows"),
            translate("settings", "One program or window a line. Their pictures are neither kept nor sent."),
        ),
        "private_regions": (
            translate("settings", "Private places of the screen"),
            translate("settings", "Left, top, right and bottom in pixels, one place a line: 0 0 400 30"),
        ),
        "keep_days": (
            translate("settings", "Keep runs for so many days"),
            translate("settings", "0 keeps them for ever."),
        ),
        "keep_megabytes": (
            translate("settings", "Keep at most so many megabytes"),
            translate("settings", "The oldest runs go first. 0 sets no limit."),
        ),
    }


def _planner() -> dict[str, tuple[str, str]]:
    return {
        "planner": (
            translate("settings", "Planner"),
            translate("settings", "What makes steps of your words. The plain things need no model."),
        ),
        "model": (
            translate("settings", "Model on this machine"),
            translate("settings", "Its folder, or its name as in Qwen/Qwen3-VL-2B-Instruct."),
        ),
        "model_device": (translate("settings", "Where it is computed"), ""),
        "server": (
            translate("settings", "Server"),
            translate("settings", "An OpenAI-compatible address, as in http://127.0.0.1:8000/v1."),
        ),
        "server_model": (translate("settings", "Model of the server"), ""),
        "model_seconds": (
            translate("settings", "Seconds for an answer"),
            translate("settings", "How long a model may think before it is given up."),
        ),
    }


def _eye() -> dict[str, tuple[str, str]]:
    return {
        "eye": (
            translate("settings", "What computes the model"),
            translate("settings", "The trained model that finds buttons, fields and signs."),
        ),
        "reader_engine": (translate("settings", "What computes the reading"), ""),
        "threads": (
            translate("settings", "Threads"),
            translate("settings", "0: as many as there are cores."),
        ),
    }


def _acting() -> dict[str, tuple[str, str]]:
    return {
        "bar_key": (
            translate("settings", "Command bar's key"),
            translate("settings", "Pressed anywhere, it asks what is to be done."),
        ),
        "record_key": (
            translate("settings", "Record key"),
            translate("settings", "Pressed anywhere, it begins and ends a recording."),
        ),
        "max_steps": (translate("settings", "Steps for one instruction, at most"), ""),
        "timeout": (translate("settings", "Seconds for one instruction, at most"), ""),
        "settle": (
            translate("settings", "Seconds to wait for a still screen, at most"),
            translate("settings", "After each act, before the next look."),
        ),
        "typing_delay": (
            translate("settings", "Seconds between two keys"),
            translate("settings", "For programs that lose keys which come fast."),
        ),
        "paste_over": (
            translate("settings", "Paste texts longer than so many characters"),
            translate("settings", "The clipboard gets back what it held."),
        ),
    }
