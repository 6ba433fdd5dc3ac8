"""What a link in a mail may be for. Each room registers its purposes when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.timezone import localdate

from cohorts.models import PersonalLink, User, rights_of
from exchange_portal import links

DAYS = 30  # that a link lasts where nothing says when it is too late


@dataclass(frozen=True)
class Purpose:
    """`about` says in a few words what there is to do, to the one who may; `may` whether they still
    may; `has_begun` whether there is something of theirs that a stranger must not see."""

    name: str
    model: type[Model]
    about: Callable[[Any], str]
    may: Callable[[User, Any, datetime], bool]
    has_begun: Callable[[User, Any], bool]
    address: Callable[[Any], str]


_purposes: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    _purposes[purpose.name] = purpose


def purpose_of(name: str) -> Purpose | None:
    return _purposes.get(name)


def path_for(user: User, purpose: str, thing: UUID, *, last_on: date | None, now: datetime) -> str:
    """For a mail to the person. Those who run rounds log in with a second factor, always: they get
    no link ("")."""
    if user.is_staff:
        return ""
    until_on = last_on or date.fromordinal(localdate(now).toordinal() + DAYS)
    return links.path_of(purpose, thing, person=user.key, until_on=until_on)


def opened(link: int, purpose: str, thing: UUID, now: datetime) -> User | None:
    """The person that an opened link lets in to the thing, or None. The person remembers what they
    may, as the user of a request does."""
    found = (
        PersonalLink.objects.select_related("user")
        .filter(
            pk=link,
            purpose=purpose,
            thing=thing,
            until_on__gte=localdate(now),
            refused_at=None,
            user__is_active=True,
            user__is_staff=False,
        )
        .exclude(opened_at=None)
        .first()
    )
    if found is None:
        return None
    user = found.user
    user.rights_at = {}
    return user if rights_of(user, now).holdings else None
