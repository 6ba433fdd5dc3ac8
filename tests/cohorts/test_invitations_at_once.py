"""Many invited at once: the same as one by one, and soon."""

from time import perf_counter
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohorts import actions
from cohorts.listed import Row
from cohorts.models import Holding, Institution, Participation, Seat, User, WorkAddress
from cohorts.planned import plans_of, print_of
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from tests.cohorts.listing import HEADER, of_round, press, upload
from tests.personas import World, login


def test_many_at_once_come_to_the_same_as_one_by_one(world: World) -> None:
    """The rows that the short way writes, in the trail and the outbox too."""
    by: Any = {"by": world.cleo, "now": world.now}
    row = Row(2, "VR", "", "core_activity", "Åsa Ek", "asa@vr.example")
    listed = actions.keep_list(world.round, participation=None, rows=[row], form_key=uuid4(), **by)
    before = _everything()
    seen = print_of(plans_of(listed, world.cleo, world.now))
    actions.invite_listed(listed, seen=seen, is_sure=False, **by)
    many = _everything() - before

    before = _everything()
    actions.invite_to_seat(
        world.seat("Forte", "core_activity"),
        name="Åsa Ek",
        email="asa@forte.example",
        from_on=world.today,
        **by,
    )
    one = _everything() - before

    assert {each.replace("vr", "forte") for each in many if "list_" not in each} == one
    assert len(one) == 8


def _everything() -> set[str]:
    addresses = WorkAddress.objects.select_related("user", "institution")
    held = Holding.objects.select_related("user", "seat__participation__institution")
    return {
        *(f"{u.name} {u.email} {u.language} {u.has_usable_password()}" for u in User.objects.all()),
        *(f"{one.user} {one.email} {_short(one.institution)}" for one in addresses),
        *(f"{one.email} {one.verified} {one.primary}" for one in EmailAddress.objects.all()),
        *(f"{_short(h.seat.participation.institution)} {h.user} {h.from_on}" for h in held),
        *(f"{t.event} {t.actor_id} {t.fields} {_about(t)}" for t in TrailEntry.objects.all()),
        *(f"{n.kind} {[*n.data]} {n.due_at} {n.recipient.email}" for n in Notice.objects.all()),
    }


def _short(institution: Institution) -> str:
    return institution.short_name.casefold()


def _about(entry: TrailEntry) -> str:
    if entry.about_type == "cohorts.user":
        return User.objects.get(pk=entry.about_id).email
    if entry.about_type == "cohorts.holding":
        return Holding.objects.get(pk=entry.about_id).user.email
    return str(entry.about_id)


def test_thousands_of_rows_are_answered_within_seconds(world: World) -> None:
    """Seven of them wrong, and first; the questions to the database do not grow with them."""
    cleo = login(Client(), world.cleo)
    _many_seats(world, 400)
    codes = ("planning", "core_activity", "finance", "head", "coordinator")
    rows = [f"M{n // 5};{codes[n % 5]};Person {n};p{n}@m{n // 5}.example;;" for n in range(1_993)]
    wrong = [f"M{n};kock;Fel {n};fel{n}@m.example;;" for n in range(7)]

    started = perf_counter()
    page = upload(cleo, of_round(world), HEADER, *rows, *wrong)
    shown = perf_counter() - started
    assert "1993 kan bjudas in, 7 behöver rättas." in page.text
    assert [line.tag for line in page.context["page"]][6:8] == ["Att rätta", "Ny person"]
    with CaptureQueriesContext(connection) as asked:
        done = press(cleo, page)
    took = perf_counter() - started - shown

    assert "1993 har fått en plats" in done.text
    assert Notice.objects.filter(recipient__name__startswith="Person ").count() == 1_993
    assert len(asked) < 200
    assert shown < 10
    assert took < 20


def _many_seats(world: World, count: int) -> None:
    institutions = Institution.objects.bulk_create(
        Institution(name=f"Myndighet {n}", short_name=f"M{n}", kind="agency") for n in range(count)
    )
    places = Participation.objects.bulk_create(
        Participation(cohort=world.group2, institution=one) for one in institutions
    )
    Seat.objects.bulk_create(
        Seat(participation=place, function=function)
        for place in places
        for function in world.round.functions.all()
    )
