"""Whom a round has invited, and who has come: the list of those who run its groups."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.models import Holding
from cohorts.queries import UNREACHED, Invited, invited
from cohorts.words import invited_words
from exchange_portal.collation import swedish
from exchange_portal.ui.texts import full_day, local, short_day

WAITING, NOT_REACHED, ALL = "", "natt", "alla"
CHOICES: dict[str, Any] = {
    WAITING: gettext_lazy("De som inte har loggat in"),
    NOT_REACHED: gettext_lazy("De som inte har nåtts"),
    ALL: gettext_lazy("Alla"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A person in a seat, and how far the invitation has come."""

    holding: Any
    function: str
    tag: str
    status: str
    told: str  # when it was mailed, or what the mail server said
    is_waiting: bool  # can be invited again now
    url: str


def holdings_in(cohorts: Iterable[int], now: datetime) -> QuerySet[Any]:
    """Of today or later on in cohorts (ids) that their reader runs."""
    held = Holding.objects.overlapping(localdate(now), None)
    held = held.filter(seat__participation__cohort__in=list(cohorts), user__is_active=True)
    return invited(held, now)


def shown(holdings: QuerySet[Any], which: str) -> QuerySet[Any]:
    """Those that one of `CHOICES` names, group by group and institution by institution."""
    if which == NOT_REACHED:
        holdings = holdings.filter(invited__in=UNREACHED)
    elif which != ALL:
        holdings = holdings.exclude(invited=Invited.CAME)
    place = "seat__participation"
    return holdings.select_related(
        "user", "seat__function", "seat__sub_unit", f"{place}__institution", f"{place}__cohort"
    ).order_by(
        swedish(f"{place}__cohort__name"),
        swedish(f"{place}__institution__name"),
        "seat__function__position",
        "pk",
    )


def tally(holdings: QuerySet[Any]) -> str:
    """«31 har loggat in, 8 är inbjudna, 2 har inte nåtts.»"""
    counted = holdings.order_by().values_list("invited").annotate(count=Count("pk"))
    count = Counter(dict(counted))
    came, unreached = count[Invited.CAME], sum(count[one] for one in UNREACHED)
    waiting = count.total() - came - unreached
    words = [
        ngettext("%(count)s har loggat in", "%(count)s har loggat in", came) % {"count": came},
        ngettext("%(count)s är inbjuden", "%(count)s är inbjudna", waiting) % {"count": waiting},
    ]
    if unreached:
        words.append(
            ngettext("%(count)s har inte nåtts", "%(count)s har inte nåtts", unreached)
            % {"count": unreached}
        )
    return ", ".join(words) + "."


def lines(holdings: Iterable[Any], now: datetime) -> list[Line]:
    """`holdings` as `invited` gives them."""
    return [_line(one, now) for one in holdings]


def _line(holding: Any, now: datetime) -> Line:
    tag, status = invited_words(holding)
    function = local(holding.seat, "name")
    if holding.is_stand_in:
        function = _("%(function)s, ersättare") % {"function": function}
    return Line(
        holding=holding,
        function=function,
        tag=tag,
        status=status,
        told=_told(holding),
        is_waiting=can_be_invited_again(holding, now),
        url=reverse("staff_invitation", args=[holding.key]),
    )


def can_be_invited_again(holding: Any, now: datetime) -> bool:
    """Has not come, and was not mailed today already."""
    if holding.invited in {Invited.CAME, Invited.TO_COME, Invited.ON_ITS_WAY}:
        return False
    return holding.invited_at is None or localdate(holding.invited_at) < localdate(now)


def _told(holding: Any) -> str:
    if holding.invited == Invited.CAME:
        return ""  # when they were here last would tell who cannot have begun to answer
    if holding.invited == Invited.TO_COME:
        return _("inbjudan mejlas %(day)s") % {"day": full_day(holding.from_on)}
    if holding.invited == Invited.REFUSED and holding.mail_error and holding.user.shown_email:
        return _("mejlservern svarade: %(answer)s") % {"answer": holding.mail_error}
    if holding.invited_at is None:
        return ""
    return _("inbjuden %(day)s") % {"day": short_day(holding.invited_at)}
