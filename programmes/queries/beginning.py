"""What rounds are begun from: templates, those who want in, whom to ask."""

from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Q,
    QuerySet,
    Value,
    When,
)

from cohorts.models import (
    Engagement,
    Programme,
    Round,
    User,
    rights_of,
)
from exchange_portal.collation import swedish
from programmes.models import ExpressionOfInterest, RoundOrigin, TemplateVersion


def templates_to_start(user: User, now: datetime) -> QuerySet[TemplateVersion]:
    """The published versions that the user may start a round from, with how much they hold; the
    newest of each programme first."""
    rows = TemplateVersion.objects.visible_to(user, now).filter(retirement=None)
    rights = rights_of(user, now)
    if not rights.is_administrator:
        rows = rows.filter(template__programme__in=rights.programmes_led)
    return rows.annotate(
        function_count=Count("functions", distinct=True),
        meeting_count=Count("meetings", distinct=True),
        task_count=Count("assignments", distinct=True),
    ).order_by(swedish("template__programme__name_sv"), "-label", "pk")


def templates_for_admitted(user: User, now: datetime) -> QuerySet[TemplateVersion]:
    """Those of programmes where somebody who is admitted waits for a round."""
    waiting = ExpressionOfInterest.objects.filter(
        state=ExpressionOfInterest.State.ADMITTED, round=None
    )
    them = waiting.values("programme")
    return templates_to_start(user, now).filter(template__programme__in=them)


def interests(user: User, now: datetime) -> QuerySet[ExpressionOfInterest]:
    """Those that the user may see: those to decide about first, the oldest of them on top."""
    states = ExpressionOfInterest.State
    order = (states.WAITING, states.ON_HOLD, states.ADMITTED, states.DECLINED)
    whens = (When(state=state, then=Value(place)) for place, state in enumerate(order))
    seen = ExpressionOfInterest.objects.visible_to(user, now)
    return seen.order_by(Case(*whens), "confirmed_at", "pk")


def new_interests(user: User, now: datetime) -> int:
    """How many wait for a first decision; nobody else than those who decide is asked for."""
    rights = rights_of(user, now)
    if not rights.is_administrator and not rights.programmes_led:
        return 0
    seen = ExpressionOfInterest.objects.visible_to(user, now)
    return seen.filter(state=ExpressionOfInterest.State.WAITING).count()


def begun_by(token: UUID) -> Round | None:
    """The round that the button of that token has started."""
    origin = RoundOrigin.objects.filter(token=token).select_related("round").first()
    return origin.round if origin else None


def contacts(programme: Programme, now: datetime) -> QuerySet[User]:
    """Those who work for the agency with the programme today, or with the whole portal, and whom
    institutions can know by name; by name."""
    reaching = Q(scope__kind="portal") | Q(scope__programme=programme)
    reaching |= Q(scope__round__programme=programme)
    reaching |= Q(scope__cohort__round__programme=programme)
    engaged = Engagement.objects.current(now).filter(reaching, role__in=Engagement.STAFF_ROLES)
    staff = User.objects.filter(pk__in=engaged.values("user"), is_active=True)
    return staff.filter(is_protected=False).order_by(swedish("name"), "pk")
