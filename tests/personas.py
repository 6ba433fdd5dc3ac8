"""The people that tests are told with, and the small world they live in.

Ada, Ben and Hedda are of one institution; Dan of another in the same group; Eve of another group.
Cleo runs Ada's group for the agency, Paul only the other one, Gun administers the portal. Stig ran
Ada's group until yesterday; Irma is an expert who visits it. Nils has an account and no seat. Lena
left yesterday, Nora starts next week. Rut's round ended three months ago, Olof's ended longer ago
than anyone may read.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from cohorts import actions
from cohorts.models import (
    Cohort,
    Engagement,
    Institution,
    Participation,
    Programme,
    Round,
    Scope,
    Seat,
    User,
)
from tests.replay import replayed

PASSWORD = "ett långt lösenord för prov"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

AGENCY = ("Jämställdhetsmyndigheten", "JÄMY")
GROUPS = {
    "Grupp 1": [
        ("Kriminalvården", "KV"),
        ("Polismyndigheten", "Polisen"),
        ("Migrationsverket", "MIG"),
        ("Statens institutionsstyrelse", "SiS"),
    ],
    "Grupp 2": [
        ("Vetenskapsrådet", "VR"),
        ("Forte", "Forte"),
        ("Formas", "Formas"),
        ("Vinnova", "Vinnova"),
    ],
}
FUNCTIONS = [
    ("planning", "management", "Central funktion för verksamhetsplanering och uppföljning"),
    ("core_activity", "management", "Ansvarig chef för en del av kärnverksamheten"),
    ("finance", "management", "Ekonomifunktion eller funktion med budgetansvar"),
    ("coordinator", "coordinator", "Samordnare för jämställdhetsintegrering"),
    ("head", "head", "Generaldirektör"),
]


@dataclass
class World:
    """Everything made, by the names that the tests use."""

    now: datetime
    programme: Programme
    round: Round
    recent_round: Round  # ended three months ago: its people still read
    past_round: Round  # ended 25 months ago: nobody reads
    agency: Institution
    institutions: dict[str, Institution] = field(default_factory=dict)  # by short name
    cohorts: dict[str, Cohort] = field(default_factory=dict)  # by name
    participations: dict[str, Participation] = field(default_factory=dict)  # by short name
    people: dict[str, User] = field(default_factory=dict)  # by first name, small letters

    def __getattr__(self, name: str) -> User:
        """A person by first name: `world.ada`."""
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def today(self) -> date:
        return localdate(self.now)

    @property
    def group1(self) -> Cohort:
        return self.cohorts["Grupp 1"]

    @property
    def group2(self) -> Cohort:
        return self.cohorts["Grupp 2"]

    def seat(self, short_name: str, code: str) -> Seat:
        return self.participations[short_name].seats.get(function__code=code)

    def days(self, number: int) -> date:
        return self.today + timedelta(days=number)


@pytest.fixture
def now() -> datetime:
    """The moment the test happens. Requests read the real clock, so this is it."""
    return timezone.now()


@pytest.fixture
def world(db: None, now: datetime) -> World:
    return the_world(now)


def the_world(now: datetime) -> World:
    """Made by `build_world` the first time in a day; then put back, with the clock as it is now."""
    shipped = Programme.objects.filter(slug="jim-plus").values_list("pk", flat=True).first()
    made = replayed(("world", localdate(now), shipped), lambda: vars(build_world(now)))
    return World(**made | {"now": now})


def build_world(now: datetime) -> World:
    world = _rounds(now)
    _groups(world)
    _participants(world)
    _outsiders(world)
    _agency_people(world)
    User.objects.update(password=_password_hash())
    for name in ("cleo", "paul", "gun"):
        TOTP.activate(world.people[name], TOTP_SECRET)
    for person in world.people.values():
        person.refresh_from_db()
    return world


def login(client: Client, user: User) -> Client:
    """The user logged in, past the second factor too."""
    client.force_login(user)
    return client


def canary(institution: Institution | str) -> str:
    """A word that only the institution's own confidential texts hold, to search responses for."""
    name = institution if isinstance(institution, str) else institution.short_name
    return f"kanariefågel-{name.casefold()}-5d1e"


@cache
def _password_hash() -> str:
    return make_password(PASSWORD)


