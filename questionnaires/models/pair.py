"""Pairs: what a clinician and a patient said about the same matter, laid side by side by the database."""

from django.db import models

from cohort.common.privacy import classify

from .response import Response


class Pair(models.Model):
    """One answer of a clinician, and the patient's nearest one to the item that the clinician's names as its `pair`.

    A view: nearest is the handed-in answer the fewest days before or after the consultation, 28 at most, of two
    equally near ones the earlier. Where there is none, or either side gave a reason instead of an answer, there is no
    row. The values are as they were given; questionnaires.scoring.pairs brings both to common levels.
    """

    id = models.TextField(primary_key=True)  # the clinician's response and item
    participant = models.ForeignKey("members.Participant", on_delete=models.DO_NOTHING, related_name="+")
    matter = models.TextField()  # the clinician's item
    theirs = models.TextField()  # the patient's item
    clinician_response = models.ForeignKey(Response, on_delete=models.DO_NOTHING, related_name="+")
    clinician_value = models.JSONField()
    patient_response = models.ForeignKey(Response, on_delete=models.DO_NOTHING, related_name="+")
    patient_value = models.JSONField()
    days = models.IntegerField()  # from the consultation to the patient's answer; negative where that came first

    columns = classify(
        pseudonymous="participant matter theirs clinician_value patient_value days",
        technical="id clinician_response patient_response",
    )

    class Meta:
        managed = False
        db_table = "questionnaires_pair"

    def __str__(self) -> str:
        return f"{self.matter} and {self.theirs} ({self.days} days)"
