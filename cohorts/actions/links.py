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
        super().__init__(_("Länken kan inte öppnas i den här webbläsaren. Logga in med en kod."))


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
    browser = hashlib.sha256(secret.encode()).hexdigest()
    if link.refused_at is not None:
        raise LinkRefused
    if link.opened_at is None and has_begun:
        raise OpenedElsewhere
    if link.opened_at is not None and link.browser != browser:
        raise OpenedElsewhere
    link.browser, link.opened_at = browser, link.opened_at or now
    link.until_on = max(link.until_on, until_on)
    link.save(update_fields=["browser", "opened_at", "until_on"])
    trail.record(events.LINK_OPENED, about=link, by=user, now=now)
    return link


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


def _locked(user: User, purpose: str, thing: UUID, until_on: date) -> PersonalLink:
    User.objects.select_for_update().get(pk=user.pk)
    link, _is_new = PersonalLink.objects.get_or_create(
        user=user, purpose=purpose, thing=thing, defaults={"until_on": until_on}
    )
    return link
