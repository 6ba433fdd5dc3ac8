"""What changes who is who, what is refused, and what is written down."""

from datetime import datetime, time, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils.timezone import get_current_timezone

from cohorts import actions, events
from cohorts.models import Engagement, Function, Scope, Seat, User, WorkAddress, rights_of
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from tests.personas import World


def last_entry() -> TrailEntry:
    return TrailEntry.objects.latest("pk")


def by(world: World) -> dict:
    return {"by": world.gun, "now": world.now}


class TestInvite:
    def test_makes_a_person_who_can_get_a_code_and_has_no_password(self, world: World) -> None:
        institution = world.institutions["Forte"]
        user = actions.invite(
            institution, email=" Siv.Falk@Forte.example ", name=" Siv Falk ", **by(world)
        )

        assert (user.name, user.email) == ("Siv Falk", "siv.falk@forte.example")
        assert not user.has_usable_password()
        assert not user.is_staff
        address = EmailAddress.objects.get(user=user)
        assert (address.email, address.verified, address.primary) == (user.email, True, True)
        assert WorkAddress.objects.get(user=user).institution == institution
        assert {one.event for one in TrailEntry.objects.filter(about_id=user.pk)} >= {
            events.INVITED,
            events.ADDRESS_ADDED,
        }

    def test_the_same_person_is_never_made_twice(self, world: World) -> None:
        before = User.objects.count()
        again = actions.invite(
            world.institutions["VR"], email="ADA@vr.example", name="A. Lind", **by(world)
        )

        assert again == world.ada
        assert again.name == "Ada Lind"
        assert User.objects.count() == before

    def test_an_address_of_another_institution_is_refused(self, world: World) -> None:
        before = User.objects.count()

        with pytest.raises(actions.AddressTaken):
            actions.invite(
                world.institutions["Forte"], email="ada@vr.example", name="Ada", **by(world)
            )
        assert User.objects.count() == before

    def test_someone_known_gets_one_address_more(self, world: World) -> None:
        moved = actions.invite(
            world.institutions["Forte"],
            email="ada@forte.example",
            name="Ada Lind",
            person=world.ada,
            **by(world),
        )

        assert moved == world.ada
        assert moved.email == "ada@forte.example"
        addresses = EmailAddress.objects.filter(user=moved).values_list("email", "primary")
        assert dict(addresses) == {"ada@vr.example": False, "ada@forte.example": True}

    def test_someone_elses_address_is_refused(self, world: World) -> None:
        with pytest.raises(actions.AddressTaken):
            actions.invite(
                world.institutions["VR"],
                email="ben@vr.example",
                name="Ada Lind",
                person=world.ada,
                **by(world),
            )


