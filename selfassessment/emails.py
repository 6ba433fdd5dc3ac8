"""The mails of this room. They hold no answers; what is said of who has answered is said to that
person alone."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from cohorts.emails import about_sender
from cohorts.models import Cohort, User
from cohorts.reminders import is_still_due
from cohorts.rules import belongs_to, is_under_way
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from selfassessment import events
from selfassessment.copies import copy_of
from selfassessment.links import way_to_answer
from selfassessment.models import Assessment, Part, SubmittedAssessment
from selfassessment.queries.asked import finished, latest_of, own
from selfassessment.queries.parts import minutes_for, named, undone
from selfassessment.rules import is_called, may_submit


def write_receipt(notice: Notice) -> Mail:
    """To the one who handed in and the institution's coordinators."""
    return _of_submitted(notice, "selfassessment/receipt")


def write_received(notice: Notice) -> Mail:
    """To the contact person: who has handed in what."""
    return _of_submitted(notice, "selfassessment/received")


def _of_submitted(notice: Notice, template: str) -> Mail:
    submitted = _submitted(notice)
    copy, language = copy_of(submitted), notice.recipient.language
    context: dict[str, Any] = {
        "submitted": submitted,
        "copy": copy,
        "title": local(copy, "title", language),
        "recipient": notice.recipient,
        "is_submitter": notice.recipient.pk == submitted.submitted_by_id,
        "path": reverse("submitted_assessment", args=[submitted.key]),
    }
    context |= about_sender(submitted.assessment.participation.cohort, notice)
    return compose(template, context, language=language)


def write_reminder(notice: Notice) -> Mail:
    """What the person has left to do: to answer alone, or to see to it that it is handed in."""
    assessment, language = _assessment(notice), notice.recipient.language
    version = assessment.instrument_version
    participation = assessment.participation
    answers = _answers(notice.recipient, assessment, notice.due_at)
    has_chosen = answers and not own(assessment, notice.recipient).remaining
    route = ("rated" if has_chosen else "answering") if answers else "assessment"
    personal = way_to_answer(notice.recipient, assessment, notice.due_at) if answers else ""
    context: dict[str, Any] = {
        **_about_parts(notice, assessment),
        "assessment": assessment,
        "version": version,
        "title": local(version.instrument, "title", language),
        "institution": participation.institution.name,
        "recipient": notice.recipient,
        "answers": answers,
        "has_chosen": has_chosen,  # everything, and not said that they are done
        "submits": may_submit(notice.recipient, assessment, notice.due_at),
        "is_last_day": notice.data["days_before"] == 0,
        "is_personal": bool(personal),
        "path": personal or reverse(route, args=[assessment.key]),
    }
    context |= about_sender(participation.cohort, notice)
    return compose("selfassessment/reminder", context, language=language)


def write_asked(notice: Notice) -> Mail:
    """To a leader who has not said that they are done, because the coordinator asks."""
    assessment, language = _assessment(notice), notice.recipient.language
    version = assessment.instrument_version
    has_chosen = not own(assessment, notice.recipient).remaining
    personal = way_to_answer(notice.recipient, assessment, notice.due_at)
    context: dict[str, Any] = {
        "assessment": assessment,
        "version": version,
        "title": local(version.instrument, "title", language),
        "institution": assessment.participation.institution.name,
        "recipient": notice.recipient,
        "asker": User.objects.get(pk=notice.data["asker"]).name,
        "has_chosen": has_chosen,
        "is_personal": bool(personal),
        "path": personal or reverse("rated" if has_chosen else "answering", args=[assessment.key]),
    }
    context |= about_sender(assessment.participation.cohort, notice)
    return compose("selfassessment/asked", context, language=language)


def write_part_asked(notice: Notice) -> Mail:
    """To someone whose part is not ready, because the coordinator asks."""
    assessment, language = _assessment(notice), notice.recipient.language
    context: dict[str, Any] = {
        **_about_parts(notice, assessment),
        "assessment": assessment,
        "title": local(assessment.instrument_version.instrument, "title", language),
        "institution": assessment.participation.institution.name,
        "recipient": notice.recipient,
        "asker": User.objects.get(pk=notice.data["asker"]).name,
        "path": reverse("assessment", args=[assessment.key]),
    }
    context |= about_sender(assessment.participation.cohort, notice)
    return compose("selfassessment/part_asked", context, language=language)


def _about_parts(notice: Notice, assessment: Assessment) -> dict[str, Any]:
    """The recipient's own parts that are not ready, and the time that they take."""
    version, own = (
        assessment.instrument_version,
        undone(assessment, notice.recipient, notice.due_at),
    )
    areas = [one.area for one in own]
    ids = [one.pk for one in areas]
    parts = Part.objects.filter(assessment=assessment)
    return {
        "ready_parts": parts.filter(done_at__isnull=False).count(),
        "all_parts": parts.count(),
        "parts": named(areas, notice.recipient.language),
        "count_of_parts": len(areas),
        "minutes_for_parts": minutes_for(version.pk, ids, version.minutes) if ids else 0,
    }


