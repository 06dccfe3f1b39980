from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cohort.config"
    label = "config"

    def ready(self) -> None:
        """Tasks called from a web process find the Celery application.

        Imported here and not in the package, so that `cohort.config.local` runs before anything is installed.
        """
        from cohort.config import celery  # noqa: F401
