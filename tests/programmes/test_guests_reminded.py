"""Guests who have not answered whether they come are reminded, as the others are."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import Guest
from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from meetings.reminders import invitations as reminders
from meetings.reminders import remind
from programmes import actions
from tests.personas import World, login
from tests.programmes.test_guests import invited, meeting_of, scb

__all__ = ["scb"]  # a fixture


def test_a_guest_is_reminded_until_they_have_answered(client: Client, scb: World) -> None:
    """By the round's rules, three days before and the day itself; not by one that had passed when
    they were invited, nor of a meeting that they visit no longer."""
    siri, meeting = invited(client, scb), meeting_of(scb)
    morning = timezone.localtime(scb.now).replace(hour=8)
    days: Callable[[int], datetime] = lambda number: morning + timedelta(days=number)  # noqa: E731
    actions.invite_guest(
        Guest.objects.all(), name="Unn Ek", email="unn@scb.example", by=scb.gun, now=days(6)
    )

    def reminded(number: int) -> set[str]:
        return {one.recipient.name for one in reminders.due(days(number)) if one.about == about}

    about = f"{meeting.key}"
    assert "Siri Falk" in reminded(6)
    assert "Unn Ek" not in reminded(6)
    assert {"Siri Falk", "Unn Ek"} <= reminded(9)
    remind(now=days(6))
    notice = Notice.objects.get(
        kind="meetings.invitation_reminder", recipient=siri, data__meeting=meeting.pk
    )
    mail = notice_kind(notice.kind).write(notice)
    assert "Du har inte svarat om du kommer." in " ".join(mail.text.split())
    assert "Kl. 9–11" in mail.text
    assert "Kl. 13" not in mail.text
    wanted = notice_kind(notice.kind).still_wanted
    assert wanted(notice, days(6))

    first = meeting.sessions.order_by("starts_at").first()
    sent = {"is_coming": "ja", "version": "0", "answered_for": f"{meeting.held_on:%Y-%m-%d}"}
    login(client, siri).post(reverse("answer_as_guest", args=[first.key]), sent)
    assert "Siri Falk" not in reminded(9)
    assert not wanted(notice, days(6))
    cohorts.withdraw_guests(Guest.objects.all(), by=scb.gun, now=days(7))
    assert not reminded(9) & {"Siri Falk", "Unn Ek"}
