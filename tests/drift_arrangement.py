"""How a page or program of the drift bench is arranged: its place, its look, what is other in it; and the
settings that make it so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any
from urllib.parse import urlencode

from task_bench import PREFERENCES

from agent.types import Box

FONT, FONT_PIXELS = "Sans 10", 13
KEYFILE = "[org/xfce/mousepad/preferences/window]\npath-in-title=false\n"
GTK = """[Settings]
gtk-enable-animations=0
gtk-primary-button-warps-slider=0
gtk-cursor-blink=0
gtk-font-name={font}
gtk-application-prefer-dark-theme={dark}
"""
THUNAR = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="thunar" version="1.0">
  <property name="last-view" type="string" value="ThunarDetailsView"/>
  <property name="last-sort-column" type="string" value="THUNAR_COLUMN_NAME"/>
  <property name="last-sort-order" type="string" value="GTK_SORT_{order}"/>
</channel>
"""


@dataclass(frozen=True)
class Arrangement:
    """How a cell's page or program stands on the screen, and what is other in it."""

    screen: tuple[int, int] = (1280, 800)
    box: Box | None = None  # of its window; None: maximised
    scale: float = 1.0
    dark: bool = False
    font: int = 0  # pixels more
    zoom: float = 1.0  # of a page
    page: Mapping[str, Any] = field(default_factory=dict)  # what the page's address says besides
    files: Mapping[str, str | None] = field(default_factory=dict)  # besides the task's; None: not there
    reverse: bool = False  # a program's list
    slow: bool = False

    def address(self, page: str, tell: bool) -> str:
        """The page with what it is to know. `tell`: it says where its things are."""
        asked: dict[str, Any] = dict(self.page)
        asked |= {"dark": 1} if self.dark else {}
        asked |= {"font": self.font} if self.font else {}
        asked |= {"slow": 1} if self.slow else {}
        asked |= {"tell": 1} if tell else {}
        told = {k: json.dumps(v) if isinstance(v, Mapping | list) else v for k, v in asked.items()}
        return f"{page}?{urlencode(told)}" if told else page

    def preferences(self) -> dict[str, Any]:
        """Of the browser."""
        if self.zoom == 1:
            return PREFERENCES
        return PREFERENCES | {"partition": {"default_zoom_level": {"x": log(self.zoom) / log(1.2)}}}

    def settings(self) -> dict[str, str]:
        """Files of programs' settings: path in the home → text."""
        font = f"Sans {FONT_PIXELS + self.font}px" if self.font else FONT
        order = "DESCENDING" if self.reverse else "ASCENDING"
        return {
            ".config/gtk-3.0/settings.ini": GTK.format(font=font, dark=int(self.dark)),
            ".config/glib-2.0/settings/keyfile": KEYFILE,
            ".config/xfce4/xfconf/xfce-perchannel-xml/thunar.xml": THUNAR.format(order=order),
        }

    def scaling(self) -> dict[str, str]:
        """What tells a program of GTK how large all is to be: pixels in whole numbers, else letters alone."""
        if self.scale >= 2:
            return {"GDK_SCALE": f"{int(self.scale)}"}
        return {"GDK_DPI_SCALE": f"{self.scale:g}"} if self.scale > 1 else {}
