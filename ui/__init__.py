"""The app: the only home of Qt widgets. It talks to agent/ alone."""
