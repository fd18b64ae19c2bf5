"""Finding a recorded target again on a screen that has changed, and not finding what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from replay_world import ROWS, SHOP, blind, look, orders, place, without

from agent.fake import FakeDesktop, Widget
from agent.macro import Mark
from agent.macros.marking import mark_of
from agent.replaying.finding import find
from agent.replaying.refound import Refound
from agent.types import Kind, Point, Window, box_of


def mark(text: str, row: str = "", desktop: FakeDesktop | None = None) -> Mark:
    desktop = desktop or orders()
    return mark_of(look(desktop), place(desktop, text, row)).mark


def hits(refound: Refound, desktop: FakeDesktop, text: str, row: str = "") -> bool:
    return refound.outcome == "found" and refound.candidates[0].element.box.contains(
        place(desktop, text, row)
    )


CHANGES = {
    "nothing": {},
    "moved": {"at": (140, 60)},
    "scaled 1.25": {"scale": 1.25},
    "scaled 2": {"scale": 2.0},
    "smaller": {"scale": 0.8},
    "reordered": {"rows": ROWS[::-1]},
    "a row more": {"rows": ("Zoe Quinn", *ROWS)},
    "a row in between": {"rows": (ROWS[0], "Zoe Quinn", *ROWS[1:])},
}
TARGETS = [("Save", ""), ("Customer", ""), ("Edit", "Bob Fisher"), ("Delete", "Cleo Marsh"), ("Cancel", "")]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("text", "row"), TARGETS)
def test_a_target_is_found_on_a_changed_screen(change: str, text: str, row: str) -> None:
    changed = orders(**CHANGES[change])  # type: ignore[arg-type]
    assert hits(find(mark(text, row), blind(look(changed))), changed, text, row)


@pytest.mark.parametrize("word", ["保存", "Speichern", "Enregistrer", "Guardar"])
def test_a_translated_name_is_found_where_it_stood(word: str) -> None:
    changed = orders(names={"Save": word})
    assert hits(find(mark("Save"), blind(look(changed))), changed, word)


def test_a_name_of_an_unknown_language_is_found_by_what_stands_round_it() -> None:
    changed = orders(names={"Save": "Tallenna"})
    assert hits(find(mark("Save"), blind(look(changed))), changed, "Tallenna")


@pytest.mark.parametrize("word", ["Save as…", "Saved searches", "Delete", "Löschen", "Print", "Send"])
def test_another_name_in_its_place_is_not_taken_for_it(word: str) -> None:
    assert find(mark("Save"), blind(look(orders(names={"Save": word})))).outcome == "missing"


def test_a_thing_that_has_gone_is_missing() -> None:
    refound = find(mark("Save"), blind(look(without(orders(), "Save"))))
    assert refound.outcome == "missing"
    assert refound.reason.startswith("The button “Save” is not on the screen")


@pytest.mark.parametrize("rows", [("Bob Fisher", "Cleo Marsh"), ("Bob Fisher",), ("Zoe Quinn", "Bob Fisher")])
def test_the_same_button_of_another_row_is_not_taken(rows: tuple[str, ...]) -> None:
    refound = find(mark("Delete", "Ada Lovelace"), blind(look(orders(rows))))
    assert refound.outcome != "found"


def test_the_only_row_left_is_somebody_elses() -> None:
    alone = orders(("Ada Lovelace",))
    refound = find(mark("Delete", "Ada Lovelace", alone), blind(look(orders(("Bob Fisher",)))))
    assert refound.outcome != "found"


def test_a_lookalike_beside_it_is_no_rival_where_the_place_tells() -> None:
    changed = orders()
    changed.widgets.append(Widget("button", "Save", box_of((420, 40, 490, 66))))
    assert hits(find(mark("Save"), blind(look(changed))), changed, "Save")


def test_two_that_are_as_good_are_a_question() -> None:
    two = [Widget("button", "Open", box_of((60, 60 + y, 160, 90 + y))) for y in (0, 200)]
    one = FakeDesktop([Widget("button", "Open", box_of((60, 160, 160, 190)))])
    refound = find(mark("Open", desktop=one), look(FakeDesktop(two)))
    assert refound.outcome == "doubtful"
    assert len(refound.candidates) == 2


def test_a_button_of_another_program_is_another_button() -> None:
    other = Window(id=2, title="Mail", app="mail", pid=11, box=SHOP.box, focused=True)
    refound = find(mark("Save"), blind(look(orders(window=other))))
    assert refound.outcome == "missing"
    assert "Orders – Shop" in refound.reason


def test_of_two_windows_of_a_program_the_one_of_that_title_is_meant() -> None:
    changed = orders()
    other = orders(at=(700, 0))
    changed.widgets += other.widgets
    changed.size = (1400, 400)
    changed.windows.append(
        Window(id=2, title="Returns – Shop", app="shop", pid=10, box=box_of((700, 0, 1340, 400)))
    )
    refound = find(mark("Save"), blind(look(changed)))
    assert refound.outcome == "found"
    assert refound.candidates[0].point.x < 640


def test_a_changed_document_name_in_the_title_does_not_matter() -> None:
    title = SHOP.model_copy(update={"title": "*Orders 2 – Shop"})
    changed = orders(window=title)
    assert hits(find(mark("Save"), blind(look(changed))), changed, "Save")


def test_a_counter_at_the_end_is_no_part_of_a_name() -> None:
    then, now = orders(names={"Print": "Inbox (3)"}), orders(names={"Print": "Inbox (12)"})
    assert hits(find(mark("Inbox (3)", desktop=then), blind(look(now))), now, "Inbox (12)")


def test_what_a_field_holds_is_not_its_name() -> None:
    changed = orders()
    changed.find("Customer").value = ""
    next(w for w in changed.widgets if w.kind == "text_field").value = "Save"
    refound = find(mark("Customer"), blind(look(changed)))
    assert refound.outcome == "found"
    assert refound.candidates[0].element.kind == "text_field"


def test_a_thing_without_a_name_is_known_by_its_picture_and_its_place() -> None:
    then = orders()
    then.widgets.append(Widget("icon_button", "", box_of((500, 100, 530, 130)), states={"checked"}))
    then.widgets.append(Widget("icon_button", "", box_of((540, 100, 570, 130))))
    marked = mark_of(look(then), then.widgets[-2].box.centre)
    now = orders(scale=1.5)
    now.widgets.append(Widget("icon_button", "", box_of((810, 150, 855, 195))))
    now.widgets.append(Widget("icon_button", "", box_of((750, 150, 795, 195)), states={"checked"}))
    refound = find(marked.mark, look(now), marked.pictures)
    assert refound.outcome == "found"
    assert refound.candidates[0].element.box == now.widgets[-1].box


@pytest.mark.parametrize("change", ["nothing", "moved", "scaled 1.25", "scaled 2"])
def test_a_place_where_the_eye_sees_nothing_is_found_between_its_neighbours(change: str) -> None:
    marked = mark_of(look(orders()), Point(x=500, y=150))
    assert (marked.mark.kind, marked.mark.name) == ("image", "")
    changed = orders(**CHANGES[change])  # type: ignore[arg-type]
    (dx, dy), scale = CHANGES[change].get("at", (0, 0)), CHANGES[change].get("scale", 1.0)  # type: ignore[attr-defined]
    refound = find(marked.mark, look(changed), marked.pictures)
    assert refound.outcome == "found"
    point = refound.candidates[0].point
    assert abs(point.x - (500 * scale + dx)) <= 12 * scale
    assert abs(point.y - (150 * scale + dy)) <= 12 * scale


def test_such_a_place_is_not_found_on_another_screen() -> None:
    marked = mark_of(look(orders()), Point(x=500, y=150))
    other = FakeDesktop([Widget("button", "Open", box_of((60, 60, 160, 90)))])
    assert find(marked.mark, look(other), marked.pictures).outcome == "missing"


def test_a_click_a_little_beside_a_box_is_meant_for_it() -> None:
    desktop = orders()
    desktop.widgets.append(Widget("checkbox", "Express", box_of((430, 300, 520, 320))))
    assert mark_of(look(desktop), Point(x=422, y=310)).mark.name == "Express"


def test_what_could_not_be_read_is_known_by_its_picture_among_its_neighbours() -> None:
    then = orders(names={"Print": "*"})
    now = orders(names={"Print": ""}, at=(40, 20))
    sign = now.widgets[-1]
    sign.text, sign.label = "", "Line"
    seen = look(now)
    guessed = tuple(
        e.model_copy(update={"text": "", "label": "Line", "aliases": (("line", 0.7),)})
        if e.box == sign.box
        else e
        for e in seen.elements
    )
    marked = mark_of(look(then), place(then, "*"))
    refound = find(marked.mark, replace(seen, elements=guessed), marked.pictures)
    assert refound.outcome == "found"
    assert refound.candidates[0].element.box == sign.box


MAILS = ("Rent for the studio", "Minutes of Tuesday", "Lunch on Thursday?", "Boats for Sunday")


def mails(subjects: tuple[str, ...], kind: Kind) -> FakeDesktop:
    """A list of mails under a heading, with a bar of buttons."""
    bar = [Widget("button", name, box_of((20 + 90 * i, 40, 100 + 90 * i, 66))) for i, name in enumerate(BAR)]
    rows = [Widget(kind, s, box_of((20, 100 + 30 * i, 600, 126 + 30 * i))) for i, s in enumerate(subjects)]
    return FakeDesktop([Widget("heading", "Inbox", box_of((20, 8, 90, 30))), *bar, *rows])


BAR = ("Compose", "Archive", "Settings")


@pytest.mark.parametrize("kind", ["list_item", "table_cell", "label", "link", "checkbox", "button"])
def test_the_next_entry_is_not_taken_for_one_that_has_gone(kind: Kind) -> None:
    then = mails(MAILS, kind)
    marked = mark_of(look(then), then.find("Minutes of Tuesday").box.centre)
    now = mails((MAILS[0], *MAILS[2:]), kind)
    assert find(marked.mark, blind(look(now)), marked.pictures).outcome == "missing"


def test_a_field_that_is_not_seen_is_placed_by_its_label_and_only_where_that_is_seen() -> None:
    marked = mark("Customer")
    unseen = orders()
    unseen.widgets = [w for w in unseen.widgets if w.kind != "text_field"]
    refound = find(marked, blind(look(unseen)))
    assert refound.outcome == "found"
    assert not refound.sure
    assert refound.candidates[0].element.box.contains(place(orders(), "Customer"))
    assert find(marked, blind(look(without(unseen, "Customer")))).outcome == "missing"


def letter(fields: bool) -> FakeDesktop:
    """A form of wide fields with their labels before them; or only what is seen of it on a dark screen."""
    widgets = [Widget("heading", "New message", box_of((283, 66, 415, 86)))]
    for name, width, top, height in (
        ("To", 16, 101, 33),
        ("Subject", 55, 147, 32),
        ("Message", 64, 192, 125),
    ):
        middle = top + height // 2
        widgets.append(Widget("label", name, box_of((282, middle - 9, 282 + width, middle + 9))))
        if fields:
            widgets.append(Widget("text_field", "", box_of((365, top, 971, top + height)), label=name))
    wide = 971 if fields else 432  # as the eye sees it in the dark
    widgets.append(Widget("checkbox", "Ask for a receipt", box_of((282, 330, wide, 349))))
    widgets += [Widget("label", "Heron mail", box_of((592, 33, 650, 47)))]
    widgets += [Widget("button", "Send", box_of((282, 361, 348, 395)))]
    widgets += [Widget("button", "Discard", box_of((358, 362, 442, 394)))]
    return FakeDesktop(widgets, 1060, 720)


def test_a_field_and_its_label_are_two_neighbours_of_one_name() -> None:
    subject = box_of((365, 147, 971, 179))
    marked = mark_of(look(letter(True)), subject.centre)
    refound = find(marked.mark, blind(look(letter(False))))
    assert refound.outcome == "found"
    assert refound.candidates[0].element.box.iou(subject) > 0.8


def test_the_title_of_a_window_is_no_label_of_its_first_field() -> None:
    then = orders()
    field = next(w for w in then.widgets if w.kind == "text_field")
    field.label = SHOP.title  # the eye takes the nearest text above it
    marked = mark_of(look(then), field.box.centre).mark
    assert marked.name == "Customer"
    of_before = marked.model_copy(update={"name": SHOP.title})  # as earlier versions called it
    for now in (then, orders()):
        refound = find(of_before, blind(look(now)))
        assert refound.outcome == "found"
        assert refound.candidates[0].element.box == field.box


def keys(words: tuple[str, ...]) -> FakeDesktop:
    """Buttons in rows of four, as on a calculator."""
    return FakeDesktop(
        [
            Widget(
                "button",
                word,
                box_of((20 + 60 * (i % 4), 60 + 40 * (i // 4), 70 + 60 * (i % 4), 92 + 40 * (i // 4))),
            )
            for i, word in enumerate(words)
        ]
    )


KEYS = ("7", "8", "9", "MOD", "4", "5", "6", "LSH", "1", "2", "3", "CMP", "0", "+/-", "+", "AC")


@pytest.mark.parametrize(("name", "outcome"), [("+", "found"), ("CMP", "doubtful")])
def test_another_key_that_is_read_as_the_recorded_one_is_not_taken_for_it(name: str, outcome: str) -> None:
    then = keys(KEYS)
    own = then.find(name).box
    marked = mark_of(look(then), own.centre)
    seen, misread = look(then), "8" if name == "CMP" else "AC"
    read = {name: "", misread: name}
    elements = tuple(e.model_copy(update={"text": read.get(e.text, e.text)}) for e in seen.elements)
    refound = find(marked.mark, replace(seen, elements=elements), marked.pictures)
    assert refound.outcome == outcome
    assert refound.candidates[0].element.box == own


@pytest.mark.parametrize("read", ["Name:", "Name"])
def test_what_stands_before_a_field_is_its_label_whatever_the_eye_took_it_for(read: str) -> None:
    """And the head of a column that bears its name, and looks like a field, is not taken for it."""
    field, head = box_of((110, 46, 600, 70)), box_of((110, 130, 500, 150))

    def dialog(label: Kind) -> FakeDesktop:
        said = "Name:" if label == "label" else read
        return FakeDesktop(
            [
                Widget(label, said, box_of((20, 50, 90, 66))),
                Widget("text_field", "letter.txt", field, label="Name" if label == "label" else "Save As"),
                Widget("text_field", "Name", head),
                Widget("button", "Save", box_of((20, 300, 90, 326))),
                Widget("button", "Cancel", box_of((100, 300, 180, 326))),
            ]
        )

    marked = mark_of(look(dialog("label")), field.centre)
    assert marked.mark.name == "Name"
    refound = find(marked.mark, blind(look(dialog("button"))))
    assert refound.outcome == "found"
    assert refound.candidates[0].element.box == field


def test_a_greyed_out_head_of_a_column_is_not_the_field_that_is_not_seen() -> None:
    field, head = box_of((110, 46, 600, 70)), box_of((110, 130, 500, 150))

    def dialog(seen: bool) -> FakeDesktop:
        own = Widget("text_field", "letter.txt", field, label="Name")
        widgets = [
            Widget("label" if seen else "button", "Name:", box_of((20, 50, 90, 66))),
            *([own] if seen else [Widget("label", "letter.txt", box_of((116, 50, 180, 66)))]),
            Widget("combo_box", "Name", head, states={"disabled"}),
        ]
        widgets += [
            Widget("button", n, box_of((20 + 90 * i, 300, 100 + 90 * i, 326))) for i, n in enumerate(BAR)
        ]
        return FakeDesktop(widgets)

    marked = mark_of(look(dialog(True)), field.centre).mark
    refound = find(marked, blind(look(dialog(False))))
    assert refound.outcome == "found"
    assert refound.candidates[0].element.box.iou(field) > 0.8
