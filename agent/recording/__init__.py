"""From what a person did, and what the eye saw before it, to the steps of a macro. Pure."""
