"""How administrators see the outbox. Registered, with the rule of who, in programmes.

Mails hold only what the agency may read; those that would tell more by being sent at all are not
shown. Of jobs only those that went wrong are shown, and nothing of what they are about or when they
were ordered: a file in somebody's draft is inspected by a job, and a draft leaves no trace at the
agency.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import action, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exchange_portal.outbox import actions
from exchange_portal.outbox.kinds import private_jobs, private_notices
from exchange_portal.outbox.models import Job, Message
from exchange_portal.ui.admin import PortalAdmin
from exchange_portal.ui.texts import HARD_SPACE, clock, short_day

type Act = Callable[..., None]

# A row of a mail's page, and the field that says whether there is anything to tell.
TOLD = {"error": "error", "waits": "tries"}


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
    purpose, place = _("Vad portalen har skickat, och vad som inte gick fram."), 1
    list_display = ["subject", "to_address", "state", "at"]
    list_filter = ["state"]
    search_fields = ["to_address", "subject"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(kind__in=private_notices())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only what there is to say of the mail: one that was sent has no more to wait for."""
        told = [name for name in ("error", "waits") if getattr(obj, TOLD[name], None)]
        when = ["created_at", "sent_at" if obj and obj.sent_at else "not_before"]
        return ["to_address", "text", "state", *told, *when]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["waits"]

    def title_of(self, thing: Message) -> str:
        return thing.subject

    @display(description=_("när"), ordering="pk")
    def at(self, message: Message) -> str:
        """«25 nov 15.13», when it was sent or else written."""
        at = message.sent_at or message.created_at
        return f"{short_day(at)} {clock(at)}".replace(" ", HARD_SPACE)

    @display(description=_("mejlservern bad oss vänta"))
    def waits(self, message: Message) -> str:
        text = ngettext("%(count)d gång", "%(count)d gånger", message.tries)
        return text % {"count": message.tries}

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
    purpose, place = _("Sådant som portalen försöker göra men inte har klarat."), 2
    kinds: Mapping[str, Any] = {}  # what to call them
    list_display = ["what", "state", "tries", "error"]
    list_filter = ["state"]
    ordering = ["-pk"]
    fields = ["state", "tries", "error"]
    actions = ["restart"]

    def title_of(self, thing: Job) -> str:
        return str(self.kinds.get(thing.kind, thing.kind))

    @display(description=_("slag"), ordering="kind")
    def what(self, job: Job) -> str:
        return self.title_of(job)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        shown = super().get_queryset(request).exclude(kind__in=private_jobs())
        return shown.exclude(error="").exclude(state=Job.State.DONE)

    @action(description=_("Gör om"), permissions=["view"])
    def restart(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.act_on(actions.restart, request, chosen)
