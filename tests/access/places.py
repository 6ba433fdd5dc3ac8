"""Rounds and their templates, institutions in groups, their seats and who holds them."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.apps import apps

from cohorts import actions
from cohorts.listed import Row
from cohorts.models import Cohort, Holding, Participation, Programme, Seat
from programmes.actions import begin_draft, discard_draft
from programmes.models import TemplateVersion
from programmes.recorded import empty_document
from programmes.shipped import load
from tests.access.stand_ins import name_stand_ins
from tests.access.thing import MISSING, Thing
from tests.personas import World


def places(world: World) -> dict[str, list[Thing]]:
    name_stand_ins(world)
    return {
        "cohorts": [
            *(_cohort(name, one) for name, one in world.cohorts.items()),
            _cohort("outside", _outside_rounds(world)),
            MISSING,
        ],
        "participations": [
            *(_place(world, one, one) for one in Participation.objects.all()),
            MISSING,
        ],
        "seats": [*(_place(world, one, one.participation) for one in Seat.objects.all()), MISSING],
        "holdings": [
            *(_place(world, one, one.seat.participation) for one in Holding.objects.all()),
            MISSING,
        ],
        "people": [*_people(world), MISSING],
        "institutions": [
            *(Thing(one.name, one.key) for one in world.institutions.values()),
            MISSING,
        ],
        "sub_units": [*_units(world), MISSING],
        "invitation_lists": [*_lists(world), MISSING],
        "templates": [*_templates(), MISSING],
        "programmes": [
            *(Thing(one.slug, one.key) for one in Programme.objects.order_by("slug")),
            MISSING,
        ],
        "drafts": [*_drafts(world), MISSING],
        "rounds": [
            Thing("now", world.round.key),
            Thing("recent", world.recent_round.key),
            Thing("past", world.past_round.key),
            MISSING,
        ],
    }


def _people(world: World) -> Iterator[Thing]:
    for name, cohort, place in (
        ("ada", "Grupp 2", "VR"),
        ("dan", "Grupp 2", "Forte"),
        ("eve", "Grupp 1", "KV"),
    ):
        other = {"other": world.nils.key}
        yield Thing(name, world.people[name].key, cohort, place, arguments=other)


def _units(world: World) -> Iterator[Thing]:
    for place in ("VR", "KV"):
        act: dict[str, Any] = {"from_on": world.today, "by": world.gun, "now": world.now}
        institution = world.institutions[place]
        unit = actions.add_sub_unit(institution, name_sv=f"Enhet i {place}", **act)
        yield Thing(institution.name, unit.key)


def _outside_rounds(world: World) -> Cohort:
    act: dict[str, Any] = {"by": world.gun, "now": world.now}
    return actions.add_cohort(None, name="Lärosätesnätverket", kind="network", **act)


def _drafts(world: World) -> list[Thing]:
    """One that is written, and one that has been thrown away."""
    load(apps)
    made = [
        begin_draft(
            world.programme,
            document=empty_document(world.programme, label),
            form_key=uuid4(),
            by=world.gun,
            now=world.now,
        )
        for label in ("2031", "2032")
    ]
    discard_draft(made[1], revision=0, by=world.gun, now=world.now)
    return [Thing("draft", one.key, arguments={"part": "grunder"}) for one in made]


def _cohort(name: str, one: Cohort) -> Thing:
    return Thing(name, one.key, name, arguments={"instrument": "forutsattningar"})


def _place(world: World, one: Any, participation: Participation) -> Thing:
    """Something of an institution in a cohort. `sharing` tells the role of the seat, or that its
    holder's time is over or has not come; `of` is the holder."""
    owner = next(name for name, place in world.participations.items() if place == participation)
    cohort = next(name for name, each in world.cohorts.items() if each == participation.cohort)
    seat = getattr(one, "seat", one if isinstance(one, Seat) else None)
    kind = "" if seat is None else seat.function.role
    holder = ""
    if isinstance(one, Holding):
        holder = one.user.name.split()[0].lower()
        kind = "coming" if one.from_on > world.today else kind
        kind = "over" if one.until_on and one.until_on <= world.today else kind
    name = f"{owner} {type(one).__name__} {holder}"
    meeting = participation.cohort.meetings.first() if seat else None
    arguments = {
        "of": holder,
        "meeting": meeting.key if meeting else uuid4(),
        "stands_in": getattr(one, "is_stand_in", False),
    }
    return Thing(name, one.key, cohort, owner, kind, arguments=arguments)


def _lists(world: World) -> Iterator[Thing]:
    """Of an institution's own seats, and of those of all that one runs in a round."""
    made = [("ada", "VR"), ("dan", "Forte"), ("cleo", ""), ("paul", "")]
    for maker, owner in made:
        listed = actions.keep_list(
            world.round,
            participation=world.participations[owner] if owner else None,
            rows=[Row(2, "VR", "", "finance", "Siv Ek", f"siv@{maker}.example")],
            form_key=uuid4(),
            by=world.people[maker],
            now=world.now,
        )
        yield Thing(f"list of {maker}", listed.key, arguments={"of": maker})


def _templates() -> list[Thing]:
    """The newest of each programme that the portal comes with, and one that is a draft."""
    load(apps)
    versions = TemplateVersion.objects.filter(label="2022").select_related("template__programme")
    things = [Thing(one.template.programme.slug, one.key) for one in versions]
    draft = TemplateVersion.objects.create(
        template=versions[0].template, label="2030", preparation_months=3, exchange_months=12
    )
    return [*things, Thing("draft", draft.key)]
