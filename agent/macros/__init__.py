"""Macros as files and words: kept, read, shown, checked, changed. No screen, no model."""