def _rounds(now: datetime) -> World:
    by: Any = {"by": None, "now": now}
    today = localdate(now)
    programme = Programme.objects.filter(slug="jim-plus").first()  # the portal comes with it
    programme = programme or actions.add_programme(slug="jim-plus", name_sv="JiM+", **by)

    def add_round(name: str, ends_on: date) -> Round:
        starts_on = ends_on - timedelta(days=545)
        return actions.add_round(
            programme,
            name=name,
            preparation_starts_on=starts_on,
            preparation_ends_on=starts_on + timedelta(days=89),
            ends_on=ends_on,
            **by,
        )

    round = add_round("JiM+ 2021–2022", today + timedelta(days=400))
    for code, role, name in FUNCTIONS:
        actions.add_function(round, code=code, role=role, name_sv=name, **by)
    for days in (3, 0):
        actions.add_reminder_rule(round, days_before=days, **by)
    return World(
        now=now,
        programme=programme,
        round=round,
        recent_round=add_round("JiM+ 2019–2020", today - timedelta(days=90)),
        past_round=add_round("JiM+ 2016–2017", today - timedelta(days=25 * 31)),
        agency=actions.add_institution(
            name=AGENCY[0], short_name=AGENCY[1], kind=Institution.Kind.AGENCY, **by
        ),
    )


def _groups(world: World) -> None:
    by: Any = {"by": None, "now": world.now}
    for name, members in GROUPS.items():
        cohort = world.cohorts[name] = actions.add_cohort(world.round, name=name, **by)
        for position, (long_name, short_name) in enumerate(members):
            institution = world.institutions[short_name] = actions.add_institution(
                name=long_name, short_name=short_name, kind=Institution.Kind.AGENCY, **by
            )
            role = Participation.Role.MEMBER if position else Participation.Role.ANCHOR
            world.participations[short_name] = actions.admit(
                cohort, institution=institution, role=role, **by
            )
    for key, round in (("recent", world.recent_round), ("past", world.past_round)):
        actions.add_function(
            round, code="coordinator", role="coordinator", name_sv="Samordnare", **by
        )
        cohort = world.cohorts[key] = actions.add_cohort(round, name="Grupp 1", **by)
        for short_name in ("Formas", "Vinnova"):
            world.participations[f"{short_name} {key}"] = actions.admit(
                cohort, institution=world.institutions[short_name], **by
            )


def _participants(world: World) -> None:
    long_ago = world.days(-100)
    _seated(world, "Ada Lind", "VR", "coordinator", long_ago)
    _seated(world, "Ben Åkesson", "VR", "planning", long_ago)
    _seated(world, "Hedda Öberg", "VR", "head", long_ago, is_top_management=True)
    _seated(world, "Lena Ström", "VR", "finance", long_ago, until_on=world.today)
    _seated(world, "Nora Dahl", "VR", "finance", world.days(7))
    _seated(world, "Dan Ek", "Forte", "coordinator", long_ago)
    _seated(world, "Eve Nyman", "KV", "coordinator", long_ago)


def _outsiders(world: World) -> None:
    _invited(world, "Nils Holm", world.institutions["VR"])
    started = world.past_round.preparation_starts_on
    _seated(world, "Olof Sund", "Formas past", "coordinator", started)
    _seated(world, "Rut Wall", "Vinnova recent", "coordinator", started)


def _agency_people(world: World) -> None:
    role = Engagement.Role
    group1, group2 = actions.scope_of(world.group1), actions.scope_of(world.group2)
    _engaged(world, "Cleo Berg", [(role.PROCESS_LEADER, group2), (role.CONTACT_PERSON, group2)])
    _engaged(world, "Paul Frisk", [(role.PROCESS_LEADER, group1), (role.EXPERT, group2)])
    _engaged(world, "Gun Hall", [(role.ADMINISTRATOR, actions.portal_scope())])
    _engaged(world, "Stig Rask", [(role.PROCESS_LEADER, group2)], until_on=world.today)
    _engaged(world, "Irma Vik", [(role.EXPERT, group2)])


def _invited(world: World, name: str, institution: Institution) -> User:
    first_name = name.split(maxsplit=1)[0].lower()
    domain = institution.short_name.lower().replace("ä", "a")
    user = world.people[first_name] = actions.invite(
        institution,
        email=f"{first_name}@{domain}.example",
        name=name,
        by=None,
        now=world.now,
    )
    return user


def _seated(
    world: World,
    name: str,
    place: str,
    code: str,
    from_on: date,
    until_on: date | None = None,
    is_top_management: bool = False,
) -> None:
    participation = world.participations[place]
    actions.fill_seat(
        world.seat(place, code),
        user=_invited(world, name, participation.institution),
        from_on=from_on,
        until_on=until_on,
        is_top_management=is_top_management,
        by=None,
        now=world.now,
    )


def _engaged(
    world: World, name: str, roles: list[tuple[str, Scope]], until_on: date | None = None
) -> None:
    user = _invited(world, name, world.agency)
    for role, scope in roles:
        actions.engage(
            user,
            role=role,
            scope=scope,
            from_on=world.days(-100),
            until_on=until_on,
            by=None,
            now=world.now,
        )
