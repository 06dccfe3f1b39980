from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cohort.exports"
    label = "exports"
