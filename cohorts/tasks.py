"""What is done every day without anybody asking."""

from celery import shared_task
from django.utils import timezone

from cohorts.actions import throw_old_lists


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def tidy() -> None:
    throw_old_lists(now=timezone.now())
