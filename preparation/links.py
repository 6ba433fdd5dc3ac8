"""The link in a mail to a head: to confirm for the institution, without logging in."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.links import Purpose, path_for, register_purpose
from cohorts.models import Participation, User
from cohorts.rules import has_ended
from preparation.models import Confirmation
from preparation.queries.confirming import plan_of
from preparation.rules import may_confirm

CONFIRM = "bekrafta"  # as it stands in the address
LATE = timedelta(days=7)  # that a link lasts once the last day has passed


def way_to_confirm(user: User, participation: Participation, now: datetime) -> str:
    """A link of the head's own; "" for those who get none."""
    plan = plan_of(participation.cohort.round)
    last_on = max(plan.confirm_by, localdate(now) + LATE) if plan else date.min
    return path_for(user, CONFIRM, participation.key, last_on=last_on, now=now) if plan else ""


def _may(user: User, participation: Participation, now: datetime) -> bool:
    """Until they have: what is confirmed is not shown by a link that is opened afterwards."""
    round = participation.cohort.round
    is_asked = plan_of(round) is not None and not has_ended(round, now)
    return is_asked and may_confirm(user, participation, now) and not _has(user, participation)


def _has(user: User, participation: Participation) -> bool:
    own = Confirmation.objects.standing().filter(confirmed_by=user)
    return own.filter(participation=participation).exists()


def _begun(user: User, participation: Participation) -> bool:
    """There is no draft of it."""
    return False


def _about(participation: Participation) -> str:
    return _("Ledningens bekräftelse, %(place)s") % {"place": participation}


def _address(participation: Participation) -> str:
    return reverse("confirm_by_link", args=[participation.key])


register_purpose(
    Purpose(
        name=CONFIRM,
        model=Participation,
        about=_about,
        may=_may,
        has_begun=_begun,
        address=_address,
    )
)
