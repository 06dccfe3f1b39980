from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "cohort.config.demo"
    label = "demo"

    def ready(self) -> None:
        from cohort.common import clock
        from cohort.config.demo.clock import FileClock

        clock.install(FileClock(settings.FILES_DIR / "clock"))
