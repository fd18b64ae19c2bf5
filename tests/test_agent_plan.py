"""The embedded planner on the fake desktop: each kind of intent, from words to what the program received."""

from __future__ import annotations

from threading import Event

import pytest

from agent.fake import (
    FakeDesktop,
    FakeHands,
    MemoryJournal,
    OracleEyes,
    ScriptedConfirmer,
    Widget,
    login_scene,
)
from agent.instruction import parse
from agent.loop import Stages, run
from agent.moves import sought
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.types import Act, Box, End, Frame, Kind, Observation, Outcome, Wait, Window, box_of


def carry_out(desktop: FakeDesktop, instruction: str, choices: tuple[int | None, ...] = ()) -> End:
    stages = Stages(
        screen=desktop,
        eyes=OracleEyes(desktop),
        planner=EmbeddedPlanner(),
        confirmer=ScriptedConfirmer(choices=choices),
        hands=(hands := FakeHands(desktop)),
        notary=hands.notary,
        journal=MemoryJournal(),
    )
    *_, end = run(instruction, stages, load(settle=0.0), Event())
    assert isinstance(end, End)
    return end


def editor() -> FakeDesktop:
    """A menu bar whose File menu opens, with a text area below."""

    def open_file(desktop: FakeDesktop) -> None:
        save = Widget("menu_item", "Save As…", box_of((10, 60, 150, 84)), on_click=close)
        desktop.widgets += [Widget("menu_item", "Open…", box_of((10, 34, 150, 58))), save]

    def close(desktop: FakeDesktop) -> None:
        desktop.widgets = [widget for widget in desktop.widgets if widget.kind != "menu_item"]
        desktop.log.append("saved as")

    return FakeDesktop(
        [
            Widget("menu_bar_item", "File", box_of((4, 4, 44, 28)), on_click=open_file),
            Widget("menu_bar_item", "Edit", box_of((50, 4, 90, 28))),
            Widget("text_area", "", box_of((4, 100, 636, 390)), label="editor"),
        ]
    )


def city_form() -> FakeDesktop:
    """A combo box that drops a list."""

    def drop(desktop: FakeDesktop) -> None:
        for row, city in enumerate(("Berlin", "Shanghai", "Lagos")):
            box = box_of((160, 90 + 24 * row, 300, 112 + 24 * row))
            desktop.widgets.append(Widget("list_item", city, box, on_click=pick))

    def pick(desktop: FakeDesktop) -> None:
        desktop.widgets = [widget for widget in desktop.widgets if widget.kind != "list_item"]

    return FakeDesktop(
        [
            Widget("label", "City", box_of((60, 60, 110, 80))),
            Widget("combo_box", "", box_of((160, 58, 300, 84)), label="City", on_click=drop),
        ]
    )


@pytest.mark.parametrize(
    ("instruction", "received"),
    [
        ("click Login", ["left click x1 on Login"]),
        ("double-click Login", ["left click x2 on Login"]),
        ("right-click Login", ["right click x1 on Login"]),
        ("点击 Login 按钮", ["left click x1 on Login"]),
        ("tick Remember me", ["left click x1 on Remember me"]),
        ("勾选 Remember me", ["left click x1 on Remember me"]),
        ("type 你好 into User name", ["left click x1 on User name", "typed '你好'"]),
        ("press ctrl+s", ["pressed ctrl+s"]),
        ("press Tab three times", ["pressed tab"] * 3),
        ("clear the User name field", ["left click x1 on User name", "typed ''"]),
    ],
)
def test_one_intent(instruction: str, received: list[str]) -> None:
    desktop = login_scene()
    carry_out(desktop, instruction)
    assert desktop.log == received


def test_log_in_types_into_both_fields() -> None:
    desktop = login_scene()
    end = carry_out(desktop, "log in as ada, password secret, then click Login")
    assert end.outcome == "done"
    assert desktop.widgets[1].value == "ada"
    assert desktop.widgets[3].value == "secret"
    assert desktop.widgets[-1].text == "Welcome, ada"


@pytest.mark.parametrize(
    "instruction", ["File > Save As", "open the File menu, then click Save As", "文件 > 另存为"]
)
def test_a_menu_path(instruction: str) -> None:
    desktop = editor()
    assert carry_out(desktop, instruction).outcome == "done"
    assert desktop.log[-1] == "saved as"


