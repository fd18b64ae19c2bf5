"""The units of a suite as tasks of a Ray cluster: on several machines, or on this one alone ("local").

Ray is an extra; it decides which machine does what. Each machine needs Deskhand and what a virtual desktop
needs. A unit brings the macro and its data along; of a secret it has only the name.
"""

from __future__ import annotations

import importlib
import os
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from agent.errors import DeskhandError, NotSupportedError
from agent.macros.suite import Result, Unit, Work, failed, not_begun

LOCAL = "local"
LOOK_SECONDS = 0.5
KNOCK_SECONDS = 5.0
HOST_AND_PORT = re.compile(r"(?:ray://)?(\[[0-9a-fA-F:]+\]|[^:/\s]+):(\d{1,5})")
NO_RAY = "--ray needs Ray, which is not installed; install it with: pip install 'deskhand[ray]'."
UNREACHABLE = "The Ray cluster {address} cannot be used: {reason}"


def rayed(units: Sequence[Unit], work: Work, address: str, most: int | None, stop: Event) -> Iterator[Result]:
    """Each unit's result as it comes, `most` at a time (None: as many as the cluster has processors).
    Raises NotSupportedError without Ray, DeskhandError where the cluster is not there."""
    ray = _loaded()
    _knock(address)
    with _joined(ray, address):

        def run(unit: Unit) -> Result:
            return work(unit, Event())

        task = ray.remote(num_cpus=1, max_retries=0)(run)
        yield from _results(ray, task, list(units), most, stop)


def _loaded() -> Any:
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise NotSupportedError(NO_RAY) from error


def _knock(address: str) -> None:
    """Ray itself tries an address for minutes. Raises DeskhandError where nobody listens."""
    found = HOST_AND_PORT.fullmatch(address)
    if found is None:  # "local", "auto"
        return
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), KNOCK_SECONDS).close()
    except (OSError, OverflowError) as error:
        reason = f"nobody listens there ({getattr(error, 'strerror', None) or error})."
        raise DeskhandError(UNREACHABLE.format(address=address, reason=reason)) from error


@contextmanager
def _joined(ray: Any, address: str) -> Iterator[None]:
    """Inside the block this process is part of the cluster. A local one ends with it."""
    here = str(Path(__file__).resolve().parent.parent.parent)
    paths = [path for path in (here, os.environ.get("PYTHONPATH", "")) if path]
    own = {"include_dashboard": False, "runtime_env": {"env_vars": {"PYTHONPATH": os.pathsep.join(paths)}}}
    more: dict[str, Any] = own if address == LOCAL else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", **more)
    except (ConnectionError, ValueError, RuntimeError, OSError, TimeoutError) as error:
        reason = f"{str(error).splitlines()[0] if str(error) else type(error).__name__}"
        raise DeskhandError(UNREACHABLE.format(address=address, reason=reason)) from error
    try:
        yield
    finally:
        ray.shutdown()


def _results(ray: Any, task: Any, waiting: list[Unit], most: int | None, stop: Event) -> Iterator[Result]:
    running: dict[Any, Unit] = {}
    while waiting or running:
        while waiting and (most is None or len(running) < most) and not stop.is_set():
            unit = waiting.pop(0)
            running[task.remote(unit)] = unit
        if stop.is_set():
            yield from (not_begun(unit) for unit in waiting)
            waiting = []
            for reference in running:
                ray.cancel(reference)
        if running:
            done, _ = ray.wait(list(running), num_returns=1, timeout=LOOK_SECONDS)
            yield from (_result(ray, reference, running.pop(reference)) for reference in done)


def _result(ray: Any, reference: Any, unit: Unit) -> Result:
    try:
        result: Result = ray.get(reference)
    except ray.exceptions.TaskCancelledError:
        return not_begun(unit)
    except ray.exceptions.RayError as error:
        reason = str(error).strip().splitlines()[-1]
        return failed(unit, 1, f"Ray could not do it: {reason}", 0.0, 0.0)
    return result
