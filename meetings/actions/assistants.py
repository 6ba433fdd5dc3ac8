"""The assistant of a head answers invitations in the head's name."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Assistant, User
from meetings.actions.answering import answer_invitation
from meetings.actions.refusals import Refused
from meetings.models import Attendance, Session


class AssistsNoLonger(Refused):
    def __init__(self) -> None:
        super().__init__(_("Du är inte längre assistent. Svaret är inte sparat."))


@transaction.atomic
def answer_as_assistant(
    session: Session,
    *,
    assistant: Assistant,
    is_coming: bool,
    comment: str = "",
    answered_for: date | None,
    version: int,
    by: User,
    now: datetime,
) -> Attendance:
    """As `answer_invitation`: the head's answer, that the assistant has given."""
    locked = Assistant.objects.select_for_update(of=["self"]).filter(pk=assistant.pk)
    list(locked)  # nobody ends it meanwhile
    current = Assistant.objects.current(now).filter(pk=assistant.pk, user=by).with_place().first()
    if current is None:
        raise AssistsNoLonger
    return answer_invitation(
        session,
        holding=current.holding,
        is_coming=is_coming,
        comment=comment,
        answered_for=answered_for,
        version=version,
        by=by,
        now=now,
    )
