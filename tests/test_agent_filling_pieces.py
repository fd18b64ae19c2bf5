"""A sentence is cut wherever a new thing may begin, and its pieces can be joined with what stood between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.filling.pieces import pieces_of
from agent.grammar.quoting import Quotes


def cut(masked: str) -> list[str]:
    pieces = pieces_of(masked)
    return [pieces.joined(n, n + 1) for n in range(len(pieces.spans))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("3 nights, lake view; parking", ["3 nights", "lake view", "parking"]),
        ("lake and garden then parking", ["lake", "garden", "parking"]),
        ("3 nights, and then parking", ["3 nights", "parking"]),
        ("a room for Ada with tea without milk", ["a room", "for Ada", "with tea", "without milk"]),
        ("a room as Ada on 12 May", ["a room", "as Ada", "on 12 May"]),
        ("3 nights. Then parking. Finally book it.", ["3 nights", "parking", "book it"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("川菜和粤菜，然后提交", ["川菜", "粤菜", "提交"]),
        ("性别选女。最后提交！", ["性别选女", "提交"]),
    ],
)
def test_it_is_cut_where_a_new_thing_may_begin(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    "text", ["3.5 hours", "ada@x.org", "x.org", "a grand hotel", "Andorra", "forward", "a room as usual"]
)
def test_within_words_and_numbers_nothing_is_cut(text: str) -> None:
    assert cut(text) == [text]


def test_a_quotation_is_not_cut_and_the_next_step_begins_after_it() -> None:
    quotes = Quotes('wishes "tea, milk and honey" Then parking')
    assert [quotes.restored(piece) for piece in cut(quotes.masked)] == [
        'wishes "tea, milk and honey"',
        "parking",
    ]


def test_joined_pieces_are_what_was_said() -> None:
    pieces = pieces_of("a room, with tea and milk")
    assert pieces.joined(1, 3) == "with tea and milk"
    assert pieces.joined(0, len(pieces.spans)) == "a room, with tea and milk"


def test_more_pieces_than_a_form_has_are_none() -> None:
    assert len(cut(", ".join(["tea"] * 30))) == 30
    assert cut(", ".join(["tea"] * 31)) == []


@pytest.mark.parametrize("text", ["", "  ", "...", " , , ", "。！"])
def test_signs_alone_are_no_piece(text: str) -> None:
    assert cut(text) == []


@settings(max_examples=60, deadline=None)
@given(st.text("ab ,.and1@和，\n", max_size=60))
def test_pieces_stand_apart_in_the_order_they_were_said(text: str) -> None:
    pieces = pieces_of(text)
    ends = [place for span in pieces.spans for place in span]
    assert ends == sorted(ends)
    assert all(pieces.joined(n, n + 1) for n in range(len(pieces.spans)))
