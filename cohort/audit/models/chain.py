"""The chain over the audit: each entry's digest holds the one before it, so that nothing can be changed unseen."""

from django.db import models

from cohort.common.privacy import classify


class Unsealed(models.Model):
    """An entry that waits for its place in the chain. Written by a trigger, in the transaction of the entry."""

    entry_id = models.BigIntegerField(primary_key=True)
    content = models.BinaryField()  # the hash of the entry as it was written

    columns = classify(technical="entry_id content")

    class Meta:
        db_table = "audit_unsealed"

    def __str__(self) -> str:
        return f"entry {self.entry_id}, not sealed yet"


class Link(models.Model):
    """One entry's place in the chain. Append-only; positions begin at 1 and leave nothing out."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField()  # sha256(the digest before, then the hash of the entry as it was written)

    columns = classify(technical="position entry_id digest")

    class Meta:
        db_table = "audit_link"
        constraints = (models.CheckConstraint(name="audit_link_position_counts", condition=models.Q(position__gt=0)),)

    def __str__(self) -> str:
        return f"{self.position}: entry {self.entry_id}"
