"""What beat starts, and how often. Everything here may be late, be skipped, or come twice.

Due work stands in the database; a task only looks for it. So a second beat does no harm, and a task that no
worker took before the next one comes is thrown away, instead of a pile of them waiting after an outage.
"""

from typing import Any

# Ticks between two runs.
EVERY = {
    "questionnaires.plan_messages": 1,
    "outbox.send": 1,
    "recruitment.take_in": 1,
    "recruitment.move_confirmed": 1,
    "audit.seal": 1,
    "questionnaires.close_overdue": 1,
    "questionnaires.settle_diaries": 10,
    "questionnaires.fill_schedule": 10,
    "recruitment.match_sub_studies": 10,
    "pathways.print_summaries": 1,
    "exports.build_releases": 1,
    "exports.erase": 1,
}
AN_HOUR, A_DAY = 3600, 86_400  # seconds
A_QUARTER = 900
BY_THE_CLOCK = {
    "recruitment.tally": A_QUARTER,
    "audit.anchor": AN_HOUR,
    "web.forget_visits": AN_HOUR,
    "recruitment.refresh_workload": AN_HOUR,
    "exports.retain": A_DAY,
    "members.find_duplicates": AN_HOUR,
    "recruitment.ask_again": A_DAY,
}


def beat_schedule(tick: int) -> dict[str, dict[str, Any]]:
    """Celery's beat schedule for ticks of that many seconds. Some go by hours or days, whatever the tick."""
    seconds = {task: ticks * tick for task, ticks in EVERY.items()} | BY_THE_CLOCK
    return {
        task: {"task": task, "schedule": float(every), "options": {"expires": every}} for task, every in seconds.items()
    }
