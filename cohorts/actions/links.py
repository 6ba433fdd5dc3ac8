"""Opening a link from a mail, and saying that it came to the wrong person."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.refusals import Refused
from cohorts.models import PersonalLink, User
from exchange_portal.audit import trail


class OpenedElsewhere(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Det här är redan öppnat i en annan webbläsare, och länken gäller bara i en. Det du"
                " har svarat är kvar. Logga in med en kod."
            )
        )


class LinkRefused(Refused):
    def __init__(self) -> None:
        super().__init__(_("Någon har sagt att länken kom fel. Logga in med en kod."))


@transaction.atomic
def open_link(
    user: User,
    *,
    purpose: str,
    thing: UUID,
    until_on: date,
    secret: str,
    has_begun: bool,
    now: datetime,
) -> PersonalLink:
    """Let the browser that knows the secret in. It is the first that opens the link, and the only
    one. What the person has begun elsewhere is not shown by a link."""
    link = _locked(user, purpose, thing, until_on)
    refusal = _refusal(link, secret, has_begun=has_begun)
    if refusal:
        raise refusal
    link.browser, link.opened_at = _hashed(secret), link.opened_at or now
    link.until_on = max(link.until_on, until_on)
    link.save(update_fields=["browser", "opened_at", "until_on"])
    trail.record(events.LINK_OPENED, about=link, by=user, now=now)
    return link


def refusal_of_link(
    user: User, *, purpose: str, thing: UUID, secret: str, has_begun: bool
) -> Refused | None:
    """What `open_link` would say now, so that nobody presses a button in vain."""
    link = PersonalLink.objects.filter(user=user, purpose=purpose, thing=thing).first()
    return _refusal(link or PersonalLink(), secret, has_begun=has_begun)


@transaction.atomic
def refuse_link(
    user: User, *, purpose: str, thing: UUID, until_on: date, now: datetime
) -> PersonalLink:
    """It came to somebody else: it opens for nobody any more."""
    link = _locked(user, purpose, thing, until_on)
    if link.refused_at is None:
        link.refused_at = now
        link.save(update_fields=["refused_at"])
        trail.record(events.LINK_REFUSED, about=link, by=None, now=now)
    return link


def _refusal(link: PersonalLink, secret: str, *, has_begun: bool) -> Refused | None:
    if link.refused_at is not None:
        return LinkRefused()
    is_elsewhere = has_begun if link.opened_at is None else link.browser != _hashed(secret)
    return OpenedElsewhere() if is_elsewhere else None


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _locked(user: User, purpose: str, thing: UUID, until_on: date) -> PersonalLink:
    User.objects.select_for_update().get(pk=user.pk)
    link, _is_new = PersonalLink.objects.get_or_create(
        user=user, purpose=purpose, thing=thing, defaults={"until_on": until_on}
    )
    return link
