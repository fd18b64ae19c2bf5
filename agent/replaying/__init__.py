"""Finding again what a macro's mark means, on a screen that has changed. Pure."""
