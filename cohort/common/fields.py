"""Model fields that are sealed in the database and plain in Python."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact

from cohort.common import sealing


class _IsEmpty(Exact):
    """`field=""`: the one comparison a sealed text allows, since empty text is not sealed."""

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise TypeError("sealed text can only be compared with empty text; use its lookup hash")
        return ""


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that the database sees only as a Fernet token. Empty text stays empty. Cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return sealing.seal(value) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        return sealing.unseal(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        if lookup_name == "exact":
            return _IsEmpty
        raise TypeError(f"{self.name} is sealed and cannot be searched; use its lookup hash")


class SealedBinaryField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes that the database sees only as a Fernet token."""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        sealed = sealing.seal_bytes(bytes(value)) if value is not None else None
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: bytes | None, expression: Any, connection: BaseDatabaseWrapper) -> bytes | None:
        return sealing.open_bytes(bytes(value)) if value is not None else None
