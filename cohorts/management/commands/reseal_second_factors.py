"""After a change of PORTAL_SECRET_KEY: then the old key can be taken away."""

from typing import Any

from django.core.management.base import BaseCommand

from cohorts import actions


class Command(BaseCommand):
    help = "Förseglar alla hemligheter för tvåstegsinloggning med den nyckel som gäller nu."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = actions.reseal_second_factors()
        self.stdout.write(f"Förseglade: {done}. Går inte att öppna med någon nyckel: {lost}.")
