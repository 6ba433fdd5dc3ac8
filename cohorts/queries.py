"""What other rooms ask about who is who."""

from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from cohorts.models import Cohort, Engagement, Function, Holding, Participation, User
from exchange_portal.collation import swedish

NARROWEST_FIRST = Case(
    When(scope__kind="cohort", then=Value(0)),
    When(scope__kind="round", then=Value(1)),
    When(scope__kind="programme", then=Value(2)),
    default=Value(3),
)


def contact_person(cohort: Cohort, now: datetime) -> User | None:
    """The one to turn to: engaged for the cohort, or else its round, programme, the portal."""
    engaged = Engagement.objects.current(now).filter(role=Engagement.Role.CONTACT_PERSON)
    nearest = (
        engaged.reaching(Cohort.objects.filter(pk=cohort.pk))
        .select_related("user")
        .order_by(NARROWEST_FIRST, "-from_on", "pk")
        .first()
    )
    return nearest.user if nearest else None


def holders(participation: Participation, now: datetime, role: str | None = None) -> QuerySet[User]:
    """Those who hold a seat of the participation today (of the role, if one is named), by name."""
    held = Holding.objects.current(now).filter(seat__participation=participation)
    if role is not None:
        held = held.filter(seat__function__role=role)
    return User.objects.filter(pk__in=held.values("user")).order_by(swedish("name"), "pk")


def my_participations(user: User, now: datetime) -> QuerySet[Participation]:
    """Where the user holds a seat today; rounds under way before those that have ended."""
    return (
        Participation.objects.held_by(user, now)
        .select_related("institution", "cohort__round__programme")
        .order_by("-cohort__round__ends_on", swedish("cohort__name"), "pk")
    )


def function_of(user: User, participation: Participation, now: datetime) -> Function | None:
    """What the user is there as today; the first in the round's order when there are several."""
    held = Holding.objects.of(user, now).filter(seat__participation=participation)
    functions = Function.objects.filter(pk__in=held.values("seat__function"))
    return functions.order_by("position", "pk").first()
