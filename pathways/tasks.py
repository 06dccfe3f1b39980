"""Work of the pathways outside the request."""

from celery import shared_task

from pathways.actions import summaries


@shared_task(name=summaries.PRINT_TASK)
def print_summaries() -> int:
    """Print the summaries that wait; safe to run twice and beside itself."""
    return summaries.print_waiting()
