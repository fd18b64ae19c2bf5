"""What the accessibility tree of the display's programs says is shown: a line of JSON, a list of {"role",
"name", "text", "box", "on"}. For the system's own Python, which has the bindings; one process for each look,
since the library caches.
"""

from __future__ import annotations

import json
import sys
from typing import Any

DEEPEST = 30
MOST = 4000


def text_of(thing: Any) -> str:
    text = thing.get_text_iface()
    return str(text.get_text(0, min(2000, text.get_character_count()))) if text is not None else ""


def told(thing: Any, api: Any) -> dict[str, Any] | None:
    """None for what is not shown."""
    states, box = thing.get_state_set(), None
    if not states.contains(api.StateType.SHOWING):
        return None
    if thing.get_component_iface() is not None:
        e = thing.get_extents(api.CoordType.SCREEN)
        box = [e.x, e.y, e.x + e.width, e.y + e.height] if e.width > 1 and e.x > -9999 else None
    on = states.contains(api.StateType.CHECKED)
    name = (thing.get_name() or "").strip()
    return {"role": thing.get_role_name(), "name": name, "text": text_of(thing), "box": box, "on": on}


def walk(thing: Any, api: Any, fault: type[Exception], found: list[dict[str, Any]], depth: int = 0) -> None:
    try:
        children = [thing.get_child_at_index(i) for i in range(thing.get_child_count())]
    except fault:  # it has gone meanwhile
        return
    for child in children:
        if child is None or len(found) >= MOST or depth > DEEPEST:
            continue
        try:
            one = told(child, api) if depth else {}
        except fault:
            continue
        if one:
            found.append(one)
        if one is not None or child.get_role_name() in ("application", "menu"):
            walk(child, api, fault, found, depth + 1)


def main() -> None:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib

    found: list[dict[str, Any]] = []
    walk(Atspi.get_desktop(0), Atspi, GLib.Error, found)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
