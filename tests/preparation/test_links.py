"""A head confirms from the mail; and says that it was somebody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import PersonalLink, User
from exchange_portal import links
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Message, Notice
from preparation import actions, events
from preparation.frozen import Frozen, fingerprint
from preparation.links import way_to_confirm
from preparation.models import Confirmation, Disowned
from preparation.queries.confirming import confirming
from preparation.queries.steps import steps
from programmes import actions as programmes
from tests.personas import World, login
from tests.preparation.conftest import confirm

type Browser = Callable[[str], Client]

NOTE = "Det här är vår viktigaste förändring i år."
LINK = re.compile(r"/lank/[^\s\"<]+")


def page(world: World) -> str:
    return reverse("confirm_by_link", args=[world.participations["VR"].key])


def is_at_login(response: object) -> bool:
    return urlsplit(getattr(response, "url", "")).path.startswith("/konto/login/")


def ticked(client: Client, world: World, **other: str) -> dict[str, str]:
    shown = client.get(page(world)).context
    hidden = {name: str(shown["form"][name].value()) for name in ("number", "hours")}
    everything = dict.fromkeys(("owns", "wants", "time"), "on") | {"note": NOTE}
    return everything | hidden | {"vem": str(world.hedda.key)} | other


def mails(kind: str) -> dict[User, Message]:
    delivery.write_notices(timezone.now, limit=100)
    return {one.recipient: one for one in Message.objects.filter(kind=kind) if one.recipient}


def sent(world: World) -> str:
    """The link in the mail by which a coordinator asks, as a mail server gets it."""
    actions.ask_head(world.participations["VR"], by=world.ada, now=world.now)
    mail = on_the_wire(mails(events.ASKED)[world.hedda])
    (link,) = set(LINK.findall(f"{mail.body} {mail.alternatives[0][0]!s}"))
    return link


def words(text: str) -> str:
    return " ".join(text.split())


def confirmed_by_link(world: World) -> tuple[Client, Confirmation]:
    client = Client()
    client.post(sent(world))
    client.post(page(world), ticked(client, world))
    return client, Confirmation.objects.get()


def test_the_head_confirms_from_the_mail(prepared: World) -> None:
    link, client = sent(prepared), Client()
    assert "Ledningens bekräftelse, Vetenskapsrådet" in client.get(link).text
    assert not PersonalLink.objects.exists()
    assert is_at_login(client.get(page(prepared)))
    assert client.post(link).url == page(prepared)
    shown = words(client.get(page(prepared)).text)
    assert "Du bekräftar som Hedda Öberg, genom länken i mejlet." in shown
    assert "Min sida" not in shown

    given = ticked(client, prepared)
    for _ in range(2):
        answer = client.post(page(prepared), given, follow=True)

    assert "Tack. Bekräftelsen är sparad." in answer.text
    assert NOTE in answer.text
    made = Confirmation.objects.get()
    copy = Frozen.from_content(made.content)
    assert (made.confirmed_by, copy.is_by_link, copy.note) == (prepared.hedda, True, NOTE)
    assert made.fingerprint == fingerprint(made.content)
    receipts = mails(events.RECEIPT)
    to_hedda, to_ada = (words(receipts[one].text) for one in (prepared.hedda, prepared.ada))
    assert "Det här bekräftades i ditt namn för Vetenskapsrådet" in to_hedda
    assert "Var det inte du?" in to_hedda
    assert "Var det inte du?" not in to_ada
    opened = TrailEntry.objects.filter(event="cohorts.link_opened")
    assert [one.actor_id for one in opened] == [prepared.hedda.pk]
    # What is done is not shown to whoever opens the link later on.
    assert Client().post(link).status_code == 404


def test_logged_in_it_is_no_confirmation_by_a_link(prepared: World, browser: Browser) -> None:
    hedda = browser("hedda")
    assert hedda.post(sent(prepared)).url == page(prepared)
    hedda.post(page(prepared), ticked(hedda, prepared))

    made = Confirmation.objects.get()
    assert Frozen.from_content(made.content).is_by_link is False
    assert "Det var inte jag" not in hedda.get(reverse("confirmed", args=[made.key])).text
    assert hedda.post(reverse("disown", args=[made.key])).status_code == 403


def test_what_is_missing_is_said_and_nothing_is_lost(prepared: World) -> None:
    client = Client()
    client.post(sent(prepared))
    given = ticked(client, prepared)
    del given["owns"]

    refused = client.post(page(prepared), given)

    assert (refused.status_code, NOTE in refused.text) == (422, True)
    assert client.post(page(prepared), {"number": "9" * 40, "hours": "\0"}).status_code == 422
    assert not Confirmation.objects.exists()


def test_the_page_and_nothing_else(prepared: World) -> None:
    """Not what the head before has confirmed, and no other page of it."""
    seat = prepared.seat("VR", "head")
    earlier = confirm(prepared, "VR", "hedda", note="kanariefågel-förut")
    cohorts.end_holding(
        prepared.hedda.holdings.get(), until_on=prepared.today, by=None, now=prepared.now
    )
    cohorts.fill_seat(seat, user=prepared.nils, from_on=prepared.today, by=None, now=prepared.now)
    place, now = prepared.participations["VR"], prepared.now
    link = links.signed(way_to_confirm(prepared.nils, place, now), prepared.nils.email)
    client = Client()
    client.post(link)
    shown = client.get(page(prepared)).text

    assert ("kanariefågel-förut" in shown, "Hedda" in shown) == (False, False)
    for route, thing in (
        ("confirmation", place),
        ("confirmed", earlier),
        ("readiness", place),
        ("cohort", place.cohort),
        ("confirm_by_link", prepared.participations["Forte"]),
    ):
        assert is_at_login(client.get(reverse(route, args=[thing.key]))), route
    assert is_at_login(client.post(reverse("confirm", args=[place.key])))


def test_others_get_in_by_nothing(prepared: World) -> None:
    """Another browser; a link of somebody who does not lead; one that came wrong."""
    place, now = prepared.participations["VR"], prepared.now
    bens = links.signed(way_to_confirm(prepared.ben, place, now), prepared.ben.email)
    assert Client().post(bens).status_code == 404
    link, first = sent(prepared), Client()
    first.post(link)
    assert Client().post(link).status_code == 409
    Client().post(link, {"inte": "1"})
    assert is_at_login(first.get(page(prepared)))
    assert not Confirmation.objects.exists()


# --- «Det var inte jag» --------------------------------------------------------------------------


def state(world: World) -> str:
    place = world.participations["VR"]
    (step,) = [one for _cohort, one in steps([place.pk], world.now) if one.kind == "confirmation"]
    return step.cells[place.pk].label


def test_the_head_says_that_it_was_somebody_else(prepared: World, browser: Browser) -> None:
    """It counts no longer, stays as it was, the link is closed, and one may confirm oneself."""
    stranger, made = confirmed_by_link(prepared)
    assert state(prepared) == "Bekräftad"
    hedda, receipt = browser("hedda"), reverse("confirmed", args=[made.key])
    assert reverse("disown", args=[made.key]) in hedda.get(receipt).text

    for _ in range(2):
        told = hedda.post(reverse("disown", args=[made.key]), follow=True)

    assert "Bekräftelsen gäller inte" in told.text
    assert state(prepared) == "Inte bekräftad"
    assert Disowned.objects.get().disowned_by == prepared.hedda
    assert fingerprint(Confirmation.objects.get().content) == made.fingerprint
    assert is_at_login(stranger.get(page(prepared)))
    assert is_at_login(stranger.post(page(prepared), {"owns": "on"}))
    to_ada = mails(events.DISOWNED_TOLD)
    assert list(to_ada) == [prepared.ada]
    assert "Hedda Öberg säger att någon annan bekräftade" in words(to_ada[prepared.ada].text)
    assert TrailEntry.objects.filter(event=events.DISOWNED).count() == 1
    assert "Bekräftelsen gäller inte" in browser("cleo").get(receipt).text

    hedda.post(page(prepared), ticked(hedda, prepared, note="Nu är det jag."))
    again = confirming(prepared.participations["VR"], prepared.now)
    assert again.latest is not None
    assert (again.latest.number, again.latest.content["note"]) == (2, "Nu är det jag.")
    assert [one.is_disowned for one in again.earlier] == [True]
    assert state(prepared) == "Bekräftad"


def test_so_does_the_head_of_two_accounts_made_one(prepared: World, browser: Browser) -> None:
    """The confirmation stays with the account that it was done in."""
    _client, made = confirmed_by_link(prepared)
    programmes.merge(prepared.nils, prepared.hedda, by=prepared.gun, now=prepared.now)
    nils = browser("nils")
    assert "Det var inte jag" in nils.get(reverse("confirmed", args=[made.key])).text

    told = nils.post(reverse("disown", args=[made.key]), follow=True)

    assert "Bekräftelsen gäller inte" in told.text
    assert state(prepared) == "Inte bekräftad"


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("ben", 403), ("dan", 404)])
def test_nobody_else_says_so(prepared: World, browser: Browser, who: str, status: int) -> None:
    _client, made = confirmed_by_link(prepared)
    client = browser(who)

    assert client.post(reverse("disown", args=[made.key])).status_code == status
    with pytest.raises(actions.Refused):
        actions.disown(made, by=prepared.people[who], now=prepared.now)
    assert not Disowned.objects.exists()


def test_they_are_asked_again(prepared: World) -> None:
    """The mail of today is one of the day; tomorrow's comes."""
    _client, made = confirmed_by_link(prepared)
    actions.disown(made, by=prepared.hedda, now=prepared.now)
    tomorrow = prepared.now + timedelta(days=1)

    assert actions.ask_head(prepared.participations["VR"], by=prepared.ada, now=tomorrow) == 1
    assert Notice.objects.filter(kind=events.ASKED).count() == 2


def test_staff_and_those_of_no_preparation_get_none(prepared: World) -> None:
    place = prepared.participations["VR"]
    assert way_to_confirm(prepared.cleo, place, prepared.now) == ""
    assert login(Client(), prepared.cleo).get(page(prepared)).status_code == 403
