"""What the beat wakes. Everything can run twice."""

from celery import shared_task
from django.utils import timezone

from preparation import reminders


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def remind() -> None:
    reminders.remind(now=timezone.now())
