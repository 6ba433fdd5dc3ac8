"""The mail from someone who runs a group to those who are missing."""

from datetime import datetime

from django.utils import translation

from cohorts.emails import about_sender
from cohorts.models import Participation
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from programmes import events
from programmes.missing import Matter, Waiting, matter_of
from programmes.models import Nudge


def mail_of(nudge: Nudge, one: Waiting, notice: Notice) -> Mail:
    """As it is sent, and as it is shown before: the two rows need not be saved."""
    language, matter = notice.recipient.language, matter_of(nudge)
    with translation.override(language):
        title = matter.title(language)
    context = {
        "recipient": notice.recipient,
        "sender": nudge.sent_by.name,
        "text": local(nudge, "text", language),
        "title": title,
        "institution": one.institution,
        "asks_people": matter.asks_people,
        "path": one.path,
    } | about_sender(matter.cohort, notice)
    return compose("programmes/nudge", context, language=language)


def write_nudge(notice: Notice) -> Mail:
    nudge = _nudge(notice)
    one = _waiting(notice, matter_of(nudge), notice.due_at)
    place = Participation.objects.select_related("institution")
    gone = Waiting(participation=place.get(pk=notice.data["participation"]), person=None)
    return mail_of(nudge, one or gone, notice)


def nudge_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when it is done meanwhile, the person sits there no longer or the round is over."""
    return _waiting(notice, matter_of(_nudge(notice)), now) is not None


def _waiting(notice: Notice, matter: Matter, now: datetime) -> Waiting | None:
    whose = notice.data["participation"], notice.recipient_id
    return next(
        (
            one
            for one in matter.waiting(now)
            if one.person and (one.participation.pk, one.person.pk) == whose
        ),
        None,
    )


def _nudge(notice: Notice) -> Nudge:
    everything = Nudge.objects.select_related(
        "sent_by",
        "cohort__round__programme",
        "assignment__cohort__round__programme",
        "meeting__cohort__round__programme",
        "instrument",
    )
    return everything.get(pk=notice.data["nudge"])


register_notice(events.NUDGE, write=write_nudge, still_wanted=nudge_still_wanted)