@pytest.mark.parametrize("instruction", ["choose Shanghai in City", "在 City 下拉框中选择 Shanghai"])
def test_choosing_opens_the_list_first(instruction: str) -> None:
    desktop = city_form()
    assert carry_out(desktop, instruction).outcome == "done"
    assert desktop.log == ["left click x1 on City", "left click x1 on Shanghai"]


def test_scrolling_until_something_is_seen() -> None:
    desktop = login_scene()
    desktop.widgets.append(Widget("heading", "Billing", box_of((60, 700, 200, 724))))
    assert carry_out(desktop, "scroll down until you see Billing").outcome == "done"
    assert desktop.scrolled > 0
    assert desktop.grab().box.intersection(desktop.find("Billing").box)


def test_scrolling_to_the_end_in_vain_says_so() -> None:
    desktop = login_scene()
    desktop.scroll = lambda dx, dy: None  # type: ignore[method-assign]  # a page that is not longer
    end = carry_out(desktop, "scroll down until you see Billing")
    assert end.outcome == "not_found"
    assert "Billing" in end.reason


def test_waiting_until_something_appears() -> None:
    desktop = login_scene()
    grabs = 0
    real_grab = desktop.grab

    def grab(region=None):  # type: ignore[no-untyped-def]
        nonlocal grabs
        grabs += 1
        if grabs == 6:
            desktop.widgets.append(Widget("label", "Finished", box_of((60, 320, 200, 340))))
        return real_grab(region)

    desktop.grab = grab  # type: ignore[method-assign]
    assert carry_out(desktop, "wait until Finished appears").outcome == "done"
    assert grabs >= 6


def test_waiting_in_vain_ends() -> None:
    times = iter(range(0, 1000, 20))
    planner = EmbeddedPlanner(clock=lambda: float(next(times)))
    planner.begin("wait until Finished appears")
    desktop = login_scene()
    seen = OracleEyes(desktop).look(desktop.grab())
    decision = planner.next(seen)
    while isinstance(decision, Act):
        assert isinstance(decision.action, Wait)
        planner.observed(decision, Outcome(effect="unverifiable"))
        decision = planner.next(seen)
    assert isinstance(decision, End)
    assert decision.outcome == "not_found"


def test_a_slow_menu_is_waited_for() -> None:
    desktop = editor()
    planner = EmbeddedPlanner()
    planner.begin("File > Save As")
    eyes = OracleEyes(desktop)

    def look() -> Observation:
        return eyes.look(desktop.grab())

    first = planner.next(look())
    assert isinstance(first, Act)
    planner.observed(first, Outcome(effect="seen"))
    waiting = planner.next(look())
    assert isinstance(waiting, Act)
    assert isinstance(waiting.action, Wait)
    planner.observed(waiting, Outcome(effect="unverifiable"))
    desktop.click(desktop.find("File").box.centre)
    clicked = planner.next(look())
    assert isinstance(clicked, Act)
    assert "Save As" in clicked.action.model_dump_json()


def test_closing_a_dialog_presses_escape() -> None:
    desktop = login_scene()
    carry_out(desktop, "close the dialog")
    assert desktop.log[0] == "pressed escape"


def test_dragging() -> None:
    desktop = login_scene()
    carry_out(desktop, "drag Login onto Cancel")
    assert desktop.log == ["dragged button “Login” to button “Cancel”"]


def test_a_chosen_candidate_is_kept_until_its_act_is_done() -> None:
    box = box_of((10, 10, 90, 40))
    desktop = FakeDesktop([Widget("button", "Go", box), Widget("button", "Go", box.moved(0, 100))])
    planner = EmbeddedPlanner()
    planner.begin("click Go")
    seen = OracleEyes(desktop).look(desktop.grab())
    assert planner.next(seen).decision == "ask"
    planner.chosen(1)
    for _ in range(2):  # asked again, as after a target that changed
        act = planner.next(seen)
        assert isinstance(act, Act)
        assert act.action.model_dump()["target"]["point"]["y"] > 100


@pytest.mark.parametrize(
    ("instruction", "name"),
    [("click Save", "Save"), ("type x into Email", "Email"), ("File > Save As", "Save As")],
)
def test_what_an_instruction_looks_for(instruction: str, name: str) -> None:
    wanted = sought(parse(instruction)[0])
    assert wanted is not None
    assert wanted[0].name == name


