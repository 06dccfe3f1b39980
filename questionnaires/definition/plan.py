"""The shape of a plan: which instruments at which offset, how long they stay open, when reminders go."""

from collections.abc import Collection
from typing import Self

from pydantic import Field, model_validator

from questionnaires.definition.schema import Name, Strict, Text

LONGEST_DAYS = 36_600
SHORTEST_WINDOW_DAYS = 14


class Wave(Strict):
    """A named time point. Offsets count from enrolment, reminder days from the day the wave opens."""

    slug: Name
    name: Text
    instruments: tuple[Name, ...] = Field(min_length=1)
    offset_days: int = Field(ge=0, le=LONGEST_DAYS)
    window_days: int = Field(ge=SHORTEST_WINDOW_DAYS, le=366)
    reminder_days: tuple[int, ...]

    @model_validator(mode="after")
    def reminders_inside(self) -> Self:
        """Reminders rise, start with the invitation on day 0 and stop before the window closes."""
        days = self.reminder_days
        if not days or days[0] != 0:
            raise ValueError("reminder_days starts with 0, the day of the invitation.")
        if list(days) != sorted(set(days)):
            raise ValueError("reminder_days rise; no day stands twice.")
        if days[-1] >= self.window_days:
            raise ValueError(f"the last reminder comes before the window closes on day {self.window_days}.")
        return self


class Plan(Strict):
    """The waves of a cohort in the order of time. Whoever changes a published plan gives it the next number."""

    slug: Name
    number: int = Field(default=1, ge=1, le=32_767)
    name: Text
    waves: tuple[Wave, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def ordered(self) -> Self:
        slugs = [wave.slug for wave in self.waves]
        faults = [
            f"wave {slug}: this name stands twice; every wave has its own."
            for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1})
        ]
        offsets = [wave.offset_days for wave in self.waves]
        if offsets != sorted(offsets):
            faults.append("the waves stand in the order of time; an offset is smaller than the one before.")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def instruments(self) -> frozenset[str]:
        """Every instrument that some wave asks for."""
        return frozenset(slug for wave in self.waves for slug in wave.instruments)

    def wave(self, slug: str) -> Wave | None:
        return next((wave for wave in self.waves if wave.slug == slug), None)

    def not_written(self, slugs: Collection[str]) -> tuple[str, ...]:
        """Instruments the plan names but that are not among `slugs`: announced, not yet written."""
        return tuple(sorted(self.instruments - set(slugs)))
