"""What a replay says of its steps (agent/replaying, English sentences), as pairs for ui/templates.py."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def sentences() -> tuple[tuple[str, str], ...]:
    """English templates with their translation, the longer ones first."""
    return (
        (
            "All steps of the macro were carried out.",
            translate("replay", "All steps of the macro were carried out."),
        ),
        (
            "All steps of the macro were carried out. No effect was seen of the last act.",
            translate(
                "replay", "All steps of the macro were carried out. No effect was seen of the last act."
            ),
        ),
        (
            "All steps of the macro were carried out. Steps that could not be done: {n}.",
            translate(
                "replay", "All steps of the macro were carried out. Steps that could not be done: {n}."
            ),
        ),
        (
            "{sentence} Deskhand scrolled to find it.",
            translate("replay", "{sentence} Deskhand scrolled to find it."),
        ),
        (
            "{thing} is not on the screen; the nearest is “{name}”.",
            translate("replay", "{thing} is not on the screen; the nearest is “{name}”."),
        ),
        ("{thing} is not on the screen.", translate("replay", "{thing} is not on the screen.")),
        (
            "{thing} stands among other things than it did.",
            translate("replay", "{thing} stands among other things than it did."),
        ),
        (
            "{thing} stands beside other things than it did.",
            translate("replay", "{thing} stands beside other things than it did."),
        ),
        (
            "{thing} is there, but not beside “{name}”.",
            translate("replay", "{thing} is there, but not beside “{name}”."),
        ),
        (
            "{thing} is there {n} times, and none is clearly the recorded one.",
            translate("replay", "{thing} is there {n} times, and none is clearly the recorded one."),
        ),
        ("{thing} could be several things.", translate("replay", "{thing} could be several things.")),
        ("The window “{name}” is not there.", translate("replay", "The window “{name}” is not there.")),
        (
            "It was waited {seconds} s, and it is not so that {condition}.",
            translate("replay", "It was waited {seconds} s, and it is not so that {condition}."),
        ),
        (
            "The keys would go to “{name}”, and not to where they went.",
            translate("replay", "The keys would go to “{name}”, and not to where they went."),
        ),
    )
