"""Fill the portal with as much as it is built for."""

from time import monotonic

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.full_size import fill


class Command(BaseCommand):
    help = (
        "Adds a round of full size: 420 institutions, 12,600 people, 105 groups, 6,500 "
        "submissions, 160,000 answers, 20,000 files. Takes minutes, writes no mail, and does "
        "nothing if it is there. Log in as full.storlek@prov.example."
    )

    def handle(self, **options: object) -> None:
        begun = monotonic()
        fill(now=timezone.now())
        self.stdout.write(f"Omgången «Full storlek» finns. Det tog {monotonic() - begun:.0f} s.")
