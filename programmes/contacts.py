"""What the agency has noted of its contact with institutions, as the board tells of it: when they
were last in touch, and who needs support."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import ContactNote, Participation, User, rights_of
from exchange_portal.collation import swedish
from exchange_portal.ui.texts import short_day

REASON = 60  # letters of it on the board; the whole is a click away
LATEST = {"made_on": "made_on", "kind": "kind"}
STANDING = {"needs_support": "needs_support", "text": "text"}


@dataclass(frozen=True)
class Flag:
    """An institution that needs support, and why."""

    key: UUID  # of the participation
    cohort: str
    institution: str
    noted: dict[str, Any]  # `STANDING`

    @property
    def url(self) -> str:
        return reverse("contact_notes", args=[self.key])


def with_contact(places: QuerySet[Participation], *, flagged: bool = False) -> QuerySet[Any]:
    """Participations that their reader runs, each with its latest `contact` and where it stands
    with `support` (None while nothing is noted); or those alone that need support."""
    notes = ContactNote.objects.filter(participation=OuterRef("pk"))
    standing = notes.about_support()
    told = places.annotate(
        contact=Subquery(notes.newest_first().values(told=JSONObject(**LATEST))[:1]),
        support=Subquery(standing.values(told=JSONObject(**STANDING))[:1]),
    )
    if not flagged:
        return told
    needs_it = Subquery(standing.values("needs_support")[:1])
    return told.alias(is_flagged=needs_it).filter(is_flagged=True)


def flags(user: User, now: datetime, *, among: Iterable[int] | None = None) -> list[Flag]:
    """Those who need support, in rounds under way that the user runs, or in these cohorts (ids)."""
    today = localdate(now)
    places = Participation.objects.filter(
        rights_of(user, now).runs("cohort__"),
        cohort__round__preparation_starts_on__lte=today,
        cohort__round__ends_on__gte=today,
    )
    if among is not None:
        places = places.filter(cohort__in=list(among))
    rows = with_contact(places, flagged=True).order_by("cohort", swedish("institution__name"))
    return [Flag(*row) for row in rows.values_list(*FLAG)]


FLAG = ("key", "cohort__name", "institution__name", "support")


def in_html(place: Any, name: SafeString) -> SafeString:
    """The cell of the board, made as its other cells are (`exchange_portal.ui.steps`)."""
    url = reverse("contact_notes", args=[place.key])
    link = format_html('<a href="{}">{}</a>', url, _told(place.contact))
    if not (place.support and place.support["needs_support"]):
        return format_html("<td><b>{}</b> {}</td>", name, link)
    why = Truncator(place.support["text"]).chars(REASON)
    flag = format_html('<span class="tag late">{}</span> <small>{}</small>', _("Behöver stöd"), why)
    return format_html('<td class="contact"><b>{}</b> {} {}</td>', name, link, flag)


def _told(contact: dict[str, Any] | None) -> str:
    """«12 nov, telefon»; the database gives the day as a text."""
    if contact is None:
        return _("Inte antecknat")
    kind = ContactNote.Kind(contact["kind"]).label
    return f"{short_day(date.fromisoformat(contact['made_on']))}, {kind}"
