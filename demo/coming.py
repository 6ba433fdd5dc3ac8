"""Who has come to the portal since they were invited, and who has not been reached."""

from datetime import timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from cohorts import actions, events
from cohorts.emails import write_welcome
from cohorts.models import Holding, Unreached, User
from demo.building import Build
from exchange_portal.outbox import queue
from exchange_portal.outbox.models import Message, Notice

DAYS_UNTIL_COME = 2
UNKNOWN = "550 5.1.1 No such user here"
# How the mail to those went who have not come: what the server answered, or nothing.
NOT_COME = {"Emil Storm": "", "Runa Stål": "", "Henrik Vall": "", "Hugo Brink": UNKNOWN}
NOTED = {"Birgit Hall": Unreached.Reason.WRONG_PERSON}  # the mail went, and somebody called


def come(building: Build) -> None:
    """Everyone else logged in some days after their first day."""
    for name in (*NOT_COME, *NOTED):
        _mail(name, error=NOT_COME.get(name, ""))
    for name, reason in NOTED.items():
        (holding,) = Holding.objects.filter(user__name=name)
        by = building.staff["Cleo Berg"]
        actions.note_unreached(holding, reason=reason, by=by, now=building.at(-5, 10))
    last = localdate(building.now) - timedelta(days=DAYS_UNTIL_COME)
    people: QuerySet[Any] = User.objects.exclude(name__in=[*NOT_COME, *NOTED])
    first_on = Coalesce(Min("holdings__from_on"), Min("engagements__from_on"))
    came = people.annotate(first_on=first_on).filter(first_on__lte=last)
    for person in came:
        days = (person.first_on - localdate(building.now)).days + DAYS_UNTIL_COME
        person.last_login = building.at(days, 9, person.pk % 60)
    User.objects.bulk_update(came, ["last_login"])


def _mail(name: str, *, error: str) -> None:
    """As the worker leaves a welcome that it has sent, or could not send."""
    notice = Notice.objects.filter(kind=events.WELCOME, recipient__name=name).latest("due_at")
    person, at = notice.recipient, notice.due_at
    message = queue.post(
        write_welcome(notice),
        kind=notice.kind,
        to_address=person.email,
        language=person.language,
        now=at,
        recipient=person,
    )
    message.state = Message.State.FAILED if error else Message.State.SENT
    message.error, message.sent_at = error, None if error else at
    message.save(update_fields=["state", "error", "sent_at"])
    notice.state, notice.message = Notice.State.WRITTEN, message
    notice.save(update_fields=["state", "message"])
