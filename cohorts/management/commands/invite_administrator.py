"""The first administrator of an installation: the one who lets in everyone else."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from cohorts import actions
from cohorts.actions import AddressTaken, AlreadyEngaged


class Command(BaseCommand):
    help = "Bjuder in en administratör. Personen loggar in med en kod som kommer med e-post."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="personens e-postadress på myndigheten")
        parser.add_argument("name", help="personens namn")
        parser.add_argument("--agency", default=settings.AGENCY)
        parser.add_argument("--short-name", default="JÄMY")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            user = actions.invite_administrator(
                email=options["email"],
                name=options["name"],
                agency=options["agency"],
                short_name=options["short_name"],
                now=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(f"«{options['email']}» är ingen e-postadress.") from error
        except (AddressTaken, AlreadyEngaged) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{user.name} är administratör. Logga in på {settings.PORTAL_URL}/konto/login/code/ "
            f"med adressen {user.email}. Vid första inloggningen kopplas en app för koder."
        )
