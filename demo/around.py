"""What is around the rounds: a guest at meeting 2, those who want to take part, and a reference
group."""

from datetime import time
from typing import Any
from uuid import uuid4

from cohorts import actions as cohorts
from cohorts.models import Cohort, Function, Institution, Programme, Seat
from demo.building import Build
from demo.people import GUEST
from meetings.models import Meeting
from programmes import actions

GUEST_OF = 2  # the number of the meeting
WANT_IN: tuple[dict[str, Any], ...] = (
    {
        "institution_name": "Boverket",
        "activity": "regional",
        "size": "2",
        "stage": "1",
        "why": "Vi ska börja, och vill göra det tillsammans med andra som planerar samhället.",
        "contact_name": "Lo Nord",
        "contact_role": "strateg",
    },
    {
        "institution_name": "Statens energimyndighet",
        "activity": "grants",
        "size": "2",
        "stage": "2",
        "why": "Vi fördelar stora bidrag och vill se vart de går. Vi har räknat, men inte ändrat.",
        "contact_name": "Per Ahl",
        "contact_role": "controller",
    },
)
TWICE = ("SKV", "Lisa Norén", "lisa.noren@skatteverket.example")
REFERENCE = ("Referensgruppen", ("KV", "VR", "SKV", "KaU"))


def add(building: Build) -> None:
    gun = building.staff["Gun Ek"]
    _guest(building, {"by": gun, "now": building.at(-20, 10)})
    for day, told in zip((-6, -2), WANT_IN, strict=True):
        _wants_in(building, told, day)
    _reference_group(building, {"by": gun, "now": building.at(-15, 13)})


def _guest(building: Build, act: dict[str, Any]) -> None:
    institution = cohorts.add_institution(
        name=GUEST.institution,
        name_en="Statistics Sweden",
        short_name=GUEST.short_name,
        kind=Institution.Kind.AGENCY,
        **act,
    )
    meetings = Meeting.objects.filter(
        cohort__in=[building.cohorts[f"Grupp {number}"] for number in (1, 2, 3)],
        kind=Meeting.Kind.THEMED,
        number=GUEST_OF,
    )
    chosen = meetings.select_related("cohort__round", "scope").order_by("pk")
    guests = actions.add_guests(chosen, institution=institution, **act)
    actions.invite_guest(guests, name=GUEST.name, email=GUEST.email, **act)


def _wants_in(building: Build, told: dict[str, Any], day: int) -> None:
    interest = actions.express_interest(
        Programme.objects.get(slug="jim-plus"),
        told=told
        | {
            "kind": Institution.Kind.AGENCY,
            "head_knows": True,
            "contact_email": f"{told['contact_name'].lower().replace(' ', '.')}@intresse.example",
        },
        form_key=uuid4(),
        language="sv",
        now=building.at(day, 9),
    )
    actions.confirm_interest(interest.key, now=building.at(day, 10))


def _reference_group(building: Build, act: dict[str, Any]) -> None:
    name, short_names = REFERENCE
    cohort = actions.start_network(
        name=name,
        kind=Cohort.Kind.REFERENCE,
        contact=act["by"],
        institutions=[building.institutions[one] for one in short_names],
        **act,
    )
    planned = actions.PlannedMeeting(
        theme="Vad ska nästa omgång handla om?",
        theme_en="What shall the next round be about?",
        held_on=building.working_day(40, other=2),
        starts_at=time(13),
        ends_at=time(15),
        place="Digitalt",
        link="https://mote.jamy.example/referensgruppen",
    )
    actions.plan_network_meeting(cohort, planned=planned, **act)
    _invite_again(building, cohort, act)


def _invite_again(building: Build, cohort: Cohort, act: dict[str, Any]) -> None:
    """Somebody who is there already, by another address: the staff may make the two one."""
    short_name, name, email = TWICE
    seat = Seat.objects.get(
        function__role=Function.Role.COORDINATOR,
        participation__cohort=cohort,
        participation__institution=building.institutions[short_name],
    )
    cohorts.invite_to_seat(seat, name=name, email=email, from_on=act["now"].date(), **act)
