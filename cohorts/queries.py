"""What other rooms ask about who is who."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate

from cohorts import events
from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Holding,
    Participation,
    Scope,
    Seat,
    Unreached,
    User,
    WorkAddress,
    rights_of,
)
from exchange_portal.collation import swedish
from exchange_portal.outbox.models import Message, Notice

CONTACT_PERSONS = """
SELECT scope.kind, scope.cohort_id, scope.round_id, scope.programme_id,
       person.id, person.name, person.email, institution.name
FROM cohorts_engagement AS engagement
JOIN cohorts_scope AS scope ON scope.id = engagement.scope_id
JOIN cohorts_user AS person ON person.id = engagement.user_id
JOIN cohorts_workaddress AS address
  ON address.user_id = person.id AND address.email = person.email
JOIN cohorts_institution AS institution ON institution.id = address.institution_id
WHERE engagement.role = %s
  AND engagement.from_on <= %s AND (engagement.until_on IS NULL OR engagement.until_on > %s)
ORDER BY engagement.from_on DESC, engagement.id
"""

NARROWEST_FIRST = ("cohort", "meeting", "round", "programme", "institution", "portal")  # scopes


def contact_person(cohort: Cohort, now: datetime) -> User | None:
    """The one to turn to: engaged for the cohort, or else its round, programme, the portal."""
    found = contact_persons([cohort], now).get(cohort.pk)
    return User.objects.get(pk=found.user) if found else None


@dataclass(frozen=True)
class ContactPerson:
    """Someone engaged as contact person: who, and how far that reaches."""

    kind: str  # of the scope
    cohort: int | None
    round: int | None
    programme: int | None
    user: int
    name: str
    email: str
    institution: str

    def reaches(self, cohort: Cohort) -> bool:
        kinds, round = Scope.Kind, cohort.round
        return (
            self.kind == kinds.PORTAL
            or (self.kind == kinds.COHORT and self.cohort == cohort.pk)
            or (round is not None and round.pk == self.round)
            or (round is not None and round.programme_id == self.programme)
        )


def contact_persons(cohorts: Sequence[Cohort], now: datetime) -> dict[int, ContactPerson]:
    """The one for each cohort that has any, by the cohort's primary key.

    All of today's are asked for, a hundred at the most: choosing among them here takes a third of
    the time that the database takes to be asked about four kinds of scope.
    """
    engaged = sorted(_contact_persons(now), key=lambda one: NARROWEST_FIRST.index(one.kind))
    nearest = {one.pk: next((c for c in engaged if c.reaches(one)), None) for one in cohorts}
    return {cohort: one for cohort, one in nearest.items() if one is not None}


def _contact_persons(now: datetime) -> Iterator[ContactPerson]:
    """The latest first; each at the institution of their main address.

    Every page of a participant asks this, for its foot. In SQL, because phrasing it took the ORM
    three times as long as the database takes to answer.
    """
    with connection.cursor() as cursor:
        today = localdate(now)
        cursor.execute(CONTACT_PERSONS, [Engagement.Role.CONTACT_PERSON.value, today, today])
        return (ContactPerson(*row) for row in cursor.fetchall())


def holders(participation: Participation, now: datetime, role: str | None = None) -> QuerySet[User]:
    """Those who do the work of a seat of the participation today (of the role, if one is named),
    by name."""
    held = Holding.objects.acting(now).filter(seat__participation=participation)
    if role is not None:
        held = held.filter(seat__function__role=role)
    return User.objects.filter(pk__in=held.values("user")).order_by(swedish("name"), "pk")


def function_of(user: User, participation: Participation, now: datetime) -> Function | None:
    """What the user is there as today; the first in the round's order when there are several."""
    seats = (holding.seat for holding in rights_of(user, now).holdings)
    return next((s.function for s in seats if s.participation_id == participation.pk), None)


def known(user: User, participation: Participation, now: datetime) -> Participation:
    """The participation as the user's own seats know it, with its institution and round at hand."""
    places = rights_of(user, now).participations()
    return next((place for place in places if place.pk == participation.pk), participation)


def seats_of(participation: Participation, now: datetime) -> list[Seat]:
    """Every seat of the participation in the round's order, with those who hold it today or later
    as its `people`, as `invited` gives them, the first to come first and stand-ins last; and
    whether it `has_room` for someone more."""
    today = localdate(now)
    lasting_people = Holding.objects.overlapping(today, None).select_related("user")
    people = invited(lasting_people, now).order_by("is_stand_in", "from_on", "pk")
    lasting = Holding.objects.filter(seat=OuterRef("pk"), until_on=None)
    return list(
        Seat.objects.filter(participation=participation)
        .select_related("function", "sub_unit")
        .annotate(has_room=~Exists(lasting))
        .prefetch_related(Prefetch("holdings", people, to_attr="people"))
        .order_by("function__position", "number", "pk")
    )