def part_asked_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when their part is ready or somebody else's, or it is handed in or withdrawn."""
    assessment, person = _assessment(notice), notice.recipient
    is_time = person.is_active and is_under_way(assessment.participation.cohort.round, now)
    is_open = assessment.withdrawn_at is None and latest_of(assessment) is None
    return is_time and is_open and bool(undone(assessment, person, now))


def asked_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when they are done, lead no longer, or the answering is closed or withdrawn."""
    assessment, person = _assessment(notice), notice.recipient
    is_time = person.is_active and is_under_way(assessment.participation.cohort.round, now)
    return is_time and assessment.withdrawn_at is None and _answers(person, assessment, now)


def write_new_last_day(notice: Notice) -> Mail:
    return _of_asking(notice, "selfassessment/new_last_day")


def write_withdrawal(notice: Notice) -> Mail:
    """Who withdrew it and why, and that there is nothing to do."""
    return _of_asking(notice, "selfassessment/withdrawal")


def write_restoration(notice: Notice) -> Mail:
    return _of_asking(notice, "selfassessment/restoration")


def _of_asking(notice: Notice, template: str) -> Mail:
    """To the institution's coordinators: what the agency has changed of what it asked."""
    assessment, language = _assessment(notice), notice.recipient.language
    participation = assessment.participation
    context: dict[str, Any] = {
        "assessment": assessment,
        "title": local(assessment.instrument_version.instrument, "title", language),
        "institution": participation.institution.name,
        "recipient": notice.recipient,
        "by": User.objects.get(pk=notice.data["by"]),
        "path": reverse("assessment", args=[assessment.key]),
    }
    context |= about_sender(participation.cohort, notice)
    return compose(template, context, language=language)


def new_last_day_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once the day is another one."""
    day, told = _assessment(notice).due_on, notice.data["due_on"]
    return (day.isoformat() if day else None) == told and restoration_still_wanted(notice, now)


def withdrawal_still_wanted(notice: Notice, now: datetime) -> bool:
    assessment = _assessment(notice)
    is_so = assessment.withdrawn_at == datetime.fromisoformat(notice.data["at"])
    return is_so and may_submit(notice.recipient, assessment, now)


def restoration_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once it is withdrawn or handed in, or the person has left."""
    assessment = _assessment(notice)
    is_open = assessment.withdrawn_at is None and latest_of(assessment) is None
    return is_open and may_submit(notice.recipient, assessment, now)


def receipt_still_wanted(notice: Notice, now: datetime) -> bool:
    return belongs_to(notice.recipient, _submitted(notice).assessment.participation, now)


def received_still_wanted(notice: Notice, now: datetime) -> bool:
    run = Cohort.objects.run_by(notice.recipient, now)
    return run.filter(pk=_submitted(notice).assessment.participation.cohort_id).exists()


def reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when it is handed in or withdrawn, the last day is another, or the person has nothing
    left to do."""
    assessment, person = _assessment(notice), notice.recipient
    round = assessment.participation.cohort.round
    return (
        is_still_due(notice, day=assessment.due_on, round=round, now=now)
        and assessment.withdrawn_at is None
        and latest_of(assessment) is None
        and (
            _answers(person, assessment, now)
            or may_submit(person, assessment, now)
            or bool(undone(assessment, person, now))
        )
    )


def _answers(person: User, assessment: Assessment, now: datetime) -> bool:
    """Whether the person is one of the leaders who have not said that they are done."""
    waits = assessment.is_answering and is_called(person, assessment, now)
    return waits and (assessment.pk, person.pk) not in finished([assessment])


def _assessment(notice: Notice) -> Assessment:
    everything = Assessment.objects.with_origin()
    return everything.select_related("participation__cohort__round__programme").get(
        pk=notice.data["assessment"]
    )


def _submitted(notice: Notice) -> SubmittedAssessment:
    return SubmittedAssessment.objects.with_origin().get(pk=notice.data["submitted"])


register_notice(events.RECEIPT, write=write_receipt, still_wanted=receipt_still_wanted)
register_notice(events.RECEIVED, write=write_received, still_wanted=received_still_wanted)
register_notice(
    events.NEW_LAST_DAY, write=write_new_last_day, still_wanted=new_last_day_still_wanted
)
register_notice(events.WITHDRAWAL, write=write_withdrawal, still_wanted=withdrawal_still_wanted)
register_notice(events.RESTORATION, write=write_restoration, still_wanted=restoration_still_wanted)
register_notice(
    events.REMINDER, write=write_reminder, still_wanted=reminder_still_wanted, is_private=True
)
register_notice(events.ASKED, write=write_asked, still_wanted=asked_still_wanted, is_private=True)
register_notice(
    events.PART_ASKED,
    write=write_part_asked,
    still_wanted=part_asked_still_wanted,
    is_private=True,
)
