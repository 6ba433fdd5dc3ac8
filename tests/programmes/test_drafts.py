"""Templates are written in the browser: one thing a page, by one person at a time."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Round, Seat
from exchange_portal.audit.models import TrailEntry
from programmes import actions, events
from programmes.models import TemplateDraft, TemplateVersion
from programmes.recorded import document_of
from selfassessment.models import Assessment
from tests.personas import World, login
from tests.programmes.drafting import (
    FUNCTION,
    MEETING,
    SESSION,
    content,
    copy_of,
    empty,
    page_of,
    save,
    stamp,
    write_all,
)
from tests.programmes.starting import group, leader_of, start
from tests.programmes.test_home import words

# --- The whole way ------------------------------------------------------------------------------


def test_from_nothing_to_a_round(gun: Client, world: World, jim: TemplateVersion) -> None:
    form = {"programme": str(world.programme.pk), "label": "2027", "form_key": str(uuid4())}
    first, second = (gun.post(reverse("new_draft"), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    draft = TemplateDraft.objects.get()
    missing = words(gun.get(first["Location"]).text)
    assert "Mallen har ingen funktion. Mallen har ingen träff." in missing

    write_all(gun, draft)
    save(
        gun,
        draft,
        "sjalvskattning/ny",
        {
            "instrument": "forutsattningar",
            "counts_from": "preparation",
            "opens": "30",
            "opens_side": "fore",
            "due": "5",
            "due_side": "fore",
        },
    )
    shown = gun.get(page_of(draft)).text
    assert "Det här saknas" not in shown
    assert "9–12.30 för Samordnare" in words(shown)
    version = publish(gun, draft)

    asked = {"groups": [group(world, "Grupp 1", "Skatteverket", "CSN")], "name": "Ny"}
    round = start(world, version, **asked)
    assert Seat.objects.filter(participation__cohort__round=round).count() == 4  # two each
    with pytest.raises(IntegrityError), transaction.atomic():
        version.assessments.update(due_days_before=1)
    opens, due = Assessment.objects.values_list("opens_on", "due_on").distinct().get()
    assert (opens, due) == (world.days(89 - 30), world.days(89 - 5))


def publish(client: Client, draft: TemplateDraft) -> TemplateVersion:
    address = reverse("publish_draft", args=[draft.key])
    page = client.get(address)
    for _press in range(2):
        answer = client.post(address, stamp(page.text))
        assert answer.status_code == HTTPStatus.FOUND
    draft.refresh_from_db()
    assert answer["Location"] == reverse("round_template", args=[draft.version.key])
    return TemplateVersion.objects.get(draft=draft)


def test_a_published_version_holds_all_that_the_draft_held(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = copy_of(world, jim)
    version = publish(gun, draft)

    assert version.published_at is not None
    assert document_of(version) == content(draft) == document_of(jim) | {"label": "2027"}
    assert TrailEntry.objects.filter(event=events.TEMPLATE_PUBLISHED).count() == 1


def test_what_changes_is_read_before_it_is_published(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    answer = gun.post(
        reverse("copy_template", args=[jim.key]), {"revision": "0", "form_key": str(uuid4())}
    )
    draft = TemplateDraft.objects.get(based_on=jim)
    assert answer["Location"] == page_of(draft)
    code = content(draft)["functions"][0]["code"]
    save(gun, draft, "funktion/1", FUNCTION | {"code": code, "role": "management"})
    save(gun, draft, "traff/3", MEETING | {"kind": "themed", "number": "9"})
    gun.post(page_of(draft, "traff/1"), stamp(gun.get(page_of(draft)).text) | {"gor": "ta-bort"})

    text = words(gun.get(reverse("publish_draft", args=[draft.key])).text)
    assert "Det här skiljer från JiM+ 2021" in text
    assert "Funktionen Central funktion för verksamhetsplanering och uppföljning ändras" in text
    assert "Platser per institution: 1 blir 2" in text
    assert "Samordnarträff 1 tas bort" in text
    assert "Ny träff: Träff 9" in text


# --- What is not for publishing, and what is over -----------------------------------------------


def test_what_is_missing_is_said_with_the_way_there(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world, label="2021")
    write_all(gun, draft)
    save(gun, draft, "traff/1/pass/1", SESSION | {"audience": []})
    save(gun, draft, "traff/1", MEETING | {"theme_en": ""})
    text = gun.get(page_of(draft)).text

    assert "Det finns redan en version som heter 2021." in text
    assert f'<a href="{page_of(draft, "traff/1/pass/1")}">Träff 1: pass 1 kallar ingen.' in text
    assert f'<a href="{page_of(draft, "traff/1")}">Träff 1 saknar text på engelska.' in text
    refused = gun.post(reverse("publish_draft", args=[draft.key]), stamp(text))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not TemplateVersion.objects.filter(draft=draft).exists()


def test_a_draft_is_thrown_away_and_a_published_one_is_not(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft, other = empty(world), copy_of(world, jim, label="2028")
    discard = reverse("discard_draft", args=[draft.key])
    page = gun.get(discard).text
    assert [gun.post(discard, stamp(page))["Location"] for _ in range(2)] == [
        reverse("round_templates")
    ] * 2
    assert "JiM+ 2027" not in gun.get(reverse("round_templates")).text

    publish(gun, other)
    answer = gun.post(reverse("discard_draft", args=[other.key]), stamp(page))
    assert answer["Location"] == reverse("round_template", args=[other.version.key])
    late = save_late(gun, other)
    assert (late.status_code, "Samordnare" in late.text) == (HTTPStatus.CONFLICT, True)
    other.refresh_from_db()
    assert other.version.state == "published"
    assert document_of(other.version)["label"] == "2028"


def save_late(client: Client, draft: TemplateDraft) -> Any:
    late = {"revision": "0", "form_key": str(uuid4())}
    return client.post(page_of(draft, "funktion/ny"), late | FUNCTION)


def test_a_version_that_is_not_offered_starts_no_round(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    address = reverse("retire_template", args=[jim.key])
    for _press in range(2):
        gun.post(address, {"gor": "dra-in"})
    page = gun.get(reverse("round_templates")).text
    assert "Erbjuds inte längre JiM+ 2021" in words(page)
    before = Round.objects.count()
    with pytest.raises(Exception, match="Nya omgångar startas inte längre"):
        start(world, jim)
    assert Round.objects.count() == before

    gun.post(address, {"gor": "erbjud"})
    assert "Erbjuds inte längre" not in gun.get(reverse("round_templates")).text


# --- Who ----------------------------------------------------------------------------------------


def test_only_those_who_start_rounds_of_the_programme(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    """Also not one who runs a group of the programme beside leading another."""
    draft, vera = empty(world), leader_of(world, "jihu")
    scope, act = cohorts.scope_of(world.group2), {"by": None, "now": world.now}
    cohorts.engage(vera, role="contact_person", scope=scope, from_on=world.today, **act)
    actions.retire_template(jim, by=world.gun, now=world.now)
    login(client, vera)

    assert "JiM+" not in client.get(reverse("round_templates")).text
    for address in (page_of(draft), page_of(draft, "funktion/ny")):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    form = {"programme": str(world.programme.pk), "label": "Min", "form_key": str(uuid4())}
    answer = client.post(reverse("new_draft"), form)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert TemplateDraft.objects.count() == 1


def test_pages_ask_the_same_however_much_there_is(
    gun: Client, world: World, jim: TemplateVersion, django_assert_max_num_queries: Any
) -> None:
    def counts(draft: TemplateDraft) -> list[int]:
        asked = []
        for address in (page_of(draft), page_of(draft, "grunder"), reverse("round_templates")):
            with django_assert_max_num_queries(12) as queries:
                assert gun.get(address).status_code == HTTPStatus.OK
            asked.append(len(queries))
        return asked

    one = empty(world)
    counts(one)
    few = counts(one)
    many = copy_of(world, jim, label="2029")
    empty(world, label="2030")
    assert counts(many) == few
