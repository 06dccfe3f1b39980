"""What a supervisor asks: does the process live, and can it do its work?"""

import logging

import redis
from django.conf import settings
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.common.access import public

logger = logging.getLogger(__name__)

# A schema that was complete once stays complete for the life of this process.
_seen_complete = False


@transaction.non_atomic_requests
@public
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a database away does not get web processes killed."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@transaction.non_atomic_requests
@public
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when people can answer: database there, migrations applied. Without Redis they still can."""
    database = _database()
    return JsonResponse({"database": database, "redis": _redis()}, status=200 if database == "up" else 503)


def _database() -> str:
    global _seen_complete
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _seen_complete:
            executor = MigrationExecutor(connection)
            _seen_complete = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        logger.warning("not ready: %s", type(error).__name__)
        return "down"
    return "up" if _seen_complete else "not migrated"


def _redis() -> str:
    address = settings.REDIS_URL.replace("redis+socket://", "unix://", 1)
    try:
        with redis.Redis.from_url(address, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except redis.RedisError:
        return "down"
    return "up"
