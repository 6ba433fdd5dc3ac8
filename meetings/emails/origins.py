"""What a notice of this room is of."""

from cohorts.models import Assistant, User
from exchange_portal.outbox.models import Notice
from meetings.models import Meeting


def meeting_of(notice: Notice) -> Meeting:
    everything = Meeting.objects.select_related("cohort__round__programme")
    return everything.get(pk=notice.data["meeting"])


def assistant_of(notice: Notice) -> Assistant:
    return Assistant.objects.with_place().get(pk=notice.data["assistant"])


def asker_of(notice: Notice) -> str:
    """The name of the coordinator who asks; "" when the portal reminds."""
    if "asker" not in notice.data:
        return ""
    return User.objects.get(pk=notice.data["asker"]).name
