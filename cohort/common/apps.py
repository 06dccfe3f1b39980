from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "cohort.common"
    label = "common"
