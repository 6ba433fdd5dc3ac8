"""The daily forgetting of what nobody confirmed."""

from celery import shared_task
from django.utils import timezone

from programmes.actions import forget_unconfirmed


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget() -> None:
    forget_unconfirmed(now=timezone.now())
