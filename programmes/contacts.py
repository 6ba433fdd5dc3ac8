"""What the agency has noted of its contact with institutions, as the board tells of it: when they
were last in touch, and who needs support."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cohorts.models import Charge, ContactNote, Participation
from exchange_portal.ui.paging import Fetch
from exchange_portal.ui.texts import short_day
from programmes import queries

REASON = 60  # letters of it on the board; the whole is a click away
LATEST = {"made_on": "made_on", "kind": "kind"}
STANDING = {"needs_support": "needs_support", "text": "text"}


def places(charge: Charge, now: datetime, *, flagged: bool) -> Fetch:
    """The institutions as `queries.places_in` gives them, for `page_by`, with what `_with_contact`
    tells."""
    return charge.pages(_places, now, flagged=flagged)


def _places(charge: Charge, *, flagged: bool, **_day: datetime) -> QuerySet[Participation]:
    return _with_contact(queries.places_in(charge), flagged=flagged)


def _with_contact(places: QuerySet[Participation], *, flagged: bool) -> QuerySet[Any]:
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


def in_html(place: Any, name: SafeString, address: Callable[[UUID], str]) -> SafeString:
    """The cell of the board, made as its other cells are (`exchange_portal.ui.steps`); `address` is
    that of its notes."""
    link = format_html('<a href="{}">{}</a>', address(place.key), _told(place.contact))
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
