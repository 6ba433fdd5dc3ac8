"""The page of those who are missing: whom there is to write to, the text to begin from, what has
been sent, and the mail before it goes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Q
from django.utils import translation
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import clock, day
from programmes import events
from programmes.emails import mail_of
from programmes.missing import Matter, Waiting
from programmes.models import Nudge

SENT = 10  # the latest that the page tells of

type Who = tuple[int, int | None]  # ids of a participation and of a person


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An institution with its coordinators, or a person, to write to or not."""

    value: str
    label: str
    about: str
    those: list[Waiting]  # whom a mail would go to
    is_first_today: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """A reminder of today, by the portal itself or by somebody."""

    words: str
    by_hand: bool


@dataclass(frozen=True)
class Sent:
    """An earlier reminder, with the names of those it went to."""

    nudge: Nudge
    names: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)  # missing no longer when it was to go


@dataclass(frozen=True, kw_only=True)
class Missing:
    choices: list[Choice]
    unreachable: list[tuple[str, str]]  # who, and why they cannot be written to now
    by_hand: list[Notice]  # all that were ever written about the matter, by the reader's name

    def chosen(self, values: Iterable[str]) -> list[Waiting]:
        wanted = set(values)
        return [one for choice in self.choices if choice.value in wanted for one in choice.those]


def missing_of(matter: Matter, now: datetime) -> Missing:
    """Whoever has been written to today can be again tomorrow, so that two tabs are harmless."""
    waiting = matter.waiting(now)
    notices = _notices(matter, waiting, now)
    told = told_today(matter, waiting, notices, now)
    groups: dict[str, list[Waiting]] = {}
    for one in waiting:
        whose = one.person if matter.asks_people and one.person else one.participation
        groups.setdefault(str(whose.pk), []).append(one)
    by_hand = [one for one in notices if one.kind == events.NUDGE]
    missing = Missing(choices=[], unreachable=[], by_hand=by_hand)
    for value, those in groups.items():
        _sort_in(missing, matter, value, those, told)
    return missing


def _sort_in(
    missing: Missing, matter: Matter, value: str, those: list[Waiting], told: dict[Who, Told]
) -> None:
    label = those[0].institution
    if matter.asks_people and those[0].person:
        label = those[0].person.name
    today = [told[_who(one)] for one in those if _who(one) in told]
    by_hand = {_who(one) for one in those if _who(one) in told and told[_who(one)].by_hand}
    free = [one for one in those if one.person and _who(one) not in by_hand]
    if free:
        about, is_first = _about(matter, free, today), not today
        missing.choices.append(
            Choice(value=value, label=label, about=about, those=free, is_first_today=is_first)
        )
    else:
        why = today[0].words if today else _("Ingen samordnare att skriva till")
        missing.unreachable.append((label, why))


def _about(matter: Matter, those: list[Waiting], told: list[Told]) -> str:
    who = those[0].institution
    if not matter.asks_people:
        who = ", ".join(one.person.name for one in those if one.person)
    return ". ".join([who, *dict.fromkeys(one.words for one in told)])


def _who(one: Waiting) -> Who:
    return one.participation.pk, one.person.pk if one.person else None


def once_of(matter: Matter) -> str:
    """How the keys of the notices begin that were written by hand about the matter."""
    ((kind, thing),) = matter.of().items()
    return f"{events.NUDGE}:{matter.cohort.pk}:{kind}:{thing.pk}:"


def _notices(matter: Matter, waiting: list[Waiting], now: datetime) -> list[Notice]:
    """Those of today by the portal itself, and all that were written by hand. One query."""
    people = {one.person.pk for one in waiting if one.person}
    midnight = datetime.combine(localdate(now), time(), get_default_timezone())
    of_today = Q(kind=matter.automatic, recipient__in=people, created_at__gte=midnight)
    by_hand = Q(kind=events.NUDGE, once__startswith=once_of(matter))
    found = Notice.objects.filter(of_today | by_hand).select_related("recipient")
    return list(found.order_by("recipient__name", "created_at", "pk"))


def told_today(
    matter: Matter, waiting: list[Waiting], notices: list[Notice], now: datetime
) -> dict[Who, Told]:
    """Who of those who are missing has had a reminder of this today."""
    told: dict[Who, Told] = {}
    for notice in notices:
        is_today = localdate(notice.created_at) == localdate(now)
        by_hand = notice.kind == events.NUDGE
        is_of_this = by_hand or matter.is_told(notice.data, now)
        if is_today and is_of_this and notice.state != Notice.State.DROPPED:
            of_them = {_who(one) for one in waiting if _is_of(notice, one)}
            free = of_them - {who for who, before in told.items() if before.by_hand}
            told |= {who: _told(notice, by_hand=by_hand) for who in free}
    return told


def _is_of(notice: Notice, one: Waiting) -> bool:
    place = notice.data.get("participation", one.participation.pk)
    return _who(one) == (place, notice.recipient_id)


def _told(notice: Notice, *, by_hand: bool) -> Told:
    at = {"time": clock(notice.created_at)}
    words = _("Påmindes av portalen i dag kl. %(time)s")
    if by_hand:
        words = _("Fick ett mejl härifrån i dag kl. %(time)s")
    return Told(words=words % at, by_hand=by_hand)


def sent_of(matter: Matter, missing: Missing) -> list[Sent]:
    """The latest first."""
    latest = matter.nudges().select_related("sent_by").order_by("-sent_at", "-pk")[:SENT]
    sent = {one.pk: Sent(one) for one in latest}
    for notice in missing.by_hand:
        one = sent.get(notice.data["nudge"])
        if one:
            is_dropped = notice.state == Notice.State.DROPPED
            (one.dropped if is_dropped else one.names).append(notice.recipient.name)
    return list(sent.values())


def ready_text(matter: Matter, language: str, now: datetime) -> str:
    """What the mail says unless its writer changes it."""
    with translation.override(language):
        due_on = matter.due_on(now)
        when = {"day": day(due_on) if due_on else ""}
        last = _("Säg till om något hindrar er, så hjälps vi åt.")
        if matter.asks_people:
            first = _("Vi ses %(day)s, och du har inte svarat än.") % when
            last = _("Säg gärna om du kommer eller inte, så vet vi hur många vi blir.")
        elif due_on is None:
            first = _("Vi väntar på det här från er.")
        elif due_on < localdate(now):
            first = _("Sista dagen var %(day)s, och vi har inte fått in det här från er än.") % when
        else:
            first = _("Sista dagen är %(day)s, och vi har inte fått in det här från er än.") % when
        return f"{first} {last}"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The mail in one language, as its first reader gets it; and how many get it in that."""

    language: str
    mail: Mail
    count: int


def previews(nudge: Nudge, chosen: list[Waiting], now: datetime) -> list[Preview]:
    """One for each language among those who are written to."""
    readers: dict[str, list[tuple[Waiting, User]]] = {}
    for one in chosen:
        if one.person:
            readers.setdefault(one.person.language, []).append((one, one.person))
    return [
        Preview(
            language=language,
            mail=mail_of(nudge, those[0][0], Notice(recipient=those[0][1], due_at=now)),
            count=len(those),
        )
        for language, those in sorted(readers.items(), reverse=True)
    ]
