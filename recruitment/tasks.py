"""Work of recruitment outside the request."""

from celery import shared_task

from recruitment.actions import ask_again


@shared_task(name="recruitment.ask_again")
def write_to_those_asked_again() -> int:
    """Write to those whom a new consent text asks again; how many. Run twice, nobody gets two for a text."""
    return ask_again.plan()
