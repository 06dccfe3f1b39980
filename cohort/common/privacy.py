"""Every column of every table carries one class; scrubbing, export and erasure read the same list."""

from typing import Literal

ColumnClass = Literal["identifying", "pseudonymous", "free_text", "technical"]


def classify(
    *, identifying: str = "", pseudonymous: str = "", free_text: str = "", technical: str = ""
) -> dict[str, ColumnClass]:
    """Field names by class, each class a space-separated list. A field named twice is an error (ValueError).

    identifying: tells who the person is. pseudonymous: about a person, says nothing of who it is.
    free_text: may hold anything a person wrote. technical: says nothing about a person.
    """
    classes: dict[str, ColumnClass] = {}
    groups: tuple[tuple[ColumnClass, str], ...] = (
        ("identifying", identifying),
        ("pseudonymous", pseudonymous),
        ("free_text", free_text),
        ("technical", technical),
    )
    for kind, names in groups:
        for name in names.split():
            if name in classes:
                raise ValueError(f"column {name} is classified twice")
            classes[name] = kind
    return classes
