"""Changing the key under which the secrets of authenticator apps lie."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from cohorts.second_factor import resealed

SEALED = ("secret", "seed")  # of an app, and of recovery codes


@transaction.atomic
def reseal_second_factors() -> tuple[int, int]:
    """Seal every secret with today's key: how many were, and how many no key opens."""
    done = lost = 0
    for one in Authenticator.objects.select_for_update():
        try:
            one.data |= {name: resealed(one.data[name]) for name in SEALED if name in one.data}
        except InvalidToken:
            lost += 1
            continue
        one.save(update_fields=["data"])
        done += 1
    return done, lost
