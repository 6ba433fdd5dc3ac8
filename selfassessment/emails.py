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
from selfassessment.frozen import Frozen
from selfassessment.models import Assessment, SubmittedAssessment
from selfassessment.queries.asked import finished, latest_of
from selfassessment.rules import is_called, may_submit


def write_receipt(notice: Notice) -> Mail:
    """To the one who handed in and the institution's coordinators."""
    return _of_submitted(notice, "selfassessment/receipt")


def write_received(notice: Notice) -> Mail:
    """To the contact person: who has handed in what."""
    return _of_submitted(notice, "selfassessment/received")


def _of_submitted(notice: Notice, template: str) -> Mail:
    submitted = _submitted(notice)
    copy, language = Frozen.from_content(submitted.content), notice.recipient.language
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
    context: dict[str, Any] = {
        "assessment": assessment,
        "version": version,
        "title": local(version.instrument, "title", language),
        "institution": participation.institution.name,
        "recipient": notice.recipient,
        "answers": answers,
        "submits": may_submit(notice.recipient, assessment, notice.due_at),
        "is_last_day": notice.data["days_before"] == 0,
        "path": reverse("answering" if answers else "assessment", args=[assessment.key]),
    }
    context |= about_sender(participation.cohort, notice)
    return compose("selfassessment/reminder", context, language=language)


def write_asked(notice: Notice) -> Mail:
    """To a leader who has not answered, because the coordinator asks."""
    assessment, language = _assessment(notice), notice.recipient.language
    version = assessment.instrument_version
    context: dict[str, Any] = {
        "assessment": assessment,
        "version": version,
        "title": local(version.instrument, "title", language),
        "institution": assessment.participation.institution.name,
        "recipient": notice.recipient,
        "asker": User.objects.get(pk=notice.data["asker"]).name,
        "path": reverse("answering", args=[assessment.key]),
    }
    context |= about_sender(assessment.participation.cohort, notice)
    return compose("selfassessment/asked", context, language=language)


def asked_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when they have answered, lead no longer or the answering is closed."""
    assessment, person = _assessment(notice), notice.recipient
    is_time = person.is_active and is_under_way(assessment.participation.cohort.round, now)
    return is_time and _answers(person, assessment, now)


def receipt_still_wanted(notice: Notice, now: datetime) -> bool:
    return belongs_to(notice.recipient, _submitted(notice).assessment.participation, now)


def received_still_wanted(notice: Notice, now: datetime) -> bool:
    run = Cohort.objects.run_by(notice.recipient, now)
    return run.filter(pk=_submitted(notice).assessment.participation.cohort_id).exists()


def reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when it is handed in, the last day is another, or the person has nothing left to do."""
    assessment, person = _assessment(notice), notice.recipient
    round = assessment.participation.cohort.round
    return (
        is_still_due(notice, day=assessment.due_on, round=round, now=now)
        and latest_of(assessment) is None
        and (_answers(person, assessment, now) or may_submit(person, assessment, now))
    )


def _answers(person: User, assessment: Assessment, now: datetime) -> bool:
    """Whether the person is one of the leaders who have not answered everything yet."""
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
    events.REMINDER, write=write_reminder, still_wanted=reminder_still_wanted, is_private=True
)
register_notice(events.ASKED, write=write_asked, still_wanted=asked_still_wanted, is_private=True)
