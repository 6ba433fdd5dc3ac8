"""A round of full size in a portal that may hold other rounds."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import Engagement, Institution, Round, User
from demo.codes import SECRET
from demo.full_size import answers, facts, mails, people, work
from demo.full_size.places import Places
from programmes import actions as programmes
from programmes.models import TemplateVersion

HOST = "Myndigheten som håller ihop"


@transaction.atomic
def fill(*, now: datetime) -> Round:
    """All of it, once: a second call finds the round there and changes nothing."""
    found = Round.objects.filter(name=facts.ROUND).first()
    if found is not None:
        return found
    leader = _leader(now)
    institutions = _institutions(now)
    round = _start(institutions, leader, now)
    places = Places.of(round, leader)
    people.hold_seats(places, now)
    work.hand_in(places, now)
    answers.answer(places, now)
    mails.write(places, now)
    return round


def _leader(now: datetime) -> User:
    """Who runs the round, administers the portal, and is whom to ask."""
    host = cohorts.add_institution(
        name=HOST, short_name="Värden", kind=Institution.Kind.AGENCY, by=None, now=now
    )
    user = cohorts.invite(
        host, email="full.storlek@prov.example", name="Full Storlek", by=None, now=now
    )
    TOTP.activate(user, SECRET)
    role = Engagement.Role.ADMINISTRATOR
    today = localdate(now)
    cohorts.engage(user, role=role, scope=cohorts.portal_scope(), from_on=today, by=None, now=now)
    user.refresh_from_db()
    return user


def _institutions(now: datetime) -> list[Institution]:
    return [
        cohorts.add_institution(
            name=f"Prövningsmyndigheten {number:03}",
            name_en=f"Agency for Trials {number:03}",
            short_name=f"PM {number:03}",
            kind=facts.KINDS[number % len(facts.KINDS)],
            by=None,
            now=now,
        )
        for number in range(1, facts.INSTITUTIONS + 1)
    ]


def _start(institutions: list[Institution], leader: User, now: datetime) -> Round:
    def day(number: int) -> date:
        return localdate(now) + timedelta(days=number)

    dates = {number: day(days) for number, days in facts.MEETINGS.items()}
    groups = [
        programmes.Group(
            name=f"Grupp {number + 1:03}",
            anchor=institutions[number * facts.GROUP],
            others=institutions[number * facts.GROUP + 1 : (number + 1) * facts.GROUP],
            dates=dates,
        )
        for number in range(facts.GROUPS)
    ]
    first, last = facts.PREPARATION
    start = programmes.Start(
        name=facts.ROUND,
        preparation_starts_on=day(first),
        preparation_ends_on=day(last),
        ends_on=day(facts.END),
        contact=leader,
        groups=groups,
    )
    version = TemplateVersion.objects.get(template__programme__slug="jim-plus", label="2021")
    return programmes.start_round(version, start=start, token=uuid4(), by=leader, now=now)
