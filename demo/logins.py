"""Whoever has done something in the demo has logged in to do it."""

from django.db.models import Max

from cohorts.models import User
from exchange_portal.audit.models import TrailEntry


def remember_logins() -> None:
    """As last of what they did. The others have not come yet, and can be invited again."""
    done = TrailEntry.objects.exclude(actor_id=None).values("actor_id").annotate(last=Max("at"))
    last = {one["actor_id"]: one["last"] for one in done}
    people = [one for one in User.objects.filter(last_login=None) if one.pk in last]
    for person in people:
        person.last_login = last[person.pk]
    User.objects.bulk_update(people, ["last_login"])
