"""The reference that the people of the study are laid beside: a file of the study's, read once."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

SHIPPED = Path(__file__).resolve().parent.parent / "content" / "reference.yaml"


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    da: str
    en: str


class Reference(BaseModel):
    """Shares in per cent, by dimension and value. A number that nobody has checked is not `verified`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verified: bool
    source: Words
    flag_below: float
    least_people: int
    shares: dict[str, dict[str, float]]


@cache
def reference(path: Path = SHIPPED) -> Reference:
    """Raises ValidationError for a file that is none."""
    return Reference.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
