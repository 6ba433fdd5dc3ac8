"""The one task of the outbox. It is woken after commits and by the pulse."""

from celery import shared_task
from django.utils import timezone

from exchange_portal.outbox import wake
from exchange_portal.outbox.delivery import work_off


@shared_task(name=wake.DRAIN, ignore_result=True)  # type: ignore[untyped-decorator]
def drain() -> None:
    """Work off what is due. What does not fit in its time is left to the next."""
    if not work_off(timezone.now):
        wake.ring()
