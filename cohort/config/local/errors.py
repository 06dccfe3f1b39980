"""The one error of this package."""


class LocalServerError(Exception):
    """A local server or process cannot run; the text is one line that says what to do."""
