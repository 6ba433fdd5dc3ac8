"""The admin is not a fifth door: rules, `visible_to` and actions stand in it too."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone

from cohorts.models import Cohort, Participation
from exchange_portal.audit.models import TrailEntry
from exchange_portal.pages.models import FaultReport, PageText
from exchange_portal.ui.admin import PortalAdmin, PortalAdminSite, nobody
from tests.personas import World, login


@pytest.fixture
def gun(client: Client, world: World) -> Client:
    """The administrator."""
    return login(client, world.gun)


@pytest.fixture
def cleo(client: Client, world: World) -> Client:
    """A process leader: opens the admin, administers nothing of the platform."""
    return login(client, world.cleo)


def asking(world: World, who: str) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = world.people[who]
    request.now = world.now  # type: ignore[attr-defined]
    return request


# --- The door -----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/pagetext/", "/admin/nowhere/"])
def test_strangers_go_straight_to_the_portals_login(client: Client, db: None, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 302
    assert page["Location"] == f"{reverse('account_request_login_code')}?next={address}"


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/pagetext/"])
def test_participants_stay_outside(client: Client, world: World, address: str) -> None:
    assert login(client, world.ada).get(address).status_code == 403


def test_admin_has_no_login_password_delete_or_history_of_its_own() -> None:
    names = {str(key) for key in get_resolver().namespace_dict["admin"][1].reverse_dict}

    assert "index" in names
    assert not {name for name in names if name.endswith(("_delete", "_history"))}
    assert not names & {"login", "logout", "password_change", "view_on_site"}


def test_the_front_page_lists_what_one_may_see(gun: Client, world: World) -> None:
    assert 'href="/admin/pages/faultreport/"' in gun.get("/admin/").text


def test_and_nothing_else(cleo: Client) -> None:
    assert "/admin/pages/" not in cleo.get("/admin/").text


# --- Rules ------------------------------------------------------------------------------------


def test_every_model_in_the_admin_is_a_portal_admin() -> None:
    strays = [
        model for model, one in admin.site._registry.items() if not isinstance(one, PortalAdmin)
    ]

    assert strays == []


@pytest.mark.parametrize("model", [PageText, FaultReport])
def test_others_than_administrators_may_not(cleo: Client, model: Any) -> None:
    assert cleo.get(f"/admin/pages/{model._meta.model_name}/").status_code == 403


def test_until_a_rule_is_given_no_one_may_anything(world: World) -> None:
    closed = PortalAdmin(FaultReport, PortalAdminSite())
    request = asking(world, "gun")

    assert closed.get_model_perms(request) == {
        "add": False,
        "change": False,
        "delete": False,
        "view": False,
    }
    assert not closed.has_module_permission(request)


def test_a_model_that_knows_no_readers_shows_no_rows(world: World) -> None:
    FaultReport.objects.create(text="Det gick inte.", reported_at=world.now)

    class Open(PortalAdmin):
        view_rule = staticmethod(lambda user, now: True)

    assert not Open(FaultReport, PortalAdminSite()).get_queryset(asking(world, "gun")).exists()


@pytest.mark.parametrize(
    "address",
    [
        "cohorts/participation/?%2B__isnull=False",  # «+» is a hidden relation: who has a draft
        "meetings/assignment/?%2B__isnull=0",
        "cohorts/user/?password__startswith=argon2",
        "cohorts/user/?last_login__isnull=1",
        "cohorts/user/?is_staff__exact=1",
    ],
)
def test_lists_are_asked_only_what_they_offer(cleo: Client, address: str) -> None:
    assert cleo.get(f"/admin/{address}").status_code == 400


def test_what_they_offer_is_answered(cleo: Client) -> None:
    assert cleo.get("/admin/cohorts/participation/?role__exact=anchor").status_code == 200


@pytest.mark.parametrize(
    "address", ["cohorts/participation/?role__exact=%00", "cohorts/cohort/abc/change/?_to_field="]
)
def test_odd_questions_get_an_answer(cleo: Client, address: str) -> None:
    assert cleo.get(f"/admin/{address}").status_code in {302, 404}


def test_no_rule_gives_delete(world: World) -> None:
    class Open(PortalAdmin):
        view_rule = add_rule = change_rule = staticmethod(lambda user, now: True)

    assert Open(FaultReport, PortalAdminSite()).get_model_perms(asking(world, "gun")) == {
        "add": True,
        "change": True,
        "delete": False,
        "view": True,
    }


def test_a_rule_is_asked_once_a_request(world: World) -> None:
    asked: list[datetime] = []

    def rule(user: Any, now: datetime) -> bool:
        asked.append(now)
        return True

    one = type("One", (PortalAdmin,), {"view_rule": rule})(FaultReport, PortalAdminSite())
    request = asking(world, "gun")
    for _ in range(3):
        assert one.has_view_permission(request)

    assert asked == [world.now]


def test_nobody() -> None:
    assert not nobody(None, timezone.now())


# --- What is seen -------------------------------------------------------------------------


def test_rows_and_choices_are_those_one_may_see(world: World) -> None:
    one = PortalAdmin(Participation, PortalAdminSite())
    request = asking(world, "cleo")
    choices = one.get_field_queryset(None, Participation._meta.get_field("cohort"), request)

    assert {row.cohort for row in one.get_queryset(request)} == {world.group2}
    assert set(choices or []) == {world.group2}
    assert world.group1 in Cohort.objects.all()


def test_lists_have_thirty_rows_and_as_many_queries_however_long(
    gun: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    def add(count: int) -> None:
        FaultReport.objects.bulk_create(
            FaultReport(text=f"fel {n}", reported_at=world.now) for n in range(count)
        )

    add(1)
    gun.get("/admin/pages/faultreport/")
    with django_assert_max_num_queries(10) as few:
        gun.get("/admin/pages/faultreport/")
    add(60)
    with django_assert_max_num_queries(10) as many:
        page = gun.get("/admin/pages/faultreport/")

    assert len(page.context["cl"].result_list) == 30
    assert len(many) == len(few)


def test_list_of_all_rows_is_not_to_be_had(gun: Client, world: World) -> None:
    FaultReport.objects.bulk_create(
        FaultReport(text=f"fel {n}", reported_at=world.now) for n in range(40)
    )

    assert len(gun.get("/admin/pages/faultreport/?all=").context["cl"].result_list) == 30


# --- What is changed ------------------------------------------------------------------------


def test_a_change_goes_through_its_action(gun: Client, world: World) -> None:
    page = PageText.objects.get(slug="anmal-fel")
    texts = {"title_sv": "Säg till", "title_en": "Tell us", "body_sv": "Ja.", "body_en": "Yes."}
    answer = gun.post(f"/admin/pages/pagetext/{page.pk}/change/", texts)

    page.refresh_from_db()
    assert answer.status_code == 302
    assert page.title_sv == "Säg till"
    assert TrailEntry.objects.filter(event="pages.changed", actor_id=world.gun.pk).count() == 1
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("route", ["delete/", "history/"])
def test_what_is_not_there(gun: Client, world: World, route: str) -> None:
    page = PageText.objects.get(slug="anmal-fel")
    answer = gun.post(f"/admin/pages/pagetext/{page.pk}/{route}", {"post": "yes"}, follow=True)

    assert PageText.objects.filter(pk=page.pk).exists()
    assert answer.status_code in {200, 403, 404}


def test_nothing_is_deleted_in_bulk(gun: Client, world: World) -> None:
    report = FaultReport.objects.create(text="fel", reported_at=world.now)
    gun.post(
        "/admin/pages/faultreport/",
        {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"},
    )

    assert FaultReport.objects.filter(pk=report.pk).exists()


def test_reports_are_read_and_never_changed(gun: Client, world: World) -> None:
    report = FaultReport.objects.create(text="fel", reported_at=world.now)
    gun.post(f"/admin/pages/faultreport/{report.pk}/change/", {"text": "annat"})

    report.refresh_from_db()
    assert report.text == "fel"


class Refused(Exception):
    """Not now."""


def test_a_refusal_is_shown_on_the_form_and_undoes_everything(
    gun: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PageText.objects.get(slug="anmal-fel")
    one = admin.site.get_model_admin(PageText)

    def refuse(thing: Any, form: Any, *, by: Any, now: datetime) -> None:
        PageText.objects.filter(pk=thing.pk).update(title_sv="halvvägs")
        raise Refused("Någon annan ändrar sidan just nu.")

    monkeypatch.setattr(one, "act_change", refuse)
    monkeypatch.setattr(one, "refusals", (Refused,))
    texts = {"title_sv": "Nytt", "title_en": "New", "body_sv": "Ja.", "body_en": "Yes."}
    answer = gun.post(f"/admin/pages/pagetext/{page.pk}/change/", texts)

    page.refresh_from_db()
    assert answer.status_code == 200
    assert "Någon annan ändrar sidan just nu." in answer.text
    assert 'value="Nytt"' in answer.text
    assert page.title_sv == "Anmäl ett fel"


def test_an_empty_list_says_so_in_words(gun: Client) -> None:
    address = reverse("admin:pages_faultreport_changelist")

    assert "Här finns inget än." in gun.get(address).text
    assert "Inget stämmer med det du söker." in gun.get(address, {"q": "knapp"}).text
    assert "0 rader" not in gun.get(address).text
