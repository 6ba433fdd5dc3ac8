"""What the agency's people and guests are there to do."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import invite
from cohorts.actions.refusals import Refused, check_dates
from cohorts.actions.rounds import add_institution
from cohorts.models import Cohort, Engagement, Guest, Institution, Programme, Round, Scope, User
from exchange_portal.audit import trail


class AlreadyEngaged(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har redan den rollen där under den tiden."))


class ScopeTooNarrow(Refused):
    def __init__(self) -> None:
        super().__init__(_("En administratör arbetar alltid med hela portalen."))


class Protected(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Personen har skyddad identitet. Institutionerna kan inte nå någon utan namn.")
        )


def portal_scope() -> Scope:
    return Scope.objects.get_or_create(kind=Scope.Kind.PORTAL)[0]


def scope_of(thing: Programme | Round | Cohort | Institution) -> Scope:
    """The scope that reaches exactly this programme, round, cohort or institution."""
    kind = Scope.Kind(type(thing).__name__.lower())
    target: dict[str, Any] = {kind.value: thing}
    return Scope.objects.get_or_create(kind=kind, **target)[0]


@transaction.atomic
def engage(
    user: User,
    *,
    role: str,
    scope: Scope,
    from_on: date,
    until_on: date | None = None,
    guest: Guest | None = None,
    by: User | None,
    now: datetime,
) -> Engagement:
    """The user has the role there. Those who run rounds for the agency get the admin's door."""
    user = User.objects.select_for_update().get(pk=user.pk)
    check_dates(from_on, until_on)
    if role == Engagement.Role.ADMINISTRATOR and scope.kind != Scope.Kind.PORTAL:
        raise ScopeTooNarrow
    if user.is_protected and role in Engagement.MET_ROLES:
        raise Protected
    same = user.engagements.filter(role=role, scope=scope)
    if same.overlapping(from_on, until_on).exists():
        raise AlreadyEngaged
    engagement = Engagement.objects.create(
        user=user, role=role, scope=scope, from_on=from_on, until_on=until_on, guest=guest
    )
    _open_or_close_admin(user, now)
    trail.record(events.ENGAGED, about=engagement, by=by, now=now)
    return engagement


@transaction.atomic
def end_engagement(
    engagement: Engagement, *, until_on: date, by: User | None, now: datetime
) -> Engagement:
    """The engagement lasts until (not including) the day."""
    user = User.objects.select_for_update().get(pk=engagement.user_id)
    engagement = Engagement.objects.get(pk=engagement.pk)
    check_dates(engagement.from_on, until_on)
    engagement.until_on = until_on
    engagement.save(update_fields=["until_on"])
    _open_or_close_admin(user, now)
    trail.record(events.ENGAGEMENT_ENDED, about=engagement, by=by, now=now, fields=["until_on"])
    return engagement


def _open_or_close_admin(user: User, now: datetime) -> None:
    """Open for those who run rounds today or later on. The door alone gives no right."""
    remaining = user.engagements.filter(role__in=Engagement.STAFF_ROLES)
    is_staff = remaining.overlapping(localdate(now), None).exists()
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])


@transaction.atomic
def invite_administrator(
    *, email: str, name: str, agency: str, short_name: str, now: datetime
) -> User:
    """For an installation without anyone in it: the agency, made if needed, and a person there
    who has the whole portal."""
    institution = Institution.objects.filter(name=agency).first() or add_institution(
        name=agency, short_name=short_name, kind=Institution.Kind.AGENCY, by=None, now=now
    )
    user = invite(institution, email=email, name=name, by=None, now=now)
    engage(
        user,
        role=Engagement.Role.ADMINISTRATOR,
        scope=portal_scope(),
        from_on=localdate(now),
        by=None,
        now=now,
    )
    return user
