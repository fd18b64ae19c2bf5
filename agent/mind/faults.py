"""Why an answer is of no use; each message is for the model, which may mend it."""


class Unusable(Exception):
    """An answer of which no act can be made."""


class NotThere(Unusable):
    """A point on which nothing stands."""
