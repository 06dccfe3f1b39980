"""The family of refusals: what a person asked for cannot be done, and why, in a sentence they can act on."""

from django.utils.functional import Promise


class Refusal(Exception):
    """A rule says no. `code` is stable for tests and interfaces, `sentence` is for the person, translated late."""

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class NotAllowed(Refusal):
    """The person may not do this."""


class NoLongerOpen(Refusal):
    """It could be done once, but the time for it is over."""
