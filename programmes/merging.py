"""Two accounts of one person: what is done with each row that points at the one that goes.

Every foreign key to a user stands here; a test fails when a new one does not.
"""

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from cohorts.models import User


class Row(StrEnum):
    """What becomes of it."""

    MOVES = "moves"  # it is the other account's from now on
    STAYS = "stays"  # who did it is kept as it was, and the database sees to that
    GOES = "goes"  # nobody logs in with the account again
    SETTLED = "settled"  # both may have one of the same: see `actions.merging`


ROWS: dict[str, Row] = {
    "account.EmailAddress.user": Row.SETTLED,
    "admin.LogEntry.user": Row.MOVES,
    "cohorts.Assistant.ended_by": Row.MOVES,
    "cohorts.Assistant.named_by": Row.MOVES,
    "cohorts.Assistant.user": Row.SETTLED,
    "cohorts.ContactNote.written_by": Row.STAYS,
    "cohorts.ContactQuestion.answered_by": Row.MOVES,
    "cohorts.ContactQuestion.asked_by": Row.MOVES,
    "cohorts.Engagement.user": Row.SETTLED,
    "cohorts.Guest.withdrawn_by": Row.MOVES,
    "cohorts.Holding.user": Row.SETTLED,
    "cohorts.InvitationList.done_by": Row.MOVES,
    "cohorts.InvitationList.made_by": Row.MOVES,
    "cohorts.PersonalLink.user": Row.GOES,  # a link is to an account
    "cohorts.ProtectedName.protected_by": Row.MOVES,
    "cohorts.ProtectedName.user": Row.STAYS,  # both are protected then
    "cohorts.Unreached.noted_by": Row.MOVES,
    "cohorts.User.merged_into": Row.MOVES,
    "cohorts.WorkAddress.user": Row.MOVES,
    "files.StoredFile.received_by": Row.MOVES,
    "materials.Material.sharer": Row.MOVES,
    "materials.Material.withdrawn_by": Row.MOVES,
    "materials.MaterialVersion.uploaded_by": Row.MOVES,
    "meetings.AssignmentFile.added_by": Row.MOVES,
    "meetings.AssignmentFile.withdrawn_by": Row.MOVES,
    "meetings.Attendance.answered_by": Row.MOVES,
    "meetings.Attendance.user": Row.SETTLED,
    "meetings.Comment.withdrawn_by": Row.STAYS,
    "meetings.Comment.written_by": Row.STAYS,
    "meetings.DraftAnswer.saved_by": Row.MOVES,
    "meetings.DraftFile.added_by": Row.MOVES,
    "meetings.MeetingSummary.asked_by": Row.MOVES,
    "meetings.SubmittedVersion.returned_by": Row.STAYS,
    "meetings.SubmittedVersion.submitted_by": Row.STAYS,
    "mfa.Authenticator.user": Row.GOES,
    "outbox.Message.recipient": Row.MOVES,
    "outbox.Notice.recipient": Row.MOVES,
    "pages.FaultReport.reported_by": Row.MOVES,
    "preparation.Completion.said_by": Row.MOVES,
    "preparation.Completion.user": Row.SETTLED,
    "preparation.Confirmation.confirmed_by": Row.STAYS,
    "preparation.Disowned.disowned_by": Row.MOVES,
    "programmes.ChangeDecision.decided_by": Row.MOVES,
    "programmes.ExpressionOfInterest.decided_by": Row.MOVES,
    "programmes.MentorOffer.answered_by": Row.MOVES,
    "programmes.MentorOffer.offered_by": Row.MOVES,
    "programmes.Namesakes.one": Row.SETTLED,
    "programmes.Namesakes.other": Row.SETTLED,
    "programmes.Namesakes.said_by": Row.MOVES,
    "programmes.Nudge.sent_by": Row.MOVES,
    "programmes.Pass.given_by": Row.MOVES,
    "programmes.Pass.taken_back_by": Row.MOVES,
    "programmes.Retirement.retired_by": Row.MOVES,
    "programmes.TemplateDraft.changed_by": Row.MOVES,
    "selfassessment.AgreedAnswer.saved_by": Row.MOVES,
    "selfassessment.Assessment.closed_by": Row.MOVES,
    "selfassessment.Assessment.parts_shown_by": Row.MOVES,
    "selfassessment.Assessment.reopened_by": Row.MOVES,
    "selfassessment.Assessment.withdrawn_by": Row.MOVES,
    "selfassessment.Finish.respondent": Row.SETTLED,
    "selfassessment.Part.done_by": Row.MOVES,
    "selfassessment.Rating.respondent": Row.SETTLED,
    "selfassessment.SubmittedAssessment.submitted_by": Row.STAYS,
}


def fields_to_users() -> dict[str, "Field[Any, Any]"]:
    """Every foreign key to a user in the database, by app, model and field."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model is User
    }


def model_of(name: str) -> type[Model]:
    return apps.get_model(name.rpartition(".")[0])
