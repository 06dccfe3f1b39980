"""Every column of every table carries one class; scrubbing, export and erasure read the same list."""

from typing import Literal

ColumnClass = Literal["identifying", "pseudonymous", "free_text", "technical", "access", "staff", "working"]


# Not the person's own to be told: everything else of theirs is handed over to them.
WITHHELD: frozenset[ColumnClass] = frozenset({"access", "staff", "working"})


def classify(
    *,
    identifying: str = "",
    pseudonymous: str = "",
    free_text: str = "",
    technical: str = "",
    access: str = "",
    staff: str = "",
    working: str = "",
) -> dict[str, ColumnClass]:
    """Field names by class, each class a space-separated list. A field named twice is an error (ValueError).

    identifying: tells who the person is. pseudonymous: about a person, says nothing of who it is.
    free_text: may hold anything a person wrote. technical: says nothing about a person.
    access: lets somebody in, or finds them; it goes with the identity. staff: says who of the staff did something.
    working: how a worker goes about it.
    """
    classes: dict[str, ColumnClass] = {}
    groups: tuple[tuple[ColumnClass, str], ...] = (
        ("identifying", identifying),
        ("pseudonymous", pseudonymous),
        ("free_text", free_text),
        ("technical", technical),
        ("access", access),
        ("staff", staff),
        ("working", working),
    )
    for kind, names in groups:
        for name in names.split():
            if name in classes:
                raise ValueError(f"column {name} is classified twice")
            classes[name] = kind
    return classes
