"""Pixels → Observation: capture, reading, proposals, elements. The only home of torch."""
