from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cohort.config"
    label = "config"
