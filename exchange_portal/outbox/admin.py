"""How administrators see the outbox. Registered, with the rule of who, in programmes.

Mails hold only what the agency may read. Of jobs only those that went wrong are shown, and
nothing of what they are about or when they were ordered: a file in somebody's draft is inspected
by a job, and a draft leaves no trace at the agency.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import action
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exchange_portal.outbox import actions
from exchange_portal.outbox.models import Job
from exchange_portal.ui.admin import PortalAdmin

type Act = Callable[..., None]


class OutboxAdmin(PortalAdmin):
    """Rows that are looked at and acted upon, never edited."""

    shows_all_rows = True

    def act_on(self, act: Act, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        """Do it for each chosen row that allows it, and say for how many that was."""
        now: datetime = request.now  # type: ignore[attr-defined]
        done, impossible = 0, 0
        for thing in chosen:
            try:
                act(thing, by=request.user, now=now)
                done += 1
            except actions.NotPossible:
                impossible += 1
        if done:
            text = ngettext("Klart: %(count)d rad.", "Klart: %(count)d rader.", done)
            self.message_user(request, text % {"count": done}, messages.SUCCESS)
        if impossible:
            text = ngettext(
                "Det gick inte för %(count)d rad, så som läget är nu.",
                "Det gick inte för %(count)d rader, så som läget är nu.",
                impossible,
            )
            self.message_user(request, text % {"count": impossible}, messages.WARNING)


class MessageAdmin(OutboxAdmin):
    list_display = ["created_at", "to_address", "subject", "state", "sent_at"]
    list_filter = ["state"]
    search_fields = ["to_address", "subject"]
    ordering = ["-pk"]
    fields = [
        "to_address",
        "subject",
        "text",
        "state",
        "error",
        "tries",
        "created_at",
        "not_before",
        "sent_at",
    ]
    actions = ["send_again", "settle", "discard"]

    @action(description=_("Skicka igen"), permissions=["view"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.act_on(actions.send_again, request, chosen)

    @action(description=_("Det kom fram"), permissions=["view"])
    def settle(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.act_on(actions.settle, request, chosen)

    @action(description=_("Skicka inte"), permissions=["view"])
    def discard(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.act_on(actions.discard, request, chosen)


class JobAdmin(OutboxAdmin):
    list_display = ["kind", "state", "tries", "error"]
    list_filter = ["state"]
    ordering = ["-pk"]
    fields = ["kind", "state", "tries", "error"]
    actions = ["restart"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(error="").exclude(state=Job.State.DONE)

    @action(description=_("Gör om"), permissions=["view"])
    def restart(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.act_on(actions.restart, request, chosen)