class TestSeats:
    def test_filling_is_recorded_and_welcomes_once(self, world: World) -> None:
        dan_leads = {"user": world.dan, "from_on": world.today, **by(world)}
        holding = actions.fill_seat(world.seat("Forte", "planning"), **dan_leads)

        assert (last_entry().event, last_entry().about_id) == (events.SEAT_FILLED, holding.pk)
        welcomes = Notice.objects.filter(kind=events.WELCOME, recipient=world.dan)
        assert welcomes.count() == 1  # his first seat there came earlier

    def test_two_people_never_have_one_seat_at_once(self, world: World) -> None:
        seat = world.seat("VR", "finance")  # Lena until today, Nora from next week
        cases = [
            (world.days(-5), world.days(-4)),
            (world.days(-5), None),
            (world.days(3), world.days(8)),
            (world.days(9), None),
        ]
        for from_on, until_on in cases:
            with pytest.raises(actions.SeatTaken):
                actions.fill_seat(
                    seat, user=world.ben, from_on=from_on, until_on=until_on, **by(world)
                )
        between = actions.fill_seat(
            seat, user=world.ben, from_on=world.today, until_on=world.days(7), **by(world)
        )
        assert between.user == world.ben

    def test_only_those_with_an_address_there_get_a_seat(self, world: World) -> None:
        with pytest.raises(actions.NotInvited):
            actions.fill_seat(
                world.seat("Forte", "planning"), user=world.ada, from_on=world.today, **by(world)
            )

    def test_dates_run_forwards(self, world: World) -> None:
        with pytest.raises(actions.DatesInDisorder):
            actions.fill_seat(
                world.seat("Forte", "planning"),
                user=world.dan,
                from_on=world.today,
                until_on=world.days(-1),
                **by(world),
            )

    def test_a_welcome_waits_for_the_first_day(self, world: World) -> None:
        (notice,) = Notice.objects.filter(kind=events.WELCOME, recipient=world.nora)

        assert notice.due_at.astimezone().date() == world.days(7)
        assert notice.data == {"participation": world.participations["VR"].pk}

    def test_who_begins_today_is_welcomed_at_once_also_before_dawn(self, world: World) -> None:
        before_dawn = datetime.combine(world.today, time(1, 46), get_current_timezone())
        holding = actions.invite_to_seat(
            world.seat("Forte", "planning"),
            name="Siv Falk",
            email="siv.falk@forte.example",
            from_on=world.today,
            by=world.gun,
            now=before_dawn,
        )

        notice = Notice.objects.get(kind=events.WELCOME, recipient=holding.user)
        assert notice.due_at == before_dawn

    def test_ending_keeps_the_row(self, world: World) -> None:
        holding = world.ben.holdings.get()
        actions.end_holding(holding, until_on=world.days(1), **by(world))

        holding.refresh_from_db()
        assert holding.until_on == world.days(1)
        assert last_entry().event == events.HOLDING_ENDED
        assert last_entry().fields == ["until_on"]

    def test_one_who_never_came_leaves_the_seat_free(self, world: World) -> None:
        nora = world.nora.holdings.get()
        actions.end_holding(nora, until_on=nora.from_on, **by(world))

        assert not rights_of(world.nora, world.now + timedelta(days=8)).holdings
        actions.fill_seat(
            world.seat("VR", "finance"), user=world.ben, from_on=nora.from_on, **by(world)
        )

    def test_an_end_is_not_moved_into_someone_elses_time(self, world: World) -> None:
        lena = world.lena.holdings.get()

        with pytest.raises(actions.SeatTaken):
            actions.end_holding(lena, until_on=world.days(8), **by(world))
        actions.end_holding(lena, until_on=world.days(7), **by(world))

    def test_admitted_institutions_have_a_seat_for_each_function(self, world: World) -> None:
        place = world.participations["Formas"]
        assert place.seats.count() == Function.objects.filter(round=world.round).count()

        actions.add_function(
            world.round, code="analyst", role="member", name_sv="Analys", **by(world)
        )
        assert place.seats.filter(function__code="analyst").count() == 1

    def test_several_may_share_a_function(self, world: World) -> None:
        place = world.participations["Formas"]
        function = Function.objects.get(round=world.round, code="core_activity")
        more = actions.add_seat(place, function=function, **by(world))

        assert more.number == 2
        assert Seat.objects.filter(participation=place, function=function).count() == 2


class TestEngagements:
    def test_running_rounds_opens_the_admin_and_the_end_closes_it(self, world: World) -> None:
        engagement = actions.engage(
            world.nils,
            role=Engagement.Role.PROCESS_LEADER,
            scope=actions.scope_of(world.group1),
            from_on=world.days(10),
            **by(world),
        )
        world.nils.refresh_from_db()
        assert world.nils.is_staff

        actions.end_engagement(engagement, until_on=world.days(10), **by(world))
        world.nils.refresh_from_db()
        assert world.nils.is_staff is False
        assert last_entry().event == events.ENGAGEMENT_ENDED

    def test_guests_do_not_get_the_admin(self, world: World) -> None:
        actions.engage(
            world.nils,
            role=Engagement.Role.EXPERT,
            scope=actions.scope_of(world.group1),
            from_on=world.today,
            **by(world),
        )
        world.nils.refresh_from_db()
        assert world.nils.is_staff is False

    def test_nobody_is_engaged_twice_for_the_same(self, world: World) -> None:
        with pytest.raises(actions.AlreadyEngaged):
            actions.engage(
                world.cleo,
                role=Engagement.Role.PROCESS_LEADER,
                scope=actions.scope_of(world.group2),
                from_on=world.today,
                **by(world),
            )

    def test_one_of_two_ends_and_the_admin_stays_open(self, world: World) -> None:
        leads = world.cleo.engagements.get(role=Engagement.Role.PROCESS_LEADER)
        actions.end_engagement(leads, until_on=world.today, **by(world))

        world.cleo.refresh_from_db()
        assert world.cleo.is_staff

    def test_a_scope_is_made_once(self, world: World) -> None:
        assert actions.scope_of(world.group1) == actions.scope_of(world.group1)
        assert actions.portal_scope() == actions.portal_scope()
        assert Scope.objects.filter(kind="portal").count() == 1


def test_the_language_is_chosen_by_the_person(world: World) -> None:
    actions.choose_language(world.ada, language="en", by=world.ada, now=world.now)

    world.ada.refresh_from_db()
    assert world.ada.language == "en"
    assert (last_entry().event, last_entry().actor_id) == (events.LANGUAGE_CHOSEN, world.ada.pk)


def test_the_trail_holds_no_names_and_no_addresses(world: World) -> None:
    told = " ".join(
        f"{one.event} {one.about_type} {' '.join(one.fields)}" for one in TrailEntry.objects.all()
    )

    for person in world.people.values():
        assert person.email not in told
        assert person.name not in told
