"""Protected identity: where the name and the address are no longer found, and who still knows.

That no page of the matrix and of the admin tells them is held by tests/access, where Ada's identity
is protected.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cohorts import actions as people
from cohorts.actions import IsMet
from cohorts.models import Engagement, Holding, ProtectedName, User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.delivery import work_off
from exchange_portal.outbox.models import Message
from meetings import documents as meetings
from meetings.models import SubmittedVersion
from programmes import actions
from selfassessment import documents as selfassessment
from selfassessment.models import SubmittedAssessment
from tests.access.assessments import assess
from tests.access.things import _assignment, _work
from tests.personas import World, login

type Browser = Callable[[str], Client]

NAME, ADDRESS = "Ada Lind", "ada@vr.example"
SHOWN = "Samordnare för jämställdhetsintegrering, Vetenskapsrådet"


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


def page_of(person: User) -> str:
    return reverse("protect_person", args=[person.key])


def tells(text: str) -> bool:
    return NAME.casefold() in text.casefold() or ADDRESS in text.casefold()


def pdf_text(version: Any) -> str:
    with default_storage.open(version.pdf.path) as file:
        pages = PdfReader(BytesIO(file.read())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_coordinator_protects_a_colleague_and_shows_them_again(
    world: World, browser: Browser
) -> None:
    ada, seats = browser("ada"), reverse("own_seats", args=[world.participations["VR"].key])
    bens = Holding.objects.get(user=world.ben)
    assert page_of(world.ben) in ada.get(reverse("colleague", args=[bens.key])).text

    for _ in range(2):
        told = ada.post(page_of(world.ben), {"gor": "skydda"}, follow=True)

    shown = "Central funktion för verksamhetsplanering och uppföljning, Vetenskapsrådet"
    assert User.objects.get(pk=world.ben.pk).name == shown
    assert "Ben Åkesson" in told.text  # the coordinator manages the seat, and knows whose it is
    assert "Ben Åkesson" not in browser("hedda").get(seats).text
    ada.post(page_of(world.ben), {"gor": "visa"})
    assert User.objects.get(pk=world.ben.pk).name == "Ben Åkesson"
    assert not ProtectedName.objects.exists()
    events = TrailEntry.objects.filter(event__contains="protected").order_by("pk")
    assert [(one.event, one.actor_id, one.about_id) for one in events] == [
        ("cohorts.protected", world.ada.pk, world.ben.pk),
        ("cohorts.unprotected", world.ada.pk, world.ben.pk),
    ]


def test_who_has_a_seat_elsewhere_is_shown_again_by_administrators_alone(
    world: World, browser: Browser
) -> None:
    forte = world.participations["Forte"].institution
    dans = people.invite(
        forte, email="ben@forte.example", name="", person=world.ben, by=None, now=world.now
    )
    seat, now = world.seat("Forte", "planning"), world.now
    people.fill_seat(seat, user=dans, from_on=world.today, by=None, now=now)
    browser("ada").post(page_of(world.ben), {"gor": "skydda"})

    browser("dan").post(page_of(world.ben), {"gor": "visa"})
    assert User.objects.get(pk=world.ben.pk).is_protected
    browser("gun").post(page_of(world.ben), {"gor": "visa"})
    assert not User.objects.get(pk=world.ben.pk).is_protected


def test_the_name_follows_the_seat(world: World) -> None:
    by: Any = {"by": world.gun, "now": world.now}
    actions.protect(world.ben, **by)
    (holding,) = world.ben.holdings.all()

    people.end_holding(holding, until_on=world.today, **by)
    seat = world.seat("VR", "core_activity")
    people.fill_seat(seat, user=User.objects.get(pk=world.ben.pk), from_on=world.today, **by)

    shown = "Ansvarig chef för en del av kärnverksamheten, Vetenskapsrådet"
    assert User.objects.get(pk=world.ben.pk).name == shown


def test_those_whom_institutions_turn_to_have_a_name(world: World) -> None:
    by: Any = {"by": world.gun, "now": world.now}
    with pytest.raises(IsMet):
        actions.protect(world.cleo, **by)
    actions.protect(world.ben, **by)
    role, scope = Engagement.Role.CONTACT_PERSON, people.portal_scope()
    with pytest.raises(people.Refused, match="skyddad identitet"):
        people.engage(world.ben, role=role, scope=scope, from_on=world.today, **by)


def test_nobody_is_found_by_what_is_protected(world: World, browser: Browser) -> None:
    actions.protect(world.ada, by=world.gun, now=world.now)
    url = reverse("admin:cohorts_user_changelist")

    def found(who: str, words: str) -> list[str]:
        page = browser(who).get(url, {"q": words})
        return [one.name for one in page.context["cl"].result_list]

    assert found("cleo", "Lind") == found("cleo", ADDRESS) == found("cleo", "ada samordnare") == []
    assert found("cleo", "samordnare") == [SHOWN]
    assert found("gun", "Ada Li") == found("gun", ADDRESS) == [SHOWN]
    assert not tells(browser("cleo").get(url).text)
    assert (
        f"{NAME}, {ADDRESS}"
        in browser("gun").get(reverse("admin:cohorts_user_change", args=[world.ada.pk])).text
    )


def test_receipts_are_made_anew_and_mails_name_the_function(world: World, browser: Browser) -> None:
    """Of what was handed in before; until they are made the old ones are in nobody's reach."""
    _work(world, _assignment(world, "own"), "VR", "own", "handed in")
    assess(world, "VR", "conditions", "handed in", text="Vi vet.", by=world.ada)
    work_off(lambda: world.now)
    version, assessed = SubmittedVersion.objects.get(), SubmittedAssessment.objects.get()
    assert NAME in pdf_text(version)
    assert NAME in pdf_text(assessed)

    actions.protect(world.ada, by=world.gun, now=world.now)

    receipt = reverse("submitted_pdf", args=[version.key])
    assert browser("ben").get(receipt).status_code == 409
    work_off(lambda: world.now)
    for one in (SubmittedVersion.objects.get(), SubmittedAssessment.objects.get()):
        assert not tells(pdf_text(one))
        assert SHOWN in pdf_text(one)
    assert browser("ben").get(receipt).status_code == 200
    page = browser("ben").get(reverse("submitted", args=[version.key]))
    assert SHOWN in page.text
    assert not tells(page.text)


