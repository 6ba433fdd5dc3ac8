"""A link from a mail: one leader, one self-assessment, one browser, until a day."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import Holding, PersonalLink, User
from exchange_portal import links
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import queue
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Message
from selfassessment.links import ANSWER, way_to_answer
from selfassessment.models import Assessment, Finish, Rating
from tests.personas import login
from tests.selfassessment.conftest import Stage

ENDED, ELSEWHERE = "Länken gäller inte längre", "Det här är redan öppnat i en annan webbläsare"


@pytest.fixture
def hedda(stage: Stage) -> User:
    return stage.world.hedda


@pytest.fixture
def link(stage: Stage, hedda: User) -> str:
    """As it leaves the portal."""
    Assessment.objects.update(due_on=stage.world.days(9))
    return links.signed(way_to_answer(hedda, stage.vr, stage.now), hedda.email)


def questions(stage: Stage) -> str:
    return reverse("answering", args=[stage.vr.key])


def is_at_login(response: object) -> bool:
    address = getattr(response, "url", "")
    return urlsplit(address).path.startswith("/konto/login/")


# --- In -----------------------------------------------------------------------------------------


def test_a_leader_answers_from_the_mail(stage: Stage, hedda: User, link: str) -> None:
    client = Client()
    page = client.get(link)

    assert page.status_code == HTTPStatus.OK
    assert "Hej Hedda Öberg!" in page.text
    assert "Förändringspotential och ambitionsnivå, Vetenskapsrådet" in page.text
    assert not PersonalLink.objects.exists()  # a mail scanner has opened it
    assert is_at_login(client.get(questions(stage)))

    assert client.post(link).url == questions(stage)
    begun = client.get(questions(stage))
    assert (begun.status_code, "Min sida" in begun.text) == (HTTPStatus.OK, False)
    for number in range(1, 10):
        rate = reverse("rate", args=[stage.vr.key, number])
        client.post(rate, {"present": 2, "version": 0, "vem": str(hedda.key)})
        client.post(rate, {"wanted": 3, "version": 1, "vem": str(hedda.key)})
    client.post(reverse("finish_answering", args=[stage.vr.key]), {"vem": str(hedda.key)})

    assert set(Rating.objects.values_list("respondent__name", flat=True)) == {"Hedda Öberg"}
    assert Finish.objects.get().respondent == hedda
    assert "Du kan stänga sidan." in client.get(reverse("rated", args=[stage.vr.key])).text
    events = TrailEntry.objects.filter(event__startswith="cohorts.link")
    assert list(events.values_list("event", "actor_id")) == [("cohorts.link_opened", hedda.pk)]


def test_the_same_browser_goes_on_after_days(stage: Stage, link: str) -> None:
    client = Client()
    client.post(link)
    client.cookies.pop("session")

    assert client.post(link).url == questions(stage)
    assert client.get(questions(stage)).status_code == HTTPStatus.OK


def test_whoever_is_logged_in_goes_straight_there(stage: Stage, hedda: User, link: str) -> None:
    client = login(Client(), hedda)

    assert client.post(link).url == questions(stage)
    assert not PersonalLink.objects.exists()


# --- Not in -------------------------------------------------------------------------------------


def test_it_opens_that_and_nothing_else(stage: Stage, link: str) -> None:
    client = Client()
    client.post(link)
    other = stage.management["Forte"]

    for address in [
        reverse("home"),
        reverse("cohort", args=[stage.world.group2.key]),
        reverse("assessment", args=[stage.vr.key]),
        reverse("agree", args=[stage.vr.key]),
        reverse("answering", args=[other.key]),
        reverse("admin:index"),
    ]:
        assert is_at_login(client.get(address)), address


def test_another_browser_is_kept_out(stage: Stage, link: str) -> None:
    """It was forwarded, or is opened on another machine."""
    Client().post(link)
    other = Client()
    response = other.post(link)

    assert response.status_code == HTTPStatus.CONFLICT
    assert ELSEWHERE in response.text
    assert is_at_login(other.get(questions(stage)))
    at_once = other.get(link).text  # without a button that would be pressed in vain
    assert (ELSEWHERE in at_once, "Fortsätt" in at_once) == (True, False)


def test_what_was_begun_after_login_is_not_shown(stage: Stage, hedda: User, link: str) -> None:
    stage.rate(hedda, 2)
    response = Client().post(link)

    assert (response.status_code, ELSEWHERE in response.text) == (HTTPStatus.CONFLICT, True)


def test_who_is_logged_in_as_somebody_else_is_told(stage: Stage, link: str) -> None:
    client = login(Client(), stage.world.dan)
    response = client.post(link)

    assert "Länken är till Hedda Öberg, och du är inloggad som Dan" in response.text
    assert client.get(questions(stage)).status_code == HTTPStatus.NOT_FOUND
    assert not PersonalLink.objects.exists()


def test_it_came_to_the_wrong_person(stage: Stage, link: str) -> None:
    """From then on nobody gets in by it, those inside included."""
    inside, stranger = Client(), Client()
    inside.post(link)
    assert "Tack för att du säger till" in stranger.post(link, {"inte": "1"}).text

    assert is_at_login(inside.get(questions(stage)))
    for response in (inside.post(link), stranger.get(link)):
        assert "Någon har sagt att länken kom fel" in response.text
        assert "Fortsätt" not in response.text


def left(stage: Stage) -> None:
    today = localdate(stage.now)
    Holding.objects.filter(user=stage.world.hedda).update(
        from_on=today - timedelta(days=9), until_on=today
    )


def moved(stage: Stage) -> None:
    holding = Holding.objects.get(user=stage.world.hedda)
    User.objects.filter(pk=stage.world.hedda.pk).update(last_login=None)
    cohorts.correct_address(holding, email="h.oberg@vr.example", by=None, now=stage.now)


def withdrawn(stage: Stage) -> None:
    Assessment.objects.update(
        withdrawn_at=stage.now, withdrawn_by=stage.world.cleo, withdrawn_reason="Nej."
    )


def closed(stage: Stage) -> None:
    Assessment.objects.update(closed_at=stage.now, closed_by=stage.world.ada)


@pytest.mark.parametrize("change", [left, moved, withdrawn, closed])
def test_it_ends(stage: Stage, link: str, change: Callable[[Stage], None]) -> None:
    change(stage)
    response = Client().post(link)

    assert (response.status_code, ENDED in response.text) == (HTTPStatus.NOT_FOUND, True)
    assert not PersonalLink.objects.exists()


def test_access_ends_with_the_seat(stage: Stage, link: str) -> None:
    client = Client()
    client.post(link)
    left(stage)

    assert is_at_login(client.get(questions(stage)))


def test_whoever_has_answered_by_a_link_keeps_their_address(
    stage: Stage, hedda: User, link: str
) -> None:
    """With another one, whoever mended it would log in and read what was answered."""
    User.objects.filter(pk=hedda.pk).update(last_login=None)
    Client().post(link)
    mends = reverse("correct_address", args=[Holding.objects.get(user=hedda).key])
    refused = login(Client(), stage.world.ada).post(mends, {"address": "ada+h@vr.example"})

    assert (refused.status_code, "öppnat en länk" in refused.text) == (422, True)
    assert User.objects.get(pk=hedda.pk).email == hedda.email


def test_a_link_that_came_wrong_opens_at_the_mended_address(
    stage: Stage, hedda: User, link: str
) -> None:
    Client().post(link, {"inte": "1"})
    moved(stage)

    mended = links.signed(way_to_answer(hedda, stage.vr, stage.now), "h.oberg@vr.example")
    assert Client().post(mended).url == questions(stage)


def test_forged_and_old_ones_say_the_same(stage: Stage, hedda: User, link: str) -> None:
    """Nor can the link of one be changed into the link of another."""
    yesterday = stage.world.days(-1)
    old = links.path_of(ANSWER, stage.vr.key, person=hedda.key, until_on=yesterday)
    answers = {
        Client().get(address).text.partition("<main")[2]
        for address in [
            links.signed(old, hedda.email),
            link.replace(str(hedda.key), str(stage.world.ben.key)),
            link.replace(str(stage.vr.key), str(stage.management["Forte"].key)),
            link[:-4] + "abc/",
            links.signed(old.replace(ANSWER, "okant"), hedda.email),
        ]
    }

    assert len(answers) == 1
    assert ENDED in answers.pop()


def test_a_day_that_somebody_has_made_up(stage: Stage, hedda: User, link: str) -> None:
    """Written in a question to the contact person, it comes back signed in the receipt."""
    path = links.path_of(ANSWER, stage.vr.key, person=hedda.key, until_on="2027-02-30")

    assert Client().post(links.signed(path, hedda.email)).status_code == HTTPStatus.NOT_FOUND


# --- The mail -----------------------------------------------------------------------------------


def test_no_list_of_mails_holds_a_link_that_opens(stage: Stage, hedda: User, link: str) -> None:
    kept = way_to_answer(hedda, stage.vr, stage.now)
    mail = Mail(subject="Svara", text=f"Här: {kept}\n", html=f'<a href="{kept}">Svara</a>')
    queue.post(mail, kind="prov", to_address=hedda.email, language="sv", now=stage.now)
    message = Message.objects.get(kind="prov")
    sent = on_the_wire(message)

    assert link not in message.text + message.html
    assert Client().get(kept).status_code == HTTPStatus.NOT_FOUND
    assert sent.body == f"Här: {link}\n"
    assert str(sent.alternatives[0][0]) == f'<a href="{link}">Svara</a>'


def test_those_who_run_rounds_get_none(stage: Stage, hedda: User) -> None:
    hedda.is_staff = True

    assert way_to_answer(hedda, stage.vr, stage.now) == ""
