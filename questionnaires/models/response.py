"""Responses: one document of answers to one version, and the scores computed from it. Person-free."""

import uuid

from django.db import connection, models
from django.db.models import Q

from cohort.common import clock
from cohort.common.privacy import classify

from .instrument import Version


class ResponseManager(models.Manager["Response"]):
    def next_pk(self) -> int:
        """The key of a response to come, for its assignment to name first.

        A response says nothing of whose it is, so the database lets it in only where an assignment that is reached
        names it already; the foreign key is looked at when the transaction ends.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('questionnaires_response', 'id'))")
            return int(cursor.fetchone()[0])


class Response(models.Model):
    """The answers, merged item by item while open; frozen by the database once submitted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    trail = models.JSONField(
        default=dict
    )  # per item: when, in which language, how shown, seconds used, whether from an earlier answer
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)

    objects = ResponseManager()

    columns = classify(
        pseudonymous="trail started_at saved_at submitted_at",
        free_text="answers",
        technical="id uuid version",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="response_submitted_after_start",
                condition=Q(submitted_at__isnull=True) | Q(submitted_at__gte=models.F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"response {self.uuid}"


class Score(models.Model):
    """One number computed from one response by one edition of a scoring rule."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="scores")
    name = models.TextField()
    value = models.DecimalField(max_digits=8, decimal_places=3, null=True)  # null: too little answered
    band = models.TextField(blank=True)
    rule = models.TextField()  # edition of the rule, such as "rmdq-1"
    answered = models.PositiveSmallIntegerField()

    columns = classify(pseudonymous="response name value band answered", technical="id rule")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("response", "name"), name="score_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