@pytest.mark.parametrize(
    ("documents", "write"),
    [(meetings, "write_submission_pdf"), (selfassessment, "write_summary_pdf")],
    ids=["submission", "self-assessment"],
)
def test_who_is_protected_while_a_receipt_is_made_is_not_named_in_it(
    world: World, monkeypatch: pytest.MonkeyPatch, documents: ModuleType, write: str
) -> None:
    made_by: Callable[..., bytes] = getattr(documents, write)

    def meanwhile(*told: Any) -> bytes:
        made = made_by(*told)
        actions.protect(world.ada, by=world.gun, now=world.now)
        return made

    if documents is meetings:
        _work(world, _assignment(world, "own"), "VR", "own", "handed in")
    else:
        assess(world, "VR", "conditions", "handed in", text="Vi vet.", by=world.ada)
    monkeypatch.setattr(documents, write, meanwhile)
    for hours in (0, 1):
        work_off(lambda hours=hours: world.now + timedelta(hours=hours))  # type: ignore[misc]

    made = [*SubmittedVersion.objects.all(), *SubmittedAssessment.objects.all()]
    assert [(tells(pdf_text(one)), SHOWN in pdf_text(one)) for one in made] == [(False, True)]


def test_mails_to_others_name_the_function(world: World) -> None:
    actions.protect(world.ada, by=world.gun, now=world.now)
    _work(world, _assignment(world, "own"), "VR", "own", "handed in")
    assess(world, "VR", "conditions", "handed in", text="Vi vet.", by=world.ada)

    work_off(lambda: world.now)

    mails = Message.objects.exclude(recipient=world.ada)
    assert {mail.kind for mail in mails} >= {"meetings.received", "selfassessment.received"}
    assert [mail.subject for mail in mails if tells(mail.subject + mail.text + mail.html)] == []
    assert SubmittedVersion.objects.get().content["submitted_by"] != NAME