def test_keys_look_for_nothing() -> None:
    assert sought(parse("press Enter")[0]) is None


@pytest.mark.parametrize("instruction", ["set City to Shanghai", "把 City 设为 Shanghai"])
def test_setting_a_drop_down_list_picks_and_does_not_type(instruction: str) -> None:
    desktop = city_form()
    assert carry_out(desktop, instruction).outcome == "done"
    assert desktop.log == ["left click x1 on City", "left click x1 on Shanghai"]


def test_setting_a_drop_down_list_to_what_it_does_not_have_is_not_done() -> None:
    desktop = city_form()
    end = carry_out(desktop, "set City to Atlantis")
    assert end.outcome == "not_found"
    assert [line for line in desktop.log if line != "wait"] == ["left click x1 on City"]


@pytest.mark.parametrize(("kind", "left"), [("text_field", "new.txt"), ("text_area", "old.txtnew.txt")])
def test_a_named_field_of_one_line_is_written_anew_and_an_area_goes_on(kind: Kind, left: str) -> None:
    field = Widget(kind, "", box_of((160, 58, 300, 84)), label="Name", value="old.txt")
    carry_out(FakeDesktop([field]), "type new.txt into Name")
    assert field.value == left


def test_what_opens_no_list_is_typed_into() -> None:
    desktop = FakeDesktop([Widget("combo_box", "", box_of((160, 58, 300, 84)), label="Size")])
    carry_out(desktop, "set Size to 12")
    assert desktop.log[-1] == "typed '12'"


def greyed_send() -> FakeDesktop:
    return FakeDesktop([Widget("button", "Send", box_of((10, 10, 90, 40)), states={"disabled"})])


def test_what_looks_greyed_is_asked_about_first() -> None:
    desktop = greyed_send()
    end = carry_out(desktop, "click Send")  # the person answers: not that one
    assert (end.outcome, end.reason) == (
        "ambiguous", "“Send” looks greyed out. Is it to be used all the same?"
    )  # fmt: skip
    assert desktop.log == []


def test_a_click_without_effect_says_that_the_target_is_greyed() -> None:
    end = carry_out(greyed_send(), "click Send", choices=(0,))
    assert end.outcome == "failed"
    assert end.reason.endswith("but nothing changed. The target looks greyed out.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("tab", "click Send"),
        ("checkbox", "tick Send"),
        ("menu_bar_item", "click Send"),
    ],
)
def test_what_may_only_look_greyed_is_not_asked_about(kind: Kind, words: str) -> None:
    desktop = FakeDesktop([Widget(kind, "Send", box_of((10, 10, 90, 40)), states={"disabled"})])
    assert carry_out(desktop, words).outcome in ("done", "failed")
    assert desktop.log


def test_nothing_is_asked_of_a_window_that_is_not_in_front() -> None:
    desktop = greyed_send()
    behind = Window(id=1, title="Mail", box=box_of((0, 0, 640, 400)))
    desktop.windows = [behind]
    assert carry_out(desktop, "click Send").outcome == "failed"
    assert desktop.log == ["left click x1 on Send"]


def test_what_is_greyed_for_a_moment_is_waited_for() -> None:
    desktop = greyed_send()
    desktop.widgets.append(
        Widget("checkbox", "I agree", box_of((10, 60, 90, 80)), on_click=lambda d: _enable_later(d))
    )
    assert carry_out(desktop, "tick I agree, then click Send").outcome == "done"
    assert desktop.log[-1] == "left click x1 on Send"


def _enable_later(desktop: FakeDesktop) -> None:
    """As a program does that thinks for a while: at the second look from now."""
    looks = iter(range(3))
    grab = desktop.grab

    def grabbing(region: Box | None = None) -> Frame:
        if region is None and next(looks, 9) >= 2:
            send = desktop.find("Send")
            send.states.discard("disabled")
            send.on_click = lambda d: d.widgets.append(Widget("label", "Sent away", box_of((10, 42, 90, 58))))
        return grab(region)

    desktop.grab = grabbing  # type: ignore[method-assign]


def test_a_box_that_is_ticked_already_needs_nothing() -> None:
    desktop = FakeDesktop([Widget("checkbox", "Remember me", box_of((10, 10, 120, 30)), states={"checked"})])
    end = carry_out(desktop, "tick Remember me")
    assert (end.outcome, end.reason) == ("done", "Nothing had to be done: it is so already.")
    assert not desktop.log


