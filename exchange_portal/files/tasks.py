"""The daily tidying of the storage."""

from celery import shared_task
from django.utils import timezone

from exchange_portal.files.orphans import remove_orphans


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Remove files whose rows were never committed."""
    remove_orphans(timezone.now())