def address_at(person: User, institution: int) -> WorkAddress:
    """The person's address at the institution (its id): the one that mail goes to, or else the
    latest."""
    addresses = WorkAddress.objects.filter(user=person, institution=institution)
    return addresses.alias(is_main=Q(email=person.email)).order_by("-is_main", "-pk")[0]


def held_by(seat: Seat, now: datetime) -> Holding | None:
    """Of whoever has the seat today in their own right, or else comes next."""
    lasting = Holding.objects.regular().overlapping(localdate(now), None)
    return lasting.filter(seat=seat).with_place().select_related("user").order_by("from_on").first()


def vacant_seats(now: datetime) -> QuerySet[Seat]:
    """Those that nobody holds, today or later on. Whoever stands in leaves the seat vacant."""
    held = Holding.objects.regular().overlapping(localdate(now), None)
    held = held.filter(seat=OuterRef("pk"))
    return Seat.objects.filter(~Exists(held))


def held_today(now: datetime) -> FilteredRelation:
    """To annotate seats with: the holding of today, if there is one, and no stand-in's."""
    today = localdate(now)
    goes_on = Q(holdings__until_on=None) | Q(holdings__until_on__gt=today)
    begun = Q(holdings__from_on__lte=today, holdings__is_stand_in=False)
    return FilteredRelation("holdings", condition=begun & goes_on)


def stand_ins(now: datetime, *, for_days: bool = False) -> FilteredRelation:
    """To annotate seats with: those who stand in, today or later on (for some days, not at one
    meeting); several for some seats."""
    lasting = Q(holdings__is_stand_in=True, holdings__until_on__gt=localdate(now))
    begun = Q(holdings__until_on__gt=F("holdings__from_on"))
    if for_days:
        lasting &= Q(holdings__meeting_scope=None)
    return FilteredRelation("holdings", condition=lasting & begun)


class Invited(TextChoices):
    """How far the invitation of someone with a seat has come."""

    CAME = "came", "has logged in"
    TO_COME = "to_come", "the first day is yet to come"
    UNREACHED = "unreached", "somebody has noted that it did not reach its person"
    REFUSED = "refused", "the mail server said no, or staff stopped the mail"
    UNCLEAR = "unclear", "nobody knows whether the mail arrived"
    SENT = "sent", "the mail has been handed over"
    ON_ITS_WAY = "on_its_way", "it is about to be sent"


UNREACHED = (Invited.UNREACHED, Invited.REFUSED, Invited.UNCLEAR)  # somebody must do something


def invited(holdings: QuerySet[Holding], now: datetime) -> QuerySet[Any]:
    """Each with how far its invitation has come (`invited`, an `Invited`), when the latest mail was
    written (`invited_at`), what the mail server answered, and the noted `reason`."""
    mails = _invitations().filter(recipient=OuterRef("user"), place=OuterRef("seat__participation"))
    notes = Unreached.objects.filter(
        Q(noted_at__gte=OuterRef("invited_at")),
        holding__user=OuterRef("user"),
        holding__seat__participation=OuterRef("seat__participation"),
    ).order_by("-noted_at", "-pk")
    return holdings.annotate(
        invited_at=Subquery(mails.values("message__created_at")[:1]),
        mail_error=Subquery(mails.values("message__error")[:1]),
        reason=Subquery(notes.values("reason")[:1]),
        invited=Case(
            When(user__last_login__isnull=False, then=Value(Invited.CAME.value)),
            When(from_on__gt=localdate(now), then=Value(Invited.TO_COME.value)),
            When(reason__isnull=False, then=Value(Invited.UNREACHED.value)),
            default=Coalesce(
                Subquery(mails.values("outcome")[:1]), Value(Invited.ON_ITS_WAY.value)
            ),
        ),
    )


def last_invited(holding: Holding) -> datetime | None:
    """When the latest invitation of the person to the participation was written."""
    place = holding.seat.participation_id
    mails = _invitations().filter(recipient=holding.user_id, place=place)
    return mails.values_list("message__created_at", flat=True).first()


def _invitations() -> QuerySet[Any]:
    """Those written, the latest first, each with the participation (`place`) that it is to and how
    its mail went (`outcome`)."""
    states = Message.State
    outcome = Case(
        When(message__state__in=[states.FAILED, states.DISCARDED], then=Value(Invited.REFUSED)),
        When(message__state=states.UNCLEAR, then=Value(Invited.UNCLEAR)),
        When(message__state=states.SENT, then=Value(Invited.SENT)),
        default=Value(Invited.ON_ITS_WAY),
    )
    place = Cast(KeyTextTransform("participation", "data"), IntegerField())
    written = Notice.objects.filter(kind=events.WELCOME, message__isnull=False)
    return written.annotate(place=place, outcome=outcome).order_by("-message__created_at", "-pk")
