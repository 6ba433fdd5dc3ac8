"""The demo's rounds, built as staff and participants would build them: by the rooms' own actions,
each at the time when it was done."""

from datetime import datetime

from django.db import transaction

from cohorts.models import Round
from demo import (
    around,
    assessments,
    coming,
    contacts,
    earlier_mail,
    facts,
    hand_ins,
    invitations,
    materials,
    nudging,
    preparing,
    rounds,
    stand_ins,
    templates,
    units,
)
from demo.building import Build
from demo.reminding import remind


def is_built() -> bool:
    return Round.objects.filter(name=facts.JIM.name).exists()


@transaction.atomic
def build(*, now: datetime) -> None:
    """All of it, once: a second call finds it there and changes nothing."""
    if is_built():
        return
    building = Build(now=now)
    rounds.add_staff(building)
    rounds.run_jim(building)
    hand_ins.work(building)
    templates.ask_of_the_course_once(building)
    rounds.prepare_jihu(building)
    units.arrange(building)
    assessments.assess(building)
    invitations.invite(building)
    materials.share(building)
    contacts.note(building)
    nudging.write(building)
    rounds.go_on(building)
    hand_ins.put_templates(building)
    hand_ins.prepare_next(building)
    stand_ins.name(building)
    around.add(building)
    coming.come(building)
    preparing.prepare(building)
    templates.write(building)
    earlier_mail.leave_unsent(before=building.at(-earlier_mail.DAYS_KEPT, 0))
    remind(now=now)
