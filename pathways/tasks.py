"""Work of the pathways outside the request."""

from celery import shared_task

from pathways.actions import printing
from pathways.actions.summaries import PRINT_TASK


@shared_task(name=PRINT_TASK)
def print_summaries() -> int:
    """Print the summaries that wait and remove those whose time is over; safe to run twice and beside itself."""
    printing.remove_old()
    return printing.print_waiting()
