"""What agent/macros/lint.py finds (English sentences), in the person's language as far as it is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.reasons import reason
from ui.templates import said

translate = QCoreApplication.translate


def finding_words(sentence: str) -> str:
    """The sentence, translated where it is known; it is never lost."""
    return said(sentence, _sentences(), reason) or sentence


def _sentences() -> tuple[tuple[str, str], ...]:
    return (
        (
            "It waits {seconds} s whatever is on the screen; wait until something is seen instead.",
            translate(
                "findings",
                "It waits {seconds} s whatever is on the screen; wait until something is seen instead.",
            ),
        ),
        (
            "Its timeout is 0: it gives up where it is not so at once; give it some seconds.",
            translate(
                "findings", "Its timeout is 0: it gives up where it is not so at once; give it some seconds."
            ),
        ),
        (
            "{thing} has neither a name nor a picture; point at it anew.",
            translate("findings", "{thing} has neither a name nor a picture; point at it anew."),
        ),
        (
            "Nothing but its place tells what is meant; point at it anew.",
            translate("findings", "Nothing but its place tells what is meant; point at it anew."),
        ),
        (
            "Nothing tells that it worked; say what is to be seen. {reason}",
            translate("findings", "Nothing tells that it worked; say what is to be seen. {reason}"),
        ),
        (
            "{name} is not a variable of this macro; declare it, or double the braces.",
            translate(
                "findings", "{name} is not a variable of this macro; declare it, or double the braces."
            ),
        ),
        (
            "It is tried again when it fails, and could do twice what cannot be undone; let it ask.",
            translate(
                "findings",
                "It is tried again when it fails, and could do twice what cannot be undone; let it ask.",
            ),
        ),
        (
            "It is tried again when it fails, and done twice it is not the same; let it ask.",
            translate(
                "findings", "It is tried again when it fails, and done twice it is not the same; let it ask."
            ),
        ),
        (
            "It does nothing either way; delete it or put steps into it.",
            translate("findings", "It does nothing either way; delete it or put steps into it."),
        ),
        (
            "There is nothing in this loop; delete it or put steps into it.",
            translate("findings", "There is nothing in this loop; delete it or put steps into it."),
        ),
        (
            "It names no file of data: it only runs with --data FILE.",
            translate("findings", "It names no file of data: it only runs with --data FILE."),
        ),
        (
            "The variable {name} is used nowhere; delete it.",
            translate("findings", "The variable {name} is used nowhere; delete it."),
        ),
        (
            "What goes into {field} stands here in plain words; keep it with `deskhand secret set NAME` and "
            "write secret:NAME.",
            translate(
                "findings",
                "What goes into {field} stands here in plain words; keep it with `deskhand secret set NAME` "
                "and write secret:NAME.",
            ),
        ),
    )
