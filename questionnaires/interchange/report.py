"""What an import gives: a definition as far as there is one, and a line for all that changed."""

from dataclasses import dataclass, field

from questionnaires.definition.schema import Definition


@dataclass(frozen=True)
class Imported:
    """The definition is None where nothing could be made of the file; the lines then say why."""

    definition: Definition | None
    lines: tuple[str, ...]


@dataclass
class Report:
    """Lines in the order they were found, each said once."""

    lines: list[str] = field(default_factory=list)

    def say(self, where: str, why: str) -> None:
        line = f"{where}: {why}"
        if line not in self.lines:
            self.lines.append(line)
