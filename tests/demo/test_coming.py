"""Who has come to the portal, in the demo."""

from datetime import datetime

from cohorts.models import Holding, User
from cohorts.queries import Invited, invited
from demo.coming import NOT_COME, NOTED
from exchange_portal.audit.models import TrailEntry
from meetings.models import Attendance, SubmittedVersion
from selfassessment.models import Rating


def test_those_who_have_not_come_have_done_nothing(built: datetime) -> None:
    names = {*NOT_COME, *NOTED}
    absent = User.objects.filter(name__in=names)

    assert {one.name for one in absent.filter(last_login=None)} == names
    assert not Attendance.objects.filter(answered_by__in=absent).exists()
    assert not SubmittedVersion.objects.filter(submitted_by__in=absent).exists()
    assert not Rating.objects.filter(respondent__in=absent).exists()


def test_the_others_have_come(built: datetime) -> None:
    held = invited(Holding.objects.current(built), built)
    standing = dict(held.exclude(invited=Invited.CAME).values_list("user__name", "invited"))

    assert standing == {
        **{name: "refused" if error else "sent" for name, error in NOT_COME.items()},
        **dict.fromkeys(NOTED, "unreached"),
    }


def test_whoever_did_something_had_logged_in(built: datetime) -> None:
    did = set(TrailEntry.objects.exclude(actor_id=None).values_list("actor_id", flat=True))
    came = User.objects.exclude(last_login=None)

    assert did <= {one.pk for one in came}
    assert all(one.last_login and one.last_login < built for one in came)
