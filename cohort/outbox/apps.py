from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cohort.outbox"
    label = "outbox"
