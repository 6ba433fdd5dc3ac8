"""The head confirms, once, and what is confirmed stays as it was."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import Function
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Message, Notice
from preparation import events, reminders
from preparation.frozen import Frozen, fingerprint
from preparation.models import Confirmation, Preparation
from tests.personas import World
from tests.preparation.conftest import confirm, plan
from tests.programmes.test_home import page, words

type Browser = Callable[[str], Client]

LINK = "/lank/bekrafta/"  # opens nothing until the mail leaves
NOTE = "Det här är vår viktigaste förändring i år."


def at(world: World, place: str = "VR", name: str = "confirmation") -> str:
    return reverse(name, args=[world.participations[place].key])


def ticked(client: Client, world: World, **other: Any) -> dict[str, Any]:
    """The form as its page comes, with everything ticked."""
    form = client.get(at(world)).context["form"]
    hidden = {name: form[name].value() for name in ("number", "hours")}
    return dict.fromkeys(("owns", "wants", "time"), "on") | hidden | {"note": ""} | other


def mails(kind: str, *, at_noon: bool = False) -> list[Message]:
    """`at_noon`: whatever hour of the night it is."""
    now = timezone.localtime().replace(hour=12) if at_noon else timezone.now()
    delivery.write_notices(lambda: now, limit=100)
    return list(Message.objects.filter(kind=kind).order_by("to_address"))


def told(message: Message) -> str:
    return " ".join(message.text.split())


def test_the_head_confirms_and_gets_a_receipt(prepared: World, browser: Browser) -> None:
    hedda = browser("hedda")
    assert "Bekräfta att ledningen står bakom" in words(page(Client(), prepared.hedda))

    sent = ticked(hedda, prepared, note=NOTE)
    receipts = {hedda.post(at(prepared, name="confirm"), sent).url for _ in range(2)}

    made = Confirmation.objects.get()
    assert receipts == {reverse("confirmed", args=[made.key])}  # pressed twice, confirmed once
    copy = Frozen.from_content(made.content)
    assert (copy.institution, copy.confirmed_by, copy.function_sv, copy.note, copy.number) == (
        "Vetenskapsrådet",
        "Hedda Öberg",
        "Generaldirektör",
        NOTE,
        1,
    )
    assert [one.code for one in copy.statements] == ["owns", "wants", "time"]
    assert "16 timmar i förberedelsen och 60 timmar för träffarna" in copy.statements[2].text_sv
    assert made.fingerprint == fingerprint(made.content)
    shown = words(hedda.get(receipts.pop()).text)
    assert NOTE in shown
    assert "av Hedda Öberg" in shown
    assert "Bekräfta att ledningen" not in words(page(Client(), prepared.hedda))
    (to_ada, to_hedda) = mails(events.RECEIPT)
    assert [one.recipient for one in (to_ada, to_hedda)] == [prepared.ada, prepared.hedda]
    assert "Hedda Öberg har bekräftat för Vetenskapsrådet" in told(to_ada)
    assert "Du har bekräftat för Vetenskapsrådet" in told(to_hedda)
    assert NOTE in told(to_ada)
    assert TrailEntry.objects.filter(event=events.CONFIRMED, actor_id=prepared.hedda.pk).exists()


@pytest.mark.parametrize("left_out", ["owns", "wants", "time"])
def test_each_statement_must_be_true(prepared: World, browser: Browser, left_out: str) -> None:
    hedda = browser("hedda")
    sent = ticked(hedda, prepared, note=NOTE)
    del sent[left_out]

    refused = hedda.post(at(prepared, name="confirm"), sent)

    assert refused.status_code == 422
    assert "Kryssa i rutan om det stämmer: " in words(refused.text)
    assert NOTE in refused.text
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"number": "x", "hours": "\0"}, {"number": "9" * 40}])
def test_nonsense_is_refused_in_words(prepared: World, browser: Browser, sent: Any) -> None:
    assert browser("hedda").post(at(prepared, name="confirm"), sent).status_code == 422


def test_what_has_changed_since_it_was_shown_is_shown_again(
    prepared: World, browser: Browser
) -> None:
    hedda = browser("hedda")
    sent = ticked(hedda, prepared, note=NOTE)
    plan(prepared, confirm_by=prepared.days(5), course_minutes=95)  # no part of what is confirmed
    Preparation.objects.update(meeting_hours=80)

    refused = hedda.post(at(prepared, name="confirm"), sent)

    assert refused.status_code == 422
    assert "har ändrats medan du läste" in words(refused.text)
    assert NOTE in refused.text
    assert "80 timmar för träffarna" in words(refused.text)
    again = sent | {"hours": refused.context["form"]["hours"].value()}
    assert hedda.post(at(prepared, name="confirm"), again).status_code == 302
    assert "80 timmar" in Confirmation.objects.get().content["statements"][2]["text_sv"]


def test_something_else_afterwards_is_kept_and_said(prepared: World, browser: Browser) -> None:
    hedda = browser("hedda")
    sent = ticked(hedda, prepared)
    hedda.post(at(prepared, name="confirm"), sent)

    refused = hedda.post(at(prepared, name="confirm"), sent | {"note": NOTE})

    assert "Du har redan bekräftat" in words(refused.text)
    assert NOTE in refused.text
    assert Confirmation.objects.get().content["note"] == ""


def test_a_new_head_confirms_anew(prepared: World, browser: Browser) -> None:
    first = confirm(prepared, "VR", "hedda")
    holding = prepared.hedda.holdings.get()
    cohorts.end_holding(holding, until_on=prepared.today, by=None, now=prepared.now)
    seat = prepared.seat("VR", "head")
    cohorts.fill_seat(seat, user=prepared.nils, from_on=prepared.today, by=None, now=prepared.now)

    shown = words(browser("ada").get(at(prepared)).text)
    assert "Hedda Öberg har inte platsen längre. Bekräftelsen gäller ändå" in shown
    nils = browser("nils")
    nils.post(at(prepared, name="confirm"), ticked(nils, prepared))

    latest = Confirmation.objects.get(number=2)
    assert latest.confirmed_by == prepared.nils
    listed = browser("ada").get(at(prepared)).text
    assert reverse("confirmed", args=[first.key]) in listed
    assert reverse("confirmed", args=[latest.key]) in listed


def test_two_heads_do_not_confirm_over_each_other(prepared: World, browser: Browser) -> None:
    seat = cohorts.add_seat(
        prepared.participations["VR"],
        function=Function.objects.get(round=prepared.round, role="head"),
        by=None,
        now=prepared.now,
    )
    cohorts.fill_seat(seat, user=prepared.nils, from_on=prepared.today, by=None, now=prepared.now)
    nils = browser("nils")
    sent = ticked(nils, prepared)
    confirm(prepared, "VR", "hedda")

    refused = nils.post(at(prepared, name="confirm"), sent)

    assert "Hedda Öberg har bekräftat medan du läste." in words(refused.text)
    assert Confirmation.objects.count() == 1
    assert refused.context["form"]["number"].value() == "2"


def test_without_a_head_the_management_confirms(prepared: World, browser: Browser) -> None:
    assert browser("ben").get(at(prepared)).context["form"] is None
    Function.objects.filter(round=prepared.round, role="head").update(role="member")

    ben = browser("ben")
    assert ben.post(at(prepared, name="confirm"), ticked(ben, prepared)).status_code == 302
    assert browser("hedda").get(at(prepared)).context["form"] is None


def test_a_round_that_is_over_is_read_only(prepared: World, browser: Browser) -> None:
    hedda = browser("hedda")
    sent = ticked(hedda, prepared)
    prepared.round.preparation_starts_on = prepared.days(-400)
    prepared.round.preparation_ends_on = prepared.days(-300)
    prepared.round.ends_on = prepared.days(-1)
    prepared.round.save()

    assert "Omgången är slut." in words(hedda.post(at(prepared, name="confirm"), sent).text)
    assert not Confirmation.objects.exists()


def test_the_others_of_the_group_see_nothing_of_it(prepared: World, browser: Browser) -> None:
    made = confirm(prepared, "VR", "hedda", note=NOTE)
    receipt = reverse("confirmed", args=[made.key])
    answers = {
        who: (browser(who).get(at(prepared)).status_code, browser(who).get(receipt).status_code)
        for who in ("ada", "ben", "cleo", "gun", "dan", "eve", "paul", "stig")
    }

    assert answers == dict.fromkeys(("ada", "ben", "cleo", "gun"), (200, 200)) | {
        "dan": (403, 404),
        "eve": (404, 404),
        "paul": (404, 404),
        "stig": (404, 404),
    }
    assert NOTE not in browser("ada").get(at(prepared)).text  # it stands in the receipt


def test_the_database_keeps_it_as_it_is(prepared: World) -> None:
    made = confirm(prepared, "VR", "hedda")
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.filter(pk=made.pk).update(content={})


# --- Asking for it ------------------------------------------------------------------------------


def test_the_coordinator_asks_once_a_day(prepared: World, browser: Browser) -> None:
    ada = browser("ada")
    assert "Be om bekräftelsen" in words(ada.get(at(prepared)).text)
    said = [ada.post(at(prepared, name="ask_head"), follow=True) for _ in range(2)]

    assert "Ett mejl är på väg." in words(said[0].text)
    assert "Ett mejl har redan gått i dag. Inget mer skickades." in words(said[1].text)
    assert "Be om bekräftelsen" not in words(said[1].text)
    (mail,) = mails(events.ASKED)
    assert mail.recipient == prepared.hedda
    assert "Ada Lind ber dig bekräfta att ledningen för Vetenskapsrådet står bakom" in told(mail)
    assert LINK in mail.text
    assert TrailEntry.objects.filter(event=events.HEAD_ASKED).count() == 1


def test_nobody_is_asked_for_what_is_done(prepared: World, browser: Browser) -> None:
    browser("ada").post(at(prepared, name="ask_head"))
    confirm(prepared, "VR", "hedda")

    assert mails(events.ASKED) == []  # it was waiting, and is wanted no longer
    said = browser("ada").post(at(prepared, name="ask_head"), follow=True)
    assert "Bekräftelsen har redan kommit." in words(said.text)


def test_a_vacant_seat_is_said(prepared: World, browser: Browser) -> None:
    said = browser("dan").post(at(prepared, "Forte", "ask_head"), follow=True)

    assert "Ingen har platsen just nu." in words(said.text)
    assert "Platsen är ledig." in words(said.text)


# --- Reminders ----------------------------------------------------------------------------------


def noon(world: World, days: int) -> datetime:
    return timezone.localtime(world.now).replace(hour=12) + timedelta(days=days)


def remind(world: World, days: int) -> None:
    reminders.remind(now=noon(world, days))


def due(world: World) -> list[tuple[datetime, int]]:
    found = Notice.objects.filter(kind=events.REMINDER).order_by("created_at")
    return [(one.recipient, one.data["days_before"]) for one in found]


def test_the_head_is_reminded_until_it_is_done(prepared: World) -> None:
    """The round's rules: three days before, and the day itself."""
    for days in (0, 2, 2, 4):
        remind(prepared, days)
    assert due(prepared) == [(prepared.hedda, 3)]
    confirm(prepared, "VR", "hedda")
    remind(prepared, 5)
    assert due(prepared) == [(prepared.hedda, 3)]


def test_also_before_the_preparation_begins(prepared: World) -> None:
    prepared.round.preparation_starts_on = prepared.days(5)
    prepared.round.preparation_ends_on = prepared.days(90)
    prepared.round.save()
    remind(prepared, 2)
    assert due(prepared) == [(prepared.hedda, 3)]


def test_what_the_reminder_says(prepared: World) -> None:
    Preparation.objects.update(confirm_by=prepared.today)
    remind(prepared, 0)
    (mail,) = mails(events.REMINDER, at_noon=True)
    assert mail.subject == "Sista dagen i dag: bekräfta för Vetenskapsrådet"
    assert LINK in mail.text


# --- Min sida -----------------------------------------------------------------------------------


def test_the_coordinator_sees_that_it_is_missing(prepared: World) -> None:
    assert "Ledningens bekräftelse saknas" in words(page(Client(), prepared.ada))
    assert "Ledningens bekräftelse" not in words(page(Client(), prepared.ben))
    confirm(prepared, "VR", "hedda")
    assert "Ledningens bekräftelse saknas" not in words(page(Client(), prepared.ada))
