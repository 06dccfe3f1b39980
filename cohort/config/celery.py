"""The Celery application; its tasks are thin doors to actions."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohort.config.settings")

app = Celery("rygvej")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
