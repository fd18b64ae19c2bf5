"""The pages of the drift bench, and what they tell of themselves and of what was done on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from task_bench import Site

PAGES = Path(__file__).parent / "drift_pages"
TELLING = ("layout", "pointer", "ready", "state")  # what a page tells of itself, and not of what was done
Event = dict[str, Any]


class DriftSite(Site):
    """The pages, and what they tell."""

    def __init__(self) -> None:
        super().__init__("", PAGES)
        self.layout: dict[str, list[float]] = {}
        self.pointer: tuple[float, float] | None = None
        self.ratio = 1.0

    def begin(self, page: str) -> str:
        self.layout, self.pointer = {}, None
        return super().begin(page)

    def heard(self, event: Event) -> None:
        if str(event.get("run")) != str(self.run):  # late news of the page before
            return
        if event["event"] == "layout":
            self.layout = event["boxes"]
        elif event["event"] == "pointer":
            self.pointer = event["x"], event["y"]
        elif event["event"] == "ready":
            self.ratio = event["ratio"]
        super().heard(event)

    @property
    def deeds(self) -> list[Event]:
        """What was done on the page, in order."""
        return [event for event in self.events if event["event"] not in TELLING]
