"""From what a model says to what is done: numbers and points become exact targets, or it is not there."""

from __future__ import annotations

from dataclasses import dataclass

from agent.grounding.aim import aim
from agent.grounding.scene import scene_of
from agent.mind.answers import (
    Numbered,
    Place,
    Said,
    SaysAsk,
    SaysClick,
    SaysDone,
    SaysDrag,
    SaysHover,
    SaysPress,
    SaysScroll,
    SaysStuck,
    SaysType,
    SaysWait,
)
from agent.mind.faults import NotThere, Unusable
from agent.mind.goal import swapped
from agent.mind.places import key
from agent.mind.shown import Shown
from agent.profiles import Profile
from agent.types import (
    Action,
    Ask,
    Candidate,
    Click,
    Drag,
    Element,
    Hover,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
)

DELTAS = {"down": (0, 1), "up": (0, -1), "right": (1, 0), "left": (-1, 0)}


@dataclass(frozen=True)
class Deciding:
    """Makes acts of answers on one look. `masks`: words that stand for the person's own secrets."""

    shown: Shown
    profile: Profile
    masks: dict[str, str]
    last: Target | None = None  # where the last act was

    def action(self, said: Said) -> Action | None:
        """The act; None for what is none (done, stuck, ask). Raises Unusable."""
        match said:
            case SaysClick():
                return Click(target=self.target(said.at), button=said.button, count=said.count)
            case SaysHover():
                return Hover(target=self.target(said.at))
            case SaysType():
                return self._typing(said)
            case SaysPress():
                return Press(keys=tuple(key(name) for name in said.keys))
            case SaysScroll():
                dx, dy = DELTAS[said.direction]
                over = self._over(said.at)
                return Scroll(target=over, dx=dx * said.notches, dy=dy * said.notches)
            case SaysDrag():
                return Drag(source=self._source(said), to=self.target(said.end))
            case SaysWait():
                return Wait(seconds=said.seconds)
            case SaysDone() | SaysStuck() | SaysAsk():
                return None

    def question(self, said: SaysAsk) -> Ask:
        """Raises Unusable where a number is none of the list."""
        found = [self._numbered(number) for number in dict.fromkeys(said.between)]
        candidates = tuple(
            Candidate(element=element, point=self._aim(element), score=1.0) for element in found
        )
        return Ask(question=said.question or "Which one is meant?", candidates=candidates)

    def target(self, place: Place) -> Target:
        """Raises Unusable, NotThere."""
        if isinstance(place, Numbered):
            element = self._numbered(place.element)
            return _target(element, self._aim(element))
        point = self._point(place.x, place.y)
        under = self.shown.at(point)
        if under is None:
            raise NotThere(f"Nothing stands at ({place.x:g}, {place.y:g}).")
        return _target(under, point if under.box.contains(point) else self._aim(under))

    def _point(self, x: float, y: float) -> Point:
        try:
            across, down = self.profile.space.to_picture(x, y, self.shown.picture.size)
        except ValueError as error:
            raise Unusable(f"{error}.") from error
        return self.shown.to_desktop(across, down)

    def _numbered(self, number: int) -> Element:
        element = self.shown.numbered(number)
        if element is None:
            raise Unusable(f"There is no element number {number} in the list.")
        return element

    def _aim(self, element: Element) -> Point:
        scene = scene_of(self.shown.seen)
        index = next((i for i, e in enumerate(scene.elements) if e is element), None)
        return element.box.centre if index is None else aim(scene, index)

    def _over(self, place: Place | None) -> Target | None:
        """Where to scroll: also on something that nothing stands on."""
        if place is None:
            return None
        try:
            return self.target(place)
        except NotThere:
            return None

    def _source(self, said: SaysDrag) -> Target:
        if said.start is not None:
            return self.target(said.start)
        if self.last is None:
            raise Unusable("A drag needs a place to begin at.")
        return self.last

    def _typing(self, said: SaysType) -> TypeText:
        """A masked secret is put back here, where the model no longer sees it."""
        target = None if said.at is None else self.target(said.at)
        text = swapped(said.text, self.masks)
        return TypeText(
            text=text, target=target, replace=said.replace, secret=text != said.text, origin="planner"
        )


def _target(element: Element, point: Point) -> Target:
    kind = element.kind.replace("_", " ")
    shown = f"{kind} “{element.name}”" if element.name else kind
    return Target(point=point, box=element.box, description=shown, kind=element.kind, element=element.id)
