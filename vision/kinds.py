"""The order in which the model's heads speak of kinds and states, and the strides of their maps."""

from __future__ import annotations

from typing import get_args

from agent.types import ContainerKind, ElementKind, State

ELEMENT_KINDS: tuple[str, ...] = get_args(ElementKind)
STATES: tuple[str, ...] = get_args(State)
COARSE_KINDS: tuple[str, ...] = ("big", *get_args(ContainerKind))  # "big": an element with both sides long
FINE_STRIDE, COARSE_STRIDE = 4, 16