def switches(**states: bool) -> FakeDesktop:
    """A page of settings: labels at the left, switches at the right."""
    widgets = []
    for row, (name, on) in enumerate(states.items()):
        box = box_of((20, 40 + 60 * row, 100, 60 + 60 * row))
        widgets.append(Widget("label", name, box))
        widgets.append(
            Widget("switch", "", box.moved(300, 0), label=name, states={"checked"} if on else set())
        )
    return FakeDesktop(widgets)


@pytest.mark.parametrize(
    "instruction", ["打开蓝牙", "open 蓝牙", "关闭飞行模式", "close 飞行模式", "打开 蓝牙"]
)
def test_a_switch_that_is_so_already_is_left_alone(instruction: str) -> None:
    desktop = switches(蓝牙=True, 飞行模式=False)
    end = carry_out(desktop, instruction)
    assert (end.outcome, end.reason) == ("done", "Nothing had to be done: it is so already.")
    assert not desktop.log


@pytest.mark.parametrize(
    ("instruction", "name"),
    [("打开飞行模式", "飞行模式"), ("关闭蓝牙", "蓝牙"), ("close 蓝牙", "蓝牙"), ("点击蓝牙", "蓝牙")],
)
def test_opening_and_closing_switches(instruction: str, name: str) -> None:
    desktop = switches(蓝牙=True, 飞行模式=False)
    assert carry_out(desktop, instruction).outcome != "not_found"
    assert desktop.log == [f"left click x1 on {name}"]


def test_a_window_and_a_switch_of_one_name_are_a_question() -> None:
    desktop = switches(星光=True)
    desktop.windows = [Window(id=1, title="星光", box=box_of((0, 0, 640, 400)), focused=True)]
    desktop.widgets.append(Widget("window_control", "关闭", box_of((600, 4, 630, 24))))
    assert carry_out(desktop, "关闭星光", choices=(0,)).outcome != "not_found"
    assert desktop.log == ["left click x1 on 星光"]
    desktop.log.clear()
    carry_out(desktop, "关闭星光", choices=(1,))
    assert desktop.log == ["left click x1 on 关闭"]
    desktop.log.clear()
    carry_out(desktop, "关闭星光窗口")
    assert desktop.log == ["left click x1 on 关闭"]


def people() -> FakeDesktop:
    """A table: a box to tick, a name, an address."""
    widgets = []
    for row, name in enumerate(("Ada", "Bob")):
        box = box_of((60, 40 + 40 * row, 160, 64 + 40 * row))
        widgets.append(Widget("checkbox", "", box_of((20, box.y0, 40, box.y1))))
        widgets.append(Widget("table_cell", name, box))
        widgets.append(Widget("table_cell", f"{name.lower()}@x.org", box.moved(120, 0)))
    return FakeDesktop(widgets)


@pytest.mark.parametrize("instruction", ["tick Bob", "tick bob@x.org", "勾选 Bob"])
def test_ticking_a_row_ticks_its_box(instruction: str) -> None:
    planner, desktop = EmbeddedPlanner(), people()
    planner.begin(instruction)
    act = planner.next(OracleEyes(desktop).look(desktop.grab()))
    assert isinstance(act, Act)
    assert act.action.model_dump()["target"]["box"] == {"x0": 20, "y0": 80, "x1": 40, "y1": 104}


@pytest.mark.parametrize("instruction", ["tick Save", "untick Save"])
def test_what_is_no_box_is_not_ticked(instruction: str) -> None:
    desktop = FakeDesktop(
        [
            Widget("button", "Save", box_of((100, 10, 190, 40))),
            Widget("checkbox", "", box_of((10, 10, 30, 40))),
        ]
    )
    assert carry_out(desktop, instruction).outcome == "ambiguous"
    assert not desktop.log
    carry_out(desktop, instruction, choices=(0,))
    assert desktop.log == ["left click x1 on Save"]


def test_what_may_be_something_else_is_asked_about_when_nothing_better_comes_up() -> None:
    desktop = editor()
    desktop.widgets.append(Widget("button", "Save All", box_of((200, 4, 280, 28))))
    carry_out(desktop, "File > Save", choices=(0,))
    clicks = [line for line in desktop.log if line.startswith("left click")]
    assert clicks == ["left click x1 on File", "left click x1 on Save As…"]
