from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cohort.members"
    label = "members"
