"""Protected identity, in all that has been written before."""

from datetime import datetime

from django.db import transaction

from cohorts import actions as people
from cohorts.models import User
from meetings import actions as meetings
from selfassessment import actions as selfassessment


@transaction.atomic
def protect(person: User, *, by: User, now: datetime) -> User:
    """The function is shown in place of the name; PDFs that say the name are made anew. What stays
    with an account that has been merged into this one is the same person's."""
    for one in (person, *User.objects.filter(merged_into=person)):
        people.protect(one, by=by, now=now)
        meetings.make_pdfs_anew(one, now=now)
        selfassessment.make_pdfs_anew(one, now=now)
    return User.objects.get(pk=person.pk)


@transaction.atomic
def unprotect(person: User, *, by: User, now: datetime) -> User:
    for one in (person, *User.objects.filter(merged_into=person)):
        people.unprotect(one, by=by, now=now)
    return User.objects.get(pk=person.pk)
