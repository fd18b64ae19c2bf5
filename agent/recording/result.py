"""The macro that a recording becomes, with its pictures and its raw list. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from agent.errors import MacroError
from agent.macro import MOST_STEPS, Macro
from agent.macros.bundle import Bundle
from agent.recording.own import Numbered
from agent.recording.raw import raw_json
from agent.recording.readings import Readings
from agent.recording.scrub import scrubbed


def made(
    name: str, readings: Readings, events: Sequence[Numbered], keys: Mapping[int, tuple[int, ...]]
) -> Bundle:
    """`keys`: the raw events of each text, by the number of its gesture. Raises MacroError where nothing was
    done, or for a name that no macro can have."""
    drafted = readings.drafted()
    if not drafted.steps:
        raise MacroError("Nothing was done while it recorded, so there is no macro to keep.")
    macro = Macro(
        name=name,
        made=date.today().isoformat(),
        made_by="recording",
        screen=readings.screen,
        variables=drafted.variables,
        steps=drafted.steps[:MOST_STEPS],
    )
    secrets = drafted.secrets | _unread(readings, keys)
    raw = raw_json(events, secrets, readings.screen)
    return Bundle(scrubbed(macro, readings.secrets), drafted.pictures, raw)


def _unread(readings: Readings, keys: Mapping[int, tuple[int, ...]]) -> dict[int, str]:
    """The keys of texts that could not be made out: who knows what they are."""
    lost = [events for number, events in keys.items() if not readings.has(number)]
    return {event: "" for events in lost for event in events}
