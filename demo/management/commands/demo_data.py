"""Build the demo's round."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.actions import build


class Command(BaseCommand):
    help = "Builds the demo's round, groups and people. Does nothing if they are there."

    def handle(self, **options: object) -> None:
        build(now=timezone.now())
