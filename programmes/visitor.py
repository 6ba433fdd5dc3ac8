"""Who is here today: the seats, the work for the agency, and whom to ask. Asked once a request."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Holding,
    Participation,
    Rights,
    User,
    rights_of,
)
from cohorts.queries import contact_persons
from cohorts.words import part_in_sentence
from exchange_portal.ui.navigation import Contact


class Visitor:
    """A logged-in person at a moment. Each question is one query at most, and only when asked."""

    def __init__(self, user: User, now: datetime) -> None:
        self.user = user
        self.now = now

    @cached_property
    def rights(self) -> Rights:
        return rights_of(self.user, self.now)

    @property
    def holdings(self) -> list[Holding]:
        return self.rights.holdings

    @cached_property
    def engagements(self) -> list[Engagement]:
        """Of participants who do not work for the agency nobody asks."""
        return [] if self.holdings and not self.user.is_staff else self.rights.engagements

    @cached_property
    def participations(self) -> list[Participation]:
        """Each once, rounds under way first."""
        return self.rights.participations()

    @cached_property
    def cohorts(self) -> list[Cohort]:
        return list({p.cohort_id: p.cohort for p in self.participations}.values())

    @cached_property
    def contacts(self) -> dict[int, Contact]:
        """By the cohort's primary key. A cohort without a contact person is not there."""
        if not self.cohorts:
            return {}
        return {
            cohort: Contact(name=one.name, email=one.email, institution=one.institution)
            for cohort, one in contact_persons(self.cohorts, self.now).items()
        }

    def known(self, cohort: Cohort) -> Cohort:
        """The cohort as the visitor's own seats know it, with its round at hand."""
        return next((one for one in self.cohorts if one == cohort), cohort)

    @property
    def contact(self) -> Contact | None:
        return next(iter(self.contacts.values()), None)

    @property
    def is_agency_staff(self) -> bool:
        return bool(self.rights.for_agency)

    def functions_in(self, participation: Participation) -> list[Function]:
        seats = (holding.seat for holding in self.holdings)
        return [s.function for s in seats if s.participation_id == participation.pk]

    @property
    def part(self) -> str:
        """«högsta chef», «processledare och kontaktperson»: functions as their round names them."""
        words = [part_in_sentence(holding) for holding in self.holdings]
        if self.holdings or not self.engagements:
            words += [_("assistent") for _one in self.rights.assists]
        words += [_("gäst") if one.guest_id else word_for(one.role) for one in self.engagements]
        return get_text_list(list(dict.fromkeys(words)), _("och"))


def visitor_of(request: HttpRequest) -> Visitor:
    """The request's visitor, the same one for the view and for the frame round it."""
    known: Visitor | None = getattr(request, "visitor", None)
    if known is None:
        known = Visitor(request.user, request.now)  # type: ignore[arg-type, attr-defined]
        request.visitor = known  # type: ignore[attr-defined]
    return known


def word_for(role: str) -> str:
    """What someone without a seat is there to do, as it stands after a name."""
    words: dict[str, str] = {
        Engagement.Role.ADMINISTRATOR: _("administratör"),
        Engagement.Role.PROCESS_LEADER: _("processledare"),
        Engagement.Role.CONTACT_PERSON: _("kontaktperson"),
        Engagement.Role.EXPERT: _("expert"),
        Engagement.Role.RESEARCHER: _("följeforskare"),
        Engagement.Role.MINISTRY_DESK_OFFICER: _("myndighetshandläggare"),
    }
    return words[role]
