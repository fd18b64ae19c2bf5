"""The reasons that the agent gives (English sentences) in the person's language, as far as they are known.

A sentence that is not in the table is shown as it is: a reason is never lost.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from ui import macro_reasons, templates

translate = QCoreApplication.translate
SAYS = re.compile(r"^“(?P<name>.+)” says that (?P<means>.+)\.$", re.DOTALL)


def reason(sentence: str) -> str:
    """The sentence, translated where it is known."""
    said = SAYS.match(sentence)
    if said is None:
        known = _sentences().get(sentence)
        return known or templates.said(sentence, macro_reasons.sentences(), reason) or sentence
    means = _meanings().get(said["means"])
    if means is None:
        return sentence
    return translate("reasons", "“{name}” says that {means}.").format(name=said["name"], means=means)


def _sentences() -> dict[str, str]:
    known = (
        ("It only waits.", translate("reasons", "It only waits.")),
        ("It only moves the pointer.", translate("reasons", "It only moves the pointer.")),
        ("It only scrolls.", translate("reasons", "It only scrolls.")),
        (
            "It presses a button or changes something.",
            translate("reasons", "It presses a button or changes something."),
        ),
        (
            "It only goes to, opens or selects what is clicked.",
            translate("reasons", "It only goes to, opens or selects what is clicked."),
        ),
        (
            "It closes a window, in which work may not be saved.",
            translate("reasons", "It closes a window, in which work may not be saved."),
        ),
        ("It moves something.", translate("reasons", "It moves something.")),
        ("It changes a text.", translate("reasons", "It changes a text.")),
        (
            "It types into a terminal or a field for commands, where text can run.",
            translate("reasons", "It types into a terminal or a field for commands, where text can run."),
        ),
        (
            "It is a password or another secret.",
            translate("reasons", "It is a password or another secret."),
        ),
        (
            "These keys only move or show something.",
            translate("reasons", "These keys only move or show something."),
        ),
        ("These keys may change something.", translate("reasons", "These keys may change something.")),
        ("All steps were carried out.", translate("reasons", "All steps were carried out.")),
        ("You stopped it.", translate("reasons", "You stopped it.")),
        ("You left it at that.", translate("reasons", "You left it at that.")),
        ("Nothing was done.", translate("reasons", "Nothing was done.")),
    )
    return dict(known)


def _meanings() -> dict[str, str]:
    known = (
        ("something is sent", translate("reasons", "something is sent")),
        (
            "money is spent or an order is placed",
            translate("reasons", "money is spent or an order is placed"),
        ),
        ("something is deleted or taken away", translate("reasons", "something is deleted or taken away")),
        (
            "software is installed, removed or changed",
            translate("reasons", "software is installed, removed or changed"),
        ),
        (
            "something is submitted, published or shared",
            translate("reasons", "something is submitted, published or shared"),
        ),
        ("something is signed or agreed to", translate("reasons", "something is signed or agreed to")),
        (
            "credentials are used or an account is opened or left",
            translate("reasons", "credentials are used or an account is opened or left"),
        ),
        ("something is overwritten", translate("reasons", "something is overwritten")),
        ("work that is not saved is lost", translate("reasons", "work that is not saved is lost")),
        (
            "the computer or the session is stopped",
            translate("reasons", "the computer or the session is stopped"),
        ),
        ("a permission is given", translate("reasons", "a permission is given")),
        ("settings or data are reset", translate("reasons", "settings or data are reset")),
    )
    return dict(known)
