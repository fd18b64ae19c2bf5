"""When a name that is seen is the recorded one, a translation of it, or another."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.grounding.letters import normalise
from agent.replaying.languages import LINES
from agent.replaying.words import compare

SAME = [
    ("Save", "Save"),
    ("Save:", "save"),
    ("Save", "*Save"),
    ("Inbox (3)", "Inbox (17)"),
    ("O0K", "OOK"),
    ("邮件 (2)", "邮件"),
]
MEANT = [
    ("Save", "保存"),
    ("Save", "Speichern"),
    ("Enregistrer", "Guardar"),
    ("Sign in", "Anmelden"),
    ("Cancel", "取消"),
]
OTHER = [
    ("Save", "Save as…"), ("Save", "Saved"), ("Save", "Löschen"), ("Save", "Delete"),
    ("Delete", "Delete all"),
    ("Order 1017", "Order 1018"), ("Room 12", "Room 17"), ("Edit", "Exit"), ("7", "1"), ("Send", "Resend"),
    ("Orders", "Order"), ("保存", "另存为"), ("Speichern", "Speichern unter"), ("Confirm", "Unconfirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("recorded", "seen"), SAME)
def test_the_same_name(recorded: str, seen: str) -> None:
    assert compare(recorded, seen).sort == "same"


@pytest.mark.parametrize(("recorded", "seen"), MEANT)
def test_the_same_name_in_another_language(recorded: str, seen: str) -> None:
    assert compare(recorded, seen).sort == "meant"
    assert compare(seen, recorded).sort == "meant"


@pytest.mark.parametrize(("recorded", "seen"), OTHER)
def test_another_name(recorded: str, seen: str) -> None:
    assert compare(recorded, seen).sort not in ("same", "meant")


@pytest.mark.parametrize(
    ("recorded", "seen"), [("Save", "Save as…"), ("Save", "Löschen"), ("Delete", "Delete all")]
)
def test_words_that_are_known_to_mean_something_else_are_never_unknown(recorded: str, seen: str) -> None:
    assert compare(recorded, seen).sort == "other"


def test_nothing_is_known_of_a_thing_without_a_name() -> None:
    assert compare("Save", "").sort == compare("", "Save").sort == "unknown"


@given(st.sampled_from([name for line in LINES for name in line.split("|")]))
def test_every_word_of_the_table_is_itself(name: str) -> None:
    assert compare(name, name).sort == "same"


def test_few_words_of_the_table_mean_two_things() -> None:
    names = Counter(n for line in LINES for n in {normalise(name) for name in line.split("|")})
    assert {name for name, count in names.items() if count > 1} <= {"完成"}
