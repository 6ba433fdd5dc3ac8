"""What someone chooses for a new round, and the rooms it needs."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps

from cohorts import actions as cohorts
from cohorts.models import Engagement, Institution, Programme, Round, User
from programmes import actions
from programmes.actions import Group, Start
from programmes.models import TemplateVersion
from programmes.shipped import load
from tests.personas import TOTP_SECRET, World

THIRD = ("Skatteverket", "Arbetsförmedlingen", "Försäkringskassan", "CSN", "Pensionsmyndigheten")
UNIVERSITIES = ("Lunds universitet", "Konstfack", "Högskolan i Gävle")


def version_of(slug: str, label: str) -> TemplateVersion:
    load(apps)  # a test with a real flush may have taken the templates away
    return TemplateVersion.objects.get(template__programme__slug=slug, label=label)


def institution(world: World, name: str, kind: str = Institution.Kind.AGENCY) -> Institution:
    """One of the world's, or a new one of that name."""
    known = Institution.objects.filter(name=name).first()
    return known or cohorts.add_institution(
        name=name, short_name=name[:20], kind=kind, by=None, now=world.now
    )


def group(world: World, name: str, *names: str, **dates: date) -> Group:
    anchor, *others = [institution(world, one) for one in names]
    return Group(name=name, anchor=anchor, others=others, **dates)


def three_groups(world: World) -> list[Group]:
    return [
        group(world, "Grupp 1", *(one.name for one in of_group(world, "Grupp 1"))),
        group(world, "Grupp 2", *(one.name for one in of_group(world, "Grupp 2"))),
        group(world, "Grupp 3", *THIRD),
    ]


def of_group(world: World, name: str) -> list[Institution]:
    """The anchor first."""
    places = world.cohorts[name].participations.order_by("pk").select_related("institution")
    return [one.institution for one in places]


def chosen(world: World, **changes: Any) -> Start:
    first = world.today
    return Start(
        **{
            "name": "JiM+ nästa",
            "preparation_starts_on": first,
            "preparation_ends_on": first + timedelta(days=89),
            "ends_on": first + timedelta(days=545),
            "contact": world.gun,
            "groups": three_groups(world),
            **changes,
        }
    )


def start(
    world: World, version: TemplateVersion, *, token: UUID | None = None, **changes: Any
) -> Round:
    return actions.start_round(
        version,
        start=chosen(world, **changes),
        token=token or uuid4(),
        by=world.gun,
        now=world.now,
    )


def leader_of(world: World, slug: str) -> User:
    """Someone new who leads a whole programme."""
    load(apps)
    programme = Programme.objects.get(slug=slug)
    person = cohorts.invite(
        world.agency, email=f"{slug}@jamy.example", name="Vera Modig", by=None, now=world.now
    )
    cohorts.engage(
        person,
        role=Engagement.Role.PROCESS_LEADER,
        scope=cohorts.scope_of(programme),
        from_on=world.today,
        by=None,
        now=world.now,
    )
    TOTP.activate(person, TOTP_SECRET)
    person.refresh_from_db()
    return person
